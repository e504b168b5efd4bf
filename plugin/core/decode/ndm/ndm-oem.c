/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-internal.h"
#include "core/space/orbit/kepler.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

/* Highest INTERPOLATION_DEGREE: a Hermite polynomial over all nodes that are
 * ever used. */
#define MAX_DEGREE (2 * TLM_EPHEMERIS_MAX_NODES - 1)

/* START_TIME and STOP_TIME may be rounded. */
#define TIME_TOLERANCE (TLM_SECOND / 1000)

/* With fewer nodes a revolution than this interpolation is worth little. */
#define NODES_A_REVOLUTION 8

static gboolean
read_method (const TlmNdm *ndm, TlmEphemerisMethod *out, GError **error)
{
  static const TlmEphemerisMethod methods[] = { TLM_EPHEMERIS_HERMITE, TLM_EPHEMERIS_LINEAR,
    TLM_EPHEMERIS_LAGRANGE };
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_INTERPOLATION];

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    if (g_ascii_strcasecmp (tlm_ephemeris_method_name (methods[i]), value->text) == 0) {
      *out = methods[i];
      return TRUE;
    }
  }
  return tlm_ndm_fail (value->line, error, "found INTERPOLATION \"%s\", expected HERMITE, LINEAR "
      "or LAGRANGE", tlm_head (value->text, 32).text);
}

static gboolean
read_interpolation (const TlmNdm *ndm, guint line, TlmEphemerisSegment *segment, GError **error)
{
  const TlmNdmValue *value = &ndm->block.values[TLM_NDM_INTERPOLATION_DEGREE];
  double degree;

  if (!ndm->block.values[TLM_NDM_INTERPOLATION].set)
    return TRUE;
  if (!read_method (ndm, &segment->method, error))
    return FALSE;
  if (!value->set)
    return tlm_ndm_fail (line, error, "found INTERPOLATION alone, expected INTERPOLATION_DEGREE too: "
        "INTERPOLATION_DEGREE is mandatory with it");
  if (!tlm_ndm_block_number (&ndm->block, TLM_NDM_INTERPOLATION_DEGREE, line, &degree, error))
    return FALSE;
  if (!(degree >= 1 && degree <= MAX_DEGREE) || degree != floor (degree))
    return tlm_ndm_fail (value->line, error, "found INTERPOLATION_DEGREE \"%s\", expected an "
        "integer from 1 to %d", tlm_head (value->text, 32).text, MAX_DEGREE);
  segment->degree = (guint) degree;
  return TRUE;
}

static gboolean
read_optional_time (const TlmNdm *ndm, TlmNdmField field, TlmInstant *out, GError **error)
{
  return !ndm->block.values[field].set
      || tlm_ndm_block_time (&ndm->block, field, ndm->scale, 0, out, error);
}

/* One of the pair means nothing without the other. */
static gboolean
check_useable (TlmNdm *ndm, GError **error)
{
  const TlmNdmValue *start = &ndm->block.values[TLM_NDM_USEABLE_START_TIME];
  const TlmNdmValue *stop = &ndm->block.values[TLM_NDM_USEABLE_STOP_TIME];

  return start->set == stop->set || tlm_ndm_remark (ndm, start->set ? start->line : stop->line,
      error, "found USEABLE_%s_TIME alone, expected USEABLE_%s_TIME with it",
      start->set ? "START" : "STOP", start->set ? "STOP" : "START");
}

/* START_TIME and STOP_TIME are mandatory and are compared with the states at the end. */
static gboolean
read_times (TlmNdm *ndm, guint line, TlmEphemerisSegment *segment, GError **error)
{
  guint at = ndm->block.values[TLM_NDM_STOP_TIME].line;

  ndm->stop_line = at;
  if (!tlm_ndm_block_time (&ndm->block, TLM_NDM_START_TIME, ndm->scale, line, &ndm->start, error)
      || !tlm_ndm_block_time (&ndm->block, TLM_NDM_STOP_TIME, ndm->scale, line, &ndm->stop, error)
      || !check_useable (ndm, error)
      || !read_optional_time (ndm, TLM_NDM_USEABLE_START_TIME, &segment->useable_start, error)
      || !read_optional_time (ndm, TLM_NDM_USEABLE_STOP_TIME, &segment->useable_stop, error))
    return FALSE;
  if (ndm->stop < ndm->start)
    return tlm_ndm_fail (at, error, "found STOP_TIME before START_TIME, expected it after");
  if (segment->useable_start != TLM_TIME_NONE && segment->useable_stop != TLM_TIME_NONE
      && segment->useable_stop < segment->useable_start)
    return tlm_ndm_fail (ndm->block.values[TLM_NDM_USEABLE_STOP_TIME].line, error,
        "found USEABLE_STOP_TIME before USEABLE_START_TIME, expected it after");
  return TRUE;
}

