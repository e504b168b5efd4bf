/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What elements of Final Cut Pro 7 XML say: frames, rates, labels. */
#include "core/edit/fcp7-private.h"

gboolean
tlm_fcp7_is (const xmlNode *node, const char *name, gboolean fallback)
{
  g_autofree char *text = tlm_edit_xml_child_text (node, name);

  return text && text[0] ? g_ascii_strcasecmp (text, "TRUE") == 0 || g_str_equal (text, "1") : fallback;
}

gboolean
tlm_fcp7_frames (const xmlNode *node, const char *name, gint64 *frames)
{
  g_autofree char *text = tlm_edit_xml_child_text (node, name);

  return tlm_edit_xml_whole (text, TLM_FCP7_MOST_FRAMES, frames);
}

void
tlm_fcp7_rate (const xmlNode *node, TlmTimecodeRate *rate)
{
  const xmlNode *said = tlm_edit_xml_child (node, "rate");
  gint64 timebase = 0;

  if (!tlm_fcp7_frames (said, "timebase", &timebase) || timebase < 1 || timebase > 1000)
    return;
  *rate = (TlmTimecodeRate) { .fps_n = (int) timebase, .fps_d = 1 };
  if (tlm_fcp7_is (said, "ntsc", FALSE))
    *rate = (TlmTimecodeRate) { .fps_n = (int) timebase * 1000, .fps_d = 1001 };
}

TlmRational
tlm_fcp7_seconds (const TlmTimecodeRate *rate, gint64 frames)
{
  TlmRational frame, at = TLM_RATIONAL_ZERO;

  if (tlm_rational_make (rate->fps_d, rate->fps_n, &frame))
    tlm_rational_multiply ((TlmRational) { .n = frames, .d = 1 }, frame, &at);
  return at;
}

gboolean
tlm_fcp7_start (const xmlNode *node, TlmTimecodeRate *rate, gint64 *frame)
{
  const xmlNode *timecode = tlm_edit_xml_child (node, "timecode");
  g_autofree char *label = tlm_edit_xml_child_text (timecode, "string");
  g_autofree char *display = tlm_edit_xml_child_text (timecode, "displayformat");
  TlmTimecode parsed;
  gboolean drop;

  if (!timecode)
    return FALSE;
  tlm_fcp7_rate (node, rate);
  tlm_fcp7_rate (timecode, rate);
  rate->drop = g_strcmp0 (display, "DF") == 0 && rate->fps_d == 1001 && rate->fps_n % 30000 == 0;
  return (label && tlm_timecode_parse (label, &parsed, &drop) && tlm_timecode_rate_is_valid (rate) &&
          tlm_timecode_to_frame (&parsed, rate, frame)) || tlm_fcp7_frames (timecode, "frame", frame);
}

char *
tlm_fcp7_place (const xmlNode *node)
{
  char *id = tlm_edit_xml_attribute (node, "id");

  return id && id[0] ? id : (g_free (id), tlm_edit_xml_place (node));
}
