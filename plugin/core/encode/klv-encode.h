/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/encode/log-json.h"
#include "core/log/log.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* Telemetry to KLV, as cameras send it with their pictures: a UAS Datalink Local
 * Set (MISB ST 0601.16) for each time of a vehicle, with time stamp, version,
 * platform designation and check sum.
 *
 *   yaw                       5        latitude, longitude      13, 14
 *   pitch                     6 to 20°, 90 beyond
 *   roll                      7 to 50°, 91 to 90°
 *   altitude-msl              15       -900 to 19 000 m
 *   altitude-ellipsoid        75       -900 to 19 000 m, 104 to 40 000 m
 *   vertical-speed            51       to 180 m/s
 *   horizontal-speed          79, 80 with heading to 327 m/s, else 56 to 255 m/s
 *   heading                   112      without horizontal-speed
 *   pressure, temperature     37, 39   of the air outside
 *   and what the decoder reads under names of its own: airspeed, mission-id, …
 *   (decode/klv-0601-items.h)
 *
 * Higher and faster than that, a Metric Geopositioning Local Set (MISB ST 1107)
 * follows with position and velocity in Earth-fixed axes, ±1e9 m and ±25 km/s; it
 * says speed-relative and speed-inertial with them. It needs latitude, longitude
 * and a height at one time; a height above mean sea level is taken above the
 * ellipsoid by EGM96, and is left out without its grid.
 *
 * Everything else has no place in these standards: it is left out and counted. So
 * are an altitude of which nobody says what it is above, whether numbers are measured or simulated, events, and all vehicles
 * but one, for a set says nothing of another. Not thread-safe. */
typedef struct _TlmKlvEncoder TlmKlvEncoder;

typedef struct {
  const char *vehicle;     /* the one that is written; NULL: the first that comes */
  TlmDatum datum;          /* of an altitude that does not say: ELLIPSOID or MSL */
  TlmInstant liftoff;      /* for times since liftoff, or TLM_TIME_NONE */
} TlmKlvEncodeOptions;

#define TLM_KLV_ENCODE_OPTIONS_INIT { .liftoff = TLM_TIME_NONE }

/* OPTIONS are copied. */
TlmKlvEncoder *tlm_klv_encoder_new (const TlmKlvEncodeOptions *options);

/* Frees the encoder; nothing for NULL. */
void tlm_klv_encoder_free (TlmKlvEncoder *encoder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmKlvEncoder, tlm_klv_encoder_free)

/* Appends the packets of a sealed LOG to OUT and returns where each is, by time: an
 * array of TlmLogLine (the time is on the log's clock) to be unreferenced. Texts
 * that were said once are in every packet from then on, for whoever joins late.
 * NULL with TLM_ERROR_TIME for times since liftoff when nobody said when that was. */
GArray *tlm_klv_encoder_write (TlmKlvEncoder *encoder, const TlmLog *log, GByteArray *out,
    GError **error);

/* The names of what was left out so far, in order of appearance, or NULL when
 * nothing was; of VALUES how many values. The names are the caller's. */
char *tlm_klv_encoder_left_out (const TlmKlvEncoder *encoder, guint64 *values);

G_END_DECLS
