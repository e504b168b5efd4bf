/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/gauge.h"

#include <math.h>
#include <string.h>

#include "core/timeline/extremes.h"
#include "render/draw/ticks.h"
#include "render/layout/key-value.h"
#include "render/layout/readout.h"

/* What scales reach where nothing is known yet, storage units. */
static const struct {
  TlmQuantity quantity;
  double reach;
} reaches[] = {
  { TLM_QUANTITY_LENGTH, 250e3 }, { TLM_QUANTITY_SPEED, 8000 },
  { TLM_QUANTITY_ACCELERATION, 6 * 9.80665 }, { TLM_QUANTITY_PRESSURE, 40e3 },
  { TLM_QUANTITY_ANGLE, 180 }, { TLM_QUANTITY_FRACTION, 1 },
};

static guint
vehicle_of (const TlrWidget *widget)
{
  return (guint) MAX (widget->vehicle, 0);
}

static void
find_channels (TlrGauge *gauge, TlrWidget *widget)
{
  g_autofree char *text = tlr_widget_text (widget, "channel");
  g_auto (GStrv) names = g_strsplit (text, "|", TLR_GAUGE_CHANNELS + 1);

  for (guint i = 0; names[i] && gauge->n_channels < TLR_GAUGE_CHANNELS; i++) {
    guint channel;

    if (!tlm_timeline_find_channel (widget->context->timeline, g_strstrip (names[i]), &channel))
      continue;
    gauge->channels[gauge->n_channels++] = channel;
    tlm_channel_set_add (&widget->context->channels, channel);
  }
}

guint
tlr_gauge_channel (const TlrGauge *gauge, const TlrWidget *widget)
{
  for (guint i = 0; i + 1 < gauge->n_channels; i++)
    if (tlm_timeline_has_channel (widget->context->timeline, vehicle_of (widget),
            gauge->channels[i], NULL))
      return gauge->channels[i];
  return gauge->n_channels ? gauge->channels[gauge->n_channels - 1] : G_MAXUINT;
}

static TlmChannelId
kind_of (const TlrGauge *gauge, const TlrWidget *widget)
{
  guint channel = tlr_gauge_channel (gauge, widget);

  return channel == G_MAXUINT ? TLM_N_STANDARD_CHANNELS :
      tlm_timeline_channel_kind (widget->context->timeline, channel);
}

/* A full turn in the scale's unit; 0 for what is no direction. */
static double
turn_of (const TlrGauge *gauge)
{
  double turn_deg = gauge->kind < TLM_N_STANDARD_CHANNELS ?
      tlm_channel_get (gauge->kind)->wraps_deg : 0;

  return tlr_gauge_shown (gauge, turn_deg);
}

static void
find_reach (const TlrGauge *gauge, const TlrWidget *widget, double *low, double *high)
{
  const TlmTimeline *timeline = widget->context->timeline;
  guint channel = tlr_gauge_channel (gauge, widget);

  *low = 0;
  *high = 1;
  if (turn_of (gauge) > 0) {
    *high = tlm_channel_get (gauge->kind)->wraps_deg;
    return;
  }
  if (channel == G_MAXUINT || tlm_timeline_reach (timeline, vehicle_of (widget), channel, low, high))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (reaches); i++)
    if (reaches[i].quantity == tlm_timeline_channel_quantity (timeline, channel))
      *high = reaches[i].reach;
}

static void
find_unit (TlrGauge *gauge, TlrWidget *widget, double largest)
{
  const TlrContext *context = widget->context;
  g_autofree char *symbol = tlr_widget_text (widget, "unit");
  guint channel = tlr_gauge_channel (gauge, widget);

  gauge->unit = symbol ? tlm_unit_find (symbol) : NULL;
  if (!gauge->unit && channel != G_MAXUINT)
    gauge->unit = tlr_readout_choose (context->source.units,
        tlm_timeline_channel_quantity (context->timeline, channel), channel, largest, largest).unit;
}

/* Steps of the number beside it that a scale made by the data spans at least: a needle
 * that swings over less than the number shows would tell of noise. */
#define LEAST_STEPS 10

/* The least length of the scale, in its unit. */
static double
least_span (const TlrGauge *gauge, const TlrWidget *widget, double largest)
{
  const TlrContext *context = widget->context;
  g_autofree char *decimals = tlr_widget_text (widget, "decimals");
  guint channel = tlr_gauge_channel (gauge, widget);

  if (decimals)
    return LEAST_STEPS * pow (10, -tlr_widget_number (widget, "decimals"));
  if (channel == G_MAXUINT)
    return 0;
  TlrReadout usual = tlr_readout_choose (context->source.units,
      tlm_timeline_channel_quantity (context->timeline, channel), channel, largest, largest);
  return usual.unit == gauge->unit ? LEAST_STEPS * pow (10, -(double) usual.decimals) : 0;
}

