/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-layout.h"

#include <string.h>

#include "core/decode/table/decimal.h"
#include "core/time/text.h"

#define HEAD_BYTES 65536
#define HEAD_LINES 64
/* So many are looked at however long they are. */
#define FEW_LINES 4
#define HEAD_CELLS 256

static const char delimiters[] = { ';', '\t', '|', ',', ' ' };

/* The first lines, comments kept apart. */
typedef struct {
  TlmCell lines[HEAD_LINES];
  guint n;
  char delimiter;           /* that the first line says, or '\0' */
} Head;

/* Looks in short pieces, so that a file with CR only is not searched to its end
 * for each line. */
static gsize
find_line_end (const char *data, gsize length, gsize position)
{
  for (gsize step = 128; position < length; position += step) {
    gsize n = MIN (length - position, step);
    const char *lf = memchr (data + position, '\n', n);
    const char *cr = memchr (data + position, '\r', lf ? (gsize) (lf - data) - position : n);
    if (cr || lf)
      return (gsize) ((cr ? cr : lf) - data);
  }
  return length;
}

gsize
tlm_csv_line_end (const char *data, gsize length, gsize position, gsize *line_length)
{
  gsize end = find_line_end (data, length, position);

  *line_length = end - position;
  if (end == length)
    return length;
  return end + (data[end] == '\r' && end + 1 < length && data[end + 1] == '\n' ? 2 : 1);
}

gboolean
tlm_csv_is_blank (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;
  return TRUE;
}

gsize
tlm_csv_comment_mark (const char *line, gsize length)
{
  gsize i = 0, mark;

  while (i < length && (line[i] == ' ' || line[i] == '\t'))
    i++;
  mark = i;
  while (i < length && (line[i] == '#' || line[i] == '%'))
    i++;
  if (i == mark && i + 1 < length && line[i] == '/' && line[i + 1] == '/')
    i += 2;
  if (i == mark)
    return 0;
  while (i < length && line[i] == ' ')
    i++;
  return i;
}

static inline void
put_cell (TlmCell *cells, guint capacity, guint n, const char *text, const char *end)
{
  if (n < capacity)
    cells[n] = (TlmCell) { text, (gsize) (end - text) };
}

/* The end of a quoted cell whose quote stands at P, or NULL. */
static const char *
quote_end (const char *p, const char *end)
{
  for (p++; p < end; p++) {
    if (*p != '"')
      continue;
    if (p + 1 == end || p[1] != '"')
      return p;
    p++;
  }
  return NULL;
}

static guint
split_blanks (const char *line, gsize length, TlmCell *cells, guint capacity)
{
  const char *p = line, *end = line + length, *start;
  guint n = 0;

  while (TRUE) {
    while (p < end && (*p == ' ' || *p == '\t'))
      p++;
    if (p == end)
      return n;
    start = p;
    if (*p == '"') {
      p = quote_end (p, end);
      if (!p)
        return 0;
      put_cell (cells, capacity, n++, start + 1, p++);
      continue;
    }
    while (p < end && *p != ' ' && *p != '\t')
      p++;
    put_cell (cells, capacity, n++, start, p);
  }
}

/* A cell that begins with a quote: it ends at the delimiter after the other
 * quote. Returns that delimiter or END; NULL when the quote is not closed. */
static const char *
split_quoted (const char *start, const char *end, char delimiter, TlmCell *cell)
{
  const char *p = start, *quote;

  while (*p == ' ')
    p++;
  quote = quote_end (p, end);
  if (!quote)
    return NULL;
  *cell = (TlmCell) { p + 1, (gsize) (quote - p - 1) };
  p = memchr (quote, delimiter, (gsize) (end - quote));
  return p ? p : end;
}

static inline gboolean
begins_with_quote (const char *p, const char *end)
{
  while (p < end && *p == ' ')
    p++;
  return p < end && *p == '"';
}

guint
tlm_csv_split (const char *line, gsize length, char delimiter, TlmCell *cells, guint capacity)
{
  const char *p = line, *end = line + length, *stop;
  guint n = 0;
  TlmCell cell;

  if (delimiter == ' ')
    return split_blanks (line, length, cells, capacity);
  while (TRUE) {
    if (begins_with_quote (p, end)) {
      stop = split_quoted (p, end, delimiter, &cell);
      if (!stop)
        return 0;
      put_cell (cells, capacity, n++, cell.text, cell.text + cell.length);
    } else {
      for (stop = p; stop < end && *stop != delimiter; stop++);
      put_cell (cells, capacity, n++, p, stop);
    }
    if (stop == end)
      return n;
    p = stop + 1;
  }
}

static gboolean
is_value (TlmCell cell)
{
  double number;
  TlmClock clock;
  gint64 ns;

  if (cell.length == 0 || cell.length > 64)
    return FALSE;
  if (tlm_decimal_parse (cell.text, cell.length, '.', &number) == TLM_DECIMAL_NUMBER ||
      tlm_decimal_parse (cell.text, cell.length, ',', &number) == TLM_DECIMAL_NUMBER)
    return TRUE;
  return memchr (cell.text, ':', cell.length) && g_ascii_isdigit (cell.text[cell.length / 2]) &&
      tlm_time_parse (cell.text, (gssize) cell.length, TLM_SCALE_UTC, &clock, &ns, NULL);
}

