/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Timelines of GES, frames counted by hand; tests/core/edit/test-edit-ges.py asks GES. 25 frames a second: one is
 * 40 ms. */
#include "core/edit/xges-text.h"
#include "edit-text.h"

#define TRACK(RATE) "<track caps='video/x-raw(ANY)' track-type='4' track-id='0' properties='properties, restriction-caps=(string)" \
    "&quot;video/x-raw\\,\\ framerate\\=\\(fraction\\)" RATE "\\,\\ width\\=\\(int\\)160&quot;, id=(string)v1;'/>"
#define ASSETS "<asset id='file:///pad.mov' extractable-type-name='GESUriClip'><stream-info caps='video/x-raw, framerate=(fraction)25/1;'/></asset>" \
    "<asset id='file:///logo.png' extractable-type-name='GESUriClip' metadatas='metadatas, is-image=(boolean)true;'/>"
#define HEAD "<ges version='0.7'>\n <project><ressources>" ASSETS "</ressources>\n<timeline properties='properties;'>" TRACK ("25/1")
#define TAIL "</timeline></project></ges>"
#define KIND(TYPE, ASSET, START, DURATION, IN, MORE) "<clip id='0' asset-id='" ASSET "' type-name='" TYPE "' track-types='4' start='" START \
    "000000' duration='" DURATION "000000' inpoint='" IN "000000' rate='0'>" MORE "</clip>\n"
#define CLIP(START, DURATION, IN, MORE) KIND ("GESUriClip", "file:///pad.mov", START, DURATION, IN, MORE)
#define EFFECT(WHAT, MORE) "<effect asset-id='" WHAT "' type-name='GESEffect' track-type='4' " MORE "/>"

static void
check (const TlmEdit *edit, gint64 frame, gint64 expected)
{
  const char *name;
  gint64 found = edit_frame (edit, frame, &name);

  if (found != expected)
    g_test_message ("film frame %" G_GINT64_FORMAT, frame);
  g_assert_cmpint (found, ==, expected);
  g_assert_cmpstr (name, ==, expected < 0 ? NULL : "pad.mov");
}

static void
test_layers (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<layer priority='1'>" CLIP ("0", "4000", "1000", "") "</layer><layer priority='0'>"
      CLIP ("1000", "400", "0", "") KIND ("GESTitleClip", "GESTitleClip", "0", "4000", "0", "") KIND ("GESTestClip", "GESTestClip", "2000", "40", "0", "")
      KIND ("GESUriClip", "file:///logo.png", "2400", "400", "0", "") "</layer><layer priority='2' deactivated-tracks='v1 '>"
      CLIP ("5000", "1000", "0", "") "</layer>" TAIL, 0, 0);

  g_assert_cmpint (edit->rate.fps_n, ==, 25);
  check (edit, 0, 25);
  check (edit, 24, 49);
  check (edit, 25, 0);
  check (edit, 34, 9);
  check (edit, 35, 60);
  check (edit, 50, -1);
  check (edit, 51, 76);
  check (edit, 62, 87);
  check (edit, 99, 124);
  check (edit, 130, -1);
  g_assert_true (edit_says (edit, "layer 2 is switched off"));
  g_assert_true (edit_says (edit, "logo.png may be clear"));
}

static void
test_transition (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<layer priority='0'>" CLIP ("0", "2000", "1000", "")
      KIND ("GESTransitionClip", "crossfade", "1600", "400", "0", "") CLIP ("1600", "1000", "200", "") "</layer>" TAIL, 0, 0);

  check (edit, 39, 64);
  check (edit, 44, 69);
  check (edit, 45, 10);
  check (edit, 64, 29);
  check (edit, 65, -1);
}

/* Without a transition the first is seen to its end; the second is then at its 11th frame. */
static void
test_overlap (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<layer priority='0'>" CLIP ("0", "2000", "1000", "") CLIP ("1600", "1000", "200", "") "</layer>" TAIL, 0, 0);

  check (edit, 40, 65);
  check (edit, 49, 74);
  check (edit, 50, 15);
  check (edit, 64, 29);
  check (edit, 65, -1);
}

static void
test_speed (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<layer priority='0'>"
      CLIP ("0", "1000", "400", EFFECT ("videorate rate=3.0", "children-properties='properties, a=(string)&quot;x, GstVideoRate::rate=(double)9&quot;, GstVideoRate::rate=(double)2;'"))
      CLIP ("1000", "1000", "0", EFFECT ("videorate rate=0.5", "")) CLIP ("2000", "1000", "0", EFFECT ("agingtv", ""))
      CLIP ("3000", "1000", "0", EFFECT ("videorate rate=2.0 ! videoflip", "")) CLIP ("4000", "1000", "0", EFFECT ("videorate rate=0.0", ""))
      CLIP ("5000", "1000", "0", "<source properties='properties, track-type=(int)4, active=(boolean)false;'/>") "</layer>" TAIL, 0, 0);

  check (edit, 0, 10);
  check (edit, 24, 58);
  check (edit, 25, 0);
  check (edit, 26, 0);
  check (edit, 27, 1);
  check (edit, 50, 0);
  check (edit, 74, 24);
  check (edit, 75, -1);
  check (edit, 100, -1);
  check (edit, 125, -1);
  g_assert_true (edit_says (edit, "effects that are not read"));
  g_assert_true (edit_says (edit, "1 clips of layer 0 are sound or switched off"));
}

