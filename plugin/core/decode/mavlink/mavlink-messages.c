/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/bytes.h"
#include "core/decode/mavlink/mavlink-system-private.h"
#include "core/time/posix.h"

/* Messages of common.xml; fields lie on the wire by size, largest first. */

#define DEG (180 / G_PI)
/* What the definitions call invalid or unknown, or is the end of what a field can say. */
#define UNKNOWN_16 0xffff
#define UNKNOWN_8 0xff
/* A channel's best message is silent for so long before another one gives it. */
#define SILENT_NS (5 * TLM_SECOND)
/* UTC is no earlier: the receiver's clock was not set, or its weeks rolled over. The
 * protocol is of January 2009. */
#define UTC_MIN_US G_GUINT64_CONSTANT (1230768000000000)

static const TlmClockLimits utc_limits = {
  .agree_ns = TLM_SECOND / 2,
  .steady_ns = TLM_SECOND / 2,
  .settle_ns = TLM_SECOND / 2,
  .early_ns = TLM_SECOND / 2,
};

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

/* Several messages say the same thing: the best one that is heard has the channel. */
static gboolean
claim (TlmMavlinkSystem *system, TlmChannelId channel)
{
  gint64 now = system->clock.local_ns;

  if (system->rank < system->source[channel].rank &&
      now - system->source[channel].local_ns < SILENT_NS)
    return FALSE;
  system->source[channel].rank = system->rank;
  system->source[channel].local_ns = now;
  return TRUE;
}

static void
put (TlmMavlinkSystem *system, TlmChannelId channel, double value)
{
  if (isfinite (value) && claim (system, channel))
    tlm_hold_put (&system->hold, channel, system->clock.local_ns, value);
}

/* A velocity in cm/s; one at the end of its range is not that fast, but faster or
 * unknown. */
static gboolean
read_velocity (const guint8 *p, double *m_s)
{
  gint16 cm_s = i16 (p);

  *m_s = cm_s / 100.0;
  return cm_s != G_MAXINT16 && cm_s != G_MININT16;
}

static void
put_place (TlmMavlinkSystem *system, const guint8 *p)
{
  gint32 latitude = i32 (p), longitude = i32 (p + 4);

  if ((latitude == 0 && longitude == 0) || latitude == G_MAXINT32 || longitude == G_MAXINT32)
    return;
  put (system, TLM_CHANNEL_LATITUDE, latitude / 1e7);
  put (system, TLM_CHANNEL_LONGITUDE, longitude / 1e7);
}

static void
put_altitude (TlmMavlinkSystem *system, double m)
{
  if (isfinite (m) && claim (system, TLM_CHANNEL_ALTITUDE))
    tlm_hold_put_altitude (&system->hold, TLM_DATUM_MSL, system->clock.local_ns, m);
}

static void
put_mm (TlmMavlinkSystem *system, TlmChannelId channel, const guint8 *p)
{
  gint32 mm = i32 (p);

  if (mm == G_MAXINT32 || mm == G_MININT32)
    return;
  if (channel == TLM_CHANNEL_ALTITUDE)
    put_altitude (system, mm / 1e3);
  else
    put (system, channel, mm / 1e3);
}

/* An angle in hundredths of a degree. */
static void
put_angle (TlmMavlinkSystem *system, TlmChannelId channel, const guint8 *p)
{
  guint16 angle = tlm_le16 (p);

  if (angle <= 36000)
    put (system, channel, angle == 36000 ? 0 : angle / 100.0);
}

static void
put_ground_velocity (TlmMavlinkSystem *system, double north, double east)
{
  double ground = hypot (north, east);

  put (system, TLM_CHANNEL_HORIZONTAL_SPEED, ground);
  if (ground >= TLM_WRITER_MOVING_M_S)
    put (system, TLM_CHANNEL_HEADING, fmod (atan2 (east, north) * DEG + 360, 360));
}

static void
read_global_position (TlmMavlinkSystem *system, const guint8 *p)
{
  double north, east, down;
  gboolean over_ground = read_velocity (p + 20, &north);

  over_ground &= read_velocity (p + 22, &east);
  put_place (system, p + 4);
  put_mm (system, TLM_CHANNEL_ALTITUDE, p + 12);
  put_mm (system, TLM_CHANNEL_ALTITUDE_AGL, p + 16);
  if (read_velocity (p + 24, &down)) {
    put (system, TLM_CHANNEL_VERTICAL_SPEED, -down);
    if (over_ground)
      put (system, TLM_CHANNEL_SPEED, hypot (hypot (north, east), down));
  }
  if (over_ground)
    put_ground_velocity (system, north, east);
  put_angle (system, TLM_CHANNEL_YAW, p + 26);
}

static void
read_hud (TlmMavlinkSystem *system, const guint8 *p)
{
  double airspeed = tlm_le_float (p);
  gint16 heading = i16 (p + 16);
  guint16 throttle = tlm_le16 (p + 18);

  if (isfinite (airspeed))
    tlm_hold_put_own (&system->hold, &system->airspeed, "airspeed", TLM_QUANTITY_SPEED,
        system->clock.local_ns, airspeed);
  put (system, TLM_CHANNEL_HORIZONTAL_SPEED, tlm_le_float (p + 4));
  put_altitude (system, tlm_le_float (p + 8));
  put (system, TLM_CHANNEL_VERTICAL_SPEED, tlm_le_float (p + 12));
  if (heading >= 0 && heading <= 360)
    put (system, TLM_CHANNEL_YAW, heading % 360);
  if (throttle <= 100)
    put (system, TLM_CHANNEL_THROTTLE, throttle / 100.0);
}

