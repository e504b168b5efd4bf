/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/plot/plot-scale.h"

#include <math.h>
#include <string.h>

#include "core/time/utc.h"
#include "render/layout/readout.h"
#include "render/widgets/trace.h"

#define DAY_S 86400

static gboolean
read_end (const TlrWidget *widget, const char *prefix, const char *key, double *out)
{
  g_autofree char *name = g_strconcat (prefix, key, NULL);
  g_autofree char *text = tlr_widget_text (widget, name);

  if (text)
    *out = tlr_widget_number (widget, name);
  return text != NULL;
}

/* T-0; without one, the midnight (UTC) before the first sample. */
static void
find_origin (TlrPlotScale *scale, const TlmTimeline *timeline)
{
  gint64 first = 0, last = 0;
  TlmUtc utc;

  scale->origin_ns = tlm_timeline_from_elapsed (timeline, 0);
  if (scale->origin_ns != TLM_TIME_NONE)
    return;
  scale->origin_ns = 0;
  if (!tlm_timeline_span (timeline, &first, &last) ||
      !tlm_instant_to_utc (tlm_timeline_to_instant (timeline, first), &utc))
    return;
  scale->of_day = TRUE;
  scale->origin_ns = first - ((utc.hour * 60 + utc.minute) * 60 + utc.second) * TLM_SECOND -
      utc.nanosecond;
}

void
tlr_plot_scale_init (TlrPlotScale *scale, const TlrWidget *widget, const char *channel_key,
    const char *prefix)
{
  const TlmTimeline *timeline = widget->context->timeline;
  g_autofree char *name = tlr_widget_text (widget, channel_key);
  g_autofree char *unit_key = g_strconcat (prefix, "unit", NULL);
  g_autofree char *symbol = tlr_widget_text (widget, unit_key);

  scale->is_time = strcmp (name, "time") == 0;
  scale->known = scale->is_time || tlr_trace_channel (widget, name, &scale->channel);
  scale->unit = symbol ? tlm_unit_find (symbol) : NULL;
  scale->low_given = read_end (widget, prefix, "minimum", &scale->low);
  scale->high_given = read_end (widget, prefix, "maximum", &scale->high);
  if (scale->is_time)
    find_origin (scale, timeline);
}

void
tlr_plot_scale_finish (TlrPlotScale *scale)
{
  g_free (scale->title);
}

double
tlr_plot_scale_number (const TlrPlotScale *scale, double value)
{
  if (scale->is_time)
    return (value - (double) scale->origin_ns) / (double) TLM_SECOND;
  return scale->unit ? tlm_unit_from_si (scale->unit, value) : value;
}

static void
choose_unit (TlrPlotScale *scale, const TlrContext *context, double largest)
{
  TlmQuantity quantity = tlm_timeline_channel_quantity (context->timeline, scale->channel);

  if (scale->unit && scale->unit->quantity == quantity)
    return;
  scale->unit = tlr_readout_choose (context->source.units, quantity, scale->channel, largest,
      largest).unit;
}

static void
make_title (TlrPlotScale *scale, const TlrContext *context)
{
  g_free (scale->title);
  if (scale->is_time) {
    scale->title = g_strdup (scale->of_day ? "UTC" : "T+");
    return;
  }
  const char *name = tlm_timeline_channel_name (context->timeline, scale->channel);
  const char *label = tlr_words_channel (context->words, scale->channel, name, FALSE);
  const char *unit = scale->unit ? tlr_words_find (context->words, scale->unit->symbol) : NULL;
  scale->title = unit ? g_strconcat (label, ", ", unit, NULL) : g_strdup (label);
}

void
tlr_plot_scale_fit (TlrPlotScale *scale, const TlrWidget *widget, double low, double high,
    guint intervals)
{
  const TlrContext *context = widget->context;

  if (!scale->known)
    return;
  if (!scale->is_time)
    choose_unit (scale, context, MAX (fabs (low), fabs (high)));
  low = scale->low_given ? scale->low : tlr_plot_scale_number (scale, low);
  high = scale->high_given ? scale->high : tlr_plot_scale_number (scale, high);
  if (!(high > low))
    high = low + 1;
  scale->axis = (scale->is_time ? tlr_axis_fit_time : tlr_axis_fit) (low, high, intervals, TRUE);
  if (scale->low_given)
    scale->axis.low = low;
  if (scale->high_given)
    scale->axis.high = high;
  make_title (scale, context);
}

gboolean
tlr_plot_scale_is_outgrown (const TlrPlotScale *scale, double low, double high)
{
  double slack = 1e-6 * (scale->axis.high - scale->axis.low);

  return (!scale->low_given && tlr_plot_scale_number (scale, low) < scale->axis.low - slack) ||
      (!scale->high_given && tlr_plot_scale_number (scale, high) > scale->axis.high + slack);
}

/* A tick at a direction is written from 0 to below a full turn. */
static double
written (const TlrPlotScale *scale, const TlrContext *context, double tick)
{
  return tlm_channel_written (tlm_timeline_channel_kind (context->timeline, scale->channel),
      scale->unit, scale->axis.decimals,
      scale->unit ? tlm_unit_to_si (scale->unit, tick) : tick);
}

const char *
tlr_plot_scale_label (const TlrPlotScale *scale, const TlrContext *context, double tick, char *buf)
{
  TlmUtc utc;

  if (scale->of_day && scale->axis.step >= DAY_S && tlm_instant_to_utc (tlm_timeline_to_instant (
          context->timeline, scale->origin_ns + (gint64) (tick * TLM_SECOND)), &utc)) {
    g_snprintf (buf, TLR_NUMBER_SIZE, "%02d-%02d", utc.month, utc.day);
    return buf;
  }
  if (scale->is_time)
    return tlr_axis_time_label (&scale->axis, tick, scale->of_day, buf, TLR_NUMBER_SIZE);
  if (scale->known && tlm_timeline_channel_quantity (context->timeline, scale->channel) == TLM_QUANTITY_ANGLE)
    tick = written (scale, context, tick);
  tlr_number_print (tick, scale->axis.decimals, &context->source.marks, buf, TLR_NUMBER_SIZE);
  return buf;
}
