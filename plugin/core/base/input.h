/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes that grow, past what GByteArray counts; all zero is an empty one. */
typedef struct {
  guint8 *data;       /* owned; NULL with nothing reserved */
  gsize length, capacity;
} TlmBytesBuffer;

/* Makes room for N bytes behind LENGTH. FALSE with a TLM_ERROR_READ where there is no memory. */
gboolean tlm_bytes_buffer_reserve (TlmBytesBuffer *buffer, gsize n, GError **error);

/* What is in it, which is empty then. To be unreferenced. */
GBytes *tlm_bytes_buffer_take (TlmBytesBuffer *buffer);

/* Reads whole files that others may have put there. A pipe, a device or a socket may never end, or
 * never begin: none is opened unless it is asked for. */

/* What stands for standard input, which needs no asking. */
#define TLM_INPUT_STDIN "-"

/* Reads FILE to its end, or MOST + 1 bytes where it is longer: the caller says what is too long.
 * SPECIAL: what is no regular file is read too, and waited for. The error begins with a verb ("is a
 * folder", "cannot be read: …"), for the caller to put the name before it. Blocks while it reads; a
 * path is opened without waiting, and looked at once it is open, so that it cannot be another file by
 * then. What is written to a file meanwhile is read or not; one that became shorter is an error. Thread safe. To be unreferenced. */
GBytes *tlm_input_read (GFile *file, gsize most, gboolean special, GError **error);

/* The same of standard input. */
GBytes *tlm_input_read_stdin (gsize most, GError **error);

G_END_DECLS
