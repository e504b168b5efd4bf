/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/timeline/vehicle-signal.h"
#include "render/layout/condition-private.h"

gboolean
tlr_condition_parse (const char *text, TlmCondition **out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  *out = NULL;
  if (!text[strspn (text, " \t;")])
    return TRUE;
  *out = tlm_condition_parse (text, tlr_condition_vocabulary (), error);
  return *out != NULL;
}

static void
add_past (TlrCondition *condition, guint index)
{
  const TlmConditionNode *node = tlm_condition_node (condition->parsed, index);
  TlrPastSpec spec = { node->reading, node->event, node->whole };

  if (node->operator != TLM_CONDITION_SIGNAL || node->reading == TLM_READING_VALUE)
    return;
  if (!condition->pasts)
    condition->pasts = g_new0 (TlrPast *, condition->parsed->nodes->len);
  condition->pasts[index] = tlr_past_new (condition->timeline, condition->vehicle, &spec);
}

TlrCondition *
tlr_condition_new (TlmCondition *parsed, const TlmTimeline *timeline, int vehicle)
{
  TlrCondition *condition;

  g_return_val_if_fail (parsed != NULL && timeline != NULL, NULL);
  condition = g_new0 (TlrCondition, 1);
  condition->parsed = tlm_condition_ref (parsed);
  condition->timeline = timeline;
  condition->vehicle = vehicle;
  for (guint i = 0; i < parsed->nodes->len; i++)
    add_past (condition, i);
  return condition;
}

void
tlr_condition_free (TlrCondition *condition)
{
  if (!condition)
    return;
  for (guint i = 0; condition->pasts && i < condition->parsed->nodes->len; i++)
    tlr_past_free (condition->pasts[i]);
  g_free (condition->pasts);
  tlm_condition_unref (condition->parsed);
  g_free (condition);
}

/* Whose channels are meant. */
static guint
vehicle_of (const TlrCondition *condition)
{
  return (guint) MAX (condition->vehicle, 0);
}

gboolean
tlr_condition_find_channel (const TlrCondition *condition, const TlmConditionNode *node,
    guint *channel)
{
  const TlmTimeline *timeline = condition->timeline;
  gboolean found = FALSE;
  guint id;

  if (node->channel != TLM_CONDITION_OWN_CHANNEL) {
    *channel = node->channel;
    return TRUE;
  }
  for (char **name = node->names; *name; name++) {
    if (!tlm_timeline_find_channel (timeline, *name, &id))
      continue;
    gboolean has = !node->names[1] || tlm_timeline_has_channel (timeline, vehicle_of (condition), id, NULL);
    if (has || !found)
      *channel = id;
    found = TRUE;
    if (has)
      break;
  }
  return found;
}

/* Whether the vehicle can have one of the channels of these NAMES. */
static gboolean
has_any (const TlrCondition *condition, char **names)
{
  guint channel;

  for (; *names; names++)
    if (tlm_timeline_find_channel (condition->timeline, *names, &channel) &&
        tlm_timeline_has_channel (condition->timeline, vehicle_of (condition), channel, NULL))
      return TRUE;
  return FALSE;
}

static double
ask_channel (const TlrAsking *asking, const TlmConditionNode *node)
{
  const TlrCondition *condition = asking->condition;
  TlmValue value;
  guint channel;

  if (!tlr_condition_find_channel (condition, node, &channel))
    return NAN;
  value = node->reading == TLM_READING_VALUE ?
      tlm_snapshot_value (asking->snapshot, vehicle_of (condition), channel) :
      tlr_past_at (condition->pasts[node - tlm_condition_node (condition->parsed, 0)], channel, asking->snapshot);
  return tlm_value_is_shown (&value) ? value.value : NAN;
}

static gboolean
is_one_of (const char *word, char **names)
{
  for (; word && *names; names++)
    if (strcmp (word, *names) == 0)
      return TRUE;
  return FALSE;
}

static const TlmPhaseState *
phase_of (const TlrAsking *asking)
{
  const TlmSnapshot *snapshot = asking->snapshot;
  guint vehicle = vehicle_of (asking->condition);

  return asking->condition->vehicle >= 0 && vehicle < snapshot->n_vehicles ?
      &snapshot->vehicles[vehicle].phase : &snapshot->phase;
}

/* NAMES have the phase that the last event leads to, or the event itself. */
static gboolean
is_phase (const TlrAsking *asking, char **names)
{
  const TlmEvent *event = phase_of (asking)->current;

  return event && (is_one_of (event->id, names) ||
      is_one_of (tlm_timeline_phase_of (asking->condition->timeline, event), names));
}

static double
ask_phase_time (const TlrAsking *asking)
{
  gint64 since_ns = phase_of (asking)->since_ns, now_ns = asking->snapshot->time_ns;

  return since_ns == TLM_TIME_NONE || now_ns == TLM_TIME_NONE ? NAN : tlm_duration_to_s (now_ns - since_ns);
}

