#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Situations from public bug reports of other programs, with right answers: ../shared/cases. TAP.
#   sh test-cases.sh TELEMETRY-INSPECT
set -u
cases=$TELEMETRY_SHARED_DATA/../cases
inspect=$(realpath "$1")
PIPELINES=$TELEMETRY_SOURCE_ROOT/pipelines
export PIPELINES
n=0

# point NAME STATUS SAID: 77 is a case that cannot be tried here.
point() {
  n=$((n + 1))
  case $2 in
    0) echo "ok $n $1" ;;
    77) echo "ok $n $1 # SKIP $3" ;;
    *) echo "not ok $n $1"; echo "$3" | sed 's/^/# /' ;;
  esac
}

echo "TAP version 13"
if [ ! -d "$cases/video" ]; then
  echo "1..0 # SKIP no cases beside the third-party data"
  exit 0
fi
said=$(python3 "$cases/data/check.py" "$inspect" 2>&1)
status=$?
told=$(echo "$said" | tail -n 1)
# "39 of 39 cases", and nothing else: a program that breaks says no such thing.
echo "$told" | grep -qE '^([0-9]+) of \1 cases$' || status=1
point "data: $told" "$status" "$said"
for script in "$cases"/video/[0-9]*.sh; do
  said=$(sh "$script" 2>&1)
  status=$?
  point "video: $(basename "$script" .sh)" "$status" "$(echo "$said" | tail -n 3)"
done
echo "1..$n"
