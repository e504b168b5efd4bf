/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "render/scene/figures-item.h"
#include "render/scene/painting.h"
#include "render/widgets/globe/globe-looks.h"
#include "render/widgets/land.h"
#include "render/widgets/widgets.h"

/* Parts of a pixel that motion is told apart by. */
#define STEPS 2

/* The step of a night that nobody knows or wants. */
#define NO_NIGHT G_MAXINT64

/* Rows of the line of what lies below, in sizes of the font. */
#define CAPTION 1.5

/* The Earth as a ball with the vehicle in its middle, day and night, its ground track, stations with their horizons,
 * and what lies below. */
typedef struct {
  TlrWidget widget;
  TlrMapTrack track;
  gboolean known, has_altitude, has_night, names_below;
  gboolean is_fixed;           /* not the vehicle is in the middle, but PLACE */
  double latitude, longitude;
  guint altitude;              /* channel */
  double grain_deg;            /* that the ball is turned by */
  TlmDuration night_step_ns;
  TlrGlobeView view;
  TlrGlobeLooks looks;
  GPtrArray *stations;
  char *before;                /* what stands before the name of what lies below */
} Globe;

/* What is seen, bytes compared: the middle in grains, then what each picture needs besides. */
typedef struct {
  gint64 step;                 /* of the track's samples, or of the night */
  guint64 revision;
  gint32 latitude, longitude;
  gint32 horizon;              /* of stations for its altitude; 0: none */
  guint32 seen;                /* stations that see it */
} State;

static guint
vehicle_of (const TlrWidget *widget)
{
  return (guint) MAX (widget->vehicle, 0);
}

static void
find_channels (Globe *globe)
{
  TlrWidget *widget = &globe->widget;
  TlrContext *context = widget->context;

  globe->known = tlr_map_track_find (widget, "", globe->track.channels);
  for (guint i = 0; globe->known && i < 2; i++)
    tlm_channel_set_add (&context->channels, globe->track.channels[i]);
  globe->has_altitude = tlr_trace_channel (widget, "altitude-ellipsoid|altitude|altitude-msl", &globe->altitude);
  if (globe->has_altitude)
    tlm_channel_set_add (&context->channels, globe->altitude);
  globe->track.origin_ns = tlm_timeline_from_elapsed (context->timeline, 0);
  if (globe->track.origin_ns == TLM_TIME_NONE)
    globe->track.origin_ns = 0;
}

static void
init (TlrWidget *widget)
{
  Globe *globe = (Globe *) widget;
  g_autofree char *stations = tlr_widget_text (widget, "stations");
  g_autofree char *latitude = tlr_widget_text (widget, "latitude"), *longitude = tlr_widget_text (widget, "longitude");

  tlr_globe_looks_init (&globe->looks, widget);
  find_channels (globe);
  globe->is_fixed = latitude || longitude;
  globe->latitude = latitude ? tlr_widget_number (widget, "latitude") : 0;
  globe->longitude = longitude ? tlr_widget_number (widget, "longitude") : 0;
  globe->has_night = tlr_widget_choice (widget, "night") == 0 && globe->looks.ground.night[3] > 0;
  globe->names_below = tlr_widget_choice (widget, "below") == 0;
  globe->before = tlr_widget_text (widget, "over");
  globe->stations = tlr_globe_stations_read (stations ? stations : "");
}

static void
measure (TlrWidget *widget, double *width, double *height)
{
  Globe *globe = (Globe *) widget;
  double diameter = tlr_widget_rows (widget, "diameter");

  *width = diameter * widget->context->x_scale;
  *height = diameter + (globe->names_below ? CAPTION * globe->looks.text_size : 0);
}

static void
arrange (TlrWidget *widget)
{
  Globe *globe = (Globe *) widget;
  const TlrRect *r = &widget->rect;
  double past = tlr_widget_number (widget, "past"), ahead = tlr_widget_number (widget, "ahead");
  double caption = globe->names_below ? CAPTION * globe->looks.text_size : 0;

  globe->view.x_scale = widget->context->x_scale;
  globe->view.radius = MAX (MIN (r->width / globe->view.x_scale, r->height - caption) / 2 - 1, 1);
  globe->view.x = r->x + r->width / 2.0;
  globe->view.y = r->y + (r->height - caption) / 2;
  globe->grain_deg = 180 / G_PI / globe->view.radius / STEPS;
  globe->night_step_ns = MAX ((TlmDuration) (240 * globe->grain_deg * TLM_SECOND), 1);
  globe->track.step_ns = MAX ((TlmDuration) ((past + ahead) * TLM_SECOND) / (TLR_MAP_SAMPLES - 1), 1);
  globe->track.past = MAX ((guint) ((TLR_MAP_SAMPLES - 1) * past / (past + ahead)), 1);
}

/* Where the vehicle is, degrees; FALSE where nobody knows. */
static gboolean
find_place (const Globe *globe, const TlmSnapshot *snapshot, TlmValue place[2])
{
  for (guint i = 0; globe->known && i < 2; i++)
    place[i] = tlm_snapshot_value (snapshot, vehicle_of (&globe->widget), globe->track.channels[i]);
  return globe->known && tlm_value_is_shown (&place[0]) && tlm_value_is_shown (&place[1]) &&
      isfinite (place[0].value) && isfinite (place[1].value);
}

