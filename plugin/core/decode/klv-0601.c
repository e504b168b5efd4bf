/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/klv-private.h"

/* MISB ST 0601.16, section 8: what each item is. */

typedef enum {
  ENCODING_NONE,
  ENCODING_UNSIGNED,   /* 0 to all ones stand for minimum to maximum */
  ENCODING_SIGNED,     /* as unsigned about 0; the most negative code is no value */
  ENCODING_INTEGER,    /* two's complement, itself */
  ENCODING_IMAPB,      /* MISB ST 1201.4, any size */
  ENCODING_TEXT
} Encoding;

typedef enum {
  TARGET_CHANNEL,
  TARGET_OWN,          /* a channel of that name */
  TARGET_MSL,
  TARGET_ELLIPSOID,
  TARGET_NORTH,
  TARGET_EAST
} Target;

typedef struct {
  Encoding encoding;
  guint8 size;
  double minimum, maximum;
  Target target;
  TlmChannelId channel;
  const char *name;
  TlmQuantity quantity;
  double factor, offset;   /* to the storage unit; factor 0 is 1 */
} Item;

#define U(size, low, high) ENCODING_UNSIGNED, size, low, high
#define S(size, high) ENCODING_SIGNED, size, -(high), high
#define CHANNEL(id) TARGET_CHANNEL, TLM_CHANNEL_##id
#define OWN(name, quantity) TARGET_OWN, 0, name, TLM_QUANTITY_##quantity
#define TEXT(name) { ENCODING_TEXT, 0, 0, 0, TARGET_OWN, 0, name }

#define TAG_CHECKSUM 1
#define TAG_TIME 2
#define N_TAGS 128

static const Item table[N_TAGS] = {
  [3] = TEXT ("mission-id"),
  [4] = TEXT ("tail-number"),
  [5] = { U (2, 0, 360), CHANNEL (YAW) },
  [6] = { S (2, 20), CHANNEL (PITCH) },
  [7] = { S (2, 50), CHANNEL (ROLL) },
  [8] = { U (1, 0, 255), OWN ("airspeed", SPEED) },
  [9] = { U (1, 0, 255), OWN ("indicated-airspeed", SPEED) },
  [10] = TEXT ("platform"),
  [11] = TEXT ("sensor"),
  [13] = { S (4, 90), CHANNEL (LATITUDE) },
  [14] = { S (4, 180), CHANNEL (LONGITUDE) },
  [15] = { U (2, -900, 19000), TARGET_MSL },
  [16] = { U (2, 0, 180), OWN ("sensor-horizontal-view", ANGLE) },
  [17] = { U (2, 0, 180), OWN ("sensor-vertical-view", ANGLE) },
  [18] = { U (4, 0, 360), OWN ("sensor-azimuth", ANGLE) },
  [19] = { S (4, 180), OWN ("sensor-elevation", ANGLE) },
  [20] = { U (4, 0, 360), OWN ("sensor-roll", ANGLE) },
  [21] = { U (4, 0, 5e6), OWN ("slant-range", LENGTH) },
  [22] = { U (2, 0, 1e4), OWN ("target-width", LENGTH) },
  [23] = { S (4, 90), OWN ("frame-centre-latitude", ANGLE) },
  [24] = { S (4, 180), OWN ("frame-centre-longitude", ANGLE) },
  [25] = { U (2, -900, 19000), OWN ("frame-centre-elevation", LENGTH) },
  [35] = { U (2, 0, 360), OWN ("wind-direction", ANGLE) },
  [36] = { U (1, 0, 100), OWN ("wind-speed", SPEED) },
  [37] = { U (2, 0, 5000), CHANNEL (PRESSURE), .factor = 100 },
  [38] = { U (2, -900, 19000), OWN ("density-altitude", LENGTH) },
  [39] = { ENCODING_INTEGER, 1, 0, 0, CHANNEL (TEMPERATURE), .offset = 273.15 },
  [51] = { S (2, 180), CHANNEL (VERTICAL_SPEED) },
  [56] = { U (1, 0, 255), CHANNEL (HORIZONTAL_SPEED) },
  [57] = { U (4, 0, 5e6), OWN ("ground-range", LENGTH) },
  [58] = { U (2, 0, 1e4), OWN ("fuel", MASS) },
  [59] = TEXT ("call-sign"),
  [64] = { U (2, 0, 360), OWN ("magnetic-heading", ANGLE) },
  [75] = { U (2, -900, 19000), TARGET_ELLIPSOID },
  [79] = { S (2, 327), TARGET_NORTH },
  [80] = { S (2, 327), TARGET_EAST },
  [90] = { S (4, 90), CHANNEL (PITCH) },
  [91] = { S (4, 90), CHANNEL (ROLL) },
  [104] = { ENCODING_IMAPB, 0, -900, 40000, TARGET_ELLIPSOID },
  [112] = { ENCODING_IMAPB, 0, 0, 360, CHANNEL (HEADING) },
};

struct _TlmKlvSet0601 {
  TlmWriter *writer;
  TlmWriterSlot slots[N_TAGS];
  double north, east;      /* of the set being read, NAN when it has none */
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
  for (gsize i = 0; i < N_TAGS; i++)
    tlm_writer_slot_clear (&set->slots[i]);
  g_free (set);
}

/* ST 0601, item 1: the running sum of 16-bit words up to and including the
 * checksum's tag and length. */
