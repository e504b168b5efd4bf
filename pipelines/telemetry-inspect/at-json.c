/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/iso8601.h"
#include "inspect.h"
#include "json-line.h"

/* UTC where it is known, with as many decimals as the time needs. */
static void
add_time (GString *out, const TlmSnapshot *snapshot)
{
  gboolean whole_ms = snapshot->instant % 1000000 == 0;
  g_autofree char *utc = tlm_instant_format_utc (snapshot->instant, whole_ms ? 3 : 9, FALSE);

  if (utc)
    inspect_json_text (out, "t", utc);
  else
    inspect_json_seconds (out, "t", snapshot->elapsed_ns);
  inspect_json_seconds (out, "met", snapshot->elapsed_ns);
}

static void
add_phase (GString *out, const TlmTimeline *timeline, const TlmPhaseState *phase)
{
  const TlmEvent *event = phase->current;

  inspect_json_text (out, "phase", event ? tlm_timeline_phase_of (timeline, event) : NULL);
  inspect_json_text (out, "event", event ? event->id : NULL);
}

/* FRAME is NULL but for a speed that is known to be one or the other. */
static void
add_value (GString *out, TlmQuantity quantity, const TlmValue *value, const char *frame)
{
  gboolean known = value->validity != TLM_VALIDITY_ABSENT;

  g_string_append_c (out, '{');
  inspect_json_number (out, "value", known, value->value);
  inspect_json_text (out, "unit", tlm_quantity_si_symbol (quantity));
  inspect_json_seconds (out, "age", known ? value->age_ns : TLM_TIME_NONE);
  inspect_json_boolean (out, "valid", tlm_value_is_shown (value));
  inspect_json_text (out, "origin", value->origin == TLM_ORIGIN_DERIVED ? "derived" : "measured");
  if (frame)
    inspect_json_text (out, "frame", frame);
  g_string_append_c (out, '}');
}

static void
add_channels (GString *out, const TlmTimeline *timeline, const TlmSnapshot *snapshot,
    guint vehicle)
{
  static const char *const frames[] = { [TLM_SPEED_UNDECLARED] = NULL,
    [TLM_SPEED_RELATIVE] = "relative", [TLM_SPEED_INERTIAL] = "inertial" };
  const char *frame = frames[snapshot->vehicles[vehicle].speed_frame];

  inspect_json_key (out, "channels");
  g_string_append_c (out, '{');
  for (guint i = 0; i < snapshot->n_channels; i++) {
    TlmValue value = tlm_snapshot_value (snapshot, vehicle, i);
    if (!inspect_has_channel (timeline, vehicle, i, snapshot))
      continue;
    value.value = inspect_written (timeline, i, value.value);
    inspect_json_key (out, tlm_timeline_channel_name (timeline, i));
    add_value (out, tlm_timeline_channel_quantity (timeline, i), &value,
        i == TLM_CHANNEL_SPEED ? frame : NULL);
  }
  g_string_append_c (out, '}');
}

static void
add_provenance (GString *out, const TlmMission *mission, const TlmSnapshot *snapshot, guint vehicle)
{
  g_autofree char *epoch = inspect_epoch (snapshot, vehicle);

  inspect_json_text (out, "provenance",
      tlm_provenance_name (tlm_mission_provenance_at (mission, snapshot, vehicle)));
  inspect_json_text (out, "epoch", epoch);
}

static void
add_vehicles (GString *out, const TlmFlight *flight, const TlmSnapshot *snapshot)
{
  const TlmTimeline *timeline = flight->timeline;

  inspect_json_key (out, "vehicles");
  g_string_append_c (out, '{');
  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    inspect_json_key (out, inspect_vehicle_name (timeline, i));
    g_string_append_c (out, '{');
    add_phase (out, timeline, &snapshot->vehicles[i].phase);
    add_provenance (out, flight->mission, snapshot, i);
    add_channels (out, timeline, snapshot, i);
    g_string_append_c (out, '}');
  }
  g_string_append_c (out, '}');
}

void
inspect_print_json (const TlmFlight *flight, const TlmSnapshot *snapshot, FILE *file)
{
  GString *out = g_string_new ("{");
  g_autofree char *text = NULL;

  add_time (out, snapshot);
  add_phase (out, flight->timeline, &snapshot->phase);
  add_vehicles (out, flight, snapshot);
  g_string_append (out, "}\n");
  text = g_string_free (out, FALSE);
  fputs (text, file);
}
