/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <ass/ass.h>
#include <string.h>

#include "core/mission/flight.h"
#include "render/ass/ass.h"
#include "render/scene/scene.h"
#include "render/widgets/layout-load.h"

/* A layout as it is burned, and as libass renders what is written of it. */

/* Of the frame: pixels, and width to height of one. */
typedef struct {
  int width, height, par_n, par_d;
} Shape;

static const Shape full_hd = { 1920, 1080, 1, 1 };
static Shape shape = { 1920, 1080, 1, 1 };

#define WIDTH (shape.width)
#define HEIGHT (shape.height)

typedef struct {
  TlmFlight *flight;
  TlrLayout *layout;
  TlrCueSpec spec;
} Fixture;

/* Layouts of ephemerides have the station as their example, others the rocket. */
static inline void
fixture_init (Fixture *fixture, const char *layout, const char *language)
{
  const char *example = g_str_equal (layout, "station") ? "station.mission" : "sounding-rocket.mission";
  g_autofree char *mission = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "pipelines",
      "examples", example, NULL);
  TlmFlightSource source = { .mission = mission };
  g_autoptr (GError) error = NULL;
  TlmSync sync = TLM_SYNC_NONE;

  fixture->flight = tlm_flight_open (&source, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_sync_read (&sync, &(TlmSyncText) { fixture->flight->mission->liftoff_at,
              fixture->flight->mission->footage_start, fixture->flight->mission->marks }, &error));
  fixture->layout = tlr_layout_load (layout, &error);
  g_assert_no_error (error);
  fixture->spec = (TlrCueSpec) { .timeline = fixture->flight->timeline,
    .mission = fixture->flight->mission, .layout = fixture->layout,
    .style = { TLR_UNITS_LAYOUT, language },
    .sync = tlm_sync_resolve (&sync, fixture->flight->timeline, 0, 1),
    .width = WIDTH, .height = HEIGHT, .par_n = shape.par_n, .par_d = shape.par_d };
}

static inline void
fixture_clear (Fixture *fixture)
{
  tlr_layout_unref (fixture->layout);
  tlm_flight_free (fixture->flight);
}

/* A picture of three bytes a pixel, RGB. */
typedef struct {
  guint8 *rgb;
} Picture;

