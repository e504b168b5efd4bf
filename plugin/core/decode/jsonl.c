/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/csv-layout.h"
#include "core/decode/decoders.h"
#include "core/decode/json-rows.h"

#define PROBE_LINES 8

/* Whether a line is one object, and whether it holds arrays. */
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
    *arrays |= token.kind == TLM_JSON_ARRAY_BEGIN;
  }
  return tlm_json_next (&reader, &token) == TLM_JSON_END;
}

/* Two lines that are objects, or only one and no arrays in it. */
guint
tlm_jsonl_probe (const guint8 *head, gsize length)
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

gboolean
tlm_jsonl_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  g_autoptr (TlmJsonRows) rows = tlm_json_rows_new (log, options, "line");
  const char *text = (const char *) data;
  gsize position = 0, n;

  while (position < length) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &n);
    if (!tlm_json_rows_push_line (rows, line, n, error))
      return FALSE;
  }
  return tlm_json_rows_finish (rows, error);
}
