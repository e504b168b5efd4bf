/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/mavlink/mavlink-private.h"
#include "core/time/posix.h"

/* Messages of common.xml; fields lie on the wire by size, largest first. */

#define MS G_GINT64_CONSTANT (1000000)
#define DEG (180 / G_PI)
#define UNKNOWN_16 0xffff
#define UNKNOWN_8 0xff
/* A clock of the vehicle that is set differs from before by more than this. */
#define CLOCK_SET_NS (TLM_SECOND / 2)
/* A time since power on is less than ten years, one since 1970 is more. */
#define UNIX_US (G_GUINT64_CONSTANT (315360000) * 1000000)

struct _TlmMavlinkSystem {
  TlmWriter writer;
  TlmHold hold;
  TlmWriterSlot airspeed, landed;
  guint32 source[TLM_N_STANDARD_CHANNELS];   /* message + 1 that has the channel */
  gint64 boot_ns;          /* newest time since power on */
  gboolean any_boot;
  gboolean is_lost;        /* the receiver had no fix */
  gint64 stamp_offset_ns;  /* from power on to the receiver's stamps, or TLM_TIME_NONE */
};

TlmMavlinkSystem *
tlm_mavlink_system_new (TlmLog *log, const char *name)
{
  TlmMavlinkSystem *system = g_new0 (TlmMavlinkSystem, 1);

  tlm_writer_init (&system->writer, log, name);
  tlm_hold_init (&system->hold, &system->writer);
  system->stamp_offset_ns = TLM_TIME_NONE;
  return system;
}

void
tlm_mavlink_system_free (gpointer data)
{
  TlmMavlinkSystem *system = data;

  if (!system)
    return;
  tlm_hold_clear (&system->hold);
  tlm_writer_clear (&system->writer);
  tlm_writer_slot_clear (&system->airspeed);
  tlm_writer_slot_clear (&system->landed);
  g_free (system);
}

static gint32
i32 (const guint8 *p)
{
  return (gint32) tlm_le32 (p);
}

static gint16
i16 (const guint8 *p)
{
  return (gint16) tlm_le16 (p);
}

/* Several messages say the same thing of different age: the first one that came
 * has the channel. */
static gboolean
claim (TlmMavlinkSystem *system, guint32 message, TlmChannelId channel)
{
  if (system->source[channel] == 0)
    system->source[channel] = message + 1;
  return system->source[channel] == message + 1;
}

static void
put (TlmMavlinkSystem *system, guint32 message, TlmChannelId channel, double value)
{
  if (claim (system, message, channel))
    tlm_hold_put (&system->hold, channel, system->boot_ns, value);
}

static void
put_place (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  gint32 latitude = i32 (p), longitude = i32 (p + 4);

  if ((latitude == 0 && longitude == 0) || latitude == G_MAXINT32 || longitude == G_MAXINT32)
    return;
  put (system, message, TLM_CHANNEL_LATITUDE, latitude / 1e7);
  put (system, message, TLM_CHANNEL_LONGITUDE, longitude / 1e7);
}

static void
put_altitude (TlmMavlinkSystem *system, guint32 message, double m)
{
  if (claim (system, message, TLM_CHANNEL_ALTITUDE))
    tlm_hold_put_altitude (&system->hold, TLM_DATUM_MSL, system->boot_ns, m);
}

/* The channel that a velocity over ground goes to is claimed as a whole. */
static void
read_global_position (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  double north = i16 (p + 20) / 100.0, east = i16 (p + 22) / 100.0, down = i16 (p + 24) / 100.0;
  double ground = hypot (north, east);

  put_place (system, message, p + 4);
  put_altitude (system, message, i32 (p + 12) / 1e3);
  put (system, message, TLM_CHANNEL_ALTITUDE_AGL, i32 (p + 16) / 1e3);
  put (system, message, TLM_CHANNEL_SPEED, hypot (ground, down));
  put (system, message, TLM_CHANNEL_HORIZONTAL_SPEED, ground);
  put (system, message, TLM_CHANNEL_VERTICAL_SPEED, -down);
  if (ground >= 0.5)
    put (system, message, TLM_CHANNEL_HEADING, fmod (atan2 (east, north) * DEG + 360, 360));
  if (tlm_le16 (p + 26) != UNKNOWN_16)
    put (system, message, TLM_CHANNEL_YAW, tlm_le16 (p + 26) / 100.0);
}

static void
read_hud (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  double airspeed = tlm_le_float (p);

  if (isfinite (airspeed))
    tlm_hold_put_own (&system->hold, &system->airspeed, "airspeed", TLM_QUANTITY_SPEED,
        system->boot_ns, airspeed);
  put (system, message, TLM_CHANNEL_HORIZONTAL_SPEED, tlm_le_float (p + 4));
  put_altitude (system, message, tlm_le_float (p + 8));
  put (system, message, TLM_CHANNEL_VERTICAL_SPEED, tlm_le_float (p + 12));
  put (system, message, TLM_CHANNEL_YAW, i16 (p + 16));
  put (system, message, TLM_CHANNEL_THROTTLE, tlm_le16 (p + 18) / 100.0);
}

