/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Projects of MLT, frames counted by hand; tests/core/edit/test-edit-melt.py asks melt. 25 frames a second. */
#include "edit-text.h"

#define HEAD "<?xml version=\"1.0\"?>\n<mlt version=\"7.12.0\" root=\"/film\" producer=\"main_bin\">\n" \
    "<profile frame_rate_num=\"25\" frame_rate_den=\"1\" width=\"64\" height=\"64\"/>\n"
#define PAD "<producer id=\"pad\" in=\"0\" out=\"249\"><property name=\"length\">250</property>" \
    "<property name=\"resource\">pad.mov</property><property name=\"mlt_service\">avformat</property></producer>\n"
#define DECK "<chain id=\"deck\" out=\"00:00:09.960\"><property name=\"resource\">deck.mov</property>" \
    "<property name=\"mlt_service\">avformat-novalidate</property>" \
    "<property name=\"shotcut:caption\">Deck camera</property></chain>\n"
#define TAIL "</mlt>\n"

/* Frames, clocks and timecode; a blank; in without out; the bin is not the film. */
static void
test_playlist (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD
      "<playlist id=\"main_bin\"><property name=\"xml_retain\">1</property><entry producer=\"pad\"/></playlist>" PAD DECK
      "<playlist id=\"one\"><entry producer=\"pad\" in=\"10\" out=\"19\"/><blank length=\"00:00:00.400\"/>"
      "<entry producer=\"deck\" in=\"00:00:02:00\" out=\"00:00:02:24\"/><entry producer=\"pad\" in=\"245\"/></playlist>" TAIL, 0, 0);

  g_assert_cmpint (edit->rate.fps_n, ==, 25);
  edit_check_named (edit, 0, "pad.mov", 10);
  edit_check_named (edit, 9, "pad.mov", 19);
  edit_check_named (edit, 10, NULL, -1);
  edit_check_named (edit, 19, NULL, -1);
  edit_check_named (edit, 20, "Deck camera", 50);
  edit_check_named (edit, 44, "Deck camera", 74);
  edit_check_named (edit, 45, "pad.mov", 245);
  edit_check_named (edit, 49, "pad.mov", 249);
  edit_check_named (edit, 50, NULL, -1);
}

#define TRANSITION(SERVICE, A, B, IN, OUT, MORE) "<transition in=\"" IN "\" out=\"" OUT "\"><property name=\"mlt_service\">" \
    SERVICE "</property><property name=\"a_track\">" A "</property><property name=\"b_track\">" B "</property>" MORE "</transition>"

/* As Kdenlive has it: a black ground, sound tracks, tracks of two playlists whose clips overlap in a mix, the
 * second of them run the other way. */
static void
test_kdenlive (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD PAD DECK
      "<producer id=\"black_track\" in=\"0\" out=\"9999\"><property name=\"mlt_service\">color</property>"
      "<property name=\"resource\">black</property></producer>"
      "<playlist id=\"s\"><entry producer=\"pad\" in=\"0\" out=\"9\"/></playlist>"
      "<tractor id=\"t0\"><track hide=\"video\" producer=\"s\"/></tractor>"
      "<playlist id=\"a\"><entry producer=\"pad\" in=\"0\" out=\"29\"/><blank length=\"10\"/>"
      "<entry producer=\"pad\" in=\"100\" out=\"129\"/></playlist>"
      "<playlist id=\"b\"><blank length=\"20\"/><entry producer=\"deck\" in=\"0\" out=\"29\"/></playlist>"
      "<tractor id=\"t1\" in=\"0\" out=\"69\"><track hide=\"audio\" producer=\"a\"/><track hide=\"audio\" producer=\"b\"/>"
      TRANSITION ("composite", "0", "1", "20", "29", "<property name=\"kdenlive:mixcut\">5</property>")
      TRANSITION ("luma", "0", "1", "40", "49", "<property name=\"reverse\">1</property>")
      "</tractor><tractor id=\"film\" in=\"0\" out=\"9999\"><track producer=\"black_track\"/><track producer=\"t0\"/>"
      "<track producer=\"t1\"/>" TRANSITION ("qtblend", "0", "2", "0", "9999", "<property name=\"always_active\">1</property>")
      "</tractor>" TAIL, 0, 0);
  TlmRational end;

  edit_check_named (edit, 0, "pad.mov", 0);
  edit_check_named (edit, 24, "pad.mov", 24);
  edit_check_named (edit, 25, "Deck camera", 5);
  edit_check_named (edit, 39, "Deck camera", 19);
  edit_check_named (edit, 44, "Deck camera", 24);
  edit_check_named (edit, 45, "pad.mov", 105);
  edit_check_named (edit, 69, "pad.mov", 129);
  edit_check_named (edit, 70, NULL, -1);
  g_assert_true (tlm_rational_make (70, 25, &end));
  g_assert_cmpint (tlm_rational_compare (tlm_edit_duration (edit), end), ==, 0);
}

