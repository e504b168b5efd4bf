/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/cell.h"
#include "core/base/limits.h"
#include "core/base/name-index.h"
#include "core/log/clock-fit.h"
#include "core/log/event.h"
#include "core/log/series.h"
#include "core/measure/channel.h"
#include "core/measure/datum.h"
#include "core/space/ephemeris.h"
#include "core/time/instant.h"

G_BEGIN_DECLS

/* What one source says, as its decoder understood it: vehicles, each with
 * tracks of numbers and of text, and events. All times are on one clock.
 * A decoder fills it, a timeline takes it over. Not thread-safe. */

/* What is held of untrusted input is limited by core/base/limits.h: vehicles, channels, events, names, texts. */
#define TLM_LOG_MAX_PAIRS 8192       /* past it they are thinned */

/* One channel of one vehicle. */
typedef struct {
  char *name;                  /* channel name: "altitude", or the source's own */
  TlmQuantity quantity;
  TlmInterpolation interpolation;
  TlmDatum datum;              /* for an altitude */
  char *column;                /* what the source calls it, or NULL */
  char *unit;                  /* unit symbol in the source, or NULL */
  gboolean of_states;          /* it only follows from the vehicle's states */
  TlmSeries *series;
} TlmTrack;

/* One text channel: values hold until the next. */
typedef struct {
  char *name;
  GArray *times;               /* gint64 */
  GPtrArray *values;           /* char *, interned within the track */
} TlmTextTrack;

typedef struct {
  char *name;                  /* "" when the source names none */
  GPtrArray *tracks;           /* TlmTrack * */
  GPtrArray *texts;            /* TlmTextTrack * */
  TlmEphemeris *ephemeris;     /* states, or NULL (core/space/ephemeris.h) */
  /*< private >*/
  TlmNameIndex track_names, text_names;
} TlmLogVehicle;

typedef struct {
  char *format;                /* name of the decoder that read it: "csv" */
  char *dialect;               /* known dialect or schema, or NULL */
  char *source;                /* what to call it in messages, usually the file name */
  TlmClock clock;              /* of every time in here */
  GPtrArray *vehicles;         /* TlmLogVehicle * */
  GPtrArray *events;           /* TlmEvent * */
  GArray *pairs;               /* TlmClockPair: records that have UTC and a media time */
  guint64 n_pairs;             /* that there were: past TLM_LOG_MAX_PAIRS, some of them stand */
  TlmDuration pair_resolution_ns;  /* the step in which their times are counted */
  TlmClockFit film;            /* of a log in UTC that came in a film: which instant each time of the
                                * film is; n is 0 where it did not, or nothing tells */
  GPtrArray *notes;            /* char *: what a user should know, one line each */
  GPtrArray *warnings;         /* char *: what may be wrong on the picture, one line each */
  GPtrArray *unused;           /* char *: channels that the source describes and never sent */
  char *columns;               /* of a table: what its columns were taken for, as columns= writes it
                                * (core/decode/table/column-mapping.h); or NULL */
  char *hint;                  /* what a user may add so that more is read, or NULL */
  char *better_columns;        /* columns= by which a column with dates tells the time, where that
                                * which did stands still or begins again; or NULL */
  guint64 n_good;              /* records understood */
  guint64 n_bad;               /* records skipped */
  guint64 n_lost;              /* records that a counter in the format says are missing, less
                                * those that came after all */
  guint64 n_duplicate;         /* records that came again */
  guint64 n_out_of_order;      /* records that came after a later one */
  guint64 n_no_place;          /* places at exactly 0, 0, which are none */
  TlmDuration moved_ns;        /* of a log in pieces: its clock is better known, and what came in
                                * the pieces before is to be moved by so much */
  gboolean has_thinned_events; /* over the limit of events came, and the first ones are left out */
  gboolean is_stream;          /* it comes piece by piece, and who sends it may begin again */
  gboolean is_live;            /* … as it is sent, not out of a file: somebody looks on. Known by
                                * datagrams and by times of arrival */
  gboolean has_arrival;        /* … and when each piece comes is known */
  gint64 arrival_ns;           /* when that did which is read, on a clock that goes on evenly */
  guint n_waiting;             /* records that the decoder keeps until it knows what their times are */
  TlmDuration longest_gap_ns;  /* tlm_series_set_longest_gap() of all it has, above what the format
                                * says; 0: not said. From sealing on */
  gboolean is_day_assumed;     /* times of day without a date: that of the footage or of its name */
  gboolean keep_outliers;      /* samples that cannot be are samples (core/log/outliers.h) */
  char *first_bad;             /* "line 17: …" of the first one skipped, or NULL */
  /*< private >*/
  TlmNameIndex vehicle_names;
} TlmLog;

/* Free a TlmTrack or a TlmTextTrack, for whoever takes one out of a log; NULL is
 * fine. */
void tlm_track_free (gpointer track);
void tlm_text_track_free (gpointer track);

/* An empty log on the clock of elapsed time, the caller's. FORMAT is the decoder's
 * name, SOURCE what messages call the telemetry (may be NULL); both are copied. */
TlmLog *tlm_log_new (const char *format, const char *source);

/* Takes NULL. */
void tlm_log_free (TlmLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmLog, tlm_log_free)

