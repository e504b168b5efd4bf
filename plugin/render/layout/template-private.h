/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/condition.h"
#include "render/layout/past.h"
#include "render/layout/readout.h"
#include "render/layout/template.h"

G_BEGIN_DECLS

/* What stands where nothing is known. */
#define TLR_UNKNOWN "---"

/* What a piece of a template prints. */
typedef enum {
  TLR_TOKEN_LITERAL,
  TLR_TOKEN_CHANNEL,
  TLR_TOKEN_UNIT,
  TLR_TOKEN_LABEL,
  TLR_TOKEN_SIZE,
  TLR_TOKEN_SIDE,
  TLR_TOKEN_FRAME,
  TLR_TOKEN_WORD,
  TLR_TOKEN_AGE,
  TLR_TOKEN_CLOCK,
  TLR_TOKEN_CLOCK_L,
  TLR_TOKEN_GMT,
  TLR_TOKEN_MET,
  TLR_TOKEN_UTC,
  TLR_TOKEN_DATE,
  TLR_TOKEN_PHASE,
  TLR_TOKEN_PHASE_TIME,
  TLR_TOKEN_SIGNAL_AGE,
  TLR_TOKEN_NEXT,
  TLR_TOKEN_NEXT_COUNTDOWN,
  TLR_TOKEN_NEXT_WORD,
  TLR_TOKEN_VEHICLE,
  TLR_TOKEN_MISSION,
  TLR_TOKEN_CREDIT,
  TLR_TOKEN_PROVENANCE,
  TLR_TOKEN_TEXT,
  TLR_TOKEN_IF           /* no text of its own: one of the two pieces behind it */
} TlrTokenKind;

typedef struct {
  TlrTokenKind kind;
  char *text;            /* literal, or name of the text channel */
  char **names;          /* channels, the first that the vehicle has is taken; or NULL */
  const TlmUnit *unit;   /* or NULL: the expected one */
  int decimals;          /* or -1: the expected ones */
  guint columns;         /* of a name, that its short form stands in beyond; 0: any number */
  TlmReading reading;    /* of a channel: its value, or what of its past */
  char *event;           /* of the reading, or NULL */
  gboolean whole;        /* of the reading: by the whole recording */
  TlmCondition *condition;     /* of an if, or NULL */
  guint otherwise, end;  /* of an if: tokens up to OTHERWISE where it holds, those up to END where not */
  int zone_min;          /* of a clock or date, minutes before UTC's; 0: UTC */
} TlrToken;

/* Ifs within each other that are open while a template is read. */
#define TLR_TEMPLATE_MAX_DEPTH 4

typedef struct {
  guint tokens[TLR_TEMPLATE_MAX_DEPTH];
  gboolean is_else[TLR_TEMPLATE_MAX_DEPTH];
  guint n;
} TlrBranches;

struct _TlrTemplate {
  guint n_tokens;
  TlrToken tokens[TLR_TEMPLATE_MAX_TOKENS];
};

struct _TlrText {
  const TlrTemplate *text;
  const TlrSource *source;
  guint vehicle;
  gboolean of_mission;   /* phases are the mission's */
  gboolean grows;        /* more telemetry may come: nobody knows yet what values reach */
  struct {
    double largest;      /* magnitude known when the text was made: the unit keeps to it;
                            0 while more may come, when each value says its unit */
    double reach;        /* the same, for room; storage unit */
    double lowest;       /* of the values then, storage unit */
    gboolean is_known;   /* whether there were any */
    TlrCondition *condition;   /* of an if, or NULL; owned */
    TlrPast *past;       /* of a reading of the past, or NULL; owned */
  } fields[TLR_TEMPLATE_MAX_TOKENS];
};

/* What is being printed. */
typedef struct {
  char *buf;             /* of TLR_TEMPLATE_SIZE bytes */
  gsize length;
  TlmValidity worst;
} TlrOutput;

/* Cuts at a character, and turns what could break a line into a blank. */
void tlr_output_put (TlrOutput *out, const char *text);

/* The word in the user's language. */
const char *tlr_text_translated (const TlrText *text, const char *word);

/* Takes what a field asks of the past into TOKEN and out of PARTS, its pieces between colons: of
 * "altitude|at:meco.unit:km" stay "altitude.unit" and "km". FALSE with the error set where it is wrong. */
gboolean tlr_template_take_past (const char *field, char **parts, TlrToken *token, GError **error);

/* Whether what it asks is a difference of two values: it has a sign, no zero of its scale, and is no direction. */
gboolean tlr_token_is_difference (const TlrToken *token);

