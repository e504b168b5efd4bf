/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sequences in sequences to one list of straight lines. */
#include <stdlib.h>

#include "core/base/limits.h"
#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/edit/edit-tree.h"

/* Sequences in one another. */
#define MOST_DEEP 64

/* Items that are looked at, for each event that there may be. */
#define WORK_FACTOR 64

/* A stretch of film in which a sequence is seen: at film time IN its time is MEDIA. */
typedef struct {
  TlmRational in, out, media, speed;
  TlmRational rise_from, rise_to, fall_from, fall_to;
} View;

typedef struct {
  TlmEdit *edit;
  guint depth;
  guint64 work, most_work;
  gboolean is_beyond;          /* a time has no place in 64 bits */
  GError **error;
} Unroll;

/* Arithmetic whose failure is looked at once, for each item */

static TlmRational
sum (Unroll *unroll, TlmRational a, TlmRational b)
{
  unroll->is_beyond |= !tlm_rational_add (a, b, &a);
  return a;
}

static TlmRational
difference (Unroll *unroll, TlmRational a, TlmRational b)
{
  unroll->is_beyond |= !tlm_rational_subtract (a, b, &a);
  return a;
}

static TlmRational
product (Unroll *unroll, TlmRational a, TlmRational b)
{
  unroll->is_beyond |= !tlm_rational_multiply (a, b, &a);
  return a;
}

static TlmRational
quotient (Unroll *unroll, TlmRational a, TlmRational b)
{
  unroll->is_beyond |= !tlm_rational_divide (a, b, &a);
  return a;
}

static gboolean
is_before (TlmRational a, TlmRational b)
{
  return tlm_rational_compare (a, b) < 0;
}

static TlmRational
least (TlmRational a, TlmRational b)
{
  return is_before (b, a) ? b : a;
}

static TlmRational
most (TlmRational a, TlmRational b)
{
  return is_before (a, b) ? b : a;
}

/* Film time of a time of the sequence; the view's speed is not 0. */
static TlmRational
film_of (Unroll *unroll, const View *view, TlmRational time)
{
  return sum (unroll, view->in, quotient (unroll, difference (unroll, time, view->media), view->speed));
}

/* The sequence's time at a film time. */
static TlmRational
time_of (Unroll *unroll, const View *view, TlmRational film)
{
  return sum (unroll, view->media, product (unroll, view->speed, difference (unroll, film, view->in)));
}

/* Where time runs back, what ends at an instant is not seen at it: the frame after begins what is
 * before. */
static TlmRational
next_frame (Unroll *unroll, TlmRational film)
{
  const TlmTimecodeRate *rate = &unroll->edit->rate;
  TlmRational per_second, frame;

  if (rate->fps_n <= 0 || !tlm_rational_make (rate->fps_n, rate->fps_d, &per_second))
    return film;
  frame = (TlmRational) { .n = tlm_rational_floor (product (unroll, film, per_second)) + 1, .d = 1 };
  return quotient (unroll, frame, per_second);
}

/* Ramps */

static TlmRational
doubled_middle (Unroll *unroll, TlmRational from, TlmRational to)
{
  return sum (unroll, from, to);
}

/* Of its own ramps and those of what it stands in, each the one that shows it less. */
static void
choose_ramps (Unroll *unroll, const View *view, TlmEditEvent *event)
{
  gboolean view_rises = is_before (view->rise_from, view->rise_to);
  gboolean view_falls = is_before (view->fall_from, view->fall_to);
  gboolean rises = is_before (event->rise_from, event->rise_to);
  gboolean falls = is_before (event->fall_from, event->fall_to);

  if (view_rises && (!rises || is_before (doubled_middle (unroll, event->rise_from, event->rise_to),
              doubled_middle (unroll, view->rise_from, view->rise_to)))) {
    event->rise_from = view->rise_from;
    event->rise_to = view->rise_to;
  }
  if (view_falls && (!falls || is_before (doubled_middle (unroll, view->fall_from, view->fall_to),
              doubled_middle (unroll, event->fall_from, event->fall_to)))) {
    event->fall_from = view->fall_from;
    event->fall_to = view->fall_to;
  }
}

