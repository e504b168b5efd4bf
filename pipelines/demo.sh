#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Makes the demo on a fresh Debian 12: packages, build, footage, telemetry, film.
# Result: build/demo/soyuz-ms-19.mp4 and build/demo/soyuz-ms-19.png.
#   sh pipelines/demo.sh
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh
PATH=/usr/bin:/bin:$PATH
export PATH

install_packages build run
[ -f build/build.ninja ] || meson setup build >/dev/null
ninja -C build
GST_PLUGIN_PATH=$PWD/build/plugin
export GST_PLUGIN_PATH

demo=build/demo
mission=$demo/soyuz-ms-19.mission
telemetry=$demo/soyuz-ms-19.csv
rm -rf "$demo/shots"
mkdir -p "$demo/shots"
build/pipelines/demo/make-soyuz-flight "$demo"

# Each shot runs in real time from its own moment of the flight: liftoff is as
# many seconds before its first frame.
burn_shot() {
  build/pipelines/demo/earth-film --telemetry "$telemetry" \
    --shots pipelines/demo/shots.tsv --shot "$1" --size 1920x1080 --fps 30 |
    gst-launch-1.0 -q fdsrc fd=0 ! y4mdec ! queue max-size-buffers=8 ! \
      telemetryoverlay mission="$mission" liftoff-at=-"$2" ! queue max-size-buffers=8 ! \
      x264enc pass=quant quantizer=19 speed-preset=veryfast key-int-max=60 ! \
      video/x-h264,profile=high ! h264parse ! matroskamux ! filesink location="$3"
}

tab=$(printf '\t')
total=$(($(wc -l < pipelines/demo/shots.tsv) - 1))
n=0
started=$(date +%s)
while IFS=$tab read -r name start duration _; do
  [ "$name" = name ] && continue
  n=$((n + 1))
  echo "shot $n/$total: $name, T+$start s, $duration s"
  burn_shot "$name" "$start" "$demo/shots/$(printf %02d "$n")-$name.mkv" </dev/null
done < pipelines/demo/shots.tsv

gst-launch-1.0 -q splitmuxsrc location="$demo/shots/*.mkv" ! h264parse ! \
  mp4mux faststart=true ! filesink location="$demo/soyuz-ms-19.mp4"
gst-launch-1.0 -q filesrc location="$demo/shots/01-boosters.mkv" ! matroskademux ! h264parse ! \
  avdec_h264 ! videoconvert ! pngenc snapshot=true ! filesink location="$demo/soyuz-ms-19.png"
echo "$demo/soyuz-ms-19.mp4 and $demo/soyuz-ms-19.png, in $(($(date +%s) - started)) s"