static guint16
running_sum (const guint8 *packet, gsize length)
{
  guint32 even = 0, odd = 0;

  for (gsize i = 0; i + 1 < length; i += 2) {
    even += packet[i];
    odd += packet[i + 1];
  }
  if (length % 2 == 1)
    even += packet[length - 1];
  return (guint16) ((even << 8) + odd);
}

/* The commonest sizes without a loop. */
static inline guint64
read_code (const guint8 *p, gsize size)
{
  return size == 2 ? tlm_be16 (p) : size == 4 ? tlm_be32 (p) : tlm_be (p, size);
}

/* A tag (BER-OID, SMPTE 336 3.2) and length; the value's place. */
static gboolean
next_item (const guint8 *packet, gsize length, gsize *position, guint *tag, gsize *size)
{
  guint number = 0;
  guint8 byte;

  if (length - *position >= 2 && packet[*position] < 0x80 && packet[*position + 1] < 0x80) {
    *tag = packet[*position];
    *size = packet[*position + 1];
    *position += 2;
    return *size <= length - *position;
  }
  do {
    if (*position >= length || number > G_MAXUINT16)
      return FALSE;
    byte = packet[(*position)++];
    number = number << 7 | (byte & 0x7f);
  } while (byte & 0x80);
  *tag = number;
  return tlm_klv_length (packet, length, position, size) && *size <= length - *position;
}

/* Whether items fill the set exactly; finds its time. */
static const char *
check_items (const guint8 *packet, gsize length, gsize position, gboolean *has_time,
    guint64 *time_us)
{
  guint tag = 0;
  gsize size = 0;

  while (position < length) {
    if (!next_item (packet, length, &position, &tag, &size))
      return "the items of a local set do not fit into it";
    if (tag == TAG_TIME && size == 8) {
      *has_time = TRUE;
      *time_us = tlm_be64 (packet + position);
    }
    position += size;
  }
  if (tag != TAG_CHECKSUM || size != 2)
    return "a local set does not end with a checksum";
  return running_sum (packet, length - 2) == tlm_be16 (packet + length - 2) ? NULL :
      "the checksum of a local set is wrong";
}

/* MISB ST 1201.4, 7.2. */
static double
read_imapb (const guint8 *p, gsize size, double low, double high)
{
  guint bits = 8 * (guint) size - 1;
  guint64 code;
  double scale, zero = 0;

  if (size < 1 || size > 8)
    return NAN;
  code = tlm_be (p, size);
  if (code > G_GUINT64_CONSTANT (1) << bits)
    return NAN;
  scale = exp2 (bits - ceil (log2 (high - low)));
  if (low < 0 && high > 0)
    zero = scale * low - floor (scale * low);
  return ((double) code - zero) / scale + low;
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
read_value (const Item *item, const guint8 *p, gsize size)
{
  if (item->encoding == ENCODING_IMAPB)
    return read_imapb (p, size, item->minimum, item->maximum);
  if (size != item->size)
    return NAN;
  switch (item->encoding) {
    case ENCODING_UNSIGNED:
      return item->minimum + (item->maximum - item->minimum) * (double) read_code (p, size) /
          (double) ((G_GUINT64_CONSTANT (1) << (8 * size)) - 1);
    case ENCODING_SIGNED:
      return read_signed (p, size, item->maximum);
    case ENCODING_INTEGER:
      return (gint8) p[0];
    default:
      return NAN;
  }
}

static void
store_value (TlmKlvSet0601 *set, const Item *item, guint tag, gint64 time_ns, double value)
{
  value = value * (item->factor != 0 ? item->factor : 1) + item->offset;
  switch (item->target) {
    case TARGET_CHANNEL:
      tlm_writer_put (set->writer, item->channel, time_ns, value);
      break;
    case TARGET_OWN:
      tlm_writer_put_own (set->writer, &set->slots[tag], item->name, item->quantity, time_ns,
          value);
      break;
    case TARGET_MSL:
      tlm_writer_put_altitude (set->writer, TLM_DATUM_MSL, time_ns, value);
      break;
    case TARGET_ELLIPSOID:
      tlm_writer_put_altitude (set->writer, TLM_DATUM_ELLIPSOID, time_ns, value);
      break;
    case TARGET_NORTH:
      set->north = value;
      break;
    case TARGET_EAST:
      set->east = value;
      break;
  }
}

static void
store_item (TlmKlvSet0601 *set, guint tag, gint64 time_ns, const guint8 *p, gsize size)
{
  const Item *item = tag < N_TAGS ? &table[tag] : &table[0];
  double value;

  if (item->encoding == ENCODING_NONE || size == 0)
    return;
  if (item->encoding == ENCODING_TEXT) {
    tlm_writer_say (set->writer, &set->slots[tag], item->name, time_ns, (const char *) p, size);
    return;
  }
  value = read_value (item, p, size);
  if (!isnan (value))
    store_value (set, item, tag, time_ns, value);
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
  const char *problem = check_items (packet, length, items, &has_time, &time_us);

  if (problem)
    return problem;
  if (!tlm_klv_time (set->writer, has_time, time_us, media_ns, &time_ns))
    return "a local set without a time";
  set->north = set->east = NAN;
  for (gsize i = items; i < length && next_item (packet, length, &i, &tag, &size); i += size)
    store_item (set, tag, time_ns, packet + i, size);
  if (!isnan (set->north) && !isnan (set->east))
    tlm_writer_put_ground_velocity (set->writer, time_ns, set->north, set->east);
  tlm_writer_count (set->writer, time_ns);
  return NULL;
}
