/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-untaken.h"

#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/table/time-help.h"

#define MAX_LISTED 12

/* Words of a name, and the channel that they mean where no word before them says more. */
static const struct {
  const char *words;
  const char *channel;
  TlmQuantity quantity;
} kinds[] = {
  { "spd speed vel velocity", "speed", TLM_QUANTITY_SPEED },
  { "alt altitude height elev elevation hgt", "altitude", TLM_QUANTITY_LENGTH },
  { "lat latitude", "latitude", TLM_QUANTITY_ANGLE },
  { "lon lng long longitude longtitude", "longitude", TLM_QUANTITY_ANGLE },
  { "hdg heading cog course yaw", "heading", TLM_QUANTITY_ANGLE },
};

static const struct {
  const char *words;
  const char *channel;
} speeds[] = {
  { "v vert vertical climb vario vz z up down", "vertical-speed" },
  { "g gnd ground gps h hor horiz horizontal sog", "horizontal-speed" },
};

/* Ends of names that are units, though not by themselves. */
static const struct {
  TlmQuantity quantity;
  const char *word, *unit;
} endings[] = {
  { TLM_QUANTITY_SPEED, "ms", "m/s" },
};

static gboolean
listed (const char *words, const char *word)
{
  gsize n = strlen (word);

  for (const char *p = words; *p;) {
    gsize length = strcspn (p, " ");
    if (length == n && memcmp (p, word, n) == 0)
      return TRUE;
    p += length + (p[length] == ' ');
  }
  return FALSE;
}

/* "baroAlt (cm)" is baro, alt, cm; "VSpd(m/s)" is v, spd, m/s. */
static GStrv
words_of (const char *name)
{
  g_autoptr (GString) apart = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (const char *p = name; *p; p++) {
    gboolean is_hump = p > name && g_ascii_isupper (*p) && (g_ascii_islower (p[-1]) ||
        (g_ascii_isupper (p[-1]) && g_ascii_islower (p[1])));
    if (is_hump)
      g_string_append_c (apart, ' ');
    g_string_append_c (apart, *p);
  }
  words = tlm_column_name_words (apart->str);
  return g_strsplit (words, "_", -1);
}

/* What the words mean, NULL for nothing that is known here. */
static const char *
channel_of (char **words, TlmQuantity *quantity)
{
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++) {
    gboolean found = FALSE;
    for (char **word = words; *word; word++)
      found |= listed (kinds[kind].words, *word);
    if (!found)
      continue;
    *quantity = kinds[kind].quantity;
    for (gsize i = 0; kinds[kind].quantity == TLM_QUANTITY_SPEED && i < G_N_ELEMENTS (speeds); i++)
      for (char **word = words; *word; word++)
        if (listed (speeds[i].words, *word))
          return speeds[i].channel;
    return kinds[kind].channel;
  }
  return NULL;
}

static const char *
unit_of (const TlmColumn *column, char **words, TlmQuantity quantity)
{
  const char *last = words[g_strv_length (words) - 1];
  TlmColumnName name = tlm_column_name_read (column->name);
  const TlmUnit *unit = name.unit ? name.unit : tlm_unit_find (last);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (quantity == endings[i].quantity && strcmp (last, endings[i].word) == 0)
      return endings[i].unit;
  if (unit && unit->quantity == quantity)
    return unit->symbol;
  return quantity == TLM_QUANTITY_ANGLE ? "deg" : "?";
}

static gboolean
is_taken (const TlmColumns *columns, const char *channel)
{
  g_autofree char *key = g_strconcat ("/", channel, NULL);

  return g_hash_table_contains (columns->taken, key);
}

static void
append_entry (GString *out, const TlmColumns *columns, const TlmColumn *column, const char *target,
    const char *unit)
{
  g_autofree char *reference = tlm_time_help_reference (columns, column);

  g_string_append_printf (out, "%s%s=%s:%s", out->len > 0 ? "," : "", target, reference, unit);
}

/* What columns= calls the unit of a whole time; NULL for one that a name does not tell. */
static char *
time_unit (const TlmColumnName *name)
{
  if (name->meaning != TLM_COLUMN_TIME)
    return NULL;
  switch (name->clock) {
    case TLM_COLUMN_CLOCK_UNIX:
      return g_strdup_printf ("unix-%s", name->unit->symbol);
    case TLM_COLUMN_CLOCK_ELAPSED:
      return g_strdup (name->unit->symbol);
    case TLM_COLUMN_CLOCK_TEXT:
      return g_strdup ("utc");
    case TLM_COLUMN_CLOCK_STAMP:
      return g_strdup ("iso");
    case TLM_COLUMN_CLOCK_JD:
      return g_strdup ("jd");
    case TLM_COLUMN_CLOCK_MJD:
      return g_strdup ("mjd");
    default:
      return NULL;
  }
}

