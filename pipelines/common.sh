# SPDX-License-Identifier: LGPL-2.1-or-later
# Sourced by the scripts of this folder: finds the plugin, builds it where it is not built, reads the
# arguments, writes results beside and renames them, cleans up.
#
# Every script ends with 0 done, 1 failed, 2 called wrongly, 77 skipped for lack of something that is not
# its to bring; 128 + the signal where it was interrupted.

here=$(cd "$(dirname "$0")" && pwd)
program=$(basename "$0")
root=$(dirname "$here")
build=${TELEMETRY_BUILD_ROOT:-$root/build}
data=${TELEMETRY_SHARED_DATA:-$root/../shared/data}
out=${OUT:-$build/out}
example=$here/examples/sounding-rocket

fail() {
  echo "$program: $*" >&2
  exit 1
}

# How it is called, as its head says.
usage() {
  sed -n 's/^#   sh /usage: sh /p' "$0"
}

misuse() {
  echo "$program: $*" >&2
  usage >&2
  exit 2
}

skip() {
  echo "skipped: $*"
  exit 77
}

# What runs, what is being written, and what a script has for itself go with it, however it ends.
runner= beside= part=
work=$(mktemp -d)
clean_up() {
  code=$?
  trap - EXIT HUP INT TERM
  # shellcheck disable=SC2086
  [ -z "$runner$beside" ] || kill $runner $beside 2>/dev/null || true
  rm -rf "$work" ${part:+"$part"}
  exit "$code"
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Elsewhere than on Debian the packages are whoever runs this's to find.
. "$here/packages.sh"
has_dpkg() {
  command -v dpkg-query >/dev/null
}
! has_dpkg || install_packages run >&2 || true

find_plugin() {
  if [ -e "$build/plugin/libgsttelemetry.so" ]; then
    GST_PLUGIN_PATH=$build/plugin${GST_PLUGIN_PATH:+:$GST_PLUGIN_PATH}
    export GST_PLUGIN_PATH
  fi
  gst-inspect-1.0 telemetryoverlay >/dev/null 2>&1
}

build_plugin() {
  [ -z "${TELEMETRY_BUILD_ROOT-}" ] && [ -f "$root/meson.build" ] || return 1
  echo "$program: building the plugin first" >&2
  ! has_dpkg || install_packages build || return 1
  (cd "$root" && configure_build && ninja -C build tools) >&2 && find_plugin
}

find_plugin || build_plugin ||
  fail "the plugin is not there: build it (meson setup build && ninja -C build tools) or install it"
mkdir -p "$out"

# A queue that is never full, for text: where a tee feeds several tracks, one full
# queue would starve the others, and the muxer waits for all of them.
# shellcheck disable=SC2034
roomy='queue max-size-time=0 max-size-bytes=0 max-size-buffers=0'

# What a burned picture is encoded with: by quality, so that no rate is too low for it.
# shellcheck disable=SC2034
encode='x264enc pass=quant quantizer=20 speed-preset=veryfast ! h264parse'

# --strict, wherever it stands: a warning of an element of ours is a failure.
strict=
for argument; do
  shift
  case $argument in
    --strict) strict=--strict ;;
    *) set -- "$@" "$argument" ;;
  esac
done

# Arguments

quote() {
  printf "'%s' " "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"
}

# properties_of ELEMENT: their names, one a line.
properties_of() {
  gst-inspect-1.0 "$1" | awk '/^Element Properties/ { on = 1 } on && /^  [a-z][a-z0-9-]* *:/ { sub(/:$/, "", $1); print $1 }'
}

# is_property WORD: whether it is NAME=VALUE and not the name of a file.
is_property() {
  case $1 in
    *=*) ;;
    *) return 1 ;;
  esac
  case ${1%%=*} in
    '' | *[!a-z0-9-]*) return 1 ;;
  esac
  [ ! -e "$1" ]
}

