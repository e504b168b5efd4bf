/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GST_TELEMETRY_MEDIA_TYPE:
 *
 * JSON Lines in SI units, one sample a buffer:
 * `{"utc":"2021-10-05T08:55:02.442Z","vehicle":"soyuz","altitude":1234.5}` with
 * `"met":12.5` (seconds since liftoff) where UTC is not known, and `"event":"meco"`
 * for an event. Any other key is a channel, but `"state-vector"`, a measured state of the
 * vehicle at `"utc"`, which is needed with it:
 * `{"frame":"ITRF","position":[x,y,z],"velocity":[x,y,z]}` in metres and metres per second
 * about the Earth's centre; frames are EME2000, GCRF, MOD, TOD, TEME, CIRS, TIRS and ITRF. All
 * states of a vehicle are in one frame, and all have a velocity or none has. `"longest-gap"` in
 * it is how many seconds may lie between states that belong together, where that is known, and
 * `"derived"` an array of names: the channels of the line that only follow from the state, for
 * readers that know no states; whoever reads the state leaves them out. A line whose state is
 * broken is a bad record.
 */
#define GST_TELEMETRY_MEDIA_TYPE "application/x-telemetry"

/**
 * GST_TELEMETRY_CAPS:
 *
 * Caps of a stream of telemetry samples.
 */
#define GST_TELEMETRY_CAPS "application/x-telemetry, version=(int)1"

G_END_DECLS
