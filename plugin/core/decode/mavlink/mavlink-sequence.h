/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the numbers of one component's frames say, which count modulo 256 on each link that it
 * sends on (mavlink.io, "Packet Serialization": every channel has its own).
 *
 * What is assumed, as numbers alone cannot tell it:
 * - the same number with the same bytes, of the last 191 numbers of a link, is the same frame: it
 *   came by two ways, or twice. Two links that count alike and say the same are one;
 * - a frame is out of order by 64 numbers at most. One that goes further back, or whose number has
 *   just come with other bytes, is of another link, or follows on a loss: the loss is counted until
 *   the link before has gone on twice, while the new one counts to 128, and then taken back;
 * - a loss is less than 256: laps cannot be counted. One that begins at the sender's restart is none
 *   where a clock shows the restart (tlm_mavlink_sequence_restart()). */

/* Links that one component is heard on at the same time. */
#define TLM_MAVLINK_LINKS 4

typedef enum {
  TLM_MAVLINK_SLOT_EMPTY,
  TLM_MAVLINK_SLOT_CAME,
  TLM_MAVLINK_SLOT_MISSING     /* it was skipped, and counted as lost */
} TlmMavlinkSlot;

typedef struct {
  guint64 used;                /* frames of the component when its last one came; 0: no link */
  gboolean is_first;           /* the component's first one */
  guint8 newest;               /* the furthest number */
  struct {
    guint32 sum;               /* of the bytes of the frame that came */
    guint8 state;              /* TlmMavlinkSlot; of the last 256 numbers */
  } slots[256];
  guint late;                  /* late frames that ascended: they may have been another link's */
  guint8 late_last;            /* the last of them */
  gint parent;                 /* the link that it may be, after a loss; -1: it is one of its own */
  guint64 opened;              /* frames of the component when it began … */
  guint8 first;                /* … with that number … */
  guint skipped;               /* … so many are counted as lost before it … */
  guint late_before;           /* … and so many as late that it sent, if it is one of its own */
  guint advance;               /* numbers that it has gone on by, while it has a parent */
  guint went_on;               /* frames by which the parent has gone on since */
  guint jump;                  /* how many the last gap skipped, if to near 0 … */
  guint64 jump_at;             /* … and frames of the component then */
} TlmMavlinkLink;

/* All zero at the beginning; a plain value. */
typedef struct {
  guint64 n;                   /* frames taken */
  TlmMavlinkLink links[TLM_MAVLINK_LINKS];
} TlmMavlinkSequence;

typedef enum {
  TLM_MAVLINK_NEXT,            /* the next one, or the first */
  TLM_MAVLINK_GAP,             /* some are missing before it */
  TLM_MAVLINK_LATE,            /* it was missing until now, or came before its time */
  TLM_MAVLINK_AGAIN            /* the very frame came before */
} TlmMavlinkStep;

/* What a frame changes of the counts; below 0 where what was counted was none. */
typedef struct {
  gint lost, late;
} TlmMavlinkChange;

/* Takes a frame of NUMBER, whose bytes have the sum SUM (any that differs where they do). */
TlmMavlinkStep tlm_mavlink_sequence_take (TlmMavlinkSequence *sequence, guint8 number,
    guint32 sum, TlmMavlinkChange *change);

/* The component began anew: how many of what was counted as missing last were none. */
guint tlm_mavlink_sequence_restart (TlmMavlinkSequence *sequence);

G_END_DECLS
