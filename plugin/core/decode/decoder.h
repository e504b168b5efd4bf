/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packet-options.h"
#include "core/log/log.h"

G_BEGIN_DECLS

/* What a person can tell a decoder. All zero is a good default. */
typedef struct {
  const char *columns;       /* "altitude=alt:ft,speed=vz:ft/s,time=t:s", or NULL */
  const char *format;        /* name of the decoder to use, or NULL to find out */
  const char *vehicle;       /* name for a source that names none, or NULL */
  TlmPacketOptions packets;  /* for packets and frames */
} TlmDecodeOptions;

/* A copy with strings of its own. */
TlmDecodeOptions *tlm_decode_options_copy (const TlmDecodeOptions *options);
void tlm_decode_options_free (TlmDecodeOptions *options);

/* How a format is decoded piece by piece (decode/feed.h). */
typedef struct _TlmFeedClass TlmFeedClass;

/* One wire format. Rows live in one const table (decode/decoder.c). */
typedef struct {
  const char *name;          /* "csv" */
  const char *description;   /* one line for people */
  const char *extensions;    /* space separated, lower case, no dot: "csv tsv txt" */
  /* How sure the format is from the first bytes: 0 no, 100 certain. The name of
   * the file is worth no more than a tie-break, done by the caller. */
  guint (*probe) (const guint8 *head, gsize length);
  /* Reads it all into LOG (format and source are set). Nothing past
   * LENGTH may be read: no NUL stands there. On failure the log is thrown away.
   * NULL for a format with a feed: it is read through that. */
  gboolean (*decode) (TlmLog *log, const guint8 *data, gsize length,
      const TlmDecodeOptions *options, GError **error);
  /* For formats that can be read while they come; NULL for whole documents. */
  const TlmFeedClass *feed;
} TlmDecoder;

/* All decoders, in order of preference at equal probe results. */
const TlmDecoder *tlm_decoder_table (gsize *n_decoders);

/* The decoder for these bytes, by content first and name second, or NULL with
 * an error that says what was found and which formats are known. FILENAME may
 * be NULL. */
const TlmDecoder *tlm_decoder_find (const guint8 *head, gsize length,
    const char *filename, const TlmDecodeOptions *options, GError **error);

/* Decodes and seals. SOURCE is what to call the data in messages. */
TlmLog *tlm_decode_bytes (GBytes *bytes, const char *source,
    const TlmDecodeOptions *options, GError **error);

/* Reads a file or URI through GIO, unpacks gzip, decodes and seals. Errors: not
 * there, a directory, empty, larger than TLM_DECODE_MAX_BYTES, unknown. */
TlmLog *tlm_decode_file (const char *location, const TlmDecodeOptions *options,
    GError **error);

/* 4 GiB: more than any telemetry log, less than a machine's memory. */
#define TLM_DECODE_MAX_BYTES (G_GUINT64_CONSTANT (4) << 30)

G_END_DECLS
