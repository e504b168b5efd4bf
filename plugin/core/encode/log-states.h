/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* Puts tracks in the place of the ephemerides in a sealed LOG: what can be derived
 * from them (altitude above WGS84, place, speeds, orbit: core/timeline/derived.h). That is
 * how states go into a live timeline and into lines of JSON. Channels that a vehicle
 * has tracks of are left as they are. The log is sealed again.
 *
 * With STEP > 0 the log is a whole document: a sample every STEP from the first to
 * the last state; of mean elements and of a single state from the first epoch to one
 * revolution after the last. Over a long time the step is longer, for 65 536 samples.
 *
 * With STEP 0 it is a piece of a stream: a sample at each state of its tables, of
 * what that state says by itself, so that it does not matter how the stream was cut.
 * Measured states stay beside their tracks, for lines of JSON that have both.
 * Elements and single states, which are good for any time, stay what they are. */
void tlm_log_flatten_states (TlmLog *log, TlmDuration step_ns);

G_END_DECLS
