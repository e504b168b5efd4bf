/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Numbers, times and names of OpenTimelineIO. */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/edit/otio-private.h"

#define MOST_NUMBER 1e9
#define MOST_DIVISOR 1000000

/* Rates above it count clock ticks or sound, no frames. */
#define MOST_FRAMES_PER_SECOND 1000

gboolean
tlm_otio_is (const TlmJsonTree *json, guint32 node, const char *name)
{
  g_autofree char *schema = tlm_json_tree_text (json, tlm_json_tree_member (json, node, "OTIO_SCHEMA"));
  gsize length = strlen (name);

  return schema && strncmp (schema, name, length) == 0 && (schema[length] == '.' || schema[length] == '\0');
}

/* The last of the continued fraction's whose divisor is not above the most: what a writer divided to get
 * a binary number comes back, as 47/55. */
static TlmRational
nearest_fraction (double value)
{
  gint64 n = 1, d = 0, n_before = 0, d_before = 1;
  double rest = fabs (value);
  TlmRational found = TLM_RATIONAL_ZERO;

  for (int i = 0; i < 40; i++) {
    double whole = floor (rest);
    gint64 n_next = (gint64) whole * n + n_before, d_next = (gint64) whole * d + d_before;
    if (d_next > MOST_DIVISOR)
      break;
    n_before = n;
    d_before = d;
    n = n_next;
    d = d_next;
    if (rest - whole < 1e-9 || fabs ((double) n / (double) d - fabs (value)) < 1e-12)
      break;
    rest = MIN (1 / (rest - whole), MOST_NUMBER);
  }
  tlm_rational_make (value < 0 ? -n : n, d, &found);
  return found;
}

gboolean
tlm_otio_number (const TlmJsonTree *json, guint32 node, TlmRational *number)
{
  gsize length;
  const char *text = tlm_json_tree_number (json, node, &length), *point;
  g_autofree char *copy = NULL;
  double value;

  if (!text || length > 400)
    return FALSE;
  copy = g_strndup (text, length);
  value = g_ascii_strtod (copy, NULL);
  if (!(fabs (value) < MOST_NUMBER))
    return FALSE;
  point = strchr (copy, '.');
  if ((!point || strlen (point + 1) <= 6) && tlm_rational_parse (copy, length, number))
    return TRUE;
  *number = nearest_fraction (value);
  return TRUE;
}

static gboolean
read_rate (const TlmJsonTree *json, guint32 node, TlmRational *per_second)
{
  gsize length;
  const char *text = tlm_json_tree_number (json, node, &length);
  g_autofree char *copy = NULL;

  if (!text || length > 400)
    return FALSE;
  copy = g_strndup (text, length);
  return tlm_rational_from_rate (g_ascii_strtod (copy, NULL), per_second) && per_second->n > 0;
}

gboolean
tlm_otio_time (const TlmJsonTree *json, guint32 node, TlmRational *seconds, TlmTimecodeRate *rate)
{
  TlmRational value, per_second;

  if (!tlm_otio_number (json, tlm_json_tree_member (json, node, "value"), &value) ||
      !read_rate (json, tlm_json_tree_member (json, node, "rate"), &per_second) ||
      !tlm_rational_divide (value, per_second, seconds))
    return FALSE;
  if (rate)
    *rate = per_second.n / per_second.d >= MOST_FRAMES_PER_SECOND ? (TlmTimecodeRate) { 0 } :
        (TlmTimecodeRate) { .fps_n = (int) per_second.n, .fps_d = (int) per_second.d };
  return TRUE;
}

gboolean
tlm_otio_range (const TlmJsonTree *json, guint32 node, TlmOtioRange *range)
{
  return tlm_otio_time (json, tlm_json_tree_member (json, node, "start_time"), &range->start, &range->rate) &&
      tlm_otio_time (json, tlm_json_tree_member (json, node, "duration"), &range->duration, NULL);
}

char *
tlm_otio_place (const TlmOtio *otio, guint32 node)
{
  g_autofree char *name = tlm_json_tree_text (otio->json, tlm_json_tree_member (otio->json, node, "name"));

  if (!name || !*name)
    return g_strdup_printf ("line %u", tlm_json_tree_line (otio->json, node));
  return g_strdup_printf ("line %u (%s)", tlm_json_tree_line (otio->json, node), tlm_head (name, 64).text);
}

gboolean
tlm_otio_fail (const TlmOtio *otio, guint32 node, const char *finding)
{
  g_autofree char *place = tlm_otio_place (otio, node);

  g_set_error (otio->error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: %s", place, finding);
  return FALSE;
}
