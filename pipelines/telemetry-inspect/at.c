/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "core/time/text.h"
#include "inspect.h"

/* Elapsed times further from liftoff could not be added to an instant. */
#define MAX_ELAPSED (100 * G_GINT64_CONSTANT (31557600) * TLM_SECOND)

gboolean
inspect_read_time (const TlmTimeline *timeline, const char *text, gint64 *time_ns, GError **error)
{
  TlmClock clock;
  gint64 said, time = TLM_TIME_NONE;

  if (!tlm_time_parse (text, -1, TLM_SCALE_UTC, &clock, &said, error)) {
    g_prefix_error (error, "--at: ");
    return FALSE;
  }
  if (clock == TLM_CLOCK_TAI)
    time = tlm_timeline_from_instant (timeline, said);
  else if (ABS (said) <= MAX_ELAPSED)
    time = tlm_timeline_from_elapsed (timeline, said);
  if (time == TLM_TIME_NONE) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "--at: %s cannot be placed: the telemetry "
        "counts %s; give such a time, or --mission with liftoff=UTC", text,
        tlm_timeline_get_clock (timeline) == TLM_CLOCK_TAI ? "in UTC, as in 2021-10-05T08:55:02Z" :
        "from liftoff, as in T+72.5");
    return FALSE;
  }
  *time_ns = time;
  return TRUE;
}

static const char *
validity_name (TlmValidity validity)
{
  static const char *const names[] = { "absent", "lost", "stale", "fresh" };

  return names[validity];
}

static void
print_phase (const TlmTimeline *timeline, const TlmPhaseState *phase, FILE *out)
{
  const TlmEvent *event = phase->current;

  if (!event)
    return;
  g_autofree char *since = inspect_time (timeline, phase->since_ns);
  g_autofree char *time = inspect_time (timeline, event->time_ns);
  g_autofree char *label = tlm_print_safe (event->label ? event->label : event->id);
  fprintf (out, "  phase: %s since %s; last event: %s at %s\n", tlm_timeline_phase_of (timeline, event),
      since, label, time);
}

static void
print_value (const char *vehicle, const char *channel, TlmQuantity quantity,
    const TlmValue *value, FILE *out)
{
  g_autofree char *number = inspect_exact (value->value);
  gboolean known = value->validity != TLM_VALIDITY_ABSENT;
  g_autofree char *age = tlm_elapsed_seconds (known ? value->age_ns : 0, 6);

  fprintf (out, "  %-12s %-18s %22s %-6s %9s  %s%s\n", vehicle, channel, known ? number : "-",
      known ? tlm_quantity_si_symbol (quantity) : "", known ? age : "-",
      validity_name (value->validity), value->origin == TLM_ORIGIN_DERIVED ? ", derived" : "");
}

char *
inspect_epoch (const TlmSnapshot *snapshot, guint vehicle)
{
  TlmValue age = tlm_snapshot_value (snapshot, vehicle, TLM_CHANNEL_EPOCH_AGE);

  if (snapshot->instant == TLM_TIME_NONE || !tlm_value_is_shown (&age))
    return NULL;
  return tlm_instant_format_utc (snapshot->instant - (TlmDuration) llround (age.value * 1e9), 3,
      FALSE);
}

/* Nothing of a vehicle whose data was measured. */
static void
print_provenance (const TlmFlight *flight, const TlmSnapshot *snapshot, guint vehicle, FILE *out)
{
  TlmProvenance provenance = tlm_mission_provenance_at (flight->mission, snapshot, vehicle);
  g_autofree char *epoch = inspect_epoch (snapshot, vehicle);

  if (provenance != TLM_PROVENANCE_MEASURED || epoch)
    fprintf (out, "  %s: %s%s%s\n", inspect_vehicle_name (flight->timeline, vehicle),
        tlm_provenance_name (provenance), epoch ? ", epoch " : "", epoch ? epoch : "");
}

static void
print_text (const TlmFlight *flight, const TlmSnapshot *snapshot, FILE *out)
{
  const TlmTimeline *timeline = flight->timeline;
  g_autofree char *time = inspect_time (timeline, snapshot->time_ns);

  fprintf (out, "%s\n", time);
  print_phase (timeline, &snapshot->phase, out);
  for (guint i = 0; i < snapshot->n_vehicles; i++)
    print_provenance (flight, snapshot, i, out);
  fprintf (out, "  %-12s %-18s %22s %-6s %9s  %s\n", "vehicle", "channel", "value", "unit",
      "age [s]", "state");
  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    for (guint j = 0; j < snapshot->n_channels; j++) {
      TlmValue value = tlm_snapshot_value (snapshot, i, j);
      value.value = inspect_written (timeline, j, value.value);
      if (inspect_has_channel (timeline, i, j, snapshot))
        print_value (inspect_vehicle_name (timeline, i), tlm_timeline_channel_name (timeline, j),
            tlm_timeline_channel_quantity (timeline, j), &value, out);
    }
  }
}

gboolean
inspect_at (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (char **text = options->at; *text; text++) {
    gint64 time;
    if (!inspect_read_time (flight->timeline, *text, &time, error))
      return FALSE;
    g_array_append_val (times, time);
  }
  for (guint i = 0; i < times->len; i++) {
    tlm_timeline_at (flight->timeline, g_array_index (times, gint64, i), NULL, snapshot);
    if (options->json)
      inspect_print_json (flight, snapshot, out);
    else
      print_text (flight, snapshot, out);
  }
  return TRUE;
}
