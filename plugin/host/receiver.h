/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/feed.h"

G_BEGIN_DECLS

/* Bytes of a stream in, logs of samples out. It goes on after what cannot be read: a sender may be replaced by one
 * that is understood. Belongs to one thread at a time. */
typedef struct _TlhReceiver TlhReceiver;

/* The stream is of FORMAT, or of what its first bytes tell (NULL); DATAGRAMS: no record goes on in the next piece.
 * OPTIONS are copied. NULL with an error where the format is not known, or is none that can be read while it comes. */
TlhReceiver *tlh_receiver_new (const char *format, gboolean datagrams, const TlmDecodeOptions *options, GError **error);

/* Takes NULL. */
void tlh_receiver_free (TlhReceiver *receiver);

/* What came of it. */
typedef struct {
  TlmLog *log;                 /* the caller's; NULL: nothing new */
  gint64 came_ns;              /* when the bytes came that its first sample is made of */
} TlhDelivery;

/* Takes LENGTH bytes that came at CAME_NS, 0 or more, on a clock that goes on evenly. FALSE with an error where they are
 * not understood; DELIVERY has what was before them, and what comes next is taken for the beginning of a stream. */
gboolean tlh_receiver_push (TlhReceiver *receiver, const guint8 *data, gsize length, gint64 came_ns,
    TlhDelivery *delivery, GError **error);

/* What comes next does not follow on what came: another sender, or the same anew. */
void tlh_receiver_restart (TlhReceiver *receiver);

G_END_DECLS
