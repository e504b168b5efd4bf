/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* A stream of one feed class that is read into a log: keeps the bytes in which no
 * whole record was found yet. A feed has one, and so has the decoder of a
 * container for the stream inside it. Not thread-safe. */
typedef struct {
  const TlmFeedClass *class;
  TlmLog *log;
  gpointer state;          /* of the class */
  GByteArray *waiting;
  guint64 bytes;           /* pushed */
  GError *problem;         /* why nothing more is read, found where no error could be given */
  guint64 n_ended, n_open; /* datagrams of text that end with an end of line, and without */
} TlmReader;

/* LOG must outlive the reader. FALSE with an error when OPTIONS (never NULL) are
 * of no use; READER is then all zero. */
gboolean tlm_reader_init (TlmReader *reader, const TlmFeedClass *class, TlmLog *log,
    const TlmDecodeOptions *options, GError **error);

/* Closes the class's reader and sets READER to zero; nothing for one that is all zero. */
void tlm_reader_clear (TlmReader *reader);

/* Takes LENGTH bytes, read before it returns. FALSE with an error when the stream
 * cannot be understood at all; damage is counted in the log, and TRUE. */
gboolean tlm_reader_push (TlmReader *reader, const guint8 *data, gsize length, GError **error);

/* Takes a datagram of LENGTH bytes: nothing in it is joined with what came before, or what
 * comes next. FALSE as above. */
gboolean tlm_reader_push_datagram (TlmReader *reader, const guint8 *data, gsize length,
    GError **error);

/* Says that what is pushed next plays at TIME_NS for DURATION_NS of the medium (0: not
 * known; TLM_TIME_NONE: no time). */
void tlm_reader_set_media_time (TlmReader *reader, gint64 time_ns, gint64 duration_ns);

/* Forgets a record that was begun, and counts it as bad: the stream jumps. Where it turns out that
 * the stream cannot be understood at all, what is pushed next is refused. */
void tlm_reader_discont (TlmReader *reader);

/* The end of the stream. FALSE with an error when there was nothing in it that
 * could be read. Only clear() comes after it. */
gboolean tlm_reader_finish (TlmReader *reader, GError **error);

/* Decodes a whole stream of CLASS into LOG. FALSE with an error when OPTIONS
 * (never NULL) are of no use, or the stream is. */
gboolean tlm_reader_decode (const TlmFeedClass *class, TlmLog *log, const guint8 *data,
    gsize length, const TlmDecodeOptions *options, GError **error);

G_END_DECLS
