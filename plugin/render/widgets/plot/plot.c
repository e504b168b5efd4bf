/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/plan-name.h"
#include "render/draw/picture.h"
#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/plot/plot-curve.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

typedef enum { PLAN_AUTO, PLAN_PLANNED, PLAN_REST, PLAN_NONE } Plan;

/* A channel over time or over another channel: what has been as a full line up to
 * a marker, and faint what was planned or is still to come. Scales and the faint
 * line are drawn once. */
typedef struct {
  TlrWidget widget;
  TlrPlotAxes axes;
  TlrPlotTimes times;
  TlrPlotCurve actual, planned;
  gboolean has_rest;               /* the rest of the actual curve is shown */
  double line, plan_line, radius;
  TlrMarker marker;                /* where it is now */
  double rgba[4], plan_rgba[4], ground_rgba[4];
  guint64 revision;                /* that the curve is of */
  gboolean outgrown;
} Plot;

/* What has been; bytes compared. */
typedef struct {
  guint64 revision;
  guint64 count;
} State;

static guint
vehicle_of (const Plot *plot)
{
  return (guint) MAX (plot->widget.vehicle, 0);
}

/* The same channels as they were planned. */
static void
find_planned (Plot *plot)
{
  const TlmTimeline *timeline = plot->widget.context->timeline;
  const TlrPlotScale *scales[] = { &plot->axes.x, &plot->axes.y };

  plot->planned.known = plot->actual.known;
  for (guint i = plot->axes.x.is_time; i < 2 && plot->planned.known; i++) {
    g_autofree char *name = tlm_planned_name (
        tlm_timeline_channel_name (timeline, scales[i]->channel));

    plot->planned.known =
        tlm_timeline_find_channel (timeline, name, &plot->planned.channels[i]) &&
        tlm_timeline_has_channel (timeline, vehicle_of (plot), plot->planned.channels[i], NULL);
  }
}

static void
read_looks (Plot *plot)
{
  TlrWidget *widget = &plot->widget;

  plot->line = tlr_widget_rows (widget, "line");
  plot->plan_line = tlr_widget_rows (widget, "plan-line");
  plot->radius = tlr_widget_rows (widget, "radius");
  tlr_widget_colour (widget, "line-colour", plot->rgba);
  tlr_widget_colour (widget, "plan-colour", plot->plan_rgba);
  tlr_widget_colour (widget, "ground-colour", plot->ground_rgba);
  tlr_marker_read (&plot->marker, widget, plot->line, plot->rgba);
}

static void
init (TlrWidget *widget)
{
  Plot *plot = (Plot *) widget;
  TlmChannelSet *channels = &widget->context->channels;
  Plan plan = tlr_widget_choice (widget, "plan");

  read_looks (plot);
  tlr_plot_axes_init (&plot->axes, widget);
  plot->actual.channels[0] = plot->axes.x.channel;
  plot->actual.channels[1] = plot->axes.y.channel;
  plot->actual.known = plot->axes.x.known && plot->axes.y.known && !plot->axes.y.is_time;
  if (plan == PLAN_AUTO || plan == PLAN_PLANNED)
    find_planned (plot);
  plot->has_rest = plan == PLAN_REST || (plan == PLAN_AUTO && !plot->planned.known);
  if (plot->actual.known && !plot->axes.x.is_time)
    tlm_channel_set_add (channels, plot->axes.x.channel);
  if (plot->actual.known)
    tlm_channel_set_add (channels, plot->axes.y.channel);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  *width = tlr_widget_columns (widget, "length");
  *height = tlr_widget_rows (widget, "thickness");
}

