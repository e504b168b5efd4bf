/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/language.h"
#include "core/condition/condition.h"
#include "core/measure/unit.h"
#include "core/mission/mission-clock.h"
#include "core/mission/mission.h"
#include "core/timeline/timeline.h"
#include "render/draw/style.h"

G_BEGIN_DECLS

/* Text with fields that telemetry fills:
 *
 *   {altitude}           a channel, in the unit that readers expect
 *   {altitude:km:1}      in this unit, with so many decimals (either may be left
 *                        empty: {altitude::2})
 *   {altitude.unit}      the unit's symbol alone; {altitude.unit:km} of {altitude:km}
 *   {altitude.label}     what the channel is called; {altitude.label:13} its short name where that takes more columns
 *   {latitude.size}      its magnitude; {latitude.side} is N or S, of longitude E or W
 *   {speed.frame}        Earth-relative, inertial; empty where the source did not say
 *   {sunlit.word}        sunlit, penumbra, eclipse
 *   {altitude|altitude-msl}  the first of these channels that the vehicle can have
 *   {altitude|max:km:1}  its past: max, min, at:EVENT, since:EVENT, rate, and |whole (render/layout/past.h);
 *                        {altitude|at:meco.unit:km}
 *   {heading}            a direction (heading, yaw): from 0 to below 360, after rounding too
 *   {age:altitude}       seconds since its last sample, one decimal, cut
 *   {signal.age}         how long nothing has been heard of the vehicle: 0:12; empty while it is
 *   {clock} {clock:1}    T+ 00:01:12, with up to 3 decimals, and HOLD while it stands still
 *   {clock.l}            L− 00:14:00, which runs through holds
 *   {gmt}                GMT 278/08:55:02, with the day of the year
 *   {met}                MET 001/02:01:12, the T time with days
 *   {utc} {utc:1} {date} 08:55:02, 2021-10-05
 *   {phase} {phase.time} the vehicle's phase or the mission's, and how long it has lasted
 *   {next}               the event to come
 *   {phase:24} {next:24} the short form where the name takes more columns than that
 *   {next.countdown}     T−00:00:12
 *   {next.word}          NEXT, or NOMINAL where it is only planned
 *   {vehicle} {mission} {credit} {provenance}
 *   {text:NAME}          a text channel of the telemetry
 *   {if CONDITION}…{else}…{end}  one of two pieces (render/layout/condition.h); {else} may be left out
 *   {{ }}                braces
 *
 * A value that is not known is "---". Immutable, shared by any threads. */
typedef struct _TlrTemplate TlrTemplate;

#define TLR_TEMPLATE_MAX_TOKENS 32

/* One thing that a template may hold, for people. Static. */
typedef struct {
  const char *example;      /* that is read: "{clock:1}"; NULL after the last one */
  const char *blurb;
} TlrTemplateHelp;

/* The INDEXth of them, from 0. */
TlrTemplateHelp tlr_template_help (guint index);

/* Bytes that a printed template may have, with its terminator; what is longer
 * is cut at a character. */
#define TLR_TEMPLATE_SIZE 192

/* The error (TLM_ERROR_LAYOUT) names the field and what would be right. */
TlrTemplate *tlr_template_parse (const char *text, GError **error);

/* The condition of its INDEXth if, NULL past the last. Owned by TEXT. */
const TlmCondition *tlr_template_condition (const TlrTemplate *text, guint index);

/* Templates made for one channel, whose NAME may hold any characters: its value alone. */
TlrTemplate *tlr_template_new_value (const char *name);

/* The unit of a channel alone. */
TlrTemplate *tlr_template_new_unit (const char *name);

/* The channel's name as it is, behind that of the vehicle WITH_VEHICLE. */
TlrTemplate *tlr_template_new_name (const char *name, gboolean with_vehicle);

/* Whether it is one number of a channel and nothing else. */
gboolean tlr_template_is_number (const TlrTemplate *text);

