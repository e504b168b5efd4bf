#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plays a video with telemetry in a window; where there is no screen the frames
# are only counted.
#   sh play.sh [VIDEO [TELEMETRY]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 2 "$@"
eval "$arguments"
footage_or "$word1"
telemetry=$(telemetry_property "${word2:-$example.csv}")
if has_screen; then
  sink="autovideosink"
else
  sink="fakevideosink sync=false"
fi

turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! decodebin ! videoconvert $turn ! \
  telemetryoverlay "$telemetry" "$@" ! videoconvert ! $sink
