/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Measures what FFmpeg's program takes for telemetry on 1920x1080 I420 frames,
 * and prints it beside what we take: OWN for the webcast layout, BOXED for three
 * numbers in boxes, SHARED for the webcast on frames that must be copied; ms a
 * frame. Prints that there is no such program where there is none. */
void bench_compare_ffmpeg (double own, double boxed, double shared);

G_END_DECLS
