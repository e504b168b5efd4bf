#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Runs each launch line of a stream as it stands and looks at what it made. TAP.
set -u
pipelines=$TELEMETRY_SOURCE_ROOT/pipelines
OUT=$(mktemp -d)
export OUT
unset DISPLAY WAYLAND_DISPLAY
trap 'rm -rf "$OUT"' EXIT
n=0

point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}

frames() {
  ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 "$1" | head -n 1 | tr -d ,
}

run() {
  sh "$pipelines/$@" >"$OUT/log" 2>&1 </dev/null
  status=$?
  [ $status -eq 0 ] || sed 's/^/# /' "$OUT/log"
  return $status
}

# A port of UDP that is free now.
port() {
  python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

echo "TAP version 13"
run udp-show.sh 4 "$(port)" && [ "$(frames "$OUT/udp-show.mp4")" = 100 ] && [ -s "$OUT/udp-show.png" ]
point "udp-show: every frame of the live picture is there" $?
TELEMETRY_SHARED_DATA=/nowhere run udp-show.sh 2 "$(port)" && [ -s "$OUT/climb.spp" ] && [ "$(frames "$OUT/udp-show.mp4")" = 50 ]
point "udp-show: with packets of its own making" $?
run record-klv.sh "$OUT/recording.ts" "$pipelines/examples/station.mission" 3 && [ "$(frames "$OUT/recording.ts")" = 75 ] && [ "$(frames "$OUT/recording.mp4")" = 75 ]
point "record-klv: recorded and shown, every frame" $?
[ "$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$OUT/recording.ts" | grep -v '^$' | sort -u | tr '\n' ' ')" = "h264 klv " ]
point "record-klv: picture and KLV in one transport stream" $?
if [ -e "$TELEMETRY_SHARED_DATA/klv/aphill_klv_10s.ts" ]; then
  run klv-show.sh && [ "$(frames "$OUT/klv-show.mp4")" = "$(frames "$TELEMETRY_SHARED_DATA/klv/aphill_klv_10s.ts")" ]
  point "klv-show: every frame of real footage" $?
else
  n=$((n + 1))
  echo "ok $n klv-show # SKIP no third-party data"
fi
run srt.sh "$OUT/srt.mp4" "$pipelines/examples/station.mission" 6 "$(port)" && [ "$(frames "$OUT/srt.mp4")" -ge 140 ]
point "srt: the whole picture comes over the network, and ends" $?
echo "1..$n"
