#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Lower tiers never see upper ones, every file says its licence, every header
# compiles alone. TAP; $1 is the source folder.
set -u
cd "$1" || exit 99
n=0
point() {
  n=$((n + 1))
  if [ -z "$2" ]; then echo "ok $n $1"; else
    echo "not ok $n $1"
    echo "$2" | sed 's/^/# /'
  fi
}
echo "TAP version 13"

point "core includes no GStreamer and no drawing" "$(grep -rnE '#include *[<"](gst/|cairo|pango|librsvg|gdk-pixbuf|render/|elements/)' plugin/core)"
point "render includes no GStreamer" "$(grep -rnE '#include *[<"](gst/|elements/)' plugin/render)"
point "each file names its licence" "$(git ls-files '*.c' '*.h' '*.sh' '*.py' '*.build' 2>/dev/null | xargs -r grep -L 'SPDX-License-Identifier: LGPL-2.1-or-later')"
point "elements lock by rank" "$(grep -rnE '\bg_(rec_)?mutex_|\bG(Rec)?Mutex\b|GST_OBJECT_(UN)?LOCK \(|\bg_cond_wait' plugin/elements | grep -v '/ranked-lock\.[ch]:')"
point "elements print nothing" "$(grep -rnE '\bg_print(err)? \(|\bprintf \(' plugin)"

alone() {
  flags="-std=gnu17 -Wall -Werror -Iplugin -Iinclude $(pkg-config --cflags "$@")"
  shift $#
  # shellcheck disable=SC2086
  while read -r header; do
    echo "#include \"$header\"" | cc $flags -x c -fsyntax-only - 2>&1 | head -3
  done
}
point "core's headers compile alone" "$(cd plugin && find core -name '*.h' | (cd .. && alone gio-2.0 json-glib-1.0 libxml-2.0 erfa proj))"
point "render's headers compile alone" "$(cd plugin && find render -name '*.h' | (cd .. && alone gio-2.0 pangocairo librsvg-2.0 gdk-pixbuf-2.0 json-glib-1.0 libxml-2.0))"
point "elements' headers compile alone" "$(cd plugin && find elements -name '*.h' | (cd .. && alone gio-2.0 gstreamer-base-1.0 gstreamer-video-1.0 pangocairo))"
point "public headers compile alone" "$(cd include && find gst -name '*.h' | (cd .. && alone gstreamer-1.0))"
echo "1..$n"
