/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A canvas is what is drawn on a frame, in pieces; of those only what differs is drawn again, and nothing where nothing
 * does. */
#include "host/canvas.h"

#include <string.h>

#include "overlay-fixture.h"

#define WIDTH 640
#define HEIGHT 360
#define BYTES ((gsize) WIDTH * HEIGHT * 4)

static Fixture fixture;

static TlhOverlay *
open_overlay (const char *layout)
{
  g_autoptr (GError) error = NULL;
  TlhWishes wishes = { .mission = fixture.mission, .layout = layout, .liftoff_at = "12.5" };
  TlhOverlay *overlay = tlh_overlay_open (&wishes, &error);

  g_assert_no_error (error);
  return overlay;
}

/* The pieces in their places on a transparent frame; they lie in it and apart. */
static guint8 *
put_together (const TlhCanvas *canvas)
{
  guint8 *bytes = g_malloc0 (BYTES);
  g_autofree guint8 *taken = g_malloc0 ((gsize) WIDTH * HEIGHT);

  for (guint i = 0; i < tlh_canvas_n_pieces (canvas); i++) {
    TlhPiece piece = tlh_canvas_piece (canvas, i);
    g_assert_cmpint (piece.x, >=, 0);
    g_assert_cmpint (piece.y, >=, 0);
    g_assert_cmpint (piece.x + piece.width, <=, WIDTH);
    g_assert_cmpint (piece.y + piece.height, <=, HEIGHT);
    for (int y = 0; y < piece.height; y++) {
      gsize at = (gsize) (piece.y + y) * WIDTH + (gsize) piece.x;
      for (int x = 0; x < piece.width; x++)
        g_assert_cmpint (taken[at + (gsize) x]++, ==, 0);
      memcpy (bytes + 4 * at, piece.pixels + (gsize) y * (gsize) piece.stride, 4 * (gsize) piece.width);
    }
  }
  return bytes;
}

static guint8 *
draw (TlhOverlay *overlay, gint64 place_ns)
{
  guint8 *bytes = g_malloc0 (BYTES);
  TlhFrame frame = { .format = "RGBA", .width = WIDTH, .height = HEIGHT, .data = { bytes }, .stride = { 4 * WIDTH },
    .premultiplied = TRUE };

  g_assert_true (tlh_overlay_draw (overlay, place_ns, NULL, &frame, NULL));
  return bytes;
}

static void
test_same_as_drawn (gconstpointer layout)
{
  g_autoptr (TlhOverlay) overlay = open_overlay (layout);
  g_autoptr (TlhCanvas) canvas = tlh_canvas_new (overlay, WIDTH, HEIGHT, NULL);

  for (int i = 0; i < 60; i++) {
    gint64 place_ns = g_test_rand_int_range (0, 110 * 25) * (GST_SECOND / 25);
    g_autofree guint8 *drawn = draw (overlay, place_ns), *shown = NULL;
    tlh_canvas_show (canvas, place_ns);
    shown = put_together (canvas);
    if (memcmp (drawn, shown, BYTES) != 0)
      g_error ("%s: another picture at %" GST_TIME_FORMAT, (const char *) layout, GST_TIME_ARGS (place_ns));
  }
}

/* A serial stays for as long as the pixels do. */
static void
test_serials (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  g_autoptr (TlhCanvas) canvas = tlh_canvas_new (overlay, WIDTH, HEIGHT, NULL);
  guint n = tlh_canvas_n_pieces (canvas), stayed = 0, changed = 0;
  g_autofree guint *serials = g_new0 (guint, n);
  g_autofree char **sums = g_new0 (char *, n);

  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (tlh_canvas_piece (canvas, i).serial, ==, 0);
  for (int frame = 0; frame < 100; frame++) {
    gboolean any = FALSE;
    TlhCanvasChange change = tlh_canvas_show (canvas, 30 * GST_SECOND + frame * (GST_SECOND / 50));
    for (guint i = 0; i < n; i++) {
      TlhPiece piece = tlh_canvas_piece (canvas, i);
      char *sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, piece.pixels, (gsize) piece.stride * (gsize) piece.height);
      gboolean is_other = piece.serial != serials[i];
      if (!is_other)
        g_assert_cmpstr (sum, ==, sums[i]);
      any |= is_other;
      changed += is_other;
      stayed += !is_other;
      serials[i] = piece.serial;
      g_free (sums[i]);
      sums[i] = sum;
    }
    g_assert_cmpint (change, ==, any ? TLH_CANVAS_OTHER : TLH_CANVAS_SAME);
  }
  g_assert_cmpuint (changed, >, 20);
  g_assert_cmpuint (stayed, >, changed);
  for (guint i = 0; i < n; i++)
    g_free (sums[i]);
}

