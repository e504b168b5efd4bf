#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# CPU per frame of one group of widgets at rest, with motions that it is through with, and
# while it moves all the time: a field, a clock and a dial under a panel.
#
#   tests/bench/bench-motion.sh BUILD_FOLDER [FORMAT [WIDTH HEIGHT]]
#
# Measured at 1920x1080 I420 on a busy machine, ms a frame: 0.10 without the keys and 0.10 at rest
# with them; rolling digits 0.13, wiped 0.20, sliding 0.27, fading 0.75, growing 3.2 (each picture is
# made smaller anew).
set -eu
build=$1
shift
layout=$(mktemp --suffix=.layout)
trap 'rm -f "$layout"' EXIT

# measure WHAT ENTER CONDITION ROLL FORMAT...: one line.
measure() {
  cat > "$layout" <<LAYOUT
[widget plate]
type=panel
around=g
padding-x=16
padding-y=10
colour=#04070cb8
when=$3
[widget g]
type=group
anchor=bottom-left
arrange=row
gap=20
when=$3
enter=$2
leave=$2
[widget speed]
type=field
parent=g
value={speed}
unit={speed.unit}
label=SPEED
refresh=0.8
roll=$4
[widget clock]
type=clock
parent=g
[widget dial]
type=dial
parent=g
channel=altitude
LAYOUT
  printf '%s: ' "$1"
  shift 4
  "$build/tests/bench/bench-layout" "$layout" "$@" | sed 's/^[^:]*: //'
}

measure "no motion" none 'time>=0' no "$@"
measure "at rest" 'slide left 500ms' 'time>=0' no "$@"
measure "rolling digits half of the time" none 'time>=0' yes "$@"
for motion in 'fade 10s linear' 'slide left 10s linear' 'wipe left 10s linear' 'grow 10s linear'; do
  measure "${motion%% *}" "$motion" 'time>=0.1' no "$@"
done
