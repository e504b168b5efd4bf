/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/condition.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/timeline/vehicle-signal.h"
#include "render/layout/key-value.h"

static const struct {
  const char *name;
  TlrTermKind kind;
  gboolean words;          /* takes names, with = or != */
  const char *example, *blurb;
} kinds[] = {
  { .name = "vehicles", .kind = TLR_TERM_VEHICLES, .example = "vehicles>=2",
    .blurb = "How many vehicles the data has" },
  { .name = "provenance", .kind = TLR_TERM_PROVENANCE, .words = TRUE, .example = "provenance!=measured",
    .blurb = "Where the data comes from: measured, reconstructed, simulated, predicted" },
  { .name = "phase", .kind = TLR_TERM_PHASE, .words = TRUE, .example = "phase=ascent,coast",
    .blurb = "The phase of the mission, or the event it is in since" },
  { .name = "signal", .kind = TLR_TERM_SIGNAL, .words = TRUE, .example = "signal=lost",
    .blurb = "Whether anything is heard of the vehicle: none, found, lost, ended" },
  { .name = "time", .kind = TLR_TERM_TIME, .example = "time>-10",
    .blurb = "Seconds since liftoff" },
  { .name = "events", .kind = TLR_TERM_EVENTS, .example = "events>=1",
    .blurb = "How many events the timeline has" },
  { .name = "has", .kind = TLR_TERM_HAS, .words = TRUE, .example = "has=range,range-rate",
    .blurb = "Whether the vehicle has any of these channels at any time" },
};

/* Two characters before one. */
static const struct { const char *sign; TlrRelation relation; } signs[] = {
  { "!=", TLR_IS_NOT }, { "<=", TLR_AT_MOST }, { ">=", TLR_AT_LEAST },
  { "=", TLR_IS }, { "<", TLR_BELOW }, { ">", TLR_ABOVE },
};

static gboolean
fail (GError **error, const char *term)
{
  g_autofree char *shown = tlm_print_head (term, 80);

  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
      "\"%s\" is not a condition; right are for example vehicles>=2, "
      "provenance!=measured, phase=coast,entry, time>=-10, altitude>100:km", shown);
  return FALSE;
}

static gboolean
read_quantity (const char *text, double *out)
{
  const char *colon = strchr (text, ':');
  g_autofree char *number = colon ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
  const TlmUnit *unit = colon ? tlm_unit_find (colon + 1) : NULL;
  double value;

  if (!tlr_key_read_number (number, &value) || (colon && !unit))
    return FALSE;
  *out = unit ? tlm_unit_to_si (unit, value) : value;
  return TRUE;
}

static gboolean
split_term (const char *text, TlrTerm *term, const char **value)
{
  gsize length = strcspn (text, "!<>=");
  g_autofree char *name = g_strstrip (g_strndup (text, length));

  if (!name[0] || strlen (name) >= sizeof term->name)
    return FALSE;
  g_strlcpy (term->name, name, sizeof term->name);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text + length, signs[i].sign)) {
      term->relation = signs[i].relation;
      *value = text + length + strlen (signs[i].sign);
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_term (const char *text, TlrTerm *term, GError **error)
{
  const char *value;
  gboolean words = FALSE;

  if (!split_term (text, term, &value))
    return fail (error, text);
  term->kind = TLR_TERM_CHANNEL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (term->name, kinds[i].name) == 0) {
      term->kind = kinds[i].kind;
      words = kinds[i].words;
    }
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  if (!words)
    return read_quantity (stripped, &term->number) || fail (error, text);
  if (!stripped[0] || strlen (stripped) >= sizeof term->word || term->relation > TLR_IS_NOT)
    return fail (error, text);
  g_strlcpy (term->word, stripped, sizeof term->word);
  return TRUE;
}

gboolean
tlr_condition_parse (const char *text, TlrCondition *out, GError **error)
{
  TlrCondition condition = { 0 };

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  g_auto (GStrv) terms = g_strsplit (text, ";", TLR_CONDITION_MAX_TERMS + 1);
  for (guint i = 0; terms[i]; i++) {
    g_strstrip (terms[i]);
    if (!terms[i][0])
      continue;
    if (i == TLR_CONDITION_MAX_TERMS) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "more than %d conditions",
          TLR_CONDITION_MAX_TERMS);
      return FALSE;
    }
    if (!parse_term (terms[i], &condition.terms[condition.n_terms++], error))
      return tlm_error_make_safe (error);
  }
  *out = condition;
  return TRUE;
}

static gboolean
compare (TlrRelation relation, double a, double b)
{
  switch (relation) {
    case TLR_IS:
      return a == b;
    case TLR_IS_NOT:
      return a != b;
    case TLR_BELOW:
      return a < b;
    case TLR_AT_MOST:
      return a <= b;
    case TLR_ABOVE:
      return a > b;
    case TLR_AT_LEAST:
      return a >= b;
  }
  return FALSE;
}

/* Whether WORD is one of the comma-separated LIST. */
static gboolean
listed (const char *list, const char *word)
{
  gsize length = strlen (word);

  while (length) {
    gsize item = strcspn (list, ",");

    if (item == length && strncmp (list, word, length) == 0)
      return TRUE;
    if (!list[item])
      break;
    list += item + 1;
  }
  return FALSE;
}

