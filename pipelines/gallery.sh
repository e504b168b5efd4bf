#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Draws every built-in layout over a frame of the demo's footage, and writes the page that shows
# them: plugin/data/gallery/README.md and the pictures beside it.
#   sh pipelines/gallery.sh
set -eu
cd "$(dirname "$0")/.."
. pipelines/packages.sh
PATH=/usr/bin:/bin:$PATH
export PATH

install_packages build run
configure_build >/dev/null
ninja -C build demo tools >/dev/null

work=build/gallery
page=plugin/data/gallery
demo=build/pipelines/demo
mkdir -p "$work" "$page"
rm -f "$page"/*.jpg
"$demo/make-soyuz-flight" "$work"

# still SHOT MET: a frame of the footage, which layouts at that instant share.
still() {
  [ -f "$work/$1-$2.png" ] && return 0
  "$demo/earth-film" --telemetry "$work/soyuz-ms-19.csv" --shots pipelines/demo/shots.tsv --shot "$1" \
    --still "$2" "$work/$1-$2.ppm"
  ffmpeg -v error -y -i "$work/$1-$2.ppm" "$work/$1-$2.png"
}

# Whose numbers LAYOUT shows: of a docking those that have angles, at the time behind the mission.
data_of() {
  case $1 in
    docking) echo pipelines/examples/docking.mission 1010 ;;
    *) echo "$work/soyuz-ms-19.mission" "$2" ;;
  esac
}

# picture NAME LAYOUT SHOT MET SIZE SCALED [MORE]: drawn at SIZE, kept SCALED.
picture() {
  name=$1 layout=$2 shot=$3 met=$4 size=$5 scaled=$6
  shift 6
  still "$shot" "$met"
  data=$(data_of "$layout" "$met")
  build/pipelines/telemetry-inspect/telemetry-inspect --mission "${data% *}" --layout "$layout" \
    --at "T+${data##* }" --size "$size" --over "$work/$shot-$met.png" --preview "$work/$name.png" "$@"
  ffmpeg -v error -y -i "$work/$name.png" -vf "scale=$scaled:flags=lanczos" -q:v 4 -bitexact "$page/$name.jpg"
}

# key FILE KEY: what a layout says of itself.
key() {
  sed -n "s/^$2=//p" "$1" | head -n 1
}

# A stage that empties: part of all, and two masses.
awk 'BEGIN {
  print "time[s],propellant[%],lox[kg],rp1[kg]"
  for (t = 0; t <= 160; t++) printf "%d,%.2f,%.0f,%.0f\n", t, 100 - 0.6 * t, 287400 - 1700 * t, 123500 - 730 * t
}' > "$work/tanks.csv"
printf '[mission]\nname=Tanks\n\n[telemetry]\nlocation=tanks.csv\n' > "$work/tanks.mission"

# The demo's flight beside times that somebody may have planned.
{
  cat "$work/soyuz-ms-19.mission"
  printf '\n[nominal]\nliftoff=0\nescape-tower-separation=113.4\nfairing-separation=157.9\ncore-separation=287\n'
  printf 'third-stage-cutoff=518\nspacecraft-separation=523\ndocking=12200\n'
} > "$work/planned.mission"

# An ellipse from low orbit to where the Moon will be, by Kepler's equation, and back: a picture, no flight.
awk 'BEGIN {
  pi = atan2(0, -1); gm = 398600.4; perigee = 6563; apogee = 398000; a = (perigee + apogee) / 2; e = (apogee - perigee) / (2 * a)
  split("0.65027 0.65762 0.38037", p, " "); split("-0.75786 0.59635 0.26460", q, " ")
  print "time[s],latitude[deg],longitude[deg],altitude[m]"
  for (t = 0; t < 912000; t += t < 40000 ? 60 : 1200) {
    m = sqrt(gm / (a * a * a)) * t; x = m
    for (i = 0; i < 60; i++) x -= (x - e * sin(x) - m) / (1 - e * cos(x))
    u = a * (cos(x) - e); v = a * sqrt(1 - e * e) * sin(x); r = sqrt(u * u + v * v)
    for (i = 1; i <= 3; i++) c[i] = u * p[i] + v * q[i]
    longitude = atan2(c[2], c[1]) * 180 / pi - 250.36 - 360.985647 * t / 86400
    while (longitude < -180) longitude += 360
    printf "%d,%.5f,%.5f,%.0f\n", t, atan2(c[3], sqrt(c[1] * c[1] + c[2] * c[2])) * 180 / pi, longitude, 1000 * (r - 6371)
  }
}' > "$work/moon.csv"
printf '[mission]\nname=Moon\nliftoff=2026-12-01T12:00:00Z\ndata=simulated\n\n[telemetry]\nlocation=moon.csv\n' > "$work/moon.mission"

# widget NAME MISSION MET: a layout of one kind of widget, without footage.
widget() {
  build/pipelines/telemetry-inspect/telemetry-inspect --mission "$2" --layout "$page/widgets/$1.layout" --at "T+$3" \
    --size 960x540 --preview "$work/widget-$1.png"
  ffmpeg -v error -y -i "$work/widget-$1.png" -vf "scale=640:360:flags=lanczos" -q:v 4 -bitexact "$page/widget-$1.jpg"
}

# Which flight shows one, and when.
flight_of() {
  case $1 in
    dial-follow) echo "$work/soyuz-ms-19.mission" 40 ;;
    earth-moon) echo "$work/moon.mission" 259200 ;;
    plan) echo "$work/planned.mission" 527 ;;
    countdown) echo "$work/soyuz-ms-19.mission" 6000 ;;
    tank) echo "$work/tanks.mission" 130 ;;
    globe) echo "$work/soyuz-ms-19.mission" 6000 ;;
    *) echo "$work/soyuz-ms-19.mission" 60 ;;
  esac
}

# Each where it is at home.
shot_of() {
  case $1 in
    webcast | lower-third | minimal | broadcast | club | film) echo boosters 119.5 ;;
    hud | cockpit | data) echo fairing 158.5 ;;
    station) echo sunrise 8734 ;;
    tracking) echo orbit-insertion 531 ;;
    soyuz | console | docking) echo docking 12440 ;;
    *) echo core-stage 284 ;;
  esac
}

{
  cat <<'TEXT'
# Layouts

Each layout of `telemetryoverlay layout=NAME` on the demo's flight, as `sh pipelines/gallery.sh`
draws it. How to write one: [layouts/README.md](../layouts/README.md).
TEXT
  for file in plugin/data/layouts/*.layout; do
    layout=$(basename "$file" .layout)
    # shellcheck disable=SC2046
    picture "$layout" "$layout" $(shot_of "$layout") 1920x1080 960:540
    printf '\n## %s\n\n%s.\n\n![%s](%s.jpg)\n' "$layout" "$(key "$file" description)" "$layout" "$layout"
  done
  picture webcast-tall webcast boosters 119.5 1080x1920 304:540
  picture webcast-square webcast boosters 119.5 1080x1080 540:540
  picture webcast-wide webcast boosters 119.5 2048x858 960:402
  picture webcast-small webcast boosters 119.5 320x180 320:180
  picture webcast-ru webcast boosters 119.5 1920x1080 960:540 --language ru
  picture card pipelines/examples/cards.layout boosters 120.5 1920x1080 960:540
  cat <<'TEXT'

## One layout in frames of other shapes

The rules of a layout say what goes where when there is less room: 9:16, 1:1, 2.39:1, and 320×180 pixels.

![webcast, 9:16](webcast-tall.jpg) ![webcast, 1:1](webcast-square.jpg)

![webcast, 2.39:1](webcast-wide.jpg)

![webcast, 320×180](webcast-small.jpg)

`language=ru`:

![webcast in Russian](webcast-ru.jpg)

## A card when something happens

`type=card` counts up to what was recorded at an event, and events turn past now on an arch:
[cards.layout](../../../pipelines/examples/cards.layout).

![a card of an event](card.jpg)

## Widgets by themselves

Each with the few lines that make it; all keys are in [layouts/README.md](../layouts/README.md).
TEXT
  for file in "$page"/widgets/*.layout; do
    name=$(basename "$file" .layout)
    # shellcheck disable=SC2046
    widget "$name" $(flight_of "$name")
    printf '\n### %s\n\n%s. [The lines](widgets/%s.layout).\n\n![%s](widget-%s.jpg)\n' "$name" "$(key "$file" description)" \
      "$name" "$name" "$name"
  done
} > "$work/README.md"
mv "$work/README.md" "$page/README.md"
echo "$page/README.md, $(du -sk "$page" | cut -f 1) KB"
