/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "split/in-band.h"

#include <string.h>

/* A configuration record that is read: what is left of it. */
typedef struct {
  const guint8 *at;
  gsize left;
  gboolean is_broken;
} Record;

static const guint8 *
take (Record *record, gsize n)
{
  const guint8 *bytes = record->at;

  if (record->is_broken || n > record->left) {
    record->is_broken = TRUE;
    return NULL;
  }
  record->at += n;
  record->left -= n;
  return bytes;
}

static guint
take_number (Record *record, gsize n)
{
  const guint8 *bytes = take (record, n);
  guint number = 0;

  for (gsize i = 0; bytes && i < n; i++)
    number = number << 8 | bytes[i];
  return number;
}

/* N sets, each behind its size in two bytes; in SETS each is behind its size in SIZE bytes. */
static void
take_sets (Record *record, guint n, guint size, GByteArray *sets)
{
  for (guint i = 0; i < n && !record->is_broken; i++) {
    guint length = take_number (record, 2);
    const guint8 *bytes = take (record, length);
    const guint8 stated[] = { 0, 0, (guint8) (length >> 8), (guint8) length };
    if (!bytes || (size == 1 && length > G_MAXUINT8)) {
      record->is_broken = TRUE;
      return;
    }
    g_byte_array_append (sets, stated + sizeof stated - size, size);
    g_byte_array_append (sets, bytes, length);
  }
}

/* AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1); what follows for some profiles is none that a picture needs. */
static void
take_avc (Record *record, guint size, GByteArray *sets)
{
  take (record, 5);
  take_sets (record, take_number (record, 1) & 0x1f, size, sets);
  take_sets (record, take_number (record, 1), size, sets);
}

/* HEVCDecoderConfigurationRecord (8.3.3.1): sets by their kind. */
static void
take_hevc (Record *record, guint size, GByteArray *sets)
{
  guint kinds;

  take (record, 22);
  kinds = take_number (record, 1);
  for (guint i = 0; i < kinds && !record->is_broken; i++) {
    take (record, 1);
    take_sets (record, take_number (record, 2), size, sets);
  }
}

/* A kind of stream that may have them. */
static const struct {
  enum AVCodecID id;
  guint tag;
  gsize size_place;          /* of the byte of the record whose last two bits say in how many bytes sizes are, less one */
  void (*take) (Record *record, guint size, GByteArray *sets);
} kinds[] = {
  { .id = AV_CODEC_ID_H264, .tag = MKTAG ('a', 'v', 'c', '3'), .size_place = 4, .take = take_avc },
  { .id = AV_CODEC_ID_HEVC, .tag = MKTAG ('h', 'e', 'v', '1'), .size_place = 21, .take = take_hevc },
};

static int
kind_of (enum AVCodecID codec)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].id == codec)
      return (int) i;
  return -1;
}

/* Before each picture's parts, bytes; 0: the record has no such place. */
static guint
size_of_sizes (const AVCodecParameters *parameters)
{
  gsize place = kinds[kind_of (parameters->codec_id)].size_place;

  return (gsize) parameters->extradata_size > place ? (parameters->extradata[place] & 3u) + 1 : 0;
}

/* NULL where they cannot be read, or there are none. To be freed. */
static GByteArray *
sets_of (const AVCodecParameters *parameters)
{
  Record record = { .at = parameters->extradata, .left = (gsize) parameters->extradata_size };
  g_autoptr (GByteArray) sets = g_byte_array_new ();
  guint size = size_of_sizes (parameters);

  if (size == 0)
    return NULL;
  kinds[kind_of (parameters->codec_id)].take (&record, size, sets);
  return record.is_broken || sets->len == 0 ? NULL : g_steal_pointer (&sets);
}

gboolean
render_in_band_fits (const RenderContainer *container, const AVCodecParameters *one, const AVCodecParameters *other)
{
  g_autoptr (GByteArray) first = NULL, second = NULL;

  if (strcmp (container->format, "mp4") != 0 || one->codec_id != other->codec_id || kind_of (one->codec_id) < 0 ||
      one->width != other->width || one->height != other->height || size_of_sizes (one) != size_of_sizes (other))
    return FALSE;
  first = sets_of (one);
  second = sets_of (other);
  return first && second;
}

gboolean
render_in_band_put (const AVCodecParameters *parameters, AVPacket *packet)
{
  g_autoptr (GByteArray) sets = sets_of (parameters);
  int before = packet->size;

  if (!sets || sets->len > 1 << 20 || av_grow_packet (packet, (int) sets->len) < 0)
    return FALSE;
  memmove (packet->data + sets->len, packet->data, (gsize) before);
  memcpy (packet->data, sets->data, sets->len);
  return TRUE;
}

guint
render_in_band_tag (enum AVCodecID codec)
{
  int kind = kind_of (codec);

  return kind < 0 ? 0 : kinds[kind].tag;
}
