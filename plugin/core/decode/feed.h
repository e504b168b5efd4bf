/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* Decoding while the bytes come in: from a socket, a demultiplexer or a file,
 * in pieces that need not hold whole records. What comes out does not depend on
 * where the pieces are cut. Samples gather in a log of bounded records that the
 * caller takes away as often as it likes; a caller that takes after every piece
 * sees memory that does not grow with the length of the stream.
 *
 * Formats without a feed class (whole documents: XML, a JSON value, an MP4) are
 * gathered up to TLM_LIMIT_DOCUMENT_BYTES and decoded by finish().
 *
 * Not thread-safe. */
typedef struct _TlmFeed TlmFeed;

/* What happened so far. */
typedef struct {
  guint64 good;            /* records understood */
  guint64 bad;             /* records and runs of garbage skipped */
  guint64 lost;            /* records that a counter in the format says are missing, less
                            * those that came after all: it may go down */
  guint64 duplicate;       /* records that came again */
  guint64 out_of_order;    /* records that came after a later one, less those that were another
                            * link's: it may go down */
  guint64 bytes;           /* pushed */
} TlmFeedStats;

/* Begins a stream of DECODER's format. OPTIONS (may be NULL) are copied. SOURCE
 * is what to call the data in messages. NULL with an error when the options are
 * no use. */
TlmFeed *tlm_feed_new (const TlmDecoder *decoder, const char *source,
    const TlmDecodeOptions *options, GError **error);

/* Frees the feed and what was not taken; nothing for NULL. */
void tlm_feed_free (TlmFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmFeed, tlm_feed_free)

/* Says that what is pushed next plays at TIME for DURATION ns of the medium (0:
 * not known). Formats that carry their own clock do not care. */
void tlm_feed_set_media_time (TlmFeed *feed, gint64 time_ns, gint64 duration_ns);

/* Takes LENGTH bytes, read before it returns. FALSE with an error when the stream
 * cannot be understood at all: pushing more is then refused with the same
 * error. Damage is counted, and TRUE. */
gboolean tlm_feed_push (TlmFeed *feed, const guint8 *data, gsize length, GError **error);

/* The same for a datagram: no record goes on from one into another, and one that is cut or
 * junk costs itself alone. A whole document is gathered from them all the same. */
gboolean tlm_feed_push_datagram (TlmFeed *feed, const guint8 *data, gsize length,
    GError **error);

/* Forgets a record that was begun: the stream jumps (a seek, an outage of the
 * multiplex), what is pushed next does not follow on what came before. */
void tlm_feed_discont (TlmFeed *feed);

/* The end of the stream. FALSE with an error when there was nothing in it that
 * could be read. Nothing can be pushed after it. */
gboolean tlm_feed_finish (TlmFeed *feed, GError **error);

/* What came since the last call, as a sealed log whose counters count since
 * then; NULL when there is nothing new. The caller owns it. */
TlmLog *tlm_feed_take (TlmFeed *feed);

/* How many of the bytes pushed last wait for the rest of their record. */
gsize tlm_feed_waiting (const TlmFeed *feed);

/* Whether samples that came wait until their time is known (core/decode/hold.h). */
gboolean tlm_feed_holds (const TlmFeed *feed);

/* What happened since the beginning, into STATS. */
void tlm_feed_get_stats (const TlmFeed *feed, TlmFeedStats *stats);

G_END_DECLS
