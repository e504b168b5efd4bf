#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Events of the demo's flight: given ones stand, and the rules of the profile
# find in its telemetry what the mission does not say. TAP; $1 makes the flight,
# $2 is telemetry-inspect.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
n=0
point() {
  n=$((n + 1))
  if [ "$2" -eq 0 ]; then echo "ok $n $1"; else
    echo "not ok $n $1"
    sed 's/^/# /' "$folder/events"
  fi
}
# event NAME CONFIDENCE MET TOLERANCE: it stands in the list, at that time.
event() {
  python3 - "$folder/events" "$@" <<'P'
import json
import sys

path, name, confidence, met, tolerance = sys.argv[1:6]
rows = [json.loads(line) for line in open(path, encoding="utf-8")]
found = [row for row in rows if row["event"] == name]
ok = (len(found) == 1 and found[0]["confidence"] == confidence
      and abs(found[0]["met"] - float(met)) <= float(tolerance))
sys.exit(0 if ok else 1)
P
}
echo "TAP version 13"
"$1" "$folder" && "$2" "$folder/soyuz-ms-19.mission" --events --json >"$folder/events"
point "the mission is read" $?
event booster-separation detected 118 1
point "the boosters' separation is found" $?
event rendezvous detected 8009 60
point "the rendezvous is found" $?
event fairing-separation given 157 0
point "the fairing's separation is as given" $?
event docking given 12449 0
point "contact is as given" $?
sed -i '/^\[events\]/,$d' "$folder/soyuz-ms-19.mission"
"$2" "$folder/soyuz-ms-19.mission" --events --json >"$folder/events"
event liftoff detected 0 1
point "without its events: liftoff is found" $?
event booster-separation detected 118 1
point "without its events: the boosters' separation is found" $?
event third-stage-cutoff detected 525 2
point "without its events: the third stage's cutoff is found" $?
event docking detected 12449 30
point "without its events: contact is found" $?
# As much after the boosters as the profile says, whenever they came off.
event fairing-separation nominal 157 1
point "without its events: what leaves no trace is planned, never found" $?
echo "1..$n"
