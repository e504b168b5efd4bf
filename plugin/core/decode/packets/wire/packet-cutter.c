/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/packets/wire/packet-cutter.h"

/* Headers that must follow on each other before garbage counts as over, and
 * before an APID that is new is believed within a stream, when one of them is
 * witnessed by what was there before; without a witness many must. */
#define CHAIN_SEARCH 3
#define CHAIN_NEW 2
#define CHAIN_ALONE 8
#define NEAR 64            /* how far counts of one APID go on within a chain */
#define LENGTHS 4          /* of one APID that are remembered */

/* What is known of the packets of one APID. */
typedef struct {
  gboolean seen;
  gboolean varies;         /* in length */
  guint32 lengths[LENGTHS];  /* that packets had, that of the last one first; 0: none */
  guint32 longest;
} Apid;

struct _TlmPacketCutter {
  gsize prefix;
  TlmPacketCheck check;
  gboolean only_known;
  gboolean prompt;
  gboolean searching;      /* in garbage */
  Apid apids[TLM_SPACE_PACKET_APIDS];
  guint8 known[TLM_SPACE_PACKET_APIDS];
};

TlmPacketCutter *
tlm_packet_cutter_new (gsize prefix, const guint8 *known, TlmPacketCheck check, gboolean prompt)
{
  TlmPacketCutter *cutter = g_new0 (TlmPacketCutter, 1);

  cutter->prefix = prefix;
  cutter->check = check;
  cutter->prompt = prompt;
  if (known) {
    memcpy (cutter->known, known, sizeof cutter->known);
    cutter->only_known = TRUE;
  }
  return cutter;
}

void
tlm_packet_cutter_free (TlmPacketCutter *cutter)
{
  g_free (cutter);
}

void
tlm_packet_cutter_reset (TlmPacketCutter *cutter)
{
  g_return_if_fail (cutter != NULL);
  cutter->searching = FALSE;
}

typedef enum { NO, YES, WAIT } Answer;

/* Whether a header may be one at all. */
static gboolean
is_plausible (const TlmPacketCutter *cutter, const TlmSpacePacket *header)
{
  if (header->version != 0)
    return FALSE;
  if (header->apid == TLM_SPACE_PACKET_IDLE || !cutter->searching)
    return TRUE;
  return cutter->only_known ? cutter->known[header->apid] : !header->command;
}

/* Counts that stand still are the mark of zeros and of other fillings. */
static gboolean
can_follow (const TlmSpacePacket *before, const TlmSpacePacket *header)
{
  return before->apid != header->apid || before->apid == TLM_SPACE_PACKET_IDLE ||
      before->count != header->count;
}

/* An APID with packets of its usual length needs no other witness. */
static gboolean
is_expected (const TlmPacketCutter *cutter, const TlmSpacePacket *header)
{
  const Apid *apid = &cutter->apids[header->apid];

  if (header->apid == TLM_SPACE_PACKET_IDLE)
    return apid->seen;
  if (!apid->seen)
    return cutter->only_known && cutter->known[header->apid];
  return apid->varies || apid->lengths[0] == header->length;
}

/* Whether packet B goes on from packet A of the same APID. */
static gboolean
goes_on (const TlmSpacePacket *a, const TlmSpacePacket *b)
{
  guint ahead = (b->count - a->count) % TLM_SPACE_PACKET_COUNTS;

  return a->apid == b->apid && ahead >= 1 && ahead <= NEAR;
}

/* Whether the last of N headers vouches for the chain. Within a stream any header
 * does that is expected, or goes on from another. After garbage it must be the
 * first one that is vouched for: false headers lead into true ones now and then. */
static gboolean
is_witnessed (const TlmPacketCutter *cutter, const TlmSpacePacket *chain, guint n)
{
  const TlmSpacePacket *last = &chain[n - 1];

  if (cutter->searching)
    return is_expected (cutter, &chain[0]) || goes_on (&chain[0], last);
  if (is_expected (cutter, last))
    return TRUE;
  for (guint i = 0; i + 1 < n; i++)
    if (goes_on (&chain[i], last))
      return TRUE;
  return FALSE;
}

/* Whether some header of a whole chain goes on from another one. */
static gboolean
knows_itself (const TlmSpacePacket *chain)
{
  for (guint i = 1; i < CHAIN_ALONE; i++)
    for (guint k = 0; k < i; k++)
      if (goes_on (&chain[k], &chain[i]))
        return TRUE;
  return FALSE;
}

/* Whether headers follow on each other from the packet at AT on, N at least. At
 * the end of the stream a chain may be shorter when it is vouched for, or ends
 * exactly there. */
