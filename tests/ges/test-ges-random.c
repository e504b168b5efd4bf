/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A list of edits drawn by lot, each played and sought through: every frame that an overlay lets out shows the telemetry of
 * the picture that it is. Places are whole frames of the footage, at half and double speed too. */
#include "edit-fixture.h"

#define GRID_NS (2 * NUMBERED_FRAME_NS)
#define MOST_SECONDS 10

static Edit edit;
static guint edits = 12, seeks_each = 6, seed = 1;

static GList *
all_clips (void)
{
  GList *all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (edit.layers); i++)
    for (GList *clips = ges_layer_get_clips (edit.layers[i]); clips; clips = g_list_delete_link (clips, clips)) {
      if (GES_IS_URI_CLIP (clips->data))
        all = g_list_append (all, clips->data);
      gst_object_unref (clips->data);
    }
  return all;
}

static GESClip *
any_clip (GRand *rand)
{
  g_autoptr (GList) all = all_clips ();

  return g_list_nth_data (all, (guint) g_rand_int_range (rand, 0, (gint32) g_list_length (all)));
}

/* From LEAST to MOST in 80 ms. */
static GstClockTime
span (GRand *rand, gint least, gint most)
{
  return (GstClockTime) g_rand_int_range (rand, least, most + 1) * GRID_NS;
}

static gboolean
trim_start (GRand *rand, GESClip *clip)
{
  return ges_timeline_element_trim (GES_TIMELINE_ELEMENT (clip), GES_TIMELINE_ELEMENT_START (clip) + span (rand, 1, 5));
}

static gboolean
trim_end (GRand *rand, GESClip *clip)
{
  GstClockTime duration = GES_TIMELINE_ELEMENT_DURATION (clip), cut = span (rand, 1, 5);

  return duration > cut + GST_SECOND / 2 && ges_timeline_element_set_duration (GES_TIMELINE_ELEMENT (clip), duration - cut);
}

static gboolean
move (GRand *rand, GESClip *clip)
{
  return ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (clip), span (rand, 0, 80));
}

static gboolean
split (GRand *rand, GESClip *clip)
{
  return ges_clip_split (clip, GES_TIMELINE_ELEMENT_START (clip) + span (rand, 3, 12)) != NULL;
}

static gboolean
slip (GRand *rand, GESClip *clip)
{
  return ges_timeline_element_set_inpoint (GES_TIMELINE_ELEMENT (clip), span (rand, 0, 60));
}

static gboolean
change_layer (GRand *rand, GESClip *clip)
{
  g_autoptr (GESLayer) layer = ges_clip_get_layer (clip);

  return ges_clip_move_to_layer (clip, edit.layers[layer == edit.layers[0]]);
}

/* Over the end of another clip of the layer: GES makes a transition there. */
static gboolean
overlap (GRand *rand, GESClip *clip)
{
  GESClip *other = any_clip (rand);
  GstClockTime end = GES_TIMELINE_ELEMENT_END (other);

  return other != clip && end > GST_SECOND &&
      ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (clip), end - 5 * GRID_NS);
}

static gboolean
change_speed (GRand *rand, GESClip *clip)
{
  GESEffect *effect = ges_effect_new (g_rand_boolean (rand) ? "videorate rate=0.5" : "videorate rate=2.0");
  GList *effects = ges_clip_get_top_effects (clip);
  const guint n = g_list_length (effects);

  g_list_free_full (effects, gst_object_unref);
  g_object_ref_sink (effect);
  gboolean done = n < 2 && ges_clip_add_top_effect (clip, GES_BASE_EFFECT (effect), g_rand_int_range (rand, -1, 2), NULL);
  g_object_unref (effect);
  return done;
}

static gboolean
paste (GRand *rand, GESClip *clip)
{
  GESTimelineElement *copy = ges_timeline_element_copy (GES_TIMELINE_ELEMENT (clip), TRUE);
  g_autoptr (GESTimelineElement) pasted = ges_timeline_element_paste (copy, span (rand, 0, 80));

  return pasted != NULL;
}

static gboolean
ripple (GRand *rand, GESClip *clip)
{
  return ges_timeline_element_ripple (GES_TIMELINE_ELEMENT (clip), GES_TIMELINE_ELEMENT_START (clip) + span (rand, 1, 5));
}

static gboolean
move_group (GRand *rand, GESClip *clip)
{
  GESClip *other = any_clip (rand);
  GList *both = g_list_append (g_list_append (NULL, clip), other);
  GESContainer *group = clip != other ? ges_container_group (both) : NULL;
  gboolean moved = group && ges_timeline_element_set_start (GES_TIMELINE_ELEMENT (group), span (rand, 0, 40));

  g_list_free (both);
  if (group)
    g_list_free_full (ges_container_ungroup (group, FALSE), gst_object_unref);
  return moved;
}

