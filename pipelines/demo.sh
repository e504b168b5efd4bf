#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Makes the demo on a fresh Debian: packages, build, telemetry, footage, film.
# Result: build/demo/soyuz-ms-19.mp4 and build/demo/soyuz-ms-19.png.
#   sh pipelines/demo.sh
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh
[ $# -eq 0 ] || { echo "usage: sh pipelines/demo.sh (it takes no arguments)" >&2; exit 2; }
PATH=/usr/bin:/bin:$PATH
export PATH

echo "demo: packages"
install_packages build run
echo "demo: build"
configure_build
# The demo's own part, not the thousand steps of the tests.
ninja -C build demo
GST_PLUGIN_PATH=$PWD/build/plugin
export GST_PLUGIN_PATH

demo=build/demo
film=$demo/soyuz-ms-19
started=$(date +%s)
rm -rf "$demo"
mkdir -p "$demo"
echo "demo: telemetry"
build/pipelines/demo/make-soyuz-flight "$demo"

shots=$(awk -F '\t' 'NR > 1 { print $1 }' pipelines/demo/shots.tsv)
total=$(echo "$shots" | wc -l)
n=0
for shot in $shots; do
  n=$((n + 1))
  echo "demo: shot $n of $total: $shot ($(($(date +%s) - started)) s so far)"
  sh pipelines/demo/render-shot.sh build "$demo" "$shot"
done
sh pipelines/demo/join-shots.sh "$demo" "$film.part.mp4"
# The film is there once it is whole.
mv "$film.part.mp4" "$film.mp4"

# One frame as a picture: the boosters have just gone.
ffmpeg -v error -y -ss 9 -i "$film.mp4" -frames:v 1 "$film.png"
echo "$film.mp4 and $film.png, in $(($(date +%s) - started)) s"
