/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"
#include "render/draw/strip.h"
#include "render/layout/template.h"
#include "render/scene/refresh.h"

G_BEGIN_DECLS

/* Numbers whose digits roll to the next ones, each in a column of its own: what changes at a
 * multiple of a period rolls in the first part of it, from what stood there a period before.
 * A pure function of timeline and time. Belongs to one thread. */
typedef struct _TlrLineRoll TlrLineRoll;

/* How long digits roll; half the period where that is less. */
#define TLR_LINE_ROLL_TIME (400 * (TLM_SECOND / 1000))

/* PERIOD is over 0. The timeline lives as long. */
TlrLineRoll *tlr_line_roll_new (const TlmTimeline *timeline, TlmDuration period_ns);

/* Takes NULL. */
void tlr_line_roll_free (TlrLineRoll *roll);

/* The snapshot to print at NOW, and in OLD what TEXT said a period before: "" once that has rolled
 * away. STEP is how far it has, 0 to 99. */
const TlmSnapshot *tlr_line_roll_at (TlrLineRoll *roll, const TlmSnapshot *now,
    const TlmChannelSet *channels, TlrText *text, char old[TLR_TEMPLATE_SIZE], guint *step);

/* Whether one number rolls into the other: both of the strip's characters, with digits in the same
 * places. */
gboolean tlr_line_roll_fits (const TlrStrip *strip, const char *old, const char *text);

/* As tlr_strip_compose() of TEXT, which fits, with what differs from OLD on its way, upwards. */
void tlr_line_roll_compose (TlrStrip *strip, const char *old, const char *text, guint step,
    TlrNative *canvas, int x, int baseline, const TlrRect *clip);

G_END_DECLS
