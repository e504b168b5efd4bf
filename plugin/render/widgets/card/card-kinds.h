/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which events have cards, and what of the flight these show. */
typedef struct {
  char **events;           /* ids, or NULL: those that are known here */
  GHashTable *values;      /* id to channels "a|b", of the first that is known; or NULL */
} TlrCardKinds;

/* What is shown of the values of a channel. */
typedef enum {
  TLR_CARD_AT_EVENT,       /* what it was when the event came */
  TLR_CARD_PEAK            /* the largest until then */
} TlrCardMoment;

/* Reads "max-q; meco" (NULL or "": all that are known here) and "meco:speed|altitude; landing:".
 * FALSE, and KINDS empty, when one is not so: RIGHT, static, then says what would be. */
gboolean tlr_card_kinds_read (TlrCardKinds *kinds, const char *events, const char *values,
    const char **right);

/* Empties it. */
void tlr_card_kinds_clear (TlrCardKinds *kinds);

/* The channels "a|b" of the card of an event, "" for a title alone; NULL: it has no card. Owned
 * by KINDS or static. */
const char *tlr_card_kinds_channels (const TlrCardKinds *kinds, const char *id, TlrCardMoment *moment);

G_END_DECLS
