/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the numbers of one component's frames say, which count modulo 256. They are too
 * few to tell a frame that came again from one of a lap later: what is in it tells. */
typedef struct {
  gboolean begun;
  guint8 newest;               /* the furthest number */
  guint64 n;                   /* frames taken */
  struct {
    guint64 at;                /* N when a frame of that number came last; 0: none */
    guint32 sum;               /* of its bytes */
    gboolean missing;          /* it was skipped, and counted as lost */
  } slots[256];
  guint jump;                  /* how many the last gap skipped, if to near 0 … */
  guint64 jump_at;             /* … and N then */
} TlmMavlinkSequence;

typedef enum {
  TLM_MAVLINK_NEXT,            /* the next one, or the first */
  TLM_MAVLINK_GAP,             /* some are missing before it */
  TLM_MAVLINK_LATE,            /* it was missing until now, or came before its time */
  TLM_MAVLINK_AGAIN            /* the very frame came before */
} TlmMavlinkStep;

/* Takes a frame of NUMBER, whose bytes have the sum SUM (any that differs where they do).
 * MISSING becomes how many a gap skipped, at least (laps cannot be counted); -1 for a late
 * frame that had been counted as missing; else 0. */
TlmMavlinkStep tlm_mavlink_sequence_take (TlmMavlinkSequence *sequence, guint8 number,
    guint32 sum, gint *missing);

/* The sender began anew: how many of what was counted as missing last were none. */
guint tlm_mavlink_sequence_restart (TlmMavlinkSequence *sequence);

G_END_DECLS
