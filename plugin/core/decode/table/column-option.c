/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/column-option.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

static const struct {
  const char *target;
  TlmColumnMeaning meaning;
  const char *blurb;
} targets[] = {
  { "time", TLM_COLUMN_TIME,
    "The time of a row; its unit, or a word of the list below" },
  { "event", TLM_COLUMN_EVENT,
    "Text: what happens at the time of its row" },
  { "vehicle", TLM_COLUMN_VEHICLE,
    "Text: whose the row is" },
  { "phase", TLM_COLUMN_PHASE,
    "Text or numbers: the phase from its row on; [phases] of a mission says what they mean" },
  { "skip", TLM_COLUMN_SKIP,
    "A column that is not read" },
};

/* What stands before = and takes a word, not a column. */
static const struct {
  const char *target;
  TlmColumnMeaning meaning;
  const char *blurb;
} words[] = {
  { "timezone", TLM_COLUMN_TIMEZONE,
    "Zone of times without one: Europe/Berlin, +02:00, or none" },
  { "date", TLM_COLUMN_FIRST_DATE,
    "Date of the first time of day: 2024-08-17" },
  { "dialect", TLM_COLUMN_DIALECT,
    "Whose columns they are, by the name of a dialect" },
};

TlmColumnMeaning
tlm_column_meaning_from_target (const char *target)
{
  TlmChannelId id;

  g_return_val_if_fail (target != NULL, TLM_COLUMN_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_ascii_strcasecmp (targets[i].target, target) == 0)
      return targets[i].meaning;
  return tlm_channel_from_name (target, &id) ? TLM_COLUMN_CHANNEL : TLM_COLUMN_UNKNOWN;
}

static void
option_free (gpointer data)
{
  TlmColumnOption *option = data;

  if (!option)
    return;
  g_free (option->channel);
  g_free (option->vehicle);
  g_free (option->column);
  g_free (option);
}

static gboolean
wrong (GError **error, const char *entry, const char *what)
{
  g_autofree char *shown = tlm_print_head (entry, 80);

  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS,
      "columns: \"%s\": %s; right is, for instance, "
      "columns=\"time=t:s,altitude=alt:ft,speed=#3:m/s\"", shown, what);
  return FALSE;
}

/* The end of an entry: the next comma outside quotes. */
static const char *
entry_end (const char *p)
{
  gboolean quoted = FALSE;

  for (; *p && (quoted || *p != ','); p++)
    quoted ^= *p == '"';
  return p;
}

static gboolean
read_unit (TlmColumnOption *option, const char *text, const char *entry, GError **error)
{
  g_autofree char *shown = tlm_print_head (text, 32), *problem = NULL;

  option->has_unit = TRUE;
  if (strcmp (text, "?") == 0)
    return wrong (error, entry, "put the unit in place of the question mark");
  if (tlm_column_told_unit_read (text, strlen (text), &option->unit))
    return TRUE;
  problem = g_strdup_printf ("\"%s\" is no known unit (known are m, km, ft, m/s, km/h, ft/s, s, "
      "ms, g, deg, Pa, degC and more)", shown);
  return wrong (error, entry, problem);
}

static gboolean
read_number (TlmColumnOption *option, const char *text, const char *entry, GError **error)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT, &number, NULL))
    return wrong (error, entry, "after # comes the number of a column, from 1");
  option->number = (guint) number;
  return TRUE;
}

/* The colon before the unit: the last one, or the one before it where a scale follows. */
static char *
find_colon (char *text)
{
  char *last = strrchr (text, ':'), *before;
  TlmColumnName name = { 0 };

  if (!last)
    return NULL;
  *last = '\0';
  before = strrchr (text, ':');
  *last = ':';
  return before && before + 1 < last && tlm_column_told_unit_read (before + 1, strlen (before + 1),
      &name) ? before : last;
}

/* column[:unit], where the column may stand in quotes. */
static gboolean
read_column (TlmColumnOption *option, char *text, const char *entry, GError **error)
{
  char *colon;

  if (*text == '"') {
    char *quote = strchr (text + 1, '"');
    if (!quote)
      return wrong (error, entry, "the quote is not closed");
    colon = quote[1] == ':' ? quote + 1 : NULL;
    *quote = '\0';
    text++;
  } else {
    colon = find_colon (text);
  }
  if (colon && !read_unit (option, g_strstrip (colon + 1), entry, error))
    return FALSE;
  if (colon)
    *colon = '\0';
  g_strstrip (text);
  if (*text == '#')
    return read_number (option, text, entry, error);
  option->column = g_strdup (text);
  return *text || wrong (error, entry, "the column has no name");
}

/* The plus that ends the first column of a sum: it stands after a unit, so that a name may
 * have one. NULL when there is none. */
static char *
find_plus (char *text)
{
  gboolean quoted = FALSE;
  char *colon = NULL;

  for (char *p = text; *p; p++) {
    TlmColumnName name = { 0 };
    quoted ^= *p == '"';
    if (quoted)
      continue;
    if (*p == ':')
      colon = p;
    if (*p == '+' && colon) {
      g_autofree char *unit = g_strstrip (g_strndup (colon + 1, (gsize) (p - colon - 1)));
      if (tlm_column_told_unit_read (unit, strlen (unit), &name))
        return p;
    }
  }
  return NULL;
}

