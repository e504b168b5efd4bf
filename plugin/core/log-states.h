/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log.h"

G_BEGIN_DECLS

/* Puts tracks in the place of the tables of states in a sealed LOG: what can be
 * derived from them (altitude above WGS84, place, speeds, orbit: core/derived.h),
 * at each of their nodes or, with STEP > 0, every STEP from the first to the last.
 * That is how states go into a live timeline and into lines of JSON. Channels that
 * a vehicle has tracks of are left as they are. A set of elements, which is good
 * for any time, and a single state that is to be propagated stay what they are.
 * The log is sealed again. */
void tlm_log_flatten_states (TlmLog *log, TlmDuration step_ns);

G_END_DECLS
