/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/curve.h"
#include "render/draw/axis.h"
#include "render/draw/picture.h"
#include "render/scene/painting.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* Most samples across, and pixels to a sample. */
#define SAMPLES_MAX 512
#define SPACING 2

/* Parts of 1, 2 or 5 that a range found in the data is rounded to. */
#define RANGE_STEPS 5

/* The last seconds of a channel as a small curve without axes. Samples stand on a
 * grid of times that counts from T-0, and the curve moves on by whole samples, so
 * that an instant always looks the same. */
typedef struct {
  TlrWidget widget;
  guint channel;
  gboolean known;            /* the timeline has that channel */
  const TlmUnit *unit;
  gboolean low_given, high_given;
  double low, high;          /* storage unit */
  double line, radius, dot;  /* rows */
  double rgba[4], fill[4], ground[4];
  gint64 origin_ns;          /* of the grid */
  TlmDuration step_ns;
  guint n;
  double values[SAMPLES_MAX];    /* of the samples up to number newest */
  gint64 newest;
  guint64 revision;          /* that they are of */
  gboolean filled;
} Sparkline;

/* What it shows; bytes compared. */
typedef struct {
  gint64 newest;
  guint64 revision;
} State;

/* An end of the range: as the layout says, or open. */
static gboolean
read_end (const TlrWidget *widget, const char *key, const TlmUnit *unit, double *out)
{
  g_autofree char *text = tlr_widget_text (widget, key);

  if (!text)
    return FALSE;
  *out = tlr_widget_number (widget, key);
  if (unit)
    *out = tlm_unit_to_si (unit, *out);
  return TRUE;
}

static void
init (TlrWidget *widget)
{
  Sparkline *spark = (Sparkline *) widget;
  const TlmTimeline *timeline = widget->context->timeline;
  g_autofree char *name = tlr_widget_text (widget, "channel");
  g_autofree char *symbol = tlr_widget_text (widget, "unit");

  spark->unit = symbol ? tlm_unit_find (symbol) : NULL;
  spark->known = tlr_trace_channel (widget, name, &spark->channel);
  spark->low_given = read_end (widget, "minimum", spark->unit, &spark->low);
  spark->high_given = read_end (widget, "maximum", spark->unit, &spark->high);
  spark->line = tlr_widget_rows (widget, "line");
  spark->radius = tlr_widget_rows (widget, "radius");
  spark->dot = tlr_widget_rows (widget, "dot") / 2;
  tlr_widget_colour (widget, "colour", spark->rgba);
  tlr_widget_colour (widget, "fill-colour", spark->fill);
  tlr_widget_colour (widget, "track-colour", spark->ground);
  spark->origin_ns = tlm_timeline_from_elapsed (timeline, 0);
  if (spark->origin_ns == TLM_TIME_NONE)
    spark->origin_ns = 0;
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  *width = tlr_widget_columns (widget, "length");
  *height = tlr_widget_rows (widget, "thickness");
}

static guint
vehicle_of (const TlrWidget *widget)
{
  return (guint) MAX (widget->vehicle, 0);
}

/* Without ends of its own the curve fits what the whole flight has, with some room
 * for a flight that goes on. */