gboolean
tlm_ndm_oem_begin (TlmNdm *ndm, guint line, GError **error)
{
  TlmEphemerisSegment segment = TLM_EPHEMERIS_SEGMENT_INIT;

  if (!tlm_ndm_metadata (ndm, line, error) || !read_times (ndm, line, &segment, error)
      || !read_interpolation (ndm, line, &segment, error))
    return FALSE;
  segment.frame = ndm->frame;
  segment.centre = ndm->centre;
  segment.created = ndm->created;
  tlm_ephemeris_begin_segment (ndm->vehicle->ephemeris, &segment);
  tlm_ndm_block_clear_state (&ndm->block);
  return TRUE;
}

/* A line that says again what the one before said harms nobody. */
static gboolean
is_repetition (TlmNdm *ndm, guint line, TlmInstant epoch, const TlmState *state)
{
  if (ndm->n_states == 0 || epoch != ndm->last_epoch
      || memcmp (state, &ndm->last_state, sizeof *state) != 0)
    return FALSE;
  tlm_log_note (ndm->log, "line %u: the same state again, left out", line);
  return TRUE;
}

gboolean
tlm_ndm_oem_state (TlmNdm *ndm, guint line, GError **error)
{
  TlmInstant epoch;
  TlmState state;
  TlmVec3 acceleration;

  if (!tlm_ndm_read_state (ndm, line, &epoch, &state, &acceleration, error))
    return FALSE;
  if (is_repetition (ndm, line, epoch, &state))
    return TRUE;
  if (!tlm_ephemeris_append (ndm->vehicle->ephemeris, epoch, &state,
          isnan (acceleration.x) ? NULL : &acceleration, error)) {
    g_prefix_error (error, "line %u: EPOCH \"%s\": ", line,
        tlm_head (ndm->block.values[TLM_NDM_EPOCH].text, 40).text);
    return FALSE;
  }
  if (ndm->n_states == 0)
    ndm->first_epoch = epoch;
  ndm->last_epoch = epoch;
  ndm->last_state = state;
  ndm->n_states++;
  ndm->log->n_good++;
  return TRUE;
}

static void
note_coarse_steps (const TlmNdm *ndm)
{
  const TlmEphemeris *ephemeris = ndm->vehicle->ephemeris;
  guint index = tlm_ephemeris_n_segments (ephemeris) - 1;
  TlmEphemerisState first, second;
  double step_s, period_s;

  if (tlm_frame_is_earth_fixed (ndm->frame)
      || !tlm_ephemeris_node (ephemeris, index, 0, &first)
      || !tlm_ephemeris_node (ephemeris, index, 1, &second))
    return;
  step_s = tlm_duration_to_s (second.instant - first.instant);
  period_s = tlm_kepler_period_s (ndm->centre->gm_m3_s2, &first.state);
  if (step_s * NODES_A_REVOLUTION > period_s) {
    g_autofree char *step = tlm_elapsed_seconds (second.instant - first.instant, 3);
    tlm_log_note (ndm->log, "segment %u: states %s s apart with a revolution of %.0f s: what is "
        "between them is uncertain", ndm->n_segments + 1, step, period_s);
  }
}

/* Metadata and states are written by the same hand: where they differ something is
 * missing, most often the end. */
static gboolean
check_ends (TlmNdm *ndm, GError **error)
{
  g_autofree char *first = tlm_instant_format_utc (ndm->first_epoch, 3, FALSE);
  g_autofree char *last = tlm_instant_format_utc (ndm->last_epoch, 3, FALSE);
  const char *start = ndm->block.values[TLM_NDM_START_TIME].text;
  const char *stop = ndm->block.values[TLM_NDM_STOP_TIME].text;

  if (ndm->last_epoch < ndm->stop - TIME_TOLERANCE) {
    tlm_log_warn (ndm->log, "%s: the states end at %s and not at the STOP_TIME of line %u, %s: the "
        "file may be cut", ndm->vehicle->name, last, ndm->stop_line, stop);
    return tlm_ndm_remark (ndm, ndm->stop_line, error, "found STOP_TIME %s and states up to %s, "
        "expected them to agree: the file may be cut", stop, last);
  }
  if (ndm->first_epoch > ndm->start + TIME_TOLERANCE)
    return tlm_ndm_remark (ndm, ndm->stop_line, error, "found START_TIME %s and states from %s on, "
        "expected them to agree", start, first);
  if (ndm->last_epoch > ndm->stop + TIME_TOLERANCE || ndm->first_epoch < ndm->start - TIME_TOLERANCE)
    return tlm_ndm_remark (ndm, ndm->stop_line, error, "found states from %s to %s, expected them "
        "within START_TIME %s and STOP_TIME %s", first, last, start, stop);
  return TRUE;
}

gboolean
tlm_ndm_oem_end (TlmNdm *ndm, guint line, GError **error)
{
  if (!ndm->in_data)
    return tlm_ndm_fail (line, error, "found the end of a segment without metadata, expected "
        "metadata and states");
  if (ndm->n_states == 0)
    return tlm_ndm_fail (line, error, "found the end of a segment without a state, expected lines "
        "of EPOCH X Y Z X_DOT Y_DOT Z_DOT");
  note_coarse_steps (ndm);
  return check_ends (ndm, error);
}
