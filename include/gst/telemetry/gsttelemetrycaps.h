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
 * for an event. Any other key is a channel.
 */
#define GST_TELEMETRY_MEDIA_TYPE "application/x-telemetry"

/**
 * GST_TELEMETRY_CAPS:
 *
 * Caps of a stream of telemetry samples.
 */
#define GST_TELEMETRY_CAPS GST_TELEMETRY_MEDIA_TYPE ", version=(int)1"

G_END_DECLS
