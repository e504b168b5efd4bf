/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Contrast of all text of every built-in layout, by the letters themselves.
 *
 * The layout says as marks which texts it shows and where. Each is drawn once more, alone, as a mask: its core
 * are the pixels that letters cover whole, its ring those that no letter touches, within two
 * pixels of one. In the composed picture, over white cloud, black sky and noise, the contrast
 * (WCAG 2.2) is that of the mean relative luminance of the core to that of the ring. Whatever keeps them apart, a
 * scrim, a plate or an outline, is judged by this alone: with none of them white letters over white have 1. */
#include <glib/gstdio.h>
#include <math.h>

#include "golden.h"
#include "render/scene/preview.h"
#include "scene-data.h"
#include "sketched.h"

#define LEAST 4.5

/* How wide the ring is, pixels. */
#define RING 2

/* Where a large text changes its colour, its mark is still one. */
#define WHOLE 0.95

typedef struct {
  const char *name;
  double grey;           /* below 0: noise */
} Ground;

static const Ground grounds[] = { { "white cloud", 1 }, { "black sky", 0 }, { "noise", -1 } };

/* Seconds of flight at which nothing is on its way in or out, of events and of nothing received. */
static const double times_s[] = { -5, 121, 308, 450 };

typedef struct {
  double core, ring;     /* relative luminance */
  guint n_core, n_ring;
} Parts;

/* WCAG 2.2: relative luminance of an sRGB pixel. */
static double
luminance (guint32 pixel)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double sum = 0;

  for (int i = 0; i < 3; i++) {
    double c = (pixel >> (8 * i) & 0xff) / 255.0;
    sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

/* Greys of cells of 4x4 pixels, the same in each run. */
static char *
make_noise (int width, int height)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  char *path = NULL;
  int file = g_file_open_tmp ("noise-XXXXXX.png", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  for (int y = 0; y < height; y += 4)
    for (int x = 0; x < width; x += 4) {
      double grey = g_rand_double (rand);
      cairo_set_source_rgb (cr, grey, grey, grey);
      cairo_rectangle (cr, x, y, 4, 4);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

/* Numbers stand in cells, each letter in the middle of its own. */
static void
draw_cells (TlrFace *face, cairo_t *cr, const TlrMark *mark, double x, double y)
{
  for (const char *p = mark->text, *next; *p; p = next) {
    next = g_utf8_next_char (p);
    g_autofree char *letter = g_strndup (p, (gsize) (next - p));
    double cell = tlr_strip_width_n (mark->cells, p, (gsize) (next - p)) * mark->cell_scale * mark->fit;
    double slack = cell - tlr_face_measure (face, letter).advance * mark->fit;

    tlr_face_draw (face, cr, letter, x + slack / 2, y, mark->fit);
    x += cell;
  }
}

/* A text as a mask. */
static cairo_surface_t *
draw_mask (const TlrMark *mark, const TlrRect *r)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, r->width, r->height);
  cairo_t *cr = cairo_create (surface);
  TlrTextStyle style = mark->style;

  style.outline = style.shadow = 0;
  for (int i = 0; i < 4; i++)
    style.rgba[i] = 1;
  g_autoptr (TlrFace) face = tlr_face_new (&style);
  if (mark->cells)
    draw_cells (face, cr, mark, mark->x - r->x, mark->y - r->y);
  else
    tlr_face_draw (face, cr, mark->text, mark->x - r->x, mark->y - r->y, mark->fit);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint8
mask_at (cairo_surface_t *mask, int x, int y)
{
  if (x < 0 || y < 0 || x >= cairo_image_surface_get_width (mask) || y >= cairo_image_surface_get_height (mask))
    return 0;
  return cairo_image_surface_get_data (mask)[(gsize) y * (gsize) cairo_image_surface_get_stride (mask) + (gsize) x];
}

/* The most that letters cover of any pixel so near. */
static guint8
most_near (cairo_surface_t *mask, int x, int y, int reach)
{
  guint8 most = 0;

  for (int dy = -reach; dy <= reach; dy++)
    for (int dx = -reach; dx <= reach; dx++)
      most = MAX (most, mask_at (mask, x + dx, y + dy));
  return most;
}

static Parts
find_parts (cairo_surface_t *picture, cairo_surface_t *mask, const TlrRect *r, int reach)
{
  Parts parts = { 0 };
  guint8 full = most_near (mask, r->width / 2, r->height / 2, MAX (r->width, r->height));

  for (int y = 0; y < r->height; y++)
    for (int x = 0; x < r->width; x++) {
      if (r->x + x < 0 || r->y + y < 0 || r->x + x >= cairo_image_surface_get_width (picture) ||
          r->y + y >= cairo_image_surface_get_height (picture))
        continue;
      guint32 pixel = *(const guint32 *) golden_pixel (picture, r->x + x, r->y + y);
      guint8 cover = mask_at (mask, x, y);
      if (cover > 0 && cover >= WHOLE * full) {
        parts.core += luminance (pixel);
        parts.n_core++;
      } else if (cover == 0 && most_near (mask, x, y, reach) > 0) {
        parts.ring += luminance (pixel);
        parts.n_ring++;
      }
    }
  parts.core /= MAX (parts.n_core, 1);
  parts.ring /= MAX (parts.n_ring, 1);
  return parts;
}

/* The contrast of a text in a picture; 0 where it has no letters to be seen. */
static double
contrast_of (cairo_surface_t *picture, const TlrMark *mark)
{
  const int reach = RING;
  g_autoptr (TlrFace) face = tlr_face_new (&mark->style);
  TlrExtents ink = tlr_face_measure (face, mark->text);
  TlrRect r = { (int) floor (mark->x + ink.left * mark->fit) - reach - 2, (int) floor (mark->y + ink.top) - reach - 2, 0, 0 };

  if (mark->cells)
    ink.right = tlr_strip_width_n (mark->cells, mark->text, strlen (mark->text)) * mark->cell_scale;
  r.width = (int) ceil (mark->x + ink.right * mark->fit) + reach + 2 - r.x;
  r.height = (int) ceil (mark->y + ink.bottom) + reach + 2 - r.y;
  cairo_surface_t *mask = draw_mask (mark, &r);
  Parts parts = find_parts (picture, mask, &r, reach);
  cairo_surface_destroy (mask);
  if (parts.n_core == 0 || parts.n_ring == 0)
    return 0;
  return (MAX (parts.core, parts.ring) + 0.05) / (MIN (parts.core, parts.ring) + 0.05);
}

/* Notes each text of MARKS that has less than it should. */
static guint
check_marks (const GArray *marks, cairo_surface_t *picture, const char *what, GHashTable *low)
{
  guint n = 0;

  for (guint i = 0; i < marks->len; i++) {
    const TlrMark *mark = &g_array_index (marks, TlrMark, i);
    double contrast = mark->kind == TLR_MARK_TEXT ? contrast_of (picture, mark) : 0;

    n += contrast > 0;
    if (contrast > 0 && contrast < LEAST)
      g_hash_table_add (low, g_strdup_printf ("%s: \"%s\" has %.2f", what, mark->text, contrast));
  }
  return n;
}

/* What stands still is asked of the widgets, what moves of their items. */
static guint
check_texts (Sketched *sketched, cairo_surface_t *picture, const char *what, GHashTable *low)
{
  guint n = 0;

  for (guint i = 0; i < sketched->widgets->len; i++) {
    TlrWidget *widget = sketched->widgets->pdata[i];
    g_autofree char *where = g_strdup_printf ("%s, %s", what, widget->name);

    if (widget->absent || !widget->klass->sketch || tlr_rect_is_empty (&widget->rect))
      continue;
    tlr_sketch_clear (sketched->sketch);
    widget->klass->sketch (widget, sketched->sketch);
    n += check_marks (sketched->sketch->marks, picture, where, low);
  }
  for (guint i = 0; i < sketched->context.items->len; i++) {
    const TlrItem *item = sketched->context.items->pdata[i];
    g_autofree char *where = g_strdup_printf ("%s, %s", what, item->widget->name);

    n += check_marks (sketched_item (sketched, i), picture, where, low);
  }
  return n;
}

static guint
check_ground (Sketched *sketched, const Ground *ground, const char *noise, const char *name, GHashTable *low)
{
  const TlrContext *context = &sketched->context;
  TlrBackdrop backdrop = { ground->grey < 0 ? noise : NULL, { ground->grey, ground->grey, ground->grey, 1 } };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (times_s); i++) {
    g_autofree char *what = g_strdup_printf ("%s over %s, T%+g", name, ground->name, times_s[i]);

    sketched_seek (sketched, (gint64) (times_s[i] * 1e9));
    cairo_surface_t *picture = tlr_preview_draw ((TlrLayout *) context->layout, NULL, (TlmTimeline *) context->timeline,
        context->mission, sketched->snapshot, context->spec.width, context->spec.height, &backdrop, &error);
    g_assert_no_error (error);
    n += check_texts (sketched, picture, what, low);
    cairo_surface_destroy (picture);
  }
  return n;
}

static guint
check_layout (const char *name, const char *noise, GHashTable *low)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);
  g_autoptr (TlmTimeline) timeline = flight_timeline (1);
  g_autoptr (TlmMission) mission = tlm_mission_new ();
  Sketched sketched;
  guint n = 0;

  g_assert_no_error (error);
  mission->provenance = TLM_PROVENANCE_SIMULATED;
  sketched_start (&sketched, layout, timeline, mission, NULL, 1920, 1080);
  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    n += check_ground (&sketched, &grounds[i], noise, name, low);
  sketched_finish (&sketched);
  return n;
}

