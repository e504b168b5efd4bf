/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/curve.h"
#include "core/timeline/plan-name.h"
#include "render/draw/image-file.h"
#include "render/draw/picture.h"
#include "render/widgets/map-view.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* Samples of the track, and of the whole flight to see where it goes. */
#define SAMPLES 360
#define PROBES 512

/* Parts of a column by which the night moves. */
#define NIGHT_STEPS 2

/* Lines of the graticule across. */
#define LINES 12

typedef enum { REGION_WORLD, REGION_TRACK } Region;

/* The ground track on an equirectangular map, with what has been in full, what is
 * to come faint, and the night. Samples of the track stand on a grid of times
 * that counts from T-0, so that an instant always looks the same. */
typedef struct {
  TlrWidget widget;
  guint channels[2];         /* latitude, longitude */
  gboolean known, has_plan, has_night;
  guint planned[2];
  TlrMapView view;
  TlrMapStyle style;
  double line, plan_line;
  TlrMarker marker;          /* where it is now */
  double rgba[4], plan_rgba[4], night_rgba[4];
  gint64 origin_ns;          /* of the grid */
  TlmDuration step_ns, night_step_ns;
  guint n, past;             /* samples, and those up to now */
  double values[2 * SAMPLES];    /* latitudes, then longitudes, up to number newest */
  gint64 newest;
  guint64 revision;          /* that they are of */
  gboolean filled;
} Map;

/* What the track is; bytes compared. */
typedef struct {
  gint64 now;                /* number of the sample */
  guint64 revision;
} State;

static guint
vehicle_of (const Map *map)
{
  return (guint) MAX (map->widget.vehicle, 0);
}

static gboolean
find_channels (const Map *map, const char *prefix, guint channels[2])
{
  static const char *const names[] = { "latitude", "longitude" };
  const TlmTimeline *timeline = map->widget.context->timeline;

  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strconcat (prefix, names[i], NULL);

    if (!tlm_timeline_find_channel (timeline, name, &channels[i]) ||
        !tlm_timeline_has_channel (timeline, vehicle_of (map), channels[i], NULL))
      return FALSE;
  }
  return TRUE;
}

static void
read_looks (Map *map)
{
  TlrWidget *widget = &map->widget;
  g_autofree char *texture = tlr_widget_text (widget, "texture");

  tlr_widget_colour (widget, "colour", map->rgba);
  tlr_widget_colour (widget, "plan-colour", map->plan_rgba);
  tlr_widget_colour (widget, "night-colour", map->night_rgba);
  tlr_widget_colour (widget, "sea-colour", map->style.sea);
  tlr_widget_colour (widget, "land-colour", map->style.land);
  tlr_widget_colour (widget, "coast-colour", map->style.coast);
  tlr_widget_colour (widget, "grid-colour", map->style.grid);
  map->style.coast_line = tlr_widget_rows (widget, "coast-line");
  map->style.grid_line = MAX (tlr_widget_rows (widget, "grid-line"), 0.6);
  map->style.radius = tlr_widget_rows (widget, "radius");
  map->line = tlr_widget_rows (widget, "line");
  map->plan_line = tlr_widget_rows (widget, "plan-line");
  tlr_marker_read (&map->marker, widget, map->line, map->rgba);
  if (texture)
    map->style.texture = tlr_image_load (texture, widget->context->layout->file, widget->group,
        "texture", NULL);
}

static void
read_number (const Map *map, const char *key, double *out)
{
  g_autofree char *text = tlr_widget_text (&map->widget, key);

  if (text)
    *out = tlr_widget_number (&map->widget, key);
}

static void
read_region (Map *map)
{
  TlrMapView *view = &map->view;

  view->west = -180;
  view->east = 180;
  view->south = -90;
  view->north = 90;
  read_number (map, "west", &view->west);
  read_number (map, "east", &view->east);
  read_number (map, "south", &view->south);
  read_number (map, "north", &view->north);
  while (view->east <= view->west)
    view->east += 360;
  view->east = MIN (view->east, view->west + 360);
}

static void
init (TlrWidget *widget)
{
  Map *map = (Map *) widget;
  const TlmTimeline *timeline = widget->context->timeline;

  read_looks (map);
  read_region (map);
  map->known = find_channels (map, "", map->channels);
  map->has_plan = find_channels (map, TLM_PLANNED_PREFIX, map->planned);
  map->has_night = tlr_widget_choice (widget, "night") == 0 && map->night_rgba[3] > 0;
  for (guint i = 0; map->known && i < 2; i++)
    tlm_channel_set_add (&widget->context->channels, map->channels[i]);
  map->origin_ns = tlm_timeline_from_elapsed (timeline, 0);
  if (map->origin_ns == TLM_TIME_NONE)
    map->origin_ns = 0;
}