/* The middle, to a grain. FALSE where it is not known. */
static gboolean
find_middle (const Globe *globe, const TlmSnapshot *snapshot, State *state)
{
  TlmValue place[2] = { { .value = globe->latitude }, { .value = globe->longitude } };

  if (!globe->is_fixed && !find_place (globe, snapshot, place))
    return FALSE;
  state->latitude = (gint32) lround (place[0].value / globe->grain_deg);
  state->longitude = (gint32) lround (remainder (place[1].value, 360) / globe->grain_deg);
  return TRUE;
}

static void
turn (Globe *globe, const State *state)
{
  tlr_globe_view_turn (&globe->view, CLAMP (state->latitude * globe->grain_deg, -90, 90),
      state->longitude * globe->grain_deg);
}

/* With night, which moves far slower than the ball turns. */
static gsize
ground_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Globe *globe = (const Globe *) widget;
  State state = { .step = NO_NIGHT };

  if (!find_middle (globe, snapshot, &state))
    return 0;
  if (globe->has_night && snapshot->instant != TLM_TIME_NONE)
    state.step = snapshot->instant / globe->night_step_ns - (snapshot->instant % globe->night_step_ns < 0);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
paint_ground (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Globe *globe = (Globe *) widget;
  State state;

  memcpy (&state, bytes, sizeof state);
  turn (globe, &state);
  tlr_globe_draw_ground (&globe->view, &globe->looks.ground, cr);
  if (state.step != NO_NIGHT)
    tlr_globe_draw_night (&globe->view, &globe->looks.ground, state.step * globe->night_step_ns, cr);
}

/* Stations that see it, and how far they see at its altitude. */
static void
look_from_stations (const Globe *globe, const TlmSnapshot *snapshot, State *state)
{
  TlmValue place[2], altitude = TLM_VALUE_ABSENT;

  if (globe->has_altitude)
    altitude = tlm_snapshot_value (snapshot, vehicle_of (&globe->widget), globe->altitude);
  if (globe->stations->len == 0 || !tlm_value_is_shown (&altitude) || !(altitude.value > 0))
    return;
  state->horizon = (gint32) lround (tlr_globe_horizon_deg (altitude.value, globe->looks.stations.mask_deg) / globe->grain_deg);
  if (!find_place (globe, snapshot, place))
    return;
  TlmGeodetic vehicle = { place[1].value * G_PI / 180, place[0].value * G_PI / 180, altitude.value };
  for (guint i = 0; i < globe->stations->len; i++)
    state->seen |= (guint32) tlr_globe_station_sees (globe->stations->pdata[i], &vehicle, globe->looks.stations.mask_deg) << i;
}

static gsize
track_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  const Globe *globe = (const Globe *) widget;
  State state = { .revision = tlm_timeline_get_revision (widget->context->timeline) };

  if (!globe->known || snapshot->time_ns == TLM_TIME_NONE || !find_middle (globe, snapshot, &state))
    return 0;
  state.step = tlr_map_track_number (&globe->track, snapshot->time_ns);
  look_from_stations (globe, snapshot, &state);
  memcpy (out, &state, sizeof state);
  return sizeof state;
}

static void
paint_track (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Globe *globe = (Globe *) widget;
  State state;

  memcpy (&state, bytes, sizeof state);
  turn (globe, &state);
  tlr_globe_stations_draw (globe->stations, &globe->view, &globe->looks.stations,
      state.horizon * globe->grain_deg, state.seen, cr);
  tlr_globe_track_draw (&globe->track, widget, &globe->view, &globe->looks.track, state.step, state.revision, cr);
}

static gsize
head_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  Globe *globe = (Globe *) widget;
  State state = { 0 };
  TlmValue place[2];

  if (!find_place (globe, snapshot, place) || !find_middle (globe, snapshot, &state))
    return 0;
  turn (globe, &state);
  TlmVec3 at = tlr_globe_view_see (&globe->view, tlr_globe_direction (place[0].value, place[1].value));
  if (at.z <= 0)
    return 0;
  return tlr_marker_state (globe->view.x + at.x * globe->view.radius * globe->view.x_scale,
      globe->view.y - at.y * globe->view.radius, MIN (place[0].validity, place[1].validity) == TLM_VALIDITY_STALE, out);
}

static guint
head_figures (TlrWidget *widget, const guint8 *state, TlrFigure *figures)
{
  return tlr_marker_figures (&((Globe *) widget)->looks.marker, widget->context, state, figures);
}

static gsize
below_state (TlrWidget *widget, const TlmSnapshot *snapshot, guint8 *out)
{
  TlmValue place[2];
  guint index;

  if (!find_place ((const Globe *) widget, snapshot, place))
    return 0;
  index = tlr_land_below (place[0].value, place[1].value);
  memcpy (out, &index, sizeof index);
  return index == G_MAXUINT ? 0 : sizeof index;
}

