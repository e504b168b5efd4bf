/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/base/number.h"
#include "core/measure/unit.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "inspect.h"

const char *
inspect_vehicle_name (const TlmTimeline *timeline, guint vehicle)
{
  const char *name = tlm_timeline_vehicle_name (timeline, vehicle);

  return *name ? name : "vehicle";
}

gboolean
inspect_has_channel (const TlmTimeline *timeline, guint vehicle, guint channel,
    const TlmSnapshot *snapshot)
{
  return tlm_timeline_has_channel (timeline, vehicle, channel, NULL) || (snapshot &&
      tlm_snapshot_value (snapshot, vehicle, channel).validity != TLM_VALIDITY_ABSENT);
}

double
inspect_written (const TlmTimeline *timeline, guint channel, double value)
{
  return tlm_channel_written (tlm_timeline_channel_kind (timeline, channel), NULL,
      TLM_DECIMALS_EXACT, value);
}

double
inspect_rounded (double value, guint decimals)
{
  double power = pow (10, decimals), whole = round (value * power);

  return whole == 0 ? 0 : whole / power;
}

char *
inspect_exact (double value)
{
  GString *text = g_string_new (NULL);

  tlm_number_append (text, value);
  return g_string_free (text, FALSE);
}

char *
inspect_short (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* Below a million whole numbers are not written with an exponent. */
  return g_strdup (g_ascii_formatd (text, sizeof text,
          fabs (value) >= 1e6 && fabs (value) < 1e15 ? "%.0f" : "%.6g", value == 0 ? 0 : value));
}

/* What people read each quantity in, from this storage value on. */
static const struct {
  TlmQuantity quantity;
  double from;
  const char *unit;
} readable[] = {
  { TLM_QUANTITY_LENGTH, 1e4, "km" },
  { TLM_QUANTITY_SPEED, 0, "km/h" },
  { TLM_QUANTITY_PRESSURE, 1e4, "kPa" },
  { TLM_QUANTITY_TEMPERATURE, 0, "degC" },
  { TLM_QUANTITY_FRACTION, 0, "%" },
};

static const TlmUnit *
readable_unit (TlmQuantity quantity, double extent)
{
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    if (readable[i].quantity == quantity && extent >= readable[i].from)
      return tlm_unit_find (readable[i].unit);
  return NULL;
}

static char *
span_text (double low, double high, const char *unit)
{
  g_autofree char *from = inspect_short (low);
  g_autofree char *to = inspect_short (high);

  return g_strdup_printf ("%s to %s%s%s", from, to, *unit ? " " : "", unit);
}

char *
inspect_range (TlmQuantity quantity, double low, double high)
{
  const TlmUnit *unit = readable_unit (quantity, MAX (fabs (low), fabs (high)));
  g_autofree char *si = span_text (low, high, tlm_quantity_si_symbol (quantity));
  g_autofree char *read = NULL;

  if (!unit)
    return g_steal_pointer (&si);
  read = span_text (tlm_unit_from_si (unit, low), tlm_unit_from_si (unit, high), unit->symbol);
  return g_strdup_printf ("%s (%s)", read, si);
}

char *
inspect_time (const TlmTimeline *timeline, gint64 time_ns)
{
  static const TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = 3 };
  g_autofree char *elapsed =
      tlm_elapsed_format (tlm_timeline_to_elapsed (timeline, time_ns), &format);
  g_autofree char *utc =
      tlm_instant_format_utc (tlm_timeline_to_instant (timeline, time_ns), 3, FALSE);

  if (elapsed && utc)
    return g_strdup_printf ("%s %s", elapsed, utc);
  return g_strdup (elapsed ? elapsed : utc ? utc : "unknown");
}

char *
inspect_event_time (const TlmTimeline *timeline, const TlmEvent *event)
{
  g_autofree char *time = inspect_time (timeline, event->time_ns);

  if (event->after_ns != TLM_TIME_NONE && event->before_ns != TLM_TIME_NONE) {
    g_autofree char *after = inspect_time (timeline, event->after_ns);
    g_autofree char *before = inspect_time (timeline, event->before_ns);
    return g_strdup_printf ("between %s and %s", after, before);
  }
  if (event->error_ns != TLM_TIME_NONE) {
    double error_s = tlm_duration_to_s (event->error_ns);
    g_autofree char *error = inspect_short (inspect_rounded (error_s, error_s < 0.1 ? 3 : 1));
    return g_strdup_printf ("%s \302\261 %s s", time, error);
  }
  return g_steal_pointer (&time);
}

const char *
inspect_event_note (const TlmEvent *event)
{
  if (event->under_way)
    return "  (under way when first seen)";
  return event->revised ? "  (revised)" : "";
}
