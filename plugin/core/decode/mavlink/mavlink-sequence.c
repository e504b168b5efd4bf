/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/mavlink/mavlink-sequence.h"

#include <string.h>

#define NUMBERS 256
/* A frame comes again within so many numbers … */
#define RECENT 191
/* … and comes out of order, or after a loss without doubt, by so many. */
#define NEAR 64
/* A link whose end was thought lost goes on by no more than this. */
#define WENT_ON 8
/* How often it must, and until when. */
#define TWICE 2
#define DOUBTED_FOR 128
/* Fewer missing in a row are losses like any other. */
#define MISSING_RUN 4
/* Frames of others after which a silent link is none any more. */
#define SILENT 1024
/* Numbers begin at 0; the first of them may be lost. */
#define NEAR_NOUGHT 32
/* Frames after a restart until a time since boot shows it. */
#define SHOWN_WITHIN 32

static gboolean
came_before (const TlmMavlinkSequence *sequence, guint8 number, guint32 sum)
{
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    const TlmMavlinkLink *link = &sequence->links[i];
    if (link->used > 0 && link->slots[number].state == TLM_MAVLINK_SLOT_CAME &&
        link->slots[number].sum == sum && (guint8) (link->newest - number) <= RECENT)
      return TRUE;
  }
  return FALSE;
}

static void
remember (TlmMavlinkSequence *sequence, TlmMavlinkLink *link, guint8 number, guint32 sum)
{
  link->slots[number].state = TLM_MAVLINK_SLOT_CAME;
  link->slots[number].sum = sum;
  link->used = sequence->n;
}

/* The link that had the last frame; NULL before the first. */
static TlmMavlinkLink *
newest_link (TlmMavlinkSequence *sequence)
{
  TlmMavlinkLink *newest = NULL;

  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++)
    if (sequence->links[i].used > 0 && (!newest || sequence->links[i].used > newest->used))
      newest = &sequence->links[i];
  return newest;
}

/* Whether another link may be LINK after a loss. */
static gboolean
is_doubted (const TlmMavlinkSequence *sequence, const TlmMavlinkLink *link)
{
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++)
    if (sequence->links[i].used > 0 && sequence->links[i].parent == link - sequence->links)
      return TRUE;
  return FALSE;
}

/* Whether LINK may have sent a frame of NUMBER before that is missing, or, at the very
 * beginning, before the first that came. */
static gboolean
was_missing (const TlmMavlinkSequence *sequence, const TlmMavlinkLink *link, guint8 number)
{
  return link->slots[number].state == TLM_MAVLINK_SLOT_MISSING || (link->is_first &&
      link->slots[number].state == TLM_MAVLINK_SLOT_EMPTY && sequence->n <= NEAR);
}

/* How far a frame of NUMBER is from what LINK sends next, in order or late; 0: further than
 * belongs to one link. */
static guint
distance (const TlmMavlinkSequence *sequence, const TlmMavlinkLink *link, guint8 number,
    gboolean *late)
{
  guint ahead = (guint8) (number - link->newest), behind = (guint8) (link->newest - number);
  guint most = is_doubted (sequence, link) ? WENT_ON : NEAR;

  *late = FALSE;
  if (ahead >= 1 && ahead <= most)
    return ahead;
  *late = behind >= 1 && behind <= NEAR && was_missing (sequence, link, number);
  return *late ? behind : 0;
}

/* Whose the frame is: the nearest one's, of two that had a frame last. NULL: nobody's. */
static TlmMavlinkLink *
choose (TlmMavlinkSequence *sequence, guint8 number, gboolean *late)
{
  TlmMavlinkLink *best = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *link = &sequence->links[i];
    gboolean is_late;
    guint far = link->used > 0 ? distance (sequence, link, number, &is_late) : 0;
    if (far == 0 || far > least || (far == least && link->used < best->used))
      continue;
    least = far;
    best = link;
    *late = is_late;
  }
  return best;
}

