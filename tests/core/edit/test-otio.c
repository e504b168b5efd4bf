/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames that timelines show, counted by hand: 24 frames a second unless it says so. */
#include "core/base/limits.h"
#include "edit-text.h"

#define TIME(value, rate) "{\"OTIO_SCHEMA\":\"RationalTime.1\",\"value\":" value ",\"rate\":" rate "}"
#define RANGE(start, duration) "{\"OTIO_SCHEMA\":\"TimeRange.1\",\"start_time\":" TIME (start, "24") ",\"duration\":" \
    TIME (duration, "24") "}"
#define MEDIA(path, start, duration) "{\"OTIO_SCHEMA\":\"ExternalReference.1\",\"target_url\":\"" path \
    "\",\"available_range\":" RANGE (start, duration) "}"
#define CLIP(name, start, duration, rest) "{\"OTIO_SCHEMA\":\"Clip.1\",\"name\":\"" name "\",\"source_range\":" \
    RANGE (start, duration) rest "}"
#define GAP(duration) "{\"OTIO_SCHEMA\":\"Gap.1\",\"source_range\":" RANGE ("0", duration) "}"
#define MIX(before, after) "{\"OTIO_SCHEMA\":\"Transition.1\",\"transition_type\":\"SMPTE_Dissolve\",\"in_offset\":" \
    TIME (before, "24") ",\"out_offset\":" TIME (after, "24") "}"
#define TRACK(children, rest) "{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Video\",\"children\":[" children "]" rest "}"
#define STACK(children, rest) "{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[" children "]" rest "}"
#define FILM(tracks) "{\n\"OTIO_SCHEMA\":\"Timeline.1\",\"name\":\"film\",\n\"tracks\":" STACK (tracks, "") "}\n"
#define WARP(scalar) ",\"effects\":[{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":" scalar "}]"

static void
test_cuts (void)
{
  g_autoptr (TlmEdit) edit = edit_of ("{\"OTIO_SCHEMA\":\"Timeline.1\",\"name\":\"film\",\"global_start_time\":"
      TIME ("86400.0", "24.0") ",\"tracks\":" STACK (
          TRACK (CLIP ("pad", "86410", "50", ",\"media_reference\":" MEDIA ("file:///pad.mov", "86400", "900")
              ",\"metadata\":{\"cmx_3600\":{\"reel\":\"A001\"}}") "," GAP ("10") "," CLIP ("far", "7.0", "5", ""), "")
          "," TRACK (GAP ("20") "," CLIP ("over", "300", "4", "") "," CLIP ("off", "1", "9", ",\"enabled\":false"), "")
          ",{\"OTIO_SCHEMA\":\"Track.1\",\"kind\":\"Audio\",\"name\":\"A1\",\"children\":[" CLIP ("voice", "0", "900", "") "]}", "")
      "}", 0, 0);
  const TlmEditSource *source;

  g_assert_cmpstr (edit->title, ==, "film");
  g_assert_cmpint (edit->rate.fps_n, ==, 24);
  g_assert_true (edit->has_start);
  g_assert_cmpint (edit->start_frame, ==, 86400);
  edit_check (edit, 0, 86410);
  edit_check (edit, 19, 86429);
  edit_check (edit, 20, 300);
  edit_check (edit, 23, 303);
  edit_check (edit, 24, 86434);
  edit_check (edit, 49, 86459);
  edit_check (edit, 50, -1);
  edit_check (edit, 60, 7);
  edit_check (edit, 64, 11);
  edit_check (edit, 65, -1);
  g_assert_cmpuint (edit->sources->len, ==, 3);
  source = edit->sources->pdata[0];
  g_assert_cmpstr (source->reel, ==, "A001");
  g_assert_cmpstr (source->path, ==, "file:///pad.mov");
  g_assert_true (source->has_start);
  g_assert_cmpint (source->start.n, ==, 3600);
  g_assert_true (edit_says (edit, "line 1 (A1) is a track of sound"));
}

