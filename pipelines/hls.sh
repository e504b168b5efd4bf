#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A clip as HLS with the telemetry as a WebVTT rendition (RFC 8216): segments of
# video (copied; H.264), segments of text with X-TIMESTAMP-MAP, and the playlists.
#   sh hls.sh [VIDEO TELEMETRY [OUTFOLDER [LANGUAGES]]] [PROPERTY=VALUE ...]
set -eu
. "$(dirname "$0")/common.sh"
mux_arguments 'en ru' "$@"
eval "$arguments"
begin_folder "${word3:-$out/hls}" index.m3u8 video.m3u8 video.mp4 "video*.ts" "video*.m4s" "telemetry-*"
folder=$part
set -- frame-rate="$(frame_rate "$video")" "$@"

# Cut by ffmpeg: hlssink2 1.22 now and then stands still for ever on a busy machine.
# A transport stream has no word on how the picture is to be turned; fragments of MP4 have.
way=$(python3 "$here/orientation.py" of "$video")
if [ "$way" = identity ]; then
  kind='-hls_segment_type mpegts' suffix=ts
else
  kind='-hls_segment_type fmp4 -hls_fmp4_init_filename video.mp4' suffix=m4s
fi
# shellcheck disable=SC2086
ffmpeg -v error -y -i "$video" -map 0:v:0 -c copy -f hls -hls_time 2 -hls_list_size 0 $kind \
  -hls_playlist_type vod -hls_segment_filename "$folder/video%05d.$suffix" "$folder/video.m3u8"
[ "$way" = identity ] || keep_turn "$video" "$folder/video.mp4"

# The time stamp (90 kHz) that the video segments give to the first frame.
first=$(ffprobe -v error -select_streams v:0 -show_entries stream=start_time -of csv=p=0 "$folder/video.m3u8" |
  awk -F, 'NR == 1 { printf "%.0f", $1 * 90000 }')

# Cuts a WebVTT file where the video is cut; a cue that lasts on stands in both.
cut_vtt() {
  awk -v first="$first" -v name="$1" -v folder="$folder" '
    function seconds(text, part) {
      split(text, part, ":")
      return part[1] * 3600 + part[2] * 60 + part[3]
    }
    FNR == NR {
      if (sub(/^#EXTINF:/, "")) {
        split($0, length_of, ",")
        start[n] = at
        at += length_of[1]
        end[n] = at
        n++
      }
      next
    }
    / --> / { timing = $0; from = seconds($1); to = seconds($3); text = ""; next }
    timing && $0 == "" {
      for (i = 0; i < n; i++)
        if (from < end[i] && to > start[i])
          cues[i] = cues[i] timing "\n" text "\n"
      timing = ""
      next
    }
    timing { text = text $0 "\n" }
    END {
      longest = 1
      for (i = 0; i < n; i++) {
        file = sprintf("%s%05d.vtt", name, i)
        printf "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:%d,LOCAL:00:00:00.000\n\n%s", first, cues[i] > (folder "/" file)
        list = list sprintf("#EXTINF:%.3f,\n%s\n", end[i] - start[i], file)
        if (end[i] - start[i] > longest)
          longest = end[i] - start[i]
      }
      target = int(longest) == longest ? longest : int(longest) + 1
      printf "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:%d\n#EXT-X-PLAYLIST-TYPE:VOD\n%s#EXT-X-ENDLIST\n", target, list > (folder "/" name ".m3u8")
    }' n=0 "$folder/video.m3u8" "$2"
}

media= default=YES
for language in $languages; do
  write_vtt "$duration" "$language" "$folder/whole.vtt" "$@"
  # awk ends a cue at the blank line after it.
  echo >>"$folder/whole.vtt"
  cut_vtt "telemetry-$language-" "$folder/whole.vtt"
  rm -f "$folder/whole.vtt"
  media="$media#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"telemetry\",NAME=\"Telemetry ($language)\",LANGUAGE=\"$language\",DEFAULT=$default,AUTOSELECT=YES,FORCED=NO,URI=\"telemetry-$language-.m3u8\"
"
  default=NO
done

size=$(cat "$folder"/video*."$suffix" | wc -c)
bandwidth=$(awk -v size="$size" -v ns="$duration" 'BEGIN { printf "%d\n", size * 8 * 1.5 / (ns / 1000000000) + 1 }')
picture=$(picture_properties "$video" | sed 's/width=\([0-9]*\) height=\([0-9]*\).*/\1x\2/')
printf '#EXTM3U\n#EXT-X-VERSION:3\n%s#EXT-X-STREAM-INF:BANDWIDTH=%s,RESOLUTION=%s,SUBTITLES="telemetry"\nvideo.m3u8\n' \
  "$media" "$bandwidth" "$picture" >"$folder/index.m3u8"
folder=${folder%/*}
finish_folder index.m3u8
