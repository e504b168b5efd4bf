/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/decoders.h"
#include "core/decode/json/json-token.h"
#include "core/decode/table/decimal.h"
#include "core/time/elapsed.h"

/* What shahar603/Telemetry-Data calls an event, what it is called here, and whose
 * it is: a landing of the first stage is no event of the second. */
typedef struct {
  const char *key;
  const char *id;
  const char *vehicle;     /* NULL: of the whole vehicle, before it comes apart */
} EventName;

static const EventName names[] = {
  { "maxq", "max-q", NULL },
  { "throttle_down_start", "throttle-down", NULL },
  { "throttle_down_end", "throttle-up", NULL },
  { "meco", "meco", NULL },
  { "boostback_start", "boostback-burn", "stage1" },
  { "boostback_end", "boostback-burn-end", "stage1" },
  { "apogee", "apogee", "stage1" },
  { "entry_start", "entry-burn", "stage1" },
  { "entry_end", "entry-burn-end", "stage1" },
  { "landing_start", "landing-burn", "stage1" },
  { "landing_end", "landing", "stage1" },
  { "ses1", "ses-1", "stage2" },
  { "seco1", "seco-1", "stage2" },
  { "ses2", "ses-2", "stage2" },
  { "seco2", "seco-2", "stage2" },
};

static const EventName *
known_name (const TlmJsonToken *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (tlm_cell_equal ((TlmCell) { key->text, key->length }, names[i].key))
      return &names[i];
  return NULL;
}

/* Two names from the table, and nothing but scalars before them. */
static guint
events_probe (const guint8 *head, gsize length)
{
  TlmJsonReader reader;
  TlmJsonToken token;
  guint known = 0;

  tlm_json_init (&reader, (const char *) head, length);
  if (tlm_json_next (&reader, &token) != TLM_JSON_OBJECT_BEGIN)
    return 0;
  while (known < 2 && tlm_json_next (&reader, &token) > TLM_JSON_ERROR && reader.depth == 1)
    known += token.kind == TLM_JSON_KEY && known_name (&token) != NULL;
  return known >= 2 ? 90 : 0;
}

static void
add_event (TlmLog *log, const TlmJsonToken *key, gint64 ns)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = NULL, *id = NULL;
  const EventName *known = known_name (key);

  tlm_json_unescape (key, text);
  label = tlm_cell_dup ((TlmCell) { text->str, text->len }, tlm_limit (TLM_LIMIT_NAME_BYTES));
  id = known ? g_strdup (known->id) : tlm_event_make_id (label);
  tlm_log_add_event (log, tlm_event_new (ns, id, known ? NULL : label,
          known ? known->vehicle : NULL, "events.json", TLM_CONFIDENCE_GIVEN));
  log->n_good++;
}

/* null is an event nobody timed. */
static void
take_value (TlmLog *log, const TlmJsonToken *key, const TlmJsonToken *value)
{
  gint64 ns;

  if (value->kind == TLM_JSON_NULL)
    return;
  if ((value->kind == TLM_JSON_NUMBER &&
          tlm_decimal_parse_scaled (value->text, value->length, '.', 9, &ns) ==
          TLM_DECIMAL_NUMBER) ||
      (value->kind == TLM_JSON_STRING && tlm_elapsed_parse (value->text, value->length, &ns)))
    add_event (log, key, ns);
  else
    tlm_log_bad (log, "event \"%s\": \"%s\" is no time after liftoff, as in 62.5 or null",
        tlm_head_of (key->text, key->length, 64).text, tlm_head_of (value->text, value->length, 40).text);
}

static gboolean
events_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  TlmJsonReader reader;
  TlmJsonToken key = { 0 }, token;

  tlm_json_init (&reader, (const char *) data, length);
  if (tlm_json_next (&reader, &token) == TLM_JSON_OBJECT_BEGIN) {
    while (tlm_json_next (&reader, &token) > TLM_JSON_ERROR && reader.depth > 0) {
      if (token.kind == TLM_JSON_KEY)
        key = token;
      else
        take_value (log, &key, &token);
      if (reader.depth > 1 && !tlm_json_skip (&reader))
        break;
    }
    if (!tlm_json_error (&reader))
      return TRUE;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %" G_GUINT64_FORMAT ", byte %"
      G_GSIZE_FORMAT ": %s; events are one object, as in {\"meco\": 147, \"landing_end\": 466}",
      tlm_json_line (&reader, reader.position), reader.position + 1,
      tlm_json_error (&reader) ? tlm_json_error (&reader) : "no object");
  return FALSE;
}

const TlmDecoder tlm_decoder_events = {
  .name = "events",
  .description = "JSON object of event names and seconds after liftoff",
  .extensions = "json",
  .probe = events_probe,
  .decode = events_decode,
};
