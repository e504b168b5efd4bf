/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-groups.h"

#include <string.h>

#include "core/base/limits.h"

#define MAX_NUMBER 48

/* What one cell says of its column. */
typedef enum {
  CELL_NOTHING,
  CELL_EITHER,             /* 1.051: thousands or a fraction */
  CELL_GROUPS,             /* 1.051,0 or 1.234.567 */
  CELL_OTHERWISE           /* 48.1371 beside commas: no thousands */
} CellKind;

/* Blanks and marks that are never anything else within a number: blank, apostrophe, U+00A0,
 * U+2009, U+202F, U+2019. */
static const char *const marks[] = { " ", "'", "\xc2\xa0", "\xe2\x80\x89", "\xe2\x80\xaf",
  "\xe2\x80\x99" };

/* Bytes of the mark at P, of group GROUP; 0 for none. */
static gsize
mark_at (const char *p, const char *end, char group)
{
  if (group != ' ')
    return *p == group;
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    gsize n = strlen (marks[i]);
    if ((gsize) (end - p) >= n && memcmp (p, marks[i], n) == 0)
      return n;
  }
  return 0;
}

static gsize
digits_at (const char *p, const char *end)
{
  const char *start = p;

  while (p < end && g_ascii_isdigit (*p))
    p++;
  return (gsize) (p - start);
}

/* Takes CELL apart: DIGITS receives the number without its groups. */
static CellKind
classify (TlmCell cell, char group, char point, char *digits)
{
  TlmCell trimmed = tlm_cell_trim (cell);
  const char *p = trimmed.text, *end = p + trimmed.length;
  char *out = digits;
  gsize n, mark, groups = 0;
  gboolean has_point = FALSE, is_nought;

  if (trimmed.length == 0 || trimmed.length >= MAX_NUMBER)
    return CELL_NOTHING;
  if (*p == '-' || *p == '+')
    *out++ = *p++;
  n = digits_at (p, end);
  is_nought = n > 0 && *p == '0';
  if (n == 0)
    return CELL_NOTHING;
  memcpy (out, p, n);
  out += n;
  p += n;
  while (p < end && (mark = mark_at (p, end, group)) > 0) {
    gsize more = digits_at (p + mark, end);
    if (more != 3 || n > 3 || is_nought)
      return group == ' ' ? CELL_NOTHING : CELL_OTHERWISE;
    memcpy (out, p + mark, more);
    out += more;
    p += mark + more;
    groups++;
  }
  if (p < end && *p == point) {
    has_point = TRUE;
    *out++ = *p++;
    n = digits_at (p, end);
    memcpy (out, p, n);
    out += n;
    p += n;
  }
  *out = '\0';
  if (p != end)
    return CELL_NOTHING;
  if (groups == 0)
    return CELL_NOTHING;
  return group == ' ' || has_point || groups > 1 ? CELL_GROUPS : CELL_EITHER;
}

/* Of one column. */
typedef struct {
  gboolean groups, otherwise;
} Evidence;

static void
take_line (Evidence *evidence, TlmCell *cells, guint most, const char *line, gsize length,
    const TlmCsvLayout *layout, char group)
{
  char digits[MAX_NUMBER + 1];
  guint n = MIN (tlm_csv_split (line, length, layout->delimiter, cells, most), most);

  for (guint i = 0; i < n; i++) {
    CellKind kind = classify (cells[i], group, layout->point, digits);
    evidence[i].groups |= kind == CELL_GROUPS;
    evidence[i].otherwise |= kind == CELL_OTHERWISE;
  }
}

/* Whether FIRST, the first byte of a mark, stands after a digit. */
static gboolean
follows_digit (const char *data, gsize length, char first)
{
  const char *end = data + length;

  for (const char *p = data; (p = memchr (p, first, (gsize) (end - p))); p++)
    if (p > data && g_ascii_isdigit (p[-1]) && p + 1 < end && mark_at (p, end, ' ') > 0 &&
        p + mark_at (p, end, ' ') < end && g_ascii_isdigit (p[mark_at (p, end, ' ')]))
      return TRUE;
  return FALSE;
}

static gboolean
has_mark (const char *data, gsize length, char group)
{
  if (group != ' ')
    return memchr (data, group, length) != NULL;
  return follows_digit (data, length, ' ') || follows_digit (data, length, '\'') ||
      follows_digit (data, length, '\xc2') || follows_digit (data, length, '\xe2');
}

/* One kind of group, over all lines. */
static void
look (char *found, guint most, guint *n, const char *data, gsize length, const TlmCsvLayout *layout,
    char group)
{
  g_autofree Evidence *evidence = NULL;
  g_autofree TlmCell *cells = NULL;
  gsize position = 0, line_length;

  if (!has_mark (data, length, group))
    return;
  evidence = g_new0 (Evidence, most);
  cells = g_new (TlmCell, most);
  while (position < length) {
    const char *line = data + position;
    position = tlm_csv_line_end (data, length, position, &line_length);
    /* Between commas only what stands in quotes can have one. */
    if (line_length <= tlm_limit (TLM_LIMIT_LINE_BYTES) && has_mark (line, line_length, group) &&
        (group != layout->delimiter || memchr (line, '"', line_length)))
      take_line (evidence, cells, most, line, line_length, layout, group);
  }
  for (guint i = 0; i < most; i++) {
    if (!evidence[i].groups || evidence[i].otherwise || found[i])
      continue;
    found[i] = group;
    *n = MAX (*n, i + 1);
  }
}

char *
tlm_csv_groups_find (const char *data, gsize length, const TlmCsvLayout *layout, guint *n)
{
  /* No more cells than bytes, and one: a small file asks for little. */
  const guint most = (guint) MIN (tlm_limit (TLM_LIMIT_COLUMNS), (guint64) length + 1);
  g_autofree char *found = g_malloc0 (most);
  char other = layout->point == ',' ? '.' : ',';

  g_return_val_if_fail (data != NULL && layout != NULL && n != NULL, NULL);
  *n = 0;
  if (other != layout->delimiter || memchr (data, '"', length))
    look (found, most, n, data, length, layout, other);
  if (layout->delimiter != ' ')
    look (found, most, n, data, length, layout, ' ');
  return *n > 0 ? g_steal_pointer (&found) : NULL;
}

TlmCell
tlm_csv_ungroup (TlmCell cell, char group, char point, GStringChunk *buffer)
{
  char digits[MAX_NUMBER + 1];
  CellKind kind = cell.text ? classify (cell, group, point, digits) : CELL_NOTHING;

  if (kind != CELL_GROUPS && kind != CELL_EITHER)
    return cell;
  return (TlmCell) { g_string_chunk_insert (buffer, digits), strlen (digits) };
}
