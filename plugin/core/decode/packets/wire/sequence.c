/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/wire/sequence.h"

#define REMEMBERED 64
/* Of a long counter: after a leap so far ahead, one that is near nought counts anew. */
#define LONG 4096
#define LEAP 1024
#define NEAR_NOUGHT 32

static TlmSequenceStep
ahead (TlmSequence *sequence, guint count, guint distance, guint *missing)
{
  sequence->seen = distance < REMEMBERED ? sequence->seen << distance | 1 : 1;
  sequence->last = count;
  *missing = distance - 1;
  return distance > 1 ? TLM_SEQUENCE_GAP : TLM_SEQUENCE_NEXT;
}

TlmSequenceStep
tlm_sequence_step (TlmSequence *sequence, guint count, guint modulus, guint *missing)
{
  guint unused, distance, behind;
  guint64 bit;

  g_return_val_if_fail (sequence != NULL && modulus > 0, TLM_SEQUENCE_NEXT);
  missing = missing ? missing : &unused;
  *missing = 0;
  distance = (count - sequence->last) & (modulus - 1);
  behind = modulus - distance;
  if (!sequence->begun || (distance >= modulus / 2 && behind >= REMEMBERED) ||
      (modulus >= LONG && distance > LEAP && distance < modulus / 2 && count < NEAR_NOUGHT)) {
    /* Nothing is known of the counts before. They pass for seen, so that one
     * of them that comes now is not taken for found again. */
    *sequence = (TlmSequence) { TRUE, count, G_MAXUINT64 };
    return TLM_SEQUENCE_NEXT;
  }
  if (distance > 0 && distance < modulus / 2)
    return ahead (sequence, count, distance, missing);
  bit = G_GUINT64_CONSTANT (1) << (distance == 0 ? 0 : behind);
  if (sequence->seen & bit)
    return TLM_SEQUENCE_DUPLICATE;
  sequence->seen |= bit;
  return TLM_SEQUENCE_LATE;
}