/* As high as its part of the Earth is for its width, unless told. */
static void
measure (TlrWidget *widget, double *width, double *height)
{
  Map *map = (Map *) widget;
  const TlrMapView *view = &map->view;
  double across = view->east - view->west, upright = view->north - view->south;
  double squeeze = upright < 150 ? cos ((view->south + view->north) / 2 * G_PI / 180) : 1;

  *width = tlr_widget_columns (widget, "length");
  *height = tlr_widget_rows (widget, "thickness");
  if (*height <= 0)
    *height = *width / widget->context->x_scale * upright / (across * MAX (squeeze, 0.1));
}

/* The part of the Earth that the flight crosses. */
static void
fit_track (Map *map)
{
  const TlmTimeline *timeline = map->widget.context->timeline;
  double values[2 * PROBES], aspect = map->view.rect.width /
      (map->view.rect.height * map->widget.context->x_scale);
  gint64 first, last;

  if (!map->known || !tlm_timeline_span (timeline, &first, &last))
    return;
  tlm_curve_sample (timeline, vehicle_of (map), map->channels, 2, first,
      MAX ((last - first) / (PROBES - 1), 1), PROBES, values);
  tlr_map_fit (&map->view, values, values + PROBES, PROBES, aspect);
}

static void
arrange (TlrWidget *widget)
{
  Map *map = (Map *) widget;
  double past = tlr_widget_number (widget, "past"), ahead = tlr_widget_number (widget, "ahead");

  map->view.rect = widget->rect;
  if (tlr_widget_choice (widget, "region") == REGION_TRACK)
    fit_track (map);
  double grid = tlr_widget_number (widget, "graticule");
  map->style.graticule = grid > 0 ? grid : tlr_map_graticule (&map->view, LINES);
  map->n = SAMPLES;
  map->step_ns = MAX ((TlmDuration) ((past + ahead) * TLM_SECOND) / (map->n - 1), 1);
  map->past = MAX ((guint) ((map->n - 1) * past / (past + ahead)), 1);
  map->night_step_ns = MAX ((TlmDuration) (86400.0 * TLM_SECOND / (NIGHT_STEPS * tlr_map_turn (&map->view))), 1);
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Samples up to the newest; those that are there already are kept. */
static void
fill (Map *map, gint64 newest, guint64 revision)
{
  const TlmTimeline *timeline = map->widget.context->timeline;
  gint64 moved = newest - map->newest, first;
  double fresh[2 * SAMPLES];
  guint keep = 0, wanted;

  if (map->filled && map->revision == revision && moved >= 0 && moved < map->n)
    keep = map->n - (guint) moved;
  wanted = map->n - keep;
  first = map->origin_ns + (newest - map->n + 1 + keep) * map->step_ns;
  tlm_curve_sample (timeline, vehicle_of (map), map->channels, 2, first, map->step_ns, wanted, fresh);
  for (guint i = 0; i < 2; i++) {
    double *values = map->values + i * map->n;
    memmove (values, values + wanted, keep * sizeof *values);
    memcpy (values + keep, fresh + i * wanted, wanted * sizeof *values);
  }
  map->newest = newest;
  map->revision = revision;
  map->filled = TRUE;
}

/* Of N samples in degrees, points in the frame; longitudes run on past the edges. */
static guint
make_points (const Map *map, const double *latitudes, const double *longitudes, guint n,
    TlrTracePoint *points)
{
  double x[SAMPLES], y[SAMPLES], before = NAN, shift = 0;

  for (guint i = 0; i < n; i++) {
    if (isfinite (longitudes[i]) && isfinite (before))
      shift += 360 * round ((before - longitudes[i]) / 360);
    if (isfinite (longitudes[i]))
      before = longitudes[i];
    x[i] = tlr_map_x (&map->view, longitudes[i] + shift);
    y[i] = tlr_map_y (&map->view, latitudes[i]);
  }
  return tlr_trace_reduce (x, y, n, points);
}

/* The same line for each turn of the Earth that the view shows a part of. */
static void
stroke_turns (const Map *map, const TlrTracePoint *points, guint first, guint end, double line,
    const double rgba[4], cairo_t *cr)
{
  double turn = tlr_map_turn (&map->view), low = INFINITY, high = -INFINITY;
  const TlrRect *r = &map->view.rect;

  for (guint i = first; i < end; i++)
    if (isfinite (points[i].x)) {
      low = MIN (low, points[i].x);
      high = MAX (high, points[i].x);
    }
  if (low > high)
    return;
  for (double k = ceil ((r->x - high) / turn); low + k * turn <= r->x + r->width; k++) {
    cairo_save (cr);
    cairo_translate (cr, k * turn, 0);
    tlr_trace_path (cr, points, first, end);
    cairo_restore (cr);
  }
  tlr_trace_stroke (map->widget.context, cr, line, rgba);
}

static void
clip (const Map *map, cairo_t *cr)
{
  const TlrRect *r = &map->view.rect;

  tlr_picture_rounded (cr, r->x, r->y, r->width, r->height, map->style.radius,
      map->widget.context->x_scale);
  cairo_clip (cr);
}

static gsize
track_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Map *map = (const Map *) widget;
  State state = { 0, tlm_timeline_get_revision (widget->context->timeline) };

  if (!map->known || snapshot->time_ns == TLM_TIME_NONE)
    return 0;
  state.now = floor_divide (snapshot->time_ns - map->origin_ns, map->step_ns);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
paint_track (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Map *map = (Map *) widget;
  TlrTracePoint points[SAMPLES];
  State state;

  memcpy (&state, bytes, sizeof state);
  fill (map, state.now + (map->n - 1 - map->past), state.revision);
  guint n = make_points (map, map->values, map->values + map->n, map->n, points);
  guint now = tlr_trace_count (points, n, map->past);
  clip (map, cr);
  stroke_turns (map, points, now > 0 ? now - 1 : 0, n, map->plan_line, map->plan_rgba, cr);
  stroke_turns (map, points, 0, now, map->line, map->rgba, cr);
}

static gsize
night_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Map *map = (const Map *) widget;
  gint64 step;

  if (snapshot->instant == TLM_TIME_NONE)
    return 0;
  step = floor_divide (snapshot->instant, map->night_step_ns);
  memcpy (out, &step, sizeof step);
  return sizeof step;
}

