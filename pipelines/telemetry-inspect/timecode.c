/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "timecode.h"

#include <stdio.h>

#include "core/base/error.h"
#include "core/time/instant.h"

__extension__ typedef __int128 Wide;

int
inspect_timecode_nominal (const InspectTimecode *timecode)
{
  return (timecode->fps_n + timecode->fps_d / 2) / timecode->fps_d;
}

gboolean
inspect_timecode_read_rate (InspectTimecode *timecode, const char *text, GError **error)
{
  int n = 0, d = 1, used = 0;

  if ((sscanf (text, "%d/%d%n", &n, &d, &used) < 2 || text[used]) &&
      (d = 1, used = 0, sscanf (text, "%d%n", &n, &used) < 1 || text[used]))
    n = 0;
  if (n <= 0 || d <= 0 || n / d > 1000 || n < d) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--fps: \"%s\" is no frame rate; give frames a second, as in 25 or 30000/1001", text);
    return FALSE;
  }
  timecode->fps_n = n;
  timecode->fps_d = d;
  return TRUE;
}

/* Numbers that drop-frame counting leaves out each minute but every tenth. */
static int
dropped (const InspectTimecode *timecode)
{
  return timecode->drop ? inspect_timecode_nominal (timecode) / 15 : 0;
}

gboolean
inspect_timecode_read_start (InspectTimecode *timecode, const char *text, GError **error)
{
  int nominal = inspect_timecode_nominal (timecode), h, m, s, f, used = 0;
  gint64 minutes;

  if (sscanf (text, "%2d:%2d:%2d%*1[:;]%3d%n", &h, &m, &s, &f, &used) < 4 || text[used] ||
      h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || f < 0 || f >= nominal) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
        "--start-tc: \"%s\" is no timecode at this rate; write it as in 01:00:00:00", text);
    return FALSE;
  }
  minutes = 60 * h + m;
  timecode->start = ((minutes * 60) + s) * nominal + f -
      dropped (timecode) * (minutes - minutes / 10);
  return TRUE;
}

gint64
inspect_timecode_frame (const InspectTimecode *timecode, gint64 time_ns)
{
  Wide scaled = (Wide) time_ns * timecode->fps_n, step = (Wide) timecode->fps_d * TLM_SECOND;

  return (gint64) (scaled / step + (scaled % step > 0));
}

void
inspect_timecode_print (const InspectTimecode *timecode, gint64 frame, char *buf)
{
  gint64 nominal = inspect_timecode_nominal (timecode), drop = dropped (timecode);
  gint64 minute = 60 * nominal - drop, ten = 10 * minute + drop, day = 144 * ten;
  gint64 number = ((frame + timecode->start) % day + day) % day;

  if (drop > 0) {
    gint64 tens = number / ten, rest = number % ten;
    number += 9 * drop * tens + (rest >= drop ? drop * ((rest - drop) / minute) : 0);
  }
  g_snprintf (buf, INSPECT_TIMECODE_SIZE, "%02d:%02d:%02d%c%02d", (int) (number / nominal / 3600),
      (int) (number / nominal / 60 % 60), (int) (number / nominal % 60), drop ? ';' : ':',
      (int) (number % nominal));
}