/* 6 frames before the cut and 4 after it: of the ten the fifth has half. */
static void
test_transitions (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (TRACK (CLIP ("a", "100", "20", "") "," MIX ("6", "4") ","
      CLIP ("b", "500", "20", WARP ("2")) "," MIX ("2", "2") "," GAP ("10"), "") ), 0, 0);
  g_autoptr (TlmEdit) fades = edit_of (FILM (TRACK (MIX ("0", "8") "," CLIP ("a", "100", "20", "") "," MIX ("8", "0"), "")), 0, 0);

  edit_check (edit, 13, 113);
  edit_check (edit, 18, 118);
  edit_check (edit, 19, 500 - 2);      /* b began six of its frames early, at 500 - 12 in frame 14 */
  edit_check (edit, 20, 500);
  edit_check (edit, 39, 538);
  edit_check (edit, 40, -1);           /* of four frames of fading the third has half to go, no more */
  edit_check (fades, 3, -1);
  edit_check (fades, 4, 104);
  edit_check (fades, 15, 115);
  edit_check (fades, 16, -1);
}

static void
test_speed (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (TRACK (
      CLIP ("slow", "100", "10", WARP ("0.5")) "," CLIP ("back", "200", "10", WARP ("-1.0")) ","
      CLIP ("still", "300", "10", ",\"effects\":[{\"OTIO_SCHEMA\":\"FreezeFrame.1\",\"time_scalar\":0}]") ","
      CLIP ("odd", "400", "60", WARP ("0.8545454551724138")) ","
      CLIP ("curve", "500", "10", ",\"effects\":[{\"OTIO_SCHEMA\":\"TimeEffect.1\"}]") ","
      CLIP ("remap", "500", "10", ",\"effects\":[{\"OTIO_SCHEMA\":\"Effect.1\",\"effect_name\":\"Time Remap\"}]") ","
      CLIP ("fine", "600", "10", ",\"effects\":[{\"OTIO_SCHEMA\":\"Effect.1\",\"effect_name\":\"Timecode Burn-in\"},"
          "{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":3,\"enabled\":false}]"), "")), 0, 0);

  edit_check (edit, 1, 100);
  edit_check (edit, 9, 104);
  edit_check (edit, 10, 200);
  edit_check (edit, 19, 191);
  edit_check (edit, 29, 300);
  edit_check (edit, 30 + 54, 446);     /* 54 · 47/55 = 46.1 */
  edit_check (edit, 30 + 55, 447);
  edit_check (edit, 90, -1);
  edit_check (edit, 100, -1);
  edit_check (edit, 115, 605);
  g_assert_true (edit_says (edit, "(back) runs back"));
  g_assert_true (edit_says (edit, "an effect changes its time"));
}

/* A stack of two tracks from its frame 5 on, twice as fast, between two clips; a trimmed track. */
static void
test_nested (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (TRACK (CLIP ("a", "0", "10", "") ","
      STACK (TRACK (CLIP ("b", "100", "30", ""), "") "," TRACK (GAP ("15") "," CLIP ("c", "200", "5", ""), ""),
          ",\"source_range\":" RANGE ("5", "10") WARP ("2")) "," CLIP ("d", "50", "10", "") ","
      TRACK (CLIP ("e", "700", "5", "") "," CLIP ("f", "800", "5", ""), ""), "")
      "," TRACK (CLIP ("g", "900", "40", ""), ",\"source_range\":" RANGE ("38", "2"))), 0, 0);

  edit_check (edit, 0, 938);
  edit_check (edit, 1, 939);
  edit_check (edit, 2, 2);
  edit_check (edit, 10, 105);
  edit_check (edit, 14, 113);
  edit_check (edit, 15, 200);
  edit_check (edit, 17, 204);
  edit_check (edit, 18, 121);
  edit_check (edit, 20, 50);
  edit_check (edit, 30, 700);
  edit_check (edit, 36, 801);
  edit_check (edit, 40, -1);
}

