/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/space/frames/wgs84.h"
#include "core/timeline/extremes.h"
#include "render/draw/ticks.h"
#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/earth-moon/moon-path.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* The farthest that the Moon goes, m, and the room beyond what is farthest. */
#define MOON_FAR_M 406.7e6
#define ROOM 1.12

/* How much is seen on the far side of the Earth where the Moon stands still, parts of the reach. */
#define BEHIND 0.3

/* Parts of a pixel that the Moon moves by; its speed, m/s. */
#define STEPS 2
#define MOON_M_S 1025.0

/* The least radius of Earth and Moon, sizes of the font. */
#define EARTH_LEAST 0.36
#define MOON_LEAST 0.22

/* The part of the width that the number of the scale may take. */
#define SCALE_ROOM 0.3

/* Rows that a straight piece of the path is long at the most. */
#define LONG_ROWS 6.0

/* Corners of the Moon's way round. */
#define CORNERS 181

/* Earth and Moon from the north of the Moon's orbit, at their true distance, with the vehicle's path: for what flies
 * farther than a globe can show. */
typedef struct {
  TlrWidget widget;
  TlrMoonPath path;
  double reach_m;
  double x, y, rows_per_m;     /* of the Earth in the frame */
  TlmDuration moon_step_ns;
  double line, plan_line;
  double rgba[4], plan_rgba[4], earth_rgba[4], moon_rgba[4], grid_rgba[4], back_rgba[4];
  TlrMarker marker;
  TlrTextStyle style;
  TlrFace *face;
  char *earth, *moon;
} EarthMoon;

/* What is painted; bytes compared. */
typedef struct {
  gint64 now;                  /* number of the sample; G_MININT64: none */
  gint64 moon;                 /* step of the Moon; G_MININT64: not known */
  guint64 revision;
} State;

static void
read_looks (EarthMoon *self)
{
  TlrWidget *widget = &self->widget;

  tlr_widget_colour (widget, "track-colour", self->rgba);
  tlr_widget_colour (widget, "plan-colour", self->plan_rgba);
  tlr_widget_colour (widget, "earth-colour", self->earth_rgba);
  tlr_widget_colour (widget, "moon-colour", self->moon_rgba);
  tlr_widget_colour (widget, "grid-colour", self->grid_rgba);
  tlr_widget_colour (widget, "face-colour", self->back_rgba);
  self->line = tlr_widget_rows (widget, "line");
  self->plan_line = tlr_widget_rows (widget, "plan-line");
  self->style = tlr_widget_text_style (widget, "size", "colour");
  self->face = tlr_face_new (&self->style);
  self->earth = tlr_widget_text (widget, "earth-label");
  self->moon = tlr_widget_text (widget, "moon-label");
  tlr_marker_read (&self->marker, widget, self->line, self->rgba);
}

/* All of the flight, as far as it is known, and the Moon. */
static double
find_reach (const EarthMoon *self)
{
  const TlrWidget *widget = &self->widget;
  double told = tlr_widget_number (widget, "reach") * 1e3, low, high;

  if (told > 0)
    return told;
  if (!self->path.is_known || !tlm_timeline_reach (widget->context->timeline, (guint) MAX (widget->vehicle, 0),
          self->path.channels[2], &low, &high))
    high = 0;
  return ROOM * MAX (MOON_FAR_M, high + TLM_WGS84_RADIUS_M);
}

static void
init (TlrWidget *widget)
{
  EarthMoon *self = (EarthMoon *) widget;
  const TlmTimeline *timeline = widget->context->timeline;
  double past = tlr_widget_number (widget, "past"), ahead = tlr_widget_number (widget, "ahead");
  TlmInstant zero = tlm_timeline_to_instant (timeline, tlm_timeline_from_elapsed (timeline, 0));
  gint64 first, last;

  read_looks (self);
  tlr_moon_path_init (&self->path, widget);
  if (zero == TLM_TIME_NONE && tlm_timeline_span (timeline, &first, &last))
    zero = tlm_timeline_to_instant (timeline, first);
  self->path.with_moon = tlr_widget_choice (widget, "frame") == 1;
  self->path.plane = tlr_moon_plane_of_stars (zero == TLM_TIME_NONE ? 0 : zero);
  self->path.step_ns = MAX ((TlmDuration) ((past + ahead) * TLM_SECOND) / (TLR_MOON_SAMPLES - 1), 1);
  self->path.past = MAX ((guint) ((TLR_MOON_SAMPLES - 1) * past / (past + ahead)), 1);
  self->reach_m = find_reach (self);
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  const EarthMoon *self = (const EarthMoon *) widget;

  *width = tlr_widget_columns (widget, "length");
  *height = tlr_widget_rows (widget, "thickness");
  if (*height <= 0)
    *height = *width / widget->context->x_scale * (self->path.with_moon ? 0.6 : 1);
}

