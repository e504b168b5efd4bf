/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/space/orbit/elements.h"

G_BEGIN_DECLS

/* Two-line and three-line element sets as text: one or more sets, each of a
 * line 1 and a line 2 of 69 columns (T. S. Kelso, "FAQs: Two-Line Element Set
 * Format"), each with or without a name line before it, which may begin with
 * "0 ". Blank lines, lines that begin with "#", a byte-order mark, CRLF, and
 * text after column 70 are passed over.
 *
 * Columns, separators, ranges and checksums are verified, as is that both
 * lines are of one object. Two-digit years 57 to 99 are of the twentieth
 * century, others of the twenty-first; catalogue numbers may be alpha-5 (a
 * letter but I and O for the first two digits). Blank drag terms are 0. Sets
 * fitted with another theory than SGP4 (column 63) are refused.
 *
 * TEXT has LENGTH bytes and need not end with NUL; ORIGIN (a file name) is for
 * messages. Returns an array of TlmMeanElements in the order of the text, at
 * least one, to free with g_array_unref(); its size is bounded by the text's.
 * NULL with TLM_ERROR_FORMAT: "origin:line:column: found …, expected …".
 * Thread-safe. */
GArray *tlm_tle_parse (const char *text, gsize length, const char *origin, GError **error);

/* Whether TEXT (its first 256 bytes or more) looks like element sets: its
 * first line that is no comment, or the one after it, begins like a line 1.
 * For telling formats apart; no promise that it can be read. */
gboolean tlm_tle_probe (const char *text, gsize length);

/* The checksum of a line: the digits of columns 1 to 68 and one for each
 * minus sign, modulo 10. LINE has at least 68 bytes. */
guint tlm_tle_checksum (const char *line);

G_END_DECLS
