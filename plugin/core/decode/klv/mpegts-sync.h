/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the packets of a transport stream are: ISO/IEC 13818-1, 2.4.3. */

#define TLM_MPEGTS_PACKET 188
#define TLM_MPEGTS_SYNC 0x47
/* As recorders write it: 4 bytes of arrival time before each packet (BDAV, M2TS), so
 * that the first one begins at byte 4. */
#define TLM_MPEGTS_TIMED 192
#define TLM_MPEGTS_TIMED_LEAD 4

typedef enum {
  TLM_MPEGTS_NO,
  TLM_MPEGTS_YES,
  TLM_MPEGTS_WAIT          /* more bytes would tell */
} TlmMpegtsAnswer;

/* Whether packets follow on each other from AT on, and if so STRIDE receives from how
 * many bytes to how many: 188, TLM_MPEGTS_TIMED, or 204 with a parity behind each. Five
 * must; fewer where LAST says that DATA ends there. AT is less than LENGTH. */
TlmMpegtsAnswer tlm_mpegts_follow (const guint8 *data, gsize length, gboolean last, gsize at,
    gsize *stride);

/* How sure it is that a transport stream begins somewhere in HEAD: 0 to 100. */
guint tlm_mpegts_search (const guint8 *head, gsize length);

G_END_DECLS
