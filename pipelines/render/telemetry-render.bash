# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of telemetry-render for bash: options as the program lists them, its values, files.
_telemetry_render() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words='' files='' name=''
  # Bash takes --burn=FILE and --layout=NAME apart at the equals sign.
  if [[ $word == '=' ]]; then
    word='' name=$before
  elif [[ $before == '=' ]]; then
    name=${COMP_WORDS[COMP_CWORD - 2]}
  else
    name=$before
  fi
  COMPREPLY=()
  case $name in
    --layout | -l) words='broadcast club cockpit console data docking film hud lower-third minimal soyuz station tracking webcast' files='!*.layout' ;;
    --encoder | -e) words='x264 openh264 x265 vp9 prores ffv1 qtrle va-h264 va-h265 nv-h264 nv-h265 qsv-h264 qsv-h265 v4l2-h264' ;;
    --languages) words='de en es fr ja ru zh' ;;
    --segments) words='auto 2 4 8' ;;
    --mission | -m) files='!*.mission' ;;
    --manifest) files='!*.@(csv|manifest)' ;;
    --subtitles) files='!*.@(srt|vtt|ass)' ;;
    --set | -s | --sync | --liftoff-at | --footage-start | --jobs | -j | --only | --segment) return ;;
    *)
      [[ $word != -* ]] || words=$("${COMP_WORDS[0]}" --help 2>/dev/null | sed -nE 's/^  (-., )?(--[a-z-]+).*/\2/p')
      [[ -n $words ]] || files='-' ;;
  esac
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  [[ $files != - ]] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
  if [[ -n $files && $files != - ]]; then
    shopt -q extglob && local had=1
    shopt -s extglob
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X "$files" -- "$word"; compgen -d -- "$word")
    [[ -n ${had-} ]] || shopt -u extglob
  fi
}
complete -o filenames -F _telemetry_render telemetry-render
