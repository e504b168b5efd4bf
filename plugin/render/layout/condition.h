/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/condition/condition.h"
#include "core/timeline/timeline.h"

G_BEGIN_DECLS

/* When a widget or a piece of a text is shown: a condition (core/condition/condition.h) about the
 * flight as it is known at an instant.
 *
 *   altitude>100:km                a channel of the vehicle, or of the first one
 *   altitude|altitude-msl>1:km     the first of these that the vehicle can have
 *   altitude|max>100:km            its past: max, min, at:EVENT, since:EVENT, rate; with |whole that of the
 *                                  whole recording (render/layout/past.h)
 *   time>-10   elapsed<=600        seconds since liftoff
 *   phase=ascent,coast             the phase, or the event it is in since (= or !=)
 *   phase-time<5                   seconds that the phase has lasted
 *   event=max-q                    what has come last (= or !=)
 *   since(max-q)<8                 seconds since it came; absent before
 *   until(meco)<10                 seconds until it is given or planned to come; absent after, where
 *                                  it is only typical of such flights, and what only a rule finds
 *   signal=lost                    whether anything is heard of the vehicle: none, found, lost, ended; or how
 *                                  fresh the best value is: absent, stale, fresh (= or !=)
 *   vehicle.started                it has data by now, or an event of its own
 *   has=range,range-rate           channels any of which the vehicle can have at any time,
 *                                  measured or derived (= or !=)
 *   provenance!=measured           where the data comes from (= or !=)
 *   vehicles>=2   events>=1        how many the data has
 *
 * Phases and events are the vehicle's own, those of the mission where no vehicle is meant. A
 * comparison with something absent is false. Each answer is a pure function of timeline and
 * instant. */

/* The words of it. Static. */
const TlmVocabulary *tlr_condition_vocabulary (void);

/* Reads one; OUT, which is set to NULL for a text that says nothing, is the caller's. The error
 * (TLM_ERROR_LAYOUT) says at which column what is wrong. */
gboolean tlr_condition_parse (const char *text, TlmCondition **out, GError **error);

/* A condition asked about one vehicle of one timeline. Belongs to one thread at a time. */
typedef struct _TlrCondition TlrCondition;

/* As vehicle: about the mission, channels those of the first one. */
#define TLR_CONDITION_MISSION (-1)

/* Refers to TIMELINE; takes a reference of PARSED. */
TlrCondition *tlr_condition_new (TlmCondition *parsed, const TlmTimeline *timeline, int vehicle);

/* Takes NULL. */
void tlr_condition_free (TlrCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrCondition, tlr_condition_free)

/* Whether it holds; PROVENANCE is that of the data at that instant ("measured"). Allocates
 * nothing while the timeline stays as it is. */
gboolean tlr_condition_holds (TlrCondition *condition, const char *provenance,
    const TlmSnapshot *snapshot);

/* Whether it can hold while the timeline has its vehicles, channels and events of
 * now: all else is taken to be unknown. A timeline without
 * any vehicle counts as one with one, and any provenance can be where PROVENANCE is NULL. */
gboolean tlr_condition_possible (TlrCondition *condition, const char *provenance);

/* Adds the channels that it asks for. */
void tlr_condition_add_channels (const TlrCondition *condition, TlmChannelSet *set);

G_END_DECLS
