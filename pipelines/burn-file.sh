#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a video file; sound is kept, as it is where the container takes
# it. Footage that is stored on its side is turned upright.
#   sh burn-file.sh [VIDEO TELEMETRY [OUT.mkv|.mp4|.mov|.ts]] [PROPERTY=VALUE ...]
# TELEMETRY is a log or a .mission file; PROPERTY=VALUE goes to telemetryoverlay:
# liftoff-at=12.48 layout=minimal ...
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 3 "$@"
eval "$arguments"
footage_or "$word1"
telemetry=$(telemetry_property "${word2:-$example.csv}")
begin "${word3:-$out/burn-file.mkv}" "$video" "${telemetry#*=}"
mux=$(container "$result")
sound=$(sound_branches "$video" "$result")
turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! parsebin name=parse \
  $mux name=mux ! filesink location="$part" \
  parse. ! capsfilter caps="$video_caps" ! \
  decodebin ! videoconvert $turn ! telemetryoverlay "$telemetry" "$@" ! \
  $encode ! queue ! mux. \
  $sound
turned_once "$turn" "$part"
finish
