#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Muxes telemetry into clips and looks at what others find in them. TAP.
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

run() {
  sh "$pipelines/$@" >"$OUT/log" 2>&1
  status=$?
  [ $status -eq 0 ] || sed 's/^/# /' "$OUT/log"
  return $status
}

streams() {
  ffprobe -v error -show_entries stream=codec_name:stream_tags=language -of csv=p=0 "$1" | tr '\n' ' '
}

chapters() {
  ffprobe -v error -show_entries chapter=start_time,end_time:chapter_tags=title -of csv=p=0 "$1"
}

packets() {
  ffmpeg -v error -y -i "$1" -map "0:$2" -c copy -f framemd5 "$OUT/md5" && grep -v '^#' "$OUT/md5"
}

pixels() {
  ffmpeg -v error -y -i "$1" -map 0:v -f framemd5 "$OUT/md5" && grep -v '^#' "$OUT/md5"
}

# Events at 1 and 3 s, and hostile words.
printf 'time[s],altitude[m],note\n' >"$OUT/flight.csv"
for i in 0 1 2 3 4 5 6; do
  printf '%d,%d,"<b>{\\an8} --> &amp;"\n' "$i" $((i * 100)) >>"$OUT/flight.csv"
done
printf '[mission]\nname=Test\n[telemetry]\nlocation=flight.csv\n[events]\nliftoff=0\nmeco=2.5\n' >"$OUT/flight.mission"

echo "TAP version 13"
run mux-mkv.sh && mv "$OUT/mux.mkv" "$OUT/example.mkv"
point "mux-mkv: runs as it stands" $?

run mux-mkv.sh "$OUT/footage.mkv" "$OUT/flight.mission" "$OUT/mux.mkv" "en ru" liftoff-at=1
point "mux-mkv: takes video, telemetry and languages" $?
# Each in its language every time: the header is written when the last track has
# caps, whichever that is.
wrong=0
for i in 1 2 3 4 5; do
  [ $i -eq 1 ] || run mux-mkv.sh "$OUT/footage.mkv" "$OUT/flight.mission" "$OUT/mux.mkv" "en ru" liftoff-at=1
  [ "$(streams "$OUT/mux.mkv")" = "h264,eng vorbis,eng ass,eng subrip,eng ass,rus subrip,rus " ] || wrong=1
done
[ $wrong -eq 0 ]
point "mux-mkv: every track, with its language" $?
# Milliseconds are what Matroska counts chapters and blocks in here.
chapters "$OUT/mux.mkv" | awk -F, '
  function far(a, b) { return a - b > 0.001 || b - a > 0.001 }
  NR == 1 && (far($1, 1) || far($2, 3.5)) { bad = 1 }
  NR == 2 && (far($1, 3.5) || far($2, 6)) { bad = 1 }
  END { exit bad || NR != 2 }'
point "mux-mkv: chapters at the phases" $?
# Parameter sets may move into the stream: what is decoded tells.
pixels "$OUT/footage.mkv" >"$OUT/before"
pixels "$OUT/mux.mkv" >"$OUT/after"
[ -s "$OUT/before" ] && cmp -s "$OUT/before" "$OUT/after"
point "mux-mkv: the picture is the same to the bit" $?
ffmpeg -v error -y -i "$OUT/mux.mkv" -map 0 -c copy "$OUT/remux.mkv" &&
  [ "$(streams "$OUT/remux.mkv")" = "$(streams "$OUT/mux.mkv")" ] &&
  [ "$(chapters "$OUT/remux.mkv")" = "$(chapters "$OUT/mux.mkv")" ]
point "mux-mkv: remuxed, every track and chapter is there" $?
packets "$OUT/mux.mkv" 2 >"$OUT/before"
packets "$OUT/remux.mkv" 2 >"$OUT/after"
[ -s "$OUT/before" ] && cmp -s "$OUT/before" "$OUT/after"
point "mux-mkv: remuxed, the styled events are the same" $?
ffprobe -v error -select_streams s:1 -show_entries packet=pts_time,duration_time -of csv=p=0 "$OUT/mux.mkv" | awk -F, '
  function far(a, b) { return a - b > 0.001 || b - a > 0.001 }
  { starts = starts " " $1; if (NR > 1 && far($1, end)) bad = 1; end = $1 + $2 }
  END { exit bad || starts !~ / 3\.50*/ || far(end, 6) }'
point "mux-mkv: cues follow one another and are cut at the phase" $?

run mux-mp4.sh "$OUT/footage.mkv" "$OUT/flight.mission" "$OUT/mux.mp4" "en ru" liftoff-at=1 &&
  case "$(streams "$OUT/mux.mp4")" in
    h264,und\ aac,*\ mov_text,eng\ mov_text,rus\ ) true ;;
    *) false ;;
  esac
point "mux-mp4: timed text in each language, and the sound" $?
# The phase is at 3.5 s; the first of 25 frames a second that shows it begins at 3.52 s.
ffmpeg -v error -y -i "$OUT/mux.mp4" -map 0:s:0 "$OUT/mp4.srt" && grep -q '^00:00:03,520 --> 00:00:04,000' "$OUT/mp4.srt"
point "mux-mp4: times of frames, to a unit of the time scale" $?

run page.sh "$OUT/footage.mkv" "$OUT/flight.mission" "$OUT/page" en liftoff-at=1 &&
  grep -q '<track kind="subtitles" src="telemetry-en.vtt"' "$OUT/page/index.html" &&
  ffmpeg -v error -y -i "$OUT/page/telemetry-en.vtt" "$OUT/page.srt" && grep -q '^00:00:03,500 --> 00:00:04,000' "$OUT/page.srt"
point "page: a video element and a track" $?

run hls.sh "$OUT/footage.mkv" "$OUT/flight.mission" "$OUT/hls" en liftoff-at=1 &&
  [ "$(ffprobe -v error -count_frames -select_streams v:0 -show_entries stream=nb_read_frames -of csv=p=0 "$OUT/hls/video.m3u8" | head -n 1 | tr -d ,)" = 150 ]
point "hls: every frame is in the segments" $?
python3 "$TELEMETRY_SOURCE_ROOT/tests/pipelines/check-hls.py" "$OUT/hls" >"$OUT/log" 2>&1
status=$?
sed 's/^/# /' "$OUT/log"
point "hls: playlists and text segments follow their grammar" $status
echo "1..$n"
