/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/table/clock-live.h"
#include "core/decode/table/clock-parts.h"
#include "core/decode/table/rows.h"
#include "core/decode/table/time-parts.h"

G_BEGIN_DECLS

/* Where a column's samples of one vehicle go. */
typedef struct {
  TlmTrack *track;
  TlmTextTrack *text;
  char *event;             /* the state that was an event last, or NULL */
  double minimum, maximum; /* of the track's values */
  gboolean is_recorded;    /* it had samples when the clock began again */
} TlmRowTarget;

/* Whether a clock that counts from power on has begun again: what follows is another
 * recording, whose times mean something else. */
typedef struct {
  guint n_rows;            /* of the first recording */
  gint64 first_ns, most_ns;    /* its span */
  gboolean is_other;       /* the row before was of another one */
  gint64 before_ns;        /* its time */
} TlmRowRestart;

/* Rows that are far ahead in time of those before and after them. */
typedef struct {
  guint n_rows;            /* that there were, as far as counted */
  gint64 before_ns;        /* time of the row before */
  gint64 step_ns;          /* from row to row, about */
  gint64 before_came_ns, since_came_ns;   /* when it came, and the first of those ahead; of a
                            * stream where that is known */
  guint n;                 /* rows since time leapt, while they may be ahead; else 0 */
  gint64 from_ns, resume_ns;   /* where it leapt to and from */
} TlmRowAhead;

/* Local times that a clock shows twice, as it is put back, or never, as it is put forward. */
typedef struct {
  gboolean in_hour;        /* the row before was of such an hour … */
  gboolean is_settled;     /* … and which of the two it is is known */
  gboolean is_first;       /* no row was before it */
  guint64 line;            /* of its first row */
  gint64 from_s, last_s;   /* first and last of it, if they are of the first hour; POSIX seconds */
  gint64 step_s;           /* how much later the second one is */
  gint64 offset_s;         /* local time less UTC in the first one */
  gboolean is_told;        /* that it is not known */
  guint64 n_never, never_line;   /* rows of the other kind, which are left out … */
  gint64 never_offset_s;   /* … and local time less UTC before them */
} TlmRowZone;

/* A counter of 32 bits, in ms or us. */
typedef struct {
  gint64 last_ns;          /* as it was written */
  gint64 offset_ns;        /* rounds that it has made */
  guint64 line;            /* of the first of them */
} TlmRowCounter;

/* A clock that stands still while rows come, of a stream where it is known when they do. */
typedef struct {
  gint64 stamped_ns;       /* what it shows … */
  gint64 came_ns;          /* … since then */
  guint32 sum;             /* of the bytes of the row before */
} TlmRowStill;

/* Times of a row of which one counts: what says a date, and what counts from liftoff. */
typedef struct {
  gint64 instant, elapsed; /* the first of each in the row, or TLM_TIME_NONE */
  TlmClock first;          /* which of them came first in the row */
  gboolean has_zero;       /* some row had both … */
  TlmInstant zero;         /* … and this instant was elapsed 0 by the last that did */
} TlmRowAlternatives;

/* A vehicle whose rows come by. */
typedef struct {
  char *key;               /* the text in the vehicle column as a name, or NULL */
  const char *name;        /* that, or whose rows are that name no vehicle */
  TlmLogVehicle *vehicle;
  GArray *targets;         /* TlmRowTarget, by column */
  gint64 last[TLM_COLUMNS_MAX_TIMES];
  TlmRowRestart restart;
  TlmRowAhead ahead;
  TlmRowStill still;
  gint64 leap_ns;          /* time of the newest row that may be of a leap second, and waits; or
                            * TLM_TIME_NONE */
  gboolean is_past_leap;   /* none is any more, of that leap second */
} TlmRowVehicle;

struct _TlmRows {
  /* Puts a row into the log, whose clock was followed. FALSE when it is left out. */
  gboolean (*store) (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
      const gint64 *times, guint64 line);
  TlmLog *log;
  const TlmColumns *columns;
  char point;
  char *vehicle;
  const char *record;
  GPtrArray *vehicles;     /* TlmRowVehicle */
  TlmNameIndex vehicle_names;
  double *values;          /* of the row, by column; NAN where there is none */
  guint capacity;
  gboolean any_time;
  TlmRowVehicle *last;     /* of the row that was taken last, or NULL */
  gint64 last_ns;          /* its first time */
  TlmTimeTrack tracks[TLM_COLUMNS_MAX_TIMES];   /* of times that are put together */
  TlmClockParts clock_parts;   /* of times of UTC */
  TlmClockLive clock_live; /* the same of a stream */
  GPtrArray *delayed;      /* rows that wait (row-delay.c) */
  gsize n_delayed_bytes;
  gboolean is_undated_told, is_still_told;
  TlmRowZone zones[TLM_COLUMNS_MAX_TIMES];
  TlmRowCounter counters[TLM_COLUMNS_MAX_TIMES];
  TlmRowAlternatives alternatives;
  guint64 n_ahead, first_ahead_line;   /* rows that were ahead in time */
  gint8 counts_posix;      /* the first time is POSIX time: 1, or -1: not; 0: not looked */
  guint64 first_leap_line; /* where POSIX time stood still for a leap second; 0: nowhere */
  guint64 n_no_part;       /* rows whose parts make no time */
  guint64 n_same;          /* rows of the time of the one before */
  guint64 backwards, first_backwards_line;
  guint64 n_other, first_other_line;   /* rows of another recording */
};

