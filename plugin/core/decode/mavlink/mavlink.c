/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/decode/bytes.h"
#include "core/decode/decoders.h"
#include "core/decode/mavlink/mavlink-detect.h"
#include "core/decode/mavlink/mavlink-private.h"
#include "core/decode/mavlink/mavlink-sequence.h"
#include "core/time/posix.h"

#define MAX_SYSTEMS 16
/* A hundred years: no medium plays longer. */
#define MEDIA_MAX_NS (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)
#define MAX_SENDERS 64
/* 2000, µs since 1970: a stamp that counts from there is no less. One that is counts since its
 * writer booted. */
#define STAMP_UTC_MIN G_GUINT64_CONSTANT (946684800000000)

typedef struct {
  guint8 system, component;
  TlmMavlinkSequence sequence;
} Sender;

/* When frames come: by their stamps, or by the medium's times. */
typedef struct {
  TlmMavlinkReference now;
  gint64 media_ns;           /* of the bytes that are read, or TLM_TIME_NONE */
  gint64 media_tai_ns;       /* from there to TAI as a vehicle says, or TLM_TIME_NONE */
  gint64 step_ns;            /* between the last two, 1 s at most */
  gint64 base_ns;            /* what is taken from stamps, so that they go on evenly … */
  gboolean is_utc;           /* … when their writer's clock is set */
} Arrivals;

typedef struct {
  TlmLog *log;
  char *vehicle;
  gboolean has_vehicle;      /* a system has that name */
  guint8 ids[MAX_SYSTEMS];
  TlmMavlinkSystem *systems[MAX_SYSTEMS];
  guint n_systems;
  Sender *senders[MAX_SENDERS];
  guint n_senders;
  Arrivals arrivals;
  guint64 offset;
  gboolean knows_stamps;     /* a frame came right at the beginning, or behind another … */
  gboolean is_bare;          /* … and had no stamp: none has */
  gboolean in_garbage;
  gboolean last;             /* no more comes */
} Mavlink;

static gpointer
mavlink_open (TlmLog *log, const TlmDecodeOptions *options, GError **error)
{
  Mavlink *mavlink = g_new0 (Mavlink, 1);

  mavlink->log = log;
  mavlink->vehicle = g_strdup (options->vehicle);
  mavlink->arrivals = (Arrivals) { .now = { TLM_TIME_NONE, TLM_TIME_NONE },
    .media_ns = TLM_TIME_NONE, .media_tai_ns = TLM_TIME_NONE };
  return mavlink;
}

static void
mavlink_close (gpointer data)
{
  Mavlink *mavlink = data;

  for (guint i = 0; i < mavlink->n_systems; i++)
    tlm_mavlink_system_free (mavlink->systems[i]);
  for (guint i = 0; i < mavlink->n_senders; i++)
    g_free (mavlink->senders[i]);
  g_free (mavlink->vehicle);
  g_free (mavlink);
}

static TlmMavlinkSystem *
find_system (Mavlink *mavlink, guint8 id)
{
  for (guint i = 0; i < mavlink->n_systems; i++)
    if (mavlink->ids[i] == id)
      return mavlink->systems[i];
  if (mavlink->n_systems == MAX_SYSTEMS)
    return NULL;
  mavlink->ids[mavlink->n_systems] = id;
  mavlink->systems[mavlink->n_systems] = tlm_mavlink_system_new (mavlink->log, id);
  return mavlink->systems[mavlink->n_systems++];
}

/* The first system whose vehicle says something is the vehicle; more are named by their
 * numbers. */
static void
name_system (Mavlink *mavlink, TlmMavlinkSystem *system, guint8 id)
{
  g_autofree char *name = g_strdup_printf ("system-%u", id);

  if (tlm_mavlink_system_has_name (system))
    return;
  tlm_mavlink_system_set_name (system, mavlink->has_vehicle ? name : mavlink->vehicle);
  mavlink->has_vehicle = TRUE;
}

static Sender *
find_sender (Mavlink *mavlink, const TlmMavlinkFrame *frame)
{
  Sender *sender;

  for (guint i = 0; i < mavlink->n_senders; i++) {
    sender = mavlink->senders[i];
    if (sender->system == frame->system && sender->component == frame->component)
      return sender;
  }
  if (mavlink->n_senders == MAX_SENDERS)
    return NULL;
  sender = g_new0 (Sender, 1);
  sender->system = frame->system;
  sender->component = frame->component;
  return mavlink->senders[mavlink->n_senders++] = sender;
}

static void
change_count (guint64 *count, gint by)
{
  *count = by < 0 ? *count - MIN (*count, (guint) -by) : *count + (guint) by;
}

