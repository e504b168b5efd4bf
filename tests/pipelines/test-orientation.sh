#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Footage that is stored on its side or mirrored, with a white and a grey corner: burned it is
# upright and says nothing of turning, copied it is turned by players as before. TAP.
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

run() {
  sh "$pipelines/$@" >"$OUT/log" 2>&1
  status=$?
  [ $status -eq 0 ] || sed 's/^/# /' "$OUT/log"
  return $status
}

way_of() { python3 "$pipelines/orientation.py" of "$1"; }

# corners FILE: its size as a player shows it, and what is in the corners: w white, g grey, - black;
# from the upper left, row by row. The second picture, since codecs settle.
corners() {
  ffmpeg -nostdin -v error -y -i "$1" -map 0:v:0 -frames:v 2 -update 1 -pix_fmt gray "$OUT/shown.pgm" &&
    python3 - "$OUT/shown.pgm" <<'P'
import sys
kind, size, depth, pixels = open(sys.argv[1], 'rb').read().split(b'\n', 3)
w, h = map(int, size.split())
say = lambda x, y: 'w' if pixels[y * w + x] > 190 else 'g' if pixels[y * w + x] > 70 else '-'
print(f'{w}x{h}', ''.join(say(x, y) for y in (16, h - 17) for x in (16, w - 17)))
P
}

# The panel stands at the middle of the upper edge: white where the text is upright.
panel() {
  python3 - "$OUT/shown.pgm" <<'P'
import sys
kind, size, depth, pixels = open(sys.argv[1], 'rb').read().split(b'\n', 3)
w, h = map(int, size.split())
columns = [x for x in range(w) if 40 < x < w - 40 and pixels[20 * w + x] > 190]
sys.exit(not columns or abs(columns[0] + columns[-1] + 1 - w) > 8)
P
}

# Of the stored picture the upper left is white and the upper right grey; turned by hand.
upright() {
  case $1 in
    identity) echo "320x192 wg--" ;;
    90r) echo "192x320 -w-g" ;;
    180) echo "320x192 --gw" ;;
    90l) echo "192x320 g-w-" ;;
    horiz) echo "320x192 gw--" ;;
    vert) echo "320x192 --wg" ;;
    ul-lr) echo "192x320 w-g-" ;;
    ur-ll) echo "192x320 -g-w" ;;
  esac
}

footage() {
  cp "$OUT/stored.${2:-mp4}" "$OUT/clip.${2:-mp4}"
  python3 "$pipelines/orientation.py" set "$1" "$OUT/clip.${2:-mp4}"
}

# is_upright FILE WAY: turned in its pixels, and not to be turned again.
is_upright() {
  shown=$(corners "$1")
  [ "$shown" = "$(upright "$2")" ] && [ "$(way_of "$1")" = identity ] && return 0
  echo "# $1: shown $shown, right $(upright "$2"), to be turned $(way_of "$1")"
  return 1
}

# is_kept FILE WAY: stored as it was, and turned by players.
is_kept() {
  shown=$(corners "$1")
  [ "$shown" = "$(upright "$2")" ] && [ "$(way_of "$1")" = "$2" ] && return 0
  echo "# $1: shown $shown, right $(upright "$2"), to be turned $(way_of "$1")"
  return 1
}

printf 'time[s],altitude[m],note\n0,1000,a\n1,1100,b\n2,1200,c\n3,1300,d\n' >"$OUT/flight.csv"
printf '[mission]\nname=Test\n[telemetry]\nlocation=flight.csv\n[events]\nliftoff=0\n' >"$OUT/flight.mission"
cat >"$OUT/top.layout" <<'L'
[layout]
name=Top
[widget box]
type=panel
around=n
colour=#ffffffff
padding-x=20
padding-y=20
[widget n]
type=text
anchor=top
text={altitude:m:0}
size=40
L
ffmpeg -nostdin -v error -y -f lavfi -i \
  "color=black:s=320x192:r=25:d=1,drawbox=0:0:32:32:white:fill,drawbox=288:0:32:32:0x808080:fill" \
  -c:v libx264 -qp 10 -pix_fmt yuv420p "$OUT/stored.mp4"
timeout 60 gst-launch-1.0 -q filesrc location="$OUT/stored.mp4" ! qtdemux ! h264parse ! matroskamux ! \
  filesink location="$OUT/stored.mkv"

echo "TAP version 13"
for way in identity 90r 180 90l horiz vert ul-lr ur-ll; do
  footage $way
  is_kept "$OUT/clip.mp4" $way
  point "$way: FFmpeg turns the footage as the table says" $?
done
for way in 90r 180 90l horiz ur-ll; do
  footage $way
  run burn-file.sh "$OUT/clip.mp4" "$OUT/flight.csv" "$OUT/burned.mkv" liftoff-at=0 layout="$OUT/top.layout" &&
    is_upright "$OUT/burned.mkv" $way && panel
  point "burn-file: $way is upright, and its text" $?
  run mux-mp4.sh "$OUT/clip.mp4" "$OUT/flight.mission" "$OUT/mux.mp4" en liftoff-at=0 && is_kept "$OUT/mux.mp4" $way
  point "mux-mp4: $way is kept" $?
  run mux-mkv.sh "$OUT/clip.mp4" "$OUT/flight.mission" "$OUT/mux.mkv" en liftoff-at=0 && is_kept "$OUT/mux.mkv" $way
  point "mux-mkv: $way is kept" $?
