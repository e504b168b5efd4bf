/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A layout that begins from another, with colours by name and fonts of its own. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "core/base/error.h"
#include "golden.h"
#include "render/draw/face.h"
#include "render/widgets/layout-load.h"

#define FONT "/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf"

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
write_file (const char *name, const char *text)
{
  g_autofree char *path = path_of (name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static TlrLayout *
load (const char *text, GError **error)
{
  g_autofree char *path = path_of ("own.layout");

  write_file ("own.layout", text);
  return tlr_layout_load (path, error);
}

static void
expect (const TlrLayout *layout, const char *group, const char *key, TlrShape shape, const char *language, const char *value)
{
  g_autofree char *found = tlr_layout_get (layout, group, key, shape, language);

  g_assert_cmpstr (found, ==, value);
}

static void
test_keys (void)
{
  g_autoptr (GError) error = NULL;

  write_file ("base.layout", "[layout]\nname=Base\nsafe=7\n[widget box]\ntype=group\nanchor=top\n[widget a]\ntype=text\nparent=box\n"
      "text=One\ntext[ru]=Раз\nsize=20\nsize@tall=30\nsize@square=25\n[widget b]\ntype=text\nparent=box\ntext=Two\n");
  g_autoptr (TlrLayout) layout = load ("[layout]\nbased-on=base.layout\nsafe=3\n[widget c]\ntype=text\nparent=box\ntext=Three\n"
      "[widget a]\nsize@tall=44\ntext=Uno\n[widget b]\nshow=no\n", &error);
  g_assert_no_error (error);
  expect (layout, "layout", "safe", TLR_SHAPE_WIDE, NULL, "3");
  expect (layout, "layout", "name", TLR_SHAPE_WIDE, NULL, "Base");
  /* A key takes the place of all its forms, and a form that of the form. */
  expect (layout, "widget a", "text", TLR_SHAPE_WIDE, NULL, "Uno");
  expect (layout, "widget a", "text", TLR_SHAPE_WIDE, "ru", "Uno");
  expect (layout, "widget a", "size", TLR_SHAPE_WIDE, NULL, "20");
  expect (layout, "widget a", "size", TLR_SHAPE_TALL, NULL, "44");
  expect (layout, "widget a", "size", TLR_SHAPE_SQUARE, NULL, "25");
  expect (layout, "widget b", "show", TLR_SHAPE_WIDE, NULL, "no");
  /* In the base's order, what is new last. */
  const char *const order[] = { "box", "a", "b", "c" };
  g_assert_cmpuint (layout->nodes->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpstr (((TlrNode *) layout->nodes->pdata[i])->name, ==, order[i]);
}

static void
test_chain (void)
{
  g_autoptr (GError) error = NULL;

  write_file ("first.layout", "[layout]\nbased-on=webcast\n[colours]\naccent=#112233\n");
  g_autoptr (TlrLayout) layout = load ("[layout]\nbased-on=first.layout\n[widget clock]\nsize=90\n", &error);
  g_assert_no_error (error);
  expect (layout, "widget clock", "size", TLR_SHAPE_WIDE, NULL, "90");
  expect (layout, "widget clock", "align", TLR_SHAPE_WIDE, NULL, "center");
  /* The name is the base's, the colour is the nearer layout's. */
  expect (layout, "widget first-name", "colour", TLR_SHAPE_WIDE, NULL, "#112233ff");
  expect (layout, "widget events", "accent", TLR_SHAPE_WIDE, NULL, "#112233ff");
}

static void
test_colours (void)
{
  static const struct { const char *written, *colour; } cases[] = {
    { "accent", "#ff800080" }, { "accent 50%", "#ff800040" }, { "accent 0%", "#ff800000" }, { "accent  100%", "#ff800080" },
    { "plain 62.7%", "#ffffffa0" }, { "white", "white" }, { "#010203", "#010203" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = g_strdup_printf ("[layout]\nshadow-colour=%s\n[colours]\naccent=#ff800080\nplain=white\n"
        "[widget a]\ntype=text\ntext=x\ncolour=%s\ncolour@tall=accent\n[widget g]\ntype=arc\nzones=0:50:accent;50:100:#00ff00\n",
        cases[i].written, cases[i].written);
    g_autoptr (TlrLayout) layout = load (text, &error);
    g_assert_no_error (error);
    expect (layout, "widget a", "colour", TLR_SHAPE_WIDE, NULL, cases[i].colour);
    expect (layout, "layout", "shadow-colour", TLR_SHAPE_WIDE, NULL, cases[i].colour);
    expect (layout, "widget a", "colour", TLR_SHAPE_TALL, NULL, "#ff800080");
    expect (layout, "widget g", "zones", TLR_SHAPE_WIDE, NULL, "0:50:#ff800080;50:100:#00ff00");
  }
}

static void
test_faults (void)
{
#define WIDGET "[widget a]\ntype=text\ntext=x\n"
  static const struct { const char *text, *words; } cases[] = {
    { "[layout]\nbased-on=webcats\n", ":2: [layout] based-on: no built-in layout \"webcats\"; did you mean \"webcast\"?" },
    { "[layout]\nbased-on=../base.layout\n", "no layout beside this one" },
    { "[layout]\nbased-on=/etc/base.layout\n", "no layout beside this one" },
    { "[layout]\nbased-on=link.layout\n", "no layout beside this one" },
    { "[layout]\nbased-on=nothing.layout\n", ":2: [layout] based-on: " },
    { "[layout]\nbased-on=own.layout\n", "one begins from itself" },
    { "[layout]\nbased-on=webcast\n[widget clock]\ntype=text\n", "is of type clock in webcast" },
    { "[layout]\nbased-on=webcast\n[widget clock]\nsise=3\n", ":4: [widget clock] sise: unknown key" },
    { "[layout]\nbased-on=webcast\n[widget new]\ntext=3\n", "[widget new]: no type=" },
    { "[colours]\naccent=other\n" WIDGET, "[colours] accent: \"other\" is not a colour" },
    { "[colours]\nwhite=#000000\n" WIDGET, "[colours] white: is no name for a colour" },
    { "[colours]\na b=#000000\n" WIDGET, "is no name for a colour" },
    { "[colours]\naccent=#ff0000\n" WIDGET "colour=acent\n", "[colours] has accent" },
    { "[colours]\naccent=#ff0000\n" WIDGET "colour=accent 101%\n", "is not a colour" },
    { "[colours]\naccent=#ff0000\n" WIDGET "colour=accent 5\n", "is not a colour" },
    { "[layout]\nfonts=nothing.otf\n" WIDGET, ":2: [layout] fonts: \"nothing.otf\"" },
    { "[layout]\nfonts=base.layout\n" WIDGET, "is no font that can be read" },
    { "[layout]\nfonts=../up.otf\n" WIDGET, "outside the layout's folder" },
    { "[layout]\nfonts=1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17\n" WIDGET, "more than 16 files" },
  };
  g_autofree char *link = path_of ("link.layout");

  write_file ("base.layout", WIDGET);
  if (!g_file_test (link, G_FILE_TEST_IS_SYMLINK))
    g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrLayout) layout = load (cases[i].text, &error);
    g_assert_null (layout);
    if (!error || !strstr (error->message, cases[i].words))
      g_error ("%s: %s", cases[i].text, error ? error->message : "no error");
  }
}

static double
measure (PangoFontMap *map)
{
  TlrTextStyle style;

  memset (&style, 0, sizeof style);
  style.family = "DejaVu Serif,DejaVu Sans,sans-serif";
  style.size = 100;
  style.x_scale = 1;
  style.weight = 700;
  style.fonts = map;
  g_autoptr (TlrFace) face = tlr_face_new (&style);
  return tlr_face_measure (face, "Illumination").advance;
}

static void
test_fonts (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("Club.ttf"), *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (FONT, &bytes, &size, NULL)) {
    g_test_skip ("no DejaVu Serif here");
    return;
  }
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_autoptr (TlrLayout) bare = load ("[layout]\nfont=DejaVu Serif\n[widget a]\ntype=text\ntext=x\nfont=Nobody Sans,dejavu sans\n", &error);
  g_assert_no_error (error);
  g_auto (GStrv) missing = tlr_layout_missing_fonts (bare);
  g_assert_cmpuint (g_strv_length (missing), ==, 2);
  g_assert_nonnull (strstr (missing[0], "own.layout:2: [layout] font: no font \"DejaVu Serif\" is here, and DejaVu Sans stands in"));
  g_assert_nonnull (strstr (missing[1], "own.layout:6: [widget a] font: no font \"Nobody Sans\" is here, and dejavu sans stands in"));
  g_autoptr (TlrLayout) own = load ("[layout]\nfont=DejaVu Serif\nfonts= Club.ttf ;\n[widget a]\ntype=text\ntext=x\n", &error);
  g_assert_no_error (error);
  g_auto (GStrv) none = tlr_layout_missing_fonts (own);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_autoptr (PangoFontMap) map = tlr_fonts_make_map (own->fonts);
  g_autoptr (PangoFontMap) machine = tlr_fonts_make_map (NULL);
  /* The font's own letters, and not those of the one that stands in. */
  g_assert_cmpfloat (fabs (measure (map) - measure (NULL)), >, 20);
  g_assert_cmpfloat (measure (machine), ==, measure (NULL));
}

/* The last letter of all that Unicode has is nobody's. */
#define NO_LETTER "\364\217\277\275"

static void
test_letters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) own = load ("[layout]\nname=" NO_LETTER "\n[strings]\nSpeed=Vitesse " NO_LETTER "\n"
      "[widget a]\ntype=text\ntext=H\303\266he {altitude}\ntext@tall=" NO_LETTER "\ntext[ja]=" NO_LETTER "\n", &error);

  g_assert_no_error (error);
  g_auto (GStrv) missing = tlr_layout_missing_fonts (own);
  g_assert_cmpuint (g_strv_length (missing), ==, 2);
  g_assert_nonnull (strstr (missing[0], "own.layout:4: [strings] Speed: no font here has all letters of \"Vitesse "));
  g_assert_nonnull (strstr (missing[1], "own.layout:8: [widget a] text@tall: no font here has all letters"));
}