static void
test_references (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (TRACK (
      "{\"OTIO_SCHEMA\":\"Clip.2\",\"name\":\"two\",\"source_range\":null,\"active_media_reference_key\":\"hi\","
      "\"media_references\":{\"lo\":" MEDIA ("lo.mov", "1", "2") ",\"hi\":" MEDIA ("hi.mov", "1000", "10") "}},"
      CLIP ("seq", "1005", "10", ",\"media_reference\":{\"OTIO_SCHEMA\":\"ImageSequenceReference.1\",\"target_url_base\":\"/f\","
          "\"name_prefix\":\"p.\",\"name_suffix\":\".exr\",\"frame_zero_padding\":5,\"available_range\":" RANGE ("1001", "99") "}") ","
      CLIP ("lost", "3", "10", ",\"media_reference\":{\"OTIO_SCHEMA\":\"MissingReference.1\",\"name\":\"x\"}"), "") ","
      TRACK (CLIP ("name", "0", "5", ",\"media_reference\":{\"OTIO_SCHEMA\":\"GeneratorReference.1\",\"generator_kind\":\"Text+\"}") ","
          CLIP ("bars", "0", "5", ",\"media_reference\":{\"OTIO_SCHEMA\":\"GeneratorReference.1\",\"generator_kind\":\"SMPTEBars\"}") ","
          CLIP ("Adjustment Clip", "0", "5", ",\"media_reference\":{\"OTIO_SCHEMA\":\"MissingReference.1\"}"), "")), 0, 0);
  const TlmEditSource *sequence = edit->sources->pdata[1];

  edit_check (edit, 0, 1000);
  edit_check (edit, 5, -1);
  edit_check (edit, 10, 1005);
  edit_check (edit, 20, 3);
  g_assert_cmpstr (((TlmEditSource *) edit->sources->pdata[0])->path, ==, "hi.mov");
  g_assert_cmpstr (sequence->path, ==, "/f/p.%05d.exr");
  g_assert_true (edit_says (edit, "taken for an adjustment layer"));
}

/* 23.976 in three spellings, places between frames, and the film's rate as it is said from outside. */
static void
test_rates (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (TRACK ("{\"OTIO_SCHEMA\":\"Clip.1\",\"source_range\":{\"start_time\":"
      TIME ("240.5", "23.976") ",\"duration\":" TIME ("48", "23.976023976") "}}", "")), 24000, 1001);
  g_autoptr (TlmEdit) mixed = edit_of (FILM (TRACK ("{\"OTIO_SCHEMA\":\"Clip.1\",\"source_range\":{\"start_time\":"
      TIME ("1000", "50") ",\"duration\":" TIME ("100", "50.0") "}}", "")), 25, 1);

  edit_check (edit, 0, 240);
  edit_check (edit, 47, 287);
  edit_check (edit, 48, -1);
  edit_check (mixed, 1, 1002);
  edit_check (mixed, 49, 1098);
  edit_check (mixed, 50, -1);
}

static void
test_collection (void)
{
  g_autoptr (TlmEdit) edit = edit_of ("{\"OTIO_SCHEMA\":\"SerializableCollection.1\",\"children\":["
      FILM (TRACK (CLIP ("a", "1", "9", ""), "")) "," FILM (TRACK (CLIP ("b", "2", "9", ""), "")) "]}", 0, 0);
  g_autoptr (TlmEdit) track = edit_of (TRACK (CLIP ("a", "77", "9", ""), ""), 0, 0);

  edit_check (edit, 0, 1);
  edit_check (track, 0, 77);
  g_assert_true (edit_says (edit, "of 2 timelines"));
}

