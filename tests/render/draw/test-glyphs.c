/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>

#include "render/draw/glyphs.h"
#include "scene-data.h"

static void
test_missing (void)
{
  g_autofree char *missing = tlr_glyphs_explain_missing (NULL);

  if (missing) {
    g_test_skip ("this machine has no fonts");
    return;
  }
  g_assert_true (tlr_glyphs_are_there ("T+ 00:01:12 km/h", NULL));
  /* Private use, of plane 16: nobody's. */
  g_assert_false (tlr_glyphs_are_there ("km \xf4\x8f\xbf\xbd", NULL));
}

/* A machine without any font, to whoever asks from now on. */
static void
take_fonts_away (void)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("no-fonts-XXXXXX", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, "<?xml version=\"1.0\"?><fontconfig/>", -1, NULL));
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  g_assert_false (tlr_glyphs_are_there ("0", NULL));
  g_unlink (path);
}

/* In a frame that no layout fits: how wide Pango takes a missing letter to be is nobody's promise, so that larger ones
 * may do. */
static void
explain_without_fonts (void)
{
  static const char *const names[] = { "webcast", "cockpit", "data" };

  take_fonts_away ();
  g_autofree char *missing = tlr_glyphs_explain_missing ("de");
  g_assert_true (g_str_has_prefix (missing, "No font is installed"));
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  TlrSceneSpec spec = { .native = { .format = tlr_pixel_format_find ("I420") }, .width = 16, .height = 16 };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = tlr_layout_load (names[i], NULL);
    g_autoptr (TlrScene) scene = tlr_scene_new (layout, NULL, timeline, NULL, &spec, &error);

    g_assert_null (scene);
    g_assert_nonnull (strstr (error->message, "cannot be drawn. No font is installed"));
    g_assert_null (strstr (error->message, "does not fit"));
  }
}

/* In a process of its own, for fontconfig reads its file once. */
static void
test_no_font (void)
{
  if (g_test_subprocess ()) {
    explain_without_fonts ();
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/glyphs/missing", test_missing);
  g_test_add_func ("/glyphs/no-font", test_no_font);
  return g_test_run ();
}
