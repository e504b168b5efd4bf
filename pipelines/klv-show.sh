#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# An MPEG transport stream with KLV beside the picture, shown: footage of the
# third-party data, or, without it, the recording that record-klv.sh makes.
#   sh klv-show.sh [VIDEO.ts [OUT.mp4|.mkv|.mov|.ts]] [PROPERTY=VALUE ...]
# PROPERTY=VALUE goes to telemetryoverlay: layout=minimal units=metric ...
# The overlay reads the recording itself: KLV on whichever PIDs, in whichever order, tied to
# the picture by its time stamps. Of several PIDs, mission=FILE reads one: its [telemetry] has
# the recording as location= and the number as pid=.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 2 "$@"
eval "$arguments"
video=${word1:-$data/klv/aphill_klv_10s.ts}
if [ -z "$word1" ] && [ ! -e "$video" ]; then
  rm -rf "$work"
  exec sh "$here/record-klv.sh" $strict
fi
[ -f "$video" ] || fail "no video $video"
begin "${word2:-$out/klv-show.mp4}" "$video"
mux=$(container "$result")

own=location=$video
for word in "$@"; do
  case $word in mission=* | location=*) own= ;; esac
done
# shellcheck disable=SC2086
launch filesrc location="$video" ! tsdemux ! decodebin ! videoconvert ! \
  telemetryoverlay layout=station ${own:+"$own"} "$@" ! \
  videoconvert ! $encode ! $mux ! filesink location="$part"
shown
