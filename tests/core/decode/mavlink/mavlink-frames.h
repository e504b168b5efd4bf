/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "core/decode/mavlink/mavlink-private.h"
#include "wire-util.h"

/* MAVLink as senders make it, for tests. */

/* Whose frames they are, and their next sequence number. */
typedef struct {
  guint8 system, component, sequence;
} MavSender;

/* Adds a frame of VERSION; EXTRA is the message's CRC_EXTRA. */
static inline void
mav_add_numbered (GByteArray *out, int version, guint8 sequence, guint8 system, guint8 component,
    guint8 message, guint8 extra, const guint8 *payload, guint8 length)
{
  guint8 head[10] = { 0xfd, length, 0, 0, sequence, system, component, message, 0, 0 };
  guint8 head_1[6] = { 0xfe, length, sequence, system, component, message };
  guint16 crc;
  guint8 sum[2];
  guint8 *from = version == 2 ? head : head_1;

  if (version == 2)
    while (length > 1 && payload[length - 1] == 0)
      length--;
  from[1] = length;
  g_byte_array_append (out, from, version == 2 ? 10 : 6);
  g_byte_array_append (out, payload, length);
  crc = tlm_mavlink_crc (0xffff, from + 1, version == 2 ? 9 : 5);
  crc = tlm_mavlink_crc (tlm_mavlink_crc (crc, payload, length), &extra, 1);
  sum[0] = (guint8) crc;
  sum[1] = (guint8) (crc >> 8);
  g_byte_array_append (out, sum, 2);
}

/* Adds the sender's next frame. */
static inline void
mav_add (GByteArray *out, MavSender *sender, guint8 message, guint8 extra, const guint8 *payload,
    guint8 length)
{
  mav_add_numbered (out, 2, sender->sequence++, sender->system, sender->component, message, extra,
      payload, length);
}

static inline void
mav_put16 (guint8 *p, gint value)
{
  p[0] = (guint8) value;
  p[1] = (guint8) (value >> 8);
}

static inline void
mav_put32 (guint8 *p, gint64 value)
{
  for (int i = 0; i < 4; i++)
    p[i] = (guint8) (value >> (8 * i));
}

static inline void
mav_put64 (guint8 *p, guint64 value)
{
  for (int i = 0; i < 8; i++)
    p[i] = (guint8) (value >> (8 * i));
}

static inline void
mav_put_float (guint8 *p, float value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  mav_put32 (p, bits);
}

/* What a ground station writes before a frame: µs, the greatest byte first. */
static inline void
mav_add_stamp (GByteArray *out, guint64 us)
{
  guint8 stamp[8];

  for (int k = 0; k < 8; k++)
    stamp[k] = (guint8) (us >> (56 - 8 * k));
  g_byte_array_append (out, stamp, 8);
}

/* HEARTBEAT of a component of TYPE with AUTOPILOT (8: none). */
static inline void
mav_add_heartbeat (GByteArray *out, MavSender *sender, guint8 type, guint8 autopilot)
{
  guint8 p[9] = { [4] = type, [5] = autopilot, [7] = 4, [8] = 3 };

  mav_add (out, sender, 0, 50, p, sizeof p);
}

/* GLOBAL_POSITION_INT at ALTITUDE m, moving north at 3 m/s. */
static inline void
mav_add_position (GByteArray *out, MavSender *sender, guint32 boot_ms, double altitude)
{
  guint8 p[28] = { 0 };

  mav_put32 (p, boot_ms);
  mav_put32 (p + 4, 473000000);
  mav_put32 (p + 8, 85000000);
  mav_put32 (p + 12, (gint64) (altitude * 1e3));
  mav_put16 (p + 20, 300);
  mav_put16 (p + 26, 9000);
  mav_add (out, sender, 33, 104, p, sizeof p);
}

/* GPS_RAW_INT with a fix in space at ALTITUDE m. */
static inline void
mav_add_gps (GByteArray *out, MavSender *sender, guint64 usec, double altitude)
{
  guint8 p[30] = { 0 };

  mav_put64 (p, usec);
  mav_put32 (p + 8, 473000000);
  mav_put32 (p + 12, 85000000);
  mav_put32 (p + 16, (gint64) (altitude * 1e3));
  mav_put16 (p + 24, 400);
  mav_put16 (p + 26, 4500);
  p[28] = 3;
  p[29] = 9;
  mav_add (out, sender, 24, 24, p, sizeof p);
}

/* ATTITUDE with a roll in radians. */
static inline void
mav_add_attitude (GByteArray *out, MavSender *sender, guint32 boot_ms, float roll)
{
  guint8 p[28] = { 0 };

  mav_put32 (p, boot_ms);
  mav_put_float (p + 4, roll);
  mav_add (out, sender, 30, 39, p, sizeof p);
}

/* SYSTEM_TIME: UNIX µs since 1970 at BOOT ms. */
static inline void
mav_add_time (GByteArray *out, MavSender *sender, guint64 unix_us, guint32 boot_ms)
{
  guint8 p[12] = { 0 };

  mav_put64 (p, unix_us);
  mav_put32 (p + 8, boot_ms);
  mav_add (out, sender, 2, 137, p, sizeof p);
}
