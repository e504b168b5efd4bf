#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Loading a mission enters mission.c from other files to load and to free, not for each
# value. TAP; $1 is telemetry-inspect.
set -u
here=$(dirname "$0")
most=10

echo "TAP version 13"
if ! gdb -batch -ex 'python print ("ready")' -ex run --args true 2>&1 | grep -q 'exited normally'; then
  echo "1..0 # SKIP gdb is not there, or may not trace"
  exit 0
fi
echo "1..2"
n=0
for mission in sounding-rocket station; do
  n=$((n + 1))
  report=$(COUNT_ENTRIES=core/mission/mission.c gdb -batch -x "$here/count-entries.py" --args "$1" \
    "$TELEMETRY_SOURCE_ROOT/pipelines/examples/$mission.mission" 2>&1)
  count=$(echo "$report" | sed -n 's/^entries: //p')
  # Loading and freeing are two: less means that nothing was counted.
  if [ -n "$count" ] && [ "$count" -ge 2 ] && [ "$count" -le $most ]; then ok=ok; else ok='not ok'; fi
  echo "$ok $n $mission: ${count:-no} entries, $most at most"
  echo "$report" | grep '^entry: ' | sed 's/^/# /'
done
