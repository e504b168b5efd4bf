/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "native-reference.h"

typedef struct {
  int frame_width, frame_height, width, height, x, y;
} Place;

/* Inside, across each edge, larger than the frame, and odd sizes. */
static const Place places[] = {
  { 48, 24, 16, 8, 8, 8 },
  { 47, 23, 47, 23, 0, 0 },
  { 45, 21, 24, 16, -8, -8 },
  { 45, 21, 24, 16, 32, 16 },
  { 31, 13, 64, 32, -16, -8 },
  { 150, 12, 149, 11, 0, 0 },
  { 300, 8, 300, 8, 0, 0 },
  { 16, 8, 8, 8, 16, 8 },
  { 16, 8, 8, 8, -8, -8 },
};

/* Premultiplied pixels: runs of clear, opaque and any alpha. */
static guint32 *
make_picture (GRand *rand, int width, int height)
{
  guint32 *argb = g_new (guint32, (gsize) width * height);
  guint kind = 0;

  for (int i = 0; i < width * height; i++) {
    if (g_rand_int_range (rand, 0, 20) == 0 || i % width == 0)
      kind = (guint) g_rand_int_range (rand, 0, 3);
    guint a = kind == 0 ? 0 : kind == 1 ? 255 : (guint) g_rand_int_range (rand, 0, 256);
    argb[i] = a << 24;
    for (int shift = 0; shift < 24; shift += 8)
      argb[i] |= (guint) g_rand_int_range (rand, 0, (gint32) a + 1) << shift;
  }
  return argb;
}

static TlrNative *
make_native (const TestPicture *p, const TlrPixelFormat *format)
{
  TlrNativeSpec spec = { format, *p->colorimetry, p->interlaced };
  TlrNative *native = tlr_native_new (&spec, p->width, p->height);

  tlr_native_import (native, 0, 0, (const guint8 *) p->argb, p->width * 4, p->width, p->height);
  tlr_native_update_spans (native, 0, 0, p->width, p->height);
  return native;
}

/* Rounded to nearest, where a half may go either way. */
static gboolean
rounds_to (double expected, guint code)
{
  return fabs (expected - code) <= 0.5 + 1e-6;
}

static void
check_sample (const TestPicture *p, const TlrFrame *before, const TlrFrame *after, guint component,
    int column, int row)
{
  double tolerance;
  double expected = test_expect (p, before, component, column, row, &tolerance);
  guint got = test_get (after, &before->format->components[component], column, row);
  gboolean good = tolerance == 0 ? rounds_to (expected, got)
      : fabs (floor (expected + 0.5) - got) <= tolerance;

  if (!good)
    g_error ("%s%s component %u at %d,%d of %dx%d: expected %.3f, got %u, was %u (picture %dx%d at %d,%d)",
        before->format->name, p->interlaced ? " interlaced" : "", component, column, row,
        before->width, before->height, expected, got,
        test_get (before, &before->format->components[component], column, row), p->width,
        p->height, p->x, p->y);
}

/* Puts the samples of before into after, so that what is left to differ is what
 * no component owns: guards, row ends and the unused byte of RGBx. */
static void
check_rest (const TestFrame *before, const TestFrame *after)
{
  const TlrPixelFormat *format = before->frame.format;
  gboolean padded = format->n_planes == 1 && format->n_components == 3
      && format->components[0].stride == 4;

  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];
    for (int row = 0; row < test_rows (&before->frame, c); row++)
      for (int column = 0; column < test_columns (&before->frame, c); column++)
        memcpy (test_word (&after->frame, c, column, row),
            test_word (&before->frame, c, column, row), format->word);
  }
  for (guint i = 0; i < format->n_planes; i++) {
    g_assert_cmpmem (before->memory[i], GUARD, after->memory[i], GUARD);
    g_assert_cmpmem (before->memory[i] + before->size[i] - GUARD, GUARD,
        after->memory[i] + after->size[i] - GUARD, GUARD);
    for (int row = 0; !padded && row < test_plane_rows (format, i, before->frame.height); row++) {
      gsize start = (gsize) row * before->frame.stride[i];
      /* The last group of an odd row of YUY2 may hold a pixel outside. */
      gsize bytes = (gsize) test_plane_bytes (format, i, before->frame.width & ~1);
      g_assert_cmpmem (before->frame.data[i] + start, bytes, after->frame.data[i] + start, bytes);
      start += (gsize) test_plane_bytes (format, i, before->frame.width);
      g_assert_cmpmem (before->frame.data[i] + start, 3u * format->word,
          after->frame.data[i] + start, 3u * format->word);
    }
  }
}

