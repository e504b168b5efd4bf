/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/scene/widget.h"

G_BEGIN_DECLS

/* Samples of the time over which a scale holds what it had to reach. */
#define TLR_FOLLOW_SAMPLES 16

/* A scale that ends at 1, 2 or 5 times a power of ten above what the value has reached within the last seconds: it
 * grows at once, and shrinks once the value has been lower for so long. What it looks at are instants counted from T-0,
 * so that a seek shows what playing shows. All zero follows nothing. */
typedef struct {
  TlmDuration step_ns;         /* between samples; 0: the scale stands still */
  double least;                /* where it ends at the least, unit of the scale */
  gint64 newest;               /* number of the last sample that there is */
  guint64 revision;            /* of the timeline, that they are of */
  gboolean is_filled;
  double magnitudes[TLR_FOLLOW_SAMPLES];   /* storage unit, by number modulo their count; 0: not known */
} TlrGaugeFollow;

/* The largest magnitude of a channel within the last seconds and NOW, storage unit. */
double tlr_gauge_follow_reach (TlrGaugeFollow *follow, const TlrWidget *widget, guint channel,
    const TlmSnapshot *snapshot);

/* Ends of scales as whole numbers, from -900 to 900: one more is the next of 1, 2 and 5 times a power of ten. The least
 * that is no less than VALUE, over 0. */
gint16 tlr_gauge_follow_code (double value);

/* What stands at the end of that scale. */
double tlr_gauge_follow_end (gint16 code);

G_END_DECLS