/* Placing an item on the film; FALSE where the view does not see it */

static gboolean
place_forward (Unroll *unroll, const View *view, const TlmEditItem *item, TlmEditEvent *event)
{
  event->record_in = most (view->in, film_of (unroll, view, item->record_in));
  event->record_out = least (view->out, film_of (unroll, view, item->record_out));
  event->rise_from = film_of (unroll, view, item->record_in);
  event->rise_to = film_of (unroll, view, sum (unroll, item->record_in, item->fade_in));
  event->fall_from = film_of (unroll, view, difference (unroll, item->record_out, item->fade_out));
  event->fall_to = film_of (unroll, view, item->record_out);
  return is_before (event->record_in, event->record_out);
}

static gboolean
place_backward (Unroll *unroll, const View *view, const TlmEditItem *item, TlmEditEvent *event)
{
  if (is_before (view->media, item->record_in))
    return FALSE;
  event->record_in = is_before (view->media, item->record_out) ? view->in :
      next_frame (unroll, film_of (unroll, view, item->record_out));
  event->record_out = least (view->out, next_frame (unroll, film_of (unroll, view, item->record_in)));
  event->rise_from = film_of (unroll, view, item->record_out);
  event->rise_to = film_of (unroll, view, difference (unroll, item->record_out, item->fade_out));
  event->fall_from = film_of (unroll, view, sum (unroll, item->record_in, item->fade_in));
  event->fall_to = film_of (unroll, view, item->record_in);
  return is_before (event->record_in, event->record_out);
}

/* A sequence that stands still shows what covers half or more at that instant. */
static gboolean
place_still (Unroll *unroll, const View *view, const TlmEditItem *item, TlmEditEvent *event)
{
  TlmRational since = difference (unroll, view->media, item->record_in);
  TlmRational until = difference (unroll, item->record_out, view->media);

  if (since.n < 0 || until.n <= 0 || is_before (sum (unroll, since, since), item->fade_in) ||
      (item->fade_out.n > 0 && !is_before (item->fade_out, sum (unroll, until, until))))
    return FALSE;
  event->record_in = event->rise_from = event->rise_to = view->in;
  event->record_out = event->fall_from = event->fall_to = view->out;
  return TRUE;
}

static gboolean
place (Unroll *unroll, const View *view, const TlmEditItem *item, TlmEditEvent *event)
{
  gboolean is_seen = view->speed.n > 0 ? place_forward (unroll, view, item, event) :
      view->speed.n < 0 ? place_backward (unroll, view, item, event) : place_still (unroll, view, item, event);
  TlmRational time;

  if (!is_seen)
    return FALSE;
  time = time_of (unroll, view, event->record_in);
  event->media_in = sum (unroll, item->media_in, product (unroll, item->speed,
          difference (unroll, time, item->record_in)));
  event->speed = product (unroll, item->speed, view->speed);
  event->source = item->source;
  event->sees_through = item->sees_through;
  event->unknown = item->unknown;
  event->place = item->place;
  choose_ramps (unroll, view, event);
  return TRUE;
}

/* Walking */

static gboolean unroll_sequence (Unroll *unroll, TlmEditSequence *sequence, const View *view);

static gboolean
fail (Unroll *unroll, const TlmEditSequence *sequence, const TlmEditItem *item, const char *finding)
{
  g_set_error (unroll->error, TLM_ERROR, TLM_ERROR_FORMAT, "%s%s%s: %s", item && item->place ? item->place : "",
      item && item->place && sequence->name[0] ? ", sequence " : "", tlm_head (sequence->name, 64).text, finding);
  return FALSE;
}

