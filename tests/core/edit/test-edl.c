/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Frames that lists show, counted by hand: 25 frames a second unless it says so, 01:00:00:00 is frame
 * 90000 and 10:00:00:00 is 900000. */
#include "edit-text.h"

static void
test_cuts (void)
{
  g_autoptr (TlmEdit) edit = edit_of (
      "TITLE: Lift off\r\nFCM: NON-DROP FRAME\r\n\r\n"
      "001  A001     V     C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\r\n"
      "* FROM CLIP NAME:  pad.mov\r\n"
      "002  A002     B     C        02:00:00:10 02:00:01:10 10:00:03:00 10:00:04:00\r\n"
      "* FROM CLIP NAME: onboard.mov\r\n* SOURCE FILE: /media/onboard.mov\r\n"
      "003  A002     AA    C        02:00:00:10 02:00:01:10 10:00:03:00 10:00:04:00\r\n", 25, 1);
  const char *name;

  g_assert_cmpstr (edit->title, ==, "Lift off");
  g_assert_cmpint (edit->start_frame, ==, 900000);
  edit_check (edit, 0, 90000);
  edit_check (edit, 49, 90049);
  edit_check (edit, 50, -1);
  edit_check (edit, 74, -1);
  edit_check (edit, 75, 2 * 90000 + 10);
  g_assert_cmpint (edit_frame (edit, 99, &name), ==, 180034);
  g_assert_cmpstr (name, ==, "onboard.mov");
  edit_check (edit, 100, -1);
  g_assert_true (edit_says (edit, "line 9: event 3 is sound"));
}

/* 20 frames of dissolve; the 10th of them is the first that shows what comes in. */
static void
test_dissolve (void)
{
  g_autoptr (TlmEdit) edit = edit_of (
      "TITLE: x\n"
      "001  A1  V  C        01:00:00:00 01:00:02:00 10:00:00:00 10:00:02:00\n"
      "002  A1  V  C        01:00:02:00 01:00:02:00 10:00:02:00 10:00:02:00\n"
      "002  B1  V  D    020 03:00:00:00 03:00:02:00 10:00:02:00 10:00:04:00\n"
      "* FROM CLIP NAME: one\n* TO CLIP NAME: two\n"
      "003  BL  V  C        00:00:00:00 00:00:00:00 10:00:04:00 10:00:04:00\n"
      "003  C1  V  W001 005 04:00:00:00 04:00:01:00 10:00:04:00 10:00:05:00\n", 25, 1);
  const char *name;

  edit_check (edit, 49, 90049);
  edit_check (edit, 50, 90050);
  edit_check (edit, 59, 90059);
  g_assert_cmpint (edit_frame (edit, 60, &name), ==, 270010);
  g_assert_cmpstr (name, ==, "two");
  edit_check (edit, 99, 270049);
  edit_check (edit, 102, -1);     /* of five frames, 2/5 is less than half */
  edit_check (edit, 103, 360003);
}

