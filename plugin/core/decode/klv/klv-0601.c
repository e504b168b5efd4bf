/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/klv/klv-0601-items.h"
#include "core/decode/klv/klv-code.h"
#include "core/decode/klv/klv-private.h"

/* Tags of ST 0601 that others depend on. */
#define LATITUDE 13
#define LONGITUDE 14
#define NORTH 79
#define EAST 80
#define HEADING 112

struct _TlmKlvSet0601 {
  TlmWriter *writer;
  TlmWriterSlot slots[TLM_KLV_0601_TAGS];
  double north, east;      /* of the set being read, NAN when it has none */
  gboolean has[TLM_KLV_0601_TAGS];   /* items of it that have a value */
  gboolean is_moving;      /* … fast enough that they tell the heading */
  gboolean says_no_place;  /* it has a code that is no place */
  gboolean is_lost;        /* the last place was none */
};

TlmKlvSet0601 *
tlm_klv_0601_new (TlmWriter *writer)
{
  TlmKlvSet0601 *set = g_new0 (TlmKlvSet0601, 1);

  set->writer = writer;
  return set;
}

void
tlm_klv_0601_free (TlmKlvSet0601 *set)
{
  if (!set)
    return;
  for (gsize i = 0; i < TLM_KLV_0601_TAGS; i++)
    tlm_writer_slot_clear (&set->slots[i]);
  g_free (set);
}

/* The commonest sizes without a loop. */
static inline guint64
read_code (const guint8 *p, gsize size)
{
  return size == 2 ? tlm_be16 (p) : size == 4 ? tlm_be32 (p) : tlm_be (p, size);
}

static double
read_signed (const guint8 *p, gsize size, double high)
{
  guint64 code = read_code (p, size), sign = G_GUINT64_CONSTANT (1) << (8 * size - 1);

  if (code == sign)
    return NAN;
  return ((double) (code & (sign - 1)) - (double) (code & sign)) * high / (double) (sign - 1);
}

/* NAN where there is no value. */
static double
read_value (const TlmKlvItem *item, const guint8 *p, gsize size)
{
  if (item->code == TLM_KLV_IMAPB)
    return tlm_klv_read_imapb (p, size, item->minimum, item->maximum);
  if (size != item->size)
    return NAN;
  switch (item->code) {
    case TLM_KLV_UNSIGNED:
      return item->minimum + (item->maximum - item->minimum) * (double) read_code (p, size) /
          (double) ((G_GUINT64_CONSTANT (1) << (8 * size)) - 1);
    case TLM_KLV_SIGNED:
      return read_signed (p, size, item->maximum);
    case TLM_KLV_INTEGER:
      return (gint8) p[0];
    default:
      return NAN;
  }
}

static void
store_value (TlmKlvSet0601 *set, const TlmKlvItem *item, guint tag, gint64 time_ns, double value)
{
  value = value * (item->factor != 0 ? item->factor : 1) + item->offset;
  switch (item->target) {
    case TLM_KLV_TARGET_CHANNEL:
      tlm_writer_put (set->writer, item->channel, time_ns, value);
      break;
    case TLM_KLV_TARGET_OWN:
      tlm_writer_put_own (set->writer, &set->slots[tag], item->name, item->quantity, time_ns,
          value);
      break;
    case TLM_KLV_TARGET_MSL:
      tlm_writer_put_altitude (set->writer, TLM_DATUM_MSL, time_ns, value);
      break;
    case TLM_KLV_TARGET_ELLIPSOID:
      tlm_writer_put_altitude (set->writer, TLM_DATUM_ELLIPSOID, time_ns, value);
      break;
    case TLM_KLV_TARGET_NORTH:
    case TLM_KLV_TARGET_EAST:
      break;
  }
}

static void
store_item (TlmKlvSet0601 *set, guint tag, gint64 time_ns, const guint8 *p, gsize size)
{
  const TlmKlvItem *item = tag < TLM_KLV_0601_TAGS ? &tlm_klv_0601_items[tag] : &tlm_klv_0601_items[0];
  double value;

  if (item->code == TLM_KLV_NONE || size == 0 || (item->better && set->has[item->better]) ||
      (tag == HEADING && set->is_moving))
    return;
  if (item->code == TLM_KLV_TEXT) {
    tlm_writer_put_text (set->writer, &set->slots[tag], item->name, time_ns, (const char *) p, size);
    return;
  }
  value = read_value (item, p, size);
  if (!isnan (value))
    store_value (set, item, tag, time_ns, value);
}

/* Which items of the set have a value: a velocity has both of its parts. */
static void
find_values (TlmKlvSet0601 *set, const guint8 *packet, gsize length, gsize items)
{
  double value;
  gsize size;
  guint tag;

  memset (set->has, 0, sizeof set->has);
  set->says_no_place = FALSE;
  for (gsize i = items; i < length && tlm_klv_next_item (packet, length, &i, &tag, &size); i += size) {
    if (tag >= TLM_KLV_0601_TAGS || size == 0)
      continue;
    value = read_value (&tlm_klv_0601_items[tag], packet + i, size);
    set->has[tag] = !isnan (value);
    set->says_no_place |= (tag == LATITUDE || tag == LONGITUDE) && !set->has[tag];
    if (tag == NORTH)
      set->north = value;
    else if (tag == EAST)
      set->east = value;
  }
  set->has[NORTH] &= set->has[EAST];
  set->is_moving = set->has[NORTH] && hypot (set->north, set->east) >= TLM_WRITER_MOVING_M_S;
}

/* A code that is no place (ST 0601: the most negative one). A set need not say where it
 * is. */
static void
watch_place (TlmKlvSet0601 *set, gint64 time_ns)
{
  if (set->says_no_place && !set->is_lost)
    tlm_writer_lose_place (set->writer, time_ns);
  if (set->says_no_place || set->has[LATITUDE])
    set->is_lost = set->says_no_place;
}

const char *
tlm_klv_0601_read (TlmKlvSet0601 *set, const guint8 *packet, gsize length, gsize items,
    gint64 media_ns)
{
  gboolean has_time = FALSE;
  guint64 time_us = 0;
  gint64 time_ns;
  gsize size;
  guint tag;
  const char *problem = tlm_klv_check_items (packet, length, items, TLM_KLV_0601_TIME,
      TLM_KLV_0601_CHECKSUM, &has_time, &time_us);

  if (problem)
    return problem;
  if (tlm_klv_running_sum (packet, length - 2) != tlm_be16 (packet + length - 2))
    return "the checksum of a local set is wrong";
  if (!tlm_klv_time (set->writer, has_time, time_us, media_ns, &time_ns))
    return "a local set without a time";
  set->north = set->east = NAN;
  find_values (set, packet, length, items);
  watch_place (set, time_ns);
  for (gsize i = items; i < length && tlm_klv_next_item (packet, length, &i, &tag, &size); i += size)
    store_item (set, tag, time_ns, packet + i, size);
  if (set->has[NORTH])
    tlm_writer_put_ground_velocity (set->writer, time_ns, set->north, set->east);
  tlm_writer_count (set->writer, time_ns);
  return NULL;
}
