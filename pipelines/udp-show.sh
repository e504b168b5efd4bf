#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Space Packets that arrive over UDP, shown on a live picture, here a test card:
# in a window, or where there is no screen in OUT.mp4.
#   sh udp-show.sh [SECONDS [PORT [MISSION [OUT.mp4|.mkv|.mov|.ts]]]] [PROPERTY=VALUE ...]
# MISSION says what is in the packets. Without it the packets are those of
# udp-send.sh, which is started too.
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 4 "$@"
eval "$arguments"
seconds=${word1:-8}
port=${word2:-5600}
mission=$word3
need_number "$seconds" SECONDS
need_number "$port" PORT
begin "${word4:-$out/udp-show.mp4}"
container "$result" >/dev/null
if [ -z "$mission" ]; then
  mission=$(packets_example mission)
  sh "$here/udp-send.sh" "$seconds" "$port" &
  beside=$!
fi

# shellcheck disable=SC2046
launch videotestsrc is-live=true num-buffers=$((seconds * 25)) pattern=gradient foreground-color=0xff406080 ! \
  video/x-raw,width=1280,height=720,framerate=25/1 ! \
  telemetryoverlay name=overlay mission="$mission" layout=station "$@" ! queue ! $(screen_or_part) \
  udpsrc address=127.0.0.1 port="$port" caps="application/x-ccsds-spp,framing=datagram" ! overlay.telemetry_sink
shown
