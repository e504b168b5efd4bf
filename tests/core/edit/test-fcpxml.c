/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames that projects show, counted by hand: 25 frames a second unless it says so. */
#include "core/base/limits.h"
#include "edit-text.h"

#define ASSETS "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE fcpxml>\n<fcpxml version=\"1.10\"><resources>" \
    "<format id=\"r1\" frameDuration=\"100/2500s\"/><format id=\"r9\" frameDuration=\"1001/30000s\"/>" \
    "<asset id=\"a\" name=\"A\" start=\"0s\" duration=\"400s\" hasVideo=\"1\" format=\"r1\"><media-rep src=\"file:///a.mov\"/></asset>" \
    "<asset id=\"b\" name=\"B\" start=\"3600s\" duration=\"400s\" hasVideo=\"1\" format=\"r1\" src=\"file:///b.mov\"/>" \
    "<asset id=\"s\" name=\"S\" start=\"0s\" duration=\"400s\" hasAudio=\"1\"/><effect id=\"e\" name=\"Title\"/>"
#define FILM_OF(resources, sequence, spine) ASSETS resources "</resources>\n<library><event><project name=\"film\">" \
    "<sequence " sequence "><spine>\n" spine "</spine></sequence></project></event></library></fcpxml>\n"
#define FILM(spine) FILM_OF ("", "format=\"r1\" tcStart=\"0s\"", spine)
#define CLIP(ref, offset, start, duration, inside) "<asset-clip ref=\"" ref "\" offset=\"" offset \
    "\" start=\"" start "\" duration=\"" duration "\">" inside "</asset-clip>\n"

static void
test_cuts (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM_OF ("", "format=\"r1\" tcStart=\"3600s\" tcFormat=\"NDF\"",
      CLIP ("a", "3600s", "4s", "2s", "") "<gap offset=\"3602s\" duration=\"1s\" start=\"3600s\"/>\n"
      CLIP ("b", "3603s", "90075/25s", "1s", "") "<asset-clip ref=\"b\" duration=\"1s\"/>"
      "<asset-clip ref=\"a\" offset=\"3605s\" start=\"1s\" duration=\"1s\" enabled=\"0\"/>"), 0, 0);
  const TlmEditSource *source;

  g_assert_cmpstr (edit->title, ==, "film");
  g_assert_cmpint (edit->start_frame, ==, 90000);
  edit_check (edit, 0, 100);
  edit_check (edit, 49, 149);
  edit_check (edit, 50, -1);
  edit_check (edit, 75, 90075);
  edit_check (edit, 99, 90099);
  edit_check (edit, 100, 90000);
  edit_check (edit, 125, -1);
  source = edit->sources->pdata[0];
  g_assert_cmpstr (source->path, ==, "file:///a.mov");
  source = edit->sources->pdata[1];
  g_assert_cmpint (source->start.n, ==, 3600);
}

/* On the clip's own time: at its 12 s, which is 2 s after it begins; on a gap; in a connected storyline. */
static void
test_connected (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (
      CLIP ("a", "0s", "10s", "5s", CLIP ("b\" lane=\"1", "12s", "3600s", "1s", "")
          "<asset-clip ref=\"s\" lane=\"-1\" offset=\"12s\" start=\"0s\" duration=\"1s\"/>"
          "<title ref=\"e\" lane=\"2\" offset=\"10s\" duration=\"5s\"/>")
      "<gap offset=\"5s\" start=\"3600s\" duration=\"5s\">" CLIP ("a\" lane=\"-1", "3601s", "1s", "1s", "") "</gap>\n"
      CLIP ("a", "10s", "100s", "10s", "<spine lane=\"1\" offset=\"104s\">" CLIP ("b", "0s", "3640s", "2s", "")
          CLIP ("b", "2s", "3650s", "1s", "") "</spine>")), 0, 0);

  edit_check (edit, 49, 299);
  edit_check (edit, 50, 90000);
  edit_check (edit, 74, 90024);
  edit_check (edit, 75, 325);
  edit_check (edit, 125, -1);
  edit_check (edit, 150, 25);
  edit_check (edit, 175, -1);
  edit_check (edit, 349, 2599);
  edit_check (edit, 350, 91000);
  edit_check (edit, 400, 91250);
  edit_check (edit, 425, 2675);
  g_assert_true (edit_says (edit, "is sound, and not covered"));
}

