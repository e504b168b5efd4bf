/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/picture-clock.h"

#include <libavutil/mathematics.h>

#define NANOSECOND ((AVRational) { 1, 1000000000 })

gboolean
render_picture_clock_time (const RenderPictureClock *clock, guint64 index, gint64 *time_ns)
{
  if (index + clock->first >= clock->n)
    return FALSE;
  *time_ns = av_rescale_q (clock->times[index + clock->first] - clock->times[clock->first], clock->time_base,
      NANOSECOND);
  return TRUE;
}

gint64
render_picture_clock_duration (const RenderPictureClock *clock, guint64 index)
{
  gint64 this, next;

  if (!render_picture_clock_time (clock, index, &this))
    return 0;
  if (render_picture_clock_time (clock, index + 1, &next))
    return next - this;
  return av_rescale_q (clock->last_duration, clock->time_base, NANOSECOND);
}

gint64
render_picture_clock_tick (const RenderPictureClock *clock, gint64 time_ns)
{
  gint64 base = clock->first < clock->n ? clock->times[clock->first] : 0;

  return base + av_rescale_q (time_ns, NANOSECOND, clock->time_base);
}
