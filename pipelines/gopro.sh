#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns a GoPro camera's own telemetry track into its footage, whose sound is kept.
#   sh gopro.sh [VIDEO.mp4 [OUT.mkv|.mp4|.mov|.ts]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 2 "$@"
eval "$arguments"
video=${word1:-$data/gpmf/max-heromode.mp4}
[ -n "$word1" ] || [ -e "$video" ] || skip "no video $video: name one of a GoPro's"
[ -f "$video" ] || fail "no video $video"
ffprobe -v error -show_entries stream=codec_tag_string -of csv=p=0 "$video" | grep -q gpmd ||
  fail "$video has no track of a GoPro's telemetry (gpmd)"
begin "${word2:-$out/gopro.mkv}" "$video"
mux=$(container "$result")
sound=$(sound_branches "$video" "$result")
turn=$(upright "$video")

# shellcheck disable=SC2086
launch filesrc location="$video" ! qtdemux name=parse \
  $mux name=mux ! filesink location="$part" \
  parse.video_0 ! queue ! decodebin ! videoconvert $turn ! telemetryoverlay name=overlay "$@" ! \
  $encode ! queue ! mux. \
  parse. ! meta/x-gst-fourcc-gpmd ! queue ! overlay.telemetry_sink $sound
turned_once "$turn" "$part"
finish