static void
test_transitions (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (CLIP ("a", "0s", "10s", "2s", "")
      "<transition name=\"x\" offset=\"45/25s\" duration=\"10/25s\"/>" CLIP ("b", "2s", "3600s", "2s", "")
      "<transition offset=\"96/25s\" duration=\"4/25s\"/>"), 0, 0);

  edit_check (edit, 49, 299);
  edit_check (edit, 50, 90000);
  edit_check (edit, 97, 90047);
  edit_check (edit, 98, -1);
}

#define MAP(points) "<timeMap>" points "</timeMap>"
#define POINT(time, value, rest) "<timept time=\"" time "\" value=\"" value "\" " rest "/>"

static void
test_time_map (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (
      CLIP ("a", "0s", "10s", "2s", MAP (POINT ("0s", "0s", "interp=\"smooth2\"") POINT ("20s", "100s", "interp=\"smooth2\"")))
      CLIP ("b", "2s", "3600s", "2s", MAP (POINT ("3600s", "3604s", "") POINT ("3610s", "3594s", "")))
      CLIP ("a", "4s", "0s", "3s", MAP (POINT ("0s", "8s", "interp=\"linear\"") POINT ("1s", "9s", "interp=\"linear\"")
          POINT ("2s", "9s", "interp=\"linear\"") POINT ("3s", "11s", "interp=\"linear\"")))
      CLIP ("a", "7s", "0s", "3s", MAP (POINT ("0s", "8s", "") POINT ("1s", "9s", "") POINT ("3s", "13s", "")))
      CLIP ("a", "10s", "0s", "2s", MAP (POINT ("0s", "8s", "") POINT ("1s", "9s", "")))), 0, 0);

  edit_check (edit, 0, 1250);
  edit_check (edit, 1, 1255);
  edit_check (edit, 50, 90100);
  edit_check (edit, 51, 90099);
  edit_check (edit, 100, 200);
  edit_check (edit, 124, 224);
  edit_check (edit, 125, 225);
  edit_check (edit, 149, 225);
  edit_check (edit, 150, 225);
  edit_check (edit, 151, 227);
  edit_check (edit, 175, -1);
  edit_check (edit, 224, -1);
  edit_check (edit, 250, 200);
  edit_check (edit, 275, -1);
  g_assert_true (edit_says (edit, "on a curve"));
  g_assert_true (edit_says (edit, "does not say what is shown here"));
}

/* A compound clip from its 01:00:01:00 on; a clip that holds a video; a synchronized clip; an audition. */
static void
test_held (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM_OF ("<media id=\"m\" name=\"M\"><sequence format=\"r1\" tcStart=\"3600s\" duration=\"4s\">"
      "<spine>" CLIP ("a", "3600s", "0s", "2s", "") CLIP ("b", "3602s", "3700s", "2s", "") "</spine></sequence></media>",
      "format=\"r1\"", "<ref-clip ref=\"m\" offset=\"0s\" start=\"3601s\" duration=\"2s\"/><ref-clip ref=\"m\" offset=\"2s\"/>"
      "<clip offset=\"6s\" start=\"3605s\" duration=\"2s\"><video ref=\"b\" offset=\"3600s\" start=\"3610s\" duration=\"60s\">"
      "<audio ref=\"s\" lane=\"-1\" offset=\"3610s\" duration=\"60s\"/></video></clip>"
      "<sync-clip offset=\"8s\" start=\"20s\" duration=\"1s\"><spine>" CLIP ("a", "20s", "30s", "5s", "") "</spine></sync-clip>"
      "<audition offset=\"9s\">" CLIP ("b", "9s", "3601s", "1s", "") CLIP ("a", "9s", "1s", "1s", "") "</audition>"), 0, 0);

  edit_check (edit, 0, 25);
  edit_check (edit, 25, 92500);
  edit_check (edit, 50, 0);
  edit_check (edit, 149, 92549);
  edit_check (edit, 150, 90000 + 15 * 25);
  edit_check (edit, 200, 750);
  edit_check (edit, 225, 90025);
  edit_check (edit, 250, -1);
}

