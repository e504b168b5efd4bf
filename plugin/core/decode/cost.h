/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* What decoding one file has cost so far, against TLM_LIMIT_INPUT_MS and TLM_LIMIT_MEMORY_BYTES. */
typedef struct {
  gint64 begin_ns;    /* of this thread's processor time */
} TlmCost;

/* Now, on the thread that decodes. */
void tlm_cost_begin (TlmCost *cost);

/* FALSE with an error where it is too much, by the time this thread has taken since and what LOG holds. Asked after
 * each piece of a file, and of a document that is read as a whole at its end; nothing asks of a stream. */
gboolean tlm_cost_fits (const TlmCost *cost, const TlmLog *log, GError **error);

/* What LOG's samples, texts, states and events are held in, bytes; a little is left out. */
guint64 tlm_cost_bytes (const TlmLog *log);

G_END_DECLS
