/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CRC of LENGTH bytes as frame error control fields have it (CCSDS 132.0-B-3,
 * 4.1.6; 732.0-B-4, 4.1.6): x^16 + x^12 + x^5 + 1, preset to ones, most
 * significant bit first, not inverted. Over a frame with its CRC at the end it
 * is 0. Thread safe. */
guint16 tlm_crc16 (const guint8 *data, gsize length);

/* That of the bytes before, CRC, followed by LENGTH more. */
guint16 tlm_crc16_update (guint16 crc, const guint8 *data, gsize length);

G_END_DECLS
