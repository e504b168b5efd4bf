#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Three hours at 10 Hz (108,000 samples) to ASS, SRT and WebVTT, a cue a second:
# seconds of wall clock, each with the loading of the log.
#   sh bench-subtitle.sh
set -eu
. "$(dirname "$0")/../../pipelines/common.sh"
log=$(mktemp -d)/long.csv
trap 'rm -rf "$(dirname "$log")"' EXIT
awk 'BEGIN {
  print "time[s],altitude[m],speed[m/s]"
  for (i = 0; i < 108000; i++)
    printf "%.1f,%.1f,%.2f\n", i / 10, 100000 + 50000 * sin(i / 9000), 3000 + 2000 * cos(i / 7000)
}' >"$log"
for format in 'application/x-ass,format=file' 'text/x-raw,format=utf8 ! srtenc' 'text/x-raw,format=pango-markup ! webvttenc'; do
  begin=$(date +%s.%N)
  # shellcheck disable=SC2086
  gst-launch-1.0 -q telemetrysrc location="$log" ! telemetrysubtitle ! $format ! fakesink
  end=$(date +%s.%N)
  awk -v a="$begin" -v b="$end" -v f="$format" 'BEGIN { printf "%.2f s  %s\n", b - a, f }'
done