/* The arithmetic that programmers of FCPXML publish: 493 frames into the multicam plus 18 is its 511th. */
static void
test_multicam (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM_OF ("<format id=\"f\" frameDuration=\"100/2400s\"/>"
      "<asset id=\"c\" name=\"C\" start=\"20573/24s\" duration=\"60s\" hasVideo=\"1\" format=\"f\"/>"
      "<media id=\"m\"><multicam format=\"f\" tcStart=\"20495/24s\"><mc-angle angleID=\"one\"><gap offset=\"0s\" duration=\"79/24s\"/>"
      "<sync-clip offset=\"79/24s\" start=\"20573/24s\" duration=\"60s\"><spine><asset-clip ref=\"c\" offset=\"20573/24s\" "
      "start=\"20573/24s\" duration=\"60s\"/></spine></sync-clip></mc-angle><mc-angle angleID=\"two\"/></multicam></media>",
      "format=\"f\" tcStart=\"3600s\"", "<mc-clip ref=\"m\" offset=\"3600s\" start=\"1679040/1920s\" duration=\"2720/1920s\">"
      "<mc-source angleID=\"two\" srcEnable=\"audio\"/><mc-source angleID=\"one\" srcEnable=\"video\"/></mc-clip>"
      "<mc-clip ref=\"m\" offset=\"3602s\" start=\"855s\" duration=\"1s\"><mc-source angleID=\"three\"/></mc-clip>"), 0, 0);

  edit_check (edit, 18, 21005);
  edit_check (edit, 33, 21020);
  edit_check (edit, 34, -1);
  edit_check (edit, 50, -1);
  g_assert_true (edit_says (edit, "no mc-source of it names an angle"));
}

static void
test_rates (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM_OF ("<asset id=\"n\" name=\"N\" start=\"107999892/30000s\" duration=\"100s\" "
      "hasVideo=\"1\" format=\"r9\"/>", "format=\"r9\" tcStart=\"107999892/30000s\" tcFormat=\"DF\"",
      CLIP ("n", "107999892/30000s", "108009902/30000s", "30030/30000s", "<conform-rate srcFrameRate=\"29.97\"/>")
      CLIP ("a", "108029922/30000s", "1s", "30030/30000s", "<conform-rate scaleEnabled=\"0\" srcFrameRate=\"25\"/>")
      CLIP ("a", "108059952/30000s", "1s", "30030/30000s", "<conform-rate srcFrameRate=\"25\"/>")), 0, 0);

  g_assert_true (edit->rate.drop);
  g_assert_cmpint (edit->start_frame, ==, 107892);
  edit_check (edit, 0, 107902);
  edit_check (edit, 29, 107931);
  edit_check (edit, 30, 25);
  edit_check (edit, 31, 25);           /* 1 + 1001/30000 s is frame 25.8 */
  edit_check (edit, 32, 26);
  edit_check (edit, 60, -1);
  g_assert_true (edit_says (edit, "conform-rate"));
}

/* Whoever counts a spine from 0 under a tcStart, a film without a library, two projects. */
static void
test_writers (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM_OF ("", "format=\"r1\" tcStart=\"3600s\"", CLIP ("a", "0s", "4s", "2s", "")), 0, 0);
  g_autoptr (TlmEdit) bare = edit_of (ASSETS "</resources><project><sequence format=\"r1\"><spine>" CLIP ("a", "0/1s", "7s", "1s", "")
      "</spine></sequence></project><project><sequence/></project></fcpxml>", 0, 0);

  g_autoptr (TlmEdit) decimal = edit_of (FILM ("<clip ref=\"a\" offset=\"0.0000s\" start=\"2.4000s\" duration=\"1.0000s\"/>"
      "<clip offset=\"1s\" start=\"2s\" duration=\"1s\"><audio ref=\"a\" offset=\"2s\" duration=\"1s\"/></clip>"
      "<clip offset=\"2s\" duration=\"1s\"/><asset-clip ref=\"b\" start=\"3999s\" enabled=\"0\"/><sync-clip start=\"132100/2500s\" duration=\"78800/2500s\"><spine>"
      "<gap offset=\"0s\" start=\"3600s\" duration=\"104700/2500s\"><asset-clip ref=\"s\" lane=\"-1\" offset=\"3600s\"/></gap>"
      "<asset-clip ref=\"b\" offset=\"104700/2500s\" start=\"3610s\" duration=\"60s\"/></spine></sync-clip>"), 0, 0);

  edit_check (edit, 0, 100);
  edit_check (decimal, 0, 60);
  edit_check (decimal, 25, -1);
  edit_check (decimal, 50, -1);
  edit_check (decimal, 75, -1);
  edit_check (decimal, 100, 90250 + 1321 - 1047);
  g_assert_true (edit_says (decimal, "it holds nothing"));
  g_assert_true (edit_says (edit, "taken to count from 0"));
  edit_check (bare, 24, 199);
  g_assert_true (edit_says (bare, "of 2 projects"));
}

