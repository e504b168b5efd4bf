/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A scale with ticks at whole multiples of a step that people count in. A plain
 * value; all of it is pure. */
typedef struct {
  double low, high;      /* ends; high > low */
  double step;           /* between ticks, over 0 */
  guint decimals;        /* that a tick needs, 0 to 9 */
} TlrAxis;

/* Steps that are 1, 2 or 5 times a power of ten, as few as divide LOW .. HIGH into
 * at most INTERVALS (1 or more); both ends are moved out to a tick where ROUND.
 * Ends that are no range, or not finite, give 0 .. 1. */
TlrAxis tlr_axis_fit (double low, double high, guint intervals, gboolean round);

/* The same for seconds: 1, 2, 5, 10, 15, 30 s and min, 1, 2, 3, 6, 12 h, and days. */
TlrAxis tlr_axis_fit_time (double low_s, double high_s, guint intervals, gboolean round);

/* The number of ticks from low to high. */
guint tlr_axis_n_ticks (const TlrAxis *axis);

/* The value of tick INDEX, which is less than their number. */
double tlr_axis_tick (const TlrAxis *axis, guint index);

/* Where VALUE lies, 0 at low and 1 at high; NaN stays NaN. */
double tlr_axis_part (const TlrAxis *axis, double value);

/* Bytes that hold any label of a time, with its terminator. */
#define TLR_AXIS_LABEL_SIZE 32

/* What stands at a tick of an axis of seconds: "m:ss", "h:mm" or "h:mm:ss" by its
 * step, "2 d" for days; with OF_DAY hours are counted modulo 24. Writes at most
 * SIZE bytes with the end into BUF and returns it. */
const char *tlr_axis_time_label (const TlrAxis *axis, double seconds, gboolean of_day, char *buf,
    gsize size);

G_END_DECLS
