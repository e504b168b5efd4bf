/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What conditions of layouts and templates have words for. */
#include "render/layout/condition-private.h"

static const char *const provenances[] = { "measured", "reconstructed", "simulated", "predicted", NULL };

/* In the order of the bits of signal_words(). */
static const char *const signals[] = { "absent", "stale", "fresh", "none", "found", "lost", "ended", NULL };

static const TlmConditionWord words[] = {
  { .name = "time", .kind = TLM_CONDITION_WORD_NUMBER, .id = TLR_ASK_TIME, .quantity = TLM_QUANTITY_DURATION,
    .example = "time>-10", .blurb = "Seconds since liftoff" },
  { .name = "elapsed", .kind = TLM_CONDITION_WORD_NUMBER, .id = TLR_ASK_TIME, .quantity = TLM_QUANTITY_DURATION,
    .example = "elapsed < 2 min", .blurb = "The same" },
  { .name = "phase", .kind = TLM_CONDITION_WORD_NAMES, .id = TLR_ASK_PHASE, .example = "phase=ascent,coast",
    .blurb = "The phase is one of these, or the event that it is in since" },
  { .name = "phase-time", .kind = TLM_CONDITION_WORD_NUMBER, .id = TLR_ASK_PHASE_TIME,
    .quantity = TLM_QUANTITY_DURATION, .example = "phase-time<5",
    .blurb = "Seconds that the phase has lasted; absent where nobody saw it begin" },
  { .name = "event", .kind = TLM_CONDITION_WORD_NAMES, .id = TLR_ASK_EVENT, .example = "event=max-q",
    .blurb = "The latest event is one of these" },
  { .name = "since", .kind = TLM_CONDITION_WORD_CALL, .id = TLR_ASK_SINCE, .quantity = TLM_QUANTITY_DURATION,
    .example = "since(max-q)<8", .blurb = "Seconds since that event, the last of its name; absent before it" },
  { .name = "until", .kind = TLM_CONDITION_WORD_CALL, .id = TLR_ASK_UNTIL, .quantity = TLM_QUANTITY_DURATION,
    .takes_whole = TRUE, .example = "until(meco)<10",
    .blurb = "Seconds until that event is given or planned to come; absent after it, and where its time is only "
        "typical of such flights. What a rule finds in a recording is not known before it comes, as in a live "
        "flight, but for `until(meco|whole)`" },
  { .name = "signal", .kind = TLM_CONDITION_WORD_NAMES, .id = TLR_ASK_SIGNAL, .names = signals,
    .example = "signal=lost", .blurb = "Whether anything is heard of the vehicle: none, found, lost, ended; and how "
        "fresh the best of its values is: absent, stale, fresh" },
  { .name = "vehicle.started", .kind = TLM_CONDITION_WORD_TRUTH, .id = TLR_ASK_STARTED,
    .example = "not vehicle.started", .blurb = "The vehicle has data by now, or an event of its own" },
  { .name = "has", .kind = TLM_CONDITION_WORD_NAMES, .id = TLR_ASK_HAS, .example = "has=range,range-rate",
    .blurb = "The vehicle has any of these channels at any time" },
  { .name = "provenance", .kind = TLM_CONDITION_WORD_NAMES, .id = TLR_ASK_PROVENANCE, .names = provenances,
    .example = "provenance!=measured",
    .blurb = "Where the data comes from: measured, reconstructed, simulated, predicted" },
  { .name = "vehicles", .kind = TLM_CONDITION_WORD_NUMBER, .id = TLR_ASK_VEHICLES, .quantity = TLM_CONDITION_ANY,
    .example = "vehicles>=2", .blurb = "How many vehicles the data has" },
  { .name = "events", .kind = TLM_CONDITION_WORD_NUMBER, .id = TLR_ASK_EVENTS, .quantity = TLM_CONDITION_ANY,
    .example = "events>=1", .blurb = "How many events the flight has" },
  { .name = "abs", .kind = TLM_CONDITION_WORD_ABS, .example = "abs(range-rate)<0.1", .blurb = "The magnitude" },
};

static gboolean
find_channel (const char *name, guint *channel, int *quantity)
{
  TlmChannelId id;

  if (!tlm_channel_from_name (name, &id))
    return FALSE;
  *channel = id;
  *quantity = (int) tlm_channel_get (id)->quantity;
  return TRUE;
}

static const char *
channel_name (guint index)
{
  return index < TLM_N_STANDARD_CHANNELS ? tlm_channel_get (index)->name : NULL;
}

const TlmVocabulary *
tlr_condition_vocabulary (void)
{
  static const TlmVocabulary vocabulary = { .words = words, .n_words = G_N_ELEMENTS (words),
    .find_channel = find_channel, .channel_name = channel_name, .takes_own = TRUE,
    .code = TLM_ERROR_LAYOUT, .noun = "condition" };

  return &vocabulary;
}