static void
test_nested (void)
{
  g_autoptr (TlmEdit) edit = edit_of ("<ges version='0.7'><project><ressources>" ASSETS
      "<asset id='file:///in.xges' extractable-type-name='GESTimeline'><ges><project><timeline>" TRACK ("25/1") "<layer priority='0'>"
      CLIP ("0", "1000", "2000", "") CLIP ("1000", "1000", "0", "") "</layer></timeline></project></ges></asset></ressources><timeline>"
      TRACK ("25/1") "<layer priority='0'>" KIND ("GESUriClip", "file:///in.xges", "400", "1000", "800", "")
      KIND ("GESUriClip", "file:///out.xges", "2000", "400", "0", "") "</layer>" TAIL, 0, 0);

  check (edit, 9, -1);
  check (edit, 10, 70);
  check (edit, 14, 74);
  check (edit, 15, 0);
  check (edit, 34, 19);
  check (edit, 50, -1);
  g_assert_true (edit_says (edit, "another timeline"));
}

/* 29.97: a frame's beginning is written as whole nanoseconds, and is the frame's. */
static void
test_nanoseconds (void)
{
  g_autoptr (TlmEdit) edit = edit_of ("<ges><project><ressources><asset id='file:///pad.mov'><stream-info caps='video/x-raw, "
      "framerate=(fraction)30000/1001;'/></asset></ressources><timeline>" TRACK ("30000/1001") "<layer priority='0'>"
      "<clip asset-id='file:///pad.mov' type-name='GESUriClip' start='33366667' duration='3603600000000' inpoint='66733333'/></layer>" TAIL, 0, 0);

  check (edit, 0, -1);
  check (edit, 1, 2);
  check (edit, 108000, 108001);
  check (edit, 108001, -1);
}

/* As older writers have it: the rate is noted of the timeline, the asset is bare, the clip says that it is a picture. */
static void
test_old (void)
{
  g_autoptr (TlmEdit) edit = edit_of ("\n<ges version='0.1'><project><ressources><asset id='file:///pad.mov' extractable-type-name='GESUriClip'/>"
      "</ressources><timeline metadatas='metadatas, framerate=(fraction)24/1;'><track caps='video/x-raw' track-type='4' track-id='0'/>"
      "<layer priority='1'><clip asset-id='file:///pad.mov' type-name='GESUriClip' start='0' duration='2000000000' inpoint='500000000'/></layer>"
      "<layer priority='0'><clip asset-id='file:///a.svg' type-name='GESUriClip' start='0' duration='1000000000' properties='p, is-image=(boolean)true;'/>"
      "</layer>" TAIL, 0, 0);

  g_assert_cmpint (edit->rate.fps_n, ==, 24);
  check (edit, 0, 12);
  check (edit, 47, 59);
}

static void
test_fields (void)
{
  static const char text[] = "a, b=(string)\"x\\ \\\"y\\,\\ c\\=1\", c=(int)2, d=3/4;";
  g_autofree char *b = tlm_xges_field (text, "b"), *c = tlm_xges_field (text, "c"), *none = tlm_xges_field (text, "e");
  g_autofree char *cut = tlm_xges_field ("a=\"\\", "a"), *type = tlm_xges_field ("a=(int", "a");
  int n, d;

  g_assert_cmpstr (b, ==, "x \"y, c=1");
  g_assert_cmpstr (c, ==, "2");
  g_assert_null (none);
  g_assert_cmpstr (cut, ==, "\\");
  g_assert_cmpstr (type, ==, "(int");
  g_assert_true (tlm_xges_fraction (text, "d", &n, &d) && n == 3 && d == 4);
  g_assert_false (tlm_xges_fraction ("d=3/0", "d", &n, &d));
  g_assert_null (tlm_xges_field (NULL, "a"));
}

static void
test_wrong (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<layer priority='-7'>" KIND ("GESNovelClip", "x", "0", "400", "0", "")
      "<clip type-name='GESUriClip' start='400000000' duration='400000000'/><clip/>"
      "<clip asset-id='file:///pad.mov' type-name='GESUriClip' start='-5' duration='99999999999999999999' inpoint='x'/></layer>" TAIL, 0, 0);

  check (edit, 0, -1);
  check (edit, 12, -1);
  g_assert_true (edit_says (edit, "a kind that is not known"));
  g_assert_true (edit_says (edit, "names no file"));
  edit_refuse ("<ges/>", "no timeline");
  edit_refuse ("<ges><project><timeline/></project></ges>", "--fps");
  edit_refuse ("<ges><project>", "line 1");
  edit_refuse ("<ges><project><ressources><asset id='x.xges'><ges><project><timeline><layer>" KIND ("GESUriClip", "x.xges", "0", "400", "0", "")
      "</layer></timeline></project></ges></asset></ressources><timeline>" TRACK ("25/1") "<layer>" KIND ("GESUriClip", "x.xges", "0", "400", "0", "")
      "</layer>" TAIL, "stands in itself");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xges/layers", test_layers);
  g_test_add_func ("/xges/transition", test_transition);
  g_test_add_func ("/xges/overlap", test_overlap);
  g_test_add_func ("/xges/speed", test_speed);
  g_test_add_func ("/xges/nested", test_nested);
  g_test_add_func ("/xges/nanoseconds", test_nanoseconds);
  g_test_add_func ("/xges/old", test_old);
  g_test_add_func ("/xges/fields", test_fields);
  g_test_add_func ("/xges/wrong", test_wrong);
  return g_test_run ();
}
