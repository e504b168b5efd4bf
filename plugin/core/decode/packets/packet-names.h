/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"

G_BEGIN_DECLS

/* The slot of the field NAME. FALSE with TLM_ERROR_COLUMNS that begins with KEY
 * ("map") and shows the nearest name, or all of them where there are few. */
gboolean tlm_packet_name_find (const TlmPacketProgram *program, const char *name,
    const char *key, gint *slot, GError **error);

/* Names of the fields, comma separated, at most 40. */
char *tlm_packet_names (const TlmPacketProgram *program);

G_END_DECLS
