/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/condition/condition.h"

static const TlmReadingHelp rows[] = {
  { .word = "max", .reading = TLM_READING_MAXIMUM, .takes_whole = TRUE, .example = "max",
    .blurb = "The largest value so far" },
  { .word = "min", .reading = TLM_READING_MINIMUM, .takes_whole = TRUE, .example = "min",
    .blurb = "The smallest value so far" },
  { .word = "at", .reading = TLM_READING_AT, .takes_event = TRUE, .takes_whole = TRUE, .example = "at:meco",
    .blurb = "The value at that event, once it has come" },
  { .word = "since", .reading = TLM_READING_CHANGE, .takes_event = TRUE, .example = "since:liftoff",
    .blurb = "How far the value has changed since that event" },
  { .word = "rate", .reading = TLM_READING_RATE, .example = "rate",
    .blurb = "How fast it changes, per second, by the samples of the last second" },
};

TlmReadingHelp
tlm_reading_help (guint index)
{
  return index < G_N_ELEMENTS (rows) ? rows[index] : (TlmReadingHelp) { NULL };
}

gboolean
tlm_reading_find (const char *word, gsize length, TlmReadingHelp *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strlen (rows[i].word) == length && strncmp (rows[i].word, word, length) == 0) {
      *out = rows[i];
      return TRUE;
    }
  return FALSE;
}

int
tlm_reading_quantity (TlmReading reading, int quantity)
{
  if (reading != TLM_READING_RATE)
    return quantity;
  return quantity == (int) TLM_QUANTITY_LENGTH ? (int) TLM_QUANTITY_SPEED :
      quantity == (int) TLM_QUANTITY_SPEED ? (int) TLM_QUANTITY_ACCELERATION :
      quantity == (int) TLM_QUANTITY_ANGLE ? (int) TLM_QUANTITY_ANGULAR_RATE : TLM_CONDITION_ANY;
}
