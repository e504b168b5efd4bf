/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/time/iso8601.h"
#include "inspect.h"
#include "json-line.h"

/* The phase a vehicle is in once EVENT has happened: an event that the profile
 * does not know leaves it as it is. */
static const char *
phase_after (const TlmFlight *flight, guint index)
{
  const TlmTimeline *timeline = flight->timeline;
  const TlmEvent *event = tlm_timeline_event (timeline, index);

  for (guint i = index + 1; i-- > 0;) {
    const TlmEvent *before = tlm_timeline_event (timeline, i);
    const char *phase = tlm_timeline_phase_of (timeline, before);
    if (phase && (i == index || before->confidence != TLM_CONFIDENCE_NOMINAL) &&
        (!before->vehicle || !event->vehicle || strcmp (before->vehicle, event->vehicle) == 0))
      return phase;
  }
  return NULL;
}

static void
add_times (GString *out, const TlmTimeline *timeline, gint64 time_ns)
{
  g_autofree char *utc = tlm_instant_format_utc (tlm_timeline_to_instant (timeline, time_ns), 3, FALSE);
  TlmDuration elapsed = tlm_timeline_to_elapsed (timeline, time_ns);

  if (utc)
    inspect_json_text (out, "t", utc);
  else
    inspect_json_seconds (out, "t", elapsed);
  inspect_json_seconds (out, "met", elapsed);
}

/* What is known of its time: bounds and the error as seconds, null where there are none. */
static void
add_knowledge (GString *out, const TlmTimeline *timeline, const TlmEvent *event)
{
  inspect_json_boolean (out, "under-way", event->under_way);
  inspect_json_seconds (out, "after", event->after_ns == TLM_TIME_NONE ? TLM_TIME_NONE :
      tlm_timeline_to_elapsed (timeline, event->after_ns));
  inspect_json_seconds (out, "before", event->before_ns == TLM_TIME_NONE ? TLM_TIME_NONE :
      tlm_timeline_to_elapsed (timeline, event->before_ns));
  inspect_json_seconds (out, "error", event->error_ns);
  inspect_json_boolean (out, "revised", event->revised);
}

/* The line of the group [event NAME] with this identifier, however it is spelt; 0: none. */
static guint
mission_group_line (const TlmMission *mission, const char *id)
{
  g_auto (GStrv) groups = g_key_file_get_groups (mission->keys->keys, NULL);

  for (char **group = groups; *group; group++) {
    g_autofree char *own = g_str_has_prefix (*group, "event") ? tlm_event_make_id (*group + 5) : NULL;
    if (own && strcmp (own, id) == 0)
      return tlm_key_file_line (mission->keys, *group, NULL);
  }
  return 0;
}

/* Where the mission has it, or NULL. */
static char *
mission_line (const TlmMission *mission, const TlmEvent *event)
{
  static const struct { const char *group; TlmConfidence confidence; } lists[] = {
    { "events", TLM_CONFIDENCE_GIVEN }, { "nominal", TLM_CONFIDENCE_NOMINAL },
  };

  if (!mission->path || g_strcmp0 (event->source, "mission") != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (mission->keys->keys, lists[i].group, NULL, NULL);
    for (char **key = keys; key && *key && lists[i].confidence == event->confidence; key++) {
      g_autofree char *id = tlm_event_make_id (*key);
      if (strcmp (id, event->id) == 0)
        return g_strdup_printf ("%s:%u: [%s] %s", mission->path,
            tlm_key_file_line (mission->keys, lists[i].group, *key), lists[i].group, *key);
    }
  }
  return g_strdup_printf ("%s:%u: [event %s]", mission->path,
      mission_group_line (mission, event->id), event->id);
}

/* What decided: the rule and its values, else who says it. To be freed. */
static char *
reason_of (const TlmFlight *flight, const TlmEvent *event)
{
  char *line;

  if (event->why)
    return g_strdup (event->why);
  line = mission_line (flight->mission, event);
  if (line)
    return line;
  return g_strdup_printf ("%s by %s", tlm_confidence_name (event->confidence),
      event->source ? event->source : "a source without a name");
}

static void
print_json (const TlmFlight *flight, guint index, gboolean why, FILE *file)
{
  const TlmEvent *event = tlm_timeline_event (flight->timeline, index);
  GString *out = g_string_new ("{");
  g_autofree char *reason = why ? reason_of (flight, event) : NULL;
  g_autofree char *text = NULL;

  add_times (out, flight->timeline, event->time_ns);
  inspect_json_text (out, "vehicle", event->vehicle);
  inspect_json_text (out, "event", event->id);
  inspect_json_text (out, "phase", phase_after (flight, index));
  inspect_json_text (out, "confidence", tlm_confidence_name (event->confidence));
  add_knowledge (out, flight->timeline, event);
  if (why)
    inspect_json_text (out, "why", reason);
  g_string_append (out, "}\n");
  text = g_string_free (out, FALSE);
  fputs (text, file);
}

static void
print_row (const TlmFlight *flight, guint index, gboolean why, FILE *out)
{
  const TlmEvent *event = tlm_timeline_event (flight->timeline, index);
  g_autofree char *time = inspect_event_time (flight->timeline, event);
  g_autofree char *reason = why ? reason_of (flight, event) : NULL;
  g_autofree char *label = event->label ? g_strdup (event->label) :
      tlm_profile_label (flight->profile, event->id, NULL);
  g_autofree char *safe = tlm_print_safe (label);
  const char *phase = phase_after (flight, index);

  fprintf (out, "%-40s %-12s %-24s %-20s %-9s %-20s %s%s\n", time, event->vehicle ? event->vehicle :
      "-", event->id, phase ? phase : "-", tlm_confidence_name (event->confidence),
      event->source ? event->source : "-", safe ? safe : "",
      inspect_event_note (event));
  if (reason)
    fprintf (out, "    %s\n", reason);
}

gboolean
inspect_events (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  if (!options->json)
    fprintf (out, "%-40s %-12s %-24s %-20s %-9s %-20s %s\n", "time", "vehicle", "event", "phase",
        "how", "source", "label");
  for (guint i = 0; i < tlm_timeline_n_events (flight->timeline); i++) {
    if (options->json)
      print_json (flight, i, options->why, out);
    else
      print_row (flight, i, options->why, out);
  }
  return TRUE;
}
