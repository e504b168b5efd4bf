/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission.h"
#include "learn.h"

/* The formats whose columns or keys columns= is about. */
static const char *const tables[] = { "csv", "json", "jsonl", NULL };

static gboolean
is_table (const TlmFlight *flight)
{
  const TlmLog *log = flight->logs->len == 1 ? flight->logs->pdata[0] : NULL;

  return log && g_strv_contains (tables, log->format) &&
      tlm_timeline_n_vehicles (flight->timeline) == 1;
}

/* "#3": the column by its number, which is also the name of one without a name. */
static gboolean
is_number (const char *name)
{
  return *name == '#' && name[1] && strspn (name + 1, "0123456789") == strlen (name + 1);
}

/* COLUMN as columns= writes it, or NULL where it has no way to. To be freed. */
static char *
quote (const char *column)
{
  if (is_number (column))
    return g_strdup (column);
  if (!*column || *column == '#' || strchr (column, '"'))
    return NULL;
  return strpbrk (column, ",:=+#") ? g_strdup_printf ("\"%s\"", column) : g_strdup (column);
}

static void
append_track (GString *out, const TlmTrack *track)
{
  g_autofree char *column = track && track->column ? quote (track->column) : NULL;
  const char *datum = track ? tlm_datum_name (track->datum) : NULL;

  if (!column)
    return;
  g_string_append_printf (out, "%s%s=%s", out->len > 0 ? "," : "", track->name, column);
  if (track->unit)
    g_string_append_printf (out, ":%s%s%s", track->unit, datum ? "-" : "", datum ? datum : "");
}

char *
inspect_learn_columns (const TlmFlight *flight)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!is_table (flight))
    return NULL;
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    append_track (out, tlm_timeline_track (flight->timeline, 0, i));
  return out->len > 0 ? g_strdup (out->str) : NULL;
}
