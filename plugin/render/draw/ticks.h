/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Round numbers for scales. Pure functions. */

/* The least step of 1, 2 or 5 times a power of ten with which RANGE (over 0) has
 * no more than MOST (at least 1) intervals. */
double tlr_ticks_step (double range, double most);

/* Into how many equal parts minor ticks divide a step of tlr_ticks_step(): 5, of
 * a step of 2 times a power of ten 4. */
guint tlr_ticks_parts (double step);

/* The least round number that is no less than VALUE (over 0): 1, 1.2, 1.5, 2,
 * 2.5, 3, 4, 5, 6 or 8 times a power of ten. */
double tlr_ticks_ceiling (double value);

/* Decimals that numbers on a scale with this step need. */
guint tlr_ticks_decimals (double step);

/* The first multiple of STEP that is no less than VALUE, as a number of steps. */
gint64 tlr_ticks_first (double value, double step);

G_END_DECLS
