/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Samples of one stamp. Each log here is made as a logger makes one: sample i is taken at
 * a known time and its stamp is that time, cut. The value is i. */
#include <math.h>

#include "core/log/series.h"

#define MOST 600

typedef struct {
  guint n;
  gint64 stamps[MOST], taken[MOST];
  double values[MOST];
} Logger;

/* N samples from BEGIN on, RATE a second, stamps cut to STEP. */
static void
record (Logger *logger, double begin_s, double rate, guint n, double step_s)
{
  for (guint i = 0; i < n; i++, logger->n++) {
    double t_s = begin_s + i / rate;
    g_assert_cmpuint (logger->n, <, MOST);
    logger->taken[logger->n] = llround (t_s * 1e9);
    logger->stamps[logger->n] = llround (floor (t_s / step_s + 1e-9) * step_s * 1e9);
    logger->values[logger->n] = logger->n;
  }
}

static TlmSeries *
whole (const Logger *logger)
{
  TlmSeries *series = tlm_series_new ();

  for (guint i = 0; i < logger->n; i++)
    tlm_series_append (series, logger->stamps[i], logger->values[i]);
  tlm_series_seal (series);
  return series;
}

static void
assert_same (const TlmSeries *a, const TlmSeries *b)
{
  g_assert_cmpuint (tlm_series_length (a), ==, tlm_series_length (b));
  g_assert_cmpuint (tlm_series_duplicates (a), ==, tlm_series_duplicates (b));
  for (gsize i = 0; i < tlm_series_length (a); i++) {
    g_assert_cmpint (tlm_series_time (a, i), ==, tlm_series_time (b, i));
    g_assert_cmpfloat (tlm_series_value (a, i), ==, tlm_series_value (b, i));
  }
}

/* Sealed after each sample, taken over in pieces of any length, and a little out of
 * order: always what the whole gives. */
static void
check_growth (const Logger *logger)
{
  g_autoptr (TlmSeries) all = whole (logger);
  g_autoptr (TlmSeries) grown = tlm_series_new ();
  g_autoptr (TlmSeries) joined = tlm_series_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < logger->n; i++) {
    tlm_series_append (grown, logger->stamps[i], logger->values[i]);
    tlm_series_seal (grown);
  }
  assert_same (all, grown);
  for (guint i = 0; i < logger->n;) {
    g_autoptr (TlmSeries) piece = tlm_series_new ();
    guint end = i + (guint) g_rand_int_range (random, 1, 40);
    for (; i < MIN (end, logger->n); i++)
      tlm_series_append (piece, logger->stamps[i] + TLM_SECOND, logger->values[i]);
    tlm_series_seal (piece);
    g_assert_true (tlm_series_append_series (joined, piece, -TLM_SECOND));
    tlm_series_seal (joined);
  }
  assert_same (all, joined);
}

/* Every sample is where it was taken, within TOLERANCE. */
static void
check_spread (const Logger *logger, double tolerance_s)
{
  g_autoptr (TlmSeries) series = whole (logger);
  gsize most;
  TlmDuration over;

  g_assert_cmpuint (tlm_series_length (series), ==, logger->n);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 0);
  g_assert_true (tlm_series_spread (series, &most, &over));
  for (guint i = 0; i < logger->n; i++) {
    g_assert_cmpfloat (tlm_series_value (series, i), ==, i);
    g_assert_cmpfloat_with_epsilon (tlm_duration_to_s (tlm_series_time (series, i)),
        tlm_duration_to_s (logger->taken[i]), tolerance_s);
  }
  check_growth (logger);
}

static void
test_even (void)
{
  Logger ten = { 0 }, fraction = { 0 }, five = { 0 }, minute = { 0 }, milli = { 0 };

  record (&ten, 0, 10, 200, 1);
  check_spread (&ten, 1e-9);
  record (&fraction, 0, 50, 300, 0.1);
  check_spread (&fraction, 1e-9);
  record (&five, 1714813200, 5, 100, 1);
  check_spread (&five, 1e-6);
  record (&minute, 0, 0.1, 60, 60);
  check_spread (&minute, 1e-9);
  record (&milli, 0, 4000, 400, 0.001);
  check_spread (&milli, 1e-9);
}

/* 18.18 samples a second are 18 or 19 in each: none is further off than one step. */
static void
test_odd_rate (void)
{
  Logger logger = { 0 };

  record (&logger, 0, 18.18, 500, 1);
  check_spread (&logger, 1 / 18.18);
}

/* It begins and ends in the midst of a second, and has a hole. */
static void
test_partial (void)
{
  Logger logger = { 0 }, last = { 0 }, one = { 0 };

  record (&logger, 0.7, 10, 54, 1);
  record (&logger, 20.4, 10, 47, 1);
  check_spread (&logger, 1e-9);
  record (&last, 0, 8, 43, 1);
  check_spread (&last, 1e-9);
  record (&one, 0.9, 10, 31, 1);
  check_spread (&one, 1e-9);
}

static void
check_first (const Logger *logger, guint n, const gint64 *indices)
{
  g_autoptr (TlmSeries) series = whole (logger);
  gsize most;
  TlmDuration over;

  g_assert_false (tlm_series_spread (series, &most, &over));
  g_assert_cmpuint (tlm_series_length (series), ==, n);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, logger->n - n);
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (tlm_series_time (series, i), ==, logger->stamps[indices[i]]);
    g_assert_cmpfloat (tlm_series_value (series, i), ==, logger->values[indices[i]]);
  }
  check_growth (logger);
}

