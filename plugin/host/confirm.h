/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* What rules found in the telemetry and nobody has confirmed yet: it is kept from the timeline, and proposed. What is
 * given needs nobody, and what is only planned is left. Belongs to whoever holds the timeline's lock. */
typedef struct _TlhConfirm TlhConfirm;

/* Nothing is confirmed. To be freed. */
TlhConfirm *tlh_confirm_new (void);

/* Takes NULL. */
void tlh_confirm_free (TlhConfirm *confirm);

/* Rules have just been over TIMELINE: takes away what is not confirmed. What was confirmed stays so when its time is
 * told more exactly: it is known by its name, its vehicle, and the how manieth of them it is. */
void tlh_confirm_sift (TlhConfirm *confirm, TlmTimeline *timeline);

/* Lets all onto TIMELINE that was found at or before TIME; FALSE where there was nothing. */
gboolean tlh_confirm_until (TlhConfirm *confirm, TlmTimeline *timeline, gint64 time_ns);

/* The newest at or before TIME that waits to be confirmed, or NULL. Owned by CONFIRM, until the next call. */
const TlmEvent *tlh_confirm_proposal (const TlhConfirm *confirm, gint64 time_ns);

G_END_DECLS
