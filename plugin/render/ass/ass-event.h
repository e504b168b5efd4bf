/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One event of Advanced SubStation Alpha; who gives it owns the strings. */
typedef struct {
  gint64 start_ns, end_ns;   /* footage time */
  guint layer;
  guint order;               /* of those of one start and layer: a later one lies above */
  const char *style;
  const char *text;          /* escaped */
} TlrAssEvent;

typedef void (*TlrAssFunc) (const TlrAssEvent *event, gpointer data);

/* Appends an event as the block of Matroska: ReadOrder,Layer,Style,... */
void tlr_ass_append_block (GString *out, guint64 read_order, const TlrAssEvent *event);

/* Appends an event as a line of a file, its times in hundredths of a second. */
void tlr_ass_append_line (GString *out, const TlrAssEvent *event);

/* The line between the header and the first event of a file. */
#define TLR_ASS_EVENTS \
  "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"

/* Events that wait for their turn, for they end in another order than they
 * begin. Belongs to one thread. */
typedef struct _TlrAssQueue TlrAssQueue;

/* An empty queue. Free with tlr_ass_queue_free(). */
TlrAssQueue *tlr_ass_queue_new (void);

/* Takes NULL. */
void tlr_ass_queue_free (TlrAssQueue *queue);

/* Takes a copy of the text; the name of the style has to stand until it is given. */
void tlr_ass_queue_add (TlrAssQueue *queue, const TlrAssEvent *event);

/* Gives all of them, by start, layer and order, then as they were added, and is empty. */
void tlr_ass_queue_give (TlrAssQueue *queue, TlrAssFunc func, gpointer data);

/* Appends a number in decimal. */
void tlr_ass_append_whole (GString *out, guint64 value);

G_END_DECLS
