/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/mavlink/mavlink-private.h"
#include "core/time/posix.h"

#define STAMP 8              /* µs since 1970, before each frame of a tlog */
#define MAX_SYSTEMS 16
#define MAX_SENDERS 64
/* 2000 and 2100, µs since 1970: what a stamp can be. */
#define STAMP_MIN G_GUINT64_CONSTANT (946684800000000)
#define STAMP_MAX G_GUINT64_CONSTANT (4102444800000000)

typedef struct {
  guint8 system, component, sequence;
} Sender;

typedef struct {
  TlmLog *log;
  char *vehicle;
  guint8 ids[MAX_SYSTEMS];
  TlmMavlinkSystem *systems[MAX_SYSTEMS];
  guint n_systems;
  Sender senders[MAX_SENDERS];
  guint n_senders;
  guint64 offset;
  gboolean in_garbage;
  gboolean last;             /* no more comes */
} Mavlink;

static gboolean
has_stamp (const guint8 *data, gsize length)
{
  guint64 us = length >= STAMP ? tlm_be64 (data) : 0;

  return us >= STAMP_MIN && us <= STAMP_MAX;
}

/* The frame at DATA, and the stamp before it (0 when it has none). STEP receives
 * the bytes both take. */
static TlmMavlinkResult
read_record (const guint8 *data, gsize length, gboolean last, TlmMavlinkFrame *frame,
    guint64 *stamp_us, gsize *step)
{
  gboolean zero = length > 0 && data[0] == 0;
  TlmMavlinkResult result;

  *stamp_us = 0;
  if (zero && length < STAMP)
    return TLM_MAVLINK_SHORT;
  if (!has_stamp (data, length)) {
    result = tlm_mavlink_read (data, length, FALSE, last, frame);
    *step = frame->length;
    return result;
  }
  result = tlm_mavlink_read (data + STAMP, length - STAMP, TRUE, last, frame);
  *stamp_us = tlm_be64 (data);
  *step = STAMP + frame->length;
  return result;
}

static guint
mavlink_probe (const guint8 *head, gsize length)
{
  TlmMavlinkFrame frame = { 0 };
  guint64 stamp_us;
  gsize position = 0, step;
  guint good = 0;

  while (good < 4 &&
      read_record (head + position, length - position, TRUE, &frame, &stamp_us, &step) ==
      TLM_MAVLINK_GOOD) {
    good++;
    position += step;
  }
  return good >= 4 || (good >= 1 && position == length) ? 95 : good > 1 ? 80 : 0;
}

static gpointer
mavlink_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Mavlink *mavlink = g_new0 (Mavlink, 1);

  mavlink->log = log;
  mavlink->vehicle = g_strdup (options->vehicle);
  return mavlink;
}

static void
mavlink_close (gpointer data)
{
  Mavlink *mavlink = data;

  for (guint i = 0; i < mavlink->n_systems; i++)
    tlm_mavlink_system_free (mavlink->systems[i]);
  g_free (mavlink->vehicle);
  g_free (mavlink);
}

/* The first system that says something is the vehicle; more are named by their
 * numbers. */
static TlmMavlinkSystem *
find_system (Mavlink *mavlink, guint8 id)
{
  g_autofree char *name = NULL;

  for (guint i = 0; i < mavlink->n_systems; i++)
    if (mavlink->ids[i] == id)
      return mavlink->systems[i];
  if (mavlink->n_systems == MAX_SYSTEMS)
    return NULL;
  name = mavlink->n_systems == 0 ? g_strdup (mavlink->vehicle) :
      g_strdup_printf ("system-%u", id);
  mavlink->ids[mavlink->n_systems] = id;
  mavlink->systems[mavlink->n_systems] = tlm_mavlink_system_new (mavlink->log, name);
  return mavlink->systems[mavlink->n_systems++];
}

static Sender *
find_sender (Mavlink *mavlink, const TlmMavlinkFrame *frame)
{
  Sender *sender = mavlink->senders;

  for (; sender < mavlink->senders + mavlink->n_senders; sender++)
    if (sender->system == frame->system && sender->component == frame->component)
      return sender;
  if (mavlink->n_senders == MAX_SENDERS)
    return NULL;
  mavlink->n_senders++;
  *sender = (Sender) { frame->system, frame->component, (guint8) (frame->sequence - 1) };
  return sender;
}

