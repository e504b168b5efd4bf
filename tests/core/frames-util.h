/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <erfa.h>
#include <erfam.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>

#include "core/space/frames/jd.h"
#include "core/space/frames/vec.h"

/* Fails with both values and their distance. Catches NaN. */
#define assert_near(value, expected, tolerance) G_STMT_START { \
    double value_ = (value), expected_ = (expected), tolerance_ = (tolerance); \
    if (!(fabs (value_ - expected_) <= tolerance_)) \
      g_error ("%s:%d: " #value " is %.12g, %.3g from %.12g, over %.3g", __FILE__, __LINE__, \
          value_, value_ - expected_, expected_, tolerance_); \
  } G_STMT_END

#define assert_vec_near(value, expected, tolerance) \
    assert_near (tlm_vec3_norm (tlm_vec3_sub ((value), (expected))), 0.0, (tolerance))

/* TAI of a UTC calendar date by ERFA, which is the oracle here. */
static inline TlmInstant
instant_from_utc (int year, int month, int day, int hour, int minute, double second)
{
  double djm0, djm, delta_s = 0.0;
  double fraction = (hour * 3600 + minute * 60 + second) / 86400.0;

  g_assert_cmpint (eraCal2jd (year, month, day, &djm0, &djm), ==, 0);
  eraDat (year, month, day, fraction, &delta_s);
  return ((gint64) djm - 40587) * TLM_DAY + (hour * 3600 + minute * 60) * TLM_SECOND
      + (gint64) llround (second * 1e9) + (gint64) llround (delta_s * 1e9);
}

/* ISO 8601 in calendar or day-of-year form, as the test data has it. */
static inline TlmInstant
instant_from_iso (const char *text)
{
  int year, month, day, hour, minute;
  char *end;

  year = (int) strtol (text, &end, 10);
  month = (int) strtol (end + 1, &end, 10);
  if (*end == 'T') {
    double djm0, djm, fraction;

    day = month;
    eraCal2jd (year, 1, 1, &djm0, &djm);
    eraJd2cal (djm0, djm + day - 1, &year, &month, &day, &fraction);
  } else {
    day = (int) strtol (end + 1, &end, 10);
  }
  hour = (int) strtol (end + 1, &end, 10);
  minute = (int) strtol (end + 1, &end, 10);
  return instant_from_utc (year, month, day, hour, minute, g_ascii_strtod (end + 1, NULL));
}
