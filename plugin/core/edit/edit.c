/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edit.h"

#include <stdlib.h>

#include "core/edit/edit-private.h"
#include "core/time/elapsed.h"

void
tlm_edit_free (TlmEdit *edit)
{
  if (!edit)
    return;
  g_free (edit->title);
  g_ptr_array_unref (edit->sources);
  g_array_unref (edit->events);
  g_array_unref (edit->notes);
  g_array_unref (edit->order);
  g_array_unref (edit->ends);
  g_string_chunk_free (edit->texts);
  g_free (edit);
}

static const TlmEditEvent *
event_of (const TlmEdit *edit, guint index)
{
  return &g_array_index (edit->events, TlmEditEvent, index);
}

static int
by_record_in (const void *a, const void *b, void *data)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  int order = tlm_rational_compare (event_of (data, x)->record_in, event_of (data, y)->record_in);

  return order != 0 ? order : x < y ? -1 : x > y;
}

void
tlm_edit_settle (TlmEdit *edit)
{
  TlmRational last = TLM_RATIONAL_ZERO;

  g_array_set_size (edit->order, 0);
  g_array_set_size (edit->ends, 0);
  for (guint i = 0; i < edit->events->len; i++)
    g_array_append_val (edit->order, i);
  g_array_sort_with_data (edit->order, by_record_in, edit);
  for (guint i = 0; i < edit->events->len; i++) {
    TlmRational end = event_of (edit, g_array_index (edit->order, guint, i))->record_out;
    if (i == 0 || tlm_rational_compare (end, last) > 0)
      last = end;
    g_array_append_val (edit->ends, last);
  }
}

static gboolean
move (TlmRational by, TlmRational *time)
{
  return tlm_rational_add (*time, by, time);
}

gboolean
tlm_edit_shift (TlmEdit *edit, gint64 frames)
{
  TlmRational by;

  if (frames == 0)
    return TRUE;
  if (edit->rate.fps_n <= 0 || !tlm_rational_make (edit->rate.fps_d, edit->rate.fps_n, &by) ||
      !tlm_rational_multiply (by, (TlmRational) { .n = frames, .d = 1 }, &by))
    return FALSE;
  for (guint i = 0; i < edit->events->len; i++) {
    TlmEditEvent *event = &g_array_index (edit->events, TlmEditEvent, i);
    if (!move (by, &event->record_in) || !move (by, &event->record_out) || !move (by, &event->rise_from) ||
        !move (by, &event->rise_to) || !move (by, &event->fall_from) || !move (by, &event->fall_to))
      return FALSE;
  }
  for (guint i = 0; i < edit->notes->len; i++)
    if (!move (by, &g_array_index (edit->notes, TlmEditNote, i).record))
      return FALSE;
  tlm_edit_settle (edit);
  return TRUE;
}

TlmRational
tlm_edit_duration (const TlmEdit *edit)
{
  g_return_val_if_fail (edit != NULL, TLM_RATIONAL_ZERO);
  return edit->ends->len > 0 ? g_array_index (edit->ends, TlmRational, edit->ends->len - 1) : TLM_RATIONAL_ZERO;
}