/* Round numbers around what is known; 0 is on a scale that begins near it. */
static void
find_ends (TlrGauge *gauge, const TlrWidget *widget, double low, double high)
{
  g_autofree char *minimum = tlr_widget_text (widget, "minimum");
  g_autofree char *maximum = tlr_widget_text (widget, "maximum");
  double a = tlr_gauge_shown (gauge, low), b = tlr_gauge_shown (gauge, high);
  double least = least_span (gauge, widget, MAX (fabs (low), fabs (high)));

  gauge->low = a < -0.02 * fabs (b) ? -tlr_ticks_ceiling (-a) : 0;
  gauge->high = turn_of (gauge) > 0 ? turn_of (gauge) : b > 0 ? tlr_ticks_ceiling (b) : 0;
  gauge->low_given = minimum != NULL;
  gauge->high_given = maximum != NULL;
  if (minimum)
    gauge->low = tlr_widget_number (widget, "minimum");
  if (maximum)
    gauge->high = tlr_widget_number (widget, "maximum");
  if (!maximum)
    gauge->high = MAX (gauge->high, gauge->low + least);
  else if (!minimum)
    gauge->low = MIN (gauge->low, gauge->high - least);
  if (!(gauge->high > gauge->low))
    *(maximum ? &gauge->low : &gauge->high) = maximum ? gauge->high - 1 : gauge->low + 1;
}

/* What the field's template would say of the channel, with the scale's unit. */
static void
make_templates (TlrGauge *gauge, TlrWidget *widget)
{
  g_autofree char *channel = tlr_widget_text (widget, "channel");
  g_autofree char *decimals = tlr_widget_text (widget, "decimals");
  const char *symbol = gauge->unit ? gauge->unit->symbol : "";

  gauge->value = g_strdup_printf ("{%s:%s%s%s}", channel, symbol, decimals ? ":" : "",
      decimals ? decimals : "");
  gauge->sign = symbol[0] ? g_strdup_printf ("{%s.unit:%s}", channel, symbol) : NULL;
}

void
tlr_gauge_init (TlrGauge *gauge, TlrWidget *widget)
{
  g_autofree char *zones = tlr_widget_text (widget, "zones");
  double low, high;

  gauge->revision = tlm_timeline_get_revision (widget->context->timeline);
  find_channels (gauge, widget);
  gauge->kind = kind_of (gauge, widget);
  find_reach (gauge, widget, &low, &high);
  find_unit (gauge, widget, MAX (fabs (low), fabs (high)));
  find_ends (gauge, widget, low, high);
  make_templates (gauge, widget);
  if (zones)
    tlr_zones_read (zones, gauge->zones, &gauge->n_zones);
  for (guint i = 0; i < gauge->n_zones; i++)
    gauge->zones[i].rgba[3] *= widget->opacity;
}

void
tlr_gauge_init_follow (TlrGauge *gauge, const TlrWidget *widget)
{
  double least = least_span (gauge, widget, 0);

  if (tlr_widget_choice (widget, "scale") != 1 || turn_of (gauge) > 0)
    return;
  gauge->follow.step_ns = (TlmDuration) (tlr_widget_number (widget, "hold") * TLM_SECOND / TLR_FOLLOW_SAMPLES);
  gauge->follow.least = least > 0 ? least : 1;
}

gboolean
tlr_gauge_follows (const TlrGauge *gauge)
{
  return gauge->follow.step_ns > 0;
}

void
tlr_gauge_set_follow (TlrGauge *gauge, gint16 code)
{
  gauge->follow_code = code;
  gauge->high = tlr_gauge_follow_end (code);
  if (!gauge->low_given)
    gauge->low = gauge->low < 0 ? -gauge->high : 0;
  else if (gauge->low >= gauge->high)
    gauge->high = gauge->low + gauge->follow.least;
}

/* The ends at an instant. */
static void
follow (TlrGauge *gauge, const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  double reach = tlr_gauge_follow_reach (&gauge->follow, widget, tlr_gauge_channel (gauge, widget), snapshot);

  tlr_gauge_set_follow (gauge, tlr_gauge_follow_code (MAX (fabs (tlr_gauge_shown (gauge, reach)), gauge->follow.least)));
}

void
tlr_gauge_finish (TlrGauge *gauge)
{
  g_clear_pointer (&gauge->value, g_free);
  g_clear_pointer (&gauge->sign, g_free);
}

char *
tlr_gauge_label (TlrWidget *widget)
{
  g_autofree char *text = tlr_widget_text (widget, "label");
  g_autoptr (TlrTemplate) parsed = text && text[0] ? tlr_template_parse (text, NULL) : NULL;
  g_autoptr (TlmSnapshot) empty = tlm_snapshot_new ();
  char buf[TLR_TEMPLATE_SIZE] = "";

  if (!parsed)
    return g_strdup ("");
  tlm_timeline_at (widget->context->timeline, TLM_TIME_NONE, NULL, empty);
  g_autoptr (TlrText) label = tlr_text_new (parsed, &widget->context->source, vehicle_of (widget));
  tlr_text_print (label, empty, buf, NULL);
  return g_strdup (g_strstrip (buf));
}