/* A whole time that is not taken. */
static gboolean
append_time (GString *out, const TlmColumns *columns, const TlmColumn *column)
{
  TlmColumnName name = tlm_column_name_read (column->name);
  g_autofree char *unit = time_unit (&name);

  if (!unit || column->role != TLM_ROLE_SKIP)
    return FALSE;
  append_entry (out, columns, column, "time", unit);
  return TRUE;
}

static void
append_channel (GString *out, const TlmColumns *columns, const TlmColumn *column,
    GHashTable *said)
{
  g_auto (GStrv) words = words_of (column->name);
  TlmQuantity quantity = TLM_QUANTITY_NONE;
  const char *channel = words[0] ? channel_of (words, &quantity) : NULL;

  if (!channel || column->vehicle || is_taken (columns, channel) ||
      (column->unit && column->unit->quantity != quantity) ||
      !g_hash_table_add (said, (gpointer) channel))
    return;
  append_entry (out, columns, column, channel, unit_of (column, words, quantity));
}

void
tlm_column_untaken_note (TlmColumns *columns)
{
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; i < columns->columns->len && n < MAX_LISTED; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    TlmChannelId id;
    gsize before = entries->len;
    if (!columns->option && append_time (entries, columns, column)) {
      tlm_log_note (columns->log, "column \"%s\" tells a time too, and is not taken: columns=\"%s\" "
          "takes it", tlm_head (column->name, 64).text, entries->str);
      g_string_truncate (entries, before);
    }
    if (column->channel && !tlm_channel_from_name (column->channel, &id))
      append_channel (entries, columns, column, said);
    n += entries->len > before;
  }
  if (n == 0)
    return;
  g_free (columns->log->hint);
  columns->log->hint = g_strdup_printf ("some columns look like known ones and are read under their "
      "own names: columns=\"%s%s%s\" takes them", columns->option ? columns->option : "",
      columns->option && *columns->option ? "," : "", entries->str);
  tlm_log_note (columns->log, "%s", columns->log->hint);
}

/* Units in which parts of a time are counted, by their names in normal form. */
static const struct {
  const char *words, *unit;
} part_units[] = {
  { "hour hours hr hrs hh", "h" },
  { "minute minutes min mins", "min" },
  { "second seconds sec secs", "s" },
  { "millisecond milliseconds msec millis ms", "ms" },
  { "microsecond microseconds usec us", "us" },
};

static const char *
part_unit (const TlmColumn *column)
{
  g_auto (GStrv) words = words_of (column->name);

  for (gsize i = 0; words[0] && i < G_N_ELEMENTS (part_units); i++)
    if (listed (part_units[i].words, words[g_strv_length (words) - 1]))
      return part_units[i].unit;
  return NULL;
}

/* Whether columns= says which column tells the time. */
static gboolean
is_time_said (const TlmColumns *columns)
{
  g_auto (GStrv) entries = g_strsplit (columns->option ? columns->option : "", ",", -1);

  for (guint i = 0; entries[i]; i++)
    if (g_str_has_prefix (g_strstrip (entries[i]), "time="))
      return TRUE;
  return FALSE;
}

char *
tlm_column_untaken_clock (const TlmColumns *columns)
{
  for (guint i = 0; !is_time_said (columns) && i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    TlmColumnName name = tlm_column_name_read (column->name);
    g_autoptr (GString) text = g_string_new (columns->option);
    if (name.clock != TLM_COLUMN_CLOCK_ELAPSED && append_time (text, columns, column))
      return g_string_free (g_steal_pointer (&text), FALSE);
  }
  return NULL;
}

char *
tlm_column_untaken_time (const TlmColumns *columns)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const TlmColumn *taken = NULL;
  const char *unit;

  for (guint i = 0; i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    if (append_time (text, columns, column))
      return g_string_free (g_steal_pointer (&text), FALSE);
    taken = !taken && column->role == TLM_ROLE_TIME ? column : taken;
  }
  for (guint i = 0; taken && taken->unit && i < columns->columns->len; i++) {
    const TlmColumn *column = columns->columns->pdata[i];
    unit = column->role == TLM_ROLE_AUTO || column->role == TLM_ROLE_NUMBER ? part_unit (column) :
        NULL;
    if (!unit || tlm_unit_find (unit)->factor >= taken->unit->factor)
      continue;
    append_entry (text, columns, taken, "time", taken->unit->symbol);
    g_autofree char *reference = tlm_time_help_reference (columns, column);
    g_string_append_printf (text, "+%s:%s", reference, unit);
    return g_string_free (g_steal_pointer (&text), FALSE);
  }
  return NULL;
}
