#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Films one shot of the demo and burns its telemetry into it.
#
#   sh pipelines/demo/render-shot.sh BUILD OUTDIR SHOT
#
# BUILD is the build folder; OUTDIR holds soyuz-ms-19.csv and soyuz-ms-19.mission (make-soyuz-flight
# OUTDIR) and receives SHOT.mp4. OVERLAY replaces the overlay element and its properties.
set -eu

build=${1:?usage: render-shot.sh BUILD OUTDIR SHOT}
out=${2:?usage: render-shot.sh BUILD OUTDIR SHOT}
shot=${3:?usage: render-shot.sh BUILD OUTDIR SHOT}
shots=$(dirname "$0")/shots.tsv

# The footage starts at this second after liftoff, so that liftoff lies as long before its start.
start=$(awk -F '\t' -v shot="$shot" '$1 == shot { print $2 }' "$shots")
test -n "$start" || { echo "render-shot.sh: no shot named $shot in $shots" >&2; exit 2; }
# On the way up as a webcast, in orbit as a station's page, near the station as the crew sees it.
case $shot in
  sunrise | night) layout=station ;;
  station | approach | docking) layout=soyuz ;;
  *) layout=webcast ;;
esac
overlay=${OVERLAY:-telemetryoverlay mission=$out/soyuz-ms-19.mission layout=$layout liftoff-at=-$start}

# By quality; bitrate is the most that a second may take, which is 2 Mbit/s unless told.
# OVERLAY is several words on purpose.
# shellcheck disable=SC2086
"$build/pipelines/demo/earth-film" --telemetry "$out/soyuz-ms-19.csv" --shots "$shots" --shot "$shot" |
  gst-launch-1.0 -q fdsrc fd=0 ! y4mdec ! queue max-size-buffers=4 ! $overlay ! queue max-size-buffers=4 \
    ! x264enc pass=qual quantizer=20 bitrate=24000 speed-preset=superfast psy-tune=film key-int-max=60 option-string=aq-mode=3 \
    ! video/x-h264,profile=high ! h264parse ! mp4mux ! filesink location="$out/$shot.mp4"
