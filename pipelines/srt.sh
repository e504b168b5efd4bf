#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Live over SRT on loopback: one pipeline sends a picture and its telemetry as KLV,
# the other receives both and shows them: in a window, or where there is no screen
# in OUT.mp4.
#   sh srt.sh [OUT.mp4|.mkv|.mov|.ts [TELEMETRY [SECONDS [PORT]]]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
read_arguments telemetryoverlay 4 "$@"
eval "$arguments"
telemetry=${word2:-$here/examples/station.mission}
seconds=${word3:-8}
port=${word4:-7600}
need_number "$seconds" SECONDS
need_number "$port" PORT
begin "${word1:-$out/srt.mp4}" "$telemetry"
container "$result" >/dev/null

# The receiver listens: the end of the connection is then the end of the picture. What is in
# SRT's own buffer then is lost, so that a queue takes it out at once, however slow the rest is.
# After a loss on the way a frame may come without a time: videorate gives it one.
receive() {
  # shellcheck disable=SC2046,SC2086
  exec timeout -s INT -k 10 $((seconds + 60)) gst-launch-1.0 -e \
    srtsrc uri="srt://127.0.0.1:$port?mode=listener" latency=300 keep-listening=false ! $roomy ! \
    tsparse ! tsdemux name=demux \
    demux. ! queue ! h264parse ! avdec_h264 ! videorate ! video/x-raw,framerate=25/1 ! \
    telemetryoverlay name=overlay layout=station "$@" ! queue ! $(screen_or_part) \
    demux. ! meta/x-klv ! queue ! overlay.telemetry_sink
}

# Whether somebody has the port; where that cannot be told, nobody ever seems to.
listens() {
  grep -qi ":$(printf %04x "$port") " /proc/net/udp 2>/dev/null
}

# The receiver is a process of its own, which can be ended, and what it says goes to another.
mkfifo "$work/heard"
warnings <"$work/heard" &
hearer=$!
receive "$@" >"$work/heard" &
receiver=$!
beside=$receiver

# A live picture does not wait: it begins when it is heard.
tries=0
until listens || [ $tries -ge 50 ] || ! kill -0 $receiver 2>/dev/null; do
  tries=$((tries + 1))
  sleep 0.1
done

# The connection stands for a second more than the picture, until the last of it has come.
live=true
record_klv "$telemetry" "$seconds" srtsink uri="srt://127.0.0.1:$port?mode=caller" wait-for-connection=true \
  videotestsrc is-live=true num-buffers=$((seconds + 2)) ! video/x-raw,width=16,height=16,framerate=1/1 ! fakesink sync=true
wait $receiver
beside=
wait $hearer || fail "a warning, and --strict"
shown