/* Marks those between LINK's newest and NUMBER, which are then its newest. Returns how many. */
static guint
skip (TlmMavlinkSequence *sequence, TlmMavlinkLink *link, guint8 number, guint32 sum)
{
  guint skipped = (guint8) (number - link->newest - 1);

  for (guint8 i = (guint8) (link->newest + 1); i != number; i++)
    link->slots[i].state = TLM_MAVLINK_SLOT_MISSING;
  link->newest = number;
  remember (sequence, link, number, sum);
  if (skipped > 0) {
    link->jump = number < NEAR_NOUGHT ? skipped : 0;
    link->jump_at = sequence->n;
  }
  return skipped;
}

static TlmMavlinkStep
take_late (TlmMavlinkSequence *sequence, TlmMavlinkLink *link, guint8 number, guint32 sum,
    TlmMavlinkChange *change)
{
  guint after = (guint8) (number - link->late_last);

  change->lost -= link->slots[number].state == TLM_MAVLINK_SLOT_MISSING;
  change->late++;
  link->late = link->late > 0 && after >= 1 && after <= WENT_ON ? link->late + 1 : 1;
  link->late_last = number;
  remember (sequence, link, number, sum);
  return TLM_MAVLINK_LATE;
}

/* The link that had the last frame of those that were silent when LINK began, and since. */
static TlmMavlinkLink *
find_silent (TlmMavlinkSequence *sequence, const TlmMavlinkLink *link)
{
  TlmMavlinkLink *found = NULL;

  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *other = &sequence->links[i];
    if (other->used > 0 && other->used + NEAR < link->opened && (!found || other->used > found->used))
      found = other;
  }
  return found;
}

/* LINK may be PARENT after a loss: that is counted. */
static void
doubt (TlmMavlinkSequence *sequence, TlmMavlinkLink *link, const TlmMavlinkLink *parent,
    TlmMavlinkChange *change)
{
  link->parent = (gint) (parent - sequence->links);
  link->skipped = (guint8) (link->first - parent->newest - 1);
  link->advance = link->went_on = 0;
  change->lost += (gint) link->skipped;
}

/* LINK is not PARENT, which goes on: nothing was lost where it began, nor between the first
 * numbers of the two, nor were those late that it sent before its numbers came again. It may be
 * one that was silent. */
static void
part (TlmMavlinkSequence *sequence, TlmMavlinkLink *parent, TlmMavlinkLink *link,
    TlmMavlinkChange *change)
{
  const TlmMavlinkLink *silent = find_silent (sequence, link);
  guint run = 0;
  guint8 i;

  while (run < NUMBERS && parent->slots[(guint8) (link->first + run)].state ==
      TLM_MAVLINK_SLOT_MISSING)
    run++;
  for (i = link->first; run >= MISSING_RUN && i != (guint8) (link->first + run); i++)
    parent->slots[i].state = TLM_MAVLINK_SLOT_EMPTY;
  change->lost -= (gint) (link->skipped + (run >= MISSING_RUN ? run : 0));
  change->late -= (gint) (link->late_before + 1);
  link->parent = -1;
  link->jump = link->late_before = 0;
  parent->late = 0;
  if (silent)
    doubt (sequence, link, silent, change);
}

/* LINK, of which others may be the continuation, has gone on itself. The first time that may have
 * been a frame of before the loss, which is late. */
static void
go_on (TlmMavlinkSequence *sequence, TlmMavlinkLink *link, TlmMavlinkChange *change)
{
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *child = &sequence->links[i];
    if (child->used == 0 || child->parent != link - sequence->links)
      continue;
    if (++child->went_on >= TWICE) {
      part (sequence, link, child, change);
      continue;
    }
    change->late++;
    if (child->skipped == 0)
      continue;
    child->skipped--;
    change->lost--;
  }
}

/* It was a loss: LINK is its parent, which is none any more. */
static void
join (TlmMavlinkSequence *sequence, TlmMavlinkLink *link)
{
  TlmMavlinkLink *parent = &sequence->links[link->parent];

  if (parent->used < link->opened)
    parent->used = 0;
  link->parent = -1;
}