static Answer
check_chain (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gsize at,
    guint n, gboolean last)
{
  TlmSpacePacket chain[CHAIN_ALONE];
  gboolean witnessed = FALSE;

  for (guint i = 0; i < CHAIN_ALONE; i++) {
    if (at + cutter->prefix + TLM_SPACE_PACKET_HEADER > length)
      return !last ? WAIT : i > 0 && (witnessed || at == length) ? YES : NO;
    chain[i] = tlm_space_packet_read (data + at + cutter->prefix);
    if (!is_plausible (cutter, &chain[i]) || (i > 0 && !can_follow (&chain[i - 1], &chain[i])))
      return NO;
    witnessed |= i > 0 && is_witnessed (cutter, chain, i + 1);
    if (i + 1 >= n && witnessed)
      return YES;
    at += cutter->prefix + chain[i].length;
  }
  return cutter->searching && knows_itself (chain) ? NO : YES;
}

/* Whether a header's APID has had packets of one length alone, and it is of that one. */
static gboolean
is_usual (const TlmPacketCutter *cutter, const TlmSpacePacket *header)
{
  const Apid *apid = &cutter->apids[header->apid];

  return apid->seen && !apid->varies && apid->lengths[0] == header->length;
}

/* Whether headers follow on each other at AT, before END, as those of a stream do: two that
 * are usual, or three of one APID that count on. */
static gboolean
is_stream (const TlmPacketCutter *cutter, const guint8 *data, gsize end, gsize at)
{
  TlmSpacePacket chain[3];

  for (guint i = 0; i < G_N_ELEMENTS (chain); i++) {
    if (at + cutter->prefix + TLM_SPACE_PACKET_HEADER > end)
      return FALSE;
    chain[i] = tlm_space_packet_read (data + at + cutter->prefix);
    if (chain[i].version != 0 || (i > 0 && (!goes_on (&chain[i - 1], &chain[i]) ||
                chain[i].length != chain[0].length)))
      return FALSE;
    if (i == 1 && is_usual (cutter, &chain[0]) && is_usual (cutter, &chain[1]))
      return TRUE;
    at += cutter->prefix + chain[i].length;
  }
  return TRUE;
}

/* Whether a header says a length that is not to be believed: no packet of its APID was as
 * long, and where it would be others follow on each other. A length that is not contradicted
 * would be waited for, up to 64 KiB. */
static gboolean
is_contradicted (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gsize at,
    const TlmSpacePacket *header)
{
  gsize end = MIN (length, at + cutter->prefix + header->length);

  if (cutter->apids[header->apid].seen &&
      header->length <= cutter->apids[header->apid].longest)
    return FALSE;
  for (at++; at + cutter->prefix + TLM_SPACE_PACKET_HEADER <= end; at++)
    if (is_stream (cutter, data, end, at))
      return TRUE;
  return FALSE;
}

/* The later packets of a group are of no use without those before, and bytes of
 * zero look like them. */
static gboolean
begins_something (const TlmSpacePacket *header)
{
  return header->segment == TLM_SEGMENT_FIRST || header->segment == TLM_SEGMENT_WHOLE;
}

/* Whether a packet of HEADER at AT is followed by one that is the very next when it is
 * SIZE bytes long; FALSE too where that has not come. */
static gboolean
leads_on (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gsize at,
    const TlmSpacePacket *header, gsize size)
{
  gsize after = at + cutter->prefix + size + cutter->prefix;
  TlmSpacePacket next;

  if (after + TLM_SPACE_PACKET_HEADER > length)
    return FALSE;
  next = tlm_space_packet_read (data + after);
  return is_plausible (cutter, &next) && is_expected (cutter, &next) &&
      (next.apid == header->apid ? next.count == (header->count + 1) % TLM_SPACE_PACKET_COUNTS :
          cutter->apids[next.apid].seen);
}

/* Whether a shorter length, which such packets had, leads on: a damaged one must not
 * swallow what follows. */
static gboolean
is_shorter (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gsize at,
    const TlmSpacePacket *header)
{
  const Apid *apid = &cutter->apids[header->apid];

  for (guint i = 0; i < LENGTHS && apid->lengths[i] > 0; i++)
    if (apid->lengths[i] < header->length &&
        leads_on (cutter, data, length, at, header, apid->lengths[i]))
      return TRUE;
  return FALSE;
}

/* Whether nothing speaks against the length of an expected packet at AT: where what comes
 * after it is there, a plausible header must stand there. Who is prompt does not wait for it. */
static Answer
length_holds (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gboolean last, gsize at,
    const TlmSpacePacket *header)
{
  gsize after = at + cutter->prefix + header->length + cutter->prefix;
  Answer answer;

  if (leads_on (cutter, data, length, at, header, header->length))
    return YES;
  if (is_shorter (cutter, data, length, at, header))
    return NO;
  if (!cutter->apids[header->apid].varies)
    return YES;
  if (after + TLM_SPACE_PACKET_HEADER > length)
    return after >= length || data[after] >> 5 == 0 ? YES : NO;
  answer = check_chain (cutter, data, length, at, CHAIN_NEW, FALSE);
  return answer == WAIT && (cutter->prompt || last) ? YES : answer;
}

