/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Events in comments between the rows, as OpenRocket exports them (info.openrocket.core
 * CSVExport): "Event BURNOUT occurred at t=2.87 seconds". */

/* The event of a comment, without its mark, of LENGTH bytes; SOURCE is what it comes from.
 * NULL when it is another comment. A reference that the caller owns. */
TlmEvent *tlm_csv_event_read (const char *comment, gsize length, const char *source);

G_END_DECLS