# read_arguments ELEMENT N WORD ...: at most N words go to word1, word2, ..., in order; PROPERTY=VALUE of
# ELEMENT, wherever it stands, to "$@", by `eval "$arguments"`. Anything else is refused. ELEMENT may
# be none; names behind it are properties that go elsewhere.
read_arguments() {
  wanted_by=${1%% *} known_too=$1 most=$2 n=0 properties=
  shift 2
  word1= word2= word3= word4=
  known=
  for word; do
    case $word in
      -h | --help) usage && exit 0 ;;
      -?*) misuse "unknown option $word" ;;
    esac
    if is_property "$word" && [ "$wanted_by" != none ]; then
      # shellcheck disable=SC2086
      [ -n "$known" ] || known=$(properties_of "$wanted_by" && printf '%s\n' $known_too)
      printf '%s\n' "$known" | grep -qx -- "${word%%=*}" ||
        misuse "$wanted_by has no property ${word%%=*} (gst-inspect-1.0 $wanted_by lists them)"
      properties="$properties$(quote "$word")"
      continue
    fi
    n=$((n + 1))
    [ $n -le "$most" ] || misuse "one argument too many: $word"
    eval "word$n=\$word"
  done
  arguments="set -- $properties"
}

# need_number WORD NAME: refuses what is none.
need_number() {
  case $1 in
    '' | *[!0-9]*) misuse "$2 is a whole number, not $1" ;;
  esac
}

# Files

# extension FILE: in small letters; nothing where it has none.
extension() {
  case ${1##*/} in
    *.*) printf '%s\n' "${1##*.}" | tr '[:upper:]' '[:lower:]' ;;
  esac
}

# stem FILE: without its extension.
stem() {
  case ${1##*/} in
    *.*) printf '%s\n' "${1%.*}" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# begin FILE [INPUT ...]: FILE is made under the name $part beside it, and only whole takes its own.
begin() {
  result=$1
  shift
  [ ! -d "$result" ] || misuse "$result is a folder"
  for input; do
    [ ! "$input" -ef "$result" ] || misuse "$result would be written over what it is made of"
  done
  [ -d "$(dirname "$result")" ] || fail "no folder $(dirname "$result") for $result"
  part=$(dirname "$result")/.$(basename "$result").$$.part
}

finish() {
  mv -f "$part" "$result"
  part=
  echo "$result"
}

# spare_inputs FILE...: none of them, which are to be written, is one that is read, by whatever name.
spare_inputs() {
  for made; do
    for input in "$video" "${telemetry#*=}"; do
      [ ! "$input" -ef "$made" ] || misuse "$made would be written over what it is made of"
    done
  done
}

# begin_folder FOLDER NAME..., finish_folder LAST: the same for several files; they are put where they belong
# when all are made, LAST after all others, and what else is in FOLDER stays. NAMEs are patterns of what is made:
# what would be written over is found before the work.
begin_folder() {
  folder=$1
  [ ! -e "$folder" ] || [ -d "$folder" ] || misuse "$folder is no folder"
  shift
  for name; do
    # shellcheck disable=SC2086
    spare_inputs "$folder"/$name
  done
  mkdir -p "$folder"
  part=$folder/.$program.$$.part
  mkdir "$part"
}

finish_folder() {
  for made in "$part"/*; do
    [ "${made##*/}" = "$1" ] || mv -f "$made" "$folder/"
  done
  mv -f "$part/$1" "$folder/"
  rmdir "$part"
  part=
  echo "$folder/$1"
}

# container FILE: the muxer that its name asks for.
container() {
  case $(extension "$1") in
    mkv) echo matroskamux ;;
    mp4 | m4v) echo 'mp4mux faststart=true' ;;
    mov) echo qtmux ;;
    ts | m2ts | mts) echo mpegtsmux ;;
    *) misuse "$1: its name asks for no known container; .mkv, .mp4, .mov or .ts do" ;;
  esac
}

# Running

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
# and fails where it fails. A shell that is interrupted hears of it while it waits, and ends it.
launch() {
  rm -f "$work/said"
  mkfifo "$work/said"
  warnings <"$work/said" &
  listener=$!
  gst-launch-1.0 "$@" >"$work/said" &
  runner=$!
  status=0
  wait "$runner" || status=1
  runner=
  wait "$listener" || [ "$status" != 0 ] || status=1
  return "$status"
}

