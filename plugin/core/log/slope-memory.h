/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/slope.h"

G_BEGIN_DECLS

/* What was found of slopes of some series at one instant, for the next one: who asks
 * for instants that follow each other keeps one. Not thread-safe; the series may
 * change or go between two calls. */
typedef struct _TlmSlopeMemory TlmSlopeMemory;

/* The caller's. */
TlmSlopeMemory *tlm_slope_memory_new (void);

/* Takes NULL. */
void tlm_slope_memory_free (TlmSlopeMemory *memory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmSlopeMemory, tlm_slope_memory_free)

/* What tlm_slope_at() gives, by MEMORY, which may be NULL. Allocates at the first call
 * for a series. */
gboolean tlm_slope_memory_at (TlmSlopeMemory *memory, const TlmSeries *series, gint64 time_ns,
    gboolean is_angle, TlmSlope *slope);

G_END_DECLS
