/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/json/json-state.h"

#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"

/* What the first state of a vehicle was. */
typedef struct {
  TlmFrame frame;
  gboolean has_velocity;
  TlmInstant last;         /* of those in the ephemeris that the vehicle has now */
} Kind;

struct _TlmJsonStates {
  GHashTable *kinds;       /* TlmLogVehicle * to Kind */
};

static void
refuse (TlmJsonState *state, const char *text)
{
  if (!state->problem)
    state->problem = g_strdup (text);
}

void
tlm_json_state_clear (TlmJsonState *state)
{
  g_free (state->problem);
  *state = (TlmJsonState) { 0 };
}

/* Whatever TOKEN begins is read to its end. */
static gboolean
pass_value (TlmJsonReader *reader, const TlmJsonToken *token)
{
  return token->kind > TLM_JSON_ERROR && ((token->kind != TLM_JSON_OBJECT_BEGIN &&
          token->kind != TLM_JSON_ARRAY_BEGIN) || tlm_json_skip (reader));
}

static gboolean
read_frame (TlmJsonState *state, TlmJsonReader *reader, const TlmJsonToken *token)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (token->kind != TLM_JSON_STRING) {
    refuse (state, "frame is no text");
    return pass_value (reader, token);
  }
  tlm_json_append_text (token, name);
  state->has_frame = tlm_frame_from_name (name->str, &state->frame, NULL, &error);
  if (!state->has_frame)
    refuse (state, error->message);
  return TRUE;
}

/* Three finite numbers; PROBLEM for anything else. */
static gboolean
read_vector (TlmJsonState *state, TlmJsonReader *reader, const TlmJsonToken *begin,
    const char *problem, TlmVec3 *out)
{
  double axes[3] = { NAN, NAN, NAN };
  TlmJsonToken token;
  guint n = 0;

  if (begin->kind != TLM_JSON_ARRAY_BEGIN) {
    refuse (state, problem);
    return pass_value (reader, begin);
  }
  while (tlm_json_next (reader, &token) != TLM_JSON_ARRAY_END) {
    if (token.kind != TLM_JSON_NUMBER || n >= 3 ||
        tlm_decimal_parse (token.text, token.length, '.', &axes[n]) != TLM_DECIMAL_NUMBER)
      refuse (state, problem);
    if (!pass_value (reader, &token))
      return FALSE;
    n += n < 3;
  }
  if (n < 3)
    refuse (state, problem);
  *out = (TlmVec3) { axes[0], axes[1], axes[2] };
  return TRUE;
}

static gboolean
read_gap (TlmJsonState *state, TlmJsonReader *reader, const TlmJsonToken *token)
{
  gint64 gap;

  if (token->kind == TLM_JSON_NUMBER && tlm_decimal_parse_scaled (token->text, token->length, '.',
          9, &gap) == TLM_DECIMAL_NUMBER && gap > 0)
    state->longest_gap_ns = gap;
  else
    refuse (state, "longest-gap is no time of more than 0 s");
  return pass_value (reader, token);
}

static gboolean
read_derived (TlmJsonState *state, TlmJsonReader *reader, const TlmJsonToken *begin)
{
  TlmJsonToken token;

  if (begin->kind != TLM_JSON_ARRAY_BEGIN) {
    refuse (state, "derived is no array of names");
    return pass_value (reader, begin);
  }
  state->derived = *reader;
  state->has_derived = TRUE;
  while (tlm_json_next (reader, &token) != TLM_JSON_ARRAY_END) {
    if (token.kind != TLM_JSON_STRING)
      refuse (state, "derived is no array of names");
    if (!pass_value (reader, &token))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_member (TlmJsonState *state, TlmJsonReader *reader, const char *key)
{
  TlmJsonToken token;

  tlm_json_next (reader, &token);
  if (strcmp (key, "frame") == 0)
    return read_frame (state, reader, &token);
  if (strcmp (key, "position") == 0) {
    state->has_position = TRUE;
    return read_vector (state, reader, &token, "position is not three finite numbers (m)",
        &state->state.position_m);
  }
  if (strcmp (key, "velocity") == 0)
    return read_vector (state, reader, &token, "velocity is not three finite numbers (m/s)",
        &state->state.velocity_m_s);
  if (strcmp (key, "longest-gap") == 0)
    return read_gap (state, reader, &token);
  if (strcmp (key, "derived") == 0)
    return read_derived (state, reader, &token);
  return pass_value (reader, &token);
}

gboolean
tlm_json_state_read (TlmJsonState *state, TlmJsonReader *reader)
{
  g_autoptr (GString) key = g_string_new (NULL);
  TlmJsonToken token;

  tlm_json_state_clear (state);
  state->is_there = TRUE;
  state->state.velocity_m_s = (TlmVec3) { NAN, NAN, NAN };
  while (tlm_json_next (reader, &token) == TLM_JSON_KEY) {
    g_string_truncate (key, 0);
    tlm_json_append_text (&token, key);
    if (!read_member (state, reader, key->str))
      return FALSE;
  }
  if (!state->has_frame || !state->has_position)
    refuse (state, "a state needs a frame and a position");
  return token.kind == TLM_JSON_OBJECT_END;
}

gboolean
tlm_json_state_next_derived (TlmJsonState *state, GString *name)
{
  TlmJsonToken token;

  if (!state->has_derived || tlm_json_next (&state->derived, &token) != TLM_JSON_STRING)
    return FALSE;
  g_string_truncate (name, 0);
  tlm_json_append_text (&token, name);
  return TRUE;
}

TlmJsonStates *
tlm_json_states_new (void)
{
  TlmJsonStates *states = g_new0 (TlmJsonStates, 1);

  states->kinds = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  return states;
}

void
tlm_json_states_free (TlmJsonStates *states)
{
  if (!states)
    return;
  g_hash_table_unref (states->kinds);
  g_free (states);
}

static Kind *
kind_of (TlmJsonStates *states, TlmLogVehicle *vehicle, const TlmJsonState *state)
{
  Kind *kind = g_hash_table_lookup (states->kinds, vehicle);

  if (kind)
    return kind;
  kind = g_new0 (Kind, 1);
  *kind = (Kind) { state->frame, !isnan (state->state.velocity_m_s.x), TLM_TIME_NONE };
  g_hash_table_insert (states->kinds, vehicle, kind);
  return kind;
}

static void
begin (TlmLogVehicle *vehicle, const TlmJsonState *state)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;

  segment.frame = state->frame;
  segment.is_measured = TRUE;
  segment.longest_gap_ns = state->longest_gap_ns;
  vehicle->ephemeris = tlm_ephemeris_new ();
  tlm_ephemeris_begin_segment (vehicle->ephemeris, &segment);
}

const char *
tlm_json_states_append (TlmJsonStates *states, TlmLogVehicle *vehicle, const TlmJsonState *state,
    TlmClock clock, gint64 at)
{
  Kind *kind;

  if (clock != TLM_CLOCK_TAI || at == TLM_TIME_NONE)
    return "a state needs a date: utc";
  kind = kind_of (states, vehicle, state);
  if (kind->frame != state->frame)
    return "the vehicle's first state is in another frame";
  if (kind->has_velocity != !isnan (state->state.velocity_m_s.x))
    return "of a vehicle's states all have a velocity, or none has";
  if (!vehicle->ephemeris)
    begin (vehicle, state);
  else if (at <= kind->last)
    return NULL;
  if (!tlm_ephemeris_append (vehicle->ephemeris, at, &state->state, NULL, NULL))
    return "a state too many";
  kind->last = at;
  return NULL;
}
