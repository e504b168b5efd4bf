/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/suggest.h"
#include "core/phases/profile-private.h"

/* Index of the phase that begins, or ends, with the event ID; -1 when none. */
static int
phase_of (const TlmProfile *profile, const char *id)
{
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    if (strcmp (phase->id, id) == 0 || g_strcmp0 (phase->end, id) == 0)
      return (int) i;
  }
  return -1;
}

static gboolean G_GNUC_PRINTF (5, 6)
fail (const TlmProfile *profile, const TlmPhase *phase, const char *key, GError **error,
    const char *format, ...)
{
  g_autofree char *group = tlm_profile_group (profile, "phase", phase->id);
  va_list args;

  va_start (args, format);
  g_autofree char *reason = g_strdup_vprintf (format, args);
  va_end (args);
  tlm_key_file_error (profile->keys, group, key, error, "%s", reason);
  return FALSE;
}

static gboolean
fail_unknown (const TlmProfile *profile, const TlmPhase *phase, const char *key,
    const char *word, GError **error)
{
  g_autofree char *group = tlm_profile_group (profile, "phase", phase->id);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < profile->phases->len; i++)
    g_ptr_array_add (known, ((TlmPhase *) profile->phases->pdata[i])->id);
  g_ptr_array_add (known, NULL);
  g_autofree char *hint = tlm_suggest_hint (word, (const char *const *) known->pdata);
  tlm_key_file_error (profile->keys, group, key, error, "unknown phase \"%s\"%s", word, hint);
  return FALSE;
}

static gboolean
check_rule (const TlmProfile *profile, const TlmPhase *phase, const TlmCondition *rule,
    const char *key, GError **error)
{
  for (guint i = 0; rule && i < rule->nodes->len; i++) {
    char **names = tlm_condition_node (rule, i)->names;
    if (names && phase_of (profile, names[0]) < 0)
      return fail_unknown (profile, phase, key, names[0], error);
  }
  return TRUE;
}

static gboolean
check_track (const TlmProfile *profile, const TlmPhase *phase, GError **error)
{
  for (guint i = 0; i < profile->tracks->len; i++) {
    const TlmPhaseTrack *track = profile->tracks->pdata[i];
    if (!track->name || strcmp (track->name, phase->track) == 0)
      return track->name || !*phase->track ? TRUE :
          fail (profile, phase, "track", error, "there is no [track %s]", phase->track);
  }
  if (!*phase->track)
    return fail (profile, phase, NULL, error, "add track= with the name of one of the tracks");
  return fail (profile, phase, "track", error, "there is no [track %s]", phase->track);
}

static gboolean
check_ids (const TlmProfile *profile, const TlmPhase *phase, const char *key, char **ids,
    GError **error)
{
  for (char **id = ids; id && *id; id++)
    if (phase_of (profile, *id) < 0)
      return fail_unknown (profile, phase, key, *id, error);
  return TRUE;
}

static gboolean
check_phase (const TlmProfile *profile, const TlmPhase *phase, GError **error)
{
  if (!check_ids (profile, phase, "after", phase->after, error) ||
      !check_ids (profile, phase, "once", phase->once, error))
    return FALSE;
  if (phase->once && phase->nominal_ns == TLM_TIME_NONE)
    return fail (profile, phase, "once", error, "add nominal= with the time that it is about");
  if (!phase->rule && (phase->prompt || phase->wait_ns > 0))
    return fail (profile, phase, phase->prompt ? "prompt" : "wait", error,
        "add rule= with what it is found by; without it is never found");
  if (phase->prompt && phase->wait_ns > 0)
    return fail (profile, phase, "prompt", error, "leave out one of prompt= and wait=: at once, or later");
  if (phase->certain && phase->wait_ns == 0)
    return fail (profile, phase, "certain", error, "add wait= with the time after which it is said without");
  if (phase->leave && !phase->end)
    return fail (profile, phase, "leave", error, "add end= with the event that ends the phase");
  if (phase->end && (tlm_profile_find (profile, phase->end) ||
          phase_of (profile, phase->end) != phase_of (profile, phase->id)))
    return fail (profile, phase, "end", error, "\"%s\" is another phase's event", phase->end);
  return check_track (profile, phase, error) &&
      check_rule (profile, phase, phase->arm, "arm", error) &&
      check_rule (profile, phase, phase->rule, "rule", error) &&
      check_rule (profile, phase, phase->leave, "leave", error) &&
      check_rule (profile, phase, phase->refute, "refute", error) &&
      check_rule (profile, phase, phase->certain, "certain", error) &&
      check_rule (profile, phase, phase->at, "at", error);
}

typedef enum { NEW, OPEN, DONE } Mark;

/* Depth first; a phase met again while it is open closes a circle. The depth is
 * at most the number of phases, which is capped. */
static gboolean
visit (const TlmProfile *profile, guint index, Mark *marks, GError **error)
{
  const TlmPhase *phase = profile->phases->pdata[index];

  if (marks[index] == DONE)
    return TRUE;
  marks[index] = OPEN;
  for (char **id = phase->after; id && *id; id++) {
    int before = phase_of (profile, *id);
    if (phase->repeat)     /* comes again, and so may what it follows */
      continue;
    if (marks[before] == OPEN)
      return fail (profile, phase, "after", error,
          "\"%s\" follows this phase itself: the phases go round in a circle", *id);
    if (!visit (profile, (guint) before, marks, error))
      return FALSE;
  }
  marks[index] = DONE;
  return TRUE;
}

gboolean
tlm_profile_check (const TlmProfile *profile, GError **error)
{
  Mark marks[TLM_PROFILE_MAX_PHASES] = { NEW };

  for (guint i = 0; i < profile->phases->len; i++) {
    if (!check_phase (profile, profile->phases->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < profile->phases->len; i++) {
    if (!visit (profile, i, marks, error))
      return FALSE;
  }
  return TRUE;
}
