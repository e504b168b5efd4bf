/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a flight did, on one page: altitude, speed and acceleration over time, with its phases. */
#include "preview-phases.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/time/iso8601.h"
#include "inspect.h"

#define WIDTH 1600
#define HEIGHT 900
#define LEAST_WIDTH 640
#define LEAST_HEIGHT 400
#define LEFT 96.0
#define RIGHT 36.0
#define TOP 74.0
#define GAP 14.0
#define TIMES 34.0
#define BOTTOM 12.0
#define TIME_INTERVALS 12
/* Where what happens fills less than this part of a recording, only that is drawn. */
#define BUSY 0.1
#define MARGIN 0.12

/* The channel of a panel. */
static guint
channel_of (const Plot *plot, guint panel)
{
  static const guint channels[PLOT_N_PANELS] = {
    [PLOT_ALTITUDE] = TLM_CHANNEL_ALTITUDE, [PLOT_SPEED] = TLM_CHANNEL_SPEED,
    [PLOT_ACCELERATION] = TLM_CHANNEL_ACCELERATION,
  };

  return panel == PLOT_SPEED && plot->climbs ? TLM_CHANNEL_VERTICAL_SPEED : channels[panel];
}

static void
band_free (gpointer data)
{
  PlotBand *band = data;

  g_free (band->label);
  g_free (band);
}

static void
plot_clear (Plot *plot)
{
  for (guint i = 0; i < plot->n_vehicles; i++) {
    for (guint j = 0; j < PLOT_N_PANELS; j++)
      g_free (plot->vehicles[i].values[j]);
    g_ptr_array_unref (plot->vehicles[i].bands);
  }
  g_array_unref (plot->gaps);
  tlr_face_free (plot->title);
  tlr_face_free (plot->text);
  tlr_face_free (plot->small);
}

static TlrFace *
new_face (double size, int weight, double grey)
{
  TlrTextStyle style;

  memset (&style, 0, sizeof style);
  style.family = g_intern_string ("Inter,DejaVu Sans,sans-serif");
  style.size = size;
  style.x_scale = 1;
  style.weight = weight;
  style.rgba[0] = style.rgba[1] = style.rgba[2] = grey;
  style.rgba[3] = 1;
  return tlr_face_new (&style);
}

/* The stretch that is drawn: all of it, or what happens with some margin. */
static gboolean
find_span (const TlmTimeline *timeline, gint64 *first, gint64 *last)
{
  gint64 from = G_MAXINT64, to = G_MININT64, margin;

  if (!tlm_timeline_span (timeline, first, last) || *last <= *first)
    return FALSE;
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->confidence == TLM_CONFIDENCE_NOMINAL || event->time_ns < *first || event->time_ns > *last)
      continue;
    from = MIN (from, event->time_ns);
    to = MAX (to, event->time_ns);
  }
  if (to <= from || (double) (to - from) > BUSY * (double) (*last - *first))
    return TRUE;
  margin = MAX ((gint64) ((double) (to - from) * MARGIN), TLM_SECOND);
  *first = MAX (*first, from - margin);
  *last = MIN (*last, to + margin);
  return TRUE;
}

static guint
find_colour (const Plot *plot, const char *label)
{
  guint colour = 0;

  for (guint i = 0; i < plot->n_vehicles; i++)
    for (guint j = 0; plot->vehicles[i].bands && j < plot->vehicles[i].bands->len; j++) {
      const PlotBand *band = plot->vehicles[i].bands->pdata[j];
      if (strcmp (band->label, label) == 0)
        return band->colour;
      colour = MAX (colour, band->colour + 1);
    }
  return colour;
}

/* Column COLUMN of VEHICLE is in PHASE: the last band grows, or a new one begins. */
static void
extend_bands (Plot *plot, PlotVehicle *vehicle, guint column, const TlmPhaseState *phase,
    const TlmFlight *flight, const char *language)
{
  PlotBand *last = vehicle->bands->len > 0 ?
      vehicle->bands->pdata[vehicle->bands->len - 1] : NULL;
  g_autofree char *label = NULL;

  if (!phase->current)
    return;
  label = tlm_profile_phase_label (flight->profile, phase->current, language);
  if (last && last->to == column && strcmp (last->label, label) == 0) {
    last->to++;
    return;
  }
  PlotBand *band = g_new0 (PlotBand, 1);
  band->from = column;
  band->to = column + 1;
  band->colour = find_colour (plot, label);
  band->label = g_steal_pointer (&label);
  g_ptr_array_add (vehicle->bands, band);
}