/* Whether the vehicle can have one of the channels of the comma-separated LIST. */
static gboolean
has_any (const char *list, const TlmTimeline *timeline, guint vehicle)
{
  char name[TLR_CONDITION_MAX_WORD];
  guint channel;

  while (*list) {
    gsize length = strcspn (list, ",");

    memcpy (name, list, length);
    name[length] = 0;
    if (tlm_timeline_find_channel (timeline, name, &channel) &&
        tlm_timeline_has_channel (timeline, vehicle, channel, NULL))
      return TRUE;
    list += length + (list[length] == ',');
  }
  return FALSE;
}

static gboolean
channel_holds (const TlrTerm *term, const TlmTimeline *timeline, guint vehicle,
    const TlmSnapshot *snapshot)
{
  guint channel;

  if (!tlm_timeline_find_channel (timeline, term->name, &channel))
    return FALSE;
  TlmValue value = tlm_snapshot_value (snapshot, vehicle, channel);
  return tlm_value_is_shown (&value) && compare (term->relation, value.value, term->number);
}

/* WORDS has the phase that EVENT (NULL: none) leads to, or the event itself. */
static gboolean
is_phase (const char *words, const TlmTimeline *timeline, const TlmEvent *event)
{
  const char *phase = event ? tlm_timeline_phase_of (timeline, event) : NULL;

  return listed (words, event ? event->id : "") || (phase && listed (words, phase));
}

static gboolean
term_holds (const TlrTerm *term, const TlmTimeline *timeline, const char *provenance,
    guint vehicle, const TlmSnapshot *snapshot)
{
  const TlmEvent *phase = snapshot->phase.current;

  switch (term->kind) {
    case TLR_TERM_VEHICLES:
      return compare (term->relation, snapshot->n_vehicles, term->number);
    case TLR_TERM_EVENTS:
      return compare (term->relation, tlm_timeline_n_events (timeline), term->number);
    case TLR_TERM_HAS:
      return has_any (term->word, timeline, vehicle) == (term->relation == TLR_IS);
    case TLR_TERM_PROVENANCE:
      return listed (term->word, provenance) == (term->relation == TLR_IS);
    case TLR_TERM_PHASE:
      return is_phase (term->word, timeline, phase) == (term->relation == TLR_IS);
    case TLR_TERM_SIGNAL:
      return listed (term->word, tlm_signal_name (tlm_signal_at (timeline, vehicle, snapshot,
                  NULL))) == (term->relation == TLR_IS);
    case TLR_TERM_TIME:
      return snapshot->elapsed_ns != TLM_TIME_NONE &&
          compare (term->relation, tlm_duration_to_s (snapshot->elapsed_ns), term->number);
    case TLR_TERM_CHANNEL:
      return channel_holds (term, timeline, vehicle, snapshot);
  }
  return FALSE;
}

gboolean
tlr_condition_holds (const TlrCondition *condition, const TlmTimeline *timeline,
    const char *provenance, guint vehicle, const TlmSnapshot *snapshot)
{
  for (guint i = 0; i < condition->n_terms; i++)
    if (!term_holds (&condition->terms[i], timeline, provenance, vehicle, snapshot))
      return FALSE;
  return TRUE;
}

gboolean
tlr_condition_possible (const TlrCondition *condition, const TlmTimeline *timeline,
    const char *provenance, guint vehicle)
{
  TlmSnapshot known = { .n_vehicles = MAX (tlm_timeline_n_vehicles (timeline), 1) };

  for (guint i = 0; i < condition->n_terms; i++) {
    TlrTermKind kind = condition->terms[i].kind;

    if (kind == TLR_TERM_PROVENANCE && !provenance)
      continue;
    if ((kind == TLR_TERM_VEHICLES || kind == TLR_TERM_EVENTS || kind == TLR_TERM_PROVENANCE ||
            kind == TLR_TERM_HAS) &&
        !term_holds (&condition->terms[i], timeline, provenance, vehicle, &known))
      return FALSE;
  }
  return TRUE;
}

void
tlr_condition_add_channels (const TlrCondition *condition, const TlmTimeline *timeline,
    guint vehicle, TlmChannelSet *set)
{
  guint channel;

  for (guint i = 0; i < condition->n_terms; i++)
    if (condition->terms[i].kind == TLR_TERM_SIGNAL)
      tlm_signal_add_channels (timeline, vehicle, set);
    else if (condition->terms[i].kind == TLR_TERM_CHANNEL &&
        tlm_timeline_find_channel (timeline, condition->terms[i].name, &channel))
      tlm_channel_set_add (set, channel);
}

TlrConditionHelp
tlr_condition_help (guint index)
{
  if (index < G_N_ELEMENTS (kinds))
    return (TlrConditionHelp) { kinds[index].example, kinds[index].blurb };
  if (index == G_N_ELEMENTS (kinds))
    return (TlrConditionHelp) { "altitude>100:km",
      "A channel of the widget's vehicle, in the unit after the colon; does not hold while unknown" };
  return (TlrConditionHelp) { NULL, NULL };
}