static const struct {
  const char *name;
  gboolean (*run) (GRand *rand, GESClip *clip);
} kinds[] = {
  { .name = "start trimmed", .run = trim_start }, { .name = "end trimmed", .run = trim_end },
  { .name = "moved", .run = move }, { .name = "split", .run = split }, { .name = "in-point changed", .run = slip },
  { .name = "on another layer", .run = change_layer }, { .name = "transition", .run = overlap },
  { .name = "speed changed", .run = change_speed }, { .name = "pasted", .run = paste },
  { .name = "rippled", .run = ripple }, { .name = "group moved", .run = move_group },
};

/* Draws the next kind of edit out of a bag that holds each once, and is filled again: none is left out by chance. */
static guint
draw_kind (GRand *rand, GArray *bag)
{
  guint at, kind;

  if (bag->len == 0)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      g_array_append_val (bag, i);
  at = (guint) g_rand_int_range (rand, 0, (gint32) bag->len);
  kind = g_array_index (bag, guint, at);
  g_array_remove_index_fast (bag, at);
  return kind;
}

/* GES refuses what would lay two clips over a third: another clip and another place may do. */
static gboolean
make_edit (GRand *rand, guint kind)
{
  for (guint i = 0; i < 20; i++)
    if (kinds[kind].run (rand, any_clip (rand)))
      return TRUE;
  return FALSE;
}

/* Keeps the edit short, so that many are played. */
static void
shorten (GRand *rand)
{
  g_autoptr (GList) all = all_clips ();

  for (GList *l = all; l; l = l->next)
    if (g_list_length (all) > 5 && GES_TIMELINE_ELEMENT_END (l->data) > MOST_SECONDS * GST_SECOND) {
      g_autoptr (GESLayer) layer = ges_clip_get_layer (l->data);
      ges_layer_remove_clip (layer, l->data);
    }
}

static guint
seek_about (GRand *rand, const char *what)
{
  const GstClockTime duration = ges_timeline_get_duration (edit.timeline);
  guint shown = 0;

  edit_preroll (&edit);
  for (guint i = 0; i < seeks_each; i++) {
    const gint64 to = (gint64) (g_rand_double_range (rand, 0, 0.99) * (double) (duration / GRID_NS)) * (gint64) GRID_NS;
    g_assert_true (gst_element_seek_simple (GST_ELEMENT (edit.pipeline), GST_FORMAT_TIME,
            GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE, to));
    edit_settle (&edit);
    g_mutex_lock (&edit.lock);
    if (edit.wrong)
      g_error ("%s, sought to %" G_GINT64_FORMAT ": %s", what, to, edit.wrong);
    shown += edit.good;
    g_mutex_unlock (&edit.lock);
  }
  gst_element_set_state (GST_ELEMENT (edit.pipeline), GST_STATE_NULL);
  edit_forget (&edit);
  return shown;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GArray) bag = g_array_new (FALSE, FALSE, sizeof (guint));
  guint done = 0, played = 0, sought = 0, of_kind[G_N_ELEMENTS (kinds)] = { 0 };

  edit_open (&edit, NULL);
  for (guint i = 0; i < 3; i++)
    edit_add_overlay (&edit, edit_add_clip (&edit, i % 2, 2 * i, 1 + i, 3));
  while (done < edits) {
    const guint kind = draw_kind (rand, bag);
    if (!make_edit (rand, kind))
      continue;
    of_kind[kind]++;
    g_string_append_printf (list, "%s%s", done ? ", " : "", kinds[kind].name);
    shorten (rand);
    played += edit_play (&edit, 1, list->str);
    sought += seek_about (rand, list->str);
    done++;
  }
  edit_close (&edit);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_test_message ("%s: %u", kinds[i].name, of_kind[i]);
  for (guint i = 0; edits >= 3 * G_N_ELEMENTS (kinds) && i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (of_kind[i], >, 0);
  g_test_message ("seed %u: %u edits, %u frames played, %u after %u seeks", seed, done, played, sought, done * seeks_each);
  g_assert_cmpuint (played, >=, 50 * edits);
  g_assert_cmpuint (sought, >, 0);
}

int
main (int argc, char **argv)
{
  int result;

  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++) {
    if (g_str_equal (argv[i], "--whole"))
      edits = 40, seeks_each = 25;
    else if (g_str_equal (argv[i], "--list") && i + 1 < argc)
      seed = (guint) g_ascii_strtoull (argv[i + 1], NULL, 10);
  }
  g_assert_true (ges_init ());
  edit_make_media (&edit);
  g_test_add_func ("/ges-random/edits", test_random);
  result = g_test_run ();
  edit_remove_media (&edit);
  ges_deinit ();
  return result;
}
