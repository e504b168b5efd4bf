/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/signals.h"

G_BEGIN_DECLS

/* What decided at the instant INDEX, in words: each signal that RULE names with its value, in
 * the storage unit, then the rule: "climb -0.6 m/s, thrusting no: climb < 0 and not
 * thrusting". To be freed. */
char *tlm_reason_text (const TlmSignals *signals, gsize index, const TlmRule *rule);

G_END_DECLS
