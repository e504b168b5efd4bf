#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The project as it is installed: plugin, library, headers, tool. TAP.
set -u
dest=$(mktemp -d)
trap 'rm -rf "$dest"' EXIT
n=0
point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}
echo "TAP version 13"

DESTDIR=$dest meson install -C "$TELEMETRY_BUILD_ROOT" --no-rebuild --quiet >"$dest/log" 2>&1
point "installs" $?
plugin=$(find "$dest" -name libgsttelemetry.so)
library=$(find "$dest" -name 'libgsttelemetry-1.0.so')
pc=$(dirname "$(find "$dest" -name gsttelemetry-1.0.pc)")
# A build folder of before pkgconfig.relocatable keeps its own setting.
for file in "$pc"/gsttelemetry*.pc; do
  grep -q pcfiledir "$file" || sed -i "s|^prefix=.*|prefix=${pc%/lib*}|" "$file"
done
# Nothing but where the plugin is: it finds its library, and pkg-config its prefix, from where they stand.
# In /usr the loader would look by itself.
unset LD_LIBRARY_PATH
case $library in
  "$dest"/usr/lib*) LD_LIBRARY_PATH=$(dirname "$library") && export LD_LIBRARY_PATH ;;
esac
GST_PLUGIN_PATH=$(dirname "$plugin")
GST_REGISTRY=$dest/registry.bin
PKG_CONFIG_PATH=$pc
export GST_PLUGIN_PATH GST_REGISTRY PKG_CONFIG_PATH

gst-inspect-1.0 telemetryoverlay | grep -q 'Filter/Effect/Video'
point "the element is found, as an effect" $?
extra=$(nm -D --defined-only "$plugin" | awk '$2 ~ /[TDBR]/ {print $3}' | grep -v '^gst_plugin_' || true)
[ -z "$extra" ]
point "the plugin shows no symbol but the plugin's" $?
# A symbol that goes or changes breaks programs; one that comes is written down here, on purpose.
nm -D --defined-only "$library" | awk '$2 ~ /[TDBR]/ {print $3}' | LC_ALL=C sort >"$dest/symbols"
diff "$TELEMETRY_SOURCE_ROOT/tests/pipelines/symbols.txt" "$dest/symbols" | sed 's/^/# /'
cmp -s "$TELEMETRY_SOURCE_ROOT/tests/pipelines/symbols.txt" "$dest/symbols"
point "the library shows the symbols that are written down, and no other" $?

cat >"$dest/app.c" <<'C'
#include <gst/telemetry/telemetry.h>
int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  return gst_telemetry_meta_get_info () == NULL || GST_TYPE_TELEMETRY_SNAPSHOT == 0;
}
C
# shellcheck disable=SC2046
cc -Wall -Werror -o "$dest/app" "$dest/app.c" $(pkg-config --cflags --libs gsttelemetry-1.0) && LD_LIBRARY_PATH=$(dirname "$library") "$dest/app"
point "an application builds with pkg-config and runs" $?
if [ -n "$(find "$dest" -name 'libgsttelemetryges-1.0.so')" ]; then
  cat >"$dest/cut.c" <<'C'
#include <gst/telemetry-ges/telemetry-ges.h>
int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  if (!ges_init ())
    return 1;
  gst_telemetry_ges_watch_timeline (ges_timeline_new ());
  return 0;
}
C
  # shellcheck disable=SC2046
  cc -Wall -Werror -o "$dest/cut" "$dest/cut.c" $(pkg-config --cflags --libs gsttelemetryges-1.0) &&
    LD_LIBRARY_PATH=$(dirname "$library") "$dest/cut"
  point "an editor builds with pkg-config and runs" $?
  extra=$(nm -D --defined-only "$(dirname "$library")/libgsttelemetryges-1.0.so" | awk '$2 ~ /[TDBR]/ {print $3}' |
    grep -vxE 'gst_telemetry_ges_(add_overlay|watch_timeline)' || true)
  [ -z "$extra" ]
  point "the library for edits shows its two functions alone" $?
  ldd "$plugin" "$library" | grep -q libges
  [ $? -eq 1 ]
  point "nobody else links GES" $?
fi
"$(find "$dest" -path '*/bin/telemetry-inspect')" "$TELEMETRY_SOURCE_ROOT/pipelines/examples/sounding-rocket.csv" --at 60 >"$dest/out" && grep -q altitude "$dest/out"
point "telemetry-inspect runs" $?

share=$(dirname "$(dirname "$(find "$dest" -path '*/gst-telemetry/layouts')")")
[ "$(ls "$share/gst-telemetry/layouts")" = "$(ls "$TELEMETRY_SOURCE_ROOT/plugin/data/layouts")" ]
point "every layout is there to read, with its page" $?
[ -s "$share/doc/gst-telemetry/README.md" ] && [ -s "$share/doc/gst-telemetry/MISSION.md" ] &&
  [ -s "$share/doc/gst-telemetry/examples/sounding-rocket.csv" ]
point "so are the pages and the examples" $?
# By the line that each program itself says, where it is installed; without arguments it says its usage.
for program in "$share"/doc/gst-telemetry/examples/*-telemetry.c; do
  name=$(basename "$program" .c)
  line=$(sed -n 's/^ \*   \(cc .*\)$/\1/p' "$program")
  (cd "$(mktemp -d -p "$dest")" && cp "$program" . && sh -c "$line -Wall -Werror" && LD_LIBRARY_PATH=$(dirname "$library") "./$name" 2>usage
    [ $? -eq 2 ] && grep -q "^usage: $name " usage)
  point "$name.c is built as it says, from what is installed, and runs" $?
done
grep -q '^.SH APPLICATION OPTIONS' "$share/man/man1/telemetry-inspect.1" && grep -q '^ *liftoff.-at=' "$share/man/man5/telemetry-mission.5"
point "manual pages" $?
if command -v bash >/dev/null; then
  tool=$(find "$dest" -name telemetry-inspect -path '*/bin/*')
  bash -c '. "$1"; COMP_WORDS=("$2" --contact); COMP_CWORD=1; _telemetry_inspect; echo "${COMPREPLY[*]}"' \
    bash "$share/bash-completion/completions/telemetry-inspect" "$tool" >"$dest/completed"
  [ "$(cat "$dest/completed")" = --contact-sheet ]
  point "bash completes the tool's options" $?
fi
echo "1..$n"
