/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/language.h"
#include "core/phases/profile.h"
#include "render/layout/layout.h"

G_BEGIN_DECLS

/* What a layout's words, units and events are called in one language. Names of
 * events are kept once asked for, so that asking again allocates nothing.
 * Belongs to one thread. */
typedef struct _TlrWords TlrWords;

/* PROFILE is the mission's phase profile by name, or NULL; one that cannot be
 * loaded counts as none; GIVEN is one already loaded, which outlives the words, or
 * NULL. LANGUAGE NULL is English. LAYOUT outlives it. */
TlrWords *tlr_words_new (const TlrLayout *layout, TlrShape shape, const char *language,
    const char *profile, const TlmProfile *given);

/* Takes NULL. */
void tlr_words_free (TlrWords *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrWords, tlr_words_free)

/* The word of the layout's [strings], the language's own for a frame, a side or a
 * provenance, or a unit's symbol as the language writes it; else WORD itself. Owned by the words. */
const char *tlr_words_find (const TlrWords *words, const char *word);

/* The name of a channel, or its short form, by its identifier in a timeline: the layout's word for
 * NAME, else a standard channel's in the language; else NAME itself. Owned by the words. */
const char *tlr_words_channel (const TlrWords *words, guint channel, const char *name, gboolean brief);

/* What the phase profile calls an event, or its short form; else ID itself. Owned by the words. */
const char *tlr_words_event (TlrWords *words, const char *id, gboolean brief);

/* What the phase that the event ID leads to is called, or its short form, where that
 * is another than the event itself by the profile; else NULL. Owned by the words. */
const char *tlr_words_phase (TlrWords *words, const char *id, gboolean brief);

G_END_DECLS