/* As Shotcut has it: a transition is a tractor between two clips, and tracks are in a playlist each. */
static void
test_shotcut (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD PAD DECK
      "<producer id=\"black\" out=\"99\"><property name=\"mlt_service\">color</property><property name=\"resource\">0</property>"
      "</producer><playlist id=\"background\"><entry producer=\"black\" in=\"0\" out=\"99\"/></playlist>"
      "<tractor id=\"x\" in=\"0\" out=\"19\"><track producer=\"pad\" in=\"30\" out=\"49\"/><track producer=\"deck\" in=\"5\" out=\"24\"/>"
      TRANSITION ("luma", "0", "1", "0", "19", "") TRANSITION ("mix", "0", "1", "0", "19", "") "</tractor>"
      "<playlist id=\"v1\"><entry producer=\"pad\" in=\"0\" out=\"29\"/><entry producer=\"x\" in=\"0\" out=\"19\"/>"
      "<entry producer=\"deck\" in=\"25\" out=\"44\"/></playlist>"
      "<producer id=\"title\" out=\"99\"><property name=\"mlt_service\">qtext</property></producer>"
      "<producer id=\"card\" out=\"99\"><property name=\"mlt_service\">color</property><property name=\"resource\">#ff102030</property>"
      "</producer><playlist id=\"v2\"><entry producer=\"title\" in=\"0\" out=\"9\"/><entry producer=\"card\" in=\"0\" out=\"4\"/></playlist>"
      "<playlist id=\"off\"><entry producer=\"deck\"/></playlist>"
      "<tractor id=\"film\" in=\"0\" out=\"99\"><track producer=\"background\"/><track producer=\"v1\"/><track producer=\"v2\"/>"
      "<track producer=\"off\" hide=\"both\"/>"
      TRANSITION ("frei0r.cairoblend", "0", "1", "0", "99", "<property name=\"disable\">1</property>") "</tractor>" TAIL, 0, 0);

  edit_check_named (edit, 9, "pad.mov", 9);
  edit_check_named (edit, 10, NULL, -1);
  edit_check_named (edit, 14, NULL, -1);
  edit_check_named (edit, 15, "pad.mov", 15);
  edit_check_named (edit, 39, "pad.mov", 39);
  edit_check_named (edit, 40, "Deck camera", 15);
  edit_check_named (edit, 50, "Deck camera", 25);
  g_assert_true (edit_says (edit, "track 4 is switched off"));
}

#define WARP(ID, SPEED, LENGTH) "<producer id=\"" ID "\" in=\"0\" out=\"" LENGTH "\"><property name=\"mlt_service\">timewarp</property>" \
    "<property name=\"resource\">" SPEED ":pad.mov</property><property name=\"warp_speed\">" SPEED "</property></producer>"
#define REMAP(MAP) "<chain id=\"remap\" out=\"99\"><property name=\"resource\">pad.mov</property><link>" \
    "<property name=\"mlt_service\">timeremap</property>" MAP "</link></chain>"

