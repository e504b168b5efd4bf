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
sed -i "s|^prefix=.*|prefix=${pc%/lib*}|" "$pc/gsttelemetry-1.0.pc"
LD_LIBRARY_PATH=$(dirname "$library")
GST_PLUGIN_PATH=$(dirname "$plugin")
GST_REGISTRY=$dest/registry.bin
PKG_CONFIG_PATH=$pc
export LD_LIBRARY_PATH GST_PLUGIN_PATH GST_REGISTRY PKG_CONFIG_PATH

gst-inspect-1.0 telemetryoverlay | grep -q 'Filter/Effect/Video'
point "the element is found, as an effect" $?
extra=$(nm -D --defined-only "$plugin" | awk '$2 ~ /[TDBR]/ {print $3}' | grep -v '^gst_plugin_' || true)
[ -z "$extra" ]
point "the plugin shows no symbol but the plugin's" $?
extra=$(nm -D --defined-only "$library" | awk '$2 ~ /[TDBR]/ {print $3}' | grep -v '^gst_' || true)
[ -z "$extra" ]
point "the library shows its own symbols alone" $?

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
cc -Wall -Werror -o "$dest/app" "$dest/app.c" $(pkg-config --cflags --libs gsttelemetry-1.0) && "$dest/app"
point "an application builds with pkg-config and runs" $?
"$(find "$dest" -name telemetry-inspect -type f)" "$TELEMETRY_SOURCE_ROOT/pipelines/examples/sounding-rocket.csv" --at 60 >"$dest/out" && grep -q altitude "$dest/out"
point "telemetry-inspect runs" $?
echo "1..$n"
