# SPDX-License-Identifier: LGPL-2.1-or-later
# Sourced by the launch lines: finds the plugin where it was built, or leaves it
# to GStreamer to find it installed; makes footage for those who bring none.

here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
build=${TELEMETRY_BUILD_ROOT:-$root/build}
data=${TELEMETRY_SHARED_DATA:-$root/../shared/data}
if [ -e "$build/plugin/libgsttelemetry.so" ]; then
  GST_PLUGIN_PATH=$build/plugin${GST_PLUGIN_PATH:+:$GST_PLUGIN_PATH}
  export GST_PLUGIN_PATH
fi
out=${OUT:-$build/out}
example=$here/examples/sounding-rocket

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Elsewhere than on Debian the packages are whoever runs this's to find.
. "$here/packages.sh"
! command -v dpkg-query >/dev/null || install_packages run >&2 || true

gst-inspect-1.0 telemetryoverlay >/dev/null 2>&1 ||
  fail "the plugin is not there: build it (meson setup build && ninja -C build) or install it"
mkdir -p "$out"

# A queue that is never full, for text: where a tee feeds several tracks, one full
# queue would starve the others, and the muxer waits for all of them.
# shellcheck disable=SC2034
roomy='queue max-size-time=0 max-size-bytes=0 max-size-buffers=0'

# --strict, wherever it stands: a warning of an element of ours is a failure.
strict=
for argument; do
  shift
  case $argument in
    --strict) strict=--strict ;;
    *) set -- "$@" "$argument" ;;
  esac
done

# What gst-launch-1.0 says, without all but its warnings; errors it says elsewhere. FALSE
# where --strict makes one of them a failure.
warnings() {
  awk -v strict="$strict" '
    /^WARNING: from element / {
      if (strict != "" && $4 ~ /GstTelemetry/) bad = 1
      sub(/^WARNING: from element [^ ]*: */, "warning: ")
      print | "cat >&2"
    }
    END { close("cat >&2"); exit bad }'
}

# launch ARGUMENT...: gst-launch-1.0 that says nothing but what is wrong, warnings with it,
# and ends with its status.
launch() {
  status=$( { { gst-launch-1.0 "$@" 3>&- && echo 0 >&3 || echo $? >&3; } | warnings; } 3>&1) ||
    { [ "$status" != 0 ] || status=1; }
  return "$status"
}

# make_footage FILE [SECONDS]: a test card with sound, so that a launch line has
# something to work on.
make_footage() {
  [ -e "$1" ] && return 0
  frames=$((${2:-6} * 25))
  launch matroskamux name=mux ! filesink location="$1.part" \
    videotestsrc num-buffers=$frames pattern=gradient foreground-color=0xff406080 ! \
    video/x-raw,width=1280,height=720,framerate=25/1 ! timeoverlay valignment=top ! \
    x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse ! queue ! mux. \
    audiotestsrc num-buffers=$((${2:-6} * 10)) samplesperbuffer=4800 volume=0.1 ! \
    audio/x-raw,rate=48000 ! vorbisenc ! queue ! mux.
  mv "$1.part" "$1"
}

video_caps='video/x-h264;video/x-h265;video/mpeg;video/x-vp8;video/x-vp9;video/x-av1;video/x-prores;image/jpeg;video/x-raw'

# duration_ns FILE: how long a clip is, nanoseconds.
duration_ns() {
  seconds=$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$1") || return 1
  awk -v s="$seconds" 'BEGIN { printf "%.0f\n", s * 1000000000 }'
}

# picture_properties FILE: what telemetrysubtitle has to know of the clip for text that
# stands where the overlay burns it: size, shape of the pixels, and the rate where it is
# constant. A player turns the picture by its matrix before it lays text over it.
picture_properties() {
  ffprobe -v error -select_streams v:0 -of default=noprint_wrappers=1 -show_entries \
    stream=width,height,sample_aspect_ratio,r_frame_rate,avg_frame_rate:stream_side_data=rotation "$1" |
    awk -F= '{ v[$1] = $2 }
      END {
        if (split (v["sample_aspect_ratio"], par, ":") != 2 || par[1] <= 0 || par[2] <= 0)
          par[1] = par[2] = 1
        if (v["rotation"] % 180) {
          t = v["width"]; v["width"] = v["height"]; v["height"] = t
          t = par[1]; par[1] = par[2]; par[2] = t
        }
        printf "width=%d height=%d pixel-aspect-ratio=%d/%d", v["width"], v["height"], par[1], par[2]
        split (v["r_frame_rate"], r, "/"); split (v["avg_frame_rate"], a, "/")
        # A muxer rounds stamps, so that the mean is a little off.
        if (r[1] > 0 && r[2] > 0 && a[1] > 0 && a[2] > 0 && \
            (r[1] * a[2] - a[1] * r[2]) ^ 2 < (0.001 * r[1] * a[2]) ^ 2)
          printf " frame-rate=%d/%d", r[1], r[2]
        print ""
      }'
}

# upright FILE: what turns the pictures of a clip upright, where they are stored otherwise. By the
# tag, where GStreamer finds one, since who turns by it may say so downstream; else by what the container says.
upright() {
  way=$(python3 "$here/orientation.py" of "$1") || return 1
  [ "$way" != identity ] || return 0
  ! gst-discoverer-1.0 -v "$1" | grep -q 'image orientation' || way=auto
  echo "! videoflip video-direction=$way"
}

