/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/phases/profile.h"

#include <string.h>

#include "core/phases/profile-private.h"

static void
phase_free (gpointer data)
{
  TlmPhase *phase = data;

  g_free (phase->id);
  g_free (phase->phase);
  g_free (phase->track);
  g_strfreev (phase->after);
  g_strfreev (phase->once);
  tlm_condition_unref (phase->arm);
  tlm_condition_unref (phase->rule);
  tlm_condition_unref (phase->leave);
  tlm_condition_unref (phase->refute);
  tlm_condition_unref (phase->certain);
  tlm_condition_unref (phase->at);
  g_free (phase->end);
  g_free (phase);
}

static void
track_free (gpointer data)
{
  TlmPhaseTrack *track = data;

  g_free (track->name);
  g_strfreev (track->vehicles);
  g_free (track);
}

TlmProfile *
tlm_profile_new (TlmKeyFile *keys, const char *name)
{
  TlmProfile *profile = g_new0 (TlmProfile, 1);

  profile->name = g_strdup (name);
  profile->keys = keys;
  profile->phases = g_ptr_array_new_with_free_func (phase_free);
  profile->tracks = g_ptr_array_new_with_free_func (track_free);
  return profile;
}

void
tlm_profile_free (TlmProfile *profile)
{
  if (!profile)
    return;
  g_free (profile->name);
  g_ptr_array_unref (profile->phases);
  g_ptr_array_unref (profile->tracks);
  tlm_key_file_free (profile->keys);
  tlm_key_file_free (profile->labels);
  g_free (profile);
}

const TlmPhase *
tlm_profile_find (const TlmProfile *profile, const char *id)
{
  g_return_val_if_fail (profile != NULL && id != NULL, NULL);
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    if (strcmp (phase->id, id) == 0)
      return phase;
  }
  return NULL;
}

char *
tlm_profile_group (const TlmProfile *profile, const char *kind, const char *name)
{
  g_autofree char *blank = g_strconcat (kind, " ", name, NULL);

  if (tlm_key_file_line (profile->keys, blank, NULL))
    return g_steal_pointer (&blank);
  return g_strconcat (kind, ".", name, NULL);
}

GHashTable *
tlm_profile_phase_table (const TlmProfile *profile)
{
  GHashTable *table;

  g_return_val_if_fail (profile != NULL, NULL);
  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    const char *const ids[] = { phase->id, phase->end };
    for (guint j = 0; j < G_N_ELEMENTS (ids); j++)
      if (ids[j] && strcmp (tlm_profile_phase_after (profile, ids[j]), TLM_PHASE_NONE) != 0)
        g_hash_table_replace (table, g_strdup (ids[j]),
            g_strdup (tlm_profile_phase_after (profile, ids[j])));
  }
  return table;
}

const char *
tlm_profile_phase_after (const TlmProfile *profile, const char *id)
{
  const TlmPhase *phase;

  g_return_val_if_fail (profile != NULL && id != NULL, id);
  phase = tlm_profile_find (profile, id);
  if (phase)
    return phase->phase;
  for (guint i = 0; i < profile->phases->len; i++) {
    phase = profile->phases->pdata[i];
    if (g_strcmp0 (phase->end, id) == 0)
      return TLM_PHASE_COAST;
  }
  return id;
}
