#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plays a video with telemetry in a window; where there is no screen the frames
# are only counted.
#   sh play.sh [VIDEO [LOG [PROPERTY=VALUE ...]]]
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$out/footage.mkv}
log=${2:-$example.csv}
[ $# -lt 2 ] && shift $# || shift 2
[ -e "$video" ] || { [ "$video" = "$out/footage.mkv" ] && make_footage "$video"; } || fail "no video $video"
if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  sink="autovideosink"
else
  sink="fakevideosink sync=false"
fi

turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! decodebin ! videoconvert $turn ! \
  telemetryoverlay location="$log" "$@" ! videoconvert ! $sink
