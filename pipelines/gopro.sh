#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns a GoPro camera's own telemetry track into its footage.
#   sh gopro.sh VIDEO.mp4 [OUT.mkv [PROPERTY=VALUE ...]]
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$data/gpmf/max-heromode.mp4}
result=${2:-$out/gopro.mkv}
[ $# -lt 2 ] && shift $# || shift 2
[ -e "$video" ] || { echo "skipped: no video $video"; exit 1; }
turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! qtdemux name=demux \
  demux.video_0 ! queue ! decodebin ! videoconvert $turn ! telemetryoverlay name=overlay "$@" ! \
  x264enc speed-preset=ultrafast ! h264parse ! matroskamux ! filesink location="$result" \
  demux. ! meta/x-gst-fourcc-gpmd ! queue ! overlay.telemetry_sink
turned_once "$turn" "$result"
echo "$result"
