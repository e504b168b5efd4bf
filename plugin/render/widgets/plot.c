/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/curve.h"
#include "core/timeline/plan-name.h"
#include "render/draw/picture.h"
#include "render/widgets/plot-scale.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* Most samples of a curve, and how many there are to a pixel of its width. */
#define SAMPLES_MAX 1024
#define DENSITY 1

/* Parts that the time of a plot is rounded to, so that a flight that goes on has
 * some room. */
#define TIME_PARTS 5

/* Sizes of the font below which a plot has no scales. */
#define LEAST_HEIGHT 8
#define LEAST_WIDTH 12

typedef enum { PLAN_AUTO, PLAN_PLANNED, PLAN_REST, PLAN_NONE } Plan;

/* A curve in the frame. */
typedef struct {
  guint channels[2];               /* across, up; across is not looked at over time */
  gboolean known;
  TlrTracePoint *points;           /* room for n of the plot; NULL until sampled */
  guint n_points;
} Curve;

/* A channel over time or over another channel: what has been as a full line up to
 * a marker, and faint what was planned or is still to come. Scales and the faint
 * line are drawn once. */
typedef struct {
  TlrWidget widget;
  TlrFace *face;
  TlrTextStyle style;
  TlrPlotScale x, y;
  Curve actual, planned;
  gboolean has_rest;               /* the rest of the actual curve is shown */
  gint64 first_ns;                 /* of the samples */
  TlmDuration step_ns;
  guint n;
  TlrRect area;                    /* inside the scales */
  double line, plan_line, radius;
  TlrMarker marker;                /* where it is now */
  gboolean bare;                   /* too small for scales */
  double rgba[4], plan_rgba[4], grid_rgba[4], ground_rgba[4];
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
  const TlrPlotScale *scales[] = { &plot->x, &plot->y };

  plot->planned.known = plot->actual.known;
  for (guint i = plot->x.is_time; i < 2 && plot->planned.known; i++) {
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

  plot->style = tlr_widget_text_style (widget, "size", "colour");
  plot->face = tlr_face_new (&plot->style);
  plot->line = tlr_widget_rows (widget, "line");
  plot->plan_line = tlr_widget_rows (widget, "plan-line");
  plot->radius = tlr_widget_rows (widget, "radius");
  tlr_widget_colour (widget, "line-colour", plot->rgba);
  tlr_widget_colour (widget, "plan-colour", plot->plan_rgba);
  tlr_widget_colour (widget, "grid-colour", plot->grid_rgba);
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
  tlr_plot_scale_init (&plot->x, widget, "against", "against-");
  tlr_plot_scale_init (&plot->y, widget, "channel", "");
  plot->actual.channels[0] = plot->x.channel;
  plot->actual.channels[1] = plot->y.channel;
  plot->actual.known = plot->x.known && plot->y.known && !plot->y.is_time;
  if (plan == PLAN_AUTO || plan == PLAN_PLANNED)
    find_planned (plot);
  plot->has_rest = plan == PLAN_REST || (plan == PLAN_AUTO && !plot->planned.known);
  if (plot->actual.known && !plot->x.is_time)
    tlm_channel_set_add (channels, plot->x.channel);
  if (plot->actual.known)
    tlm_channel_set_add (channels, plot->y.channel);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  *width = tlr_widget_columns (widget, "length");
  *height = tlr_widget_rows (widget, "thickness");
}

/* Samples of a curve into VALUES: n across, then n up. */
static void
sample (const Plot *plot, const Curve *curve, double *values)
{
  guint only = plot->x.is_time;

  tlm_curve_sample (plot->widget.context->timeline, vehicle_of (plot), curve->channels + only,
      2 - only, plot->first_ns, plot->step_ns, plot->n, values + only * plot->n);
  for (guint i = 0; only && i < plot->n; i++)
    values[i] = (double) (plot->first_ns + (gint64) i * plot->step_ns);
}

static double
x_of (const Plot *plot, double value)
{
  double number = tlr_plot_scale_number (&plot->x, value);

  return plot->area.x + tlr_axis_part (&plot->x.axis, number) * plot->area.width;
}

static double
y_of (const Plot *plot, double value)
{
  double number = tlr_plot_scale_number (&plot->y, value);

  return plot->area.y + (1 - tlr_axis_part (&plot->y.axis, number)) * plot->area.height;
}

/* VALUES become places in the frame. */
static void
make_points (Plot *plot, Curve *curve, double *values)
{
  for (guint i = 0; i < plot->n; i++) {
    values[i] = x_of (plot, values[i]);
    values[plot->n + i] = y_of (plot, values[plot->n + i]);
  }
  if (!curve->points)
    curve->points = g_new (TlrTracePoint, plot->n);
  curve->n_points = tlr_trace_reduce (values, values + plot->n, plot->n, curve->points);
}

/* When the curve is of: as the layout says, else from T-0 where that is known and
 * from the first sample where it is not, to the last sample and a little on. */
static void
find_times (Plot *plot)
{
  const TlrWidget *widget = &plot->widget;
  const TlmTimeline *timeline = widget->context->timeline;
  g_autofree char *from = tlr_widget_text (widget, "from"), *to = tlr_widget_text (widget, "to");
  gint64 zero = tlm_timeline_from_elapsed (timeline, 0), first = 0, last = 0;

  tlm_timeline_span (timeline, &first, &last);
  if (zero == TLM_TIME_NONE)
    zero = first;
  if (zero > first && zero < last)
    first = zero;
  if (from)
    first = zero + (gint64) (tlr_widget_number (widget, "from") * TLM_SECOND);
  double length = tlm_duration_to_s (last - first);
  last = first + (gint64) (tlr_axis_fit_time (0, MAX (length, 1), TIME_PARTS, TRUE).high * TLM_SECOND);
  if (to)
    last = zero + (gint64) (tlr_widget_number (widget, "to") * TLM_SECOND);
  plot->n = (guint) CLAMP (widget->rect.width * DENSITY, 16, SAMPLES_MAX);
  plot->first_ns = first;
  plot->step_ns = MAX ((last - first) / (plot->n - 1), 1);
}

static void
range (const Plot *plot, const double *values, double *low, double *high)
{
  double from, to;

  if (!values || !tlm_curve_range (values, plot->n, &from, &to))
    return;
  *low = MIN (*low, from);
  *high = MAX (*high, to);
}

/* Ticks that have room for their labels. */
static void
fit_scales (Plot *plot, const double *actual, const double *planned)
{
  const TlrRect *r = &plot->widget.rect;
  double size = plot->style.size, columns = 5 * size * plot->style.x_scale;
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (guint i = 0; i < 2; i++) {
    range (plot, actual + i * plot->n, &low[i], &high[i]);
    range (plot, planned ? planned + i * plot->n : NULL, &low[i], &high[i]);
  }
  tlr_plot_scale_fit (&plot->x, &plot->widget, low[0], high[0], (guint) MAX (r->width / columns, 1));
  tlr_plot_scale_fit (&plot->y, &plot->widget, low[1], high[1],
      (guint) MAX ((r->height - 3 * size) / (2.4 * size), 1));
}

/* The widest label of the upright scale. */
static double
gutter (Plot *plot)
{
  double widest = 0;

  for (guint i = 0; i < tlr_axis_n_ticks (&plot->y.axis); i++) {
    char buf[TLR_NUMBER_SIZE];

    widest = MAX (widest, tlr_face_measure (plot->face, tlr_plot_scale_label (&plot->y,
                plot->widget.context, tlr_axis_tick (&plot->y.axis, i), buf)).advance);
  }
  return widest;
}

static double
line_height (const Plot *plot)
{
  return tlr_face_ascent (plot->face) + tlr_face_descent (plot->face);
}

/* Letters do not shrink below what can be read, so that a small plot has no room
 * for them. */
static void
find_area (Plot *plot)
{
  const TlrRect *r = &plot->widget.rect;

  plot->bare = r->height < LEAST_HEIGHT * plot->style.size ||
      r->width < LEAST_WIDTH * plot->style.size * plot->style.x_scale;
  double pad = 0.5 * plot->style.size, x_pad = pad * plot->style.x_scale;
  double left = r->x + 2 * x_pad + (plot->actual.known ? gutter (plot) : 0);
  double top = r->y + pad + line_height (plot) + pad;
  double right = r->x + r->width - 1.6 * x_pad;
  double lines = plot->actual.known && !plot->x.is_time ? 2 : 1;
  double bottom = r->y + r->height - lines * line_height (plot) - 1.2 * pad;

  if (plot->bare) {
    left = r->x + x_pad;
    top = r->y + pad;
    right = r->x + r->width - x_pad;
    bottom = r->y + r->height - pad;
  }
  plot->area = (TlrRect) { (int) ceil (left), (int) ceil (top),
    MAX ((int) (right - left), 1), MAX ((int) (bottom - top), 1) };
}

static void
renew (Plot *plot)
{
  const TlmTimeline *timeline = plot->widget.context->timeline;
  guint64 revision = tlm_timeline_get_revision (timeline);
  gint64 first, last;

  if (!plot->actual.known || plot->revision == revision)
    return;
  g_autofree double *values = g_new (double, 2 * plot->n);
  g_autofree char *to = tlr_widget_text (&plot->widget, "to");
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
  sample (plot, &plot->actual, values);
  for (guint i = 0; i < 2; i++)
    range (plot, values + i * plot->n, &low[i], &high[i]);
  plot->outgrown = tlr_plot_scale_is_outgrown (&plot->x, low[0], high[0]) ||
      tlr_plot_scale_is_outgrown (&plot->y, low[1], high[1]) ||
      (!to && tlm_timeline_span (timeline, &first, &last) &&
      last > plot->first_ns + plot->n * plot->step_ns);
  make_points (plot, &plot->actual, values);
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
      floor_divide (snapshot->time_ns - plot->first_ns, plot->step_ns));
  if (state.count == 0)
    return 0;
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
clip_area (const Plot *plot, cairo_t *cr)
{
  double over = plot->line / 2 + 1;

  cairo_rectangle (cr, plot->area.x - over, plot->area.y - over, plot->area.width + 2 * over,
      plot->area.height + 2 * over);
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
  TlmValue up = tlm_snapshot_value (snapshot, vehicle_of (plot), plot->y.channel);
  TlmValue across = tlm_snapshot_value (snapshot, vehicle_of (plot), plot->x.channel);

  if (!plot->actual.known || snapshot->time_ns == TLM_TIME_NONE || !tlm_value_is_shown (&up))
    return 0;
  if (plot->x.is_time)
    across = (TlmValue) { (double) snapshot->time_ns, 0, TLM_VALIDITY_FRESH, TLM_ORIGIN_MEASURED };
  if (!tlm_value_is_shown (&across))
    return 0;
  double x = x_of (plot, across.value), y = y_of (plot, up.value);
  if (x < plot->area.x - 1 || x > plot->area.x + plot->area.width + 1 || y < plot->area.y - 1 ||
      y > plot->area.y + plot->area.height + 1)
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
arrange (TlrWidget *widget)
{
  Plot *plot = (Plot *) widget;

  find_times (plot);
  if (plot->actual.known) {
    g_autofree double *actual = g_new (double, 2 * plot->n);
    g_autofree double *planned = plot->planned.known ? g_new (double, 2 * plot->n) : NULL;

    sample (plot, &plot->actual, actual);
    if (planned)
      sample (plot, &plot->planned, planned);
    fit_scales (plot, actual, planned);
    find_area (plot);
    make_points (plot, &plot->actual, actual);
    if (planned)
      make_points (plot, &plot->planned, planned);
  } else {
    find_area (plot);
  }
  plot->revision = tlm_timeline_get_revision (widget->context->timeline);
}

static void
rule (const Plot *plot, cairo_t *cr, double x, double y, double width, double height)
{
  cairo_set_source_rgba (cr, plot->grid_rgba[0], plot->grid_rgba[1], plot->grid_rgba[2],
      plot->grid_rgba[3]);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* What the scale across is: a channel in a line of its own, time behind the ticks.
 * Returns the column that labels of ticks have to end before. */
static double
draw_title_across (Plot *plot, cairo_t *cr, double baseline)
{
  double size = plot->style.size, end = plot->area.x + plot->area.width;
  double width = tlr_face_measure (plot->face, plot->x.title).advance;
  double room = end - plot->widget.rect.x - 0.5 * size * plot->style.x_scale;
  double fit = width > room ? room / width : 1;

  if (!plot->x.is_time)
    baseline += line_height (plot);
  tlr_face_draw (plot->face, cr, plot->x.title, end - fit * width, baseline, fit);
  return plot->x.is_time ? end - width - 0.8 * size * plot->style.x_scale :
      plot->widget.rect.x + plot->widget.rect.width - 0.3 * size * plot->style.x_scale;
}

/* Labels of ticks that have room. */
static void
draw_across (Plot *plot, cairo_t *cr)
{
  const TlrContext *context = plot->widget.context;
  double base = plot->area.y + plot->area.height + 0.35 * plot->style.size + tlr_face_ascent (plot->face);
  double start = plot->widget.rect.x + 0.5 * plot->style.size * plot->style.x_scale;
  double end = draw_title_across (plot, cr, base), gap = 0.8 * plot->style.size * plot->style.x_scale;
  double free_from = start;

  for (guint i = 0; i < tlr_axis_n_ticks (&plot->x.axis); i++) {
    double tick = tlr_axis_tick (&plot->x.axis, i);
    double x = plot->area.x + tlr_axis_part (&plot->x.axis, tick) * plot->area.width;
    char buf[TLR_NUMBER_SIZE];
    const char *label = tlr_plot_scale_label (&plot->x, context, tick, buf);
    double width = tlr_face_measure (plot->face, label).advance;
    double left = MAX (MIN (x - width / 2, end - width), start);

    rule (plot, cr, floor (x), plot->area.y, MAX (context->x_scale, 1), plot->area.height);
    if (left < free_from || (plot->x.is_time && x + width / 2 > end))
      continue;
    tlr_face_draw (plot->face, cr, label, left, base, 1);
    free_from = left + width + gap;
  }
}

static void
draw_upright (Plot *plot, cairo_t *cr)
{
  const TlrContext *context = plot->widget.context;
  double middle = (tlr_face_ascent (plot->face) - tlr_face_descent (plot->face)) / 2;
  double right = plot->area.x - 0.5 * plot->style.size * plot->style.x_scale;
  double width = plot->area.x + plot->area.width - plot->widget.rect.x - plot->style.size * plot->style.x_scale;
  double title = tlr_face_measure (plot->face, plot->y.title).advance;

  tlr_face_draw (plot->face, cr, plot->y.title, plot->widget.rect.x +
      0.5 * plot->style.size * plot->style.x_scale, plot->widget.rect.y + 0.5 * plot->style.size +
      tlr_face_ascent (plot->face), title > width ? width / title : 1);
  for (guint i = 0; i < tlr_axis_n_ticks (&plot->y.axis); i++) {
    double tick = tlr_axis_tick (&plot->y.axis, i);
    double y = plot->area.y + (1 - tlr_axis_part (&plot->y.axis, tick)) * plot->area.height;
    char buf[TLR_NUMBER_SIZE];
    const char *label = tlr_plot_scale_label (&plot->y, context, tick, buf);

    rule (plot, cr, plot->area.x, floor (y), plot->area.width, 1);
    tlr_face_draw (plot->face, cr, label, right - tlr_face_measure (plot->face, label).advance,
        y + middle, 1);
  }
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  Plot *plot = (Plot *) widget;
  const TlrRect *r = &widget->rect;
  const Curve *faint = plot->planned.known ? &plot->planned : plot->has_rest ? &plot->actual : NULL;
  const double *c = plot->ground_rgba;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, plot->radius, widget->context->x_scale);
  cairo_set_source_rgba (cr, c[0], c[1], c[2], c[3]);
  cairo_fill (cr);
  if (!plot->actual.known)
    return;
  if (!plot->bare) {
    draw_across (plot, cr);
    draw_upright (plot, cr);
  }
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

  tlr_face_free (plot->face);
  tlr_plot_scale_finish (&plot->x);
  tlr_plot_scale_finish (&plot->y);
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
  { "size", TLR_KEY_LENGTH, 1, 500, "18", NULL, "of the scales' font" },
  { "channel", TLR_KEY_TEXT, 0, 0, "altitude", NULL, "upwards; of a|b the first that the vehicle has" },
  { "against", TLR_KEY_TEXT, 0, 0, "time", NULL, "to the right: time, or as channel" },
  { "unit", TLR_KEY_UNIT, 0, 0, NULL, NULL, "of the channel; as people read it unless told" },
  { "minimum", TLR_KEY_NUMBER, -1e12, 1e12, NULL, NULL, "at the bottom; else as the flight has" },
  { "maximum", TLR_KEY_NUMBER, -1e12, 1e12, NULL, NULL, "at the top; else as the flight has" },
  { "against-unit", TLR_KEY_UNIT, 0, 0, NULL, NULL, "of the channel to the right" },
  { "against-minimum", TLR_KEY_NUMBER, -1e12, 1e12, NULL, NULL, "at the left; of time, seconds" },
  { "against-maximum", TLR_KEY_NUMBER, -1e12, 1e12, NULL, NULL, "at the right; of time, seconds" },
  { "from", TLR_KEY_NUMBER, -1e9, 1e9, NULL, NULL, "seconds after T-0 at which the curve begins" },
  { "to", TLR_KEY_NUMBER, -1e9, 1e9, NULL, NULL, "seconds after T-0 at which it ends" },
  { "plan", TLR_KEY_CHOICE, 0, 0, "auto", "auto|planned|rest|none",
    "the faint line: what was planned, or where there is no plan the rest" },
  { "length", TLR_KEY_LENGTH, 10, 10000, "420", NULL, "from left to right" },
  { "thickness", TLR_KEY_LENGTH, 10, 10000, "240", NULL, "from top to bottom" },
  { "line", TLR_KEY_LENGTH, 0.1, 50, "3.2", NULL, "width of what has been" },
  { "plan-line", TLR_KEY_LENGTH, 0.1, 50, "2", NULL, "width of the faint line" },
  TLR_MARKER_KEYS,
  { "radius", TLR_KEY_LENGTH, 0, 500, "6", NULL, "of the corners" },
  { "line-colour", TLR_KEY_COLOUR, 0, 0, "#5ac8fa", NULL, "of what has been" },
  { "plan-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff70", NULL, "of what was planned or comes" },
  { "grid-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff30", NULL, "of the lines at ticks" },
  { "ground-colour", TLR_KEY_COLOUR, 0, 0, "#04070cc8", NULL, "of the ground" },
};

const TlrWidgetClass tlr_widget_plot = {
  "plot", "A channel over time or over another channel", keys, G_N_ELEMENTS (keys), sizeof (Plot),
  FALSE, FALSE, init, measure, arrange, place, draw, finish, NULL, NULL, is_outgrown
};
