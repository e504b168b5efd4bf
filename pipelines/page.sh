#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A page that plays a clip with switchable telemetry: OUTFOLDER/index.html with
# the clip as MP4 (copied, not encoded anew) and the telemetry as WebVTT.
#   sh page.sh [VIDEO TELEMETRY [OUTFOLDER [LANGUAGES]]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
mux_arguments 'en ru' "$@"
eval "$arguments"
begin_folder "${word3:-$out/page}" index.html clip.mp4 "telemetry-*.vtt"
folder=$part
sound=$(sound_branches "$video" clip.mp4)

# shellcheck disable=SC2086
launch mp4mux name=mux faststart=true ! filesink location="$folder/clip.mp4" \
  filesrc location="$video" ! parsebin name=parse \
  parse. ! capsfilter caps="$video_caps" ! queue ! mux. $sound
keep_turn "$video" "$folder/clip.mp4"

tracks= first=' default'
for language in $languages; do
  write_vtt "$duration" "$language" "$folder/telemetry-$language.vtt" "$@"
  tracks="$tracks
  <track kind=\"subtitles\" src=\"telemetry-$language.vtt\" srclang=\"$language\" label=\"Telemetry ($language)\"$first>"
  first=
done

cat >"$folder/index.html" <<EOF
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Telemetry on footage</title>
<style>
body { margin: 0; background: #101418; display: grid; place-items: center; min-height: 100vh; }
video { width: min(100vw, 177vh); }
::cue { font-family: Inter, sans-serif; background: rgb(0 0 0 / 60%); }
</style>
<video controls playsinline preload="auto" src="clip.mp4">$tracks
</video>
</html>
EOF
folder=${folder%/*}
finish_folder index.html