static void
test_layouts (void)
{
  g_autoptr (GHashTable) low = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *noise = make_noise (1920, 1080);
  g_auto (GStrv) names = tlr_layout_list ();

  for (guint i = 0; names[i]; i++) {
    guint n = check_layout (names[i], noise, low);

    g_test_message ("%s: %u texts", names[i], n);
    g_assert_cmpuint (n, >, 0);
  }
  g_unlink (noise);
  GHashTableIter iter;
  gpointer line;
  g_hash_table_iter_init (&iter, low);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    g_test_message ("%s", (const char *) line);
  g_assert_cmpuint (g_hash_table_size (low), ==, 0);
}

/* What keeps webcast's words from white is its scrim; an outline does as well. */
static void
test_taken_away (void)
{
  static const struct { const char *keys; gboolean is_low; } cases[] = {
    { "[colours]\nscrim=#00000000\n", TRUE },
    { "outline=4\noutline-colour=#000000\n[colours]\nscrim=#00000000\n", FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("contrast-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bare.layout", NULL), *noise = make_noise (1920, 1080);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GHashTable) low = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *text = g_strdup_printf ("[layout]\nbased-on=webcast\n%s", cases[i].keys);

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    check_layout (path, noise, low);
    g_test_message ("%u are low with %s", g_hash_table_size (low), cases[i].keys);
    g_assert_true ((g_hash_table_size (low) > 0) == cases[i].is_low);
  }
  g_unlink (noise);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  golden_fonts_use ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contrast/layouts", test_layouts);
  g_test_add_func ("/contrast/taken-away", test_taken_away);
  return g_test_run ();
}