static void
test_speed (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD WARP ("fast", "2", "124") WARP ("slow", "0.5", "499") WARP ("back", "-1", "249")
      REMAP ("<property name=\"speed_map\">0=1.5;99=1.5</property>")
      "<playlist id=\"one\"><entry producer=\"fast\" in=\"10\" out=\"19\"/><entry producer=\"slow\" in=\"5\" out=\"14\"/>"
      "<entry producer=\"back\" in=\"40\" out=\"49\"/><entry producer=\"remap\" in=\"4\" out=\"13\"/></playlist>" TAIL, 0, 0);
  g_autoptr (TlmEdit) curve = edit_of (HEAD REMAP ("<property name=\"time_map\">0=0;50=3;99=4</property>")
      "<playlist id=\"one\"><entry producer=\"remap\"/></playlist>" TAIL, 0, 0);

  edit_check_named (edit, 0, "pad.mov", 20);
  edit_check_named (edit, 9, "pad.mov", 38);
  edit_check_named (edit, 10, "pad.mov", 2);
  edit_check_named (edit, 11, "pad.mov", 3);
  edit_check_named (edit, 19, "pad.mov", 7);
  edit_check_named (edit, 20, "pad.mov", 209);
  edit_check_named (edit, 29, "pad.mov", 200);
  edit_check_named (edit, 30, "pad.mov", 6);
  edit_check_named (edit, 31, "pad.mov", 7);
  edit_check_named (edit, 32, "pad.mov", 9);
  edit_check_named (curve, 5, NULL, -1);
  g_assert_true (edit_says (curve, "timeremap"));
}

/* As programs other than MLT write it: properties are attributes, and a transition has no in. */
static void
test_attributes (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD "<producer id=\"pad\" mlt_service=\"avformat\" resource=\"pad.mov\" in=\"0\" out=\"99\"/>"
      "<producer id=\"back\" mlt_service=\"timewarp\" resource=\"-1:pad.mov\" in=\"0\" out=\"99\"/>"
      "<tractor id=\"x\" in=\"0\" out=\"9\"><track producer=\"pad\" in=\"20\" out=\"29\"/><track producer=\"back\" in=\"0\" out=\"9\"/>"
      "<transition mlt_service=\"luma\" out=\"9\" a_track=\"0\" b_track=\"1\"/></tractor><playlist id=\"v\"><entry producer=\"x\"/></playlist>" TAIL,
      0, 0);

  edit_check_named (edit, 0, "pad.mov", 20);
  edit_check_named (edit, 4, "pad.mov", 24);
  edit_check_named (edit, 5, "pad.mov", 94);
  edit_check_named (edit, 9, "pad.mov", 90);
}

/* A playlist in a playlist in a tractor in a playlist, written into one another; a clip that repeats. */
static void
test_nested (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD
      "<playlist id=\"outer\"><entry in=\"5\" out=\"24\"><tractor><multitrack><track><playlist>"
      "<entry in=\"30\" out=\"79\" >" PAD "</entry></playlist></track></multitrack></tractor></entry>"
      "<entry producer=\"pad\" in=\"7\" out=\"8\" repeat=\"3\"/></playlist>" TAIL, 0, 0);

  edit_check_named (edit, 0, "pad.mov", 35);
  edit_check_named (edit, 19, "pad.mov", 54);
  edit_check_named (edit, 20, "pad.mov", 7);
  edit_check_named (edit, 21, "pad.mov", 8);
  edit_check_named (edit, 24, "pad.mov", 7);
  edit_check_named (edit, 25, "pad.mov", 8);
  edit_check_named (edit, 26, NULL, -1);
}

