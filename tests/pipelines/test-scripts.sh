#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The rules that every script of pipelines/ keeps: exit codes, arguments, results that are whole or not
# there, containers by name, sound, interruption, packages that nobody may install. TAP.
set -u
pipelines=$TELEMETRY_SOURCE_ROOT/pipelines
OUT=$(mktemp -d)
TMPDIR=$OUT/tmp
mkdir "$TMPDIR"
export OUT TMPDIR
unset DISPLAY WAYLAND_DISPLAY
trap 'rm -rf "$OUT"' EXIT
n=0

point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else echo "not ok $n $1"; sed 's/^/# /' "$OUT/log"; fi
}

# ends CODE SCRIPT ARGUMENT ...: whether the script ends with CODE.
ends() {
  code=$1
  shift
  sh "$pipelines/$@" >"$OUT/log" 2>&1 </dev/null
  ended=$?
  [ $ended -eq "$code" ] || { echo "ended with $ended, not $code: $*" >>"$OUT/log"; false; }
}

said() {
  grep -q -- "$1" "$OUT/log"
}

codecs() {
  ffprobe -v error -show_entries stream=codec_name -of csv=p=0 "$1" | sort | tr '\n' ' '
}

format() {
  ffprobe -v error -show_entries format=format_name -of csv=p=0 "$1" | tr -d '"'
}

echo "TAP version 13"

# burn-folder.sh has a test of its own.
wrong=0
for script in burn-file burn-shared burn-station burn-test burn-timecode ges-effect gopro hls klv-show mux-mkv mux-mp4 \
  page play srt udp-show; do
  ends 2 $script.sh no-such-property=1 && said 'has no property no-such-property' && said '^usage: sh' || { wrong=1; break; }
  ends 2 $script.sh a b c d e f && said 'one argument too many' || { wrong=1; break; }
  ends 2 $script.sh --no-such-option && said 'unknown option' || { wrong=1; break; }
  ends 0 $script.sh --help && said '^usage: sh' || { wrong=1; break; }
done
point "an unknown property, option or argument ends with 2 and the usage" $wrong
wrong=0
for script in record-klv udp-send; do
  ends 2 $script.sh a b c d && said 'one argument too many' || { wrong=1; break; }
done
ends 2 demo.sh 1 && said '^usage' || wrong=1
ends 2 udp-send.sh soon && said 'whole number' || wrong=1
point "so do those without properties" $wrong

# A short clip with sound that MP4 does not take.
printf '[mission]\nliftoff-at=1\n[telemetry]\nlocation=%s\n' "$pipelines/examples/sounding-rocket.csv" >"$OUT/FLIGHT.MISSION"
ends 0 play.sh && mv "$OUT/footage.mkv" "$OUT/short.mkv" && [ -z "$(ls -A "$TMPDIR")" ]
point "a script runs as it stands, and leaves nothing in the folder for temporary files" $?

wrong=0
for case in mkv:matroska,webm MP4:mov,mp4,m4a,3gp,3g2,mj2 mov:mov,mp4,m4a,3gp,3g2,mj2 Ts:mpegts; do
  name=$OUT/named.${case%%:*}
  ends 0 burn-file.sh "$OUT/short.mkv" "$OUT/FLIGHT.MISSION" "$name" layout=minimal && [ "$(format "$name")" = "${case#*:}" ] || { wrong=1; break; }
done
point "the container is what the name asks for, in letters of either size" $wrong
[ "$(ffprobe -v error -show_entries format_tags=major_brand -of csv=p=0 "$OUT/named.mov")" = 'qt  ' ]
point "and .mov is QuickTime" $?
[ "$(codecs "$OUT/named.mkv")" = 'h264 vorbis ' ] && [ "$(codecs "$OUT/named.MP4")" = 'aac h264 ' ]
point "sound is kept: as it is where the container takes it, else as AAC" $?
ends 2 burn-file.sh "$OUT/short.mkv" "$OUT/FLIGHT.MISSION" "$OUT/named.avi" && said 'no known container' && [ ! -e "$OUT/named.avi" ]
point "a name that asks for no known container ends with 2" $?
ends 0 mux-mp4.sh "$OUT/short.mkv" "$OUT/FLIGHT.MISSION" "$OUT/mux.mp4" && codecs "$OUT/mux.mp4" | grep -q aac
point "mux-mp4 keeps sound that MP4 does not take, as AAC" $?
ends 2 mux-mkv.sh "$OUT/short.mkv" "$OUT/FLIGHT.MISSION" "$OUT/mux.mp4" && said 'this script makes .mkv'
point "mux-mkv makes Matroska under no other name" $?

cp "$OUT/short.mkv" "$OUT/same.mkv"
ends 2 burn-file.sh "$OUT/same.mkv" "$OUT/FLIGHT.MISSION" "$OUT/../$(basename "$OUT")/same.mkv" && said 'written over' && cmp -s "$OUT/short.mkv" "$OUT/same.mkv"
point "nothing is written over what it is made of" $?