/* Whether a cell is not there, or says that there is no value (core/decode/table/decimal.h). */
gboolean tlm_row_cell_is_missing (TlmCell cell);

/* Counts a cell of COLUMN as bad; WHAT ("no number") is what is wrong with it. */
void tlm_row_count_bad_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell,
    const char *what);

/* The same for one that is left out for LIMIT. */
void tlm_row_count_limited_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell, TlmLimitId limit);

/* Whose the row is, by the CELL of its vehicle column; NULL, and counted, past the most
 * vehicles that a log takes. The rows own it. */
TlmRowVehicle *tlm_row_vehicle_find (TlmRows *rows, TlmCell cell, guint64 line);

/* The vehicle of the log that OWNER is, made when it is new; NULL past the most that a log
 * takes. */
TlmLogVehicle *tlm_row_vehicle_log (TlmRows *rows, TlmRowVehicle *owner);

/* NS, a time of COLUMN that counts in ms or us since power on: with the rounds of 2^32 that
 * its counter has made. */
gint64 tlm_row_clock_count_on (TlmRows *rows, const TlmColumn *column, gint64 ns, guint64 line);

/* What becomes of a row of a stream. */
typedef enum { TLM_ROW_STORE, TLM_ROW_WAITS, TLM_ROW_LEFT_OUT } TlmRowFate;

/* Follows the clock of a stream's row: TIMES are put right. */
TlmRowFate tlm_row_live_take (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    gint64 *times, guint64 line);

/* Keeps a copy of a row, with the values of ROWS, IS_UNDATED as its clock does not know the date.
 * FALSE when too many wait. */
gboolean tlm_row_delay (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line, gboolean is_undated);

/* Stores those that wait of OWNER, or (NULL) those without a date, in the order they came. */
void tlm_row_delay_release (TlmRows *rows, TlmRowVehicle *owner);

/* Drops the same. Returns how many; the time of the first becomes FIRST. */
guint tlm_row_delay_drop (TlmRows *rows, TlmRowVehicle *owner, gint64 *first_ns);

/* The stamps so far, which the log has moved, were OFFSET slow: those that wait are moved as well, and
 * what was found of the clock. */
void tlm_row_delay_move (TlmRows *rows, TlmDuration offset_ns);

/* Adds OFFSET to the times of those that wait of OWNER. */
void tlm_row_delay_shift (TlmRows *rows, const TlmRowVehicle *owner, TlmDuration offset_ns);

/* Frees one that waits. */
void tlm_row_delayed_free (gpointer row);

/* Follows the first time of the rows of OWNER: what was stored and turns out to be ahead in
 * time, or in a leap second of POSIX time, is put right. Before a row is stored. */
void tlm_row_clock_watch (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line);

/* The part of it that looks for rows ahead of time: OWNER's ahead.n is above 0 while the row may be.
 * Of a stream that says when rows come, they are where time goes ahead of that. */
void tlm_row_clock_watch_ahead (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line);

/* Follows what the row of LINE says of time TIME in a zone whose clocks are put back and forward,
 * once it was joined: rows before it are put into the second of two like hours where this one shows
 * that they are of it. */
void tlm_row_zone_follow (TlmRows *rows, guint time, guint64 line);

/* The part of it that looks for leap seconds. */
void tlm_row_leap_watch (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line);

/* The same of leap seconds in a stream. TRUE when the row at TIME is to wait: POSIX time stamps a leap
 * second as the second after it, so that what it stamps then is known when it steps back. */
gboolean tlm_row_leap_waits (TlmRows *rows, TlmRowVehicle *owner, gint64 time_ns, guint64 line);

/* Notes which local times are not certain. */
void tlm_row_zone_finish (TlmRows *rows);

/* Notes what was found, and settles clocks that did not know the date. */
void tlm_row_clock_finish (TlmRows *rows);

/* FALSE with a TLM_ERROR_COLUMNS that shows what would mend it when nearly all rows fall on
 * a few instants; of a stream that is a warning, and TRUE. For that, and where time begins
 * again so that most rows are left out, the log gets the columns= of a clock beside it. */
gboolean tlm_rows_check_instants (const TlmRows *rows, GError **error);

/* A row begins; a time of it on CLOCK. */
void tlm_row_alternatives_begin (TlmRowAlternatives *alternatives);
void tlm_row_alternatives_take (TlmRowAlternatives *alternatives, TlmClock clock, gint64 ns);

/* The row's time on the log's clock, which the first row settles; TLM_TIME_NONE where it has
 * none. A row that has the other one alone is placed by a row that had both. Of a stream that
 * counted and says dates from now on the clock is that of the dates: who has what came before
 * knows when it came. FALSE, and counted, where nothing ties the two. */
gboolean tlm_row_alternatives_settle (TlmRows *rows, guint64 line, gint64 *out);

/* Frees a TlmRowVehicle; nothing for NULL. Its tracks are the log's. */
void tlm_row_vehicle_free (gpointer vehicle);

/* Puts the N cells of a row into the log, as the roles of their columns say: at TIMES, by
 * number of the time, TLM_TIME_NONE for none; numbers from the values of ROWS. What a
 * channel cannot have is left out and counted. */
void tlm_row_vehicle_store (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line);

G_END_DECLS