gboolean
tlm_csv_is_data (const TlmCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    if (is_value (cells[i]) || tlm_cell_equal_case (cells[i], "nan"))
      return TRUE;
  return FALSE;
}

gboolean
tlm_csv_is_separator (const char *line, gsize length, char *delimiter)
{
  while (length > 0 && (line[length - 1] == '\r' || line[length - 1] == ' ') && length > 5)
    length--;
  if (length != 5 || !tlm_cell_equal_case ((TlmCell) { line, 4 }, "sep=") ||
      g_ascii_isalnum (line[4]))
    return FALSE;
  *delimiter = line[4];
  return TRUE;
}

static void
read_head (Head *head, const char *data, gsize length)
{
  gsize position = 0, n;

  *head = (Head) { 0 };
  while (position < length && head->n < HEAD_LINES && (position < HEAD_BYTES || head->n < FEW_LINES)) {
    TlmCell line = { data + position, 0 };
    position = tlm_csv_line_end (data, length, position, &n);
    line.length = n;
    if (tlm_csv_is_blank (line.text, n))
      continue;
    if (head->n == 0 && tlm_csv_is_separator (line.text, n, &head->delimiter))
      continue;
    if (tlm_csv_comment_mark (line.text, n) == 0)
      head->lines[head->n++] = line;
  }
  if (position >= length && length >= HEAD_BYTES && head->n > 2)
    head->n--;
}

/* How many lines split as the most of them do, into two cells or more: the
 * count that most of the lines have. */
static guint
count_alike (const Head *head, char delimiter, guint *columns)
{
  guint counts[HEAD_LINES], best = 0;

  *columns = 0;
  for (guint i = 0; i < head->n; i++)
    counts[i] = tlm_csv_split (head->lines[i].text, head->lines[i].length, delimiter, NULL, 0);
  for (guint i = 0; i < head->n; i++) {
    guint alike = 0;
    for (guint j = 0; j < head->n; j++)
      alike += counts[j] == counts[i];
    if (counts[i] >= 2 && alike > best) {
      best = alike;
      *columns = counts[i];
    }
  }
  return best;
}

/* Numbers among the cells of the lines, read with a point. */
static guint
count_numbers (const Head *head, char delimiter, char point, gboolean fraction)
{
  TlmCell cells[HEAD_CELLS];
  guint n = 0;
  double number;

  for (guint i = 0; i < head->n; i++) {
    guint n_cells = tlm_csv_split (head->lines[i].text, head->lines[i].length, delimiter, cells,
        HEAD_CELLS);
    for (guint j = 0; j < MIN (n_cells, HEAD_CELLS); j++)
      n += tlm_decimal_parse (cells[j].text, cells[j].length, point, &number) ==
          TLM_DECIMAL_NUMBER && (!fraction || memchr (cells[j].text, point, cells[j].length));
  }
  return n;
}

static gboolean
has_values (const Head *head, char delimiter)
{
  TlmCell cells[HEAD_CELLS];

  for (guint i = 0; i < head->n; i++) {
    guint n = tlm_csv_split (head->lines[i].text, head->lines[i].length, delimiter, cells,
        HEAD_CELLS);
    if (tlm_csv_is_data (cells, MIN (n, HEAD_CELLS)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_text (const char *data, gsize length)
{
  for (gsize i = 0; i < MIN (length, HEAD_BYTES); i++)
    if ((guchar) data[i] < 0x20 && !g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

/* Of delimiters that split as many lines alike, the one that is rarer in text
 * and numbers comes first in the table. */
static guint
choose_delimiter (const Head *head, char *delimiter)
{
  guint best = 0, columns, best_columns = 0;

  *delimiter = ',';
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++) {
    guint alike = count_alike (head, delimiters[i], &columns);
    if (alike > best) {
      best = alike;
      best_columns = columns;
      *delimiter = delimiters[i];
    }
  }
  return best_columns;
}

TlmCsvLayout
tlm_csv_layout_find (const char *data, gsize length)
{
  TlmCsvLayout layout = { .delimiter = ',', .point = '.' };
  Head head;
  guint columns;

  read_head (&head, data, length);
  if (head.n == 0)
    return layout;
  columns = choose_delimiter (&head, &layout.delimiter);
  if (head.delimiter) {
    layout.delimiter = head.delimiter;
    count_alike (&head, head.delimiter, &columns);
  }
  layout.columns = columns;
  if (layout.delimiter != ',' &&
      count_numbers (&head, layout.delimiter, ',', TRUE) >
      count_numbers (&head, layout.delimiter, '.', TRUE))
    layout.point = ',';
  if (columns >= 2 && is_text (data, length) && has_values (&head, layout.delimiter))
    layout.score = layout.delimiter == ' ' ? 30 : 50;
  return layout;
}
