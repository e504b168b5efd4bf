/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/decoders.h"
#include "core/decode/text/csv-groups.h"
#include "core/decode/text/csv-reader.h"
#include "core/decode/text/lines.h"

static guint
csv_probe (const guint8 *head, gsize length)
{
  return tlm_csv_layout_find ((const char *) head, length).score;
}

/* The layout of a stream is found from exactly so many lines, or bytes when they are long, however they
 * come in: from few where somebody looks on, as more of them take their time. That of a file is found
 * from its beginning (core/decode/text/csv-layout.h). */
#define LIVE_LINES 4
#define STREAM_LINES 16
#define LAYOUT_BYTES 65536

typedef struct {
  TlmLog *log;
  TlmDecodeOptions *options;
  TlmCsvReader *reader;    /* once the layout is known */
  gsize looked_at;
  TlmLines lines;
} Csv;

static gpointer
csv_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Csv *csv = g_new0 (Csv, 1);

  csv->log = log;
  csv->options = tlm_decode_options_copy (options);
  return csv;
}

static void
csv_close (gpointer data)
{
  Csv *csv = data;

  tlm_csv_reader_free (csv->reader);
  tlm_decode_options_free (csv->options);
  g_free (csv);
}

static void
csv_discont (gpointer data)
{
  Csv *csv = data;

  csv->looked_at = 0;
  csv->lines = (TlmLines) { 0 };
}

/* Whether there is enough to find the layout from: the first HEAD bytes. */
static gboolean
is_enough (Csv *csv, const char *text, gsize length, gsize *head)
{
  const guint most = csv->log->is_live ? LIVE_LINES : STREAM_LINES;
  gsize position = 0, n, looked_at = csv->looked_at;
  guint lines = 0;

  csv->looked_at = length;
  *head = length;
  if (!csv->log->is_stream)
    return TRUE;
  if (length < LAYOUT_BYTES && !memchr (text + looked_at, '\n', length - looked_at) &&
      !memchr (text + looked_at, '\r', length - looked_at))
    return FALSE;
  length = MIN (length, LAYOUT_BYTES);
  while (position < length && lines < most) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &n);
    lines += line + n < text + length && !tlm_csv_is_blank (line, n) &&
        tlm_csv_comment_mark (line, n) == 0;
  }
  *head = lines == most ? position : length;
  return lines == most || length == LAYOUT_BYTES;
}

static void
find_layout (Csv *csv, const char *text, gsize length)
{
  TlmCsvLayout layout = tlm_csv_layout_find (text, length), comma = layout;
  guint n = 0, n_comma = 0;
  char *groups = tlm_csv_groups_find (text, length, &layout, &n);

  /* Where every number has thousands only they tell that the comma is for fractions. */
  comma.point = ',';
  if (!groups && layout.point == '.' && layout.delimiter != ',') {
    groups = tlm_csv_groups_find (text, length, &comma, &n_comma);
    if (groups) {
      layout = comma;
      n = n_comma;
    }
  }
  csv->reader = tlm_csv_reader_new (csv->log, &layout, csv->options);
  tlm_csv_reader_set_head (csv->reader, text, length);
  if (groups)
    tlm_csv_reader_take_groups (csv->reader, groups, n);
}

static gboolean
csv_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Csv *csv = data;
  const char *text = (const char *) bytes;
  TlmCell line;
  gsize head;

  if (!csv->reader && !is_enough (csv, text, length, &head))
    return TRUE;
  if (!csv->reader)
    find_layout (csv, text, head);
  while (tlm_lines_next (&csv->lines, text, length, consumed, &line))
    if (!tlm_csv_reader_push_line (csv->reader, line.text, line.length, error))
      return FALSE;
  return TRUE;
}

static gboolean
csv_settle (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Csv *csv = data;
  gsize whole = length;

  while (whole > 0 && bytes[whole - 1] != '\n')
    whole--;
  if (csv->reader || whole == 0)
    return TRUE;
  find_layout (csv, (const char *) bytes, whole);
  return csv_consume (csv, bytes, length, consumed, error);
}

static gboolean
csv_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Csv *csv = data;
  const char *text = (const char *) bytes;
  gsize position = 0;
  TlmCell line;

  if (!csv->reader) {
    find_layout (csv, text, length);
    if (!csv_consume (csv, bytes, length, &position, error))
      return FALSE;
  }
  if (tlm_lines_last (&csv->lines, text + position, length - position, &line)) {
    if (!tlm_csv_reader_push_line (csv->reader, line.text, line.length, error))
      return FALSE;
    tlm_log_note (csv->log, "the last line has no end: it may have been cut");
  }
  return tlm_csv_reader_finish (csv->reader, error);
}

static const TlmFeedClass csv_feed = {
  .is_lines = TRUE,
  .open = csv_open,
  .consume = csv_consume,
  .finish = csv_finish,
  .close = csv_close,
  .discont = csv_discont,
  .settle = csv_settle,
};

const TlmDecoder tlm_decoder_csv = {
  .name = "csv",
  .description = "table of text: comma, semicolon, tab or blanks between columns with names",
  .extensions = "csv tsv txt dat log",
  .probe = csv_probe,
  .feed = &csv_feed,
};