static void
forget_silent (TlmMavlinkSequence *sequence)
{
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *link = &sequence->links[i];
    if (link->used > 0 && link->parent >= 0 && (link->advance > DOUBTED_FOR ||
            sequence->links[link->parent].used == 0))
      join (sequence, link);
    if (link->used > 0 && sequence->n - link->used > SILENT)
      link->used = 0;
  }
}

/* Room for a link: the one that was silent for longest goes, unless it is KEPT. */
static TlmMavlinkLink *
make_room (TlmMavlinkSequence *sequence, const TlmMavlinkLink *kept)
{
  TlmMavlinkLink *oldest = NULL;

  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *link = &sequence->links[i];
    if (link != kept && (!oldest || link->used < oldest->used))
      oldest = link;
  }
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++)
    if (sequence->links[i].parent == oldest - sequence->links)
      sequence->links[i].parent = -1;
  memset (oldest, 0, sizeof *oldest);
  oldest->parent = -1;
  return oldest;
}

/* A frame that no link explains: another link, or the one that had the last frame after a loss. */
static TlmMavlinkStep
open_link (TlmMavlinkSequence *sequence, guint8 number, guint32 sum, TlmMavlinkChange *change)
{
  TlmMavlinkLink *parent = newest_link (sequence);
  TlmMavlinkLink *link = make_room (sequence, parent);
  guint after, marks;

  link->first = link->newest = number;
  link->opened = sequence->n;
  link->is_first = !parent;
  if (!parent) {
    remember (sequence, link, number, sum);
    return TLM_MAVLINK_NEXT;
  }
  after = (guint8) (number - parent->late_last);
  doubt (sequence, link, parent, change);
  link->late_before = parent->late > 0 && after >= 1 && after <= WENT_ON ? parent->late : 0;
  marks = MIN (link->skipped, NEAR);      /* those may come late */
  link->newest = (guint8) (number - marks - 1);
  skip (sequence, link, number, sum);
  link->jump = number < NEAR_NOUGHT ? link->skipped : 0;
  return TLM_MAVLINK_GAP;
}

TlmMavlinkStep
tlm_mavlink_sequence_take (TlmMavlinkSequence *sequence, guint8 number, guint32 sum,
    TlmMavlinkChange *change)
{
  TlmMavlinkLink *link;
  gboolean late = FALSE;
  guint skipped;

  g_return_val_if_fail (sequence != NULL && change != NULL, TLM_MAVLINK_NEXT);
  *change = (TlmMavlinkChange) { 0 };
  if (came_before (sequence, number, sum))
    return TLM_MAVLINK_AGAIN;
  sequence->n++;
  forget_silent (sequence);
  link = choose (sequence, number, &late);
  if (!link)
    return open_link (sequence, number, sum, change);
  if (late)
    return take_late (sequence, link, number, sum, change);
  skipped = skip (sequence, link, number, sum);
  link->advance += skipped + 1;
  change->lost += (gint) skipped;
  go_on (sequence, link, change);
  return skipped > 0 ? TLM_MAVLINK_GAP : TLM_MAVLINK_NEXT;
}

/* Links that began anew jumped to near 0; those that did not are of before. */
guint
tlm_mavlink_sequence_restart (TlmMavlinkSequence *sequence)
{
  guint none = 0;

  g_return_val_if_fail (sequence != NULL, 0);
  for (guint i = 0; i < TLM_MAVLINK_LINKS; i++) {
    const TlmMavlinkLink *link = &sequence->links[i];
    if (link->used > 0 && sequence->n - link->jump_at <= SHOWN_WITHIN)
      none += link->jump;
  }
  for (guint i = 0; none > 0 && i < TLM_MAVLINK_LINKS; i++) {
    TlmMavlinkLink *link = &sequence->links[i];
    if (link->jump == 0 || sequence->n - link->jump_at > SHOWN_WITHIN)
      link->used = 0;          /* its clock did, its numbers go on */
    link->jump = link->skipped = 0;
    link->parent = -1;
    for (guint k = 0; k < NUMBERS; k++)
      if (link->slots[k].state == TLM_MAVLINK_SLOT_MISSING)
        link->slots[k].state = TLM_MAVLINK_SLOT_EMPTY;
  }
  return none;
}
