/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/decode-times.h"

struct RenderDecodeTimes {
  GArray *shown;             /* gint64, ascending */
  GArray *seen;              /* guint8, which of these were added */
  guint64 n;                 /* that were added */
  guint64 delay;             /* D */
  gboolean strange;          /* one is none of these, or came twice */
};

RenderDecodeTimes *
render_decode_times_new (GArray *shown)
{
  RenderDecodeTimes *times = g_new0 (RenderDecodeTimes, 1);

  times->shown = g_array_ref (shown);
  times->seen = g_array_sized_new (FALSE, TRUE, sizeof (guint8), shown->len);
  g_array_set_size (times->seen, shown->len);
  return times;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

void
render_decode_times_add (RenderDecodeTimes *times, gint64 pts)
{
  guint64 index = times->n++;
  guint place;

  if (!g_array_binary_search (times->shown, &pts, compare, &place) || g_array_index (times->seen, guint8, place)) {
    times->strange = TRUE;
    return;
  }
  g_array_index (times->seen, guint8, place) = 1;
  if (index > place)
    times->delay = MAX (times->delay, index - place);
}

gboolean
render_decode_times_settle (RenderDecodeTimes *times)
{
  return !times->strange && times->n == times->shown->len;
}

gint64
render_decode_times_of (const RenderDecodeTimes *times, guint64 index)
{
  const gint64 *shown = (const gint64 *) (gpointer) times->shown->data;

  if (index >= times->delay)
    return shown[index - times->delay];
  return shown[index] - (shown[times->delay] - shown[0]);
}

void
render_decode_times_free (RenderDecodeTimes *times)
{
  if (!times)
    return;
  g_array_unref (times->shown);
  g_array_unref (times->seen);
  g_free (times);
}
