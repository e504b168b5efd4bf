#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Adds switchable telemetry to a clip as MP4 with timed text (tx3g). Picture and
# sound are copied where MP4 takes them; other sound becomes AAC.
#   sh mux-mp4.sh [VIDEO TELEMETRY [OUT.mp4 [LANGUAGES]]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
mux_arguments en "$@"
eval "$arguments"
mux_result "${word3:-$out/mux.mp4}" mp4 m4v mov

set_languages= tracks=
for language in $languages; do
  set_languages="$set_languages language=$language"
  tracks="$tracks plain. ! $roomy ! mux."
done

# shellcheck disable=SC2086
launch $(container "$result") name=mux ! filesink location="$part" \
  filesrc location="$video" ! parsebin name=parse \
  parse. ! capsfilter caps="$video_caps" ! queue ! mux. $sound \
  telemetrysrc "$telemetry" duration="$duration" "$@" ! \
  telemetrysubtitle name=plain footage="$video" format=utf8 $picture ${set_layout:+"$set_layout"} $set_languages $tracks
keep_turn "$video" "$part"
finish
