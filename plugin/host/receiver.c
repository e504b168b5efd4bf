/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/receiver.h"

#include "core/base/error.h"
#include "core/decode/registry.h"

/* So many bytes tell the format, or are thrown away. */
#define HEAD_BYTES 16384
/* What messages call it. */
#define SOURCE "live telemetry"

struct _TlhReceiver {
  const TlmDecoder *named;     /* NULL: the first bytes tell */
  gboolean datagrams;
  TlmDecodeOptions *options;
  TlmFeed *feed;               /* NULL: none is open */
  GByteArray *head;            /* of a stream whose format is not known yet */
  gint64 first_ns;             /* of the first bytes since the last sample; TLM_TIME_NONE: none */
  gboolean holds;              /* samples wait with them */
};

static const TlmDecoder *
find_named (const char *format, GError **error)
{
  const TlmDecoder *decoder;
  TlmDecodeOptions options = { .format = format };

  decoder = tlm_decoder_find ((const guint8 *) "", 0, NULL, &options, error);
  if (!decoder || decoder->feed)
    return decoder;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s is read as a whole document and not while it comes; live "
      "telemetry is jsonl, csv, nmea, klv, mavlink or ccsds-spp", decoder->name);
  return NULL;
}

TlhReceiver *
tlh_receiver_new (const char *format, gboolean datagrams, const TlmDecodeOptions *options, GError **error)
{
  const TlmDecoder *named = format ? find_named (format, error) : NULL;
  TlhReceiver *receiver;

  if (format && !named)
    return NULL;
  receiver = g_new0 (TlhReceiver, 1);
  receiver->named = named;
  receiver->datagrams = datagrams;
  receiver->options = tlm_decode_options_copy (options);
  receiver->head = g_byte_array_new ();
  receiver->first_ns = TLM_TIME_NONE;
  return receiver;
}

void
tlh_receiver_free (TlhReceiver *receiver)
{
  if (!receiver)
    return;
  tlm_feed_free (receiver->feed);
  tlm_decode_options_free (receiver->options);
  g_byte_array_unref (receiver->head);
  g_free (receiver);
}

void
tlh_receiver_restart (TlhReceiver *receiver)
{
  g_clear_pointer (&receiver->feed, tlm_feed_free);
  g_byte_array_set_size (receiver->head, 0);
  receiver->first_ns = TLM_TIME_NONE;
  receiver->holds = FALSE;
}

/* Opens a feed for what HEAD begins with. TRUE with none open where more is needed to tell. */
static gboolean
open_feed (TlhReceiver *receiver, GError **error)
{
  const GByteArray *head = receiver->head;
  g_autoptr (GError) problem = NULL;
  const TlmDecoder *decoder = receiver->named ? receiver->named :
      tlm_decoder_find (head->data, head->len, NULL, receiver->options, &problem);

  if (decoder && !decoder->feed) {
    decoder = NULL;
    problem = g_error_new (TLM_ERROR, TLM_ERROR_FORMAT, SOURCE ": this is no format that is read while it comes; name "
        "it, as jsonl, csv, nmea, klv or mavlink");
  }
  if (decoder) {
    receiver->feed = tlm_feed_new (decoder, SOURCE, receiver->options, error);
    return receiver->feed != NULL;
  }
  if (!receiver->datagrams && head->len < HEAD_BYTES)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* When the first sample of LOG (or NULL) came: with the first bytes of its record. */
static gint64
note_arrival (TlhReceiver *receiver, const TlmLog *log, gsize size, gint64 came_ns)
{
  gsize waiting = tlm_feed_waiting (receiver->feed);
  gboolean is_garbage = log && log->n_bad > 0 && !receiver->holds;
  gint64 first_ns = is_garbage || receiver->first_ns == TLM_TIME_NONE ? came_ns : receiver->first_ns;

  receiver->holds = tlm_feed_holds (receiver->feed);
  if (receiver->holds)
    receiver->first_ns = first_ns;
  else if (log && log->n_good > 0)
    receiver->first_ns = TLM_TIME_NONE;
  else if (waiting > size)
    receiver->first_ns = first_ns;
  else
    receiver->first_ns = waiting > 0 ? came_ns : TLM_TIME_NONE;
  return first_ns;
}

static gboolean
decode (TlhReceiver *receiver, const guint8 *data, gsize length, gint64 came_ns, TlhDelivery *delivery,
    GError **error)
{
  gboolean done;

  tlm_feed_set_media_time (receiver->feed, came_ns, 0);
  done = receiver->datagrams ? tlm_feed_push_datagram (receiver->feed, data, length, error) :
      tlm_feed_push (receiver->feed, data, length, error);
  delivery->log = tlm_feed_take (receiver->feed);
  delivery->came_ns = note_arrival (receiver, delivery->log, length, came_ns);
  return done;
}

gboolean
tlh_receiver_push (TlhReceiver *receiver, const guint8 *data, gsize length, gint64 came_ns, TlhDelivery *delivery,
    GError **error)
{
  gboolean done = TRUE;

  *delivery = (TlhDelivery) { .came_ns = came_ns };
  if (length == 0)
    return TRUE;
  if (receiver->feed) {
    done = decode (receiver, data, length, came_ns, delivery, error);
  } else {
    g_byte_array_append (receiver->head, data, (guint) MIN (length, G_MAXUINT / 2));
    done = open_feed (receiver, error);
    if (receiver->feed) {
      done = decode (receiver, receiver->head->data, receiver->head->len, came_ns, delivery, error);
      g_byte_array_set_size (receiver->head, 0);
    }
  }
  if (!done)
    tlh_receiver_restart (receiver);
  return done;
}
