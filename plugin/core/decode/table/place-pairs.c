/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/table/place-pairs.h"

#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/table/place-cell.h"
#include "core/decode/table/time-help.h"

/* Names of places, in normal form and without what joins words. */
static const char *const place_names[] = {
  "gps", "gpsposition", "gpslocation", "gpscoordinates", "gpscoords", "position", "pos",
  "location", "loc", "place", "coordinates", "coordinate", "coords", "coord",
};

typedef struct {
  guint column;
  TlmPlaceOrder order;
} Pair;

struct _TlmPlacePairs {
  GArray *pairs;           /* Pair */
  guint n_columns;         /* of the source */
  char point;
  GStringChunk *signs;     /* numbers of the row that got a sign */
};

static TlmPlaceOrder
order_of_name (const char *joined)
{
  const char *latitude = strstr (joined, "lat"), *longitude = strstr (joined, "lon");

  if (!longitude)
    longitude = strstr (joined, "lng");
  if (!latitude || !longitude)
    return TLM_PLACE_UNKNOWN;
  return latitude < longitude ? TLM_PLACE_LATITUDE_FIRST : TLM_PLACE_LONGITUDE_FIRST;
}

static char *
join_words (const char *name)
{
  char *words = tlm_column_name_words (name), *to = words;

  for (const char *p = words; *p; p++)
    if (*p != '_')
      *to++ = *p;
  *to = '\0';
  return words;
}