/* The Earth is in the middle, or at the left where the Moon stands still at the right. */
static void
arrange (TlrWidget *widget)
{
  EarthMoon *self = (EarthMoon *) widget;
  const TlrRect *r = &widget->rect;
  double across = r->width / widget->context->x_scale, reach = self->reach_m;

  self->rows_per_m = self->path.with_moon ? across / ((1 + BEHIND) * reach) : MIN (across, r->height) / (2 * reach);
  self->x = r->x + (self->path.with_moon ? BEHIND * reach * self->rows_per_m * widget->context->x_scale : r->width / 2.0);
  self->y = r->y + r->height / 2.0;
  self->path.long_m = LONG_ROWS / self->rows_per_m;
  self->moon_step_ns = MAX ((TlmDuration) (TLM_SECOND / (STEPS * MOON_M_S * self->rows_per_m)), TLM_SECOND);
}

static double
column (const EarthMoon *self, double x_m)
{
  return self->x + x_m * self->rows_per_m * self->widget.context->x_scale;
}

static double
row (const EarthMoon *self, double y_m)
{
  return self->y - y_m * self->rows_per_m;
}

static void
fill_disc (const EarthMoon *self, double x, double y, double radius, const double rgba[4], cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, self->widget.context->x_scale, 1);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, radius, 0, 2 * G_PI);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, rgba[0], rgba[1], rgba[2], rgba[3]);
  cairo_fill (cr);
}

/* Words in the middle above a body. */
static void
draw_name (EarthMoon *self, const char *name, double x, double y, double radius, cairo_t *cr)
{
  const TlrRect *r = &self->widget.rect;
  double width = tlr_face_measure (self->face, name).advance;

  x = CLAMP (x - width / 2, r->x, MAX (r->x + r->width - width, r->x));
  tlr_face_draw (self->face, cr, name, x, y - radius - 0.5 * self->style.size, 1);
}

/* A length that is round, with its number; nothing where that would reach under the Moon's way. */
static void
draw_scale (EarthMoon *self, cairo_t *cr)
{
  const TlrRect *r = &self->widget.rect;
  double km = tlr_ticks_step (self->reach_m / 1e3, 8), x_scale = self->widget.context->x_scale;
  double pad = 0.6 * self->style.size, width = km * 1e3 * self->rows_per_m * x_scale, y = r->y + r->height - pad;
  char number[TLR_NUMBER_SIZE];

  tlr_number_print (km, 0, &self->widget.context->source.marks, number, sizeof number);
  g_autofree char *words = g_strconcat (number, " ", tlr_words_find (self->widget.context->words, "km"), NULL);
  if (tlr_face_measure (self->face, words).advance > SCALE_ROOM * r->width)
    return;
  cairo_rectangle (cr, r->x + pad * x_scale, y - 1.5, width, 1.5);
  cairo_rectangle (cr, r->x + pad * x_scale, y - 0.4 * self->style.size, 1.5 * x_scale, 0.4 * self->style.size);
  cairo_rectangle (cr, r->x + pad * x_scale + width - 1.5 * x_scale, y - 0.4 * self->style.size, 1.5 * x_scale,
      0.4 * self->style.size);
  cairo_set_source_rgba (cr, self->style.rgba[0], self->style.rgba[1], self->style.rgba[2], self->style.rgba[3]);
  cairo_fill (cr);
  tlr_face_draw (self->face, cr, words, r->x + (pad + 0.3 * self->style.size) * x_scale, y - 0.65 * self->style.size, 1);
}

