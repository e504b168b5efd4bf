/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-message.h"

#include <string.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/ndm/element-set.h"
#include "core/decode/ndm/ndm-internal.h"
#include "core/decode/ndm/object-choice.h"
#include "core/time/iso8601.h"

/* Comments become notes up to here, so that they leave room for others. */
#define MAX_COMMENTS 24

#define MAX_IGNITIONS 1024

/* How much of a strange keyword a message shows, bytes. */
#define EXCERPT 40

static void
clear_vehicle (gpointer data)
{
  TlmNdmVehicle *vehicle = data;

  g_free (vehicle->name);
  g_free (vehicle->id);
}

void
tlm_ndm_init (TlmNdm *ndm, TlmLog *log, const TlmDecodeOptions *options)
{
  static const TlmDecodeOptions none;

  memset (ndm, 0, sizeof *ndm);
  ndm->log = log;
  ndm->options = options ? options : &none;
  ndm->numbered_node = TLM_TIME_NONE;
  ndm->created = TLM_TIME_NONE;
  ndm->ignitions = g_array_new (FALSE, FALSE, sizeof (TlmNdmValue));
  ndm->sets = g_array_new (FALSE, FALSE, sizeof (TlmMeanElements));
  ndm->vehicles = g_array_new (FALSE, FALSE, sizeof (TlmNdmVehicle));
  g_array_set_clear_func (ndm->vehicles, clear_vehicle);
  log->clock = TLM_CLOCK_TAI;
}

void
tlm_ndm_clear (TlmNdm *ndm)
{
  g_array_unref (ndm->ignitions);
  g_array_unref (ndm->sets);
  g_array_unref (ndm->vehicles);
}

static void
begin_segment (TlmNdm *ndm)
{
  tlm_ndm_block_clear (&ndm->block);
  ndm->last = NULL;
  ndm->covariance = (TlmNdmCovariance) { 0 };
  g_array_set_size (ndm->ignitions, 0);
  ndm->in_data = FALSE;
  ndm->n_states = 0;
}

gboolean
tlm_ndm_begin (TlmNdm *ndm, TlmNdmMessage message, guint line, const char *version,
    GError **error)
{
  guint64 major;
  char *end;

  if (!version || !*version)
    return tlm_ndm_fail (line, error, "found no version, expected one, as in CCSDS_%s_VERS 2.0",
        tlm_ndm_message_name (message));
  major = g_ascii_strtoull (version, &end, 10);
  if (major < 1 || major > (guint64) tlm_ndm_message_newest (message) || (*end != '.' && *end != '\0'))
    return tlm_ndm_fail (line, error, "found %s version \"%s\", expected 1.0 to %d.0",
        tlm_ndm_message_name (message), tlm_head (version, 16).text, tlm_ndm_message_newest (message));
  ndm->message = message;
  ndm->version = (guint) major;
  ndm->n_header = 0;
  ndm->created = TLM_TIME_NONE;
  ndm->n_segments = 0;
  ndm->has_scale = FALSE;
  begin_segment (ndm);
  return TRUE;
}

/* A manoeuvre may come several times. */
static gboolean
add_ignition (TlmNdm *ndm, guint line, const char *text, gsize length, GError **error)
{
  TlmNdmBlock one = { 0 };

  if (!tlm_ndm_block_set (&one, TLM_NDM_MAN_EPOCH_IGNITION, line, text, length, NULL, 0, error))
    return FALSE;
  if (ndm->ignitions->len >= MAX_IGNITIONS)
    return tlm_ndm_fail (line, error, "found more than %d manoeuvres, expected no more",
        MAX_IGNITIONS);
  g_array_append_val (ndm->ignitions, one.values[TLM_NDM_MAN_EPOCH_IGNITION]);
  return TRUE;
}

/* The date tells from when on states are a prediction. */
static gboolean
take_creation_date (TlmNdm *ndm, guint line, const char *text, gsize length, GError **error)
{
  if (tlm_iso8601_parse (text, length, TLM_SCALE_UTC, &ndm->created))
    return TRUE;
  return tlm_ndm_remark (ndm, line, error, "found CREATION_DATE \"%s\", expected a date as in "
      "2025-02-26T13:00:51", tlm_head_of (text, length, EXCERPT).text);
}

static gboolean
take_header (TlmNdm *ndm, const TlmNdmKeyword *keyword, guint line, const char *text,
    gsize length, GError **error)
{
  if (ndm->n_header < TLM_NDM_MAX_HEADER)
    ndm->header[ndm->n_header++] = keyword;
  return strcmp (keyword->name, "CREATION_DATE") != 0
      || take_creation_date (ndm, line, text, length, error);
}

gboolean
tlm_ndm_field (TlmNdm *ndm, guint line, const char *key, gsize key_length, const char *text,
    gsize length, const char *unit, gsize unit_length, GError **error)
{
  const TlmNdmKeyword *keyword = tlm_ndm_keyword_find (key, key_length);

  if (!tlm_ndm_check_keyword (ndm, &keyword, line, key, key_length, error))
    return FALSE;
  if (!keyword)
    return TRUE;
  if (keyword->part == TLM_NDM_HEADER)
    return take_header (ndm, keyword, line, text, length, error);
  if (keyword->part == TLM_NDM_COVARIANCE)
    return tlm_ndm_covariance_cell (ndm, line, key, key_length, text, length, error);
  if (keyword->field == TLM_NDM_N_FIELDS)
    return TRUE;
  if (keyword->field == TLM_NDM_MAN_EPOCH_IGNITION)
    return add_ignition (ndm, line, text, length, error);
  return tlm_ndm_block_set (&ndm->block, keyword->field, line, text, length, unit, unit_length,
      error);
}

