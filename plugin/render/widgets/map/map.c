/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/plan-name.h"
#include "render/draw/image-file.h"
#include "render/draw/picture.h"
#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/map/map-ground.h"
#include "render/widgets/map/map-night.h"
#include "render/widgets/map/map-scale.h"
#include "render/widgets/map/map-track.h"
#include "render/widgets/trace.h"
#include "render/widgets/widgets.h"

/* Parts of a column by which the night moves. */
#define NIGHT_STEPS 2

/* Lines of the graticule across. */
#define LINES 12

typedef enum { REGION_WORLD, REGION_TRACK } Region;

/* The ground track on an equirectangular map, with what has been in full, what is
 * to come faint, and the night. */
typedef struct {
  TlrWidget widget;
  TlrMapTrack track;
  gboolean known, has_plan, has_night;
  gboolean follows;          /* the view is of the track */
  gboolean is_outgrown;      /* a live flight has left the view */
  guint planned[2];
  TlrMapView view;
  TlrMapStyle style;
  TlrMapScale scale;         /* text.size 0: none */
  double line, plan_line;
  TlrMarker marker;          /* where it is now */
  double rgba[4], plan_rgba[4], night_rgba[4];
  TlmDuration night_step_ns;
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
read_scale (Map *map)
{
  TlrWidget *widget = &map->widget;
  g_autofree char *font = tlr_widget_text (widget, "font");
  g_autofree char *families = g_strconcat (font, ",DejaVu Sans,sans-serif", NULL);

  map->scale.text.family = g_intern_string (families);
  map->scale.text.fonts = widget->context->fonts;
  map->scale.text.size = tlr_widget_rows (widget, "scale-size");
  map->scale.text.x_scale = widget->context->x_scale;
  map->scale.text.weight = (int) tlr_widget_number (widget, "weight");
  tlr_widget_colour (widget, "scale-colour", map->scale.text.rgba);
  map->scale.line = MAX (tlr_widget_rows (widget, "plan-line"), 1);
  map->scale.unit = tlr_words_find (widget->context->words, "km");
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
  read_scale (map);
  read_region (map);
  map->known = tlr_map_track_find (widget, "", map->track.channels);
  map->has_plan = tlr_map_track_find (widget, TLM_PLANNED_PREFIX, map->planned);
  map->has_night = tlr_widget_choice (widget, "night") == 0 && map->night_rgba[3] > 0;
  for (guint i = 0; map->known && i < 2; i++)
    tlm_channel_set_add (&widget->context->channels, map->track.channels[i]);
  map->track.origin_ns = tlm_timeline_from_elapsed (timeline, 0);
  if (map->track.origin_ns == TLM_TIME_NONE)
    map->track.origin_ns = 0;
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

static void
arrange (TlrWidget *widget)
{
  Map *map = (Map *) widget;
  double past = tlr_widget_number (widget, "past"), ahead = tlr_widget_number (widget, "ahead");

  map->view.rect = widget->rect;
  map->follows = map->known && tlr_widget_choice (widget, "region") == REGION_TRACK;
  if (map->follows)
    tlr_map_track_fit (widget, map->track.channels, &map->view);
  double grid = tlr_widget_number (widget, "graticule");
  map->style.graticule = grid > 0 ? grid : tlr_map_graticule (&map->view, LINES);
  map->track.step_ns = MAX ((TlmDuration) ((past + ahead) * TLM_SECOND) / (TLR_MAP_SAMPLES - 1), 1);
  map->track.past = MAX ((guint) ((TLR_MAP_SAMPLES - 1) * past / (past + ahead)), 1);
  map->night_step_ns = MAX ((TlmDuration) (86400.0 * TLM_SECOND / (NIGHT_STEPS * tlr_map_turn (&map->view))), 1);
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
  state.now = tlr_map_track_number (&map->track, snapshot->time_ns);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
paint_track (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Map *map = (Map *) widget;
  TlrTracePoint points[TLR_MAP_SAMPLES];
  State state;

  memcpy (&state, bytes, sizeof state);
  guint n = tlr_map_track_points (&map->track, widget, &map->view, state.now, state.revision,
      points);
  guint now = tlr_trace_count (points, n, map->track.past);
  clip (map, cr);
  tlr_map_track_stroke (&map->view, widget->context, points, now > 0 ? now - 1 : 0, n,
      map->plan_line, map->plan_rgba, cr);
  tlr_map_track_stroke (&map->view, widget->context, points, 0, now, map->line, map->rgba, cr);
}

static gsize
night_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Map *map = (const Map *) widget;
  gint64 step;

  if (snapshot->instant == TLM_TIME_NONE)
    return 0;
  step = snapshot->instant / map->night_step_ns - (snapshot->instant % map->night_step_ns < 0);
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
  Map *map = (Map *) widget;
  const TlrRect *r = &map->view.rect;
  TlmValue latitude = tlm_snapshot_value (snapshot, vehicle_of (map), map->track.channels[0]);
  TlmValue longitude = tlm_snapshot_value (snapshot, vehicle_of (map), map->track.channels[1]);

  if (!map->known || !tlm_value_is_shown (&latitude) || !tlm_value_is_shown (&longitude))
    return 0;
  double turns = floor ((longitude.value - map->view.west) / 360);
  double x = tlr_map_x (&map->view, longitude.value - 360 * turns);
  double y = tlr_map_y (&map->view, latitude.value);
  if (x >= r->x + r->width || y < r->y || y >= r->y + r->height) {
    map->is_outgrown |= map->follows;
    return 0;
  }
  return tlr_marker_state (x, y, MIN (latitude.validity, longitude.validity) == TLM_VALIDITY_STALE,
      out);
}

static guint
head_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  return tlr_marker_figures (&((Map *) widget)->marker, widget->context, state, figures);
}

static gboolean
is_outgrown (const TlrWidget *widget)
{
  return ((const Map *) widget)->is_outgrown;
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

static void
draw (TlrWidget *widget, cairo_t *cr)
{
  const Map *map = (const Map *) widget;
  TlrTracePoint points[TLR_MAP_SAMPLES];

  tlr_map_draw_ground (&map->view, &map->style, widget->context->x_scale, cr);
  if (map->scale.text.size > 0)
    tlr_map_draw_scale (&map->view, &map->scale, cr);
  if (!map->has_plan)
    return;
  /* The whole of what was planned lies under everything else. */
  guint n = tlr_map_track_whole (widget, map->planned, &map->view, points);
  tlr_map_track_stroke (&map->view, widget->context, points, 0, n, map->plan_line, map->plan_rgba,
      cr);
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
  { .name = "length", .kind = TLR_KEY_LENGTH, .minimum = 10, .maximum = 10000, .fallback = "420",
    .blurb = "from west to east" },
  { .name = "thickness", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 10000, .fallback = "0",
    .blurb = "from north to south; 0: as the Earth is" },
  { .name = "region", .kind = TLR_KEY_CHOICE, .fallback = "world", .choices = "world|track",
    .blurb = "what it shows: west, east, south and north, or what the flight crosses" },
  { .name = "west", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -360, .maximum = 360,
    .blurb = "east positive; -180 unless told" },
  { .name = "east", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -360, .maximum = 540,
    .blurb = "east positive; 180 unless told" },
  { .name = "south", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -90, .maximum = 90,
    .blurb = "north positive; -90 unless told" },
  { .name = "north", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -90, .maximum = 90,
    .blurb = "north positive; 90 unless told" },
  { .name = "past", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 1, .maximum = 1e7,
    .fallback = "5400", .blurb = "track up to now" },
  { .name = "ahead", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 1e7,
    .fallback = "5400", .blurb = "track from now on" },
  { .name = "texture", .kind = TLR_KEY_TEXT,
    .blurb = "picture of the Earth, -180 to 180 and 90 to -90 degrees, instead of land and sea" },
  { .name = "night", .kind = TLR_KEY_CHOICE, .fallback = "yes", .choices = "yes|no",
    .blurb = "shades where the Sun is down" },
  { .name = "graticule", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 0, .maximum = 90,
    .fallback = "0", .blurb = "between lines; 0: about a dozen" },
  { .name = "line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "3.2",
    .blurb = "width of the track that has been" },
  { .name = "plan-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "2",
    .blurb = "width of the track to come and planned" },
  { .name = "coast-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "1.2",
    .blurb = "width of coasts" },
  { .name = "grid-line", .kind = TLR_KEY_LENGTH, .minimum = 0.1, .maximum = 50, .fallback = "1",
    .blurb = "width of the graticule" },
  TLR_MARKER_KEYS,
  { .name = "font", .kind = TLR_KEY_TEXT, .fallback = "Inter", .inherited = TRUE,
    .blurb = "of the scale's number" },
  { .name = "weight", .kind = TLR_KEY_NUMBER, .minimum = 100, .maximum = 1000, .fallback = "500",
    .inherited = TRUE, .blurb = "of the scale's font" },
  { .name = "scale-size", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "18",
    .blurb = "of the scale's font, of maps up to 40 degrees wide; 0: no scale" },
  { .name = "scale-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffffd8",
    .blurb = "of the scale" },
  { .name = "radius", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "6",
    .blurb = "of the corners" },
  { .name = "colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffd479",
    .inherited = TRUE, .blurb = "of the track that has been" },
  { .name = "plan-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff90",
    .blurb = "of the track to come and planned" },
  { .name = "sea-colour", .kind = TLR_KEY_COLOUR, .fallback = "#0b1c33e6", .blurb = "of the sea" },
  { .name = "land-colour", .kind = TLR_KEY_COLOUR, .fallback = "#3a5a55e6", .blurb = "of land" },
  { .name = "coast-colour", .kind = TLR_KEY_COLOUR, .fallback = "#8fb8a8c0", .blurb = "of coasts" },
  { .name = "grid-colour", .kind = TLR_KEY_COLOUR, .fallback = "#ffffff26",
    .blurb = "of the graticule" },
  { .name = "night-colour", .kind = TLR_KEY_COLOUR, .fallback = "#000008a0",
    .blurb = "of the night" },
};

const TlrWidgetClass tlr_widget_map = {
  .name = "map",
  .description = "The ground track on a map of the Earth",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Map),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .draw = draw,
  .finish = finish,
  .check = check,
  .is_outgrown = is_outgrown,
};