static void
test_speed (void)
{
  g_autoptr (TlmEdit) edit = edit_of (
      "001  A1  V  C  01:00:00:00 01:00:04:00 10:00:00:00 10:00:02:00\nM2  A1  050.0  01:00:00:00\n"
      "002  B1  V  C  01:00:00:00 01:00:01:00 10:00:02:00 10:00:04:00\nM2  B1  012.5  01:00:00:00\n"
      "003  C1  V  C  01:00:00:00 01:00:01:00 10:00:04:00 10:00:05:00\nM2  C1  -025.0  01:00:00:24\n"
      "004  D1  V  C  01:00:00:00 01:00:00:01 10:00:05:00 10:00:06:00\nM2  D1  000.0  01:00:00:00\n"
      "005  E1  V  C  01:00:00:00 01:00:04:00 10:00:06:00 10:00:07:00\n"
      "006  F1  V  C  01:00:00:00 01:00:04:00 10:00:07:00 10:00:08:00\nM2  F1  050.0  01:00:00:00\n"
      "007  G1  V  C  01:00:00:00 01:00:02:00 10:00:08:00 10:00:09:00\nM2  G1  050.0  01:00:01:00\n", 25, 1);

  edit_check (edit, 0, 90000);
  edit_check (edit, 1, 90002);
  edit_check (edit, 49, 90098);
  edit_check (edit, 50, 90000);
  edit_check (edit, 53, 90001);
  edit_check (edit, 99, 90024);
  edit_check (edit, 100, 90024);
  edit_check (edit, 124, 90000);
  edit_check (edit, 125, 90000);
  edit_check (edit, 149, 90000);
  edit_check (edit, 150, -1);
  edit_check (edit, 175, -1);
  edit_check (edit, 200, -1);
  g_assert_true (edit_says (edit, "no M2 says its speed"));
  g_assert_true (edit_says (edit, "the source's length and the record's disagree"));
  g_assert_true (edit_says (edit, "not the source's first frame"));
}

/* 29.97 with drop-frame: 00:01:00;02 is frame 1800, and an hour has 107892. */
static void
test_drop (void)
{
  g_autoptr (TlmEdit) edit = edit_of (
      "001  A1  V  C  00:00:59;28 00:01:00;04 01:00:00;00 01:00:00;04\n"
      "002  A2  V  C  10:00:00:00 10:00:01:00 01:59:59;28 02:00:00;28\n", 30000, 1001);
  g_autofree char *text = NULL;
  TlmRational time;

  g_assert_true (edit->rate.drop);
  edit_check (edit, 0, 1798);
  edit_check (edit, 1, 1799);
  edit_check (edit, 2, 1800);
  edit_check (edit, 107890, 1080000);  /* the second source is non-drop: 10 h of 108000 labels */
  g_assert_true (tlm_rational_make (107892 * 1001, 30000, &time));
  text = tlm_edit_record_text (edit, time);
  g_assert_cmpstr (text, ==, "02:00:00;00");
}

static void
refuse (const char *text, int fps_n, int fps_d, const char *words)
{
  TlmEditOptions options = { .rate = { .fps_n = fps_n, .fps_d = fps_d } };
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_edit_read (text, strlen (text), "film.edl", &options, &error));
  g_assert_nonnull (error);
  if (!strstr (error->message, words))
    g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_wrong (void)
{
  g_autoptr (TlmEdit) edit = edit_of (
      "001  A1  V  C  01:00:00:00 01:00:00:30 10:00:00:00 10:00:01:05\n"
      "002  A1  V  Q  01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00\n"
      "003  A1  V  C  01:00:00:00 01:00:01 10:00:00:00\n"
      "M2   Z9  25.0 01:00:00:00\nM2 A1 fast 01:00:00:00\n"
      "004  A1  V  K B  01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00\n", 25, 1);

  g_assert_true (edit_says (edit, "line 1: event 1 has a timecode"));
  g_assert_true (edit_says (edit, "line 2 is left out"));
  g_assert_true (edit_says (edit, "line 3 is left out"));
  g_assert_true (edit_says (edit, "line 4: M2 of the reel Z9"));
  g_assert_true (edit_says (edit, "line 5 is left out"));
  g_assert_true (edit_says (edit, "a key over"));
  edit_check (edit, 3, -1);
  refuse ("001  A1  V  C  01:00:00:00 01:00:01:00 10:00:00:00 10:00:01:00\n", 0, 0, "its frame rate");
  refuse ("no edit at all\n", 25, 1, "film.edl: is no edit");
  refuse ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 25, 1, "AAF");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edl/cuts", test_cuts);
  g_test_add_func ("/edl/dissolve", test_dissolve);
  g_test_add_func ("/edl/speed", test_speed);
  g_test_add_func ("/edl/drop", test_drop);
  g_test_add_func ("/edl/wrong", test_wrong);
  return g_test_run ();
}
