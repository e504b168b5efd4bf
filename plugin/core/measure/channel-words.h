/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/language.h"
#include "core/measure/channel.h"

G_BEGIN_DECLS

/* Columns that a short form takes at most; characters of the Far East take two. */
#define TLM_CHANNEL_SHORT_COLUMNS 13

/* What a standard channel is called in a picture in that language, in capitals: "VERTICAL SPEED".
 * Static, never empty. From any thread. */
const char *tlm_channel_word (TlmChannelId id, TlmLanguageId language);

/* The same for a narrow column: "VERT. SPEED", of TLM_CHANNEL_SHORT_COLUMNS at most. */
const char *tlm_channel_short_word (TlmChannelId id, TlmLanguageId language);

G_END_DECLS