static void
read_gps (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  guint8 fix = p[28], satellites = p[29];

  if (satellites != UNKNOWN_8)
    put (system, message, TLM_CHANNEL_SATELLITES, satellites);
  if (fix < 2) {
    if (!system->is_lost && system->source[TLM_CHANNEL_LATITUDE] == message + 1)
      tlm_hold_lose_fix (&system->hold, system->boot_ns);
    system->is_lost = TRUE;
    return;
  }
  system->is_lost = FALSE;
  put_place (system, message, p + 8);
  if (tlm_le16 (p + 24) != UNKNOWN_16)
    put (system, message, TLM_CHANNEL_HORIZONTAL_SPEED, tlm_le16 (p + 24) / 100.0);
  if (tlm_le16 (p + 26) != UNKNOWN_16)
    put (system, message, TLM_CHANNEL_HEADING, tlm_le16 (p + 26) / 100.0);
  if (fix < 3)
    return;
  put_altitude (system, message, i32 (p + 16) / 1e3);
  if (i32 (p + 30) != 0)
    put (system, message, TLM_CHANNEL_ALTITUDE_ELLIPSOID, i32 (p + 30) / 1e3);
}

static void
read_attitude (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  double x = tlm_le_float (p + 16), y = tlm_le_float (p + 20), z = tlm_le_float (p + 24);

  put (system, message, TLM_CHANNEL_ROLL, tlm_le_float (p + 4) * DEG);
  put (system, message, TLM_CHANNEL_PITCH, tlm_le_float (p + 8) * DEG);
  put (system, message, TLM_CHANNEL_YAW, tlm_le_float (p + 12) * DEG);
  put (system, message, TLM_CHANNEL_ANGULAR_RATE, sqrt (x * x + y * y + z * z) * DEG);
}

/* The vehicle's UTC: relates its time since power on to it. */
static void
read_system_time (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  guint64 us = tlm_le64 (p);
  TlmInstant instant;

  if (us < UNIX_US || us > G_MAXINT64 / 1000 ||
      !tlm_instant_from_posix_ns ((gint64) us * 1000, &instant))
    return;
  if (system->hold.settled && (system->hold.useless ||
          system->writer.log->clock == TLM_CLOCK_ELAPSED ||
          ABS (instant - system->boot_ns - system->hold.offset_ns) < CLOCK_SET_NS))
    return;
  tlm_hold_settle (&system->hold, TLM_CLOCK_TAI, instant - system->boot_ns);
}

static void
read_state (TlmMavlinkSystem *system, guint32 message, const guint8 *p)
{
  static const char *const states[] = { "undefined", "on ground", "in air", "takeoff", "landing" };

  if (p[1] > 0 && p[1] < G_N_ELEMENTS (states))
    tlm_hold_put_text (&system->hold, &system->landed, "landed-state", system->boot_ns,
        states[p[1]]);
}

typedef enum { TIME_NONE, TIME_BOOT_MS, TIME_BOOT_US } TimeField;

static const struct {
  guint32 message;
  void (*read) (TlmMavlinkSystem *system, guint32 message, const guint8 *payload);
  TimeField time;
  guint offset;            /* of the time in the payload */
} messages[] = {
  { .message = 2, .read = read_system_time, .time = TIME_BOOT_MS, .offset = 8 },
  { .message = 24, .read = read_gps, .time = TIME_BOOT_US, .offset = 0 },
  { .message = 30, .read = read_attitude, .time = TIME_BOOT_MS, .offset = 0 },
  { .message = 33, .read = read_global_position, .time = TIME_BOOT_MS, .offset = 0 },
  { .message = 74, .read = read_hud },
  { .message = 245, .read = read_state },
};

gboolean
tlm_mavlink_is_known (guint32 message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (messages[i].message == message)
      return TRUE;
  return FALSE;
}

static void
take_time (TlmMavlinkSystem *system, TimeField field, const guint8 *p, TlmInstant stamp)
{
  guint64 us = field == TIME_BOOT_US ? tlm_le64 (p) : 0;

  if (field == TIME_BOOT_MS)
    system->boot_ns = tlm_le32 (p) * MS;
  else if (field == TIME_BOOT_US && us < UNIX_US)
    system->boot_ns = (gint64) us * 1000;
  else
    return;
  if (!system->any_boot && stamp != TLM_TIME_NONE)
    system->stamp_offset_ns = stamp - system->boot_ns;
  system->any_boot = TRUE;
}

gboolean
tlm_mavlink_system_holds (const TlmMavlinkSystem *system)
{
  gint64 first;

  return tlm_hold_first (&system->hold, &first);
}

void
tlm_mavlink_system_finish (TlmMavlinkSystem *system)
{
  gint64 first;

  if (system->hold.settled || !tlm_hold_first (&system->hold, &first))
    return;
  if (system->stamp_offset_ns != TLM_TIME_NONE)
    tlm_hold_settle (&system->hold, TLM_CLOCK_TAI, system->stamp_offset_ns);
  else
    tlm_hold_settle (&system->hold, TLM_CLOCK_ELAPSED, -first);
}

void
tlm_mavlink_system_take (TlmMavlinkSystem *system, const TlmMavlinkFrame *frame,
    TlmInstant stamp)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++) {
    if (messages[i].message != frame->message)
      continue;
    take_time (system, messages[i].time, frame->payload + messages[i].offset, stamp);
    if (system->any_boot)
      messages[i].read (system, frame->message, frame->payload);
  }
  if (tlm_hold_is_full (&system->hold))
    tlm_mavlink_system_finish (system);
}
