#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns telemetry into a video file whose container has a timecode track, so that
# liftoff and marks can be given as the timecode that the camera showed.
#   sh burn-timecode.sh [VIDEO TELEMETRY [OUT.mkv|.mp4|.mov|.ts]] [liftoff-at=10:00:02:00 PROPERTY=VALUE ...]
# qtdemux of GStreamer 1.22 passes over timecode tracks; ffprobe reads the first
# label, and footage-start takes it.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 3 "$@"
eval "$arguments"
video=${word1:-$out/timecode.mov}
if [ -z "$word1" ] && [ ! -e "$video" ]; then
  begin "$video"
  launch videotestsrc num-buffers=150 ! video/x-raw,width=1280,height=720,framerate=25/1 ! \
    timecodestamper set-internal-timecode=10:00:00:00 ! x264enc speed-preset=ultrafast bframes=0 ! \
    h264parse ! qtmux ! filesink location="$part"
  finish >/dev/null
fi
[ -n "$word1" ] || set -- liftoff-at=10:00:02:00 "$@"
[ -f "$video" ] || fail "no video $video"
start=$(ffprobe -v error -show_entries stream_tags=timecode:format_tags=timecode -of default=nk=1:nw=1 "$video" | head -n 1)
[ -n "$start" ] || fail "$video has no timecode"
echo "timecode begins at $start"
rm -rf "$work"
# shellcheck disable=SC2086
exec sh "$here/burn-file.sh" "$video" "${word2:-$example.csv}" "${word3:-$out/burn-timecode.mkv}" footage-start="$start" "$@" $strict