/* Rulers and blank lines say nothing. */
static gboolean
has_words (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (text[i]) || (guchar) text[i] >= 0x80)
      return TRUE;
  return FALSE;
}

/* NASA's ephemerides of the station say in a comment which orbit begins at which
 * node: "ISS first asc. node: EPOCH = 2025-02-26T13:00:51.921 $ ORBIT = 1800". */
static void
find_orbit_number (TlmNdm *ndm, const char *comment)
{
  const char *epoch = strstr (comment, "first asc. node"), *orbit;
  TlmInstant node;
  gint64 number;

  epoch = epoch ? strstr (epoch, "EPOCH = ") : NULL;
  orbit = epoch ? strstr (epoch, "ORBIT = ") : NULL;
  if (!orbit || ndm->numbered_node != TLM_TIME_NONE)
    return;
  epoch += strlen ("EPOCH = ");
  number = g_ascii_strtoll (orbit + strlen ("ORBIT = "), NULL, 10);
  if (number > 0 && number < G_MAXINT32 &&
      tlm_iso8601_parse (epoch, strcspn (epoch, " $"), TLM_SCALE_UTC, &node)) {
    ndm->numbered_node = node;
    ndm->number = number;
  }
}

void
tlm_ndm_comment (TlmNdm *ndm, const char *text, gsize length)
{
  g_autofree char *valid = NULL;

  if (ndm->n_comments >= MAX_COMMENTS || !has_words (text, length))
    return;
  valid = tlm_cell_dup ((TlmCell) { text, length }, TLM_NDM_MAX_VALUE);
  tlm_log_note (ndm->log, "comment: %s", g_strstrip (valid));
  find_orbit_number (ndm, valid);
  ndm->n_comments++;
}

gboolean
tlm_ndm_end_metadata (TlmNdm *ndm, guint line, GError **error)
{
  if (!tlm_ndm_oem_begin (ndm, line, error))
    return FALSE;
  ndm->in_data = TRUE;
  return TRUE;
}

gboolean
tlm_ndm_state (TlmNdm *ndm, guint line, GError **error)
{
  gboolean done = tlm_ndm_oem_state (ndm, line, error);

  tlm_ndm_block_clear_state (&ndm->block);
  ndm->last = NULL;
  return done;
}

gboolean
tlm_ndm_end_segment (TlmNdm *ndm, guint line, GError **error)
{
  static gboolean (*const ends[]) (TlmNdm *, guint, GError **) = {
    tlm_ndm_oem_end, tlm_ndm_opm_end, tlm_ndm_omm_end };

  if (!tlm_ndm_covariance_end (ndm, line, error) || !ends[ndm->message] (ndm, line, error))
    return FALSE;
  ndm->n_segments++;
  ndm->n_read++;
  if (ndm->vehicle && ndm->vehicle->ephemeris && ndm->numbered_node != TLM_TIME_NONE)
    tlm_ephemeris_number_orbit (ndm->vehicle->ephemeris, ndm->numbered_node, ndm->number);
  begin_segment (ndm);
  return TRUE;
}

gboolean
tlm_ndm_end (TlmNdm *ndm, guint line, GError **error)
{
  return ndm->n_segments > 0 || tlm_ndm_fail (line, error, "found the end of an %s without a "
      "segment, expected at least one", tlm_ndm_message_name (ndm->message));
}

/* Leaves of the vehicles with states the one that is wanted. */
static gboolean
keep_wanted (TlmNdm *ndm, GError **error)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, FALSE, sizeof (TlmObject));
  gssize chosen;

  for (guint i = 0; i < ndm->vehicles->len; i++) {
    const TlmNdmVehicle *vehicle = &g_array_index (ndm->vehicles, TlmNdmVehicle, i);
    TlmObject object = { vehicle->name, vehicle->id, 0 };
    g_array_append_val (objects, object);
  }
  chosen = tlm_object_choose ((const TlmObject *) (const void *) objects->data, objects->len,
      ndm->options->object, error);
  if (chosen < 0)
    return FALSE;
  for (guint i = ndm->log->vehicles->len; i > 0; i--) {
    const TlmLogVehicle *vehicle = ndm->log->vehicles->pdata[i - 1];
    if (strcmp (vehicle->name, g_array_index (objects, TlmObject, chosen).name) != 0)
      g_ptr_array_remove_index (ndm->log->vehicles, i - 1);
  }
  return TRUE;
}

gboolean
tlm_ndm_finish (TlmNdm *ndm, GError **error)
{
  tlm_ndm_end_remarks (ndm);
  /* Where there are both, the one that is wanted is looked for among the elements. */
  if (ndm->options->object && ndm->sets->len == 0 && !keep_wanted (ndm, error))
    return FALSE;
  if (ndm->options->object && ndm->sets->len > 0)
    g_ptr_array_set_size (ndm->log->vehicles, 0);
  if (!tlm_element_sets_add (ndm->log, ndm->sets, ndm->options, error))
    return FALSE;
  tlm_ndm_seal_log (ndm->log);
  return TRUE;
}

void
tlm_ndm_seal_log (TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = g_ptr_array_index (log->vehicles, i);
    if (vehicle->ephemeris)
      tlm_ephemeris_seal (vehicle->ephemeris);
  }
  tlm_element_sets_warn (log);
}
