/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/zones.h"

#include "render/layout/key-value.h"

static gboolean
read_zone (char *text, TlrZone *zone)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);

  return g_strv_length (parts) == 3 && tlr_key_read_number (g_strstrip (parts[0]), &zone->low) &&
      tlr_key_read_number (g_strstrip (parts[1]), &zone->high) && zone->low < zone->high &&
      tlr_key_read_colour (g_strstrip (parts[2]), zone->rgba);
}

gboolean
tlr_zones_read (const char *text, TlrZone *zones, guint *n)
{
  g_auto (GStrv) items = g_strsplit (text, ";", TLR_ZONES_MAX + 2);
  guint found = 0;

  for (guint i = 0; items[i]; i++) {
    if (!g_strstrip (items[i])[0])
      continue;
    if (found == TLR_ZONES_MAX || !read_zone (items[i], &zones[found]))
      return FALSE;
    found++;
  }
  *n = found;
  return TRUE;
}

gboolean
tlr_numbers_read (const char *text, double *numbers, guint *n)
{
  g_auto (GStrv) items = g_strsplit (text, ";", TLR_NUMBERS_MAX + 2);
  guint found = 0;

  for (guint i = 0; items[i]; i++) {
    if (!g_strstrip (items[i])[0])
      continue;
    if (found == TLR_NUMBERS_MAX || !tlr_key_read_number (items[i], &numbers[found]))
      return FALSE;
    found++;
  }
  *n = found;
  return TRUE;
}
