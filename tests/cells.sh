#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A cell carries its own length and may have a NUL inside: no function for C strings
# reads one (core/base/cell.h). TAP; $1 is the source folder.
set -u
cd "$1" || exit 99
echo "TAP version 13"
echo "1..3"

# Slices are variables declared as TlmCell or TlmJsonToken, and in a function whose
# parameters are (const char *NAME, gsize LENGTH) that NAME. Each call of a function
# for C strings is looked at with its arguments, over line ends too.
look='
BEGIN {
  c_string = "(g_)?str(n?cmp|n?casecmp|len|nlen|chr|rchr|str|spn|cspn|pbrk|n?dup|n?cpy|tod|tol|toll|toul|toull|cmp0|_equal|_has_prefix|_has_suffix|split|splitv|strip)|ato(i|f|l|ll)|sscanf|g_ascii_str[a-z0-9]+|g_intern_string|g_string_append|g_str_hash"
}
FNR == 1 { split ("", file); split ("", local); signature = "" }
/^[a-z_0-9]+ \(/ { signature = ""; split ("", local); open = 1 }
open { signature = signature $0; if (/\)$/ || /;$/) { open = 0; parameters(signature) } }
/^}/ { split ("", local) }
!/^ *\*|^\/\*/ {
  line = $0
  while (match (line, /TlmCell \*?[a-z_]+|TlmJsonToken \*?[a-z_]+/)) {
    name = substr (line, RSTART, RLENGTH)
    sub (/.*[ *]/, "", name)
    note(name, file)
    line = substr (line, RSTART + RLENGTH)
  }
  text = pending $0
  pending = ""
  while (match (text, "(^|[^a-z_0-9])(" c_string ") \\(")) {
    call = substr (text, RSTART)
    sub (/^[^a-z]+/, "", call)
    end = close_of(call)
    if (!end) { pending = call " "; break }
    check(substr (call, 1, end))
    text = substr (text, RSTART + RLENGTH)
  }
}
function note(name, set) { if (!(name in set)) { set[name] = 1; n++ } }
function parameters(text,   name) {
  while (match (text, /const char \*[a-z_]+, *gsize (length|n|size)/)) {
    name = substr (text, RSTART, RLENGTH)
    sub (/const char \*/, "", name); sub (/,.*/, "", name)
    note(name, local)
    text = substr (text, RSTART + RLENGTH)
  }
}
function close_of(call,   i, depth, c) {
  for (i = 1; i <= length (call); i++) {
    c = substr (call, i, 1)
    depth += (c == "(") - (c == ")")
    if (c == ")" && depth == 0) return i
  }
  return 0
}
function check(call,   name) {
  for (name in file)
    if (call ~ "(^|[^a-z_0-9])" name "(\\[[^]]*\\])?(\\.|->)text([^a-z_]|$)") { bad(call); return }
  for (name in local)
    if (call ~ "(^|[^a-z_0-9>.])" name "([^a-z_0-9(]|$)") { bad(call); return }
}
function bad(call) { print FILENAME ":" FNR ": " call }
END { print "slices " n + 0 > "/dev/stderr" }
'
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT
# shellcheck disable=SC2046
awk "$look" $(find plugin/core -name '*.c' -path '*/decode/*' -o -name '*.c' -path '*/packets/*' | sort) \
  > "$scratch/found" 2> "$scratch/slices"
slices=$(sed -n 's/^slices //p' "$scratch/slices")

if [ "${slices:-0}" -ge 50 ]; then echo "ok 1 there are slices to look at"; else
  echo "not ok 1 there are slices to look at"
  echo "# found ${slices:-none}: are the cells elsewhere, or called something else?"
  sed 's/^/# /' "$scratch/slices"
fi

# What would be found, so that a pattern that finds nothing is not taken for order.
cat > "$scratch/wrong.c" <<'WRONG'
static gboolean
is_text (TlmCell cell, const char *text)
{
  return strncmp (text, cell.text,
      cell.length) == 0;
}

static char *
keep (const TlmJsonToken *token, TlmCell *cells, guint i)
{
  return g_strndup (cells[i].text, strlen (token->text));
}

static double
number (const char *data, gsize length)
{
  return g_ascii_strtod (data, NULL);
}
WRONG
if [ "$(awk "$look" "$scratch/wrong.c" 2> /dev/null | grep -c .)" -eq 4 ]; then
  echo "ok 2 each kind of mistake is found"
else
  echo "not ok 2 each kind of mistake is found"
  awk "$look" "$scratch/wrong.c" 2>&1 | sed 's/^/# /'
fi

if [ -s "$scratch/found" ]; then
  echo "not ok 3 no function for C strings reads a cell"
  sed 's/^/# /' "$scratch/found"
else
  echo "ok 3 no function for C strings reads a cell"
fi