static void
paint_night (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  const Map *map = (const Map *) widget;
  gint64 step;

  memcpy (&step, bytes, sizeof step);
  clip (map, cr);
  tlr_map_draw_night (&map->view, step * map->night_step_ns, NULL, map->night_rgba, cr);
}

static gsize
head_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Map *map = (const Map *) widget;
  const TlrRect *r = &map->view.rect;
  TlmValue latitude = tlm_snapshot_value (snapshot, vehicle_of (map), map->channels[0]);
  TlmValue longitude = tlm_snapshot_value (snapshot, vehicle_of (map), map->channels[1]);

  if (!map->known || !tlm_value_is_shown (&latitude) || !tlm_value_is_shown (&longitude))
    return 0;
  double turns = floor ((longitude.value - map->view.west) / 360);
  double x = tlr_map_x (&map->view, longitude.value - 360 * turns);
  double y = tlr_map_y (&map->view, latitude.value);
  if (x >= r->x + r->width || y < r->y || y >= r->y + r->height)
    return 0;
  return tlr_marker_state (x, y, MIN (latitude.validity, longitude.validity) == TLM_VALIDITY_STALE,
      out);
}

static guint
head_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  return tlr_marker_figures (&((Map *) widget)->marker, widget->context, state, figures);
}

static void
place (TlrWidget *widget)
{
  Map *map = (Map *) widget;
  if (map->has_night)
    tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, night_state,
            paint_night));
  tlr_context_add_item (widget->context, tlr_painting_new (widget, &widget->rect, track_state,
          paint_track));
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &widget->rect, head_state,
          head_figures));
}

/* The whole of what was planned lies under everything else. */
static void
draw_plan (const Map *map, cairo_t *cr)
{
  const TlmTimeline *timeline = map->widget.context->timeline;
  double values[2 * SAMPLES];
  TlrTracePoint points[SAMPLES];
  gint64 first, last;

  if (!tlm_timeline_span (timeline, &first, &last))
    return;
  tlm_curve_sample (timeline, vehicle_of (map), map->planned, 2, first,
      MAX ((last - first) / (SAMPLES - 1), 1), SAMPLES, values);
  guint n = make_points (map, values, values + SAMPLES, SAMPLES, points);
  stroke_turns (map, points, 0, n, map->plan_line, map->plan_rgba, cr);
}

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  const Map *map = (const Map *) widget;

  tlr_map_draw_ground (&map->view, &map->style, widget->context->x_scale, cr);
  if (map->has_plan)
    draw_plan (map, cr);
}

