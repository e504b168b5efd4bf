/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* log-places.c: drops places at exactly 0, 0 from what was appended since the last seal,
 * with a break where they were; how many. */
guint64 tlm_log_drop_no_places (TlmLogVehicle *vehicle);

/* log-times.c: leaves out, with a warning, what was not sealed yet and is of a time that no telemetry
 * has (core/time/sum.h), or so far from the rest that differences are not counted. */
void tlm_log_drop_unusual_times (TlmLog *log);

/* The samples of a standard channel of VEHICLE, or NULL. */
TlmSeries *tlm_log_series (const TlmLogVehicle *vehicle, TlmChannelId channel);

G_END_DECLS
