/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* A feed class at work on a log of somebody else: keeps the bytes in which no
 * whole record was found yet. What a feed is made of, and what containers hand
 * the stream inside them to. Not thread-safe. */
typedef struct {
  const TlmFeedClass *class;
  TlmLog *log;
  gpointer state;          /* of the class */
  GByteArray *waiting;
  guint64 bytes;           /* pushed */
} TlmReader;

/* LOG must outlive the reader. FALSE with an error when OPTIONS (never NULL) are
 * of no use; READER is then all zero. */
gboolean tlm_reader_init (TlmReader *reader, const TlmFeedClass *class, TlmLog *log,
    const TlmDecodeOptions *options, GError **error);
void tlm_reader_clear (TlmReader *reader);

/* As the functions of a feed. */
gboolean tlm_reader_push (TlmReader *reader, const guint8 *data, gsize length, GError **error);
void tlm_reader_set_media_time (TlmReader *reader, gint64 time_ns, gint64 duration_ns);
void tlm_reader_discont (TlmReader *reader);
gboolean tlm_reader_finish (TlmReader *reader, GError **error);

/* Decodes a whole stream of CLASS into LOG. FALSE with an error when OPTIONS
 * (never NULL) are of no use, or the stream is. */
gboolean tlm_reader_decode (const TlmFeedClass *class, TlmLog *log, const guint8 *data,
    gsize length, const TlmDecodeOptions *options, GError **error);

G_END_DECLS