# make_footage FILE [SECONDS]: a test card with sound, so that a launch line has
# something to work on.
make_footage() {
  [ ! -e "$1" ] || return 0
  frames=$((${2:-6} * 25))
  launch matroskamux name=mux ! filesink location="$1.$$.part" \
    videotestsrc num-buffers=$frames pattern=gradient foreground-color=0xff406080 ! \
    video/x-raw,width=1280,height=720,framerate=25/1 ! timeoverlay valignment=top ! \
    x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse ! queue ! mux. \
    audiotestsrc num-buffers=$((${2:-6} * 10)) samplesperbuffer=4800 volume=0.1 ! \
    audio/x-raw,rate=48000 ! vorbisenc ! queue ! mux. || { rm -f "$1.$$.part"; return 1; }
  mv "$1.$$.part" "$1"
}

# footage_or FILE: sets video to FILE, or, where that is nothing, to footage that is made.
footage_or() {
  video=${1:-$out/footage.mkv}
  [ -n "$1" ] || make_footage "$video"
  [ -f "$video" ] || fail "no video $video"
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
  [ -e "$1" ] || case $1 in *://*) ;; *) fail "no telemetry $1" ;; esac
  case $(extension "$1") in
    mission) echo "mission=$1" ;;
    *) echo "location=$1" ;;
  esac
}

# sound_caps CODEC: what GStreamer calls what ffprobe calls CODEC.
sound_caps() {
  case $1 in
    aac | mp1 | mp2 | mp3) echo audio/mpeg ;;
    pcm_mulaw) echo audio/x-mulaw ;;
    pcm_alaw) echo audio/x-alaw ;;
    pcm_*) echo audio/x-raw ;;
    adpcm_*) echo audio/x-adpcm ;;
    wma*) echo audio/x-wma ;;
    amr_nb) echo audio/AMR ;;
    amr_wb) echo audio/AMR-WB ;;
    vorbis | opus | flac | ac3 | eac3 | dts | alac | speex) echo "audio/x-$1" ;;
    *) fail "sound of the kind $1 is not known; ffmpeg -i VIDEO -c:v copy -c:a aac NEW.mp4 makes it AAC" ;;
  esac
}

# sound_branches VIDEO RESULT: what takes each sound track from `parse` to `mux`: as it is where the
# container of RESULT takes it, else as AAC. A muxer waits for each of its pads: the ones for sound are there only if sound is.
sound_branches() {
  case $(extension "$2") in
    mkv) taken='audio/mpeg audio/x-vorbis audio/x-opus audio/x-flac audio/x-ac3 audio/x-eac3 audio/x-dts audio/x-raw' ;;
    mov) taken='audio/mpeg audio/x-ac3 audio/x-alac audio/x-raw audio/x-mulaw audio/x-alaw' ;;
    ts | m2ts | mts) taken='audio/mpeg audio/x-ac3 audio/x-dts audio/x-opus' ;;
    *) taken='audio/mpeg audio/x-opus audio/x-ac3 audio/x-alac' ;;
  esac
  kinds=$(ffprobe -v error -select_streams a -show_entries stream=codec_name -of csv=p=0 "$1" | tr -d ,)
  for kind in $kinds; do
    caps=$(sound_caps "$kind") || exit 1
    case " $taken " in
      *" $caps "*) echo "parse. ! capsfilter caps=$caps ! queue ! mux." ;;
      *) echo "parse. ! capsfilter caps=$caps ! decodebin ! audioconvert ! audioresample ! avenc_aac ! aacparse ! queue ! mux." ;;
    esac
  done
}

# write_vtt DURATION LANGUAGE FILE [PROPERTY=VALUE ...]: WebVTT of what mux_arguments read, whose
# cues stand at the top of the picture. Markup is what WebVTT takes for text.
write_vtt() {
  vtt_duration=$1 vtt_language=$2 vtt_file=$3
  shift 3
  launch telemetrysrc "$telemetry" duration="$vtt_duration" "$@" ! \
    telemetrysubtitle ${set_layout:+"$set_layout"} language="$vtt_language" ! text/x-raw,format=pango-markup ! \
    webvttenc ! filesink location="$work/vtt"
  sed '/ --> /s/$/ line:0/' "$work/vtt" >"$vtt_file"
}

