/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Profiles from key files, the built-in ones and others. */
#include <string.h>

#include "core/base/error.h"
#include "core/base/location.h"
#include "core/base/resources.h"
#include "core/base/suggest.h"
#include "core/log/event.h"
#include "core/phases/profile-private.h"
#include "core/time/elapsed.h"
#include "data/phases-resource.h"

#define SUFFIX ".profile"

static const TlmResources built_in = {
  .bundle = tlm_phases_get_resource,
  .folder = TLM_PROFILE_FOLDER,
  .suffix = SUFFIX
};

static const char *const profile_keys[] = { "label", "dialect", NULL };
static const char *const track_keys[] = { "vehicle", "common", NULL };
static const char *const phase_keys[] = {
  "label", "short", "phase", "track", "after", "start", "first", "by-arm", "afresh", "strict", "backdate", "together", "repeat",
  "prompt", "arm", "rule", "leave", "refute", "certain", "at", "edge", "zero", "end", "dwell", "leave-dwell", "wait",
  "nominal", "once", NULL
};
static const TlmKeyGroup groups[] = {
  { .name = "profile", .form = TLM_GROUP_PLAIN, .keys = profile_keys },
  { .name = "track", .form = TLM_GROUP_NAMED, .keys = track_keys },
  { .name = "phase", .form = TLM_GROUP_NAMED, .keys = phase_keys },
};

/* The words between commas, without blanks; NULL when there are none. */
static char **
split (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit (text ? text : "", ",", 256);
  guint n = 0;

  for (char **part = parts; *part; part++) {
    if (!*g_strstrip (*part))
      continue;
    g_strv_builder_add (words, *part);
    n++;
  }
  return n > 0 ? g_strv_builder_end (words) : NULL;
}

static gboolean
read_flag (const TlmProfile *profile, const char *group, const char *key, gboolean *out,
    GError **error)
{
  g_autofree char *text = tlm_key_file_get (profile->keys, group, key);

  if (!text)
    return TRUE;
  *out = g_str_equal (text, "yes");
  if (*out || g_str_equal (text, "no"))
    return TRUE;
  tlm_key_file_error (profile->keys, group, key, error, "\"%s\" is neither yes nor no", text);
  return FALSE;
}

/* Sums with instants must stay within 64 bits: 100 years. */
#define MAX_SPAN (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)

/* Seconds or HH:MM:SS.mmm from LEAST on; what it is is called WHAT. */
static gboolean
read_duration (const TlmProfile *profile, const char *group, const char *key, TlmDuration least,
    const char *what, TlmDuration *out, GError **error)
{
  g_autofree char *text = tlm_key_file_get (profile->keys, group, key);
  TlmDuration span;

  if (!text)
    return TRUE;
  if (tlm_elapsed_parse (text, strlen (text), &span) && span >= least && span <= MAX_SPAN) {
    *out = span;
    return TRUE;
  }
  tlm_key_file_error (profile->keys, group, key, error,
      "\"%s\" is no %s; write seconds, as in 2.5, or HH:MM:SS.mmm, up to 100 years", text, what);
  return FALSE;
}

static gboolean
read_span (const TlmProfile *profile, const char *group, const char *key, TlmDuration *out,
    GError **error)
{
  return read_duration (profile, group, key, 0, "span of time", out, error);
}

static gboolean
read_time (const TlmProfile *profile, const char *group, const char *key, TlmDuration *out,
    GError **error)
{
  return read_duration (profile, group, key, -MAX_SPAN, "time since liftoff", out, error);
}

static gboolean
read_rule (const TlmProfile *profile, const char *group, const char *key,
    TlmCondition *(*parse) (const char *, GError **), TlmCondition **out, GError **error)
{
  g_autofree char *text = tlm_key_file_get (profile->keys, group, key);
  g_autoptr (GError) reason = NULL;

  if (!text)
    return TRUE;
  *out = parse (text, &reason);
  if (*out)
    return TRUE;
  tlm_key_file_error (profile->keys, group, key, error, "%s", reason->message);
  return FALSE;
}

