#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Burns a folder of clips, one after another. The telemetry of NAME.mp4 is
# NAME.mission or NAME.csv or NAME.json beside it, else the log that is given.
#   sh burn-folder.sh [FOLDER OUTFOLDER [LOG]]
set -eu
. "$(dirname "$0")/common.sh"
folder=${1:-$out/clips}
results=${2:-$out/burned}
log=${3:-$example.csv}
if [ $# -eq 0 ]; then
  mkdir -p "$folder"
  make_footage "$folder/first.mkv" 2
  make_footage "$folder/second.mkv" 3
fi
[ -d "$folder" ] || fail "no folder $folder"
mkdir -p "$results"

telemetry_of() {
  base=${1%.*}
  if [ -e "$base.mission" ]; then echo "mission=$base.mission"
  elif [ -e "$base.csv" ]; then echo "location=$base.csv"
  elif [ -e "$base.json" ]; then echo "location=$base.json"
  else echo "location=$log"
  fi
}

total=0
for clip in "$folder"/*.mkv "$folder"/*.mp4 "$folder"/*.mov "$folder"/*.ts; do
  [ -e "$clip" ] && total=$((total + 1))
done
[ "$total" -gt 0 ] || fail "no .mkv, .mp4, .mov or .ts in $folder"

n=0 bad=0
for clip in "$folder"/*.mkv "$folder"/*.mp4 "$folder"/*.mov "$folder"/*.ts; do
  [ -e "$clip" ] || continue
  n=$((n + 1))
  name=$(basename "${clip%.*}")
  printf '%d/%d %s' "$n" "$total" "$name"
  # shellcheck disable=SC2086
  if turn=$(upright "$clip") && launch filesrc location="$clip" ! decodebin ! videoconvert $turn ! \
    telemetryoverlay "$(telemetry_of "$clip")" ! videoconvert ! \
    x264enc speed-preset=veryfast ! h264parse ! matroskamux ! \
    filesink location="$results/$name.mkv.part" &&
    turned_once "$turn" "$results/$name.mkv.part"; then
    mv "$results/$name.mkv.part" "$results/$name.mkv"
    echo ' done'
  else
    rm -f "$results/$name.mkv.part"
    echo ' FAILED'
    bad=$((bad + 1))
  fi
done
[ "$bad" -eq 0 ] || fail "$bad of $total clips failed"