static gboolean
read_target (TlmColumnOption *option, char *target, const char *entry, GError **error)
{
  char *slash = strchr (target, '/');

  if (slash) {
    *slash = '\0';
    option->vehicle = tlm_log_name ((TlmCell) { target, strlen (target) });
    target = slash + 1;
  }
  option->channel = g_strdup (g_strstrip (target));
  option->meaning = tlm_column_meaning_from_target (option->channel);
  return *option->channel || wrong (error, entry, "before = comes a channel or \"time\"");
}

/* A new entry of TARGET whose column is TEXT, after N_TIMES times. */
static gboolean
add_column (GPtrArray *options, const char *target, char *text, guint n_times, gboolean is_part,
    const char *entry, GError **error)
{
  g_autofree char *copy = g_strdup (target);
  TlmColumnOption *option = g_new0 (TlmColumnOption, 1);

  g_ptr_array_add (options, option);
  option->time = MAX (n_times, 1) - 1;
  option->is_part = is_part;
  if (!read_target (option, copy, entry, error) ||
      !read_column (option, g_strstrip (text), entry, error))
    return FALSE;
  if (is_part && option->meaning != TLM_COLUMN_TIME)
    return wrong (error, entry, "only a time is put together with +");
  return options->len <= TLM_COLUMN_OPTION_MAX || wrong (error, entry, "more than 4096 entries");
}

/* column:unit, or several with a plus between. */
static gboolean
add_columns (GPtrArray *options, const char *target, char *text, guint *n_times,
    const char *entry, GError **error)
{
  const char *slash = strchr (target, '/');
  gboolean is_part = find_plus (text) != NULL;
  char *next = text;

  *n_times += tlm_column_meaning_from_target (slash ? slash + 1 : target) == TLM_COLUMN_TIME;
  while (next) {
    char *plus = find_plus (text = next);
    next = plus ? plus + 1 : NULL;
    if (plus)
      *plus = '\0';
    if (!add_column (options, target, text, *n_times, is_part, entry, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_word (GPtrArray *options, const char *target, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    TlmColumnOption *option;
    if (g_ascii_strcasecmp (words[i].target, target) != 0)
      continue;
    option = g_new0 (TlmColumnOption, 1);
    option->meaning = words[i].meaning;
    option->channel = g_strdup (text);
    option->found = TRUE;
    g_ptr_array_add (options, option);
    return TRUE;
  }
  return FALSE;
}

static gboolean
parse_entry (GPtrArray *options, const char *entry, guint *n_times, GError **error)
{
  g_autofree char *copy = g_strdup (entry);
  char *equals = strchr (copy, '=');

  if (!equals)
    return wrong (error, entry, "an entry is target=column:unit");
  *equals = '\0';
  g_strstrip (copy);
  g_strstrip (equals + 1);
  return add_word (options, copy, equals + 1) ||
      add_columns (options, copy, equals + 1, n_times, entry, error);
}

GPtrArray *
tlm_column_options_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (option_free);
  guint n_times = 0;

  for (const char *p = text ? text : ""; *p; p += *p == ',') {
    const char *end = entry_end (p);
    g_autofree char *entry = g_strstrip (g_strndup (p, (gsize) (end - p)));
    p = end;
    if (*entry && !parse_entry (options, entry, &n_times, error)) {
      tlm_error_make_safe (error);
      return NULL;
    }
  }
  return g_steal_pointer (&options);
}

const char *
tlm_column_options_word (const GPtrArray *options, TlmColumnMeaning meaning)
{
  const char *word = NULL;

  g_return_val_if_fail (options != NULL, NULL);
  for (guint i = 0; i < options->len; i++)
    if (((const TlmColumnOption *) options->pdata[i])->meaning == meaning)
      word = ((const TlmColumnOption *) options->pdata[i])->channel;
  return word;
}

TlmColumnOption *
tlm_column_options_find (GPtrArray *options, const char *name, guint index, guint occurrence)
{
  g_return_val_if_fail (options != NULL && name != NULL, NULL);
  for (guint i = 0; i < options->len; i++) {
    TlmColumnOption *option = options->pdata[i];
    if (option->number == index + 1)
      return option;
  }
  for (guint i = 0; occurrence == 0 && i < options->len; i++) {
    TlmColumnOption *option = options->pdata[i];
    if (option->column && strcmp (option->column, name) == 0)
      return option;
  }
  return NULL;
}

gboolean
tlm_column_options_tell_time (const GPtrArray *options)
{
  g_return_val_if_fail (options != NULL, FALSE);
  for (guint i = 0; i < options->len; i++)
    if (((const TlmColumnOption *) options->pdata[i])->meaning == TLM_COLUMN_TIME)
      return TRUE;
  return FALSE;
}

TlmColumnHelp
tlm_column_target_help (guint index)
{
  if (index < G_N_ELEMENTS (targets))
    return (TlmColumnHelp) { targets[index].target, targets[index].blurb };
  index -= G_N_ELEMENTS (targets);
  if (index < G_N_ELEMENTS (words))
    return (TlmColumnHelp) { words[index].target, words[index].blurb };
  return (TlmColumnHelp) { NULL, NULL };
}
