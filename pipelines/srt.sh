#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Live over SRT on loopback: one pipeline sends a picture and its telemetry as KLV,
# the other receives both and shows them: in a window, or where there is no screen
# in OUT.mp4.
#   sh srt.sh [OUT.mp4 [TELEMETRY [SECONDS [PORT]]]]
set -eu
. "$(dirname "$0")/common.sh"
result=${1:-$out/srt.mp4}
telemetry=${2:-$here/examples/station.mission}
seconds=${3:-8}
port=${4:-7600}

# The receiver listens: the end of the connection is then the end of the picture. The
# sender tries until it is heard.
live=true launch=exec record_klv "$telemetry" "$seconds" "srtsink uri=srt://127.0.0.1:$port?mode=caller wait-for-connection=true" &
sender=$!
trap 'kill $sender 2>/dev/null || true' EXIT

# After a loss on the way a frame
# may come without a time: videorate gives it one.
# shellcheck disable=SC2046
timeout -s INT -k 10 $((seconds + 30)) gst-launch-1.0 -q -e srtsrc uri="srt://127.0.0.1:$port?mode=listener" latency=300 keep-listening=false ! \
  tsparse ! tsdemux name=demux \
  demux. ! queue ! h264parse ! avdec_h264 ! videorate ! video/x-raw,framerate=25/1 ! \
  telemetryoverlay name=overlay layout=station ! queue ! $(screen_or_file "$result") \
  demux. ! meta/x-klv ! queue ! overlay.telemetry_sink
shown "$result"
