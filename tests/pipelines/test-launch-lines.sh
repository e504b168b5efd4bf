#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Runs each launch line as it stands and looks at what it made. TAP.
set -u
pipelines=$TELEMETRY_SOURCE_ROOT/pipelines
OUT=$(mktemp -d)
export OUT
trap 'rm -rf "$OUT"' EXIT
n=0

point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; fi
}

skip() {
  n=$((n + 1))
  echo "ok $n $1 # SKIP $2"
}

# The clip plays and has so many frames.
frames() {
  ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 "$1" | head -n 1 | tr -d ,
}

run() {
  sh "$pipelines/$@" >"$OUT/log" 2>&1
  status=$?
  [ $status -eq 0 ] || sed 's/^/# /' "$OUT/log"
  return $status
}

echo "TAP version 13"
run burn-test.sh --strict && [ "$(frames "$OUT/burn-test.mkv")" = 150 ]
point "burn-test: every frame is there, and there is nothing to warn of" $?

printf 'time[s],odd[kg]\n0,1\n9,2\n' >"$OUT/odd.csv"
sh "$pipelines/burn-test.sh" --strict "$OUT/odd.csv" "$OUT/odd.mkv" >"$OUT/log" 2>&1
[ $? -eq 1 ] && grep -q '^warning: Nothing on the layout has a value' "$OUT/log"
point "burn-test: --strict makes a picture without a number a failure" $?

run burn-file.sh && [ "$(frames "$OUT/burn-file.mkv")" = 150 ]
point "burn-file: every frame is there" $?
[ "$(ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$OUT/burn-file.mkv" | sort | tr '\n' ' ')" = "h264 vorbis " ]
point "burn-file: the sound is kept" $?
ffmpeg -v error -y -i "$OUT/burn-file.mkv" -map 0:a -c copy -f md5 "$OUT/a1" && ffmpeg -v error -y -i "$OUT/footage.mkv" -map 0:a -c copy -f md5 "$OUT/a2" && cmp -s "$OUT/a1" "$OUT/a2"
point "burn-file: the sound is the same to the bit" $?

run burn-file.sh "$OUT/footage.mkv" "$TELEMETRY_SOURCE_ROOT/pipelines/examples/sounding-rocket.csv" "$OUT/minimal.mkv" layout=minimal liftoff-at=1
point "burn-file: properties go to the overlay" $?

run burn-timecode.sh && [ "$(frames "$OUT/burn-timecode.mkv")" = 150 ] && grep -q 'begins at 10:00:00:00' "$OUT/log"
point "burn-timecode: the timecode track says where the footage begins" $?
run burn-timecode.sh "$OUT/footage.mkv" "$TELEMETRY_SOURCE_ROOT/pipelines/examples/sounding-rocket.csv" "$OUT/none.mkv"
[ $? -ne 0 ] && grep -q 'no timecode' "$OUT/log"
point "burn-timecode: says when there is none" $?

run play.sh
point "play" $?

run burn-folder.sh && [ "$(frames "$OUT/burned/first.mkv")" = 50 ] && [ "$(frames "$OUT/burned/second.mkv")" = 75 ]
point "burn-folder: every clip is done" $?
run burn-folder.sh "$OUT/nothing-here"
[ $? -ne 0 ] && grep -q 'no folder' "$OUT/log"
point "burn-folder: says when there is no folder" $?

if command -v ges-launch-1.0 >/dev/null; then
  run ges-effect.sh && [ "$(frames "$OUT/ges-effect.mkv")" -ge 74 ]
  point "ges-effect: the edit renders with the overlay in it" $?
else
  skip "ges-effect" "ges-launch-1.0 is not there"
fi

run burn-station.sh && [ "$(frames "$OUT/burn-station.mkv")" = 150 ]
point "burn-station: every frame is there" $?
run burn-station.sh iss "$OUT/iss.mkv"
case $? in
  0) [ "$(frames "$OUT/iss.mkv")" = 150 ]; point "burn-station: of the published ephemeris" $? ;;
  *) if grep -q ^skipped "$OUT/log"; then skip "burn-station iss" "no third-party data"; else point "burn-station iss" 1; fi ;;
esac

run burn-shared.sh
case $? in
  0) [ "$(frames "$OUT/burn-shared.mkv")" = "$(frames "$TELEMETRY_SHARED_DATA/klv/aphill_klv_10s.ts")" ]; point "burn-shared: every frame is there" $? ;;
  *) if grep -q ^skipped "$OUT/log"; then skip "burn-shared" "no third-party data"; else point "burn-shared" 1; fi ;;
esac
if [ -e "$TELEMETRY_SHARED_DATA/gpmf/max-heromode.mp4" ]; then
  run gopro.sh "$TELEMETRY_SHARED_DATA/gpmf/max-heromode.mp4" && [ "$(frames "$OUT/gopro.mkv")" = 315 ]
  point "gopro: every frame is there" $?
else
  skip "gopro" "no third-party data"
fi
echo "1..$n"