static void
check_blend (const TestPicture *p, const TlrPixelFormat *format, const Place *place, GRand *rand,
    gboolean premultiplied, gboolean opaque)
{
  g_autoptr (TlrNative) native = make_native (p, format);
  TestFrame before, after;

  test_frame_init (&before, format, place->frame_width, place->frame_height, 3);
  before.frame.premultiplied = premultiplied;
  test_frame_fill_random (&before, rand, opaque);
  after = test_frame_copy (&before);
  tlr_native_blend (native, p->x, p->y, &after.frame);
  for (guint i = 0; i < format->n_components; i++) {
    const TlrComponent *c = &format->components[i];
    for (int row = 0; row < test_rows (&before.frame, c); row++)
      for (int column = 0; column < test_columns (&before.frame, c); column++) {
        if (premultiplied && i + 1u < format->n_components
            && test_get (&before.frame, c, column, row) > test_get (&before.frame,
                &format->components[3], MIN (column << c->w_sub, place->frame_width - 1),
                MIN (row << c->h_sub, place->frame_height - 1)))
          continue; /* brighter than its alpha: no premultiplied colour */
        check_sample (p, &before.frame, &after.frame, i, column, row);
      }
  }
  check_rest (&before, &after);
  test_frame_clear (&before);
  test_frame_clear (&after);
}

static void
test_format (gconstpointer data)
{
  const TlrPixelFormat *format = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20211005);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const Place *place = &places[i];
    g_autofree guint32 *argb = make_picture (rand, place->width, place->height);

    for (int variant = 0; variant < 4; variant++) {
      TlrColorimetry colorimetry = { .matrix = (TlrMatrix) ((i + (guint) variant) % TLR_MATRIX_RGB),
        .range = variant & 1 ? TLR_RANGE_FULL : TLR_RANGE_LIMITED };
      TestPicture p = { argb, place->width, place->height, place->x, place->y, &colorimetry,
        variant >= 2 };
      check_blend (&p, format, place, rand, FALSE, FALSE);
      if (format->has_alpha) {
        check_blend (&p, format, place, rand, FALSE, TRUE);
        if (format->model == TLR_MODEL_RGB)
          check_blend (&p, format, place, rand, TRUE, FALSE);
      }
    }
  }
}

/* Even grounds with something in between, cut by the frame's edges. */
static void
test_tiles (void)
{
  static const Place place = { 620, 6, 700, 12, -36, -4 };
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree guint32 *argb = make_picture (rand, place.width, place.height);
  TlrColorimetry colorimetry = { TLR_MATRIX_BT709 };
  TestPicture p = { argb, place.width, place.height, place.x, place.y, &colorimetry, FALSE };

  for (int i = 0; i < place.width * place.height; i++)
    if (i % place.width < 390 || i % place.width >= 420)
      argb[i] = i % place.width < 390 ? 0x80402010u : 0xb80b0407u;
  for (guint f = 0; f < n; f++) {
    check_blend (&p, &formats[f], &place, rand, FALSE, FALSE);
    check_blend (&p, &formats[f], &place, rand, FALSE, TRUE);
  }
}

/* Every 8 bit colour of a coarse cube, opaque, is the encoded code exactly. */
static void
test_opaque_exact (void)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);
  guint32 argb[64 * 8];
  TlrColorimetry colorimetry = { TLR_MATRIX_BT709 };

  for (int i = 0; i < 512; i++)
    argb[i] = 0xFF000000u | (guint) (i >> 6) * 0x240000 | (guint) (i >> 3 & 7) * 0x2400
        | (guint) (i & 7) * 0x24;
  for (guint f = 0; f < n; f++) {
    TestPicture p = { argb, 64, 8, 0, 0, &colorimetry, FALSE };
    g_autoptr (TlrNative) native = make_native (&p, &formats[f]);
    TestFrame frame;

    test_frame_init (&frame, &formats[f], 64, 8, 0);
    tlr_native_blend (native, 0, 0, &frame.frame);
    for (int y = 0; y < 8; y++)
      for (int x = 0; x < 64; x++) {
        guint32 v = argb[y * 64 + x];
        double rgb[3] = { (v >> 16 & 255) / 255.0, (v >> 8 & 255) / 255.0, (v & 255) / 255.0 };
        double code[3];
        test_encode (&formats[f], &colorimetry, rgb, code);
        guint got = test_get (&frame.frame, &formats[f].components[0], x, y);
        if (!rounds_to (code[0], got))
          g_error ("%s %08x: expected %.3f, got %u", formats[f].name, v, code[0], got);
      }
    test_frame_clear (&frame);
  }
}

