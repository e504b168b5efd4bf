/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Unpacks the file NAME of the zip archive (PKWARE's APPNOTE 6.3) in LENGTH bytes of DATA: stored or
 * deflated, one archive in one file, neither encrypted nor of the 64-bit kind. NULL with a
 * TLM_ERROR_FORMAT that says the byte where the archive is broken or has no such file, and with a
 * TLM_ERROR_RANGE where that is over the limits edit-bytes, unpacked-bytes or unpacked-ratio. What is
 * unpacked has the length and the checksum that the archive says. Thread safe. To be freed. */
GBytes *tlm_zip_unpack (const char *data, gsize length, const char *name, GError **error);

/* Whether LENGTH bytes HEAD begin a zip archive. */
gboolean tlm_zip_probe (const char *head, gsize length);

G_END_DECLS
