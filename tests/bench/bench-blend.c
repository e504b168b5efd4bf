/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cost of blending a full-width lower third (1920x160), against a plain copy of
 * the same bytes and a plain scalar loop. Frames rotate through a ring larger
 * than the second-level cache, as frames of a pipeline do. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "render/native/native.h"

#define WIDTH 1920
#define HEIGHT 160
#define RING 8
#define ROUNDS 200

typedef struct {
  TlrFrame frames[RING];
  gsize bytes;             /* of one frame */
} Ring;

static double
cpu_seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void
ring_init (Ring *ring, const TlrPixelFormat *format, int byte)
{
  memset (ring, 0, sizeof *ring);
  for (int i = 0; i < RING; i++) {
    TlrFrame *frame = &ring->frames[i];

    frame->format = format;
    frame->width = WIDTH;
    frame->height = HEIGHT;
    for (guint plane = 0; plane < format->n_planes; plane++) {
      TlrPlaneLayout layout = tlr_pixel_format_plane (format, plane);
      gsize rows = HEIGHT >> layout.h_shift;

      frame->stride[plane] = (WIDTH >> layout.w_shift) * layout.group_words * format->word;
      frame->data[plane] = g_malloc (rows * (gsize) frame->stride[plane]);
      memset (frame->data[plane], byte, rows * (gsize) frame->stride[plane]);
      ring->bytes += i == 0 ? rows * (gsize) frame->stride[plane] : 0;
    }
  }
}

static void
ring_clear (Ring *ring)
{
  for (int i = 0; i < RING; i++)
    for (int plane = 0; plane < TLR_MAX_PLANES; plane++)
      g_free (ring->frames[i].data[plane]);
  memset (ring, 0, sizeof *ring);
}

static TlrNative *
make_picture (const TlrPixelFormat *format, guint32 argb)
{
  TlrNativeSpec spec = { format, { TLR_MATRIX_BT709 }, FALSE };
  TlrNative *native = tlr_native_new (&spec, WIDTH, HEIGHT);
  g_autofree guint32 *pixels = g_new (guint32, WIDTH * HEIGHT);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = argb;
  tlr_native_import (native, 0, 0, (const guint8 *) pixels, WIDTH * 4, WIDTH, HEIGHT);
  tlr_native_update_spans (native, 0, 0, WIDTH, HEIGHT);
  return native;
}

/* Milliseconds a frame, the best of five runs. */
static double
time_blend (const TlrNative *native, Ring *ring)
{
  double best = 1e9;

  for (int run = 0; run < 5; run++) {
    double start = cpu_seconds ();
    for (int i = 0; i < ROUNDS; i++)
      tlr_native_blend (native, 0, 0, &ring->frames[i % RING]);
    best = MIN (best, (cpu_seconds () - start) * 1e3 / ROUNDS);
  }
  return best;
}

static double
time_copy (gsize bytes)
{
  guint8 *ring[RING], *source = g_malloc0 (bytes);
  double best = 1e9;

  for (int i = 0; i < RING; i++)
    ring[i] = g_malloc0 (bytes);
  for (int run = 0; run < 5; run++) {
    double start = cpu_seconds ();
    for (int i = 0; i < ROUNDS; i++)
      memcpy (ring[i % RING], source, bytes);
    best = MIN (best, (cpu_seconds () - start) * 1e3 / ROUNDS);
  }
  for (int i = 0; i < RING; i++)
    g_free (ring[i]);
  g_free (source);
  return best;
}

/* What a compiler makes of it without vectors: one word after another. */
__attribute__ ((noinline, optimize ("O2,no-tree-vectorize")))
static void
blend_scalar (guint8 *d, const guint8 *s, const guint8 *a, gsize n)
{
  for (gsize i = 0; i < n; i++)
    d[i] = (guint8) (s[i] + (d[i] * (255 - a[i]) + 127) / 255);
}

static double
time_scalar (gsize words)
{
  g_autofree guint8 *d = g_malloc0 (words), *s = g_malloc0 (words), *a = g_malloc0 (words);
  double start = cpu_seconds ();

  for (int i = 0; i < ROUNDS / 4; i++)
    blend_scalar (d, s, a, words);
  return (cpu_seconds () - start) * 1e3 / (ROUNDS / 4);
}

/* Drawing a picture anew: the price of a gauge that moves. */
static double
time_import (TlrNative *native)
{
  g_autofree guint32 *pixels = g_new (guint32, WIDTH * HEIGHT);
  double start;

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    pixels[i] = (((guint) i * 2654435761u) & 0x7F7F7F7Fu) | 0x80000000u;
  start = cpu_seconds ();
  for (int i = 0; i < 10; i++) {
    tlr_native_import (native, 0, 0, (const guint8 *) pixels, WIDTH * 4, WIDTH, HEIGHT);
    tlr_native_update_spans (native, 0, 0, WIDTH, HEIGHT);
  }
  return (cpu_seconds () - start) * 1e3 / 10;
}

static void
bench_format (const char *name)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (name);
  g_autoptr (TlrNative) opaque = make_picture (format, 0xFF204060u);
  g_autoptr (TlrNative) half = make_picture (format, 0x80102030u);
  Ring ring;

  ring_init (&ring, format, 0xFF);
  double copy = time_copy (ring.bytes), o = time_blend (opaque, &ring);
  double h = time_blend (half, &ring), s = time_scalar (ring.bytes / format->word);
  printf ("%-10s %8.4f %8.4f %8.4f %8.4f   %6.3f %8.2f\n", name, copy, o, h, s,
      h * 1e6 / (WIDTH * HEIGHT), time_import (half));
  ring_clear (&ring);
}

/* Over frames that are half transparent, the worst case of an export with alpha.
 * A blend makes them more opaque, so that each is blended on but once. */
static void
bench_alpha (const char *name)
{
  const TlrPixelFormat *format = tlr_pixel_format_find (name);
  g_autoptr (TlrNative) half = make_picture (format, 0x80102030u);
  double best = 1e9;

  for (int run = 0; run < 10; run++) {
    Ring ring;
    ring_init (&ring, format, 0x80);
    double start = cpu_seconds ();
    for (int i = 0; i < RING; i++)
      tlr_native_blend (half, 0, 0, &ring.frames[i]);
    best = MIN (best, (cpu_seconds () - start) * 1e3 / RING);
    ring_clear (&ring);
  }
  printf ("%-10s %8.4f\n", name, best);
}

int
main (void)
{
  static const char *const names[] = { "I420", "NV12", "YUY2", "RGB", "BGRx", "RGBA", "A420",
    "AYUV", "P010_10LE", "I420_10LE", "I422_10BE", "AYUV64", "GRAY8" };
  static const char *const alpha_names[] = { "RGBA", "AYUV", "A420", "ARGB64" };

  printf ("1920x160, ms of CPU a frame\n%-10s %8s %8s %8s %8s   %6s %8s\n", "", "memcpy", "opaque",
      "half", "scalar", "ns/px", "import");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    bench_format (names[i]);
  printf ("\nover frames with alpha, ms\n");
  for (guint i = 0; i < G_N_ELEMENTS (alpha_names); i++)
    bench_alpha (alpha_names[i]);
  return 0;
}
