/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* All decoders, in order of preference at equal probe results: N_DECODERS
 * pointers, constant. Thread safe, as are all of these. */
const TlmDecoder *const *tlm_decoder_table (gsize *n_decoders);

/* The decoder of that name, whatever its case, or NULL. */
const TlmDecoder *tlm_decoder_by_name (const char *name);

/* The decoder for these bytes, by content first and name second, or NULL with
 * an error that says what was found and which formats are known. FILENAME may
 * be NULL, and so may OPTIONS. */
const TlmDecoder *tlm_decoder_find (const guint8 *head, gsize length,
    const char *filename, const TlmDecodeOptions *options, GError **error);

/* Decodes and seals. SOURCE is what to call the data in messages. OPTIONS may be
 * NULL. The log is the caller's; NULL with an error that begins with SOURCE. */
TlmLog *tlm_decode_bytes (GBytes *bytes, const char *source,
    const TlmDecodeOptions *options, GError **error);

/* Reads a file or URI through GIO, unpacks gzip, decodes and seals. OPTIONS may be
 * NULL. The log is the caller's. Errors: not there, a directory, empty, over
 * one of the limits (core/base/limits.h), unknown. */
TlmLog *tlm_decode_file (const char *location, const TlmDecodeOptions *options,
    GError **error);

G_END_DECLS
