/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/decode/decoders.h"
#include "core/decode/json/json-arrays.h"
#include "core/decode/json/json-rows.h"

/* What the first value is made of. */
typedef enum {
  SHAPE_BROKEN,
  SHAPE_ARRAY,     /* [ … ] */
  SHAPE_RECORD,    /* { } with no array in it */
  SHAPE_ARRAYS,    /* { "key": [ scalars */
  SHAPE_WRAPPED    /* { "key": [ { */
} Shape;

static guint
json_probe (const guint8 *head, gsize length)
{
  TlmJsonReader reader;
  TlmJsonToken token;

  tlm_json_init (&reader, (const char *) head, length);
  switch (tlm_json_next (&reader, &token)) {
    case TLM_JSON_OBJECT_BEGIN:
      return tlm_json_next (&reader, &token) == TLM_JSON_KEY ? 70 : 10;
    case TLM_JSON_ARRAY_BEGIN:
      return tlm_json_next (&reader, &token) == TLM_JSON_OBJECT_BEGIN ? 70 : 10;
    default:
      return 0;
  }
}

/* Looks into an object whose BEGIN was read, up to its first array. For one of
 * objects, READER is left after that array's BEGIN. */
static Shape
find_object_shape (TlmJsonReader *reader)
{
  TlmJsonReader ahead = *reader, inside;
  TlmJsonToken token;

  while (ahead.depth > 0) {
    if (tlm_json_next (&ahead, &token) <= TLM_JSON_ERROR)
      return SHAPE_RECORD;
    if (token.kind == TLM_JSON_OBJECT_BEGIN && !tlm_json_skip (&ahead))
      return SHAPE_RECORD;
    if (token.kind != TLM_JSON_ARRAY_BEGIN)
      continue;
    inside = ahead;
    if (tlm_json_next (&inside, &token) == TLM_JSON_OBJECT_BEGIN) {
      *reader = ahead;
      return SHAPE_WRAPPED;
    }
    return SHAPE_ARRAYS;
  }
  return SHAPE_RECORD;
}

static Shape
find_shape (TlmJsonReader *reader)
{
  TlmJsonToken token;

  switch (tlm_json_next (reader, &token)) {
    case TLM_JSON_ARRAY_BEGIN:
      return SHAPE_ARRAY;
    case TLM_JSON_OBJECT_BEGIN:
      return find_object_shape (reader);
    default:
      return SHAPE_BROKEN;
  }
}

static void
count_break (TlmLog *log, const TlmJsonReader *reader)
{
  if (tlm_json_error (reader))
    tlm_log_bad (log, "line %" G_GUINT64_FORMAT ", byte %" G_GSIZE_FORMAT ": %s",
        tlm_json_line (reader, reader->position), reader->position + 1, tlm_json_error (reader));
}

/* Objects one after another, in an array or at the top, of which INSIDE says
 * that the first BEGIN was read. */
static gboolean
decode_objects (TlmLog *log, TlmJsonReader *reader, gboolean inside,
    const TlmDecodeOptions *options, GError **error)
{
  g_autoptr (TlmJsonRows) rows = tlm_json_rows_new (log, options, "object");
  guint depth = reader->depth;
  guint64 n = 1;
  TlmJsonToken token;

  if (inside && !tlm_json_rows_push (rows, reader, n++, error))
    return FALSE;
  while (tlm_json_next (reader, &token) > TLM_JSON_ERROR) {
    if (token.kind == TLM_JSON_OBJECT_BEGIN) {
      if (!tlm_json_rows_push (rows, reader, n++, error))
        return FALSE;
      continue;
    }
    if (reader->depth < depth)
      break;
    tlm_log_bad (log, "element %" G_GUINT64_FORMAT ": no object with a key for each value", n);
    n++;
    if (token.kind == TLM_JSON_ARRAY_BEGIN && !tlm_json_skip (reader))
      break;
  }
  count_break (log, reader);
  return tlm_json_rows_finish (rows, error);
}

static gboolean
json_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  TlmJsonReader reader;

  tlm_json_init (&reader, (const char *) data, length);
  switch (find_shape (&reader)) {
    case SHAPE_ARRAY:
    case SHAPE_WRAPPED:
      return decode_objects (log, &reader, FALSE, options, error);
    case SHAPE_RECORD:
      return decode_objects (log, &reader, TRUE, options, error);
    case SHAPE_ARRAYS:
      return tlm_json_arrays_decode (log, &reader, options, error);
    case SHAPE_BROKEN:
      break;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "byte %" G_GSIZE_FORMAT
      ": JSON telemetry begins with { or [", reader.position + 1);
  return FALSE;
}

const TlmDecoder tlm_decoder_json = {
  .name = "json",
  .description = "JSON: parallel arrays, or an array of objects",
  .extensions = "json",
  .probe = json_probe,
  .decode = json_decode,
};
