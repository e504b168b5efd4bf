/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/native/pixel-format.h"

static void
test_find (void)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  for (guint i = 0; i < n; i++)
    g_assert_true (tlr_pixel_format_find (formats[i].name) == &formats[i]);
  g_assert_null (tlr_pixel_format_find ("v210"));
  g_assert_null (tlr_pixel_format_find ("i420"));
  g_assert_null (tlr_pixel_format_find (""));
}

/* What the rest of the blender takes for granted. */
static void
test_sane (void)
{
  guint n;
  const TlrPixelFormat *formats = tlr_pixel_format_table (&n);

  for (guint i = 0; i < n; i++) {
    const TlrPixelFormat *f = &formats[i];
    guint seen[TLR_MAX_PLANES] = { 0 };

    g_assert_true (f->word == 1 ? f->depth == 8 && !f->swapped : f->word == 2);
    g_assert_cmpuint (f->n_components, ==, (f->model == TLR_MODEL_GREY ? 1 : 3) + f->has_alpha);
    for (guint j = 0; j < f->n_components; j++) {
      const TlrComponent *c = &f->components[j];
      g_assert_cmpuint (c->plane, <, f->n_planes);
      g_assert_cmpuint (c->stride % f->word, ==, 0);
      g_assert_cmpuint (c->offset % f->word, ==, 0);
      g_assert_cmpuint (f->depth + c->shift, <=, 8u * f->word);
      g_assert_cmpuint (c->shift, ==, f->components[0].shift);
      g_assert_cmpuint (seen[c->plane] & 1u << c->offset, ==, 0);
      seen[c->plane] |= 1u << c->offset;
    }
  }
}

static void
check_plane (const char *name, guint plane, guint w_shift, guint h_shift, guint words)
{
  TlrPlaneLayout layout = tlr_pixel_format_plane (tlr_pixel_format_find (name), plane);

  g_assert_cmpuint (layout.w_shift, ==, w_shift);
  g_assert_cmpuint (layout.h_shift, ==, h_shift);
  g_assert_cmpuint (layout.group_words, ==, words);
}

static void
test_planes (void)
{
  check_plane ("I420", 0, 0, 0, 1);
  check_plane ("I420", 2, 1, 1, 1);
  check_plane ("NV12", 1, 1, 1, 2);
  check_plane ("P010_10LE", 1, 1, 1, 2);
  check_plane ("YUY2", 0, 1, 0, 4);
  check_plane ("Y212_BE", 0, 1, 0, 4);
  check_plane ("RGB", 0, 0, 0, 3);
  check_plane ("BGRx", 0, 0, 0, 4);
  check_plane ("AYUV64", 0, 0, 0, 4);
  check_plane ("YUV9", 1, 2, 2, 1);
  check_plane ("A420", 3, 0, 0, 1);
}

static void
check_align (const char *name, gboolean interlaced, const int in[4], const int out[4])
{
  int r[4] = { in[0], in[1], in[2], in[3] };

  tlr_pixel_format_align (tlr_pixel_format_find (name), interlaced, &r[0], &r[1], &r[2], &r[3]);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (r[i], ==, out[i]);
}

static void
test_align (void)
{
  const int in[4] = { 3, 5, 4, 2 };

  check_align ("RGBA", FALSE, in, in);
  check_align ("RGBA", TRUE, in, in);
  check_align ("I420", FALSE, in, (const int[4]) { 2, 4, 6, 4 });
  check_align ("I420", TRUE, in, (const int[4]) { 2, 4, 6, 4 });
  check_align ("I420", TRUE, (const int[4]) { 0, 3, 1, 2 }, (const int[4]) { 0, 0, 2, 8 });
  check_align ("YUY2", TRUE, in, (const int[4]) { 2, 5, 6, 2 });
  check_align ("Y41B", FALSE, in, (const int[4]) { 0, 5, 8, 2 });
  check_align ("I420", FALSE, (const int[4]) { -3, -1, 4, 2 }, (const int[4]) { -4, -2, 6, 4 });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-format/find", test_find);
  g_test_add_func ("/pixel-format/sane", test_sane);
  g_test_add_func ("/pixel-format/planes", test_planes);
  g_test_add_func ("/pixel-format/align", test_align);
  return g_test_run ();
}
