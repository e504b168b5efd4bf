#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a video file whose container has a timecode track, so that
# liftoff and marks can be given as the timecode that the camera showed.
#   sh burn-timecode.sh [VIDEO LOG OUT.mkv liftoff-at=10:00:02:00 [PROPERTY=VALUE ...]]
# qtdemux of GStreamer 1.22 passes over timecode tracks; ffprobe reads the first
# label, and footage-start takes it.
set -eu
. "$(dirname "$0")/common.sh"
video=${1:-$out/timecode.mov}
log=${2:-$example.csv}
result=${3:-$out/burn-timecode.mkv}
if [ $# -lt 3 ]; then set -- liftoff-at=10:00:02:00; else shift 3; fi
[ -e "$video" ] || [ "$video" != "$out/timecode.mov" ] ||
  launch videotestsrc num-buffers=150 ! video/x-raw,width=1280,height=720,framerate=25/1 ! \
    timecodestamper set-internal-timecode=10:00:00:00 ! x264enc speed-preset=ultrafast bframes=0 ! \
    h264parse ! qtmux ! filesink location="$video"
[ -e "$video" ] || fail "no video $video"
start=$(ffprobe -v error -show_entries stream_tags=timecode:format_tags=timecode -of default=nk=1:nw=1 "$video" | head -n 1)
[ -n "$start" ] || fail "$video has no timecode"
echo "timecode begins at $start"
# shellcheck disable=SC2086
sh "$here/burn-file.sh" "$video" "$log" "$result" footage-start="$start" "$@" $strict
