/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-event.h"

#include <string.h>

typedef struct {
  TlrAssEvent event;       /* without its text */
  gsize text;              /* where it is in the texts */
  guint order;
} Waiting;

struct _TlrAssQueue {
  GArray *waiting;         /* Waiting */
  GString *texts;          /* each with its terminator */
};

TlrAssQueue *
tlr_ass_queue_new (void)
{
  TlrAssQueue *queue = g_new0 (TlrAssQueue, 1);

  queue->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  queue->texts = g_string_new (NULL);
  return queue;
}

void
tlr_ass_queue_free (TlrAssQueue *queue)
{
  if (!queue)
    return;
  g_array_unref (queue->waiting);
  g_string_free (queue->texts, TRUE);
  g_free (queue);
}

void
tlr_ass_queue_add (TlrAssQueue *queue, const TlrAssEvent *event)
{
  Waiting waiting = { *event, queue->texts->len, queue->waiting->len };

  g_string_append_len (queue->texts, event->text, (gssize) strlen (event->text) + 1);
  g_array_append_val (queue->waiting, waiting);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Waiting *x = a, *y = b;

  if (x->event.start_ns != y->event.start_ns)
    return x->event.start_ns < y->event.start_ns ? -1 : 1;
  if (x->event.layer != y->event.layer)
    return x->event.layer < y->event.layer ? -1 : 1;
  if (x->event.order != y->event.order)
    return x->event.order < y->event.order ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

void
tlr_ass_queue_give (TlrAssQueue *queue, TlrAssFunc func, gpointer data)
{
  g_array_sort (queue->waiting, compare);
  for (guint i = 0; i < queue->waiting->len; i++) {
    const Waiting *waiting = &g_array_index (queue->waiting, Waiting, i);
    TlrAssEvent event = waiting->event;

    event.text = queue->texts->str + waiting->text;
    func (&event, data);
  }
  g_array_set_size (queue->waiting, 0);
  g_string_truncate (queue->texts, 0);
}

/* Lines are many, and printf takes most of their time. */
void
tlr_ass_append_whole (GString *out, guint64 value)
{
  char digits[20];
  gsize at = sizeof digits;

  do
    digits[--at] = (char) ('0' + value % 10);
  while (value /= 10);
  g_string_append_len (out, digits + at, (gssize) (sizeof digits - at));
}

static void
append_rest (GString *out, const TlrAssEvent *event)
{
  g_string_append (out, event->style);
  g_string_append (out, ",,0,0,0,,");
  g_string_append (out, event->text);
}

void
tlr_ass_append_block (GString *out, guint64 read_order, const TlrAssEvent *event)
{
  tlr_ass_append_whole (out, read_order);
  g_string_append_c (out, ',');
  tlr_ass_append_whole (out, event->layer);
  g_string_append_c (out, ',');
  append_rest (out, event);
}

static void
append_two_digits (GString *out, char before, guint64 value)
{
  const char text[] = { before, (char) ('0' + value / 10), (char) ('0' + value % 10) };

  g_string_append_len (out, text, sizeof text);
}

static void
append_time (GString *out, gint64 time_ns)
{
  guint64 hundredths = ((guint64) MAX (time_ns, 0) + 5000000) / 10000000;

  tlr_ass_append_whole (out, hundredths / 360000);
  append_two_digits (out, ':', hundredths / 6000 % 60);
  append_two_digits (out, ':', hundredths / 100 % 60);
  append_two_digits (out, '.', hundredths % 100);
  g_string_append_c (out, ',');
}

void
tlr_ass_append_line (GString *out, const TlrAssEvent *event)
{
  g_string_append (out, "Dialogue: ");
  tlr_ass_append_whole (out, event->layer);
  g_string_append_c (out, ',');
  append_time (out, event->start_ns);
  append_time (out, event->end_ns);
  append_rest (out, event);
  g_string_append_c (out, '\n');
}
