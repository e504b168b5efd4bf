/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/clock-watch.h"

G_BEGIN_DECLS

/* When the frames of an autopilot are of. It counts time since it booted, which is even
 * and near the measurement, but wraps at 2^32 ms, begins anew when it reboots, and in some
 * senders stands still or is nought. A reference (the stamps of a log, or when a stream's
 * bytes came) goes on in any case, and has the delays of the link in it. */

/* The messages that have a time of their own, as the clock tells them apart. */
#define TLM_MAVLINK_TIMED 8

typedef enum {
  TLM_MAVLINK_NO_FIELD,        /* the message has no time: it is of now */
  TLM_MAVLINK_BOOT_MS,         /* ms since boot, 32 bits; 0 and all ones: not known */
  TLM_MAVLINK_SENSOR_US        /* µs since boot, of the measurement; or since 1970, or 0 */
} TlmMavlinkTimeKind;

/* What a frame says of its time. */
typedef struct {
  TlmMavlinkTimeKind kind;
  guint message;               /* below TLM_MAVLINK_TIMED, one for each message */
  guint64 raw;
} TlmMavlinkTime;

/* Frames that are remembered without a reference. */
#define TLM_MAVLINK_RECENT 16

/* One component's. All zero at the beginning; a plain value. */
typedef struct {
  TlmClockWatch watch;         /* time since boot, against the reference */
  gboolean any;
  gint64 newest_ns;            /* furthest time since boot, counted on over wraps */
  gint64 local_ns;             /* of the frame taken last: on the reference and BASE_NS more, or
                                * without one since the first boot */
  gint64 base_ns;              /* so that it goes on when a reference comes late */
  gint64 reference_ns;         /* of that frame, or TLM_TIME_NONE */
  guint64 n_moves;             /* how often NEWEST moved on */
  gint64 recent_ns[TLM_MAVLINK_RECENT];  /* the last ones, in turn; no reference */
  guint64 n_taken;             /* of those since the boot */
  guint n_fallen;              /* frames in a row that are of long before it, no reference */
  guint64 n_restarts;
  guint64 n_reference_steps;   /* how often the reference stepped, and boot time did not … */
  gint64 reference_step_ns;    /* … by so much, the last time */
  struct {
    guint64 raw, n_moves;      /* of the last frame of that message */
  } seen[TLM_MAVLINK_TIMED];
} TlmMavlinkClock;

typedef enum {
  TLM_MAVLINK_TIME_KNOWN,      /* LOCAL_NS is the frame's */
  TLM_MAVLINK_TIME_UNKNOWN,    /* nothing says when it is of */
  TLM_MAVLINK_TIME_OLD         /* it says again what was measured before; LOCAL_NS is now */
} TlmMavlinkTimeVerdict;

/* Takes the next frame's time; REFERENCE_NS is when it came, or TLM_TIME_NONE. */
TlmMavlinkTimeVerdict tlm_mavlink_clock_take (TlmMavlinkClock *clock, const TlmMavlinkTime *time,
    gint64 reference_ns);

G_END_DECLS
