/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-sequence.h"

#define NUMBERS 256
/* A frame comes again, or before its time, within so many others. */
#define RECENT 128
#define OUT_OF_ORDER 64
/* Numbers begin at 0; the first of them may be lost. */
#define NEAR_NOUGHT 32
/* Frames after a restart until a time since boot shows it. */
#define SHOWN_WITHIN 32

static void
remember (TlmMavlinkSequence *sequence, guint8 number, guint32 sum)
{
  sequence->slots[number].at = sequence->n;
  sequence->slots[number].sum = sum;
  sequence->slots[number].missing = FALSE;
}

static gboolean
came_before (const TlmMavlinkSequence *sequence, guint8 number, guint32 sum)
{
  return sequence->slots[number].at > 0 && sequence->slots[number].sum == sum &&
      sequence->n - sequence->slots[number].at <= RECENT;
}

static TlmMavlinkStep
go_on (TlmMavlinkSequence *sequence, guint8 number, guint32 sum, gint *missing)
{
  guint skipped = (guint8) (number - sequence->newest - 1);

  for (guint8 i = (guint8) (sequence->newest + 1); i != number; i++) {
    sequence->slots[i].missing = TRUE;
    sequence->slots[i].at = 0;
  }
  sequence->newest = number;
  remember (sequence, number, sum);
  if (skipped == 0)
    return TLM_MAVLINK_NEXT;
  sequence->jump = number < NEAR_NOUGHT ? skipped : 0;
  sequence->jump_at = sequence->n;
  *missing = (gint) skipped;
  return TLM_MAVLINK_GAP;
}

TlmMavlinkStep
tlm_mavlink_sequence_take (TlmMavlinkSequence *sequence, guint8 number, guint32 sum,
    gint *missing)
{
  guint behind;
  gboolean was_missing;

  g_return_val_if_fail (sequence != NULL && missing != NULL, TLM_MAVLINK_NEXT);
  *missing = 0;
  if (sequence->begun && came_before (sequence, number, sum))
    return TLM_MAVLINK_AGAIN;
  sequence->n++;
  if (!sequence->begun) {
    sequence->begun = TRUE;
    sequence->newest = number;
    remember (sequence, number, sum);
    return TLM_MAVLINK_NEXT;
  }
  behind = (guint8) (sequence->newest - number);
  was_missing = sequence->slots[number].missing;
  if (behind == 0 || behind > OUT_OF_ORDER ||
      (!was_missing && (sequence->slots[number].at > 0 || sequence->n > OUT_OF_ORDER)))
    return go_on (sequence, number, sum, missing);
  remember (sequence, number, sum);
  *missing = was_missing ? -1 : 0;
  return TLM_MAVLINK_LATE;
}

guint
tlm_mavlink_sequence_restart (TlmMavlinkSequence *sequence)
{
  guint jump = sequence->n - sequence->jump_at <= SHOWN_WITHIN ? sequence->jump : 0;

  if (jump == 0)               /* its clock did, its numbers go on */
    return 0;
  sequence->jump = 0;
  for (guint i = 0; i < NUMBERS; i++)
    sequence->slots[i].missing = FALSE;
  return jump;
}
