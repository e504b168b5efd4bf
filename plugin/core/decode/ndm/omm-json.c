/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/decoders.h"
#include "core/decode/json/json-token.h"
#include "core/decode/ndm/omm-catalogue.h"

#define EXCERPT 40

typedef struct {
  TlmNdm *ndm;
  TlmJsonReader json;
  GString *text;          /* of a string with escapes */
  gsize counted;          /* bytes whose lines are counted */
  guint line;
  guint record;           /* from 1 */
} Reader;

/* Lines are counted once, however many values ask. */
static guint
line_of (Reader *reader)
{
  for (; reader->counted < reader->json.position; reader->counted++)
    reader->line += reader->json.data[reader->counted] == '\n';
  return reader->line;
}

static gboolean
fail_cut (Reader *reader, GError **error)
{
  const char *problem = tlm_json_error (&reader->json);

  return tlm_ndm_fail (line_of (reader), error, "found %s, expected the rest of a record: the file "
      "may be cut", problem ? problem : "the end of the file");
}

/* A string's text without its escapes, anything else as it is written. */
static const char *
text_of (Reader *reader, const TlmJsonToken *token, gsize *length)
{
  *length = token->length;
  if (token->kind != TLM_JSON_STRING || !token->escaped)
    return token->text;
  g_string_truncate (reader->text, 0);
  tlm_json_unescape (token, reader->text);
  *length = reader->text->len;
  return reader->text->str;
}

static gboolean
take_value (Reader *reader, const TlmJsonToken *key, GError **error)
{
  TlmJsonToken value;
  const char *text;
  gsize length;

  switch (tlm_json_next (&reader->json, &value)) {
    case TLM_JSON_STRING:
    case TLM_JSON_NUMBER:
      text = text_of (reader, &value, &length);
      return tlm_omm_record_field (reader->ndm, line_of (reader), key->text, key->length, text,
          length, error);
    case TLM_JSON_NULL:
    case TLM_JSON_TRUE:
    case TLM_JSON_FALSE:
      return TRUE;
    case TLM_JSON_OBJECT_BEGIN:
    case TLM_JSON_ARRAY_BEGIN:
      if (!tlm_json_skip (&reader->json))
        return fail_cut (reader, error);
      return tlm_ndm_remark (reader->ndm, line_of (reader), error, "found a list or an object for "
          "%s, expected text or a number; it is not read", tlm_head_of (key->text, key->length, EXCERPT).text);
    default:
      return fail_cut (reader, error);
  }
}

/* The record whose BEGIN was read. */
static gboolean
read_record (Reader *reader, gboolean *cut, GError **error)
{
  TlmJsonToken key;
  TlmJsonKind kind;

  reader->record++;
  if (!tlm_omm_record_begin (reader->ndm, line_of (reader), error))
    return FALSE;
  while ((kind = tlm_json_next (&reader->json, &key)) == TLM_JSON_KEY)
    if (!take_value (reader, &key, error)) {
      *cut = tlm_json_next (&reader->json, &key) <= TLM_JSON_ERROR;
      return FALSE;
    }
  *cut = kind != TLM_JSON_OBJECT_END;
  return *cut ? fail_cut (reader, error) : tlm_omm_record_end (reader->ndm, line_of (reader), error);
}

/* What stands before a cut is whole. */
static gboolean
forgive_cut (Reader *reader, GError *problem, GError **error)
{
  if (reader->ndm->n_read == 0 || reader->ndm->options->strict) {
    g_propagate_error (error, problem);
    return FALSE;
  }
  tlm_log_bad (reader->ndm->log, "%s", problem->message);
  g_error_free (problem);
  return TRUE;
}

/* One record; DONE becomes TRUE when nothing follows that can be read. */
static gboolean
take_record (Reader *reader, gboolean *done, GError **error)
{
  GError *problem = NULL;

  if (read_record (reader, done, &problem))
    return TRUE;
  g_prefix_error (&problem, "record %u, ", reader->record);
  if (*done)
    return forgive_cut (reader, problem, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/* What was read is all there is, or all that can be had. */
static gboolean
end_all (Reader *reader, TlmJsonKind kind, GError **error)
{
  GError *problem = NULL;

  if (kind == TLM_JSON_END && reader->json.depth == 0 && reader->ndm->n_read > 0)
    return TRUE;
  fail_cut (reader, &problem);
  return forgive_cut (reader, problem, error);
}

static gboolean
read_all (Reader *reader, GError **error)
{
  TlmJsonToken token;
  TlmJsonKind kind;
  gboolean done = FALSE;

  while ((kind = tlm_json_next (&reader->json, &token)) > TLM_JSON_ERROR) {
    if (kind == TLM_JSON_ARRAY_BEGIN || kind == TLM_JSON_ARRAY_END)
      continue;
    if (kind != TLM_JSON_OBJECT_BEGIN)
      return tlm_ndm_fail (line_of (reader), error, "found a value outside a record, expected "
          "{\"OBJECT_NAME\": …}");
    if (!take_record (reader, &done, error))
      return FALSE;
    if (done)
      return TRUE;
  }
  return end_all (reader, kind, error);
}

static gboolean
decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  TlmNdm ndm;
  Reader reader = { .ndm = &ndm, .line = 1 };
  gboolean done;

  tlm_ndm_init (&ndm, log, options);
  tlm_json_init (&reader.json, (const char *) data, length);
  reader.text = g_string_new (NULL);
  done = read_all (&reader, error) && tlm_ndm_finish (&ndm, error);
  g_string_free (reader.text, TRUE);
  tlm_ndm_clear (&ndm);
  return done;
}

/* The keys of the first object tell. */
static guint
probe (const guint8 *head, gsize length)
{
  TlmJsonReader json;
  TlmJsonToken token;
  TlmOmmKeys keys = { FALSE };
  TlmJsonKind kind;

  tlm_json_init (&json, (const char *) head, length);
  while ((kind = tlm_json_next (&json, &token)) > TLM_JSON_ERROR && kind != TLM_JSON_OBJECT_END) {
    if (json.depth > 2)
      return 0;
    if (kind == TLM_JSON_KEY)
      tlm_omm_keys_add (&keys, token.text, token.length);
  }
  return tlm_omm_keys_are_all (&keys) ? 100 : 0;
}

const TlmDecoder tlm_decoder_omm_json = {
  .name = "omm-json",
  .description = "catalogue of mean elements as JSON, with the keywords of an OMM",
  .extensions = "json",
  .probe = probe,
  .decode = decode,
};
