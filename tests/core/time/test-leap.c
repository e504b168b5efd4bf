/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <erfa.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/base/error.h"
#include "core/time/leap.h"
#include "core/time/utc.h"

#define HEAD "#comment\n#@\t3991593600\n2272060800 10 # 1 Jan 1972\n"

/* ERFA's own table, at midnight and midday of the first day of every month. */
static void
test_against_erfa (void)
{
  const TlmLeapTable *tables[] = { tlm_leap_table (), tlm_leap_table_builtin () };

  for (gint year = 1972; year <= 2026; year++) {
    for (gint month = 1; month <= 12; month++) {
      double expected;
      gint64 utc_s = tlm_days_from_date (year, month, 1) * 86400;

      g_assert_cmpint (eraDat (year, month, 1, 0.5, &expected), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
        g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (tables[i], utc_s), ==,
            (gint) expected);
        g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (tables[i],
                utc_s + 43200), ==, (gint) expected);
      }
    }
  }
}

static void
test_before_1972 (void)
{
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (NULL, 0), ==, 10);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (NULL, -4000000000), ==, 10);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_tai (NULL, 0, NULL), ==, 10);
  g_assert_false (tlm_leap_second_before (NULL, 63072000));
}

/* The leap second of 2016-12-31 is the one from TAI 1483228836 on. */
static void
test_reverse (void)
{
  gboolean leap = TRUE;

  g_assert_cmpint (tlm_leap_tai_minus_utc_at_tai (NULL, 1483228835, &leap), ==, 36);
  g_assert_false (leap);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_tai (NULL, 1483228836, &leap), ==, 36);
  g_assert_true (leap);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_tai (NULL, 1483228837, &leap), ==, 37);
  g_assert_false (leap);
  g_assert_true (tlm_leap_second_before (NULL, 1483228800));
  g_assert_false (tlm_leap_second_before (NULL, 1483228800 + 86400));
}

static void
test_system_file (void)
{
  TlmLeapTable table;

  if (!g_file_test (TLM_LEAP_SYSTEM_FILE, G_FILE_TEST_EXISTS)) {
    g_test_skip ("no leap-seconds.list on this system");
    return;
  }
  g_autoptr (GError) error = NULL;
  g_assert_true (tlm_leap_table_read (NULL, &table, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (table.n, >=, 28);
  g_assert_cmpmem (table.from_utc_s, 28 * sizeof (gint64),
      tlm_leap_table_builtin ()->from_utc_s, 28 * sizeof (gint64));
  g_assert_cmpmem (table.offset_s, 28 * sizeof (gint),
      tlm_leap_table_builtin ()->offset_s, 28 * sizeof (gint));
}

static void
test_parse (void)
{
  TlmLeapTable table;
  g_autoptr (GError) error = NULL;
  const char *text = HEAD "  2287785600\t11\t# 1 Jul 1972\r\n\n2303683200 10\n";

  g_assert_true (tlm_leap_table_parse (text, -1, &table, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (table.n, ==, 3);
  g_assert_cmpint (table.expires_utc_s, ==, 1782604800);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (&table, 78796799), ==, 10);
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (&table, 78796800), ==, 11);
  /* A leap second taken away: no 23:59:60, and the offset falls. */
  g_assert_cmpint (tlm_leap_tai_minus_utc_at_utc (&table, 94694400), ==, 10);
  g_assert_false (tlm_leap_second_before (&table, 94694400));
  g_assert_cmpint (tlm_leap_expiry (&table), ==, 1782604810 * TLM_SECOND);
}

static void
test_malformed (void)
{
  const struct { const char *text, *says; } cases[] = {
    { "", "no step" },
    { "2272060800 10\n", "no expiry" },
    { "#@ 3991593600\n", "no step" },
    { "#@ soon\n2272060800 10\n", "line 1: neither" },
    { HEAD "2287785600\n", "line 4: neither" },
    { HEAD "2287785600 11 12\n", "line 4: neither" },
    { HEAD "22877856001234567 11\n", "line 4: neither" },
    { HEAD "2287785600 -11\n", "line 4: neither" },
    { HEAD "2287785601 11\n", "midnight" },
    { HEAD "2287785600 13\n", "one second" },
    { HEAD "2272060800 11\n", "later" },
    { "#@ 3991593600\n2287785600 11\n", "line 2: a table that does not begin" },
    { "<html>404 not found</html>", "line 1: neither" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmLeapTable table = { .n = 12345 };
    g_autoptr (GError) error = NULL;

    g_assert_false (tlm_leap_table_parse (cases[i].text, -1, &table, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
    if (!strstr (error->message, cases[i].says))
      g_error ("case %u: %s", i, error->message);
    g_assert_cmpuint (table.n, ==, 12345);
  }
}

static void
test_files (void)
{
  TlmLeapTable table;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *large = g_strnfill (70000, '\n');
  gint fd = g_file_open_tmp ("leap-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, HEAD, -1, NULL));
  g_assert_true (tlm_leap_table_read (path, &table, &error));
  g_assert_true (g_file_set_contents (path, large, -1, NULL));
  g_assert_false (tlm_leap_table_read (path, &table, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "garbage", -1, NULL));
  g_assert_false (tlm_leap_table_read (path, &table, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_TIME);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_unlink (path);
  g_assert_false (tlm_leap_table_read (path, &table, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
}

static gpointer
ask_often (gpointer count)
{
  TlmInstant late = tlm_leap_expiry (NULL) + 1;

  for (guint i = 0; i < 1000; i++) {
    if (tlm_leap_expired_once (late))
      g_atomic_int_inc ((gint *) count);
  }
  return NULL;
}

static void
test_expired_once (void)
{
  GThread *threads[4];
  gint count = 0;

  g_assert_false (tlm_leap_expired_once (0));
  g_assert_false (tlm_leap_expired_once (TLM_TIME_NONE));
  g_assert_false (tlm_leap_expired_once (tlm_leap_expiry (NULL)));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask_often, &count);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/leap/against-erfa", test_against_erfa);
  g_test_add_func ("/leap/before-1972", test_before_1972);
  g_test_add_func ("/leap/reverse", test_reverse);
  g_test_add_func ("/leap/system-file", test_system_file);
  g_test_add_func ("/leap/parse", test_parse);
  g_test_add_func ("/leap/malformed", test_malformed);
  g_test_add_func ("/leap/files", test_files);
  g_test_add_func ("/leap/expired-once", test_expired_once);
  return g_test_run ();
}