/* What is seen: a plane, and what stands still in it. */
static void
draw_frame_name (EarthMoon *self, cairo_t *cr)
{
  const TlrRect *r = &self->widget.rect;
  const char *words = tlr_words_find (self->widget.context->words, self->path.with_moon ?
      "Moon\342\200\231s orbital plane, Moon fixed" : "Moon\342\200\231s orbital plane, stars fixed");
  double pad = 0.6 * self->style.size * self->widget.context->x_scale, width = tlr_face_measure (self->face, words).advance;
  double fit = MIN ((r->width - 2 * pad) / MAX (width, 1), 1);

  tlr_face_draw (self->face, cr, words, r->x + pad, r->y + 0.5 * self->style.size + tlr_face_ascent (self->face), fit);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  EarthMoon *self = (EarthMoon *) widget;
  const TlrRect *r = &widget->rect;
  double radius = MAX (TLM_WGS84_RADIUS_M * self->rows_per_m, EARTH_LEAST * self->style.size);

  cairo_rectangle (cr, r->x, r->y, r->width, r->height);
  cairo_set_source_rgba (cr, self->back_rgba[0], self->back_rgba[1], self->back_rgba[2], self->back_rgba[3]);
  cairo_fill (cr);
  fill_disc (self, self->x, self->y, radius, self->earth_rgba, cr);
  draw_name (self, self->earth, self->x, self->y, radius, cr);
  draw_scale (self, cr);
  draw_frame_name (self, cr);
}

/* The Moon with a month of its way; where it stands still, that is the line on which it comes and goes. */
static void
draw_moon (EarthMoon *self, TlmInstant instant, cairo_t *cr)
{
  TlrMoonPlane plane = tlr_moon_path_plane (&self->path, instant);
  TlrMoonPlace at = tlr_moon_plane_place (&plane, tlm_moon_gcrf (instant).position_m);
  double radius = MAX (TLM_MOON_RADIUS_M * self->rows_per_m, MOON_LEAST * self->style.size);
  double x = column (self, at.x), y = row (self, at.y);

  for (int i = 0; i < CORNERS; i++) {
    TlmInstant then = instant + (i - CORNERS / 2) * (TlmDuration) (27.3 * 86400 / (CORNERS - 1) * 1e9);
    TlrMoonPlane plane_then = tlr_moon_path_plane (&self->path, then);
    TlrMoonPlace place = tlr_moon_plane_place (&plane_then, tlm_moon_gcrf (then).position_m);
    cairo_line_to (cr, column (self, place.x), row (self, place.y));
  }
  tlr_trace_stroke (self->widget.context, cr, self->plan_line / 2, self->grid_rgba);
  fill_disc (self, x, y, radius, self->moon_rgba, cr);
  draw_name (self, self->moon, x, y, radius, cr);
}

static void
draw_path (EarthMoon *self, const State *state, cairo_t *cr)
{
  const GArray *places;

  tlr_moon_path_fill (&self->path, &self->widget, state->now, state->revision);
  places = self->path.places;
  g_autofree double *x = g_new (double, places->len);
  g_autofree double *y = g_new (double, places->len);
  g_autofree TlrTracePoint *points = g_new (TlrTracePoint, places->len);
  for (guint i = 0; i < places->len; i++) {
    x[i] = column (self, g_array_index (places, TlrMoonPlace, i).x);
    y[i] = row (self, g_array_index (places, TlrMoonPlace, i).y);
  }
  guint n = tlr_trace_reduce (x, y, places->len, points), now = tlr_trace_count (points, n, (gint64) self->path.n_past - 1);
  tlr_trace_path (cr, points, now > 0 ? now - 1 : 0, n);
  tlr_trace_stroke (self->widget.context, cr, self->plan_line, self->plan_rgba);
  tlr_trace_path (cr, points, 0, now);
  tlr_trace_stroke (self->widget.context, cr, self->line, self->rgba);
}

static gsize
path_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const EarthMoon *self = (const EarthMoon *) widget;
  State state = { G_MININT64, G_MININT64, tlm_timeline_get_revision (widget->context->timeline) };

  if (snapshot->instant == TLM_TIME_NONE)
    return 0;
  state.moon = snapshot->instant / self->moon_step_ns - (snapshot->instant % self->moon_step_ns < 0);
  if (self->path.is_known)
    state.now = tlr_moon_path_number (&self->path, widget, snapshot->time_ns);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
