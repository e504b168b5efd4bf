#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a video file; sound is kept as it is. Footage that is stored on its
# side is turned upright.
#   sh burn-file.sh [VIDEO LOG OUT.mkv [PROPERTY=VALUE ...]]
# PROPERTY=VALUE goes to telemetryoverlay: liftoff-at=12.48 layout=minimal ...
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$out/footage.mkv}
log=${2:-$example.csv}
result=${3:-$out/burn-file.mkv}
[ $# -lt 3 ] && shift $# || shift 3
[ -e "$video" ] || { [ "$video" = "$out/footage.mkv" ] && make_footage "$video"; } || fail "no video $video"

# A muxer waits for each of its pads: the one for sound is there only if sound is.
if gst-discoverer-1.0 "$video" | grep -qi '^ *audio'; then
  sound='parse. ! capsfilter caps=audio/mpeg;audio/x-vorbis;audio/x-opus;audio/x-flac;audio/x-ac3;audio/x-raw ! queue ! mux.'
else
  sound=
fi

turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! parsebin name=parse \
  matroskamux name=mux ! filesink location="$result" \
  parse. ! capsfilter caps='video/x-h264;video/x-h265;video/mpeg;video/x-vp8;video/x-vp9;video/x-av1;video/x-prores;image/jpeg;video/x-raw' ! \
  decodebin ! videoconvert $turn ! telemetryoverlay location="$log" "$@" ! \
  x264enc pass=quant quantizer=20 speed-preset=veryfast ! h264parse ! queue ! mux. \
  $sound
turned_once "$turn" "$result"
echo "$result"
