# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of telemetry-inspect for bash: options as the program lists them, names of layouts, files.
_telemetry_inspect()
{
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words=
  COMPREPLY=()
  case $before in
    -l | --layout)
      local folder
      for folder in /usr/local/share /usr/share; do
        words+=" $(cd "$folder/gst-telemetry/layouts" 2>/dev/null && printf '%s ' *.layout)"
      done
      words=${words//.layout/} ;;
    --format) words='ffmetadata edl otio fcpxml7 csv' ;;
    --language) words='de en es fr ja ru zh' ;;
  esac
  if [[ -z $words && $word == -* ]]; then
    words=$("${COMP_WORDS[0]}" --help 2>/dev/null | grep -oE -- '(^| )--[a-z-]+' | sort -u)
  fi
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -o bashdefault -F _telemetry_inspect telemetry-inspect
