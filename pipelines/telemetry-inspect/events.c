/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

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
    const char *phase = tlm_profile_phase_after (flight->profile, before->id);
    gboolean known = (tlm_profile_find (flight->profile, before->id) || phase != before->id) &&
        strcmp (phase, TLM_PHASE_NONE) != 0;
    if (known && (i == index || before->confidence != TLM_CONFIDENCE_NOMINAL) &&
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

static void
print_json (const TlmFlight *flight, guint index, FILE *file)
{
  const TlmEvent *event = tlm_timeline_event (flight->timeline, index);
  GString *out = g_string_new ("{");
  g_autofree char *text = NULL;

  add_times (out, flight->timeline, event->time_ns);
  inspect_json_text (out, "vehicle", event->vehicle);
  inspect_json_text (out, "event", event->id);
  inspect_json_text (out, "phase", phase_after (flight, index));
  inspect_json_text (out, "confidence", tlm_confidence_name (event->confidence));
  if (event->under_way)
    inspect_json_boolean (out, "under-way", TRUE);
  g_string_append (out, "}\n");
  text = g_string_free (out, FALSE);
  fputs (text, file);
}

static void
print_row (const TlmFlight *flight, guint index, FILE *out)
{
  const TlmEvent *event = tlm_timeline_event (flight->timeline, index);
  g_autofree char *time = inspect_time (flight->timeline, event->time_ns);
  g_autofree char *label = event->label ? g_strdup (event->label) :
      tlm_profile_label (flight->profile, event->id, NULL);
  const char *phase = phase_after (flight, index);

  fprintf (out, "%-40s %-12s %-24s %-20s %-9s %-20s %s%s\n", time, event->vehicle ? event->vehicle :
      "-", event->id, phase ? phase : "-", tlm_confidence_name (event->confidence),
      event->source ? event->source : "-", label ? label : "",
      event->under_way ? INSPECT_UNDER_WAY : "");
}

gboolean
inspect_events (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  if (!options->json)
    fprintf (out, "%-40s %-12s %-24s %-20s %-9s %-20s %s\n", "time", "vehicle", "event", "phase",
        "how", "source", "label");
  for (guint i = 0; i < tlm_timeline_n_events (flight->timeline); i++) {
    if (options->json)
      print_json (flight, i, out);
    else
      print_row (flight, i, out);
  }
  return TRUE;
}
