/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/iso8601.h"
#include "core/time/posix.h"

static TlmInstant
utc (const char *text)
{
  TlmInstant out = TLM_TIME_NONE;

  g_assert_true (tlm_iso8601_read (text, -1, TLM_SCALE_UTC, &out, NULL));
  return out;
}

static void
test_known (void)
{
  TlmInstant t;
  gint64 ns;

  g_assert_true (tlm_instant_from_posix_ns (1633424102442000000, &t));
  g_assert_cmpint (t, ==, utc ("2021-10-05T08:55:02.442Z"));
  g_assert_true (tlm_instant_to_posix_ns (t, &ns));
  g_assert_cmpint (ns, ==, 1633424102442000000);
  g_assert_true (tlm_instant_from_posix_ns (-1, &t));
  g_assert_cmpint (t, ==, utc ("1969-12-31T23:59:59.999999999Z"));
}

/* The leap second has the count of the midnight that follows. */
static void
test_leap_second (void)
{
  gint64 leap, midnight;
  TlmInstant t;

  g_assert_true (tlm_instant_to_posix_ns (utc ("2016-12-31T23:59:60.25Z"), &leap));
  g_assert_true (tlm_instant_to_posix_ns (utc ("2017-01-01T00:00:00.25Z"), &midnight));
  g_assert_cmpint (leap, ==, 1483228800250000000);
  g_assert_cmpint (midnight, ==, leap);
  g_assert_true (tlm_instant_from_posix_ns (leap, &t));
  g_assert_cmpint (t, ==, utc ("2017-01-01T00:00:00.25Z"));
}

static void
test_range (void)
{
  TlmInstant t = 4711;
  gint64 ns = 4711;

  g_assert_false (tlm_instant_from_posix_ns (G_MAXINT64, &t));
  g_assert_false (tlm_instant_from_posix_ns (G_MININT64, &t));
  g_assert_false (tlm_instant_from_ntp_ns (G_MAXUINT64, &t));
  g_assert_cmpint (t, ==, 4711);
  g_assert_false (tlm_instant_to_posix_ns (TLM_TIME_NONE, &ns));
  g_assert_false (tlm_instant_to_posix_ns (G_MININT64 + 1, &ns));
  g_assert_cmpint (ns, ==, 4711);
}

/* RFC 5905, figure 4: seconds of well-known dates. */
static void
test_ntp (void)
{
  const struct { guint64 seconds; const char *text; } cases[] = {
    { 2208988800, "1970-01-01T00:00:00Z" },
    { 2272060800, "1972-01-01T00:00:00Z" },
    { 3155587200, "1999-12-31T00:00:00Z" },
    { 0, "2036-02-07T06:28:16Z" },      /* era 1 */
    { 63104, "2036-02-08T00:00:00Z" },  /* era 1 */
    { 0x7fffffff, "2104-02-26T09:42:23Z" },
    { 0x80000000, "1968-01-20T03:14:08Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmInstant t;

    g_assert_true (tlm_instant_from_ntp (cases[i].seconds << 32, TLM_TIME_NONE, &t));
    g_assert_cmpint (t, ==, utc (cases[i].text));
  }
}

static void
test_ntp_near (void)
{
  TlmInstant t;

  g_assert_true (tlm_instant_from_ntp (0, utc ("1901-01-01T00:00:00Z"), &t));
  g_assert_cmpint (t, ==, utc ("1900-01-01T00:00:00Z"));
  g_assert_true (tlm_instant_from_ntp (0, utc ("2030-01-01T00:00:00Z"), &t));
  g_assert_cmpint (t, ==, utc ("2036-02-07T06:28:16Z"));
  g_assert_true (tlm_instant_from_ntp (G_GUINT64_CONSTANT (3842412902) << 32
          | 0x80000000, utc ("2021-01-01T00:00:00Z"), &t));
  g_assert_cmpint (t, ==, utc ("2021-10-05T08:55:02.5Z"));
  /* The last fraction is nearer to the second that follows. */
  g_assert_true (tlm_instant_from_ntp (G_GUINT64_CONSTANT (3842412901) << 32
          | 0xffffffff, TLM_TIME_NONE, &t));
  g_assert_cmpint (t, ==, utc ("2021-10-05T08:55:02Z"));
}

static void
test_ntp_ns (void)
{
  TlmInstant t;

  g_assert_true (tlm_instant_from_ntp_ns (G_GUINT64_CONSTANT (3842412902442000000), &t));
  g_assert_cmpint (t, ==, utc ("2021-10-05T08:55:02.442Z"));
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 100000; i++) {
    TlmInstant t, back;
    gint64 ns, s = (gint64) g_test_rand_double_range (63072000, 4102444800);

    ns = s * TLM_SECOND + g_test_rand_int_range (0, 1000000000);
    g_assert_true (tlm_instant_from_posix_ns (ns, &t));
    g_assert_true (tlm_instant_to_posix_ns (t, &back));
    g_assert_cmpint (back, ==, ns);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/posix/known", test_known);
  g_test_add_func ("/posix/leap-second", test_leap_second);
  g_test_add_func ("/posix/range", test_range);
  g_test_add_func ("/posix/ntp", test_ntp);
  g_test_add_func ("/posix/ntp-near", test_ntp_near);
  g_test_add_func ("/posix/ntp-ns", test_ntp_ns);
  g_test_add_func ("/posix/round-trip", test_round_trip);
  return g_test_run ();
}