done
ffmpeg -v error -y -i "$OUT/mux.mkv" -map 0:s:0 -c copy "$OUT/mux.ass" && grep -q '^PlayResX: 192' "$OUT/mux.ass" &&
  grep -q '^PlayResY: 320' "$OUT/mux.ass"
point "mux-mkv: styled text is laid out for the picture as it is shown" $?

footage 90r mkv
run burn-file.sh "$OUT/clip.mkv" "$OUT/flight.csv" "$OUT/burned.mkv" liftoff-at=0 layout="$OUT/top.layout" &&
  is_upright "$OUT/burned.mkv" 90r && panel
point "burn-file: from Matroska, whose turn GStreamer 1.22 passes over" $?
run mux-mp4.sh "$OUT/clip.mkv" "$OUT/flight.mission" "$OUT/mux.mp4" en liftoff-at=0 && is_kept "$OUT/mux.mp4" 90r
point "mux-mp4: from Matroska" $?

footage 90l
mkdir -p "$OUT/clips" && cp "$OUT/clip.mp4" "$OUT/clips/a.mp4" && cp "$OUT/stored.mp4" "$OUT/clips/b.mp4"
run burn-folder.sh "$OUT/clips" "$OUT/burned" "$OUT/flight.csv"
[ "$(corners "$OUT/burned/a.mkv" | cut -c1-9)" = "192x320 g" ] && [ "$(corners "$OUT/burned/b.mkv" | cut -c1-10)" = "320x192 wg" ]
point "burn-folder: each clip as it is stored" $?
run page.sh "$OUT/clip.mp4" "$OUT/flight.mission" "$OUT/page" en liftoff-at=0 && is_kept "$OUT/page/clip.mp4" 90l
point "page: kept" $?
run hls.sh "$OUT/clip.mp4" "$OUT/flight.mission" "$OUT/hls" en liftoff-at=0 &&
  cat "$OUT/hls/video.mp4" "$OUT/hls"/video*.m4s >"$OUT/hls/all.mp4" && is_kept "$OUT/hls/all.mp4" 90l &&
  grep -q RESOLUTION=192x320 "$OUT/hls/index.m3u8"
point "hls: kept, in fragments of MP4" $?
python3 "$TELEMETRY_SOURCE_ROOT/tests/pipelines/check-hls.py" "$OUT/hls"
point "hls: playlists follow their grammar" $?
if command -v ges-launch-1.0 >/dev/null; then
  ffmpeg -nostdin -v error -y -stream_loop 4 -i "$OUT/stored.mp4" -c copy "$OUT/long.mp4"
  python3 "$pipelines/orientation.py" set 90l "$OUT/long.mp4"
  run ges-effect.sh "$OUT/long.mp4" "$OUT/flight.csv" "$OUT/ges.mkv" && corners "$OUT/ges.mkv" | grep -q '^192x320 g-' &&
    [ "$(way_of "$OUT/ges.mkv")" = identity ]
  point "ges-effect: upright, in the clip's own size" $?
else
  skip "ges-effect" "ges-launch-1.0 is not there"
fi
if [ -e "$TELEMETRY_SHARED_DATA/gpmf/max-heromode.mp4" ]; then
  cp "$TELEMETRY_SHARED_DATA/gpmf/max-heromode.mp4" "$OUT/gopro.mp4"
  python3 "$pipelines/orientation.py" set 90l "$OUT/gopro.mp4"
  size=$(corners "$OUT/gopro.mp4" | cut -d ' ' -f 1)
  run gopro.sh "$OUT/gopro.mp4" "$OUT/gopro.mkv" && [ "$(corners "$OUT/gopro.mkv" | cut -d ' ' -f 1)" = "$size" ] &&
    [ "$(way_of "$OUT/gopro.mkv")" = identity ]
  point "gopro: upright" $?
else
  skip "gopro" "no third-party data"
fi

# uridecodebin sends the tag for the stream and for the medium: turned once all the same.
footage 90r
line="videoconvert ! telemetryoverlay location=$OUT/flight.csv layout=$OUT/top.layout ! x264enc ! h264parse ! mp4mux"
# shellcheck disable=SC2086
timeout 60 gst-launch-1.0 uridecodebin uri="file://$OUT/clip.mp4" ! videoflip video-direction=auto ! $line ! \
  filesink location="$OUT/once.mp4" >"$OUT/log" 2>&1
is_upright "$OUT/once.mp4" 90r && panel
point "videoflip before the overlay: turned once" $?
! grep -q 'on its side' "$OUT/log"
point "videoflip before the overlay: nothing to warn of" $?
# shellcheck disable=SC2086
timeout 60 gst-launch-1.0 filesrc location="$OUT/clip.mp4" ! decodebin ! $line ! filesink location="$OUT/side.mp4" >"$OUT/log" 2>&1
[ "$(grep -c 'WARNING.*videoflip video-direction=auto' "$OUT/log")" -eq 1 ]
point "no videoflip: the overlay says once what is missing" $?
echo "1..$n"