# mux_arguments LANGUAGES WORD ...: reads VIDEO TELEMETRY RESULT LANGUAGES PROPERTY=VALUE into video,
# telemetry (a property), word3, languages, what is known of the clip (duration, picture), set_layout,
# and the rest, with frames as seconds, into "$@" by `eval "$arguments"`.
mux_arguments() {
  languages=$1
  shift
  read_arguments 'telemetrysrc layout' 4 "$@"
  case $word4 in
    *[!A-Za-z0-9\ -]*) misuse "languages are codes with blanks between, as in 'en ru', not $word4" ;;
  esac
  languages=${word4:-$languages}
  footage_or "$word1"
  telemetry=$(telemetry_property "${word2:-$example.mission}")
  duration=$(duration_ns "$video")
  picture=$(picture_properties "$video")
  set_layout= placed=
  eval "$arguments"
  for argument; do
    case $argument in
      layout=*) set_layout=$argument ;;
      *) placed="$placed$(quote "$(place_frames "$video" "$argument")")" ;;
    esac
  done
  arguments="set -- $placed"
}

# mux_result FILE CONTAINER ...: begins FILE, whose name has to ask for one of those, and finds the sound.
mux_result() {
  begin "$1" "$video" "${telemetry#*=}"
  shift
  case " $* " in
    *" $(extension "$result") "*) ;;
    *) misuse "$result: this script makes .$1" ;;
  esac
  sound=$(sound_branches "$video" "$result")
}

# burn_card TELEMETRY RESULT PROPERTY=VALUE ...: telemetry on a test card of five seconds.
burn_card() {
  card_telemetry=$(telemetry_property "$1")
  begin "$2" "$1"
  card_mux=$(container "$2")
  shift 2
  # shellcheck disable=SC2086
  launch videotestsrc num-buffers=150 pattern=gradient ! \
    video/x-raw,width=1920,height=1080,framerate=30/1 ! \
    telemetryoverlay "$card_telemetry" "$@" ! \
    $encode ! $card_mux ! filesink location="$part"
  finish
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

# record_klv TELEMETRY SECONDS SINK ...: a clean test card and the telemetry as KLV in one
# MPEG transport stream; live=true is at the pace of the clock.
record_klv() {
  klv_telemetry=$(telemetry_property "$1")
  klv_frames=$(($2 * 25)) klv_duration=$(($2 * 1000000000))
  shift 2
  launch mpegtsmux name=mux alignment=7 ! "$@" \
    videotestsrc is-live="${live:-false}" num-buffers=$klv_frames pattern=gradient foreground-color=0xff406080 ! \
    video/x-raw,width=1280,height=720,framerate=25/1 ! timeoverlay valignment=top ! \
    x264enc tune=zerolatency speed-preset=ultrafast key-int-max=25 ! h264parse config-interval=-1 ! queue ! mux. \
    telemetrysrc "$klv_telemetry" duration=$klv_duration interval=200000000 ! identity sync="${live:-false}" ! \
    telemetryklvenc ! queue ! mux.
}

# has_screen: whether there is one to show a window on.
has_screen() {
  [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]
}

# screen_or_part: what a live picture goes to: a window, or the file that begin was told of.
screen_or_part() {
  if has_screen; then
    echo "videoconvert ! autovideosink"
  else
    echo "videoconvert ! x264enc tune=zerolatency speed-preset=veryfast ! h264parse ! $(container "$result") ! filesink location=$part"
  fi
}

# shown: says where the result is, with a picture of its middle, unless it was shown in a window.
shown() {
  [ -e "$part" ] || { part= && return 0; }
  still=$(stem "$result").png
  ffmpeg -v error -y -ss "$(ffprobe -v error -show_entries format=duration -of csv=p=0 "$part" | awk '{ print $1 * 0.6 }')" \
    -i "$part" -frames:v 1 "$work/still.png"
  mv -f "$work/still.png" "$still"
  mv -f "$part" "$result"
  part=
  echo "$result $still"
}
