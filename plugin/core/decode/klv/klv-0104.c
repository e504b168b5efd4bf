/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/decode/bytes.h"
#include "core/decode/klv/klv-private.h"

/* MISB EG 0104.5, keys as in MISB ST 0601.12, section 8 ("US Key"): items of a
 * label of 16 bytes, of which the first four are the same for all, and floats or
 * text in them. */

typedef enum {
  TARGET_TIME,
  TARGET_CHANNEL,
  TARGET_MSL,
  TARGET_OWN,
  TARGET_TEXT
} Target;

typedef struct {
  guint64 first, second;     /* the key, bytes 0 to 7 and 8 to 15 */
  Target target;
  TlmChannelId channel;
  const char *name;
  TlmQuantity quantity;
} Item;

#define KEY(version, rest) .first = G_GUINT64_CONSTANT (0x060e2b34010101##version), \
    .second = G_GUINT64_CONSTANT (0x##rest)
#define CHANNEL(id) .target = TARGET_CHANNEL, .channel = TLM_CHANNEL_##id
#define OWN(own_name, own_quantity) \
  .target = TARGET_OWN, .name = own_name, .quantity = TLM_QUANTITY_##own_quantity
#define TEXT(own_name) .target = TARGET_TEXT, .name = own_name

static const Item table[] = {
  { KEY (01, 0702010101050000), .target = TARGET_TIME },
  { KEY (07, 0701100106000000), CHANNEL (YAW) },
  { KEY (07, 0701100105000000), CHANNEL (PITCH) },
  { KEY (07, 0701100104000000), CHANNEL (ROLL) },
  { KEY (01, 0101200100000000), TEXT ("platform") },
  { KEY (01, 0420010201010000), TEXT ("sensor") },
  { KEY (01, 0105050000000000), TEXT ("mission-id") },
  { KEY (03, 0701020102040200), CHANNEL (LATITUDE) },
  { KEY (03, 0701020102060200), CHANNEL (LONGITUDE) },
  { KEY (01, 0701020102020000), .target = TARGET_MSL },
  { KEY (02, 0420020101080000), OWN ("sensor-horizontal-view", ANGLE) },
  { KEY (07, 04200201010a0100), OWN ("sensor-vertical-view", ANGLE) },
  { KEY (01, 0701080101000000), OWN ("slant-range", LENGTH) },
  { KEY (01, 0701090201000000), OWN ("target-width", LENGTH) },
  { KEY (01, 0701020103020000), OWN ("frame-centre-latitude", ANGLE) },
  { KEY (01, 0701020103040000), OWN ("frame-centre-longitude", ANGLE) },
  { KEY (0a, 0701020103160000), OWN ("frame-centre-elevation", LENGTH) },
  { KEY (01, 0701100101000000), OWN ("sensor-roll", ANGLE) },
  { KEY (01, 0701100102000000), OWN ("angle-to-north", ANGLE) },
  { KEY (01, 0701100103000000), OWN ("obliquity-angle", ANGLE) },
};

struct _TlmKlvSet0104 {
  TlmWriter *writer;
  TlmWriterSlot slots[G_N_ELEMENTS (table)];
};

TlmKlvSet0104 *
tlm_klv_0104_new (TlmWriter *writer)
{
  TlmKlvSet0104 *set = g_new0 (TlmKlvSet0104, 1);

  set->writer = writer;
  return set;
}

void
tlm_klv_0104_free (TlmKlvSet0104 *set)
{
  if (!set)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    tlm_writer_slot_clear (&set->slots[i]);
  g_free (set);
}

/* The version byte of the registry does not tell items apart. */
static const Item *
find_item (const guint8 *key)
{
  guint64 first = tlm_be64 (key) | 0xff, second = tlm_be64 (key + 8);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].second == second && (table[i].first | 0xff) == first)
      return &table[i];
  return NULL;
}

static gboolean
next_item (const guint8 *packet, gsize length, gsize *position, const guint8 **key, gsize *size)
{
  if (length - *position < TLM_KLV_KEY || memcmp (packet + *position, packet, 4) != 0)
    return FALSE;
  *key = packet + *position;
  *position += TLM_KLV_KEY;
  return tlm_klv_length (packet, length, position, size) && *size <= length - *position;
}

/* Whether items fill the set exactly; finds its time. */
static gboolean
check_items (const guint8 *packet, gsize length, gsize position, gboolean *has_time,
    guint64 *time_us)
{
  const guint8 *key;
  gsize size;

  for (; position < length; position += size) {
    const Item *item;
    if (!next_item (packet, length, &position, &key, &size))
      return FALSE;
    item = find_item (key);
    if (item && item->target == TARGET_TIME && size == 8) {
      *has_time = TRUE;
      *time_us = tlm_be64 (packet + position);
    }
  }
  return TRUE;
}

static void
store_item (TlmKlvSet0104 *set, const Item *item, gint64 time_ns, const guint8 *p, gsize size)
{
  TlmWriterSlot *slot = &set->slots[item - table];
  double value = size == 4 ? tlm_be_float (p) : size == 8 ? tlm_be_double (p) : NAN;

  if (item->target == TARGET_TEXT && size > 0)
    tlm_writer_put_text (set->writer, slot, item->name, time_ns, (const char *) p, size);
  if (!isfinite (value))
    return;
  if (item->target == TARGET_CHANNEL)
    tlm_writer_put (set->writer, item->channel, time_ns, value);
  else if (item->target == TARGET_MSL)
    tlm_writer_put_altitude (set->writer, TLM_DATUM_MSL, time_ns, value);
  else if (item->target == TARGET_OWN)
    tlm_writer_put_own (set->writer, slot, item->name, item->quantity, time_ns, value);
}

const char *
tlm_klv_0104_read (TlmKlvSet0104 *set, const guint8 *packet, gsize length, gsize items,
    gint64 media_ns)
{
  gboolean has_time = FALSE;
  guint64 time_us = 0;
  gint64 time_ns;
  const guint8 *key;
  gsize size;

  if (!check_items (packet, length, items, &has_time, &time_us))
    return "the items of a universal set do not fit into it";
  if (!tlm_klv_time (set->writer, has_time, time_us, media_ns, &time_ns))
    return "a universal set without a time";
  for (gsize i = items; i < length && next_item (packet, length, &i, &key, &size); i += size) {
    const Item *item = find_item (key);
    if (item)
      store_item (set, item, time_ns, packet + i, size);
  }
  tlm_writer_count (set->writer, time_ns);
  return NULL;
}
