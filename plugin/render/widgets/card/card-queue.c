/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/widgets/card/card-queue.h"

struct _TlrCardQueue {
  const TlmTimeline *timeline;
  int vehicle;
  const TlrCardKinds *kinds;
  TlmDuration stay_ns, leave_ns;
  GArray *cards;           /* TlrCard, in order */
  guint64 revision;        /* of the timeline that they are of */
  gboolean filled;
};

TlrCardQueue *
tlr_card_queue_new (const TlmTimeline *timeline, int vehicle, const TlrCardKinds *kinds,
    TlmDuration stay_ns, TlmDuration leave_ns)
{
  TlrCardQueue *queue = g_new0 (TlrCardQueue, 1);

  g_return_val_if_fail (stay_ns > 0 && leave_ns >= 0, NULL);
  queue->timeline = timeline;
  queue->vehicle = vehicle;
  queue->kinds = kinds;
  queue->stay_ns = stay_ns;
  queue->leave_ns = leave_ns;
  queue->cards = g_array_new (FALSE, FALSE, sizeof (TlrCard));
  return queue;
}

void
tlr_card_queue_free (TlrCardQueue *queue)
{
  if (!queue)
    return;
  g_array_unref (queue->cards);
  g_free (queue);
}

/* Behind the card that is the last so far, which makes room. */
static void
add (TlrCardQueue *queue, guint index, gint64 event_ns)
{
  TlmDuration least = queue->stay_ns / 2;
  TlrCard card = { .event = index, .start_ns = event_ns };

  if (queue->cards->len > 0) {
    TlrCard *before = &g_array_index (queue->cards, TlrCard, queue->cards->len - 1);

    before->end_ns = MIN (before->end_ns, MAX (before->start_ns + least, event_ns));
    card.start_ns = MAX (event_ns, before->end_ns + queue->leave_ns);
  }
  card.end_ns = MAX (event_ns + queue->stay_ns, card.start_ns + least);
  g_array_append_val (queue->cards, card);
}

static void
fill (TlrCardQueue *queue)
{
  guint64 revision = tlm_timeline_get_revision (queue->timeline);
  guint n = tlm_timeline_n_events_of (queue->timeline, queue->vehicle);
  TlrCardMoment moment;

  if (queue->filled && queue->revision == revision)
    return;
  g_array_set_size (queue->cards, 0);
  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event_of (queue->timeline, queue->vehicle, i);

    if (event->confidence != TLM_CONFIDENCE_NOMINAL && !event->under_way &&
        tlr_card_kinds_channels (queue->kinds, event->id, &moment))
      add (queue, i, event->time_ns);
  }
  queue->revision = revision;
  queue->filled = TRUE;
}

gboolean
tlr_card_queue_at (TlrCardQueue *queue, gint64 time_ns, TlrCard *card)
{
  guint low = 0, high;

  if (time_ns == TLM_TIME_NONE)
    return FALSE;
  fill (queue);
  high = queue->cards->len;
  while (low < high) {
    guint middle = (low + high) / 2;

    if (g_array_index (queue->cards, TlrCard, middle).start_ns <= time_ns)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return FALSE;
  *card = g_array_index (queue->cards, TlrCard, low - 1);
  return time_ns < card->end_ns + queue->leave_ns;
}
