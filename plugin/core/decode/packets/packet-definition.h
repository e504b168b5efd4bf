/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packet-options.h"
#include "core/decode/packets/definition/program.h"

G_BEGIN_DECLS

/* Loads the definition that OPTIONS name, XTCE or field map by its content. NULL
 * with an error when there is none, or it cannot be read. */
TlmPacketProgram *tlm_packet_definition_load (const TlmPacketOptions *options, GError **error);

G_END_DECLS