static void
collect_span (guint first, guint end, gboolean opaque, gpointer data)
{
  g_string_append_printf (data, "%u-%u%s ", first, end, opaque ? "!" : "");
}

static void
test_spans (void)
{
  TlrNativeSpec spec = { tlr_pixel_format_find ("I420"), { TLR_MATRIX_BT709 }, FALSE };
  g_autoptr (TlrNative) native = tlr_native_new (&spec, 512, 4);
  g_autoptr (GString) spans = g_string_new (NULL);
  guint32 argb[4 * 256];

  for (int i = 0; i < 4 * 256; i++)
    argb[i] = i % 256 < 128 ? 0xFFFFFFFFu : 0x80404040u;
  tlr_native_foreach_span (native, 0, 0, collect_span, spans);
  g_assert_cmpstr (spans->str, ==, "");
  tlr_native_import (native, 128, 0, (guint8 *) argb, 1024, 256, 4);
  tlr_native_foreach_span (native, 0, 3, collect_span, spans);
  g_assert_cmpstr (spans->str, ==, "");
  tlr_native_update_spans (native, 128, 2, 256, 2);
  tlr_native_foreach_span (native, 0, 0, collect_span, spans);
  tlr_native_foreach_span (native, 0, 3, collect_span, spans);
  g_assert_cmpstr (spans->str, ==, "128-256! 256-384 ");
  g_string_truncate (spans, 0);
  tlr_native_foreach_span (native, 2, 1, collect_span, spans);
  g_assert_cmpstr (spans->str, ==, "64-128! 128-192 ");
  tlr_native_clear_rect (native, 128, 0, 64, 4);
  tlr_native_update_spans (native, 0, 0, 512, 4);
  g_string_truncate (spans, 0);
  tlr_native_foreach_span (native, 0, 0, collect_span, spans);
  g_assert_cmpstr (spans->str, ==, "192-256! 256-384 ");
}

/* Blending in strips of rows is the same as blending at once. */
static void
test_rows_at_a_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree guint32 *argb = make_picture (rand, 40, 32);
  TlrColorimetry colorimetry = { TLR_MATRIX_BT709 };
  TestPicture p = { argb, 40, 32, 8, -8, &colorimetry, FALSE };

  for (int i = 0; i < 3; i++) {
    const TlrPixelFormat *format = tlr_pixel_format_find (((const char *[]) { "I420", "A420", "P010_10LE" })[i]);
    g_autoptr (TlrNative) native = make_native (&p, format);
    TestFrame whole, strips;

    test_frame_init (&whole, format, 45, 21, 0);
    test_frame_fill_random (&whole, rand, FALSE);
    strips = test_frame_copy (&whole);
    tlr_native_blend (native, p.x, p.y, &whole.frame);
    for (int y = 0; y < 21; y += 4)
      tlr_native_blend_rows (native, p.x, p.y, &strips.frame, y, MIN (y + 4, 21));
    for (guint plane = 0; plane < format->n_planes; plane++)
      g_assert_cmpmem (whole.memory[plane], whole.size[plane], strips.memory[plane], strips.size[plane]);
    test_frame_clear (&whole);
    test_frame_clear (&strips);
  }
}

int
main (int argc, char **argv)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/native/blend/", formats[i].name, NULL);
    g_test_add_data_func (path, &formats[i], test_format);
  }
  g_test_add_func ("/native/opaque-exact", test_opaque_exact);
  g_test_add_func ("/native/tiles", test_tiles);
  g_test_add_func ("/native/spans", test_spans);
  g_test_add_func ("/native/rows-at-a-time", test_rows_at_a_time);
  return g_test_run ();
}