static void
test_idle (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  g_autoptr (TlhCanvas) canvas = tlh_canvas_new (overlay, WIDTH, HEIGHT, NULL);

  g_assert_cmpint (tlh_canvas_show (canvas, 40 * GST_SECOND), ==, TLH_CANVAS_OTHER);
  g_assert_cmpuint (tlh_canvas_n_updates (canvas), ==, 1);
  for (int i = 0; i < 1000; i++)
    g_assert_cmpint (tlh_canvas_show (canvas, 40 * GST_SECOND), ==, TLH_CANVAS_SAME);
  g_assert_cmpuint (tlh_canvas_n_updates (canvas), ==, 1);
  g_assert_false (tlh_canvas_is_outgrown (canvas));
}

static void
test_words (void)
{
  g_autoptr (TlhCanvas) canvas = tlh_canvas_new_words ("something is wrong", WIDTH, HEIGHT);
  g_autoptr (TlhCanvas) small = tlh_canvas_new_words ("<b>& \xff", -3, 1 << 30);
  TlhPiece piece = tlh_canvas_piece (canvas, 0);
  g_autofree guint8 *frame_bytes = g_malloc0 (BYTES), *shown = put_together (canvas);
  TlhFrame frame = { .format = "RGBA", .width = WIDTH, .height = HEIGHT, .data = { frame_bytes },
    .stride = { 4 * WIDTH }, .premultiplied = TRUE };

  tlh_frame_say (&frame, "something is wrong");
  g_assert_cmpmem (shown, BYTES, frame_bytes, BYTES);
  g_assert_cmpuint (piece.serial, !=, 0);
  g_assert_cmpint (piece.height, <, HEIGHT / 4);
  g_assert_cmpint (tlh_canvas_show (canvas, 5), ==, TLH_CANVAS_SAME);
  g_assert_cmpint (tlh_canvas_piece (small, 0).width, ==, 16);
}

/* Another layout of the same telemetry is what opening it with that layout is. */
static void
test_dress (void)
{
  g_autoptr (TlhOverlay) webcast = open_overlay ("webcast"), hud = open_overlay ("hud"), dressed = NULL;
  g_autoptr (GError) error = NULL;
  TlhWishes wishes = { .layout = "hud", .liftoff_at = "12.5" };
  g_autofree guint8 *one = NULL, *other = NULL, *before = draw (webcast, 50 * GST_SECOND);

  dressed = tlh_overlay_dress (webcast, &wishes, &error);
  g_assert_no_error (error);
  g_clear_pointer (&webcast, tlh_overlay_unref);
  one = draw (hud, 50 * GST_SECOND);
  other = draw (dressed, 50 * GST_SECOND);
  g_assert_cmpmem (one, BYTES, other, BYTES);
  g_assert_cmpint (memcmp (before, other, BYTES), !=, 0);
  wishes.layout = "webcats";
  g_assert_null (tlh_overlay_dress (dressed, &wishes, &error));
  g_assert_nonnull (error);
}

static void
test_unfit (void)
{
  g_autoptr (TlhOverlay) overlay = open_overlay ("webcast");
  g_autoptr (GError) error = NULL;

  g_assert_null (tlh_canvas_new (overlay, 3, 3, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  int status;

  gst_init (NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  fixture_init (&fixture);
  g_test_add_data_func ("/host-canvas/webcast", "webcast", test_same_as_drawn);
  g_test_add_data_func ("/host-canvas/soyuz", "soyuz", test_same_as_drawn);
  g_test_add_data_func ("/host-canvas/hud", "hud", test_same_as_drawn);
  g_test_add_func ("/host-canvas/serials", test_serials);
  g_test_add_func ("/host-canvas/idle", test_idle);
  g_test_add_func ("/host-canvas/words", test_words);
  g_test_add_func ("/host-canvas/dress", test_dress);
  g_test_add_func ("/host-canvas/unfit", test_unfit);
  status = g_test_run ();
  fixture_clear (&fixture);
  return status;
}
