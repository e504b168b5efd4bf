/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/ndm/ndm-message.h"

G_BEGIN_DECLS

/* What each message means; for ndm-message.c. */

/* What is wrong with a keyword (NULL: unknown) of LENGTH bytes where it stands is a remark.
 * KEYWORD becomes NULL for one to pass over. */
gboolean tlm_ndm_check_keyword (TlmNdm *ndm, const TlmNdmKeyword **keyword, guint line,
    const char *key, gsize length, GError **error);

/* What all have in common, from the fields of the block: object, centre, frame
 * of reference and time system. */
gboolean tlm_ndm_metadata (TlmNdm *ndm, guint line, GError **error);

/* The state in the block's fields, m and m/s in the frame that is kept. With
 * ACCELERATION (may be NULL) NaN where there is none. */
gboolean tlm_ndm_read_state (TlmNdm *ndm, guint line, TlmInstant *epoch, TlmState *state,
    TlmVec3 *acceleration_m_s2, GError **error);

gboolean tlm_ndm_oem_begin (TlmNdm *ndm, guint line, GError **error);
gboolean tlm_ndm_oem_state (TlmNdm *ndm, guint line, GError **error);
gboolean tlm_ndm_oem_end (TlmNdm *ndm, guint line, GError **error);
gboolean tlm_ndm_opm_end (TlmNdm *ndm, guint line, GError **error);
gboolean tlm_ndm_omm_end (TlmNdm *ndm, guint line, GError **error);

G_END_DECLS