static void
renew (Plot *plot)
{
  const TlmTimeline *timeline = plot->widget.context->timeline;
  guint64 revision = tlm_timeline_get_revision (timeline);
  gint64 first, last;

  if (!plot->actual.known || plot->revision == revision)
    return;
  g_autofree double *values = g_new (double, 2 * plot->times.n);
  g_autofree char *to = tlr_widget_text (&plot->widget, "to");
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  tlr_plot_curve_sample (&plot->actual, &plot->times, &plot->widget, plot->axes.x.is_time, values);
  tlr_plot_curve_range (&plot->times, values, low, high);
  plot->outgrown = tlr_plot_scale_is_outgrown (&plot->axes.x, low[0], high[0]) ||
      tlr_plot_scale_is_outgrown (&plot->axes.y, low[1], high[1]) ||
      (!to && tlm_timeline_span (timeline, &first, &last) &&
      last > plot->times.first_ns + plot->times.n * plot->times.step_ns);
  tlr_plot_curve_place (&plot->actual, &plot->times, &plot->axes, values);
  plot->revision = revision;
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

static gsize
past_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  Plot *plot = (Plot *) widget;
  State state = { 0, 0 };

  if (!plot->actual.known || snapshot->time_ns == TLM_TIME_NONE)
    return 0;
  renew (plot);
  state.revision = plot->revision;
  state.count = tlr_trace_count (plot->actual.points, plot->actual.n_points,
      floor_divide (snapshot->time_ns - plot->times.first_ns, plot->times.step_ns));
  if (state.count == 0)
    return 0;
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
clip_area (const Plot *plot, cairo_t *cr)
{
  const TlrRect *area = &plot->axes.area;
  double over = plot->line / 2 + 1;

  cairo_rectangle (cr, area->x - over, area->y - over, area->width + 2 * over,
      area->height + 2 * over);
  cairo_clip (cr);
}

static void
paint_past (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Plot *plot = (Plot *) widget;
  State state;

  memcpy (&state, bytes, sizeof state);
  clip_area (plot, cr);
  tlr_trace_path (cr, plot->actual.points, 0, MIN ((guint) state.count, plot->actual.n_points));
  tlr_trace_stroke (widget->context, cr, plot->line, plot->rgba);
}

/* The value now, where it can be shown and lies inside. */
static gsize
head_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Plot *plot = (const Plot *) widget;
  const TlrRect *area = &plot->axes.area;
  TlmValue up = tlm_snapshot_value (snapshot, vehicle_of (plot), plot->axes.y.channel);
  TlmValue across = tlm_snapshot_value (snapshot, vehicle_of (plot), plot->axes.x.channel);

  if (!plot->actual.known || snapshot->time_ns == TLM_TIME_NONE || !tlm_value_is_shown (&up))
    return 0;
  if (plot->axes.x.is_time)
    across = (TlmValue) { (double) snapshot->time_ns, 0, TLM_VALIDITY_FRESH, TLM_ORIGIN_MEASURED };
  if (!tlm_value_is_shown (&across))
    return 0;
  double x = tlr_plot_axes_x (&plot->axes, across.value);
  double y = tlr_plot_axes_y (&plot->axes, up.value);
  if (x < area->x - 1 || x > area->x + area->width + 1 || y < area->y - 1 ||
      y > area->y + area->height + 1)
    return 0;
  return tlr_marker_state (x, y, MIN (up.validity, across.validity) == TLM_VALIDITY_STALE, out);
}

static guint
head_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  return tlr_marker_figures (&((Plot *) widget)->marker, widget->context, state, figures);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, past_state,
          paint_past));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, head_state,
          head_figures));
}

/* Curves and scales are there before anything is drawn. */
static void
arrange_curves (Plot *plot)
{
  const TlrWidget *widget = &plot->widget;
  guint n = plot->times.n;
  g_autofree double *actual = g_new (double, 2 * n);
  g_autofree double *planned = plot->planned.known ? g_new (double, 2 * n) : NULL;
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  tlr_plot_curve_sample (&plot->actual, &plot->times, widget, plot->axes.x.is_time, actual);
  if (planned)
    tlr_plot_curve_sample (&plot->planned, &plot->times, widget, plot->axes.x.is_time, planned);
  tlr_plot_curve_range (&plot->times, actual, low, high);
  tlr_plot_curve_range (&plot->times, planned, low, high);
  tlr_plot_axes_fit (&plot->axes, widget, low, high);
  tlr_plot_axes_place (&plot->axes, widget, TRUE);
  tlr_plot_curve_place (&plot->actual, &plot->times, &plot->axes, actual);
  if (planned)
    tlr_plot_curve_place (&plot->planned, &plot->times, &plot->axes, planned);
}