static gboolean
read_rules (const TlmProfile *profile, const char *group, TlmPhase *phase, GError **error)
{
  return read_rule (profile, group, "arm", tlm_rule_parse, &phase->arm, error) &&
      read_rule (profile, group, "rule", tlm_rule_parse, &phase->rule, error) &&
      read_rule (profile, group, "leave", tlm_rule_parse, &phase->leave, error) &&
      read_rule (profile, group, "refute", tlm_rule_parse, &phase->refute, error) &&
      read_rule (profile, group, "certain", tlm_rule_parse, &phase->certain, error) &&
      read_rule (profile, group, "at", tlm_rule_parse_number, &phase->at, error);
}

/* A channel of rules; -1: not said. */
static gboolean
read_channel (const TlmProfile *profile, const char *group, const char *key, int *out,
    GError **error)
{
  g_autofree char *name = tlm_key_file_get (profile->keys, group, key);
  guint channel;

  if (!name)
    return TRUE;
  if (!tlm_rule_channel (name, &channel) || tlm_rule_channel_quantity (channel) == TLM_CONDITION_TRUTH) {
    tlm_key_file_error (profile->keys, group, key, error,
        "\"%s\" is no channel that has numbers; write one, as in speed or climb", name);
    return FALSE;
  }
  *out = (int) channel;
  return TRUE;
}

static void
read_names (const TlmProfile *profile, const char *group, TlmPhase *phase)
{
  g_autofree char *after = tlm_key_file_get (profile->keys, group, "after");
  g_autofree char *once = tlm_key_file_get (profile->keys, group, "once");

  phase->phase = tlm_key_file_get (profile->keys, group, "phase");
  phase->track = tlm_key_file_get (profile->keys, group, "track");
  phase->end = tlm_key_file_get (profile->keys, group, "end");
  phase->after = split (after);
  phase->once = split (once);
  if (!phase->phase)
    phase->phase = g_strdup (phase->id);
  if (!phase->track)
    phase->track = g_strdup ("");
}

static gboolean
check_id (const TlmProfile *profile, const char *group, const char *id, GError **error)
{
  g_autofree char *right = tlm_event_make_id (id);

  if (*right && g_str_equal (right, id)) {
    if (!tlm_profile_find (profile, id))
      return TRUE;
    tlm_key_file_error (profile->keys, group, NULL, error, "the phase stands twice; join the two");
    return FALSE;
  }
  tlm_key_file_error (profile->keys, group, NULL, error,
      "\"%s\" is no identifier; write lower-case ASCII letters, digits and -, as in \"%s\"", id,
      *right ? right : "max-q");
  return FALSE;
}

static gboolean
read_phase (TlmProfile *profile, const char *group, const char *id, GError **error)
{
  TlmPhase *phase;

  if (!check_id (profile, group, id, error))
    return FALSE;
  if (profile->phases->len >= TLM_PROFILE_MAX_PHASES) {
    tlm_key_file_error (profile->keys, group, NULL, error, "one phase too many; %d are allowed",
        TLM_PROFILE_MAX_PHASES);
    return FALSE;
  }
  phase = g_new0 (TlmPhase, 1);
  phase->id = g_strdup (id);
  phase->nominal_ns = TLM_TIME_NONE;
  phase->edge = phase->zero = -1;
  g_ptr_array_add (profile->phases, phase);
  read_names (profile, group, phase);
  return read_rules (profile, group, phase, error) &&
      read_channel (profile, group, "edge", &phase->edge, error) &&
      read_channel (profile, group, "zero", &phase->zero, error) &&
      read_flag (profile, group, "start", &phase->start, error) &&
      read_flag (profile, group, "first", &phase->first, error) &&
      read_flag (profile, group, "by-arm", &phase->by_arm, error) &&
      read_flag (profile, group, "afresh", &phase->afresh, error) &&
      read_flag (profile, group, "strict", &phase->strict, error) &&
      read_flag (profile, group, "backdate", &phase->backdate, error) &&
      read_flag (profile, group, "repeat", &phase->repeat, error) &&
      read_flag (profile, group, "prompt", &phase->prompt, error) &&
      read_span (profile, group, "together", &phase->together_ns, error) &&
      read_span (profile, group, "dwell", &phase->dwell_ns, error) &&
      read_span (profile, group, "leave-dwell", &phase->leave_dwell_ns, error) &&
      read_span (profile, group, "wait", &phase->wait_ns, error) &&
      read_time (profile, group, "nominal", &phase->nominal_ns, error);
}

