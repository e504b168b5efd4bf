/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/encode/state-json.h"

#include <math.h>

#include "core/encode/sample-json.h"

const TlmEphemerisSegment *
tlm_measured_segment (const TlmEphemeris *ephemeris)
{
  const TlmEphemerisSegment *segment;

  if (!ephemeris || tlm_ephemeris_n_segments (ephemeris) != 1 ||
      tlm_ephemeris_n_elements (ephemeris) > 0 || tlm_ephemeris_n_orbits (ephemeris) > 0)
    return NULL;
  segment = tlm_ephemeris_segment (ephemeris, 0, NULL, NULL);
  return segment->is_measured && segment->centre == tlm_body_earth () ? segment : NULL;
}

void
tlm_state_cursor_init (TlmStateCursor *cursor, const TlmLog *log, const TlmLogVehicle *vehicle)
{
  g_return_if_fail (cursor != NULL && log != NULL && vehicle != NULL);
  *cursor = (TlmStateCursor) { NULL, 0 };
  if (log->clock == TLM_CLOCK_TAI && tlm_measured_segment (vehicle->ephemeris))
    cursor->ephemeris = vehicle->ephemeris;
}

gboolean
tlm_state_cursor_next (const TlmStateCursor *cursor, gint64 *time_ns)
{
  TlmEphemerisState node;

  if (!cursor->ephemeris || !tlm_ephemeris_node (cursor->ephemeris, 0, cursor->node, &node))
    return FALSE;
  *time_ns = node.instant;
  return TRUE;
}

static void
append_vector (GString *out, const char *name, TlmVec3 vector)
{
  const double axes[] = { vector.x, vector.y, vector.z };

  tlm_json_append_key (out, name);
  for (guint i = 0; i < 3; i++) {
    g_string_append_c (out, i == 0 ? '[' : ',');
    if (axes[i] == 0 && signbit (axes[i]))
      g_string_append (out, "-0");
    else
      tlm_json_append_number (out, axes[i]);
  }
  g_string_append_c (out, ']');
}

gboolean
tlm_state_cursor_append (TlmStateCursor *cursor, gint64 time_ns, const char *derived,
    GString *out)
{
  const TlmEphemerisSegment *segment;
  TlmEphemerisState node;

  if (!cursor->ephemeris || !tlm_ephemeris_node (cursor->ephemeris, 0, cursor->node, &node) ||
      node.instant != time_ns)
    return FALSE;
  segment = tlm_ephemeris_segment (cursor->ephemeris, 0, NULL, NULL);
  tlm_json_append_key (out, TLM_JSON_STATE);
  g_string_append_printf (out, "{\"frame\":\"%s\"", tlm_frame_name (segment->frame));
  append_vector (out, "position", node.state.position_m);
  if (!isnan (node.state.velocity_m_s.x))
    append_vector (out, "velocity", node.state.velocity_m_s);
  if (segment->longest_gap_ns > 0) {
    tlm_json_append_key (out, "longest-gap");
    tlm_json_append_seconds (out, segment->longest_gap_ns);
  }
  if (*derived)
    g_string_append_printf (out, ",\"derived\":[%s]", derived);
  g_string_append_c (out, '}');
  cursor->node++;
  return TRUE;
}
