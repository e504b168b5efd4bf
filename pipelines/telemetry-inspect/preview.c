/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "inspect.h"
#include "render/layout/key-value.h"
#include "render/layout/layout-flight.h"
#include "render/scene/preview.h"
#include "render/widgets/layout-load.h"

#define SIZE_MAX_PIXELS 8192
#define SHEET_INSTANTS 12
#define SHEET_MAX 64
#define SHEET_COLUMNS 3
#define SHEET_CELL 640.0       /* columns */
#define SHEET_GAP 8.0

/* What is drawn, besides the instant. */
typedef struct {
  const TlmFlight *flight;
  TlrLayout *layout;
  TlrStyle style;
  TlrBackdrop backdrop;
  int width, height;
} Frame;

gboolean
inspect_read_size (const char *text, int *width, int *height, GError **error)
{
  char *end;
  guint64 w, h;

  if (!text)
    return TRUE;
  w = g_ascii_strtoull (text, &end, 10);
  h = *end == 'x' ? g_ascii_strtoull (end + 1, &end, 10) : 0;
  if (*end || w < 16 || h < 16 || w > SIZE_MAX_PIXELS || h > SIZE_MAX_PIXELS) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE,
        "--size: \"%s\" is no size; give WIDTHxHEIGHT, 16 to %d each, as in 1920x1080", text,
        SIZE_MAX_PIXELS);
    return FALSE;
  }
  *width = (int) w;
  *height = (int) h;
  return TRUE;
}

static gboolean
read_frame (const TlmFlight *flight, const InspectOptions *options, Frame *frame, GError **error)
{
  /* A grey that neither white nor dark graphics vanish on. */
  static const TlrBackdrop grey = { NULL, { 0.25, 0.28, 0.32, 1 } };
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func (g_free);

  frame->flight = flight;
  frame->style = (TlrStyle) { .language = options->language, .profile = flight->profile };
  frame->backdrop = grey;
  if (options->over && !tlr_key_read_colour (options->over, frame->backdrop.rgba))
    frame->backdrop.path = options->over;
  frame->width = 1920;
  frame->height = 1080;
  if (!inspect_read_size (options->size, &frame->width, &frame->height, error))
    return FALSE;
  const char *of_mission = flight->mission && flight->mission->layout ? flight->mission->layout : "webcast";
  frame->layout = tlr_layout_load (options->layout ? options->layout : of_mission, error);
  if (!frame->layout || !tlr_layout_check_flight (frame->layout, flight->timeline, FALSE, doubts, error))
    return FALSE;
  for (guint i = 0; i < doubts->len; i++)
    inspect_warn (doubts->pdata[i]);
  g_auto (GStrv) families = tlr_layout_missing_fonts (frame->layout);
  for (char **words = families; *words; words++)
    inspect_warn (*words);
  return TRUE;
}

static cairo_surface_t *
draw (const Frame *frame, gint64 time_ns, GError **error)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();

  tlm_timeline_at (frame->flight->timeline, time_ns, NULL, snapshot);
  return tlr_preview_draw (frame->layout, &frame->style, frame->flight->timeline,
      frame->flight->mission, snapshot, frame->width, frame->height, &frame->backdrop, error);
}

gboolean
inspect_write_png (cairo_surface_t *surface, const char *path, GError **error)
{
  if (!surface)
    return FALSE;
  cairo_status_t status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_READ, "%s: cannot be written: %s", path,
      cairo_status_to_string (status));
  return FALSE;
}

/* The instants asked for, else N of them evenly through the telemetry. */
static GArray *
read_times (const TlmFlight *flight, const InspectOptions *options, guint n, GError **error)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = 0, last = 0, time;

  for (char **text = options->at; text && *text && times->len < SHEET_MAX; text++) {
    if (!inspect_read_time (flight->timeline, *text, &time, error))
      return NULL;
    g_array_append_val (times, time);
  }
  tlm_timeline_span (flight->timeline, &first, &last);
  for (guint i = 0; !options->at && i < n; i++) {
    time = first + (gint64) ((double) (last - first) * (i + 0.5) / n);
    g_array_append_val (times, time);
  }
  return g_steal_pointer (&times);
}

gboolean
inspect_preview (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  Frame frame = { NULL };
  g_autoptr (GArray) times = read_times (flight, options, 1, error);
  gboolean ok = times && read_frame (flight, options, &frame, error);

  if (ok && times->len != 1) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE,
        "--preview draws one instant; for several --at give --contact-sheet");
    ok = FALSE;
  }
  ok = ok && inspect_write_png (draw (&frame, g_array_index (times, gint64, 0), error), options->preview, error);
  tlr_layout_unref (frame.layout);
  return ok;
}

static gboolean
paint_cell (const Frame *frame, cairo_t *cr, guint index, gint64 time_ns, GError **error)
{
  double scale = SHEET_CELL / frame->width, cell_height = scale * frame->height;
  cairo_surface_t *surface = draw (frame, time_ns, error);

  if (!surface)
    return FALSE;
  cairo_save (cr);
  cairo_translate (cr, SHEET_GAP + index % SHEET_COLUMNS * (SHEET_CELL + SHEET_GAP),
      SHEET_GAP + index / SHEET_COLUMNS * (cell_height + SHEET_GAP));
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

static cairo_surface_t *
draw_sheet (const Frame *frame, const GArray *times, GError **error)
{
  guint rows = (times->len + SHEET_COLUMNS - 1) / SHEET_COLUMNS;
  double cell_height = SHEET_CELL / frame->width * frame->height;
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
      (int) (SHEET_COLUMNS * (SHEET_CELL + SHEET_GAP) + SHEET_GAP),
      (int) ceil (rows * (cell_height + SHEET_GAP) + SHEET_GAP));
  cairo_t *cr = cairo_create (sheet);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < times->len; i++)
    ok = paint_cell (frame, cr, i, g_array_index (times, gint64, i), error);
  cairo_destroy (cr);
  if (!ok)
    g_clear_pointer (&sheet, cairo_surface_destroy);
  return sheet;
}

gboolean
inspect_contact_sheet (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error)
{
  Frame frame = { NULL };
  g_autoptr (GArray) times = read_times (flight, options, SHEET_INSTANTS, error);
  gboolean ok = times && read_frame (flight, options, &frame, error) &&
      inspect_write_png (draw_sheet (&frame, times, error), options->contact_sheet, error);

  tlr_layout_unref (frame.layout);
  return ok;
}
