/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* Samples as lines of JSON, in the form of application/x-telemetry (design: SI
 * units, angles in degrees; the JSON Lines decoder reads it back):
 *
 *   {"utc":"2021-10-05T08:55:02.442Z","vehicle":"stage1","altitude":1234.5}
 *   {"met":12.5,"event":"meco"}
 *
 * utc where it is known, else met, seconds since liftoff; a time is written to
 * the nanosecond, a number so that it reads back as the same double. Strings are
 * escaped after RFC 8259 section 7; invalid UTF-8 in them is made valid. Each
 * line ends with a newline. Pure functions; thread safe. */

/* The member that a measured state is (core/encode/state-json.h). */
#define TLM_JSON_STATE "state-vector"

/* Appends what one vehicle shows: values that are fresh or stale, and texts.
 * FALSE, and OUT as it was, when the snapshot has no time, the vehicle does not
 * exist, or there is nothing to say of it. */
gboolean tlm_sample_json_append (GString *out, const TlmTimeline *timeline,
    const TlmSnapshot *snapshot, guint vehicle);

/* Appends an event of the timeline. FALSE, and OUT as it was, when its time
 * cannot be written. */
gboolean tlm_sample_json_append_event (GString *out, const TlmTimeline *timeline,
    const TlmEvent *event);

/* Appends TEXT as a JSON string in quotes. */
void tlm_json_append_string (GString *out, const char *text);

/* A comma, the key and a colon. */
void tlm_json_append_key (GString *out, const char *key);

/* The member "vehicle"; nothing for NULL and "". */
void tlm_json_append_vehicle (GString *out, const char *name);

/* Whether a line gives NAME a meaning of its own, so that a channel called so
 * would be taken for that. */
gboolean tlm_json_is_reserved (const char *name);

/* Appends seconds, exactly and without zeros that say nothing; "null" for TLM_TIME_NONE. */
void tlm_json_append_seconds (GString *out, TlmDuration time_ns);

/* Appends a number as tlm_number_append() (core/base/number.h) writes it; "null" for
 * what is not finite. */
void tlm_json_append_number (GString *out, double value);

G_END_DECLS