/* A name as a log has it: of a vehicle, a channel, whose an event is. Valid UTF-8, of
 * TLM_LIMIT_NAME_BYTES at most, without blanks around it. To be freed. */
char *tlm_log_name (TlmCell cell);

/* The vehicle of this name ("" for the only one), made when it is new; NULL
 * past TLM_LIMIT_VEHICLES. Owned by the log. */
TlmLogVehicle *tlm_log_vehicle (TlmLog *log, const char *name);

/* The track of this channel, made when it is new, with quantity and
 * interpolation of the standard channel of that name, or QUANTITY and PCHIP
 * when it is none (LINEAR is never guessed). NULL past TLM_LIMIT_CHANNELS. */
TlmTrack *tlm_log_track (TlmLogVehicle *vehicle, const char *channel, TlmQuantity quantity);

/* The text track of this name, made when it is new; NULL past the cap. */
TlmTextTrack *tlm_log_text (TlmLogVehicle *vehicle, const char *name);

/* Adds a text value where it differs from the one before (any order of time:
 * sealing sorts). Invalid UTF-8 is made valid; at most TLM_LIMIT_TEXT_BYTES are kept. */
void tlm_text_track_append (TlmTextTrack *track, gint64 time_ns, const char *text);

/* Sorts by time. */
void tlm_text_track_seal (TlmTextTrack *track);

/* The text at T, or NULL before the first, owned by the track; SINCE_NS receives when
 * it began (may be NULL). Needs a sealed log. */
const char *tlm_text_track_at (const TlmTextTrack *track, gint64 time_ns, gint64 *since_ns);

/* Takes ownership of EVENT. Past TLM_LIMIT_EVENTS the first eighth of them goes, with a warning. */
void tlm_log_add_event (TlmLog *log, TlmEvent *event);

/* Remembers that a record of INSTANT plays at MEDIA of the medium, counted in steps
 * of RESOLUTION; of very many, every second one, every fourth one … */
void tlm_log_add_pair (TlmLog *log, gint64 media_ns, TlmInstant instant,
    TlmDuration resolution_ns);

/* Adds OFFSET to the times in [FROM, TO), or with TO G_MAXINT64 from FROM on, of all that was not sealed yet, or drops it with
 * TLM_TIME_NONE: a decoder has learned what that clock was. */
void tlm_log_amend_span (TlmLog *log, gint64 from_ns, gint64 to_ns, gint64 offset_ns);

/* The same for the numbers of each track that came last and are at FROM or later
 * (tlm_series_amend_last()). How many samples it was. */
gsize tlm_log_amend_last (TlmLog *log, gint64 from_ns, gint64 offset_ns);

/* Remembers a line for the user; at most 32 are kept. */
void tlm_log_note (TlmLog *log, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Remembers a line for the user about what may be wrong; at most 32 are kept. */
void tlm_log_warn (TlmLog *log, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Counts a bad record that is left out for LIMIT: "WHAT NUMBER: over the limit …". */
void tlm_log_bad_limit (TlmLog *log, TlmLimitId limit, const char *what, guint64 number);

/* Counts a bad record and keeps the message of the first: a format and its arguments, which are not looked at for any
 * other, as there may be millions. */
#define tlm_log_bad(log, ...) G_STMT_START { \
  TlmLog *tlm_bad_log_ = (log); \
  if (tlm_log_count_bad (tlm_bad_log_)) \
    tlm_log_keep_bad (tlm_bad_log_, __VA_ARGS__); \
} G_STMT_END

/* The two halves of it. TRUE for the first. */
gboolean tlm_log_count_bad (TlmLog *log);
void tlm_log_keep_bad (TlmLog *log, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Sorts everything, and drops places at exactly 0, 0: that is what receivers write
 * that have none. A decoder's last call. */
void tlm_log_seal (TlmLog *log);

/* Notes of a sealed log's samples for people: left out for being of one time, given times
 * of their own, at no place, kept out for what they are. TOLD has a bit for each kind of
 * note that was said before, and receives those that are said now; 0 at the beginning. */
void tlm_log_tell (TlmLog *log, guint *told);

/* Adds OFFSET to the times of all numbers, texts and events (not of states). */
void tlm_log_shift (TlmLog *log, TlmDuration offset_ns);

/* What is added to the times of LOG, sealed, where a person says that OFFSET is. Whole days are of
 * the calendar: the clock shows the same time of day after them, whatever leap seconds came
 * between, as where a receiver that has lost 1024 weeks writes UTC. */
TlmDuration tlm_log_stamp_offset (const TlmLog *log, TlmDuration offset_ns);

/* The clock of a log that comes in pieces turns out to have been OFFSET slow until now: what it
 * has is moved, and whoever took the pieces before is told to (moved_ns). */
void tlm_log_move (TlmLog *log, TlmDuration offset_ns);

/* Says that nothing joins what VEHICLE's channels were before TIME with what they are
 * from then on (tlm_series_add_break()). */
void tlm_log_vehicle_break (TlmLogVehicle *vehicle, gint64 time_ns);

/* First and last time of any number or state; FALSE, outputs untouched, when there is
 * none. */
gboolean tlm_log_span (const TlmLog *log, gint64 *first_ns, gint64 *last_ns);

G_END_DECLS