/* Whether there is a fix of the given kind; a loss is said once. */
static gboolean
has_fix (TlmMavlinkSystem *system, guint8 fix)
{
  if (fix < 2 && !system->is_lost &&
      system->source[TLM_CHANNEL_LATITUDE].rank == system->rank)
    tlm_hold_lose_fix (&system->hold, system->clock.local_ns);
  system->is_lost = fix < 2;
  return fix >= 2;
}

static void
read_gps (TlmMavlinkSystem *system, const guint8 *p)
{
  guint8 fix = p[28], satellites = p[29];
  guint16 speed = tlm_le16 (p + 24);

  if (satellites != UNKNOWN_8)
    put (system, TLM_CHANNEL_SATELLITES, satellites);
  if (!has_fix (system, fix) || system->is_old)
    return;
  put_place (system, p + 8);
  if (speed != UNKNOWN_16)
    put (system, TLM_CHANNEL_HORIZONTAL_SPEED, speed / 100.0);
  put_angle (system, TLM_CHANNEL_HEADING, p + 26);
  if (fix < 3)
    return;
  put_mm (system, TLM_CHANNEL_ALTITUDE, p + 16);
  if (i32 (p + 30) != 0)
    put_mm (system, TLM_CHANNEL_ALTITUDE_ELLIPSOID, p + 30);
}

static void
read_attitude (TlmMavlinkSystem *system, const guint8 *p)
{
  double x = tlm_le_float (p + 16), y = tlm_le_float (p + 20), z = tlm_le_float (p + 24);

  put (system, TLM_CHANNEL_ROLL, tlm_le_float (p + 4) * DEG);
  put (system, TLM_CHANNEL_PITCH, tlm_le_float (p + 8) * DEG);
  put (system, TLM_CHANNEL_YAW, tlm_le_float (p + 12) * DEG);
  put (system, TLM_CHANNEL_ANGULAR_RATE, sqrt (x * x + y * y + z * z) * DEG);
}

/* UTC less the time of its frames has changed. */
static void
warn_of_utc (TlmMavlinkSystem *system)
{
  tlm_log_warn (system->writer.log, "the UTC of MAVLink system %u steps by %+.3f s: it is "
      "believed from there on", system->id, (double) system->utc.step_ns / TLM_SECOND);
}

/* The vehicle's UTC: relates the time of its frames to it. Set anew, it is believed when
 * it has said so twice. */
static void
read_system_time (TlmMavlinkSystem *system, const guint8 *p)
{
  TlmHold *hold = &system->hold;
  const TlmLog *log = system->writer.log;
  guint64 us = tlm_le64 (p);
  TlmInstant instant;
  TlmClockVerdict verdict;
  gboolean stepped;

  if (us < UTC_MIN_US || us > G_MAXINT64 / 1000 ||
      !tlm_instant_from_posix_ns ((gint64) us * 1000, &instant))
    return;
  if (hold->settled && !log->is_live && (hold->useless || log->clock == TLM_CLOCK_ELAPSED))
    return;
  verdict = tlm_clock_watch_note (&system->utc, &utc_limits, instant, system->clock.local_ns);
  stepped = verdict == TLM_CLOCK_STEPPED || verdict == TLM_CLOCK_SLID;
  if (stepped)
    warn_of_utc (system);
  if (verdict == TLM_CLOCK_TIED || stepped)
    tlm_hold_settle (hold, TLM_CLOCK_TAI, -system->utc.offset_ns);
}

static void
read_state (TlmMavlinkSystem *system, const guint8 *p)
{
  static const char *const states[] = { "undefined", "on ground", "in air", "takeoff", "landing" };

  if (p[1] > 0 && p[1] < G_N_ELEMENTS (states))
    tlm_hold_put_text (&system->hold, &system->landed, "landed-state", system->clock.local_ns,
        states[p[1]]);
}

/* How often a message comes, µs (MESSAGE_INTERVAL): by the link that it is heard on. 0 is as the
 * sender likes, and -1 not at all: neither says a rate. It holds from the next one on. */
static void
read_interval (TlmMavlinkSystem *system, const guint8 *p)
{
  const TlmMavlinkMessage *message = tlm_mavlink_message_find (tlm_le16 (p + 4));
  gsize n_messages;

  if (message)
    system->steps_ns[message - tlm_mavlink_messages (&n_messages)] = MAX (i32 (p), 0) *
        G_GINT64_CONSTANT (1000);
}

/* What the autopilot has fused goes before what one receiver says, and more digits before
 * fewer. */
static const TlmMavlinkMessage messages[] = {
  { .message = 2, .read = read_system_time, .time = TLM_MAVLINK_BOOT_MS, .offset = 8 },
  { .message = 24, .read = read_gps, .rank = 1, .time = TLM_MAVLINK_SENSOR_US, .offset = 0 },
  { .message = 74, .read = read_hud, .rank = 2 },
  { .message = 33, .read = read_global_position, .rank = 3, .time = TLM_MAVLINK_BOOT_MS,
    .offset = 0 },
  { .message = 30, .read = read_attitude, .rank = 4, .time = TLM_MAVLINK_BOOT_MS,
    .offset = 0 },
  { .message = 244, .read = read_interval, .is_timeless = TRUE },
  { .message = 245, .read = read_state },
};

G_STATIC_ASSERT (G_N_ELEMENTS (messages) <= TLM_MAVLINK_TIMED);

const TlmMavlinkMessage *
tlm_mavlink_messages (gsize *n_messages)
{
  *n_messages = G_N_ELEMENTS (messages);
  return messages;
}

const TlmMavlinkMessage *
tlm_mavlink_message_find (guint32 id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (messages[i].message == id)
      return &messages[i];
  return NULL;
}
