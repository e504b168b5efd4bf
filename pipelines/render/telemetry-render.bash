# SPDX-License-Identifier: LGPL-2.1-or-later
# Completion of telemetry-render's options, read from its own help.
_telemetry_render() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} options
  case $before in
    --layout | -l)
      mapfile -t COMPREPLY < <(compgen -f -W 'webcast minimal' -- "$word")
      return
      ;;
    --mission | -m) mapfile -t COMPREPLY < <(compgen -f -X '!*.mission' -- "$word"; compgen -d -- "$word") && return ;;
  esac
  if [[ $word == -* ]]; then
    options=$(telemetry-render --help 2>/dev/null | grep -oE -- '--[a-z-]+')
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -o filenames -F _telemetry_render telemetry-render
