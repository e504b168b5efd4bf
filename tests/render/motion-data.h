/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "scene-data.h"
#include "widget-data.h"

/* Consecutive frames of a scene that moves. */
#define MOTION_FRAMES 60
#define MOTION_FPS 30

/* What each of them is, all planes behind one another, over the pattern of frame_new(). */
static inline GBytes *
motion_frame (TlrScene *scene, TlmTimeline *timeline, const char *format, int width, int height, gint64 time_ns)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GByteArray) all = g_byte_array_new ();
  TlrFrame frame = frame_new (format, width, height);

  tlm_timeline_at (timeline, time_ns, tlr_scene_channels (scene), snapshot);
  tlr_scene_update (scene, snapshot);
  tlr_scene_blend (scene, &frame);
  for (guint i = 0; i < frame.format->n_planes; i++)
    g_byte_array_append (all, frame.data[i], (guint) frame_bytes (&frame, i));
  frame_clear (&frame);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static inline gint64
motion_time (double from_s, int frame)
{
  return (gint64) (from_s * 1e9) + frame * TLM_SECOND / MOTION_FPS;
}

/* Played on, played back, sought at random, and each of some frames on a scene of its own: the
 * same bytes. Returns on how many frames the picture is another than on the one before. */
static inline guint
motion_check (const char *layout, TlmTimeline *timeline, const char *format, int width, int height, double from_s)
{
  g_autoptr (GPtrArray) linear = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (TlrScene) scene = widget_scene (layout, timeline, format, width, height);
  g_autoptr (TlrScene) other = widget_scene (layout, timeline, format, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint moves = 0;

  for (int i = 0; i < MOTION_FRAMES; i++) {
    g_ptr_array_add (linear, motion_frame (scene, timeline, format, width, height, motion_time (from_s, i)));
    moves += i > 0 && !g_bytes_equal (linear->pdata[i], linear->pdata[i - 1]);
  }
  for (int i = MOTION_FRAMES - 1; i >= -MOTION_FRAMES; i--) {
    int at = i >= 0 ? i : g_rand_int_range (random, 0, MOTION_FRAMES);
    g_autoptr (GBytes) again = motion_frame (other, timeline, format, width, height, motion_time (from_s, at));

    g_assert_true (g_bytes_equal (again, linear->pdata[at]));
  }
  for (int i = 0; i < MOTION_FRAMES; i += 7) {
    g_autoptr (TlrScene) fresh = widget_scene (layout, timeline, format, width, height);
    g_autoptr (GBytes) again = motion_frame (fresh, timeline, format, width, height, motion_time (from_s, i));

    g_assert_true (g_bytes_equal (again, linear->pdata[i]));
  }
  return moves;
}

/* All of them on one picture, NAME.png in the folder of TELEMETRY_SHEETS, where that is set. */
static inline void
motion_sheet (const char *name, const char *layout, TlmTimeline *timeline, int width, int height, double from_s)
{
  const char *folder = g_getenv ("TELEMETRY_SHEETS");
  const int columns = 6, rows = MOTION_FRAMES / 6;
  cairo_surface_t *sheet;
  cairo_t *cr;

  if (!folder)
    return;
  sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns * (width + 4), rows * (height + 4));
  cr = cairo_create (sheet);
  cairo_set_source_rgb (cr, 0.5, 0.1, 0.1);
  cairo_paint (cr);
  for (int i = 0; i < MOTION_FRAMES; i++) {
    cairo_surface_t *frame = widget_picture (layout, timeline, (double) motion_time (from_s, i) / 1e9, width, height);

    cairo_set_source_surface (cr, frame, i % columns * (width + 4), i / columns * (height + 4));
    cairo_paint (cr);
    cairo_surface_destroy (frame);
  }
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_assert_cmpint (cairo_surface_write_to_png (sheet, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (sheet);
}
