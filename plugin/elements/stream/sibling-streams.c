/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/sibling-streams.h"

#include <string.h>

gboolean
gst_telemetry_stream_ids_are_siblings (const char *a, const char *b)
{
  const char *end_a = a ? strrchr (a, '/') : NULL;
  const char *end_b = b ? strrchr (b, '/') : NULL;

  return end_a && end_b && end_a > a && end_a - a == end_b - b &&
      strncmp (a, b, (gsize) (end_a - a)) == 0 && strcmp (end_a, end_b) != 0;
}

gboolean
gst_telemetry_pads_are_siblings (GstPad *a, GstPad *b)
{
  g_autofree char *id_a = gst_pad_get_stream_id (a), *id_b = gst_pad_get_stream_id (b);

  return gst_telemetry_stream_ids_are_siblings (id_a, id_b);
}
