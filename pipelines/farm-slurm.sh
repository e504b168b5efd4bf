#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Renders a manifest on a Slurm cluster whose nodes see the same files: an array with a task for each clip, or for
# several where the cluster's arrays are smaller (MaxArraySize of slurm.conf, 1001 unless set),
# and one task after them that makes what is missing and says how all ended. With --segments N each clip is N tasks,
# one for each segment, and the one after them joins. A task whose node dies is put
# back into the queue; what is up to date is left, so that the same line can be given again.
# With --force each task makes its clips anew, and the one after them what is missing.
#   sh farm-slurm.sh MANIFEST [OPTION ...]
# OPTIONs are telemetry-render's. In the environment: SBATCH_OPTIONS for sbatch (as in "--cpus-per-task=4
# --time=30"), MOST for how many tasks at once, FARM_LOGS for where they write (build/out/farm, or $OUT/farm).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=${TELEMETRY_BUILD_ROOT:-$(dirname "$here")/build}
logs=${FARM_LOGS:-${OUT:-$build/out}/farm}

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

case ${1--} in
  -*) echo "usage: sh farm-slurm.sh MANIFEST [OPTION ...]; OPTIONs are telemetry-render's" >&2; exit 2 ;;
esac
command -v sbatch >/dev/null || fail "no sbatch: install slurm-client, or use GNU parallel (telemetry-render --help)"
if [ -x "$build/pipelines/render/telemetry-render" ]; then
  tool=$build/pipelines/render/telemetry-render
  GST_PLUGIN_PATH=$build/plugin${GST_PLUGIN_PATH:+:$GST_PLUGIN_PATH}
  export GST_PLUGIN_PATH
else
  tool=$(command -v telemetry-render) || fail "no telemetry-render: build it or install it"
fi

# Each argument in quotes of the shell, for the script that a task runs. The dot keeps line feeds at its end.
quoted() {
  for argument; do
    text=$(printf '%s.' "$argument" | sed "s/'/'\\\\''/g")
    printf "'%s' " "${text%.}"
  done
}

manifest=$(realpath "$1" && echo .)
manifest=${manifest%?.}
shift
segments=1 force='' before=''
for argument; do
  case $before,$argument in
    --segments,*) segments=$argument ;;
    *,--segments=*) segments=${argument#*=} ;;
  esac
  case $argument in
    --force | -f) force=yes ;;
    -f?* | -[nq]*f*) fail "$argument: give -f by itself, as the last task goes without it" ;;
    --only | --only=* | --segment | --segment=*) fail "${argument%%=*}: each task says its own; name fewer clips in the manifest" ;;
  esac
  before=$argument
done
case $segments in
  '' | 0 | *[!0-9]*) fail "--segments $segments: a farm needs a number, which all tasks share; as in --segments 8" ;;
esac
[ "$segments" -eq 1 ] || [ -z "$force" ] ||
  fail "--force with --segments $segments: each task would take away what others made; remove the outputs instead"
# The number alone, whatever the tasks are to say.
count() {
  for option; do
    shift
    [ "$option" = --json ] || set -- "$@" "$option"
  done
  "$tool" --manifest "$manifest" "$@" --count
}
# What the tasks made anew is up to date for the last one.
unforced() {
  for option; do
    shift
    case $option in --force | -f) ;; *) set -- "$@" "$option" ;; esac
  done
  quoted "$tool" --manifest "$manifest" "$@"
}
number=$(count "$@")
[ "$number" -gt 0 ] || fail "no clip in $manifest"
command=$(quoted "$tool" --manifest "$manifest" "$@")
last=$(unforced "$@")
mkdir -p "$logs"
# sbatch puts numbers in for what stands behind a % in a name.
logs_name=$(printf '%s.' "$logs" | sed 's/%/%%/g')
logs_name=${logs_name%.}
limit=$(scontrol show config 2>/dev/null | sed -n 's/^MaxArraySize *= *\([0-9][0-9]*\).*/\1/p')
# Indices are smaller than the limit, and the first here is 1.
limit=$((${limit:-1001} - 1))
[ "$limit" -ge 1 ] || fail "this cluster takes no arrays (MaxArraySize); use GNU parallel (telemetry-render --help)"
units=$((number * segments))
each=$(((units + limit - 1) / limit))
tasks=$(((units + each - 1) / each))

# submit NAME COMMAND OPTION...: gives the number of the job.
submit() {
  name=$1 line=$2
  shift 2
  # shellcheck disable=SC2086
  printf '#!/bin/sh\n%s\n' "$line" | sbatch --parsable --requeue --job-name="$name" --chdir="$PWD" "$@" ${SBATCH_OPTIONS:-}
}

# shellcheck disable=SC2016
span='first=$((($SLURM_ARRAY_TASK_ID - 1) * '$each' + 1))
last=$(($SLURM_ARRAY_TASK_ID * '$each' < '$units' ? $SLURM_ARRAY_TASK_ID * '$each' : '$units'))
'
if [ "$segments" -eq 1 ]; then
  # shellcheck disable=SC2016
  work='exec '$command'--jobs 1 --only "$first-$last"'
else
  # shellcheck disable=SC2016
  work='status=0
while [ "$first" -le "$last" ]; do
  '$command'--jobs 1 --only $(((first - 1) / '$segments' + 1)) --segment $(((first - 1) % '$segments' + 1)) || status=$?
  first=$((first + 1))
done
exit $status'
fi
array=$(submit telemetry-render "$span$work" --array="1-$tasks${MOST:+%$MOST}" \
  --output="$logs_name/clip-%a.log" --open-mode=append)
last=$(submit telemetry-join "exec $last" --dependency="afterany:${array%%;*}" --output="$logs_name/all.log")
echo "$number clips in $tasks tasks as job $array, then $last; logs in $logs"
