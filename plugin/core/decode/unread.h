/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether HEAD, the first bytes of a file, is of a format that is known and not read: other
 * messages of the CCSDS, packed files. TRUE with TLM_ERROR_FORMAT that says what it is and
 * what to do. Thread safe. */
gboolean tlm_unread_find (const guint8 *head, gsize length, GError **error);

G_END_DECLS
