/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Numbers that are said to be magnitudes and are not. A speed has no sign; a column called
 * velocity may well have one, and then it is a part of a velocity. It is one where three samples
 * in a row are below 0 by more than instruments are off at rest (3 m/s, Mach 0.01) and by
 * more than a fiftieth of the most that the channel says.
 *
 * A signed speed is taken for the vertical speed where its vehicle has none and where the
 * altitude, if there is one, rises and falls as it says; else it becomes a channel of its own
 * (signed-speed), and so does a signed Mach number. That is noted. A horizontal speed may have a
 * sign: simulations of two dimensions write it back and forth, and square it to the same.
 * Of a whole log, sealed; a log that comes in pieces is not judged, since it has a name for the
 * channel before it has a sign. */
void tlm_log_settle_magnitudes (TlmLog *log);

/* Whether channel ID has no sign, and to receive how far below 0 instruments are at rest, in
 * the storage unit. Pure. */
gboolean tlm_channel_is_magnitude (guint id, double *noise);

G_END_DECLS