static gboolean
is_place (const char *joined)
{
  for (gsize i = 0; i < G_N_ELEMENTS (place_names); i++)
    if (strcmp (joined, place_names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a column holds pairs, and their order as far as it is known. Where nothing says that it is
 * a place but the column's name, its numbers have fractions. */
static gboolean
look (const char *name, TlmCell sample, char point, TlmPlaceOrder *order)
{
  g_autofree char *joined = NULL;
  TlmPlaceHalf halves[2];

  if (!tlm_place_cell_read (sample, point, halves, order))
    return FALSE;
  joined = join_words (name);
  if (*order == TLM_PLACE_UNKNOWN)
    *order = order_of_name (joined);
  if (*order != TLM_PLACE_UNKNOWN)
    return fabs (halves[*order == TLM_PLACE_LATITUDE_FIRST ? 0 : 1].value) <= 90;
  return is_place (joined) && halves[0].fraction > 0 && halves[1].fraction > 0;
}

static gboolean
has_places (const GPtrArray *names, guint n)
{
  for (guint i = 0; i < n; i++) {
    TlmColumnName name = tlm_column_name_read (names->pdata[i]);
    if (name.meaning == TLM_COLUMN_CHANNEL && (name.channel == TLM_CHANNEL_LATITUDE ||
            name.channel == TLM_CHANNEL_LONGITUDE))
      return TRUE;
  }
  return FALSE;
}

/* Of several that are known the first is the place. */
static void
append_names (GPtrArray *names, guint n_columns, const Pair *pair)
{
  const char *name = names->pdata[pair->column];

  if (pair->order != TLM_PLACE_UNKNOWN && !has_places (names, names->len)) {
    gboolean first = pair->order == TLM_PLACE_LATITUDE_FIRST;
    g_ptr_array_add (names, g_strdup (first ? "latitude" : "longitude"));
    g_ptr_array_add (names, g_strdup (first ? "longitude" : "latitude"));
    return;
  }
  for (guint i = 1; i <= 2; i++)
    g_ptr_array_add (names, g_strdup_printf ("%s.%u", name, i));
}

TlmPlacePairs *
tlm_place_pairs_find (GPtrArray *names, guint most, const TlmCell *sample, char point)
{
  TlmPlacePairs *self;
  guint n = names->len;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < n && names->len + 2 <= most; i++) {
    Pair pair = { .column = i };
    if (!look (names->pdata[i], sample[i], point, &pair.order))
      continue;
    append_names (names, n, &pair);
    g_array_append_val (pairs, pair);
  }
  if (pairs->len == 0)
    return NULL;
  self = g_new0 (TlmPlacePairs, 1);
  self->pairs = g_steal_pointer (&pairs);
  self->n_columns = n;
  self->point = point;
  self->signs = g_string_chunk_new (256);
  return self;
}

void
tlm_place_pairs_free (TlmPlacePairs *pairs)
{
  if (!pairs)
    return;
  g_array_unref (pairs->pairs);
  g_string_chunk_free (pairs->signs);
  g_free (pairs);
}

static TlmCell
cell_of (TlmPlacePairs *self, const TlmPlaceHalf *half)
{
  g_autofree char *text = NULL, *whole = NULL;

  if (half->has_parts) {
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    gsize length;
    g_ascii_formatd (number, sizeof number, "%.9f", half->letter == 'S' || half->letter == 'W' ?
        -half->value : half->value);
    length = strlen (number);
    if (self->point != '.')
      *strchr (number, '.') = self->point;
    return (TlmCell) { g_string_chunk_insert (self->signs, number), length };
  }
  if (half->letter != 'S' && half->letter != 'W')
    return (TlmCell) { half->text, half->length };
  whole = tlm_cell_dup ((TlmCell) { half->text, half->length }, half->length);
  text = g_strconcat ("-", whole, NULL);
  return (TlmCell) { g_string_chunk_insert (self->signs, text), half->length + 1 };
}

void
tlm_place_pairs_split (TlmPlacePairs *pairs, TlmCell *cells)
{
  TlmCell *out = cells + pairs->n_columns;
  TlmPlaceHalf halves[2];
  TlmPlaceOrder order;

  g_string_chunk_clear (pairs->signs);
  for (guint i = 0; i < pairs->pairs->len; i++, out += 2) {
    const Pair *pair = &g_array_index (pairs->pairs, Pair, i);
    /* One that stands the other way round than the first row's is no pair of these. */
    gboolean is_pair = tlm_place_cell_read (cells[pair->column], pairs->point, halves, &order) &&
        (order == TLM_PLACE_UNKNOWN || order == pair->order);
    for (guint k = 0; k < 2; k++)
      out[k] = is_pair ? cell_of (pairs, &halves[k]) : (TlmCell) { NULL, 0 };
  }
}

static gboolean
is_taken (const TlmColumn *column)
{
  return g_strcmp0 (column->channel, "latitude") == 0 || g_strcmp0 (column->channel, "longitude") == 0;
}

void
tlm_place_pairs_tell (const TlmPlacePairs *pairs, const TlmColumns *columns)
{
  TlmLog *log = columns->log;

  for (guint i = 0; i < pairs->pairs->len; i++) {
    const Pair *pair = &g_array_index (pairs->pairs, Pair, i);
    const TlmColumn *own = columns->columns->pdata[pair->column];
    const TlmColumn *halves = columns->columns->pdata[pairs->n_columns + 2 * i];
    const TlmColumn *other = columns->columns->pdata[pairs->n_columns + 2 * i + 1];
    g_autofree char *first = tlm_time_help_reference (columns, halves);
    g_autofree char *second = tlm_time_help_reference (columns, other);
    g_autofree char *line = NULL;
    if (is_taken (halves) || is_taken (other)) {
      tlm_log_note (log, "column \"%s\" holds latitude and longitude: each is a column", tlm_head (own->name, 64).text);
      continue;
    }
    line = g_strdup_printf ("column \"%s\" holds two numbers, as of a place, and nothing says which is "
        "the latitude: columns=\"%s%slatitude=%s:deg,longitude=%s:deg\" takes the first for it",
        tlm_head (own->name, 64).text, columns->option ? columns->option : "", columns->option && *columns->option ? "," : "",
        first, second);
    tlm_log_note (log, "%s", line);
    if (!log->hint)
      log->hint = g_steal_pointer (&line);
  }
}
