/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sequences in one another, by hand: all at 10 frames a second, one source whose frames are numbers. */
#include "core/base/limits.h"
#include "core/edit/edit-private.h"
#include "edit-text.h"

static TlmRational
tenths (gint64 n)
{
  TlmRational time;

  g_assert_true (tlm_rational_make (n, 10, &time));
  return time;
}

static TlmEditTree *
tree_new (guint *source)
{
  TlmEditTree *tree = tlm_edit_tree_new ("test");
  TlmEditSource one = { .name = (char *) "one", .rate = { .fps_n = 10, .fps_d = 1 }, .start = TLM_RATIONAL_ZERO };

  tlm_edit_tree_edit (tree)->rate = one.rate;
  *source = tlm_edit_tree_source (tree, &one);
  return tree;
}

typedef struct {
  gint64 in, out, media;     /* frames */
  gint64 speed_n, speed_d;
  gint64 fade_in;
  guint track;
  guint source;
  const TlmEditSequence *inside;
} Part;

static void
add (TlmEditSequence *sequence, Part part)
{
  TlmEditItem item = TLM_EDIT_ITEM_INIT;
  g_autoptr (GError) error = NULL;

  item.record_in = tenths (part.in);
  item.record_out = tenths (part.out);
  item.media_in = tenths (part.media);
  if (part.speed_d)
    g_assert_true (tlm_rational_make (part.speed_n, part.speed_d, &item.speed));
  item.fade_in = tenths (part.fade_in);
  item.track = part.track;
  item.source = part.inside ? TLM_EDIT_NOTHING : part.source;
  item.inside = part.inside;
  item.place = "here";
  tlm_edit_sequence_add (sequence, &item, &error);
  g_assert_no_error (error);
}

static TlmEdit *
unroll (TlmEditTree *tree, const TlmEditSequence *root)
{
  g_autoptr (GError) error = NULL;
  TlmEdit *edit = tlm_edit_tree_unroll (tree, root, &error);

  g_assert_no_error (error);
  return edit;
}

/* A sequence of two pieces, in frames 0-9 of source frames 100-109 and 10-19 of 200-209, seen from its
 * frame 5 on: as it is, twice as fast, and back from its frame 14. */
static void
test_nested (void)
{
  guint source;
  g_autoptr (TlmEditTree) tree = tree_new (&source);
  TlmEditSequence *root = tlm_edit_tree_sequence (tree, "root"), *inside = tlm_edit_tree_sequence (tree, "inside");
  g_autoptr (TlmEdit) edit = NULL;

  add (inside, (Part) { .in = 0, .out = 10, .media = 100, .source = source });
  add (inside, (Part) { .in = 10, .out = 20, .media = 200, .source = source });
  add (root, (Part) { .in = 0, .out = 10, .media = 5, .inside = inside });
  add (root, (Part) { .in = 10, .out = 15, .media = 5, .speed_n = 2, .speed_d = 1, .inside = inside });
  add (root, (Part) { .in = 15, .out = 25, .media = 14, .speed_n = -1, .speed_d = 1, .inside = inside });
  add (root, (Part) { .in = 25, .out = 30, .media = 12, .speed_n = 0, .speed_d = 1, .inside = inside });
  edit = unroll (tree, root);
  for (gint64 i = 0; i < 5; i++) {
    g_assert_cmpint (edit_frame (edit, i, NULL), ==, 105 + i);
    g_assert_cmpint (edit_frame (edit, 5 + i, NULL), ==, 200 + i);
    g_assert_cmpint (edit_frame (edit, 10 + i, NULL), ==, 5 + 2 * i < 10 ? 105 + 2 * i : 195 + 2 * i);
    g_assert_cmpint (edit_frame (edit, 15 + i, NULL), ==, 204 - i);
    g_assert_cmpint (edit_frame (edit, 20 + i, NULL), ==, 109 - i);
    g_assert_cmpint (edit_frame (edit, 25 + i, NULL), ==, 202);
  }
  g_assert_cmpint (edit_frame (edit, 30, NULL), ==, -1);
}