/* Cuts what a template is parsed from around the first number that stands there alone: "G {g-load}", "{speed}
 * {speed.unit}". The blank on either side belongs to neither piece; pieces that are not there are "". FALSE, nothing
 * set, where there is no such number, or an if. To be freed. */
gboolean tlr_template_split (const char *text, char **before, char **number, char **behind);

/* Takes NULL. */
void tlr_template_free (TlrTemplate *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrTemplate, tlr_template_free)

/* What a template is filled from; nothing is owned. */
typedef struct {
  const TlmTimeline *timeline;
  const TlmMission *mission;        /* name, provenance, credit; or NULL */
  const char *provenance_label;     /* "" for measured data */
  const char *predicted_label;      /* for vehicles whose position is a prediction; NULL where
                                     * the mission says how the data came to be */
  TlrUnits units;                   /* metric, imperial or nautical */
  TlrMarks marks;
  /* The word for a unit or an event in the user's language; returns its
   * argument when it has none. May be NULL. */
  const char *(*translate) (gpointer data, const char *word);
  /* The name for readers of an event without a label, or its short form for a
   * bar; returns its argument when it has none. May be NULL. */
  const char *(*name_event) (gpointer data, const char *id, gboolean brief);
  /* The phase an event leads to, where that is another than the event; or NULL.
   * May be NULL. */
  const char *(*name_phase) (gpointer data, const char *id, gboolean brief);
  /* What readers call a channel, or its short form, by its identifier in the timeline; returns
   * NAME when it has none. May be NULL. */
  const char *(*name_channel) (gpointer data, guint channel, const char *name, gboolean brief);
  gpointer translate_data;
  const TlmMissionClock *clock;     /* or NULL: the timeline's elapsed time alone */
} TlrSource;

/* As vehicle: that text is about the mission, its numbers the first vehicle's. */
#define TLR_TEXT_MISSION G_MAXUINT

/* A template for one vehicle of one source, with what is looked up once. */
typedef struct _TlrText TlrText;

/* TEXT and SOURCE outlive it. VEHICLE is an index or
 * TLR_TEXT_MISSION. */
TlrText *tlr_text_new (const TlrTemplate *text, const TlrSource *source, guint vehicle);

/* Takes NULL. */
void tlr_text_free (TlrText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrText, tlr_text_free)

/* Adds the channels whose values it writes to SET. */
void tlr_text_add_channels (TlrText *text, TlmChannelSet *set);

/* Adds the channels to SET that the age of the signal, where it writes that, and conditions go by. */
void tlr_text_add_signals (TlrText *text, TlmChannelSet *set);

/* Prints into BUF of TLR_TEMPLATE_SIZE bytes. WORST (may be NULL) receives the
 * worst validity among the channels, FRESH when there are none. Control
 * characters become blanks. Allocates nothing. Returns the length. */
gsize tlr_text_print (TlrText *text, const TlmSnapshot *snapshot, char *buf,
    TlmValidity *worst);

/* How wide a text is on the picture. */
typedef struct {
  int (*width) (gpointer data, const char *text);     /* pixels */
  gpointer data;
} TlrRuler;

/* Prints the widest text to be expected: numbers with as many digits as the
 * channel is known to reach (speeds at least five, altitudes four), the longest
 * event label, of pieces of which one stands there the wider one by RULER (NULL: with more
 * columns), and so on. For measuring. */
gsize tlr_text_print_widest (TlrText *text, const TlrRuler *ruler, char *buf);

/* The widest that a text of one number (tlr_template_is_number()) gets as far as the values are known: what stands in
 * a slot of that width does not move. */
gsize tlr_text_print_slot (TlrText *text, char *buf);

/* The same as tlr_text_print_widest() with all pieces behind each other, whichever stand there: for what characters there may be. */
gsize tlr_text_print_all (TlrText *text, char *buf);

G_END_DECLS