paint (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  EarthMoon *self = (EarthMoon *) widget;
  State state;

  memcpy (&state, bytes, sizeof state);
  draw_moon (self, state.moon * self->moon_step_ns, cr);
  if (state.now != G_MININT64)
    draw_path (self, &state, cr);
}

static gsize
head_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const EarthMoon *self = (const EarthMoon *) widget;
  TlmValidity worst = TLM_VALIDITY_FRESH;
  double values[3];

  if (!self->path.is_known || snapshot->instant == TLM_TIME_NONE)
    return 0;
  for (guint i = 0; i < 3; i++) {
    TlmValue value = tlm_snapshot_value (snapshot, (guint) MAX (widget->vehicle, 0), self->path.channels[i]);
    values[i] = tlm_value_is_shown (&value) ? value.value : NAN;
    worst = MIN (worst, value.validity);
  }
  TlrMoonPlace at = tlr_moon_path_place (&self->path, snapshot->instant, values[0], values[1], values[2]);
  return tlr_marker_state (column (self, at.x), row (self, at.y), worst == TLM_VALIDITY_STALE, out);
}

static guint
head_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  return tlr_marker_figures (&((EarthMoon *) widget)->marker, widget->context, state, figures);
}

static void
place (TlrWidget *widget)
{
  tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, path_state, paint));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, head_state, head_figures));
}

static void
finish (TlrWidget *widget)
{
  EarthMoon *self = (EarthMoon *) widget;

  tlr_moon_path_finish (&self->path);
  tlr_face_free (self->face);
  g_free (self->earth);
  g_free (self->moon);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "size", .kind = TLR_KEY_LENGTH, .minimum = 1, .maximum = 500, .fallback = "20",
    .blurb = "of the font; Earth and Moon are to scale, but no smaller than a part of it" },
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 20, .maximum = 10000, .fallback = "420", .blurb = "across" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 10000, .fallback = "0",
    .blurb = "down; 0: a square, or three fifths of that where the Moon stands still" },
  { .name = "frame", .kind = TLR_KEY_CHOICE, .fallback = "stars", .choices = "stars|moon",
    .blurb = "what stands still: the stars, the vernal equinox to the right; or the Moon, to the right" },
  { .name = "reach", .kind = TLR_KEY_NUMBER, .unit = "km", .minimum = 0, .maximum = 1e7, .fallback = "0",
    .blurb = "from the Earth to the edge; 0: the Moon at its farthest, and the flight" },
  { .name = "past", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 1, .maximum = 1e8, .fallback = "864000",
    .blurb = "path up to now" },
  { .name = "ahead", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 1e8, .fallback = "864000",
    .blurb = "path from now on, as far as the data knows it" },
  { .name = "earth-label", .kind = TLR_KEY_TEXT, .fallback = "Earth", .blurb = "its name" },
  { .name = "moon-label", .kind = TLR_KEY_TEXT, .fallback = "Moon", .blurb = "its name" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2.6",
    .blurb = "width of the path that has been" },
  { .name = "plan-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "width of the path to come" },
  TLR_MARKER_KEYS,
  { .name = "track-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffd479", .blurb = "of the path that has been" },
  { .name = "plan-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffb0", .blurb = "of the path to come" },
  { .name = "earth-colour", .kind = TLR_KEY_COLOUR, .fallback = "#4a90d9", .blurb = "of the Earth" },
  { .name = "moon-colour", .kind = TLR_KEY_COLOUR, .fallback = "#c8c8c8", .blurb = "of the Moon" },
  { .name = "grid-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff50", .blurb = "of the Moon's way" },
  { .name = "face-colour", .kind = TLR_KEY_COLOUR, .fallback = "#00000066", .blurb = "behind all" },
};

const TlrWidgetClass tlr_widget_earth_moon = {
  .name = "earth-moon",
  .description = "Earth and Moon with the vehicle's path, for flights beyond some 100,000 km",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (EarthMoon),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
};
