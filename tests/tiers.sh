#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every file says its licence, every header compiles alone, no element prints.
# Who may include whom is tests/graph.py's. TAP; $1 is the source folder.
set -u
cd "$1" || exit 99
n=0
# point NAME FAULTS SEEN: a point that looked at nothing fails.
point() {
  n=$((n + 1))
  if [ "$3" -eq 0 ]; then echo "not ok $n $1"; echo "# nothing to look at"
  elif [ -z "$2" ]; then echo "ok $n $1 ($3 files)"
  else
    echo "not ok $n $1"
    echo "$2" | sed 's/^/# /'
  fi
}

# The project's own files, in a git checkout or out of one.
own() {
  find .ci plugin include pipelines tests meson.build meson_options.txt -name 'build*' -prune -o \
    -type f \( -name '*.c' -o -name '*.h' -o -name '*.sh' -o -name '*.py' -o -name 'meson*' -o -path .ci/run \) -print
}
count() { wc -l | tr -d ' '; }
echo "TAP version 13"

point "each file names its licence" \
  "$(own | xargs grep -L 'SPDX-License-Identifier: LGPL-2.1-or-later')" "$(own | count)"
point "elements lock by rank" "$(grep -rnE '\bg_(rec_)?mutex_|\bG(Rec)?Mutex\b|GST_OBJECT_(UN)?LOCK \(|\bg_cond_wait' plugin/elements | grep -v '/ranked-lock\.[ch]:')" \
  "$(find plugin/elements -name '*.c' | count)"
point "no format cuts text within a character" "$(grep -rnE '%[-0-9]*\.(\*|[0-9]+)s' plugin pipelines --include='*.c' --include='*.h' | grep -v '/print-safe\.h:')" \
  "$(find plugin pipelines -name '*.c' | count)"
point "one way to the terminal" "$(grep -rnE '\bg_print(err)? \(|\bprintf \(|\b(stdout|stderr)\b' pipelines/telemetry-inspect --include='*.c' | grep -vE '/(main|print)\.c:')" \
  "$(find pipelines/telemetry-inspect -name '*.c' | count)"
point "the plugin prints nothing" "$(grep -rnE '\bg_print(err)? \(|\bprintf \(' plugin)" \
  "$(find plugin -name '*.c' | count)"

# Who is told of a limit is told its name, its value and both ways to raise it: tlm_limit_fail() and tlm_limit_said().
point "one file words limits" "$(grep -rnE '"[^"]*(--limit\b|over the limit|property limits)' plugin --include='*.c' |
    grep -v '/base/limits\.c:')" "$(find plugin -name '*.c' | count)"

# Seconds, minutes and hours are taken apart where spans are written. Timecode counts frames,
# and ASS has its own stamps.
point "one file writes spans" \
  "$(grep -rnE '[%/] *\(?(TLM_SECOND|3600|60)\b|\"%[^\"]*[fg][^\"]*\".*duration_to_s' plugin/render plugin/elements \
    plugin/core/encode plugin/core/mission plugin/core/log plugin/core/phases plugin/core/timeline \
    plugin/core/footage pipelines/telemetry-inspect --include='*.c' |
    grep -vE '/(timecode|ass-event|slope-runs)\.c:')" \
  "$(find plugin pipelines/telemetry-inspect -name '*.c' | count)"

# alone FOLDER ROOT PACKAGE...: each header below FOLDER, included by its path from ROOT.
alone() {
  (
    folder=$1 root=$2
    shift 2
    flags="-std=gnu17 -Wall -Werror -Iplugin -Iinclude $(pkg-config --cflags "$@")"
    (cd "$root" && find "$folder" -name '*.h') | while read -r header; do
      # shellcheck disable=SC2086
      echo "#include \"$header\"" | cc $flags -x c -fsyntax-only - 2>&1 | head -3
    done
  )
}
headers() { find "$1" -name '*.h' | count; }
point "core's headers compile alone" "$(alone core plugin gio-2.0 libxml-2.0 erfa proj)" "$(headers plugin/core)"
point "render's headers compile alone" \
  "$(alone render plugin gio-2.0 pangocairo librsvg-2.0 gdk-pixbuf-2.0 libxml-2.0)" "$(headers plugin/render)"
point "the facade's headers compile alone" \
  "$(alone host plugin gio-2.0 pangocairo)" "$(headers plugin/host)"
point "elements' headers compile alone" \
  "$(alone elements plugin gio-2.0 gstreamer-base-1.0 gstreamer-video-1.0 pangocairo)" "$(headers plugin/elements)"
point "public headers compile alone" "$(alone gst/telemetry include gstreamer-1.0)" "$(headers include/gst/telemetry)"
if pkg-config --exists gst-editing-services-1.0; then
  point "headers for edits compile alone" "$(alone gst/telemetry-ges include gst-editing-services-1.0
    alone ges plugin gst-editing-services-1.0)" "$(headers include/gst/telemetry-ges)"
fi
echo "1..$n"