/* The name in the middle below the ball, in words of the layout's [strings] where they have it. */
static void
paint_below (TlrWidget *widget, const guint8 *bytes, cairo_t *cr)
{
  Globe *globe = (Globe *) widget;
  const TlrRect *r = &widget->rect;
  guint index;

  memcpy (&index, bytes, sizeof index);
  const char *name = tlr_words_find (widget->context->words, ((const TlrRing *) tlr_land_get_named ()->pdata[index])->name);
  g_autofree char *text = globe->before && globe->before[0] ? g_strconcat (globe->before, " ", name, NULL) : g_strdup (name);
  double width = tlr_face_measure (globe->looks.face, text).advance, fit = MIN (r->width / width, 1);
  tlr_face_draw (globe->looks.face, cr, text, r->x + (r->width - fit * width) / 2,
      r->y + r->height - tlr_face_descent (globe->looks.face), fit);
}

static void
add_painting (TlrWidget *widget, const TlrRect *rect, TlrStateFunc state, TlrPaintFunc paint)
{
  tlr_context_add_item (widget->context, tlr_painting_new (widget, rect, state, paint));
}

static void
place (TlrWidget *widget)
{
  Globe *globe = (Globe *) widget;
  TlrRect ball = widget->rect, caption = widget->rect;
  int rows = globe->names_below ? (int) (CAPTION * globe->looks.text_size) : 0;

  ball.height = MAX (ball.height - rows, 1);
  caption.y += ball.height;
  caption.height -= ball.height;
  add_painting (widget, &ball, ground_state, paint_ground);
  add_painting (widget, &ball, track_state, paint_track);
  tlr_context_add_item (widget->context, tlr_figures_new (widget, &ball, head_state, head_figures));
  if (globe->names_below && globe->known && caption.height > 0)
    add_painting (widget, &caption, below_state, paint_below);
}

static gboolean
check_stations (const TlmKeyFile *file, const char *group, const char *key, GError **error)
{
  g_autofree char *text = tlm_key_file_get (file, group, key);
  g_autoptr (GPtrArray) stations = text ? tlr_globe_stations_read (text) : NULL;

  if (text && !stations)
    tlm_key_file_error (file, group, key, error, "\"%s\" is not right; give up to %d stations NAME,LATITUDE,LONGITUDE in "
        "degrees, as in Houston,29.56,-95.09; Moscow,55.92,37.81", tlm_head (text, 120).text, TLR_GLOBE_STATIONS);
  return !text || stations;
}

/* Those for frames of other shapes too. */
static gboolean
check (const TlmKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, group, NULL, NULL);

  for (char **key = keys; key && *key; key++)
    if (tlr_key_is_named (*key, "stations") && !check_stations (file, group, *key, error))
      return FALSE;
  return TRUE;
}

static void
finish (TlrWidget *widget)
{
  Globe *globe = (Globe *) widget;

  tlr_globe_looks_finish (&globe->looks);
  g_ptr_array_unref (globe->stations);
  g_free (globe->before);
}

static const TlrKey keys[] = {
  TLR_TEXT_KEYS,
  { .name = "diameter", .kind = TLR_KEY_LENGTH, .minimum = 10, .maximum = 10000, .fallback = "360",
    .blurb = "of the ball" },
  { .name = "latitude", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -90, .maximum = 90,
    .blurb = "of what is in the middle, north positive; the vehicle unless told" },
  { .name = "longitude", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = -360, .maximum = 360,
    .blurb = "of what is in the middle, east positive; the vehicle unless told" },
  { .name = "past", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 1, .maximum = 1e7, .fallback = "2700",
    .blurb = "ground track up to now" },
  { .name = "ahead", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 1e7, .fallback = "2700",
    .blurb = "ground track from now on, as far as the data knows it" },
  { .name = "stations", .kind = TLR_KEY_TEXT,
    .blurb = "NAME,LATITUDE,LONGITUDE; … each with its horizon for the vehicle's altitude" },
  { .name = "mask", .kind = TLR_KEY_NUMBER, .unit = "deg", .minimum = 0, .maximum = 89, .fallback = "5",
    .blurb = "elevation above the horizon from which on a station sees" },
  { .name = "below", .kind = TLR_KEY_CHOICE, .fallback = "yes", .choices = "yes|no",
    .blurb = "names the country or sea below; [strings] has other words for it" },
  { .name = "over", .kind = TLR_KEY_TEXT, .fallback = "over", .blurb = "stands before that name" },
  { .name = "night", .kind = TLR_KEY_CHOICE, .fallback = "yes", .choices = "yes|no",
    .blurb = "shades where the Sun is down" },
  TLR_GLOBE_LOOK_KEYS,
};

const TlrWidgetClass tlr_widget_globe = {
  .name = "globe",
  .description = "The Earth as a ball, with the vehicle in its middle",
  .keys = keys,
  .n_keys = G_N_ELEMENTS (keys),
  .size = sizeof (Globe),
  .init = init,
  .measure = measure,
  .arrange = arrange,
  .place = place,
  .finish = finish,
  .check = check,
};
