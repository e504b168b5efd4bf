/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/klv/klv-code.h"
#include "core/encode/klv-encode-private.h"
#include "core/encode/klv-set.h"

#define EDITION_0601 16

/* The channel that an item says, or TLM_N_STANDARD_CHANNELS. */
static guint
channel_of (const TlmKlvItem *item)
{
  switch (item->target) {
    case TLM_KLV_TARGET_CHANNEL:
      return item->channel;
    case TLM_KLV_TARGET_MSL:
      return TLM_CHANNEL_ALTITUDE_MSL;
    case TLM_KLV_TARGET_ELLIPSOID:
      return TLM_CHANNEL_ALTITUDE_ELLIPSOID;
    default:
      return TLM_N_STANDARD_CHANNELS;
  }
}

static double
value_of (const TlmKlvRecord *record, guint tag, const TlmKlvItem *item)
{
  guint channel = channel_of (item);
  double si = item->target == TLM_KLV_TARGET_OWN ? record->own[tag] :
      item->target == TLM_KLV_TARGET_NORTH ? record->north :
      item->target == TLM_KLV_TARGET_EAST ? record->east :
      record->said[channel] ? NAN : record->values[channel];

  return (si - item->offset) / (item->factor != 0 ? item->factor : 1);
}

static gboolean
write_item (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint tag)
{
  const TlmKlvItem *item = &tlm_klv_0601_items[tag];
  guint8 bytes[8];
  double value;

  if (item->code == TLM_KLV_NONE)
    return FALSE;
  if (item->code == TLM_KLV_TEXT) {
    if (encoder->texts[tag])
      tlm_klv_set_append (encoder->items, tag, (const guint8 *) encoder->texts[tag],
          strlen (encoder->texts[tag]));
    return FALSE;
  }
  value = value_of (record, tag, item);
  if (isnan (value))
    return FALSE;
  if (!tlm_klv_write_number (bytes, item, value)) {
    if (item->target == TLM_KLV_TARGET_OWN)
      tlm_klv_leave_out (encoder, item->name);
    return FALSE;
  }
  tlm_klv_set_append (encoder->items, tag, bytes, item->size);
  if (channel_of (item) < TLM_N_STANDARD_CHANNELS)
    record->said[channel_of (item)] = TRUE;
  return TRUE;
}

/* The velocity over ground is said by its parts, where these fit, and by nothing
 * else. */
static void
choose_velocity (TlmKlvRecord *record)
{
  if (fabs (record->north) <= tlm_klv_0601_items[79].maximum &&
      fabs (record->east) <= tlm_klv_0601_items[80].maximum)
    record->said[TLM_CHANNEL_HORIZONTAL_SPEED] = record->said[TLM_CHANNEL_HEADING] = TRUE;
  else
    record->north = record->east = NAN;
}

gboolean
tlm_klv_write_0601 (TlmKlvEncoder *encoder, TlmKlvRecord *record, guint64 time_us, GByteArray *out)
{
  const guint8 version = EDITION_0601;
  gboolean any = record->texts;

  choose_velocity (record);
  tlm_klv_set_append_time (encoder->items, TLM_KLV_0601_TIME, time_us);
  for (guint tag = TLM_KLV_0601_TIME + 1; tag < TLM_KLV_0601_TAGS; tag++) {
    any |= write_item (encoder, record, tag);
    if (tag == TLM_KLV_0601_VERSION)
      tlm_klv_set_append (encoder->items, tag, &version, 1);
  }
  tlm_klv_set_close (encoder->items, tlm_klv_key_0601, TLM_KLV_0601_CHECKSUM, tlm_klv_running_sum, out);
  return any;
}