static gboolean
check_ends (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *minimum = tlm_key_file_get (file, group, "minimum");
  g_autofree char *maximum = tlm_key_file_get (file, group, "maximum");
  double low, high;

  if (!minimum || !maximum || !tlr_key_read_number (minimum, &low) ||
      !tlr_key_read_number (maximum, &high) || low < high)
    return TRUE;
  tlm_key_file_error (file, group, "maximum", error, "%s is not above minimum=%s", maximum, minimum);
  return FALSE;
}

/* Only standard channels have a quantity that is known without the data. */
static gboolean
check_unit (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *symbol = tlm_key_file_get (file, group, "unit");
  g_autofree char *text = tlm_key_file_get (file, group, "channel");
  const TlmUnit *unit = symbol ? tlm_unit_find (symbol) : NULL;
  g_auto (GStrv) names = text ? g_strsplit (text, "|", -1) : NULL;

  for (guint i = 0; unit && names && names[i]; i++) {
    TlmChannelId id;

    if (!tlm_channel_from_name (g_strstrip (names[i]), &id))
      continue;
    TlmQuantity quantity = tlm_channel_get (id)->quantity;
    if (quantity == unit->quantity)
      continue;
    tlm_key_file_error (file, group, "unit", error, "\"%s\" is a unit of %s, but %s is a %s", symbol,
        tlm_quantity_name (unit->quantity), names[i], tlm_quantity_name (quantity));
    return FALSE;
  }
  return TRUE;
}

/* A scale that follows has no end of its own. */
static gboolean
check_follow (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *scale = tlm_key_file_get (file, group, "scale"), *maximum = tlm_key_file_get (file, group, "maximum");

  if (!maximum || g_strcmp0 (scale, "follow") != 0)
    return TRUE;
  tlm_key_file_error (file, group, "maximum", error,
      "scale=follow ends where the value wants it to; leave out maximum=%s", maximum);
  return FALSE;
}

gboolean
tlr_gauge_check (const TlmKeyFile *file, const char *group, GError **error)
{
  return check_ends (file, group, error) && check_unit (file, group, error) && check_follow (file, group, error);
}

double
tlr_gauge_shown (const TlrGauge *gauge, double stored)
{
  return gauge->unit ? tlm_unit_from_si (gauge->unit, stored) : stored;
}

double
tlr_gauge_value (const TlrGauge *gauge, double stored)
{
  double turn = turn_of (gauge);
  double value = tlm_channel_written (gauge->kind, gauge->unit, TLM_DECIMALS_EXACT, stored);

  return turn > 0 && value > gauge->high && value - turn >= gauge->low ? value - turn : value;
}

double
tlr_gauge_part (const TlrGauge *gauge, double shown)
{
  return CLAMP ((shown - gauge->low) / (gauge->high - gauge->low), 0, 1);
}

/* Once for each state of the timeline, for derived channels take some time. */
static void
hold_against_data (TlrGauge *gauge, const TlrWidget *widget)
{
  guint64 revision = tlm_timeline_get_revision (widget->context->timeline);
  TlrGauge now = *gauge;
  double low, high;

  if (revision == gauge->revision)
    return;
  gauge->revision = revision;
  find_reach (&now, widget, &low, &high);
  find_ends (&now, widget, low, high);
  gauge->is_outgrown = tlr_gauge_follows (gauge) ? now.low < 0 && gauge->low >= 0 :
      now.low < gauge->low || now.high > gauge->high;
}

TlrGaugeReading
tlr_gauge_read (TlrGauge *gauge, const TlrWidget *widget, const TlmSnapshot *snapshot)
{
  TlmValue value = tlm_snapshot_value (snapshot, vehicle_of (widget),
      tlr_gauge_channel (gauge, widget));
  TlrGaugeReading reading = { TLR_GAUGE_LOST, FALSE, 0, 0 };

  if (tlr_gauge_follows (gauge))
    follow (gauge, widget, snapshot);
  if (!tlm_value_is_shown (&value) || !isfinite (value.value))
    return reading;
  reading.value = tlr_gauge_value (gauge, value.value);
  reading.part = tlr_gauge_part (gauge, reading.value);
  reading.stale = value.validity == TLM_VALIDITY_STALE;
  reading.place = reading.value < gauge->low ? TLR_GAUGE_UNDER :
      reading.value > gauge->high ? TLR_GAUGE_OVER : TLR_GAUGE_WITHIN;
  if ((reading.place == TLR_GAUGE_UNDER && !gauge->low_given) ||
      (reading.place == TLR_GAUGE_OVER && !gauge->high_given))
    hold_against_data (gauge, widget);
  return reading;
}

TlrGaugeTicks
tlr_gauge_ticks (double range, double most)
{
  double step = tlr_ticks_step (range, MAX (most, 1));

  return (TlrGaugeTicks) { step, tlr_ticks_parts (step) };
}

void
tlr_gauge_print (const TlrGauge *gauge, const TlrWidget *widget, double value, guint decimals,
    char buf[TLR_NUMBER_SIZE])
{
  if (turn_of (gauge) > 0)
    value = tlm_channel_written (gauge->kind, gauge->unit, decimals,
        gauge->unit ? tlm_unit_to_si (gauge->unit, value) : value);
  tlr_number_print (value, decimals, &widget->context->source.marks, buf, TLR_NUMBER_SIZE);
}