static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_autofree char *south = tlm_key_file_get (file, group, "south");
  g_autofree char *north = tlm_key_file_get (file, group, "north");
  g_autofree char *texture = tlm_key_file_get (file, group, "texture");

  if (g_ascii_strtod (south ? south : "-90", NULL) >= g_ascii_strtod (north ? north : "90", NULL)) {
    tlm_key_file_error (file, group, south ? "south" : "north", error, "south has to be less than north");
    return FALSE;
  }
  if (!texture)
    return TRUE;
  g_autoptr (TlrImage) image = tlr_image_load (texture, file, group, "texture", error);
  return image != NULL;
}

static void
finish (TlrWidget *widget)
{
  tlr_image_free (((Map *) widget)->style.texture);
}

static const TlrKey keys[] = {
  { "length", TLR_KEY_LENGTH, 10, 10000, "420", NULL, "from west to east" },
  { "thickness", TLR_KEY_LENGTH, 0, 10000, "0", NULL, "from north to south; 0: as the Earth is" },
  { "region", TLR_KEY_CHOICE, 0, 0, "world", "world|track",
    "what it shows: west, east, south and north, or what the flight crosses" },
  { "west", TLR_KEY_NUMBER, -360, 360, NULL, NULL, "degrees, east positive; -180 unless told" },
  { "east", TLR_KEY_NUMBER, -360, 540, NULL, NULL, "degrees, east positive; 180 unless told" },
  { "south", TLR_KEY_NUMBER, -90, 90, NULL, NULL, "degrees, north positive; -90 unless told" },
  { "north", TLR_KEY_NUMBER, -90, 90, NULL, NULL, "degrees, north positive; 90 unless told" },
  { "past", TLR_KEY_NUMBER, 1, 1e7, "5400", NULL, "seconds of track up to now" },
  { "ahead", TLR_KEY_NUMBER, 0, 1e7, "5400", NULL, "seconds of track from now on" },
  { "texture", TLR_KEY_TEXT, 0, 0, NULL, NULL,
    "picture of the Earth, -180 to 180 and 90 to -90 degrees, instead of land and sea" },
  { "night", TLR_KEY_CHOICE, 0, 0, "yes", "yes|no", "shades where the Sun is down" },
  { "graticule", TLR_KEY_NUMBER, 0, 90, "0", NULL, "degrees between lines; 0: about a dozen" },
  { "line", TLR_KEY_LENGTH, 0.1, 50, "3.2", NULL, "width of the track that has been" },
  { "plan-line", TLR_KEY_LENGTH, 0.1, 50, "2", NULL, "width of the track to come and planned" },
  { "coast-line", TLR_KEY_LENGTH, 0.1, 50, "1.2", NULL, "width of coasts" },
  { "grid-line", TLR_KEY_LENGTH, 0.1, 50, "1", NULL, "width of the graticule" },
  TLR_MARKER_KEYS,
  { "radius", TLR_KEY_LENGTH, 0, 500, "6", NULL, "of the corners" },
  { "colour", TLR_KEY_COLOUR, 0, 0, "#ffd479", NULL, "of the track that has been" },
  { "plan-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff90", NULL, "of the track to come and planned" },
  { "sea-colour", TLR_KEY_COLOUR, 0, 0, "#0b1c33e6", NULL, "of the sea" },
  { "land-colour", TLR_KEY_COLOUR, 0, 0, "#3a5a55e6", NULL, "of land" },
  { "coast-colour", TLR_KEY_COLOUR, 0, 0, "#8fb8a8c0", NULL, "of coasts" },
  { "grid-colour", TLR_KEY_COLOUR, 0, 0, "#ffffff26", NULL, "of the graticule" },
  { "night-colour", TLR_KEY_COLOUR, 0, 0, "#000008a0", NULL, "of the night" },
};

const TlrWidgetClass tlr_widget_map = {
  "map", "The ground track on a map of the Earth", keys, G_N_ELEMENTS (keys), sizeof (Map),
  FALSE, FALSE, init, measure, arrange, place, draw, finish, NULL, check
};
