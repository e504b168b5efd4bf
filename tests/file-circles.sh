#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Which file of a folder calls which, from the symbols of its objects: no circle. TAP;
# $1 is the archive, $2 what the objects of the folder begin with.
set -u
calls=$(nm -A "$1" | awk -v prefix="$2" '
  { split ($0, part, ":"); file = part[2]; sub (/^.*\//, "", file) }
  substr (file, 1, length (prefix)) != prefix { next }
  $(NF - 1) ~ /^[TDRB]$/ { home[$NF] = file; print file, file }
  $(NF - 1) == "U" { wants[++n] = file " " $NF }
  END {
    for (i = 1; i <= n; i++) {
      split (wants[i], pair, " ")
      if (pair[2] in home) print pair[1], home[pair[2]]
    }
  }' | sort -u)
n_files=$(echo "$calls" | awk '{ print $1 }' | sort -u | wc -l)
n_calls=$(echo "$calls" | awk '$1 != $2' | wc -l)

echo "TAP version 13"
echo "1..2"
if [ "$n_files" -gt 10 ] && [ "$n_calls" -gt 10 ]; then echo ok 1 there are files that call each other
else echo "not ok 1 $n_files files, $n_calls of them call another"; fi
circle=$(echo "$calls" | tsort 2>&1 >/dev/null)
if [ -z "$circle" ]; then echo ok 2 no circle; else
  echo not ok 2 no circle
  echo "$circle" | sed 's/^/# /'
fi