/* Whether a header at AT begins a packet, by the headers around it. */
static Answer
judge_headers (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gboolean last,
    gsize at, const TlmSpacePacket *header)
{
  if (cutter->searching)
    return check_chain (cutter, data, length, at,
        is_usual (cutter, header) ? CHAIN_NEW : CHAIN_SEARCH, last);
  if (!is_expected (cutter, header))
    return check_chain (cutter, data, length, at, CHAIN_NEW, last);
  return length_holds (cutter, data, length, last, at, header);
}

/* The same by what the packet ends with; one byte of a check tells too little to begin by. */
static Answer
judge_by_check (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gboolean last,
    gsize at, const TlmSpacePacket *header)
{
  gsize end = at + cutter->prefix + header->length;

  if (end > length)
    return last ? NO : WAIT;
  if (!tlm_packet_check_holds (cutter->check, data + at + cutter->prefix, header->length))
    return NO;
  return tlm_packet_check_size (cutter->check) > 1 ? YES :
      judge_headers (cutter, data, length, last, at, header);
}

static Answer
judge (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gboolean last,
    gsize at, TlmSpacePacket *header)
{
  Answer answer;
  gsize end;

  if (at + cutter->prefix + TLM_SPACE_PACKET_HEADER > length)
    return last ? NO : WAIT;
  *header = tlm_space_packet_read (data + at + cutter->prefix);
  end = at + cutter->prefix + header->length;
  if (!is_plausible (cutter, header) ||
      (!cutter->apids[header->apid].seen && !begins_something (header)))
    return NO;
  if (!cutter->prompt && !last && end + cutter->prefix + TLM_SPACE_PACKET_HEADER > length)
    return WAIT;
  if (end > length && !cutter->searching && is_shorter (cutter, data, length, at, header))
    return NO;
  if (is_contradicted (cutter, data, length, at, header))
    return NO;
  answer = cutter->check == TLM_PACKET_CHECK_NONE || header->apid == TLM_SPACE_PACKET_IDLE ?
      judge_headers (cutter, data, length, last, at, header) :
      judge_by_check (cutter, data, length, last, at, header);
  if (answer == YES && end > length)
    return last ? NO : WAIT;
  return answer;
}

static void
remember (TlmPacketCutter *cutter, const TlmSpacePacket *header)
{
  Apid *apid = &cutter->apids[header->apid];
  guint at = 0;

  while (at + 1 < LENGTHS && apid->lengths[at] > 0 && apid->lengths[at] != header->length)
    at++;
  apid->varies |= apid->seen && apid->lengths[0] != header->length;
  memmove (apid->lengths + 1, apid->lengths, at * sizeof *apid->lengths);
  apid->lengths[0] = (guint32) header->length;
  apid->seen = TRUE;
  apid->longest = MAX (apid->longest, (guint32) header->length);
  cutter->searching = FALSE;
}

/* Nearly all packets: whole, in a stream without checks whose APID has one length. Each of
 * judge()'s questions has its answer by that, and there is nothing to remember. */
static gboolean
take_usual (const TlmPacketCutter *cutter, const guint8 *data, gsize length, gsize at,
    TlmSpacePacket *header)
{
  if (cutter->searching || cutter->check != TLM_PACKET_CHECK_NONE ||
      at + cutter->prefix + TLM_SPACE_PACKET_HEADER > length)
    return FALSE;
  *header = tlm_space_packet_read (data + at + cutter->prefix);
  return header->version == 0 && at + cutter->prefix + header->length <= length &&
      is_usual (cutter, header);
}

TlmCut
tlm_packet_cutter_next (TlmPacketCutter *cutter, const guint8 *data, gsize length,
    gboolean last, gsize *position, TlmSpacePacket *header)
{
  gsize at = *position;

  g_return_val_if_fail (cutter != NULL && header != NULL, TLM_CUT_MORE);
  if (take_usual (cutter, data, length, at, header)) {
    *position = at + cutter->prefix;
    return TLM_CUT_PACKET;
  }
  for (; at < length; at++) {
    Answer answer = judge (cutter, data, length, last, at, header);
    if (answer == YES && at > *position) {
      *position = at;
      return TLM_CUT_GARBAGE;
    }
    if (answer == YES) {
      *position = at + cutter->prefix;
      remember (cutter, header);
      return TLM_CUT_PACKET;
    }
    if (answer == WAIT)
      break;
    cutter->searching = TRUE;
  }
  if (at == *position)
    return TLM_CUT_MORE;
  *position = at;
  return TLM_CUT_GARBAGE;
}