wrong=0
for case in page.sh:telemetry-en.vtt hls.sh:telemetry-en-00000.vtt; do
  rm -rf "$OUT/own" && mkdir "$OUT/own" && echo 'no telemetry' >"$OUT/own/${case#*:}"
  ends 2 "${case%%:*}" "$OUT/short.mkv" "$OUT/own/${case#*:}" "$OUT/own" && said 'written over' && [ "$(ls -A "$OUT/own")" = "${case#*:}" ] || { wrong=1; break; }
done
point "nor in a folder, which is found before the work: that is no telemetry, and nobody has read it" $wrong

echo old >"$OUT/old.mkv"
echo 'no telemetry' >"$OUT/broken.csv"
ends 1 burn-file.sh "$OUT/short.mkv" "$OUT/broken.csv" "$OUT/old.mkv" && [ "$(cat "$OUT/old.mkv")" = old ] && [ -z "$(ls -A "$OUT" | grep part)" ]
point "a run that fails leaves the old result, and nothing else" $?
mkdir "$OUT/site"
echo mine >"$OUT/site/mine.txt"
ends 1 page.sh "$OUT/short.mkv" "$OUT/broken.csv" "$OUT/site" && [ "$(ls -A "$OUT/site")" = mine.txt ]
point "so does one that makes a folder" $?
ends 0 page.sh "$OUT/short.mkv" "$OUT/FLIGHT.MISSION" "$OUT/site" && [ "$(ls -A "$OUT/site" | tr '\n' ' ')" = 'clip.mp4 index.html mine.txt telemetry-en.vtt telemetry-ru.vtt ' ]
point "what else is in the folder stays" $?
ends 1 burn-file.sh "$OUT/short.mkv" "$OUT/none.csv" "$OUT/none.mkv" && said 'no telemetry'
point "what is not there is named" $?

wrong=0
TELEMETRY_SHARED_DATA=/nowhere
export TELEMETRY_SHARED_DATA
for line in 'gopro.sh' 'burn-shared.sh' 'burn-station.sh iss'; do
  # shellcheck disable=SC2086
  ends 77 $line && said '^skipped' || { wrong=1; break; }
done
point "what lacks data of others ends with 77" $wrong

# Some minutes of footage are enough to be interrupted in.
ffmpeg -v error -stream_loop 30 -i "$OUT/short.mkv" -map 0:v -c copy "$OUT/long.mkv"
sh "$pipelines/burn-file.sh" "$OUT/long.mkv" "$OUT/FLIGHT.MISSION" "$OUT/old.mkv" >"$OUT/log" 2>&1 &
script=$!
# Until it writes.
while kill -0 $script 2>/dev/null && ! ls -A "$OUT" | grep -q 'old.mkv.*part'; do sleep 0.1; done
kill -TERM $script
wait $script
[ $? -eq 143 ] && [ "$(cat "$OUT/old.mkv")" = old ] && [ -z "$(ls -A "$OUT" | grep part)" ] &&
  ! pgrep -f "location=$OUT/long.mkv" >/dev/null
point "one that is interrupted ends its pipeline, cleans up and says so" $?

# Neither root nor sudo: a machine of stubs.
mkdir "$OUT/bin"
for tool in sh grep sed cat; do ln -s "$(command -v $tool)" "$OUT/bin/$tool"; done
printf '#!/bin/sh\nexit 1\n' >"$OUT/bin/dpkg-query"
printf '#!/bin/sh\necho 1000\n' >"$OUT/bin/id"
printf '#!/bin/sh\necho called >>"%s"\n' "$OUT/apt" >"$OUT/bin/apt-get"
chmod +x "$OUT/bin/dpkg-query" "$OUT/bin/id" "$OUT/bin/apt-get"
PATH=$OUT/bin sh -c '. "$1/packages.sh"; install_packages edit' sh "$pipelines" >"$OUT/log" 2>&1
[ $? -eq 1 ] && said 'neither root nor sudo here. As root: apt-get install .*ges1.0-tools' && [ ! -e "$OUT/apt" ]
point "with neither root nor sudo it says what to do" $?

# A layout of the mission's own.
printf '[mission]\nliftoff-at=1\nlayout=minimal\n[telemetry]\nlocation=%s\n' "$pipelines/examples/sounding-rocket.csv" >"$OUT/minimal.mission"
pixels() {
  ffmpeg -v error -i "$1" -map 0:v -f md5 - 
}
ends 0 burn-test.sh "$OUT/minimal.mission" "$OUT/a.mkv" && ends 0 burn-test.sh "$OUT/FLIGHT.MISSION" "$OUT/b.mkv" layout=minimal &&
  ends 0 burn-test.sh "$OUT/minimal.mission" "$OUT/c.mkv" layout=webcast &&
  [ "$(pixels "$OUT/a.mkv")" = "$(pixels "$OUT/b.mkv")" ] && [ "$(pixels "$OUT/a.mkv")" != "$(pixels "$OUT/c.mkv")" ]
point "a mission's layout is used, unless the arguments name another" $?
echo "1..$n"
