/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/zone.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

/* How far a stamp may be out of order and still be meant in the same hour. */
#define ORDER_S 60

/* A letter first, or a sign and digits: GLib also takes the system's own zone for "", and
 * paths. */
static gboolean
is_name_or_offset (const char *text)
{
  if (strstr (text, "..") || *text == '/')
    return FALSE;
  return g_ascii_isalpha (*text) ||
      ((*text == '+' || *text == '-') && g_ascii_isdigit (text[1]));
}

GTimeZone *
tlm_zone_parse (const char *text, GError **error)
{
  GTimeZone *zone;
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  name = g_strstrip (g_strdup (text));
  if (g_ascii_strcasecmp (name, "utc") == 0 || g_ascii_strcasecmp (name, "gmt") == 0 ||
      g_ascii_strcasecmp (name, "z") == 0)
    return g_time_zone_new_utc ();
  zone = is_name_or_offset (name) ? g_time_zone_new_identifier (name) : NULL;
  if (!zone) {
    g_autofree char *shown = tlm_print_head (text, 64);
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "\"%s\" is no time zone; right is a name as "
        "in Europe/Berlin, or an offset from UTC as in +02:00", shown);
    tlm_error_make_safe (error);
  }
  return zone;
}

/* Whether UTC of OFFSET is what ZONE has then. */
static gboolean
holds (GTimeZone *zone, gint64 utc_s, gint64 offset_s)
{
  gint interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_s);

  return interval >= 0 && g_time_zone_get_offset (zone, interval) == offset_s;
}

guint
tlm_zone_instants (GTimeZone *zone, gint64 local_s, gint64 utc_s[2])
{
  static const GTimeType types[] = { G_TIME_TYPE_DAYLIGHT, G_TIME_TYPE_STANDARD };
  gint64 found[2];
  guint n = 0;

  g_return_val_if_fail (zone != NULL && utc_s != NULL, 0);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    gint interval = g_time_zone_find_interval (zone, types[i], local_s);
    gint64 offset = interval >= 0 ? g_time_zone_get_offset (zone, interval) : 0;
    if (interval >= 0 && holds (zone, local_s - offset, offset) &&
        (n == 0 || found[0] != local_s - offset))
      found[n++] = local_s - offset;
  }
  if (n > 0)
    utc_s[0] = n == 2 ? MIN (found[0], found[1]) : found[0];
  if (n == 2)
    utc_s[1] = MAX (found[0], found[1]);
  return n;
}

gint64
tlm_zone_choose (const gint64 *utc_s, guint n, gint64 near_s)
{
  return n == 2 && near_s != G_MININT64 && utc_s[0] < near_s - ORDER_S ? utc_s[1] : utc_s[0];
}

gint64
tlm_zone_offset_before (GTimeZone *zone, gint64 local_s)
{
  gint interval;

  g_return_val_if_fail (zone != NULL, 0);
  /* Offsets are less than 15 h, and no zone changes its clocks twice within two days. */
  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, local_s - 86400);
  return interval >= 0 ? g_time_zone_get_offset (zone, interval) : 0;
}

gboolean
tlm_zone_to_utc (GTimeZone *zone, gint64 local_s, gint64 near_s, gint64 *utc_s)
{
  gint64 found[2];
  guint n;

  g_return_val_if_fail (zone != NULL && utc_s != NULL, FALSE);
  n = tlm_zone_instants (zone, local_s, found);
  if (n == 0)
    return FALSE;
  *utc_s = tlm_zone_choose (found, n, near_s);
  return TRUE;
}
