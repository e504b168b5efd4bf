/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/footage/timecode.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* A place in the footage, as a person writes it. */
typedef enum {
  TLM_PLACE_NONE,
  TLM_PLACE_TIME,        /* "12.48", "-3", "00:01:12.500" */
  TLM_PLACE_FRAME,       /* "#374": needs the frame rate */
  TLM_PLACE_TIMECODE     /* "10:42:13:07", "10:42:13;07" with drop-frame: needs the frame rate */
} TlmPlaceKind;

typedef struct {
  TlmPlaceKind kind;
  TlmDuration time_ns;
  gint64 frame;
  TlmTimecode timecode;
  gboolean drop;
} TlmPlace;

/* Reads seconds ("12.48", any sign), [-]HH:MM:SS.mmm, a frame ("#374"), a
 * timecode ("10:42:13:07"). NULL and "" give TLM_PLACE_NONE. TLM_ERROR_TIME, OUT
 * untouched, for anything else. Thread safe. */
gboolean tlm_place_parse (const char *text, TlmPlace *place, GError **error);

/* When the first frame was taken: an instant, its timecode, or both. All zero but
 * the instant: not said. */
typedef struct {
  TlmInstant instant;    /* TAI, or TLM_TIME_NONE; with a timecode, that of 00:00:00:00 */
  TlmPlace timecode;     /* TLM_PLACE_NONE or TLM_PLACE_TIMECODE */
} TlmFootageStart;

/* Reads UTC ("2021-10-05T08:54:50Z"), a timecode ("10:42:13:07"), or a date with
 * a timecode of UTC ("2021-10-05T08:54:50:12"). NULL and "" say nothing.
 * TLM_ERROR_TIME, OUT untouched, for anything else. */
gboolean tlm_footage_start_parse (const char *text, TlmFootageStart *start, GError **error);

/* Footage time of a place; frame N begins at N × fps_d / fps_n seconds, rounded
 * to the nearest nanosecond in whole numbers. A timecode counts from that of the
 * first frame, over midnight where it must, up to 6 h before it and 18 h after; where START
 * (or NULL) has none it is the time since 00:00:00:00, as footage time is where it comes from
 * timecode.
 * FALSE, TIME_NS untouched, for TLM_PLACE_NONE, for a frame or timecode without a
 * rate (0/1) or that its rate does not have, and outside 64 bits. */
gboolean tlm_place_resolve (const TlmPlace *place, const TlmFootageStart *start, int fps_n,
    int fps_d, TlmDuration *time_ns);

/* Footage time of a frame that says its own timecode, SINCE_MIDNIGHT: from that of
 * the first frame, over midnight as above, or since midnight where START has none. */
TlmDuration tlm_footage_start_since (const TlmFootageStart *start, TlmDuration since_midnight_ns,
    int fps_n, int fps_d);

/* The instant of the first frame. FALSE, OUT untouched, when START has no date, or
 * a timecode that the rate does not have. */
gboolean tlm_footage_start_instant (const TlmFootageStart *start, int fps_n, int fps_d,
    TlmInstant *out);

G_END_DECLS