# turned_once TURN FILE: pictures that were turned are not to be turned again by players,
# whatever the tag that went on to the muxer said.
turned_once() {
  [ -z "$1" ] || [ "$(python3 "$here/orientation.py" of "$2")" = identity ] ||
    python3 "$here/orientation.py" set identity "$2"
}

# keep_turn CLIP COPY: a copy of the clip's stream is turned by players as the clip is.
keep_turn() {
  python3 "$here/orientation.py" keep "$1" "$2"
}

# frame_rate FILE: of a clip, as in 25/1; 0/1 where it does not say.
frame_rate() {
  rate=$(ffprobe -v error -select_streams v:0 -show_entries stream=avg_frame_rate -of csv=p=0 "$1" | head -n 1 | tr -d ,)
  case $rate in
    '' | 0/* | */0) echo 0/1 ;;
    *) echo "$rate" ;;
  esac
}

# place_frames FILE TEXT: TEXT with each frame (#374) that the clip has as the seconds from its
# first picture, which are right at any rate and at one that changes.
place_frames() {
  case $2 in
    *'#'[0-9]*) ;;
    *) printf '%s\n' "$2" && return 0 ;;
  esac
  ffprobe -v error -select_streams v:0 -show_entries packet=pts_time -of csv=p=0 "$1" | tr -d ',' | grep '^[0-9.-]' | sort -n |
    awk -v text="$2" '{ time[NR - 1] = $1 }
      END {
        while (match(text, /#[0-9]+/)) {
          frame = substr(text, RSTART + 1, RLENGTH - 1)
          place = substr(text, RSTART, RLENGTH)
          if (frame in time) place = sprintf("%.6f", time[frame] - time[0])
          done = done substr(text, 1, RSTART - 1) place
          text = substr(text, RSTART + RLENGTH)
        }
        print done text
      }'
}

# telemetry_property FILE: mission=FILE for a mission file, else location=FILE.
telemetry_property() {
  case $1 in
    *.mission) echo "mission=$1" ;;
    *) echo "location=$1" ;;
  esac
}

# sound_branch FILE CAPS: what takes the sound from `parse` to `mux`, if there
# is any that the muxer takes; a muxer waits for each of its pads.
sound_branch() {
  kind=$(ffprobe -v error -select_streams a:0 -show_entries stream=codec_name -of csv=p=0 "$1")
  case $kind in
    '') return 0 ;;
    aac | mp3) wanted=audio/mpeg ;;
    pcm_*) wanted=audio/x-raw ;;
    *) wanted=audio/x-$kind ;;
  esac
  case ";$2;" in
    *";$wanted;"*) echo "parse. ! capsfilter caps=$wanted ! queue ! mux." ;;
  esac
}

# write_vtt TELEMETRY DURATION LANGUAGE FILE [PROPERTY=VALUE ...]: WebVTT, whose
# cues stand at the top of the picture. Markup is what WebVTT takes for text.
write_vtt() {
  vtt_property=$(telemetry_property "$1") vtt_duration=$2 vtt_language=$3 vtt_file=$4
  shift 4
  launch telemetrysrc "$vtt_property" duration="$vtt_duration" "$@" ! \
    telemetrysubtitle language="$vtt_language" ! text/x-raw,format=pango-markup ! \
    webvttenc ! filesink location="$vtt_file.part"
  sed '/ --> /s/$/ line:0/' "$vtt_file.part" >"$vtt_file"
  rm -f "$vtt_file.part"
}

# packets_example spp|mission: the file of packets to send, or the mission that says
# what is in them: those of JPSS-1 in the third-party data, or a climb, made anew.
packets_example() {
  jpss=$data/packets/jpss/J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1
  if [ ! -e "$jpss" ]; then
    [ -e "$out/climb.mission" ] || python3 "$here/packets.py" make "$out/climb.spp" "$out/climb.mission"
    echo "$out/climb.$1"
  elif [ "$1" = spp ]; then
    echo "$jpss"
  else
    sed "s|@DEFINITION@|$(dirname "$jpss")/jpss1_geolocation_xtce_v1.xml|" "$here/examples/jpss.mission.in" >"$out/jpss.mission"
    echo "$out/jpss.mission"
  fi
}

# record_klv TELEMETRY SECONDS SINK: a clean test card and the telemetry as KLV in one
# MPEG transport stream; live=true is at the pace of the clock.
record_klv() {
  # shellcheck disable=SC2086
  launch mpegtsmux name=mux alignment=7 ! $3 \
    videotestsrc is-live="${live:-false}" num-buffers=$(($2 * 25)) pattern=gradient foreground-color=0xff406080 ! \
    video/x-raw,width=1280,height=720,framerate=25/1 ! timeoverlay valignment=top ! \
    x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse config-interval=-1 ! queue ! mux. \
    telemetrysrc "$(telemetry_property "$1")" duration=$(($2 * 1000000000)) interval=200000000 ! identity sync="${live:-false}" ! \
    telemetryklvenc ! queue ! mux.
}

# screen_or_file FILE: what a picture goes to.
screen_or_file() {
  if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    echo "videoconvert ! autovideosink"
  else
    echo "videoconvert ! x264enc tune=zerolatency speed-preset=veryfast ! h264parse ! mp4mux ! filesink location=$1"
  fi
}

# shown FILE: says where the result is, with a picture of its middle, if it is a file.
shown() {
  [ -e "$1" ] || return 0
  ffmpeg -v error -y -ss "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$1" | awk '{ print $1 * 0.6 }')" \
    -i "$1" -frames:v 1 "${1%.*}.png"
  echo "$1 ${1%.*}.png"
}
