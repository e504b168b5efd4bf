/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/marks.h"

#include <string.h>

#include "core/base/error.h"

#define LAUNCH ((G_GINT64_CONSTANT (1633424102) + 37) * TLM_SECOND)  /* 2021-10-05T08:55:02Z */

static void
test_parse (void)
{
  static const char *const texts[] = {
    "12.5@T+60; #900@2021-10-05T08:55:02Z; 00:01:00;02@T+00:01:10.5",
    "12.5@T+60;#900@2021-10-05T08:55:02Z;00:01:00;02@70.5",
    " 12.5 @ T+ 60 , #900 @ 2021-10-05 08:55:02Z ,\n00:01:00;02@+70.5 ; ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmMarks marks;
    g_autoptr (GError) error = NULL;
    g_assert_true (tlm_marks_parse (texts[i], &marks, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (marks.n, ==, 3);
    g_assert_cmpint (marks.marks[0].place.time_ns, ==, 12500 * (TLM_SECOND / 1000));
    g_assert_cmpint (marks.marks[0].clock, ==, TLM_CLOCK_ELAPSED);
    g_assert_cmpint (marks.marks[0].time_ns, ==, 60 * TLM_SECOND);
    g_assert_cmpint (marks.marks[1].place.frame, ==, 900);
    g_assert_cmpint (marks.marks[1].clock, ==, TLM_CLOCK_TAI);
    g_assert_cmpint (marks.marks[1].time_ns, ==, LAUNCH);
    g_assert_true (marks.marks[2].place.drop);
    g_assert_cmpuint (marks.marks[2].place.timecode.frames, ==, 2);
    g_assert_cmpint (marks.marks[2].time_ns, ==, 70500 * (TLM_SECOND / 1000));
  }
}

static void
test_none (void)
{
  static const char *const texts[] = { NULL, "", " ", " ; ," };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    TlmMarks marks = { 5 };
    g_assert_true (tlm_marks_parse (texts[i], &marks, NULL));
    g_assert_cmpuint (marks.n, ==, 0);
  }
}

static void
test_wrong (void)
{
  static const struct { const char *text, *want; } rows[] = {
    { "12.5", "\"12.5\" has no single @" },
    { "1@T+2@T+3", "\"1@T+2@T+3\" has no single @" },
    { "@T+2", "has no place before the @" },
    { "soon@T+2", "\"soon\" is no place in the footage" },
    { "12@later", "time \"later\" is neither" },
    { "12@", "time \"\" is neither" },
    { "12@9000000000", "more than 100 years" },
    { "12@T+60; 12@T+61", "the marks at 12 s and 12 s" },
    { "12@T+60; 900@T+60", "the marks at 12 s and 900 s" },
    { "900@T+10; 12@T+60", "the marks at 12 s and 900 s" },
    { "0@2021-10-05T08:55:02Z; 9@2021-10-05T08:55:01Z", "the marks at 0 s and 9 s" },
    { "\xff@T+1", "no place" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmMarks marks = { 5 };
    g_autoptr (GError) error = NULL;
    g_assert_false (tlm_marks_parse (rows[i].text, &marks, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
    if (!strstr (error->message, rows[i].want))
      g_error ("%s: %s", rows[i].text, error->message);
    g_assert_cmpuint (marks.n, ==, 5);
  }
}

static void
test_most (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TlmMarks marks;

  for (guint i = 0; i < TLM_MARKS_MAX; i++)
    g_string_append_printf (text, "%u@%u;", i, i);
  g_assert_true (tlm_marks_parse (text->str, &marks, NULL));
  g_assert_cmpuint (marks.n, ==, TLM_MARKS_MAX);
  g_string_append (text, "1000@1000");
  g_assert_false (tlm_marks_parse (text->str, &marks, NULL));
}

static void
test_join (void)
{
  g_autofree char *first = tlm_marks_join (NULL, " 12.5@T+60 ");
  g_autofree char *second = tlm_marks_join (first, "00:01:00;02@T+70");
  g_autofree char *again = tlm_marks_join (second, second);

  g_assert_cmpstr (first, ==, "12.5@T+60");
  g_assert_cmpstr (second, ==, "12.5@T+60; 00:01:00;02@T+70");
  g_assert_cmpstr (again, ==, second);
  g_assert_null (tlm_marks_join (NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marks/parse", test_parse);
  g_test_add_func ("/marks/none", test_none);
  g_test_add_func ("/marks/wrong", test_wrong);
  g_test_add_func ("/marks/most", test_most);
  g_test_add_func ("/marks/join", test_join);
  return g_test_run ();
}