/* Bits of the words that are right of the signal, in the order of the vocabulary; how fresh the values are
 * only where it is ASKED. */
enum { ABSENT = 1, STALE = 2, FRESH = 4, NONE = 8, FOUND = 16, LOST = 32, ENDED = 64 };

static guint64
signal_words (const TlrAsking *asking, guint64 asked)
{
  const TlmTimeline *timeline = asking->condition->timeline;
  guint vehicle = vehicle_of (asking->condition);

  switch (tlm_signal_at (timeline, vehicle, asking->snapshot, NULL)) {
    case TLM_SIGNAL_NONE:
      return ABSENT | NONE;
    case TLM_SIGNAL_LOST:
      return ABSENT | LOST;
    case TLM_SIGNAL_ENDED:
      return ABSENT | ENDED;
    case TLM_SIGNAL_FOUND:
      break;
  }
  if (!(asked & (STALE | FRESH)))
    return FOUND;
  return FOUND | (tlm_signal_validity (timeline, vehicle, asking->snapshot) == TLM_VALIDITY_FRESH ? FRESH : STALE);
}

/* What does not change with the instant; FALSE for all else. */
static gboolean
ask_still (const TlrAsking *asking, const TlmConditionNode *node, double *value)
{
  const TlrCondition *condition = asking->condition;

  switch (node->operator == TLM_CONDITION_ASK ? node->word : G_MAXUINT) {
    case TLR_ASK_VEHICLES:
      *value = asking->snapshot->n_vehicles;
      return TRUE;
    case TLR_ASK_EVENTS:
      *value = tlm_timeline_n_events (condition->timeline);
      return TRUE;
    case TLR_ASK_HAS:
      *value = has_any (condition, node->names);
      return TRUE;
    case TLR_ASK_PROVENANCE:
      *value = asking->provenance ? is_one_of (asking->provenance, node->names) : NAN;
      return TRUE;
    default:
      return FALSE;
  }
}

static double
ask (gpointer data, const TlmConditionNode *node)
{
  const TlrAsking *asking = data;
  const TlmSnapshot *snapshot = asking->snapshot;
  double value;

  if (node->operator == TLM_CONDITION_SIGNAL)
    return ask_channel (asking, node);
  if (ask_still (asking, node, &value))
    return value;
  switch (node->word) {
    case TLR_ASK_TIME:
      return snapshot->elapsed_ns == TLM_TIME_NONE ? NAN : tlm_duration_to_s (snapshot->elapsed_ns);
    case TLR_ASK_PHASE:
      return is_phase (asking, node->names);
    case TLR_ASK_PHASE_TIME:
      return ask_phase_time (asking);
    case TLR_ASK_EVENT:
      return tlr_condition_is_latest (asking, node->names);
    case TLR_ASK_SINCE:
      return tlr_condition_since (asking, node->names[0]);
    case TLR_ASK_UNTIL:
      return tlr_condition_until (asking, node->names[0], node->whole);
    case TLR_ASK_SIGNAL:
      return (signal_words (asking, node->among) & node->among) != 0;
    case TLR_ASK_STARTED:
      return tlm_vehicle_has_started (asking->condition->timeline, asking->condition->vehicle,
          snapshot->time_ns);
    default:
      return NAN;
  }
}

gboolean
tlr_condition_holds (TlrCondition *condition, const char *provenance, const TlmSnapshot *snapshot)
{
  TlrAsking asking = { condition, provenance, snapshot };
  TlmConditionView view = { .leaf = ask, .absent_is_false = TRUE, .data = &asking };

  g_return_val_if_fail (condition != NULL && snapshot != NULL, FALSE);
  return tlm_condition_evaluate (condition->parsed, &view) == 1;
}

/* What the instant has to say is unknown. */
static double
ask_possible (gpointer data, const TlmConditionNode *node)
{
  double value;

  return ask_still (data, node, &value) ? value : NAN;
}

gboolean
tlr_condition_possible (TlrCondition *condition, const char *provenance)
{
  TlmSnapshot known = { .n_vehicles = MAX (tlm_timeline_n_vehicles (condition->timeline), 1) };
  TlrAsking asking = { condition, provenance, &known };
  TlmConditionView view = { .leaf = ask_possible, .data = &asking };

  g_return_val_if_fail (condition != NULL, FALSE);
  return tlm_condition_evaluate (condition->parsed, &view) != 0;
}

void
tlr_condition_add_channels (const TlrCondition *condition, TlmChannelSet *set)
{
  const TlmCondition *parsed = condition->parsed;
  guint channel;

  for (guint i = 0; i < parsed->nodes->len; i++) {
    const TlmConditionNode *node = tlm_condition_node (parsed, i);

    if (node->operator == TLM_CONDITION_ASK && node->word == TLR_ASK_SIGNAL)
      tlm_signal_add_channels (condition->timeline, vehicle_of (condition), set);
    else if (node->operator == TLM_CONDITION_SIGNAL && tlr_condition_find_channel (condition, node, &channel))
      tlm_channel_set_add (set, channel);
  }
}