static void
arrange (TlrWidget *widget)
{
  Plot *plot = (Plot *) widget;

  plot->times = tlr_plot_times_find (widget);
  if (plot->actual.known)
    arrange_curves (plot);
  else
    tlr_plot_axes_place (&plot->axes, widget, FALSE);
  plot->revision = tlm_timeline_get_revision (widget->context->timeline);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  Plot *plot = (Plot *) widget;
  const TlrRect *r = &widget->rect;
  const TlrPlotCurve *faint = plot->planned.known ? &plot->planned :
      plot->has_rest ? &plot->actual : NULL;
  const double *c = plot->ground_rgba;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, plot->radius, widget->context->x_scale);
  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
  cairo_fill (cr);
  if (!plot->actual.known)
    return;
  tlr_plot_axes_draw (&plot->axes, widget, cr);
  if (!faint)
    return;
  clip_area (plot, cr);
  tlr_trace_path (cr, faint->points, 0, faint->n_points);
  tlr_trace_stroke (widget->context, cr, plot->plan_line, plot->plan_rgba);
}

static void
finish (TlrWidget *widget)
{
  Plot *plot = (Plot *) widget;

  tlr_plot_axes_finish (&plot->axes);
  g_free (plot->actual.points);
  g_free (plot->planned.points);
}

static gboolean
is_outgrown (const TlrWidget *widget)
{
  return ((const Plot *) widget)->outgrown;
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "18",
    .blurb = "of the scales' font" },
  { .name = "channel", .kind = TLR_KEY_TEXT, .fallback = "altitude",
    .blurb = "upwards; of a|b the first that the vehicle has" },
  { .name = "against", .kind = TLR_KEY_TEXT, .fallback = "time",
    .blurb = "to the right: time, or as channel" },
  { .name = "unit", .kind = TLR_KEY_UNIT,
    .blurb = "of the channel; as people read it unless told" },
  { .name = "minimum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the bottom; else as the flight has" },
  { .name = "maximum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the top; else as the flight has" },
  { .name = "against-unit", .kind = TLR_KEY_UNIT, .blurb = "of the channel to the right" },
  { .name = "against-minimum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the left; of time, seconds" },
  { .name = "against-maximum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the right; of time, seconds" },
  { .name = "from", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = -1e9, .maximum = 1e9,
    .blurb = "after T-0, where the curve begins" },
  { .name = "to", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = -1e9, .maximum = 1e9,
    .blurb = "after T-0, where it ends" },
  { .name = "plan", .kind = TLR_KEY_CHOICE, .fallback = "auto", .choices = "auto|planned|rest|none",
    .blurb = "the faint line: what was planned, or where there is no plan the rest" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 10, .maximum = 10000, .fallback = "420",
    .blurb = "from left to right" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 10, .maximum = 10000, .fallback = "240",
    .blurb = "from top to bottom" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "3.2",
    .blurb = "width of what has been" },
  { .name = "plan-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "width of the faint line" },
  TLR_MARKER_KEYS,
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "6",
    .blurb = "of the corners" },
  { .name = "line-colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa",
    .blurb = "of what has been" },
  { .name = "plan-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff70",
    .blurb = "of what was planned or comes" },
  { .name = "grid-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff30",
    .blurb = "of the lines at ticks" },
  { .name = "ground-colour", .kind = TLR_KEY_COLOUR, .fallback = "#04070cc8",
    .blurb = "of the ground" },
};

const TlrWidgetClass tlr_widget_plot = {
  .name = "plot",
  .description = "A channel over time or over another channel",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Plot),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
  .is_outgrown = is_outgrown,
};