/* What a token of a channel of QUANTITY shows; PER_SECOND: of that, as there is no quantity for its rate. */
TlmQuantity tlr_token_quantity (const TlrToken *token, TlmQuantity quantity, gboolean *per_second);

/* Whether FIELD is one of if, else and end. */
gboolean tlr_branches_know (const char *field);

/* Takes such a field of TEXT, an if as one more token of it: NULL with the error set where it is wrong. */
gboolean tlr_branches_take (TlrBranches *branches, TlrTemplate *text, const char *field, GError **error);

/* Whether each if of TEXT has its end; else the error says so. */
gboolean tlr_branches_close (const TlrBranches *branches, const TlrTemplate *text, GError **error);

/* Room for one more token; NULL with the error set past TLR_TEMPLATE_MAX_TOKENS. */
TlrToken *tlr_template_add_token (TlrTemplate *text, GError **error);

/* Sets the error about a FIELD; FALSE. */
gboolean tlr_template_fail (GError **error, const char *field, const char *why);

/* Whether the if of that index holds. */
gboolean tlr_text_holds (const TlrText *text, guint index, const TlmSnapshot *snapshot);

/* Prints any token but an if. */
void tlr_text_put_token (const TlrText *text, guint index, const TlmSnapshot *snapshot,
    TlrOutput *out);

/* Prints a token with channels. */
void tlr_text_put_channel (const TlrText *text, guint index, const TlmSnapshot *snapshot,
    TlrOutput *out);

/* Prints a count, GMT or MET. */
void tlr_text_put_clock (const TlrText *text, const TlrToken *token, const TlmSnapshot *snapshot,
    TlrOutput *out);

/* Whether a field means a clock or date of another zone, however that goes on: "utc+…", "date-…". */
gboolean tlr_token_is_zone (const char *field);

/* Reads a field such as "utc+03:00:1" or "date-08:00"; FALSE, TOKEN untouched, where it is not right. */
gboolean tlr_token_take_zone (const char *field, TlrToken *token);

/* Prints UTC or its date, or those of the token's zone. */
void tlr_text_put_utc (const TlrToken *token, TlmInstant instant, TlrOutput *out);

/* Prints a phase, the event to come, or their times. */
void tlr_text_put_progress (const TlrText *text, const TlrToken *token,
    const TlmSnapshot *snapshot, TlrOutput *out);

/* Prints the name of the phase that EVENT leads to; a short one where there is one and
 * the name takes more than COLUMNS, 0: never. */
void tlr_text_put_phase (const TlrText *text, const TlmEvent *event, guint columns,
    TlrOutput *out);

/* Prints the name of an event in the same way; nothing for NULL. */
void tlr_text_put_event (const TlrText *text, const TlmEvent *event, guint columns,
    TlrOutput *out);

/* Columns that a text takes: characters of the Far East are twice as wide. */
guint tlr_text_columns (const char *text);

/* Prints a value of the storage unit. */
void tlr_text_put_number (const TlrText *text, TlrOutput *out, double number, guint decimals);

/* On which side of equator or Greenwich. */
void tlr_text_put_side (const TlrText *text, guint channel, double value, TlrOutput *out);

/* The channel of a token: the first of its names that the vehicle can have, or
 * that is known at all; FALSE for none. */
gboolean tlr_text_find_channel (const TlrText *text, const TlrToken *token, guint *channel);

/* The largest magnitude that the token's channel is known to reach, storage
 * unit; 0: not known. */
double tlr_text_largest (const TlrText *text, const TlrToken *token);

/* Whether values of the token's channel are known, and the LOWEST of them, storage unit. */
gboolean tlr_text_lowest (const TlrText *text, const TlrToken *token, double *lowest);

/* Whether a minus has to have room before the token's number: the lowest value that is known reads so, or one may come. */
gboolean tlr_text_has_sign (const TlrText *text, guint index, guint channel);

/* The largest magnitude, storage unit, that a text of one number says; FALSE where more may come or none is known. */
gboolean tlr_text_slot_reach (const TlrText *text, guint channel, double *reach);

/* Whether a text of one number is known never to be as small as to have a decimal. */
gboolean tlr_text_stays_whole (const TlrText *text, guint channel);

/* Unit and decimals of the token's channel for a value. */
TlrReadout tlr_text_choose (const TlrText *text, guint index, guint channel, double value);

/* The word of a frame of speed, English, to be translated: "inertial"; "" for none. */
const char *tlr_text_frame_word (TlmSpeedFrame frame);

G_END_DECLS