/* As programs write them: a place on the tape before the track, effects of their own, old and bare schemas. */
static void
test_writers (void)
{
  g_autoptr (TlmEdit) tape = edit_of (FILM (TRACK (CLIP ("a", "86501", "31", ",\"effects\":[{\"OTIO_SCHEMA\":\"Blur.1\"}]"),
          ",\"source_range\":" RANGE ("-86243", "31"))), 0, 0);
  g_autoptr (TlmEdit) resolve = edit_of (FILM ("{\"OTIO_SCHEMA\":\"Sequence.1\",\"kind\":\"Video\",\"children\":[{\"OTIO_SCHEMA\":"
          "\"Filler.1\",\"source_range\":" RANGE ("0", "2") "},{\"OTIO_SCHEMA\":\"Clip.2\",\"source_range\":{\"duration\":{\"rate\":"
          "23.976023976023978,\"value\":48.0},\"start_time\":{\"rate\":23.976023976023978,\"value\":100.0}},\"effects\":["
          "{\"OTIO_SCHEMA\":\"Effect.1\",\"effect_name\":\"Resolve Effect\",\"metadata\":{\"Resolve_OTIO\":{\"Effect Name\":\"Transform\""
          "}}},{\"OTIO_SCHEMA\":\"LinearTimeWarp.1\",\"time_scalar\":0.5}],\"media_references\":{\"DEFAULT_MEDIA\":{\"OTIO_SCHEMA\":"
          "\"ExternalReference.1\",\"available_range\":null,\"target_url\":\"t.mov\"}}},{\"OTIO_SCHEMA\":\"Clip.2\",\"source_range\":"
          RANGE ("7", "9") ",\"effects\":[{\"OTIO_SCHEMA\":\"Effect.1\",\"effect_name\":\"Resolve Effect\",\"metadata\":{\"Resolve_OTIO\":"
          "{\"Effect Name\":\"Retime\"}}}]}]}"), 24000, 1001);

  edit_check (tape, 0, 86501);
  edit_check (tape, 30, 86531);
  edit_check (tape, 31, -1);
  g_assert_true (edit_says (tape, "source_range is before all that it holds"));
  edit_check (resolve, 1, -1);
  edit_check (resolve, 2, 100);
  edit_check (resolve, 5, 101);
  edit_check (resolve, 49, 123);
  edit_check (resolve, 52, -1);
  g_assert_true (edit_says (resolve, "an effect changes its time"));
}

static char *
deep (guint levels)
{
  GString *text = g_string_new ("{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":");

  for (guint i = 0; i < levels; i++)
    g_string_append (text, "{\"OTIO_SCHEMA\":\"Stack.1\",\"children\":[");
  g_string_append (text, TRACK (CLIP ("a", "1", "9", ""), ""));
  for (guint i = 0; i < levels; i++)
    g_string_append (text, "]}");
  return g_string_free (g_string_append (text, "}"), FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *sixty = deep (60), *hundred = deep (100), *thousands = deep (10000);
  g_autoptr (TlmEdit) fits = edit_of (sixty, 0, 0);

  edit_check (fits, 0, 1);
  g_assert_true (tlm_limits_set ("edit-events=1", NULL));
  edit_refuse (sixty, "more than 128 values: over the limit edit-events=1");
  tlm_limits_reset ();
  edit_refuse (hundred, "62 stacks and tracks");
  edit_refuse (thousands, "json-depth");
  edit_refuse ("{\"OTIO_SCHEMA\":\"Clip.1\"}", "has no timeline");
  edit_refuse ("{\"OTIO_SCHEMA\":\"Timeline.1\",\n\"tracks\":{\"OTIO_SCHEMA\":\"Stack.1\",\n\"children\":[7]}}", "line 3");
  edit_refuse ("{\"OTIO_SCHEMA\":\"Timeline.1\",\"tracks\":", "line 1");
  edit_refuse (FILM (TRACK ("{\"OTIO_SCHEMA\":\"Clip.1\",\"name\":\"x\"}", "")), "(x): it has neither source_range");
  edit_refuse (FILM (TRACK (CLIP ("x", "0", "-5", ""), "")), "below 0");
  edit_refuse (FILM (TRACK (CLIP ("x", "0", "NaN", ""), "")), "source_range has to have");
  edit_refuse (FILM (TRACK ("{\"OTIO_SCHEMA\":\"Clip.1\",\"source_range\":{\"start_time\":" TIME ("1", "0") ",\"duration\":"
      TIME ("1", "24") "}}", "")), "above 0");
  edit_refuse (FILM (TRACK (CLIP ("x", "0", "5", "") "," MIX ("-1", "2"), "")), "in_offset and out_offset");
  edit_refuse (FILM (TRACK (CLIP ("x", "1e300", "5", ""), "")), "source_range has to have");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/otio/cuts", test_cuts);
  g_test_add_func ("/otio/transitions", test_transitions);
  g_test_add_func ("/otio/speed", test_speed);
  g_test_add_func ("/otio/nested", test_nested);
  g_test_add_func ("/otio/references", test_references);
  g_test_add_func ("/otio/rates", test_rates);
  g_test_add_func ("/otio/collection", test_collection);
  g_test_add_func ("/otio/writers", test_writers);
  g_test_add_func ("/otio/hostile", test_hostile);
  return g_test_run ();
}