/* Asks the timeline for each column. */
static void
fill (Plot *plot, const TlmFlight *flight, gint64 first, gint64 last, const char *language)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlmChannelSet wanted = { { 0 } };

  for (guint i = 0; i < PLOT_N_PANELS; i++)
    tlm_channel_set_add (&wanted, channel_of (plot, i));
  for (guint column = 0; column < plot->n_columns; column++) {
    gint64 time = first + (gint64) ((double) (last - first) * (column + 0.5) / plot->n_columns);
    tlm_timeline_at (flight->timeline, time, &wanted, snapshot);
    for (guint i = 0; i < plot->n_vehicles; i++) {
      PlotVehicle *vehicle = &plot->vehicles[i];
      for (guint j = 0; j < PLOT_N_PANELS; j++) {
        TlmValue value = tlm_snapshot_value (snapshot, i, channel_of (plot, j));
        vehicle->values[j][column] = tlm_value_is_shown (&value) && value.age_ns < TLM_SECOND ?
            value.value : NAN;
      }
      extend_bands (plot, vehicle, column, &snapshot->vehicles[i].phase, flight, language);
    }
  }
}

static void
find_gaps (Plot *plot, const TlmTimeline *timeline, gint64 first, gint64 last)
{
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    if (event->after_ns == TLM_TIME_NONE || event->before_ns == TLM_TIME_NONE)
      continue;
    PlotGap gap = { (double) (event->after_ns - first) / (double) (last - first),
      (double) (event->before_ns - first) / (double) (last - first) };
    if (gap.to > 0 && gap.from < 1)
      g_array_append_val (plot->gaps, gap);
  }
}

static void
plot_init (Plot *plot, const TlmFlight *flight, guint n_columns)
{
  *plot = (Plot) { .n_columns = n_columns };
  plot->n_vehicles = MIN (tlm_timeline_n_vehicles (flight->timeline), PLOT_MAX_VEHICLES);
  plot->climbs = TRUE;
  for (guint i = 0; i < plot->n_vehicles; i++)
    plot->climbs &= !tlm_timeline_has_channel (flight->timeline, i, TLM_CHANNEL_SPEED, NULL);
  plot->gaps = g_array_new (FALSE, FALSE, sizeof (PlotGap));
  plot->title = new_face (25, 600, 1);
  plot->text = new_face (15, 500, 0.96);
  plot->small = new_face (13, 400, 0.78);
  for (guint i = 0; i < plot->n_vehicles; i++) {
    plot->vehicles[i].name = tlm_timeline_vehicle_label (flight->timeline, i);
    plot->vehicles[i].bands = g_ptr_array_new_with_free_func (band_free);
    for (guint j = 0; j < PLOT_N_PANELS; j++)
      plot->vehicles[i].values[j] = g_new (double, n_columns);
  }
}

/* How the ticks of the axis of time are written (tlr_axis_time_label()). */
static const char *
time_form (const TlrAxis *time)
{
  char text[TLR_AXIS_LABEL_SIZE];
  const char *colon, *more;

  tlr_axis_time_label (time, time->high, FALSE, text, sizeof text);
  colon = strchr (text, ':');
  more = colon ? strchr (colon + 1, ':') : NULL;
  if (!colon)
    return strchr (text, 'd') ? "days" : "s";
  return more ? "h:mm:ss" : MAX (fabs (time->low), fabs (time->high)) >= 3600 ? "h:mm" : "m:ss";
}

/* What the seconds count from. */
static char *
time_caption (const TlmTimeline *timeline, gint64 first)
{
  g_autofree char *utc = tlm_instant_format_utc (tlm_timeline_to_instant (timeline, first), 0, FALSE);

  if (tlm_timeline_to_elapsed (timeline, first) != TLM_TIME_NONE)
    return g_strdup ("time since liftoff");
  return utc ? g_strdup_printf ("time since %s", utc) : g_strdup ("time since the first sample");
}