/* A dissolve of four frames inside; the same seen backwards; and a dissolve into a whole sequence. */
static void
test_dissolves (void)
{
  guint source;
  g_autoptr (TlmEditTree) tree = tree_new (&source);
  TlmEditSequence *root = tlm_edit_tree_sequence (tree, "root"), *inside = tlm_edit_tree_sequence (tree, "inside");
  g_autoptr (TlmEdit) edit = NULL;
  g_autoptr (GArray) layers = NULL;

  add (inside, (Part) { .in = 0, .out = 10, .media = 100, .source = source });
  add (inside, (Part) { .in = 6, .out = 20, .media = 200, .fade_in = 4, .source = source });
  add (root, (Part) { .in = 0, .out = 20, .media = 0, .inside = inside });
  add (root, (Part) { .in = 20, .out = 40, .media = 19, .speed_n = -1, .speed_d = 1, .inside = inside });
  add (root, (Part) { .in = 36, .out = 50, .media = 12, .fade_in = 4, .inside = inside });
  edit = unroll (tree, root);
  g_assert_cmpint (edit_frame (edit, 7, NULL), ==, 107);
  g_assert_cmpint (edit_frame (edit, 8, NULL), ==, 202);
  layers = tlm_edit_layers_at (edit, tenths (7));
  g_assert_cmpuint (layers->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (layers, TlmEditLayer, 0).opacity, 0.25, 1e-9);
  /* Backwards the first piece comes in, from the middle frame on, which is frame 8 again. */
  g_assert_cmpint (edit_frame (edit, 20 + 10, NULL), ==, 203);
  g_assert_cmpint (edit_frame (edit, 20 + 11, NULL), ==, 108);
  g_assert_cmpint (edit_frame (edit, 37, NULL), ==, 102);
  g_assert_cmpint (edit_frame (edit, 38, NULL), ==, 208);
}

static void
test_tracks (void)
{
  guint source;
  g_autoptr (TlmEditTree) tree = tree_new (&source);
  TlmEditSequence *root = tlm_edit_tree_sequence (tree, "root");
  TlmEditItem title = TLM_EDIT_ITEM_INIT;
  g_autoptr (TlmEdit) edit = NULL;

  add (root, (Part) { .in = 4, .out = 6, .media = 300, .track = 1, .source = source });
  add (root, (Part) { .in = 0, .out = 10, .media = 100, .source = source });
  title.record_out = tenths (10);
  title.track = 7;
  title.sees_through = TRUE;
  g_assert_true (tlm_edit_sequence_add (root, &title, NULL));
  edit = unroll (tree, root);
  g_assert_cmpint (edit_frame (edit, 3, NULL), ==, 103);
  g_assert_cmpint (edit_frame (edit, 4, NULL), ==, 300);
  g_assert_cmpint (edit_frame (edit, 6, NULL), ==, 106);
  g_assert_cmpint (tlm_rational_compare (tlm_edit_duration (edit), tenths (10)), ==, 0);
}

static void
refuse (TlmEditTree *tree, const TlmEditSequence *root, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_edit_tree_unroll (tree, root, &error));
  if (!strstr (error->message, words))
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_hostile (void)
{
  guint source;
  g_autoptr (TlmEditTree) cycle = tree_new (&source), deep = tree_new (&source), wide = tree_new (&source);
  TlmEditSequence *a = tlm_edit_tree_sequence (cycle, "a"), *b = tlm_edit_tree_sequence (cycle, "b");
  TlmEditSequence *at[80], *before = NULL;

  add (a, (Part) { .out = 10, .inside = b });
  add (b, (Part) { .out = 10, .inside = a });
  refuse (cycle, a, "stands in itself");
  for (gsize i = 0; i < G_N_ELEMENTS (at); i++, before = at[i - 1]) {
    at[i] = tlm_edit_tree_sequence (deep, "deep");
    add (at[i], (Part) { .out = 10, .inside = before, .source = source });
  }
  refuse (deep, before, "64 sequences");
  for (gsize i = 0, n = 40; i < n; i++, before = at[i - 1]) {
    at[i] = tlm_edit_tree_sequence (wide, "wide");
    for (guint track = 0; track < 2; track++)
      add (at[i], (Part) { .out = 10, .inside = i > 0 ? at[i - 1] : NULL, .source = source, .track = track });
  }
  refuse (wide, at[39], "edit-events");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edit/nested", test_nested);
  g_test_add_func ("/edit/dissolves", test_dissolves);
  g_test_add_func ("/edit/tracks", test_tracks);
  g_test_add_func ("/edit/hostile", test_hostile);
  return g_test_run ();
}