static gboolean
take_event (Unroll *unroll, const TlmEditSequence *sequence, const TlmEditItem *item, const TlmEditEvent *event)
{
  const View inside = { .in = event->record_in, .out = event->record_out, .media = event->media_in,
    .speed = event->speed, .rise_from = event->rise_from, .rise_to = event->rise_to,
    .fall_from = event->fall_from, .fall_to = event->fall_to };

  if (item->inside && !item->unknown)
    return unroll_sequence (unroll, (TlmEditSequence *) item->inside, &inside);
  if (unroll->edit->events->len >= tlm_limit (TLM_LIMIT_EDIT_EVENTS))
    return tlm_limit_fail (TLM_LIMIT_EDIT_EVENTS, TLM_ERROR_RANGE, unroll->error, "%s: ",
        item->place ? item->place : sequence->name);
  g_array_append_val (unroll->edit->events, *event);
  return TRUE;
}

static gboolean
unroll_items (Unroll *unroll, const TlmEditSequence *sequence, const View *view)
{
  for (guint i = 0; i < sequence->items->len; i++) {
    const TlmEditItem *item = &g_array_index (sequence->items, TlmEditItem, i);
    TlmEditEvent event = { .source = TLM_EDIT_NOTHING };
    gboolean is_seen = place (unroll, view, item, &event);
    if (unroll->is_beyond)
      return fail (unroll, sequence, item, "its times are beyond what can be counted");
    if (++unroll->work > unroll->most_work)
      return fail (unroll, sequence, item, "sequences stand in one another too often to be unrolled");
    if (is_seen && !take_event (unroll, sequence, item, &event))
      return FALSE;
  }
  return TRUE;
}

static gboolean
unroll_sequence (Unroll *unroll, TlmEditSequence *sequence, const View *view)
{
  gboolean done;

  if (sequence->is_open)
    return fail (unroll, sequence, NULL, "this sequence stands in itself");
  if (unroll->depth >= MOST_DEEP)
    return fail (unroll, sequence, NULL, "more than 64 sequences stand in one another");
  sequence->is_open = TRUE;
  unroll->depth++;
  done = unroll_items (unroll, sequence, view);
  unroll->depth--;
  sequence->is_open = FALSE;
  return done;
}

/* The lowest track first, and on each the earlier first, which what comes in covers. */
static int
by_track (const void *a, const void *b)
{
  const TlmEditItem *x = a, *y = b;

  if (x->track != y->track)
    return x->track < y->track ? -1 : 1;
  return tlm_rational_compare (x->record_in, y->record_in);
}

/* Of all that a sequence has. */
static View
whole (const TlmEditSequence *sequence)
{
  View view = { .in = TLM_RATIONAL_ZERO, .out = TLM_RATIONAL_ZERO, .media = TLM_RATIONAL_ZERO,
    .speed = TLM_RATIONAL_ONE, .rise_from = TLM_RATIONAL_ZERO, .rise_to = TLM_RATIONAL_ZERO,
    .fall_from = TLM_RATIONAL_ZERO, .fall_to = TLM_RATIONAL_ZERO };

  for (guint i = 0; i < sequence->items->len; i++)
    view.out = most (view.out, g_array_index (sequence->items, TlmEditItem, i).record_out);
  return view;
}

TlmEdit *
tlm_edit_tree_unroll (TlmEditTree *tree, const TlmEditSequence *root, GError **error)
{
  Unroll unroll = { .edit = tree->edit, .error = error,
    .most_work = WORK_FACTOR * (tlm_limit (TLM_LIMIT_EDIT_EVENTS) + 1) };
  View view = whole (root);

  for (guint i = 0; i < tree->sequences->len; i++)
    g_array_sort (((TlmEditSequence *) tree->sequences->pdata[i])->items, by_track);
  if (!unroll_sequence (&unroll, (TlmEditSequence *) root, &view))
    return NULL;
  if (tree->n_unsaid > 0) {
    TlmEditNote note = { .text = g_strdup_printf ("%u notes more are left out", tree->n_unsaid) };
    g_array_append_val (tree->edit->notes, note);
  }
  tlm_edit_settle (tree->edit);
  return g_steal_pointer (&tree->edit);
}