static inline void
picture_clear (Picture *picture)
{
  g_free (picture->rgb);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static inline Picture
burn (const Fixture *fixture, gint64 footage_ns, guint8 ground, TlrScene **keep)
{
  TlrSceneSpec spec = { { tlr_pixel_format_find ("BGRx"), { TLR_MATRIX_RGB, TLR_RANGE_FULL } },
    WIDTH, HEIGHT, shape.par_n, shape.par_d };
  g_autoptr (GError) error = NULL;
  TlrScene *scene = tlr_scene_new (fixture->layout, &fixture->spec.style, fixture->spec.timeline,
      fixture->spec.mission, &spec, &error);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gsize n_pixels = (gsize) WIDTH * (gsize) HEIGHT;
  g_autofree guint8 *bgrx = g_malloc (4 * n_pixels);
  TlrFrame frame = { .format = spec.native.format, .width = WIDTH, .height = HEIGHT,
    .data = { bgrx }, .stride = { 4 * WIDTH } };
  Picture picture = { g_malloc (3 * n_pixels) };

  g_assert_no_error (error);
  memset (bgrx, ground, 4 * n_pixels);
  tlm_timeline_at (fixture->spec.timeline, tlm_sync_apply (&fixture->spec.sync, footage_ns), NULL,
      snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, &frame);
  for (gsize i = 0; i < n_pixels; i++)
    for (guint c = 0; c < 3; c++)
      picture.rgb[3 * i + c] = bgrx[4 * i + 2 - c];
  *keep = scene;
  return picture;
}

static inline void
take_event (const TlrAssEvent *event, gpointer data)
{
  tlr_ass_append_line (data, event);
}

static inline char *
script (TlrAss *ass, gint64 from_ns, gint64 end_ns)
{
  GString *text = g_string_new (tlr_ass_header (ass));

  g_string_append (text, TLR_ASS_EVENTS);
  while (from_ns < end_ns)
    from_ns = tlr_ass_show (ass, from_ns, end_ns, take_event, text);
  return g_string_free (text, FALSE);
}

/* Straight alpha over what is there. */
static inline void
blend_image (const ASS_Image *image, guint8 *rgb)
{
  for (int y = 0; y < image->h; y++)
    for (int x = 0; x < image->w; x++) {
      guint8 *pixel = rgb + 3 * ((image->dst_y + y) * WIDTH + image->dst_x + x);
      double alpha = image->bitmap[y * image->stride + x] / 255.0 * (255 - (image->color & 0xff)) / 255.0;

      for (int c = 0; c < 3; c++) {
        double colour = image->color >> (24 - 8 * c) & 0xff;
        pixel[c] = (guint8) (pixel[c] + (colour - pixel[c]) * alpha + 0.5);
      }
    }
}

static inline void
quiet (int level, const char *format, va_list args, void *data)
{
}

static inline Picture
render (const char *text, gint64 footage_ns, guint8 ground)
{
  ASS_Library *library = ass_library_init ();
  ASS_Renderer *renderer;
  ASS_Track *track;
  g_autofree char *copy = g_strdup (text);
  Picture picture = { g_malloc (3 * (gsize) WIDTH * (gsize) HEIGHT) };

  ass_set_message_cb (library, quiet, NULL);
  renderer = ass_renderer_init (library);
  ass_set_frame_size (renderer, WIDTH, HEIGHT);
  ass_set_fonts (renderer, NULL, "sans-serif", ASS_FONTPROVIDER_FONTCONFIG, NULL, 1);
  track = ass_read_memory (library, copy, strlen (copy), NULL);
  g_assert_nonnull (track);
  memset (picture.rgb, ground, 3 * (gsize) WIDTH * (gsize) HEIGHT);
  for (ASS_Image *image = ass_render_frame (renderer, track, footage_ns / 1000000, NULL); image;
      image = image->next)
    blend_image (image, picture.rgb);
  ass_free_track (track);
  ass_renderer_done (renderer);
  ass_library_done (library);
  return picture;
}

/* The box around what differs from the ground by more than half of the most,
 * inside RECT. FALSE when there is nothing. */
static inline gboolean
ink (const Picture *picture, const TlrRect *rect, TlrRect *box, guint8 brightest[3])
{
  int left = G_MAXINT, right = -1, top = G_MAXINT, bottom = -1, most = 0;

  memset (brightest, 0, 3);
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++) {
      const guint8 *p = picture->rgb + 3 * (y * WIDTH + x);
      int sum = p[0] + p[1] + p[2];
      if (sum > most) {
        most = sum;
        memcpy (brightest, p, 3);
      }
    }
  if (most < 60)
    return FALSE;
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++) {
      const guint8 *p = picture->rgb + 3 * (y * WIDTH + x);
      if (p[0] + p[1] + p[2] < most / 2)
        continue;
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  *box = (TlrRect) { left, top, right - left + 1, bottom - top + 1 };
  return TRUE;
}

static inline void
write_picture (const Picture *picture, const char *name)
{
  const char *folder = g_getenv ("TELEMETRY_KEEP_PICTURES");
  g_autofree char *path = folder ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (GString) ppm = g_string_new (NULL);

  if (!path)
    return;
  g_string_append_printf (ppm, "P6\n%d %d\n255\n", WIDTH, HEIGHT);
  g_string_append_len (ppm, (const char *) picture->rgb, 3 * WIDTH * (gssize) HEIGHT);
  g_file_set_contents (path, ppm->str, (gssize) ppm->len, NULL);
}