/* Counts by the sequence number. FALSE for a frame that came before. */
static gboolean
follow_sequence (TlmLog *log, Sender *sender, const TlmMavlinkFrame *frame)
{
  TlmMavlinkStep step = TLM_MAVLINK_NEXT;
  TlmMavlinkChange change = { 0 };

  if (sender)
    step = tlm_mavlink_sequence_take (&sender->sequence, frame->sequence, frame->sum, &change);
  change_count (&log->n_lost, change.lost);
  change_count (&log->n_out_of_order, change.late);
  log->n_duplicate += step == TLM_MAVLINK_AGAIN;
  return step != TLM_MAVLINK_AGAIN;
}

/* What is given as lost because a sender began to count anew was not. */
static void
forgive (TlmLog *log, Sender *sender)
{
  guint64 none = sender ? tlm_mavlink_sequence_restart (&sender->sequence) : 0;

  log->n_lost -= MIN (log->n_lost, none);
}

/* When the frame came; a writer whose clock is set goes on evenly all the same. */
static void
note_arrival (Arrivals *arrivals, guint64 stamp_us)
{
  gint64 stamp_ns = (gint64) stamp_us * 1000;
  gboolean is_utc = stamp_us >= STAMP_UTC_MIN;

  if (stamp_us == 0) {
    arrivals->now = (TlmMavlinkReference) { arrivals->media_ns, arrivals->media_tai_ns };
    return;
  }
  if (is_utc && !tlm_instant_from_posix_ns (stamp_ns, &stamp_ns))
    return;
  if (arrivals->now.time_ns == TLM_TIME_NONE)
    arrivals->now.time_ns = stamp_ns;
  else if (is_utc != arrivals->is_utc)
    arrivals->base_ns = stamp_ns - arrivals->now.time_ns - arrivals->step_ns;
  arrivals->is_utc = is_utc;
  arrivals->step_ns = CLAMP (stamp_ns - arrivals->base_ns - arrivals->now.time_ns, 0, TLM_SECOND);
  arrivals->now.time_ns = stamp_ns - arrivals->base_ns;
  arrivals->now.tai_ns = is_utc ? arrivals->base_ns : TLM_TIME_NONE;
}

static void
take_frame (Mavlink *mavlink, const TlmMavlinkFrame *frame, guint64 stamp_us)
{
  Sender *sender = find_sender (mavlink, frame);
  TlmMavlinkSystem *system;

  note_arrival (&mavlink->arrivals, stamp_us);
  if (!follow_sequence (mavlink->log, sender, frame))
    return;
  mavlink->log->n_good++;
  system = find_system (mavlink, frame->system);
  if (!system || !tlm_mavlink_system_is_vehicle (system, frame) ||
      !tlm_mavlink_is_known (frame->message))
    return;
  name_system (mavlink, system, frame->system);
  if (tlm_mavlink_system_take (system, frame, &mavlink->arrivals.now))
    forgive (mavlink->log, sender);
  if (stamp_us == 0 && tlm_mavlink_system_get_tai (system) != TLM_TIME_NONE)
    mavlink->arrivals.media_tai_ns = tlm_mavlink_system_get_tai (system);
}

/* Whether the log has stamps. The end of a damaged frame looks like one before the next,
 * so that a frame behind garbage does not tell, and is not read while nothing else does. */
static gboolean
learn_stamps (Mavlink *mavlink, gboolean is_bare)
{
  if (!mavlink->knows_stamps && !mavlink->in_garbage) {
    mavlink->is_bare = is_bare;
    mavlink->knows_stamps = TRUE;
  }
  return mavlink->knows_stamps;
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
    result = tlm_mavlink_read_record (bytes + position, length - position, mavlink->last, mavlink->is_bare,
        &frame, &stamp_us, &step);
    if (result == TLM_MAVLINK_SHORT)
      break;
    if (result == TLM_MAVLINK_GOOD) {
      if (learn_stamps (mavlink, step == frame.length))
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
mavlink_take_datagram (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Mavlink *mavlink = data;

  mavlink->in_garbage = FALSE;
  read_rest (mavlink, bytes, length);
  mavlink->last = FALSE;
  return TRUE;
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

static void
mavlink_set_media_time (gpointer data, gint64 time_ns, gint64 duration_ns)
{
  gboolean sane = time_ns >= 0 && time_ns <= MEDIA_MAX_NS;

  ((Mavlink *) data)->arrivals.media_ns = sane ? time_ns : TLM_TIME_NONE;
}

static const TlmFeedClass mavlink_feed = {
  .set_media_time = mavlink_set_media_time,
  .holds = mavlink_holds,
  .open = mavlink_open,
  .consume = mavlink_consume,
  .take_datagram = mavlink_take_datagram,
  .finish = mavlink_finish,
  .close = mavlink_close,
};

const TlmDecoder tlm_decoder_mavlink = {
  .name = "mavlink",
  .description = "MAVLink 1 and 2 of a drone, and logs of it (tlog)",
  .extensions = "tlog mavlink rlog",
  .probe = tlm_mavlink_probe,
  .search = tlm_mavlink_search,
  .feed = &mavlink_feed,
};