static void
test_not_covered (void)
{
  g_autoptr (TlmEdit) edit = edit_of (HEAD PAD
      "<producer id=\"sound\" out=\"9\"><property name=\"video_index\">-1</property></producer>"
      "<producer id=\"other\" out=\"9\"><property name=\"resource\">/x/other.mlt</property></producer>"
      "<producer id=\"logo\" out=\"9\"><property name=\"mlt_service\">qimage</property><property name=\"resource\">a.png</property></producer>"
      "<producer id=\"photo\" out=\"9\"><property name=\"mlt_service\">qimage</property><property name=\"resource\">a.JPG</property></producer>"
      "<playlist id=\"v1\"><entry producer=\"pad\" in=\"0\" out=\"59\"/></playlist>"
      "<playlist id=\"v2\"><entry producer=\"logo\"/><entry producer=\"photo\"/><entry producer=\"sound\"/><entry producer=\"none\" in=\"0\" out=\"4\"/>"
      "<entry producer=\"other\"/><entry producer=\"pad\" in=\"0\" out=\"4\"><filter><property name=\"mlt_service\">freeze</property></filter></entry>"
      "</playlist><tractor><track producer=\"v1\"/><track producer=\"v2\"/></tractor>" TAIL, 0, 0);

  edit_check_named (edit, 5, "pad.mov", 5);
  g_assert_cmpint (edit_frame (edit, 15, NULL), !=, 15);
  edit_check_named (edit, 25, "pad.mov", 25);
  edit_check_named (edit, 30, NULL, -1);
  edit_check_named (edit, 50, "pad.mov", 50);
  g_assert_true (edit_says (edit, "1 clips in v2 are sound"));
  g_assert_true (edit_says (edit, "no producer of its name"));
  g_assert_true (edit_says (edit, "another project"));
  g_assert_true (edit_says (edit, "the filter freeze"));
  g_assert_true (edit_says (edit, "a.png may be clear"));
}

static char *
repeated (const char *head, const char *part, guint n, const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, tail);
  return g_string_free (text, FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *deep = repeated (HEAD "<playlist>", "<entry><playlist>", 60, "");
  g_autofree char *many = repeated (HEAD PAD "<playlist>", "<entry producer=\"pad\" in=\"0\" out=\"3\" repeat=\"2147483647\"/>", 2,
      "</playlist>" TAIL);
  g_autoptr (GString) closed = g_string_new (deep);
  g_autoptr (TlmEdit) itself = edit_of (HEAD "<playlist id=\"a\"><entry producer=\"a\" in=\"0\" out=\"4\"/></playlist>" TAIL, 0, 0);
  g_autoptr (TlmEdit) odd = edit_of (HEAD PAD
      "<playlist id=\"a\"><blank length=\"-5\"/><blank length=\"fast\"/><entry producer=\"pad\" in=\"-9\" out=\"99999999999999999\"/>"
      "<entry producer=\"pad\" in=\"9\" out=\"3\"/><entry producer=\"pad\" in=\"nan:1.5\" out=\"1e308:0.0\"/></playlist>"
      WARP ("w", "1e-300", "9") "<tractor><track producer=\"a\"/><track producer=\"w\"/>" TRANSITION ("luma", "0", "77", "0", "9", "")
      TRANSITION ("luma", "0", "1", "9", "0", "") "</tractor>" TAIL, 0, 0);

  for (guint i = 0; i < 60; i++)
    g_string_append (closed, "</playlist></entry>");
  g_string_append (closed, "</playlist>" TAIL);
  edit_refuse (closed->str, "written in one another");
  edit_refuse (deep, "line 4");
  edit_refuse (many, "edit-events");
  edit_check_named (itself, 0, NULL, -1);
  g_assert_true (edit_says (odd, "blank of a length that is none"));
  g_assert_true (edit_says (odd, "a dissolve without a track"));
  g_assert_true (edit_says (odd, "beyond what is known"));
  edit_refuse ("<mlt><playlist/></mlt>", "--fps");
  edit_refuse (HEAD TAIL, "no film");
  edit_refuse ("<!DOCTYPE mlt [<!ENTITY x \"y\">]><mlt/>", "document type");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mlt-xml/playlist", test_playlist);
  g_test_add_func ("/mlt-xml/kdenlive", test_kdenlive);
  g_test_add_func ("/mlt-xml/shotcut", test_shotcut);
  g_test_add_func ("/mlt-xml/speed", test_speed);
  g_test_add_func ("/mlt-xml/attributes", test_attributes);
  g_test_add_func ("/mlt-xml/nested", test_nested);
  g_test_add_func ("/mlt-xml/not-covered", test_not_covered);
  g_test_add_func ("/mlt-xml/hostile", test_hostile);
  return g_test_run ();
}
