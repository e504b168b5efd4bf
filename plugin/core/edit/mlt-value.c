/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What MLT XML writes as times, and what a service is before anything is known of it. */
#include <math.h>
#include <string.h>

#include "core/edit/mlt-private.h"

TlmMltService *
tlm_mlt_service_new (void)
{
  TlmMltService *service = g_new0 (TlmMltService, 1);

  service->source = TLM_EDIT_NOTHING;
  service->media_zero = TLM_RATIONAL_ZERO;
  service->speed = TLM_RATIONAL_ONE;
  return service;
}

void
tlm_mlt_service_free (gpointer data)
{
  TlmMltService *service = data;

  g_free (service->unknown);
  g_free (service);
}

/* Times */

/* "00:00:01.000", "1:30.5": to the nearest frame. */
static gboolean
read_clock (const TlmMlt *mlt, const char *text, gint64 *frames)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  const guint n = g_strv_length (parts);
  double seconds = 0, most = (double) TLM_MLT_MOST_FRAMES;

  if (n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    char *end;
    g_strdelimit (parts[i], ",", '.');
    seconds = 60 * seconds + g_ascii_strtod (parts[i], &end);
    if (end == parts[i] || *end || !isfinite (seconds))
      return FALSE;
  }
  seconds *= (double) mlt->rate.fps_n / mlt->rate.fps_d;
  if (fabs (seconds) > most)
    return FALSE;
  *frames = llrint (seconds);
  return TRUE;
}

gboolean
tlm_mlt_frames (const TlmMlt *mlt, const char *text, gint64 *frames)
{
  TlmTimecodeRate rate = mlt->rate;
  TlmTimecode timecode;

  if (!text)
    return FALSE;
  if (!strpbrk (text, ":.,;"))
    return tlm_edit_xml_whole (text, TLM_MLT_MOST_FRAMES, frames);
  if (!strpbrk (text, ".,"))
    return tlm_timecode_parse (text, &timecode, &rate.drop) && tlm_timecode_rate_is_valid (&rate) &&
        tlm_timecode_to_frame (&timecode, &rate, frames);
  return read_clock (mlt, text, frames);
}

void
tlm_mlt_range (const TlmMlt *mlt, const xmlNode *node, gint64 *in, gint64 *out)
{
  g_autofree char *first = tlm_edit_xml_attribute (node, "in"), *last = tlm_edit_xml_attribute (node, "out");
  g_autofree char *place = NULL;
  gint64 frame;

  if (tlm_mlt_frames (mlt, first, &frame) && frame >= 0)
    *in = frame;
  if (tlm_mlt_frames (mlt, last, &frame) && frame >= -1 && frame < TLM_MLT_MOST_FRAMES)
    *out = frame + 1;
  else if (last && first) {
    place = tlm_edit_xml_place (node);
    tlm_edit_tree_note (mlt->tree, NULL, "%s: an out that is no time of this film", place);
  }
}

TlmRational
tlm_mlt_seconds (const TlmMlt *mlt, gint64 frames)
{
  TlmRational at = TLM_RATIONAL_ZERO;

  tlm_rational_multiply ((TlmRational) { .n = frames, .d = 1 }, mlt->frame, &at);
  return at;
}
