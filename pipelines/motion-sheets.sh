#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Draws 60 consecutive frames of every motion of layouts, a sheet each, ten frames a row, to be looked at:
# what enters and leaves in each kind, words and phases that change, digits that roll, events that slide past
# now, cards that count up.
#   sh pipelines/motion-sheets.sh [FOLDER]
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh
PATH=/usr/bin:/bin:$PATH
export PATH

install_packages build run
configure_build >/dev/null
ninja -C build tools >/dev/null

inspect=build/pipelines/telemetry-inspect/telemetry-inspect
flight=pipelines/examples/sounding-rocket.mission
folder=${1:-build/motion-sheets}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"

# sheet NAME FROM [FPS]: the layout on standard input, from T+FROM on, 30 frames a second unless told.
sheet() {
  cat > "$work/motion.layout"
  rm -f "$work"/frame-*.png
  for i in $(seq 0 59); do
    at=$(awk -v from="$2" -v i="$i" -v fps="${3:-30}" 'BEGIN { printf "%.6f", from + i / fps }')
    "$inspect" --mission "$flight" --layout "$work/motion.layout" --at "T+$at" --size 320x180 --over '#46505c' \
      --preview "$(printf '%s/frame-%02d.png' "$work" "$i")"
  done
  ffmpeg -v error -y -i "$work/frame-%02d.png" -vf 'tile=10x6:padding=4:color=white' -frames:v 1 "$folder/$1.png"
  echo "$folder/$1.png"
}

# A plate with words that is there for a second.
plate() {
  term='time>10.2 and time<11.2'
  printf '[layout]\n[widget p]\ntype=panel\naround=g\npadding-x=30\npadding-y=20\ncolour=#101c38e0\nwhen=%s\n' "$term"
  printf '[widget g]\ntype=group\nanchor=%s\narrange=column\nwhen=%s\nenter=%s\nleave=%s\n' "$1" "$term" "$2" "$3"
  printf '[widget a]\ntype=clock\nparent=g\nsize=120\n'
  printf '[widget b]\ntype=text\nparent=g\nsize=100\ntext={altitude-agl} {altitude-agl.unit}\n'
}

plate center 'fade 500ms' 'fade 500ms' | sheet fade 10
for edge in left right top bottom; do
  plate "$edge" "slide $edge 500ms" "slide $edge 500ms" | sheet "slide-$edge" 10
  plate center "wipe $edge 500ms" "wipe $edge 500ms" | sheet "wipe-$edge" 10
done
plate center 'grow 500ms ease-in-out' 'grow 500ms' | sheet grow 10
# What enters is turned round on its way.
plate left 'slide left 1.5s' 'slide left 1.5s' | sheet interrupted 10

{
  printf '[layout]\nchange=fade 500ms\n[widget a]\ntype=phase\nanchor=top\nsize=120\ntimed=yes\n'
  printf '[widget b]\ntype=text\nanchor=center\nsize=100\ntext={phase}\n'
  printf '[widget c]\ntype=text\nanchor=bottom\nsize=90\ntext={next} {next.countdown}\n'
} | sheet change 25.5
{
  printf '[layout]\n[widget a]\ntype=text\nanchor=center\nsize=150\nroll=yes\nrefresh=1\ntext={altitude-agl:m:0} m\n'
  printf '[widget b]\ntype=field\nanchor=bottom\nsize=120\nunit-size=60\nroll=yes\nrefresh=1\n'
  printf 'value={speed}\nunit={speed.unit}\n'
} | sheet roll 11.7
# A bar and an arc of events.
events() {
  printf '[layout]\n'
  for row in 'phase-bar bottom 0' 'phase-arc top 200'; do
    # shellcheck disable=SC2086
    printf '[widget %s]\ntype=%s\nanchor=%s\ny=%s\n' "${row%% *}" $row
    printf 'width=100%%\nsize=60\ndot=34\nline=8\nmotion=%s\n' "$1"
  done
  printf 'rise=120\n'
}

events continuous | sheet continuous 100 0.8
events pages | sheet pages 100 0.8

card() {
  printf '[layout]\n[widget a]\ntype=card\nanchor=left\nsize=150\ntitle-size=110\nlabel-size=70\n'
  printf 'line=14\npadding=40\nstay=4\ncount=1.5\nenter=%s\nleave=%s\n' "$1" "$2"
}

card 'slide left 400ms' 'fade 300ms' | sheet card-enter 134
card 'slide left 400ms' 'fade 300ms' | sheet card-leave 136.6
card 'grow 400ms' 'wipe left 400ms' | sheet card-grow-wipe 134 12
