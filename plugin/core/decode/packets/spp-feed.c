/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/packets/packet-reader.h"
#include "core/decode/packets/wire/packet-cutter.h"

/* Space Packets one after another. */

#define PROBE_PACKETS 4

typedef struct {
  TlmLog *log;
  TlmPacketReader *packets;
  TlmPacketCutter *cutter;
  gboolean is_checked;
  gboolean in_garbage;
  guint64 position;        /* of the stream, bytes */
} Spp;

/* Nothing marks a Space Packet: a chain of four that fits, with counts that move,
 * scores low. */
static guint
probe_chain (const guint8 *head, gsize length, gsize prefix)
{
  TlmSpacePacket before = { 0 };
  gsize at = prefix;
  guint n = 0;

  for (; n < PROBE_PACKETS && at + TLM_SPACE_PACKET_HEADER <= length; n++) {
    TlmSpacePacket header = tlm_space_packet_read (head + at);
    if (header.version != 0 || header.command)
      return 0;
    if (n > 0 && header.apid == before.apid &&
        header.count != (before.count + 1) % TLM_SPACE_PACKET_COUNTS)
      return 0;
    before = header;
    at += header.length + prefix;
  }
  return n == PROBE_PACKETS || (n >= 2 && at == length + prefix) ? 15 : 0;
}

static guint
spp_probe (const guint8 *head, gsize length)
{
  return probe_chain (head, length, 0);
}

/* Who describes packets says that they are there, wherever the first one begins: the
 * cutter finds it. */
static guint
spp_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  const TlmPacketOptions *packets = &options->packets;

  if (packets->prefix > 0 &&
      probe_chain (head, length, MIN (packets->prefix, TLM_PACKETS_MAX_PREFIX)) > 0)
    return 60;
  return (packets->definition || packets->fields) && !tlm_bytes_are_text (head, length) ? 12 : 0;
}

static void
spp_close (gpointer data)
{
  Spp *spp = data;

  tlm_packet_reader_free (spp->packets);
  tlm_packet_cutter_free (spp->cutter);
  g_free (spp);
}

static gpointer
spp_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Spp *spp = g_new0 (Spp, 1);

  spp->log = log;
  spp->is_checked = options->packets.check != TLM_PACKET_CHECK_NONE;
  spp->packets = tlm_packet_reader_new (log, options, error);
  if (!spp->packets) {
    spp_close (spp);
    return NULL;
  }
  spp->cutter = tlm_packet_cutter_new (MIN (options->packets.prefix, TLM_PACKETS_MAX_PREFIX),
      tlm_packet_reader_known (spp->packets), options->packets.check, options->packets.prompt);
  tlm_packet_reader_trust (spp->packets);
  return spp;
}

static void
count_garbage (Spp *spp, gsize at)
{
  if (!spp->in_garbage)
    tlm_log_bad (spp->log, "byte %" G_GUINT64_FORMAT ": no Space Packet begins here%s",
        spp->position + at, spp->is_checked ? ", or its check is wrong" : "");
  spp->in_garbage = TRUE;
}

static gsize
cut (Spp *spp, const guint8 *data, gsize length, gboolean last)
{
  TlmSpacePacket header;
  gsize at = 0;

  for (;;) {
    gsize before = at;
    switch (tlm_packet_cutter_next (spp->cutter, data, length, last, &at, &header)) {
      case TLM_CUT_PACKET:
        spp->in_garbage = FALSE;
        tlm_packet_reader_push (spp->packets, &header, data + at);
        at += header.length;
        break;
      case TLM_CUT_GARBAGE:
        count_garbage (spp, before);
        break;
      case TLM_CUT_MORE:
        tlm_packet_reader_flush (spp->packets);
        spp->position += at;
        return at;
    }
  }
}

static gboolean
spp_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed, GError **error)
{
  *consumed = cut (data, bytes, length, FALSE);
  return TRUE;
}

/* A datagram begins with a packet, and ends with one. */
static gboolean
spp_take_datagram (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Spp *spp = data;
  TlmSpacePacket header;
  gsize at = 0, end = 0;

  spp->in_garbage = FALSE;
  tlm_packet_cutter_reset (spp->cutter);
  while (end < length && tlm_packet_cutter_next (spp->cutter, bytes, length, TRUE, &at, &header) ==
      TLM_CUT_PACKET) {
    tlm_packet_reader_push (spp->packets, &header, bytes + at);
    end = at += header.length;
  }
  tlm_packet_reader_flush (spp->packets);
  if (end < length)
    count_garbage (spp, end);
  spp->position += length;
  return TRUE;
}

static gboolean
spp_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Spp *spp = data;

  cut (spp, bytes, length, TRUE);
  return tlm_packet_reader_finish (spp->packets, error);
}

static void
spp_discont (gpointer data)
{
  Spp *spp = data;

  tlm_packet_cutter_reset (spp->cutter);
  tlm_packet_reader_discont (spp->packets);
}

static const TlmFeedClass spp_feed = {
  .open = spp_open,
  .consume = spp_consume,
  .take_datagram = spp_take_datagram,
  .finish = spp_finish,
  .close = spp_close,
  .discont = spp_discont,
};

const TlmDecoder tlm_decoder_ccsds_spp = {
  .name = "ccsds-spp",
  .description = "CCSDS Space Packets, with a definition",
  .extensions = "spp pkt",
  .probe = spp_probe,
  .search = spp_search,
  .feed = &spp_feed,
};
