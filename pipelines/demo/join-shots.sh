#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Joins the shots of the demo in the order of shots.tsv, without encoding again.
#
#   sh pipelines/demo/join-shots.sh OUTDIR FILM.mp4
set -eu

out=${1:?usage: join-shots.sh OUTDIR FILM.mp4}
film=${2:?usage: join-shots.sh OUTDIR FILM.mp4}
shots=$(dirname "$0")/shots.tsv

set -- gst-launch-1.0 -q concat name=film ! h264parse ! mp4mux ! filesink location="$film"
for shot in $(awk -F '\t' 'NR > 1 { print $1 }' "$shots"); do
  set -- "$@" filesrc location="$out/$shot.mp4" ! qtdemux ! h264parse ! film.
done
"$@"
