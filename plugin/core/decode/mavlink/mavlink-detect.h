/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decode-options.h"
#include "core/decode/mavlink/mavlink-private.h"

G_BEGIN_DECLS

/* A frame, and the stamp of a tlog before it. */

#define TLM_MAVLINK_STAMP 8  /* bytes: µs, the greatest first */

/* The frame at DATA, and the stamp before it (0 when it has none). IS_BARE: none has. STEP
 * receives the bytes both take. LAST: no more comes. */
TlmMavlinkResult tlm_mavlink_read_record (const guint8 *data, gsize length, gboolean last,
    gboolean is_bare, TlmMavlinkFrame *frame, guint64 *stamp_us, gsize *step);

/* As TlmDecoder's probe and search. */
guint tlm_mavlink_probe (const guint8 *head, gsize length);
guint tlm_mavlink_search (const guint8 *head, gsize length, const TlmDecodeOptions *options);

G_END_DECLS