static void
find_range (Sparkline *spark)
{
  const TlmTimeline *timeline = spark->widget.context->timeline;
  gint64 first = 0, last = 0;
  double low = 0, high = 0;

  if (spark->low_given && spark->high_given)
    return;
  if (spark->known && tlm_timeline_span (timeline, &first, &last)) {
    tlm_curve_sample (timeline, vehicle_of (&spark->widget), &spark->channel, 1, first,
        MAX ((last - first) / (SAMPLES_MAX - 1), 1), SAMPLES_MAX, spark->values);
    if (tlm_curve_range (spark->values, SAMPLES_MAX, &low, &high) && high > low) {
      TlrAxis axis = tlr_axis_fit (low, high, RANGE_STEPS, TRUE);
      low = axis.low;
      high = axis.high;
    }
  }
  if (!spark->low_given)
    spark->low = low;
  if (!spark->high_given)
    spark->high = high;
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Samples up to the newest; those of the sample before are kept. */
static void
fill (Sparkline *spark, gint64 newest, guint64 revision)
{
  const TlmTimeline *timeline = spark->widget.context->timeline;
  gint64 moved = newest - spark->newest;
  guint keep = 0;

  if (spark->filled && spark->revision == revision && moved >= 0 && moved < spark->n)
    keep = spark->n - (guint) moved;
  memmove (spark->values, spark->values + (spark->n - keep), keep * sizeof *spark->values);
  tlm_curve_sample (timeline, vehicle_of (&spark->widget), &spark->channel, 1,
      spark->origin_ns + (newest - spark->n + 1 + keep) * spark->step_ns, spark->step_ns,
      spark->n - keep, spark->values + keep);
  spark->newest = newest;
  spark->revision = revision;
  spark->filled = TRUE;
}

static gsize
sparkline_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  Sparkline *spark = (Sparkline *) widget;
  State state = { 0, tlm_timeline_get_revision (widget->context->timeline) };

  if (!spark->known || snapshot->time_ns == TLM_TIME_NONE)
    state.newest = G_MININT64;
  else
    state.newest = floor_divide (snapshot->time_ns - spark->origin_ns, spark->step_ns);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
set_colour (cairo_t *cr, const double rgba[4])
{
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
}

/* The area under one unbroken part of the curve. */
static void
paint_fill (const Sparkline *spark, const TlrTracePoint *points, guint n, cairo_t *cr)
{
  double bottom = spark->widget.rect.y + spark->widget.rect.height;
  guint first = 0;

  set_colour (cr, spark->fill);
  for (guint i = 0; i <= n; i++) {
    if (i < n && isfinite (points[i].x))
      continue;
    if (i > first) {
      tlr_trace_path (cr, points, first, i);
      cairo_line_to (cr, points[i - 1].x, bottom);
      cairo_line_to (cr, points[first].x, bottom);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
    first = i + 1;
  }
}

static guint
find_points (const Sparkline *spark, TlrTracePoint *points)
{
  const TlrRect *r = &spark->widget.rect;
  double edge = MAX (spark->dot, spark->line), x_edge = edge * spark->widget.context->x_scale;
  double width = r->width - x_edge, range = spark->high - spark->low;
  double x[SAMPLES_MAX], y[SAMPLES_MAX];

  for (guint i = 0; i < spark->n; i++) {
    double part = range > 0 ? (spark->values[i] - spark->low) / range : spark->values[i] - spark->values[i] + 0.5;
    x[i] = r->x + width * i / MAX (spark->n - 1, 1);
    y[i] = r->y + r->height - edge - CLAMP (part, 0, 1) * (r->height - 2 * edge);
  }
  return tlr_trace_reduce (x, y, spark->n, points);
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Sparkline *spark = (Sparkline *) widget;
  const TlrRect *r = &widget->rect;
  TlrTracePoint points[SAMPLES_MAX];
  State state;

  memcpy (&state, bytes, sizeof state);
  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, spark->radius, widget->context->x_scale);
  set_colour (cr, spark->ground);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  if (state.newest == G_MININT64)
    return;
  fill (spark, state.newest, state.revision);
  guint n = find_points (spark, points);
  paint_fill (spark, points, n, cr);
  tlr_trace_path (cr, points, 0, n);
  tlr_trace_stroke (widget->context, cr, spark->line, spark->rgba);
  if (n > 0 && points[n - 1].index == spark->n - 1 && isfinite (points[n - 1].x)) {
    cairo_translate (cr, points[n - 1].x, points[n - 1].y);
    cairo_scale (cr, widget->context->x_scale, 1);
    cairo_arc (cr, 0, 0, spark->dot, 0, 2 * G_PI);
    set_colour (cr, spark->rgba);
    cairo_fill (cr);
  }
}

static void
place (TlrWidget *widget)
{
  Sparkline *spark = (Sparkline *) widget;
  double window = tlr_widget_number (widget, "window");

  find_range (spark);
  spark->n = (guint) CLAMP (widget->rect.width / SPACING, 2, SAMPLES_MAX);
  spark->step_ns = MAX ((TlmDuration) (window * TLM_SECOND) / (spark->n - 1), 1);
  tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, sparkline_state,
          paint));
}

/* A value that came since and lies outside what fits. */
static gboolean
is_outgrown (const TlrWidget *widget)
{
  const Sparkline *spark = (const Sparkline *) widget;
  double low, high, slack = 1e-6 * (fabs (spark->low) + fabs (spark->high));

  return spark->filled && tlm_curve_range (spark->values, spark->n, &low, &high) &&
      ((!spark->low_given && low < spark->low - slack) ||
      (!spark->high_given && high > spark->high + slack));
}

static const TlrKey keys[] = {
  { .name = "channel", .kind = TLR_KEY_TEXT, .fallback = "speed",
    .blurb = "whose course it shows; of a|b the first that the vehicle has" },
  { .name = "window", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0.1, .maximum = 1e6,
    .fallback = "60", .blurb = "how far it reaches back" },
  { .name = "unit", .kind = TLR_KEY_UNIT, .blurb = "of minimum and maximum; SI unless told" },
  { .name = "minimum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the bottom; else the least of the flight" },
  { .name = "maximum", .kind = TLR_KEY_NUMBER, .minimum = -1e12, .maximum = 1e12,
    .blurb = "at the top; else the most of the flight" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 10000, .fallback = "160",
    .blurb = "from left to right" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 1000, .fallback = "40",
    .blurb = "from top to bottom" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2.5",
    .blurb = "width of the curve" },
  { .name = "dot", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 100, .fallback = "7",
    .blurb = "at its end" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "3",
    .blurb = "of the corners" },
  { .name = "colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa", .inherited = TRUE,
    .blurb = "of the curve" },
  { .name = "fill-colour", .kind = TLR_KEY_COLOUR, .fallback = "#5ac8fa30",
    .blurb = "below the curve" },
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#04070c99",
    .blurb = "of the ground" },
};

const TlrWidgetClass tlr_widget_sparkline = {
  .name = "sparkline",
  .description = "The last seconds of a channel as a small curve",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Sparkline),
  .init = init,
  .measure = measure,
  .place = place,
  .is_outgrown = is_outgrown,
};