/* How many of the events, in ORDER, begin at TIME or before. */
static guint
count_begun (const TlmEdit *edit, TlmRational time)
{
  guint low = 0, high = edit->order->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (tlm_rational_compare (event_of (edit, g_array_index (edit->order, guint, middle))->record_in, time) <= 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static double
as_double (TlmRational value)
{
  return (double) value.n / (double) value.d;
}

/* How far TIME is from FROM to TO, 0 to 1; 1 where the two are one. */
static double
part_of (TlmRational from, TlmRational to, TlmRational time)
{
  TlmRational since, length, part;

  if (tlm_rational_compare (from, to) >= 0 || tlm_rational_compare (time, to) >= 0)
    return 1;
  if (tlm_rational_compare (time, from) <= 0)
    return 0;
  if (!tlm_rational_subtract (time, from, &since) || !tlm_rational_subtract (to, from, &length) ||
      !tlm_rational_divide (since, length, &part))
    return (as_double (time) - as_double (from)) / (as_double (to) - as_double (from));
  return as_double (part);
}

static gboolean
has_fall (const TlmEditEvent *event)
{
  return tlm_rational_compare (event->fall_from, event->fall_to) < 0;
}

static double
fallen (const TlmEditEvent *event, TlmRational time)
{
  return has_fall (event) ? part_of (event->fall_from, event->fall_to, time) : 0;
}

static double
risen (const TlmEditEvent *event, TlmRational time)
{
  return part_of (event->rise_from, event->rise_to, time);
}

/* In the middle of a dissolve what comes counts. */
static gboolean
counts (const TlmEditEvent *event, TlmRational time)
{
  return !event->sees_through && risen (event, time) >= 0.5 && fallen (event, time) < 0.5;
}

static int
by_height (const void *a, const void *b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x > y ? -1 : x < y;
}

/* Of the events that are on the film at TIME, the topmost first. */
static GArray *
indices_at (const TlmEdit *edit, TlmRational time)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = count_begun (edit, time); i > 0; i--) {
    guint index = g_array_index (edit->order, guint, i - 1);
    if (tlm_rational_compare (g_array_index (edit->ends, TlmRational, i - 1), time) <= 0)
      break;
    if (tlm_rational_compare (event_of (edit, index)->record_out, time) > 0)
      g_array_append_val (found, index);
  }
  g_array_sort (found, by_height);
  return found;
}

static TlmRational
media_at (const TlmEditEvent *event, TlmRational time)
{
  TlmRational media = event->media_in, since;

  if (tlm_rational_subtract (time, event->record_in, &since) &&
      tlm_rational_multiply (since, event->speed, &since))
    tlm_rational_add (media, since, &media);
  return media;
}

GArray *
tlm_edit_layers_at (const TlmEdit *edit, TlmRational time)
{
  GArray *layers = g_array_new (FALSE, FALSE, sizeof (TlmEditLayer));
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (edit != NULL, layers);
  found = indices_at (edit, time);
  for (guint i = 0; i < found->len; i++) {
    const TlmEditEvent *event = event_of (edit, g_array_index (found, guint, i));
    TlmEditLayer layer = { .event = event, .media = media_at (event, time),
      .opacity = risen (event, time) * (1 - fallen (event, time)) };
    if (layer.opacity > 0)
      g_array_append_val (layers, layer);
  }
  return layers;
}

const TlmEditEvent *
tlm_edit_event_at (const TlmEdit *edit, TlmRational time, TlmRational *media)
{
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (edit != NULL, NULL);
  found = indices_at (edit, time);
  for (guint i = 0; i < found->len; i++) {
    const TlmEditEvent *event = event_of (edit, g_array_index (found, guint, i));
    if (!counts (event, time))
      continue;
    if (media)
      *media = media_at (event, time);
    return event;
  }
  return NULL;
}

char *
tlm_edit_record_text (const TlmEdit *edit, TlmRational time)
{
  TlmRational per_second, frame;
  TlmTimecode label;
  gint64 ns = 0;

  if (tlm_timecode_rate_is_valid (&edit->rate) &&
      tlm_rational_make (edit->rate.fps_n, edit->rate.fps_d, &per_second) &&
      tlm_rational_multiply (time, per_second, &frame)) {
    label = tlm_timecode_from_frame (tlm_rational_floor (frame) + (edit->has_start ? edit->start_frame : 0), &edit->rate);
    return g_strdup_printf ("%02u:%02u:%02u%c%02u", label.hours, label.minutes, label.seconds,
        edit->rate.drop ? ';' : ':', label.frames);
  }
  tlm_rational_to_ns (time, &ns);
  return tlm_elapsed_seconds (ns, 3);
}
