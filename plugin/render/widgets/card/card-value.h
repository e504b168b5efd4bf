/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/layout/readout.h"
#include "render/scene/widget.h"
#include "render/widgets/card/card-kinds.h"

G_BEGIN_DECLS

/* What was recorded at an event. A plain value. */
typedef struct {
  gboolean is_known;       /* else the card has a title alone */
  guint channel;
  double value;            /* storage unit */
  TlrReadout readout;      /* of that, while it is counted up as well */
} TlrCardValue;

/* The first of CHANNELS ("a|b") of VEHICLE that was known at TIME: then, or the largest until
 * then. What is only planned is not known. */
TlrCardValue tlr_card_value_find (const TlrWidget *widget, guint vehicle, const char *channels,
    TlrCardMoment moment, gint64 time_ns);

/* Bytes that hold a printed value. */
#define TLR_CARD_TEXT 96

/* Prints the part DONE of it, 1 being all, with its unit; "" of one that is not known. */
void tlr_card_value_print (const TlrCardValue *value, const TlrWidget *widget, double done,
    char buf[TLR_CARD_TEXT]);

/* What it is the value of, in the user's language, "" of one that is not known. Owned by the
 * widget's context or static. */
const char *tlr_card_value_label (const TlrCardValue *value, const TlrWidget *widget);

G_END_DECLS
