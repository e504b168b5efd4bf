/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/omm-catalogue.h"

#include <string.h>

/* Of a catalogue's own: what follows from the elements, or has nothing to do with where
 * the object is. */
static const char *const own_keys[] = {
  "APOAPSIS", "CCSDS_OMM_VERS", "COMMENT", "COUNTRY_CODE", "DECAYED", "DECAY_DATE", "FILE",
  "GP_ID", "LAUNCH_DATE", "OBJECT_TYPE", "OPS_STATUS_CODE", "OWNER", "PERIAPSIS", "PERIOD",
  "RCS_SIZE", "SEMIMAJOR_AXIS", "SITE", "TLE_LINE0", "TLE_LINE1", "TLE_LINE2", NULL
};

static gboolean
is (const char *key, gsize length, const char *word)
{
  return strlen (word) == length && memcmp (key, word, length) == 0;
}

static gboolean
is_own (const char *key, gsize length)
{
  for (guint i = 0; own_keys[i]; i++)
    if (is (key, length, own_keys[i]))
      return TRUE;
  return FALSE;
}

gboolean
tlm_omm_record_begin (TlmNdm *ndm, guint line, GError **error)
{
  ndm->is_catalogue = TRUE;
  return tlm_ndm_begin (ndm, TLM_NDM_OMM, line, "2.0", error);
}

/* A key that is not known is said once, not for each of 100,000 records. */
gboolean
tlm_omm_record_field (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, GError **error)
{
  gboolean known = tlm_ndm_keyword_find (key, key_length) != NULL;

  if (length == 0 || (!known && (is_own (key, key_length) || ndm->n_read > 0)))
    return TRUE;
  return tlm_ndm_field (ndm, line, key, key_length, text, length, NULL, 0, error);
}

gboolean
tlm_omm_record_end (TlmNdm *ndm, guint line, GError **error)
{
  return tlm_ndm_end_segment (ndm, line, error);
}

void
tlm_omm_keys_add (TlmOmmKeys *found, const char *key, gsize length)
{
  found->epoch |= is (key, length, "EPOCH");
  found->mean_motion |= is (key, length, "MEAN_MOTION");
  found->eccentricity |= is (key, length, "ECCENTRICITY");
}

gboolean
tlm_omm_keys_are_all (const TlmOmmKeys *found)
{
  return found->epoch && found->mean_motion && found->eccentricity;
}