static void
add (Logger *logger, double stamp_s, double value)
{
  logger->stamps[logger->n] = llround (stamp_s * 1e9);
  logger->values[logger->n++] = value;
}

/* One stamp twice, in the midst, at the beginning and at the end. */
static void
test_first_counts (void)
{
  static const gint64 middle[] = { 0, 1, 2, 4, 5 }, begin[] = { 0, 2, 3, 4 }, end[] = { 0, 1, 2 };
  Logger a = { 0 }, b = { 0 }, c = { 0 };

  add (&a, 0, 0), add (&a, 1, 1), add (&a, 2, 2), add (&a, 2, 2.5), add (&a, 3, 3), add (&a, 4, 4);
  check_first (&a, 5, middle);
  add (&b, 0, 0), add (&b, 0, 9), add (&b, 1, 1), add (&b, 2, 2), add (&b, 3, 3);
  check_first (&b, 4, begin);
  add (&c, 0, 0), add (&c, 1, 1), add (&c, 2, 2), add (&c, 2, 7), add (&c, 2, 8);
  check_first (&c, 3, end);
}

/* Each row twice, as a relay that sends everything twice makes it: no faster log. */
static void
test_rows_twice (void)
{
  Logger logger = { 0 };
  gint64 indices[20];

  for (guint i = 0; i < 20; i++) {
    add (&logger, i, 10.0 * i);
    add (&logger, i, 10.0 * i);
    indices[i] = 2 * i;
  }
  check_first (&logger, 20, indices);
}

/* Rows that a link sent three and four times: one measurement each. */
static void
test_rows_often (void)
{
  Logger logger = { 0 };

  record (&logger, 0, 1, 20, 1);
  g_autoptr (TlmSeries) series = tlm_series_new ();
  for (guint i = 0; i < logger.n; i++)
    for (guint k = 0; k < 3 + i % 2; k++)
      tlm_series_append (series, logger.stamps[i], logger.values[i]);
  tlm_series_seal (series);
  g_assert_cmpuint (tlm_series_length (series), ==, logger.n);
  for (guint i = 0; i < logger.n; i++) {
    g_assert_cmpint (tlm_series_time (series, i), ==, logger.taken[i]);
    g_assert_cmpfloat (tlm_series_value (series, i), ==, logger.values[i]);
  }
}

/* Packets of many samples with the stamp of the packet, each 4 s: nothing tells when they
 * were taken. And stamps that no cut makes. */
static void
test_no_cut (void)
{
  static const gint64 packets[] = { 0, 5, 10, 15 }, odd[] = { 0, 3, 6, 9 };
  Logger a = { 0 }, b = { 0 };

  for (guint i = 0; i < 20; i++)
    add (&a, 4 * (i / 5), i);
  check_first (&a, 4, packets);
  for (guint i = 0; i < 12; i++)
    add (&b, 0.37 * (i / 3), i);
  check_first (&b, 4, odd);
}

/* A counter that stands before launch: 38 samples at 0, then one each hundredth. */
static void
test_standing_counter (void)
{
  gint64 indices[41];
  Logger logger = { 0 };

  for (guint i = 0; i < 38; i++)
    add (&logger, 0, i);
  for (guint i = 1; i <= 40; i++)
    add (&logger, i / 100.0, 100 + i);
  indices[0] = 0;
  for (guint i = 1; i <= 40; i++)
    indices[i] = 37 + i;
  check_first (&logger, 41, indices);
}

/* A log of one stamp, as long as anybody sends it, costs no more than a few seals. */
static void
test_one_stamp (void)
{
  g_autoptr (TlmSeries) series = tlm_series_new ();

  for (guint i = 0; i < 50000; i++) {
    tlm_series_append (series, 0, i);
    if (i % 100 == 0)
      tlm_series_seal (series);
  }
  tlm_series_seal (series);
  g_assert_cmpuint (tlm_series_length (series), ==, 1);
  g_assert_cmpfloat (tlm_series_value (series, 0), ==, 0);
  g_assert_cmpuint (tlm_series_duplicates (series), ==, 49999);
}

/* What is spread stays so where its clock is moved, and while it grows further. */
static void
test_shift (void)
{
  Logger logger = { 0 };
  g_autoptr (TlmSeries) series = tlm_series_new ();

  record (&logger, 0, 10, 100, 1);
  for (guint i = 0; i < 55; i++)
    tlm_series_append (series, logger.stamps[i], i);
  tlm_series_seal (series);
  tlm_series_shift (series, 123456789);
  for (guint i = 55; i < 100; i++)
    tlm_series_append (series, logger.stamps[i] + 123456789, i);
  tlm_series_seal (series);
  g_assert_cmpuint (tlm_series_length (series), ==, 100);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (tlm_series_time (series, i), ==, logger.taken[i] + 123456789);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series-instants/even", test_even);
  g_test_add_func ("/series-instants/odd-rate", test_odd_rate);
  g_test_add_func ("/series-instants/partial", test_partial);
  g_test_add_func ("/series-instants/first-counts", test_first_counts);
  g_test_add_func ("/series-instants/rows-twice", test_rows_twice);
  g_test_add_func ("/series-instants/rows-often", test_rows_often);
  g_test_add_func ("/series-instants/no-cut", test_no_cut);
  g_test_add_func ("/series-instants/standing-counter", test_standing_counter);
  g_test_add_func ("/series-instants/one-stamp", test_one_stamp);
  g_test_add_func ("/series-instants/shift", test_shift);
  return g_test_run ();
}
