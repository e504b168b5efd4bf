/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <json-glib/json-glib.h>

#include "core/time/iso8601.h"
#include "inspect.h"

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
add_number (JsonBuilder *builder, const char *name, gboolean known, double value)
{
  json_builder_set_member_name (builder, name);
  if (known)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* UTC where it is known, with as many decimals as the time needs. */
static void
add_time (JsonBuilder *builder, const TlmSnapshot *snapshot)
{
  gboolean whole_ms = snapshot->instant % 1000000 == 0;
  g_autofree char *utc = tlm_instant_format_utc (snapshot->instant, whole_ms ? 3 : 9, FALSE);
  gboolean timed = snapshot->elapsed_ns != TLM_TIME_NONE;

  if (utc)
    add_text (builder, "t", utc);
  else
    add_number (builder, "t", timed, tlm_duration_to_s (snapshot->elapsed_ns));
  add_number (builder, "met", timed, tlm_duration_to_s (snapshot->elapsed_ns));
}

static void
add_phase (JsonBuilder *builder, const TlmTimeline *timeline, const TlmPhaseState *phase)
{
  const TlmEvent *event = phase->current;

  add_text (builder, "phase", event ? tlm_timeline_phase_of (timeline, event) : NULL);
  add_text (builder, "event", event ? event->id : NULL);
}

/* FRAME is NULL but for a speed that is known to be one or the other. */
static void
add_value (JsonBuilder *builder, TlmQuantity quantity, const TlmValue *value, const char *frame)
{
  gboolean known = value->validity != TLM_VALIDITY_ABSENT;

  json_builder_begin_object (builder);
  add_number (builder, "value", known, value->value);
  add_text (builder, "unit", tlm_quantity_si_symbol (quantity));
  add_number (builder, "age", known, tlm_duration_to_s (value->age_ns));
  json_builder_set_member_name (builder, "valid");
  json_builder_add_boolean_value (builder, tlm_value_is_shown (value));
  add_text (builder, "origin", value->origin == TLM_ORIGIN_DERIVED ? "derived" : "measured");
  if (frame)
    add_text (builder, "frame", frame);
  json_builder_end_object (builder);
}

static void
add_channels (JsonBuilder *builder, const TlmTimeline *timeline, const TlmSnapshot *snapshot,
    guint vehicle)
{
  static const char *const frames[] = { [TLM_SPEED_UNDECLARED] = NULL,
    [TLM_SPEED_RELATIVE] = "relative", [TLM_SPEED_INERTIAL] = "inertial" };
  const char *frame = frames[snapshot->vehicles[vehicle].speed_frame];

  json_builder_set_member_name (builder, "channels");
  json_builder_begin_object (builder);
  for (guint i = 0; i < snapshot->n_channels; i++) {
    TlmValue value = tlm_snapshot_value (snapshot, vehicle, i);
    if (!inspect_has_channel (timeline, vehicle, i, snapshot))
      continue;
    json_builder_set_member_name (builder, tlm_timeline_channel_name (timeline, i));
    add_value (builder, tlm_timeline_channel_quantity (timeline, i), &value,
        i == TLM_CHANNEL_SPEED ? frame : NULL);
  }
  json_builder_end_object (builder);
}

static void
add_vehicles (JsonBuilder *builder, const TlmTimeline *timeline, const TlmSnapshot *snapshot)
{
  json_builder_set_member_name (builder, "vehicles");
  json_builder_begin_object (builder);
  for (guint i = 0; i < snapshot->n_vehicles; i++) {
    json_builder_set_member_name (builder, inspect_vehicle_name (timeline, i));
    json_builder_begin_object (builder);
    add_phase (builder, timeline, &snapshot->vehicles[i].phase);
    add_channels (builder, timeline, snapshot, i);
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

void
inspect_print_json (const TlmTimeline *timeline, const TlmSnapshot *snapshot, FILE *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_time (builder, snapshot);
  add_phase (builder, timeline, &snapshot->phase);
  add_vehicles (builder, timeline, snapshot);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  fprintf (out, "%s\n", text);
}