/* A chain of MEDIA compound clips, each in the one before; behind number TURN comes the first. */
static char *
chain (guint media, guint turn)
{
  GString *text = g_string_new (ASSETS);

  for (guint i = 0; i < media; i++)
    g_string_append_printf (text, "<media id=\"m%u\" name=\"M%u\"><sequence duration=\"9s\"><spine><ref-clip ref=\"m%u\" offset=\"0s\" "
        "duration=\"9s\"/></spine></sequence></media>", i, i, (i + 1) % turn);
  g_string_append (text, "</resources><project><sequence format=\"r1\"><spine><ref-clip ref=\"m0\" duration=\"9s\"/></spine>"
      "</sequence></project></fcpxml>");
  return g_string_free (text, FALSE);
}

static char *
nested (guint levels)
{
  GString *text = g_string_new (ASSETS "</resources><project><sequence format=\"r1\"><spine>");

  for (guint i = 0; i < levels; i++)
    g_string_append (text, "<clip offset=\"0s\" duration=\"9s\">");
  for (guint i = 0; i < levels; i++)
    g_string_append (text, "</clip>");
  g_string_append (text, "</spine></sequence></project></fcpxml>");
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *circle = chain (3, 3), *long_chain = chain (10000, G_MAXUINT), *deep = nested (100), *deeper = nested (10000);

  g_assert_true (tlm_limits_set ("edit-events=3", NULL));
  edit_refuse (circle, "as many events: over the limit edit-events=3");
  tlm_limits_reset ();
  edit_refuse (circle, "stands in itself");
  edit_refuse (long_chain, "64 sequences");
  edit_refuse (deep, "64 sequences");
  edit_refuse (deeper, "xml-depth");
  edit_refuse ("<fcpxml version=\"1.9\"><resources/></fcpxml>", "has no project");
  edit_refuse ("<fcpxml version=\"1.9\"><project>", "line 1");
  edit_refuse ("<!DOCTYPE fcpxml [<!ENTITY a \"b\">]>\n<fcpxml/>", "document type");
  edit_refuse (FILM (CLIP ("a", "soon", "0s", "1s", "")), "line 5 (<asset-clip>): offset=\"soon\" is no time");
  edit_refuse (FILM (CLIP ("a", "0s", "0s", "-1s", "")), "below 0");
  edit_refuse (FILM ("<gap/>"), "no duration");
  edit_refuse (FILM (CLIP ("a", "0s", "0s", "1/0s", "")), "is no time");
  edit_refuse (FILM (CLIP ("a", "9223372036854775807s", "0s", "9223372036854775807s", "")), "beyond what can be counted");
  edit_refuse (FILM (CLIP ("a", "0s", "0s", "1s", MAP (POINT ("1s", "0s", "") POINT ("1s", "2s", "")))), "have to rise");
}

static void
test_missing (void)
{
  g_autoptr (TlmEdit) edit = edit_of (FILM (CLIP ("nowhere", "0s", "0s", "1s", "")
      "<ref-clip ref=\"a\" offset=\"1s\" duration=\"1s\"/><video ref=\"e\" offset=\"2s\" duration=\"1s\"/>"), 0, 0);

  edit_check (edit, 0, -1);
  edit_check (edit, 25, -1);
  edit_check (edit, 50, -1);
  g_assert_true (edit_says (edit, "is not in the file"));
  g_assert_true (edit_says (edit, "no media with a sequence"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fcpxml/cuts", test_cuts);
  g_test_add_func ("/fcpxml/connected", test_connected);
  g_test_add_func ("/fcpxml/transitions", test_transitions);
  g_test_add_func ("/fcpxml/time-map", test_time_map);
  g_test_add_func ("/fcpxml/held", test_held);
  g_test_add_func ("/fcpxml/multicam", test_multicam);
  g_test_add_func ("/fcpxml/rates", test_rates);
  g_test_add_func ("/fcpxml/writers", test_writers);
  g_test_add_func ("/fcpxml/hostile", test_hostile);
  g_test_add_func ("/fcpxml/missing", test_missing);
  return g_test_run ();
}
