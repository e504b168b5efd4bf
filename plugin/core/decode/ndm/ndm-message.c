/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-message.h"

#include "core/time/iso8601.h"

#include <string.h>

#include "core/base/cell.h"
#include "core/base/error.h"
#include "core/decode/ndm/element-set.h"
#include "core/decode/ndm/ndm-internal.h"

/* Comments become notes up to here, so that they leave room for others. */
#define MAX_COMMENTS 24

#define MAX_IGNITIONS 1024

static const struct {
  const char *name;
  int newest;   /* major version */
} messages[TLM_NDM_N_MESSAGES] = { { "OEM", 3 }, { "OPM", 3 }, { "OMM", 3 } };

void
tlm_ndm_init (TlmNdm *ndm, TlmLog *log)
{
  memset (ndm, 0, sizeof *ndm);
  ndm->log = log;
  ndm->numbered_node = TLM_TIME_NONE;
  ndm->ignitions = g_array_new (FALSE, FALSE, sizeof (TlmNdmValue));
  log->clock = TLM_CLOCK_TAI;
}

void
tlm_ndm_clear (TlmNdm *ndm)
{
  g_array_unref (ndm->ignitions);
}

const char *
tlm_ndm_message_name (TlmNdmMessage message)
{
  return messages[message].name;
}

TlmNdmMessage
tlm_ndm_message_find (const char *name, gsize length)
{
  TlmNdmMessage message = 0;

  while (message < TLM_NDM_N_MESSAGES &&
      !tlm_cell_equal_case ((TlmCell) { name, length }, messages[message].name))
    message++;
  return message;
}

static void
begin_segment (TlmNdm *ndm)
{
  memset (&ndm->block, 0, sizeof ndm->block);
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
        messages[message].name);
  major = g_ascii_strtoull (version, &end, 10);
  if (major < 1 || major > (guint64) messages[message].newest || (*end != '.' && *end != '\0'))
    return tlm_ndm_fail (line, error, "found %s version \"%.16s\", expected 1.0 to %d.0",
        messages[message].name, version, messages[message].newest);
  ndm->message = message;
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

gboolean
tlm_ndm_field (TlmNdm *ndm, guint line, const char *key, gsize key_length, const char *text,
    gsize length, const char *unit, gsize unit_length, GError **error)
{
  TlmNdmField field = tlm_ndm_field_find (key, key_length);

  if (field == TLM_NDM_N_FIELDS)
    return TRUE;
  if (field == TLM_NDM_MAN_EPOCH_IGNITION)
    return add_ignition (ndm, line, text, length, error);
  return tlm_ndm_block_set (&ndm->block, field, line, text, length, unit, unit_length, error);
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
  return done;
}

gboolean
tlm_ndm_end_segment (TlmNdm *ndm, guint line, GError **error)
{
  static gboolean (*const ends[]) (TlmNdm *, guint, GError **) = {
    tlm_ndm_oem_end, tlm_ndm_opm_end, tlm_ndm_omm_end };

  if (!ends[ndm->message] (ndm, line, error))
    return FALSE;
  ndm->n_segments++;
  if (ndm->vehicle && ndm->vehicle->ephemeris && ndm->numbered_node != TLM_TIME_NONE)
    tlm_ephemeris_number_orbit (ndm->vehicle->ephemeris, ndm->numbered_node, ndm->number);
  begin_segment (ndm);
  return TRUE;
}

gboolean
tlm_ndm_end (TlmNdm *ndm, guint line, GError **error)
{
  return ndm->n_segments > 0 || tlm_ndm_fail (line, error, "found the end of an %s without a "
      "segment, expected at least one", messages[ndm->message].name);
}

void
tlm_ndm_seal_log (TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = g_ptr_array_index (log->vehicles, i);
    if (vehicle->ephemeris)
      tlm_ephemeris_seal (vehicle->ephemeris);
  }
}