/* What stands above the panels: which flight, which profile, whose curve has which colour. */
static void
draw_head (cairo_t *cr, const Plot *plot, const TlmFlight *flight, const char *caption, double width)
{
  const TlmLog *log = flight->logs->len > 0 ? flight->logs->pdata[0] : NULL;
  g_autofree char *profile = tlm_profile_title (flight->profile, NULL);
  const char *title = flight->mission->name ? flight->mission->name : log ? log->source : "Flight";
  g_autofree char *line = g_strdup_printf ("Phases of profile %s%s%s, over the %s, %s",
      profile ? profile : flight->profile->name, plot->n_vehicles > 1 ? "; behind the curves those of " :
      "", plot->n_vehicles > 1 ? plot->vehicles[0].name : "", caption, time_form (&plot->time));
  double x = width - RIGHT;

  plot_text (cr, plot->title, title, LEFT, 36, 0);
  plot_text (cr, plot->small, line, LEFT, 58, 0);
  for (guint i = plot->n_vehicles; i-- > 0 && plot->n_vehicles > 1;) {
    plot_text (cr, plot->text, plot->vehicles[i].name, x, 40, 1);
    x -= tlr_face_measure (plot->text, plot->vehicles[i].name).advance + 10;
    plot_set_vehicle_colour (cr, i, 1);
    cairo_rectangle (cr, x - 22, 33, 22, 3);
    cairo_fill (cr);
    x -= 44;
  }
}

static void
draw (cairo_t *cr, Plot *plot, const TlmFlight *flight, gint64 first, gint64 last, double width,
    double height)
{
  double strips = PLOT_STRIP_HEIGHT * plot->n_vehicles;
  double panels = height - TOP - TIMES - strips - BOTTOM;
  double each = (panels - GAP * PLOT_N_PANELS) / PLOT_N_PANELS;
  PlotBox box = { LEFT, TOP, width - LEFT - RIGHT, each };
  TlmDuration from = tlm_timeline_to_elapsed (flight->timeline, first);
  double low = from == TLM_TIME_NONE ? 0 : tlm_duration_to_s (from);
  g_autofree char *caption = time_caption (flight->timeline, first);

  plot->time = tlr_axis_fit_time (low, low + tlm_duration_to_s (last - first), TIME_INTERVALS, FALSE);
  plot_set_ground (cr, 1);
  cairo_paint (cr);
  draw_head (cr, plot, flight, caption, width);
  for (guint i = 0; i < PLOT_N_PANELS; i++) {
    plot_draw_panel (cr, plot, (PlotPanel) i, &box);
    box.y += each + GAP;
  }
  box.y -= GAP;
  plot_draw_times (cr, plot, &box);
  box.y += TIMES;
  for (guint i = 0; i < plot->n_vehicles; i++) {
    plot_draw_strip (cr, plot, &plot->vehicles[i], &box);
    box.y += PLOT_STRIP_HEIGHT;
  }
}

static gboolean
fail_empty (GError **error)
{
  g_set_error_literal (error, TLM_ERROR, TLM_ERROR_READ,
      "--preview-phases: there are no samples to draw");
  return FALSE;
}

gboolean
inspect_preview_phases (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error)
{
  int width = WIDTH, height = HEIGHT;
  gint64 first, last;
  Plot plot;

  if (!inspect_read_size (options->size, &width, &height, error))
    return FALSE;
  if (!find_span (flight->timeline, &first, &last))
    return fail_empty (error);
  width = MAX (width, LEAST_WIDTH);
  height = MAX (height, LEAST_HEIGHT + (int) (PLOT_STRIP_HEIGHT * PLOT_MAX_VEHICLES) / 2);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  plot_init (&plot, flight, (guint) (width - LEFT - RIGHT));
  fill (&plot, flight, first, last, options->language);
  find_gaps (&plot, flight->timeline, first, last);
  draw (cr, &plot, flight, first, last, width, height);
  cairo_destroy (cr);
  plot_clear (&plot);
  return inspect_write_png (surface, options->preview_phases, error);
}
