/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/text/rows.h"
#include "core/decode/text/time-parts.h"

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

/* A vehicle whose rows come by. */
typedef struct {
  char *key;               /* the text in the vehicle column as a name, or NULL */
  const char *name;        /* that, or whose rows are that name no vehicle */
  TlmLogVehicle *vehicle;
  GArray *targets;         /* TlmRowTarget, by column */
  gint64 last[TLM_COLUMNS_MAX_TIMES];
  TlmRowRestart restart;
} TlmRowVehicle;

struct _TlmRows {
  TlmLog *log;
  const TlmColumns *columns;
  char point;
  char *vehicle;
  const char *record;
  GPtrArray *vehicles;     /* TlmRowVehicle */
  double *values;          /* of the row, by column; NAN where there is none */
  guint capacity;
  gboolean any_time;
  TlmTimeTrack tracks[TLM_COLUMNS_MAX_TIMES];   /* of times that are put together */
  guint64 n_same;          /* rows of the time of the one before */
  guint64 backwards, first_backwards_line;
  guint64 n_other, first_other_line;   /* rows of another recording */
};

/* Whether a cell is not there, or says that there is no value (core/decode/text/decimal.h). */
gboolean tlm_row_cell_is_missing (TlmCell cell);

/* Counts a cell of COLUMN as bad; WHAT ("no number") is what is wrong with it. */
void tlm_row_count_bad_cell (TlmRows *rows, guint64 line, const TlmColumn *column, TlmCell cell,
    const char *what);

/* Whose the row is, by the CELL of its vehicle column; NULL, and counted, past the most
 * vehicles that a log takes. The rows own it. */
TlmRowVehicle *tlm_row_vehicle_find (TlmRows *rows, TlmCell cell, guint64 line);

/* FALSE with a TLM_ERROR_COLUMNS that shows what would mend it when nearly all rows fall on
 * a few instants; of a stream that is a warning, and TRUE. */
gboolean tlm_rows_check_instants (const TlmRows *rows, GError **error);

/* Frees a TlmRowVehicle; nothing for NULL. Its tracks are the log's. */
void tlm_row_vehicle_free (gpointer vehicle);

/* Puts the N cells of a row into the log, as the roles of their columns say: at TIMES, by
 * number of the time, TLM_TIME_NONE for none; numbers from the values of ROWS. What a
 * channel cannot have is left out and counted. */
void tlm_row_vehicle_store (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line);

G_END_DECLS