static gboolean
read_track (TlmProfile *profile, const char *group, const char *name, GError **error)
{
  g_autofree char *vehicles = tlm_key_file_get (profile->keys, group, "vehicle");
  TlmPhaseTrack *track;

  if (profile->tracks->len >= TLM_PROFILE_MAX_TRACKS) {
    tlm_key_file_error (profile->keys, group, NULL, error, "one track too many; %d are allowed",
        TLM_PROFILE_MAX_TRACKS);
    return FALSE;
  }
  track = g_new0 (TlmPhaseTrack, 1);
  track->name = g_strdup (name);
  track->vehicles = split (vehicles);
  g_ptr_array_add (profile->tracks, track);
  return read_flag (profile, group, "common", &track->common, error);
}

static gboolean
read_groups (TlmProfile *profile, GError **error)
{
  g_auto (GStrv) list = g_key_file_get_groups (profile->keys->keys, NULL);

  for (char **group = list; *group; group++) {
    const char *name;
    const TlmKeyGroup *kind = tlm_key_group_find (*group, groups, G_N_ELEMENTS (groups), &name);
    if (kind == &groups[1] && !read_track (profile, *group, name, error))
      return FALSE;
    if (kind == &groups[2] && !read_phase (profile, *group, name, error))
      return FALSE;
  }
  if (profile->tracks->len == 0)
    g_ptr_array_add (profile->tracks, g_new0 (TlmPhaseTrack, 1));
  return TRUE;
}

/* Takes over KEYS. */
static TlmProfile *
read_profile (TlmKeyFile *keys, const char *name, GError **error)
{
  g_autoptr (TlmProfile) profile = keys ? tlm_profile_new (keys, name) : NULL;

  if (profile)
    profile->labels = tlm_profile_load_labels (error);
  if (!profile || !profile->labels || !tlm_key_file_check (keys, groups, G_N_ELEMENTS (groups), error) ||
      !read_groups (profile, error) || !tlm_profile_check (profile, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return g_steal_pointer (&profile);
}

TlmProfile *
tlm_profile_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  return read_profile (tlm_key_file_parse (text, length, name, TLM_ERROR_PROFILE, error), name,
      error);
}

char **
tlm_profile_list (void)
{
  return tlm_resources_list (&built_in);
}

static TlmKeyFile *
parse_built_in (GBytes *bytes, const char *name, GError **error)
{
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return tlm_key_file_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
      file, TLM_ERROR_PROFILE, error);
}

static TlmProfile *
load_built_in (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = tlm_resources_load (&built_in, name);

  if (!bytes) {
    g_auto (GStrv) known = tlm_profile_list ();
    g_autofree char *hint = tlm_suggest_hint (name, (const char *const *) known);
    g_set_error (error, TLM_ERROR, TLM_ERROR_PROFILE,
        "there is no phase profile \"%s\"%s; one of your own is named by its path, as in "
        "./%s" SUFFIX, name, hint, name);
    return NULL;
  }
  return read_profile (parse_built_in (bytes, name, error), name, error);
}

TlmProfile *
tlm_profile_load (const char *name, GError **error)
{
  g_return_val_if_fail (name != NULL, NULL);
  if (tlm_location_is_own (name, SUFFIX))
    return read_profile (tlm_key_file_load (name, TLM_ERROR_PROFILE, error), name, error);
  return load_built_in (name, error);
}

static gboolean
is_of_dialect (const char *name, const char *dialect)
{
  g_autoptr (GBytes) bytes = tlm_resources_load (&built_in, name);
  g_autoptr (TlmKeyFile) keys = parse_built_in (bytes, name, NULL);
  g_autofree char *text = keys ? tlm_key_file_get (keys, "profile", "dialect") : NULL;
  g_auto (GStrv) dialects = split (text);

  return dialects && g_strv_contains ((const char *const *) dialects, dialect);
}

char *
tlm_profile_for_dialect (const char *dialect)
{
  g_auto (GStrv) names = tlm_profile_list ();

  g_return_val_if_fail (dialect != NULL, NULL);
  for (char **name = names; *name; name++)
    if (is_of_dialect (*name, dialect))
      return g_strdup (*name);
  return NULL;
}
