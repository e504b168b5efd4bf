/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libavutil/rational.h>

G_BEGIN_DECLS

/* The times of a clip's pictures, which those that are coded anew get exactly: GStreamer counts from
 * another zero, rounds otherwise, and puts edits into segments. */
typedef struct {
  const gint64 *times;       /* when each picture is shown, ascending, time base; the clip's */
  guint n;                   /* 0: the clip does not say */
  AVRational time_base;      /* of TIMES, and of ticks */
  guint first;               /* index of the picture that comes first: not 0 where the first ones
                              * of the clip cannot be decoded */
  gint64 last_duration;      /* of the last picture, ticks; 0: not known */
} RenderPictureClock;

/* Time of the picture that comes as number INDEX, ns since the first that comes; FALSE, TIME_NS untouched,
 * where the clip does not say it. */
gboolean render_picture_clock_time (const RenderPictureClock *clock, guint64 index, gint64 *time_ns);

/* How long it is shown, ns; 0 where not known. */
gint64 render_picture_clock_duration (const RenderPictureClock *clock, guint64 index);

/* The tick of TIME_NS since the first that comes. Exact for what render_picture_clock_time() gave. */
gint64 render_picture_clock_tick (const RenderPictureClock *clock, gint64 time_ns);

G_END_DECLS