/* Counts by the sequence number. FALSE for a frame that came before. */
static gboolean
follow_sequence (Mavlink *mavlink, const TlmMavlinkFrame *frame)
{
  Sender *sender = find_sender (mavlink, frame);
  guint8 step = sender ? (guint8) (frame->sequence - sender->sequence) : 1;

  if (step == 0) {
    mavlink->log->n_duplicate++;
    return FALSE;
  }
  if (step >= 128) {
    mavlink->log->n_out_of_order++;
    return TRUE;
  }
  mavlink->log->n_lost += step - 1;
  if (sender)
    sender->sequence = frame->sequence;
  return TRUE;
}

static void
take_frame (Mavlink *mavlink, const TlmMavlinkFrame *frame, guint64 stamp_us)
{
  TlmInstant stamp = TLM_TIME_NONE;
  TlmMavlinkSystem *system;

  if (!follow_sequence (mavlink, frame))
    return;
  mavlink->log->n_good++;
  if (!tlm_mavlink_is_known (frame->message))
    return;
  if (stamp_us > 0)
    tlm_instant_from_posix_ns ((gint64) stamp_us * 1000, &stamp);
  system = find_system (mavlink, frame->system);
  if (system)
    tlm_mavlink_system_take (system, frame, stamp);
}

static gboolean
mavlink_consume (gpointer data, const guint8 *bytes, gsize length, gsize *consumed,
    GError **error)
{
  Mavlink *mavlink = data;
  gsize position = 0, step;
  TlmMavlinkFrame frame;
  guint64 stamp_us;

  while (position < length) {
    TlmMavlinkResult result;
    frame.length = 0;
    result = read_record (bytes + position, length - position, mavlink->last, &frame, &stamp_us,
        &step);
    if (result == TLM_MAVLINK_SHORT)
      break;
    if (result == TLM_MAVLINK_GOOD) {
      take_frame (mavlink, &frame, stamp_us);
      mavlink->in_garbage = FALSE;
      position += step;
      continue;
    }
    if (!mavlink->in_garbage)
      tlm_log_bad (mavlink->log, "byte %" G_GUINT64_FORMAT ": no frame of MAVLink, or its "
          "checksum is wrong", mavlink->offset + position);
    mavlink->in_garbage = TRUE;
    position++;
  }
  mavlink->offset += position;
  *consumed = position;
  return TRUE;
}

/* A frame that seemed to go on may be garbage with frames in it. */
static void
read_rest (Mavlink *mavlink, const guint8 *bytes, gsize length)
{
  mavlink->last = TRUE;
  while (length > 0) {
    gsize consumed = 0;
    mavlink_consume (mavlink, bytes, length, &consumed, NULL);
    bytes += consumed;
    length -= consumed;
    if (length == 0)
      return;
    if (!mavlink->in_garbage)
      tlm_log_bad (mavlink->log, "byte %" G_GUINT64_FORMAT ": the last frame is cut",
          mavlink->offset);
    mavlink->in_garbage = TRUE;
    bytes++;
    length--;
  }
}

static gboolean
mavlink_finish (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Mavlink *mavlink = data;

  read_rest (mavlink, bytes, length);
  for (guint i = 0; i < mavlink->n_systems; i++)
    tlm_mavlink_system_finish (mavlink->systems[i]);
  if (mavlink->log->n_good > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "no frame of MAVLink that can be read");
  return FALSE;
}

static gboolean
mavlink_holds (gpointer data)
{
  Mavlink *mavlink = data;

  for (guint i = 0; i < mavlink->n_systems; i++)
    if (tlm_mavlink_system_holds (mavlink->systems[i]))
      return TRUE;
  return FALSE;
}

static const TlmFeedClass mavlink_feed = {
  .holds = mavlink_holds,
  .open = mavlink_open,
  .consume = mavlink_consume,
  .finish = mavlink_finish,
  .close = mavlink_close,
};

const TlmDecoder tlm_decoder_mavlink = {
  .name = "mavlink",
  .description = "MAVLink 1 and 2 of a drone, and logs of it (tlog)",
  .extensions = "tlog mavlink rlog",
  .probe = mavlink_probe,
  .feed = &mavlink_feed,
};
