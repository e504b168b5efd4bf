#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# An MPEG transport stream with KLV beside the picture, shown: footage of the
# third-party data, or, without it, the recording that record-klv.sh makes.
#   sh klv-show.sh [VIDEO.ts [OUT.mp4 [PROPERTY=VALUE ...]]]
# PROPERTY=VALUE goes to telemetryoverlay: layout=minimal units=metric ...
# The overlay reads the recording itself: KLV on whichever PIDs, in whichever order, tied to
# the picture by its time stamps. Of several PIDs, mission=FILE reads one: its [telemetry] has
# the recording as location= and the number as pid=.
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$data/klv/aphill_klv_10s.ts}
result=${2:-$out/klv-show.mp4}
[ $# -lt 2 ] && shift $# || shift 2
[ -e "$video" ] || { [ "$video" = "$data/klv/aphill_klv_10s.ts" ] && exec sh "$here/record-klv.sh" $strict; } || fail "no video $video"

own=location=$video
for word in "$@"; do
  case $word in mission=* | location=*) own= ;; esac
done
launch filesrc location="$video" ! tsdemux ! decodebin ! videoconvert ! \
  telemetryoverlay layout=station ${own:+"$own"} "$@" ! \
  videoconvert ! x264enc speed-preset=veryfast ! h264parse ! mp4mux ! filesink location="$result"
shown "$result"
