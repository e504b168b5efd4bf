/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/decoders.h"
#include "core/decode/json/json-rows.h"
#include "core/decode/text/csv-layout.h"
#include "core/decode/text/lines.h"

#define PROBE_LINES 8

/* Whether a line is one object, and whether arrays are its values: those further inside are no
 * columns (core/decode/json/json-arrays.h). */
static gboolean
is_object (const char *line, gsize length, gboolean *arrays)
{
  TlmJsonReader reader;
  TlmJsonToken token;

  *arrays = FALSE;
  tlm_json_init (&reader, line, length);
  if (tlm_json_next (&reader, &token) != TLM_JSON_OBJECT_BEGIN)
    return FALSE;
  while (reader.depth > 0) {
    if (tlm_json_next (&reader, &token) <= TLM_JSON_ERROR)
      return FALSE;
    *arrays |= token.kind == TLM_JSON_ARRAY_BEGIN && reader.depth == 2;
  }
  return tlm_json_next (&reader, &token) == TLM_JSON_END;
}

/* Two lines that are objects, or only one whose values are no arrays. */
static guint
jsonl_probe (const guint8 *head, gsize length)
{
  const char *text = (const char *) head;
  gsize position = 0, n;
  guint lines = 0, objects = 0;
  gboolean arrays = FALSE;

  while (position < length && lines < PROBE_LINES) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &n);
    if (tlm_csv_is_blank (line, n))
      continue;
    lines++;
    objects += is_object (line, n, &arrays);
  }
  if (objects >= 2)
    return 80;
  return objects == 1 && lines == 1 && !arrays ? 75 : 0;
}

typedef struct {
  TlmJsonRows *rows;
  TlmLines lines;
} Jsonl;

static gpointer
jsonl_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Jsonl *jsonl = g_new0 (Jsonl, 1);

  jsonl->rows = tlm_json_rows_new (log, options, "line");
  return jsonl;
}

static void
jsonl_close (gpointer data)
{
  Jsonl *jsonl = data;

  tlm_json_rows_free (jsonl->rows);
  g_free (jsonl);
}

static void
jsonl_discont (gpointer data)
{
  ((Jsonl *) data)->lines = (TlmLines) { 0 };
}

static gboolean
jsonl_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  Jsonl *jsonl = data;
  TlmCell line;

  while (tlm_lines_next (&jsonl->lines, (const char *) bytes, length, consumed, &line))
    if (!tlm_json_rows_push_line (jsonl->rows, line.text, line.length, error))
      return FALSE;
  return TRUE;
}

static gboolean
jsonl_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Jsonl *jsonl = data;
  TlmCell line;

  if (tlm_lines_last (&jsonl->lines, (const char *) bytes, length, &line) &&
      !tlm_json_rows_push_line (jsonl->rows, line.text, line.length, error))
    return FALSE;
  return tlm_json_rows_finish (jsonl->rows, error);
}

static const TlmFeedClass jsonl_feed = {
  .is_lines = TRUE,
  .open = jsonl_open,
  .consume = jsonl_consume,
  .finish = jsonl_finish,
  .close = jsonl_close,
  .discont = jsonl_discont,
};

const TlmDecoder tlm_decoder_jsonl = {
  .name = "jsonl",
  .description = "JSON Lines: an object a line, application/x-telemetry among them",
  .extensions = "jsonl ndjson json",
  .probe = jsonl_probe,
  .feed = &jsonl_feed,
};
