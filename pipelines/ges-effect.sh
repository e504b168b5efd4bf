#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The overlay as an effect in an edit, here of a clip that is cut at 1 s and
# lasts 3 s. The effect's own inpoint makes its time that of the clip's media,
# so that a cut does not move the numbers. The edit has the clip's own size and rate.
#   sh ges-effect.sh [VIDEO [LOG [OUT.mkv]]]
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$out/footage.mkv}
log=${2:-$example.csv}
result=${3:-$out/ges-effect.mkv}
[ -e "$video" ] || { [ "$video" = "$out/footage.mkv" ] && make_footage "$video"; } || fail "no video $video"
command -v ges-launch-1.0 >/dev/null || fail "ges-launch-1.0 is not there: apt-get install ges1.0-tools"

caps=video/x-raw,$(picture_properties "$video" | sed 's/frame-rate/framerate/; s/ /,/g')

ges-launch-1.0 +clip "$video" inpoint=1.0 duration=3.0 \
  +effect "telemetryoverlay location=$log" inpoint=1.0 \
  --track-types video --video-caps "$caps" -o "$result" \
  --format 'video/x-matroska:video/x-h264' >/dev/null
echo "$result"
