/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/time/iso8601.h"
#include "inspect.h"

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
    gboolean known = tlm_profile_find (flight->profile, before->id) || phase != before->id;
    if (known && (i == index || before->confidence != TLM_CONFIDENCE_NOMINAL) &&
        (!before->vehicle || !event->vehicle || strcmp (before->vehicle, event->vehicle) == 0))
      return phase;
  }
  return NULL;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_times (JsonBuilder *builder, const TlmTimeline *timeline, gint64 time_ns)
{
  g_autofree char *utc = tlm_instant_format_utc (tlm_timeline_to_instant (timeline, time_ns), 3, FALSE);
  TlmDuration elapsed = tlm_timeline_to_elapsed (timeline, time_ns);

  json_builder_set_member_name (builder, "t");
  if (utc)
    json_builder_add_string_value (builder, utc);
  else
    json_builder_add_double_value (builder, tlm_duration_to_s (elapsed));
  json_builder_set_member_name (builder, "met");
  if (elapsed != TLM_TIME_NONE)
    json_builder_add_double_value (builder, tlm_duration_to_s (elapsed));
  else
    json_builder_add_null_value (builder);
}

static void
print_json (const TlmFlight *flight, guint index, FILE *out)
{
  const TlmEvent *event = tlm_timeline_event (flight->timeline, index);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_times (builder, flight->timeline, event->time_ns);
  add_text (builder, "vehicle", event->vehicle);
  add_text (builder, "event", event->id);
  add_text (builder, "phase", phase_after (flight, index));
  add_text (builder, "confidence", tlm_confidence_name (event->confidence));
  if (event->under_way) {
    json_builder_set_member_name (builder, "under-way");
    json_builder_add_boolean_value (builder, TRUE);
  }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  fprintf (out, "%s\n", text);
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