/* Makes the digit 1 of a font half as wide: glyph 20 of DejaVu's, as its characters begin with the blank as glyph 3.
 * The directory of tables begins at byte 12, 16 bytes each, with the offset in the third word; of the table hmtx each
 * glyph has four bytes, the first two its advance. */
static void
narrow_one (guint8 *font, gsize size)
{
  guint n = font[4] << 8 | font[5];

  for (guint i = 0; i < n; i++) {
    const guint8 *row = font + 12 + 16 * i;
    gsize at = ((gsize) row[8] << 24 | (gsize) row[9] << 16 | (gsize) row[10] << 8 | row[11]) + 4 * 20;

    if (memcmp (row, "hmtx", 4) != 0)
      continue;
    g_assert_cmpuint (at + 2, <=, size);
    guint advance = (guint) (font[at] << 8 | font[at + 1]) / 2;
    font[at] = (guint8) (advance >> 8);
    font[at + 1] = (guint8) advance;
  }
}

static void
test_uneven_digits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("Club.ttf"), *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (FONT, &bytes, &size, NULL)) {
    g_test_skip ("no DejaVu Serif here");
    return;
  }
  narrow_one ((guint8 *) bytes, size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_autoptr (TlrLayout) own = load ("[layout]\nfont=DejaVu Serif\nfonts=Club.ttf\n[widget a]\ntype=text\ntext=x\n", &error);
  g_assert_no_error (error);
  g_auto (GStrv) notes = tlr_layout_missing_fonts (own);
  g_assert_cmpuint (g_strv_length (notes), ==, 1);
  g_assert_nonnull (strstr (notes[0], "own.layout:2: [layout] font: digits of \"DejaVu Serif\" differ in width"));
}

int
main (int argc, char **argv)
{
  const char *const rest[] = { "own.layout", "base.layout", "first.layout", "link.layout", "Club.ttf" };
  int status;

  g_test_init (&argc, &argv, NULL);
  golden_fonts_use ();
  folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  g_test_add_func ("/restyle/keys", test_keys);
  g_test_add_func ("/restyle/chain", test_chain);
  g_test_add_func ("/restyle/colours", test_colours);
  g_test_add_func ("/restyle/faults", test_faults);
  g_test_add_func ("/restyle/fonts", test_fonts);
  g_test_add_func ("/restyle/letters", test_letters);
  g_test_add_func ("/restyle/uneven-digits", test_uneven_digits);
  status = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++) {
    g_autofree char *path = path_of (rest[i]);
    g_unlink (path);
  }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
