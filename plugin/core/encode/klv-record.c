/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/encode/klv-encode-private.h"

#define RADIANS (G_PI / 180)

/* Longest text of an item (ST 0601, section 8: 127 bytes). */
#define MAX_TEXT 127

void
tlm_klv_leave_out (TlmKlvEncoder *encoder, const char *what)
{
  encoder->n_left_out++;
  if (!g_ptr_array_find_with_equal_func (encoder->left_out, what, g_str_equal, NULL))
    g_ptr_array_add (encoder->left_out, g_strdup (what));
}

static guint
tag_of_own (const char *name, gboolean text)
{
  for (guint tag = 0; tag < TLM_KLV_0601_TAGS; tag++) {
    const TlmKlvItem *item = &tlm_klv_0601_items[tag];
    if (item->target == TLM_KLV_TARGET_OWN && item->name &&
        (item->code == TLM_KLV_TEXT) == text && strcmp (item->name, name) == 0)
      return tag;
  }
  return 0;
}

static void
gather_value (TlmKlvEncoder *encoder, TlmKlvRecord *record, const TlmTrack *track, double value)
{
  const char *name = tlm_log_channel_name (track);
  guint own = tag_of_own (name, FALSE);
  TlmChannelId channel;

  if (own > 0)
    record->own[own] = value;
  else if (tlm_channel_from_name (name, &channel))
    record->values[channel] = value;
  else
    tlm_klv_leave_out (encoder, name);
}

gboolean
tlm_klv_gather_text (TlmKlvEncoder *encoder, const char *name, const char *text)
{
  guint own = tag_of_own (name, TRUE);
  const char *end;

  if (own == 0) {
    tlm_klv_leave_out (encoder, name);
    return FALSE;
  }
  end = strlen (text) > MAX_TEXT ? g_utf8_find_prev_char (text, text + MAX_TEXT + 1) :
      text + strlen (text);
  g_free (encoder->texts[own]);
  encoder->texts[own] = g_strndup (text, (gsize) (end - text));
  return TRUE;
}

static double
wrap (double degrees, double low)
{
  return degrees - 360 * floor ((degrees - low) / 360);
}

/* Angles within their circle, and what an altitude is above. */
static void
settle (const TlmKlvEncoder *encoder, TlmKlvRecord *record)
{
  double *values = record->values;
  TlmChannelId height = encoder->options.datum == TLM_DATUM_MSL ? TLM_CHANNEL_ALTITUDE_MSL :
      TLM_CHANNEL_ALTITUDE_ELLIPSOID;

  values[TLM_CHANNEL_YAW] = wrap (values[TLM_CHANNEL_YAW], 0);
  values[TLM_CHANNEL_HEADING] = wrap (values[TLM_CHANNEL_HEADING], 0);
  values[TLM_CHANNEL_LONGITUDE] = wrap (values[TLM_CHANNEL_LONGITUDE], -180);
  record->north = values[TLM_CHANNEL_HORIZONTAL_SPEED] *
      cos (values[TLM_CHANNEL_HEADING] * RADIANS);
  record->east = values[TLM_CHANNEL_HORIZONTAL_SPEED] *
      sin (values[TLM_CHANNEL_HEADING] * RADIANS);
  if (encoder->options.datum == TLM_DATUM_UNDECLARED || encoder->options.datum == TLM_DATUM_AGL ||
      isnan (values[TLM_CHANNEL_ALTITUDE]))
    return;
  if (isnan (values[height]))
    values[height] = values[TLM_CHANNEL_ALTITUDE];
  record->said[TLM_CHANNEL_ALTITUDE] = TRUE;
}

void
tlm_klv_gather (TlmKlvEncoder *encoder, TlmLogCursor *cursor, gint64 time_ns, TlmKlvRecord *record)
{
  *record = (TlmKlvRecord) { .north = NAN, .east = NAN };
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    record->values[i] = NAN;
  for (guint i = 0; i < TLM_KLV_0601_TAGS; i++)
    record->own[i] = NAN;
  for (guint i = 0; i < cursor->vehicle->tracks->len; i++) {
    double value;
    if (tlm_log_cursor_value (cursor, i, time_ns, &value))
      gather_value (encoder, record, cursor->vehicle->tracks->pdata[i], value);
  }
  for (guint i = 0; i < cursor->vehicle->texts->len; i++) {
    const char *text = tlm_log_cursor_text (cursor, i, time_ns);
    if (text)
      record->texts |= tlm_klv_gather_text (encoder,
          ((TlmTextTrack *) cursor->vehicle->texts->pdata[i])->name, text);
  }
  settle (encoder, record);
}

gboolean
tlm_klv_is_waiting (const TlmKlvRecord *record, TlmChannelId channel)
{
  return !isnan (record->values[channel]) && !record->said[channel];
}
