#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Space Packets that arrive over UDP, shown on a live picture, here a test card:
# in a window, or where there is no screen in OUT.mp4.
#   sh udp-show.sh [SECONDS [PORT [MISSION [OUT.mp4]]]]
# MISSION says what is in the packets. Without it the packets are those of
# udp-send.sh, which is started too.
set -eu
. "$(dirname "$0")/common.sh"
seconds=${1:-8}
port=${2:-5600}
mission=${3:-}
result=${4:-$out/udp-show.mp4}
if [ -z "$mission" ]; then
  mission=$(packets_example mission)
  sh "$here/udp-send.sh" "$seconds" "$port" &
fi

# shellcheck disable=SC2046
launch videotestsrc is-live=true num-buffers=$((seconds * 25)) pattern=gradient foreground-color=0xff406080 ! \
  video/x-raw,width=1280,height=720,framerate=25/1 ! \
  telemetryoverlay name=overlay mission="$mission" layout="${LAYOUT:-station}" ! queue ! $(screen_or_file "$result") \
  udpsrc address=127.0.0.1 port="$port" caps="application/x-ccsds-spp,framing=datagram" ! overlay.telemetry_sink
wait
shown "$result"
