/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/csv-pairs.h"

#include <math.h>
#include <string.h>

#include "core/decode/table/decimal.h"
#include "core/decode/table/time-help.h"

/* Digits of a fraction that places have at least: 0.001 deg is 100 m. */
#define LEAST_DIGITS 3

/* Names of places, in normal form and without what joins words. */
static const char *const place_names[] = {
  "gps", "gpsposition", "gpslocation", "gpscoordinates", "gpscoords", "position", "pos",
  "location", "loc", "place", "coordinates", "coordinate", "coords", "coord",
};

/* Which of two numbers is the latitude. */
typedef enum { UNKNOWN_ORDER, LATITUDE_FIRST, LONGITUDE_FIRST } Order;

/* One number of a pair. */
typedef struct {
  const char *text;        /* without its letter */
  gsize length;
  char letter;             /* of NSEW, or 0 */
  double value;            /* without the sign of its letter */
} Half;

typedef struct {
  guint column;
  Order order;
} Pair;

struct _TlmCsvPairs {
  GArray *pairs;           /* Pair */
  guint n_columns;         /* of the source */
  char point;
  GStringChunk *signs;     /* numbers of the row that got a sign */
};

static char
letter_at (const char *p, const char *end)
{
  char letter = p < end ? g_ascii_toupper (*p) : '\0';
  gboolean alone = p + 1 >= end || !g_ascii_isalpha (p[1]);

  return letter && strchr ("NSEW", letter) && alone ? letter : '\0';
}

static const char *
skip_blanks (const char *p, const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;
  return p;
}

/* Reads a number with its letter before or behind it, and a degree sign. NULL for anything
 * else; otherwise where it ends. */
static const char *
read_half (const char *p, const char *end, char point, Half *half)
{
  const char *fraction;

  half->letter = letter_at (p, end);
  p = half->letter ? skip_blanks (p + 1, end) : p;
  half->text = p;
  p += p < end && (*p == '-' || *p == '+');
  while (p < end && g_ascii_isdigit (*p))
    p++;
  if (p >= end || *p != point)
    return NULL;
  fraction = ++p;
  while (p < end && g_ascii_isdigit (*p))
    p++;
  half->length = (gsize) (p - half->text);
  if (p - fraction < LEAST_DIGITS ||
      tlm_decimal_parse (half->text, half->length, point, &half->value) != TLM_DECIMAL_NUMBER)
    return NULL;
  if (end - p >= 2 && memcmp (p, "\xc2\xb0", 2) == 0)
    p += 2;
  if (!half->letter && letter_at (skip_blanks (p, end), end)) {
    p = skip_blanks (p, end);
    half->letter = letter_at (p++, end);
  }
  return p;
}

static gboolean
is_latitude (char letter)
{
  return letter == 'N' || letter == 'S';
}

/* Letters of both, one of each kind, or of none. */
static gboolean
have_sense (const Half *halves)
{
  if (halves[0].letter && halves[1].letter)
    return is_latitude (halves[0].letter) != is_latitude (halves[1].letter) &&
        halves[0].value >= 0 && halves[1].value >= 0;
  return !halves[0].letter && !halves[1].letter;
}

static gboolean
is_bracket (char c, const char brackets[2])
{
  return c == brackets[0] || c == brackets[1];
}

/* The cell as a pair, perhaps in brackets; FALSE for anything else. */
static gboolean
read_pair (TlmCell cell, char point, Half *halves)
{
  const char *p, *end, *between;

  if (!cell.text)
    return FALSE;
  cell = tlm_cell_trim (cell);
  if (cell.length > 2 && is_bracket (cell.text[0], "([") &&
      is_bracket (cell.text[cell.length - 1], ")]"))
    cell = tlm_cell_trim ((TlmCell) { cell.text + 1, cell.length - 2 });
  end = cell.text + cell.length;
  p = between = read_half (cell.text, end, point, &halves[0]);
  if (!p)
    return FALSE;
  p = skip_blanks (p, end);
  if (p < end && *p != point && strchr (",;/", *p))
    p = skip_blanks (p + 1, end);
  if (p == between && !halves[0].letter)
    return FALSE;
  p = read_half (p, end, point, &halves[1]);
  return p == end && p != NULL && have_sense (halves) && fabs (halves[0].value) <= 180 &&
      fabs (halves[1].value) <= 180;
}

static Order
order_of_name (const char *joined)
{
  const char *latitude = strstr (joined, "lat"), *longitude = strstr (joined, "lon");

  if (!longitude)
    longitude = strstr (joined, "lng");
  if (!latitude || !longitude)
    return UNKNOWN_ORDER;
  return latitude < longitude ? LATITUDE_FIRST : LONGITUDE_FIRST;
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

/* Whether a column holds pairs, and their order as far as it is known. */
static gboolean
look (const char *name, TlmCell sample, char point, Order *order)
{
  g_autofree char *joined = join_words (name);
  Half halves[2];

  if (!read_pair (sample, point, halves))
    return FALSE;
  *order = order_of_name (joined);
  if (halves[0].letter)
    *order = is_latitude (halves[0].letter) ? LATITUDE_FIRST : LONGITUDE_FIRST;
  if (*order != UNKNOWN_ORDER && fabs (halves[*order == LATITUDE_FIRST ? 0 : 1].value) > 90)
    return FALSE;
  return *order != UNKNOWN_ORDER || is_place (joined);
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

  if (pair->order != UNKNOWN_ORDER && !has_places (names, names->len)) {
    gboolean first = pair->order == LATITUDE_FIRST;
    g_ptr_array_add (names, g_strdup (first ? "latitude" : "longitude"));
    g_ptr_array_add (names, g_strdup (first ? "longitude" : "latitude"));
    return;
  }
  for (guint i = 1; i <= 2; i++)
    g_ptr_array_add (names, g_strdup_printf ("%s.%u", name, i));
}

TlmCsvPairs *
tlm_csv_pairs_find (GPtrArray *names, const TlmCell *sample, char point)
{
  TlmCsvPairs *self;
  guint n = names->len;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < n && names->len + 2 <= TLM_COLUMNS_MAX; i++) {
    Pair pair = { .column = i };
    if (!look (names->pdata[i], sample[i], point, &pair.order))
      continue;
    append_names (names, n, &pair);
    g_array_append_val (pairs, pair);
  }
  if (pairs->len == 0)
    return NULL;
  self = g_new0 (TlmCsvPairs, 1);
  self->pairs = g_steal_pointer (&pairs);
  self->n_columns = n;
  self->point = point;
  self->signs = g_string_chunk_new (256);
  return self;
}

void
tlm_csv_pairs_free (TlmCsvPairs *pairs)
{
  if (!pairs)
    return;
  g_array_unref (pairs->pairs);
  g_string_chunk_free (pairs->signs);
  g_free (pairs);
}

static TlmCell
cell_of (TlmCsvPairs *self, const Half *half)
{
  g_autofree char *text = NULL;

  if (half->letter != 'S' && half->letter != 'W')
    return (TlmCell) { half->text, half->length };
  text = g_strdup_printf ("-%.*s", (int) half->length, half->text);
  return (TlmCell) { g_string_chunk_insert (self->signs, text), half->length + 1 };
}

/* A cell whose letters stand the other way round than the first row's is no pair of these. */
static gboolean
is_in_order (const Pair *pair, const Half *halves)
{
  return !halves[0].letter ||
      is_latitude (halves[0].letter) == (pair->order == LATITUDE_FIRST);
}

void
tlm_csv_pairs_split (TlmCsvPairs *pairs, TlmCell *cells)
{
  TlmCell *out = cells + pairs->n_columns;
  Half halves[2];

  g_string_chunk_clear (pairs->signs);
  for (guint i = 0; i < pairs->pairs->len; i++, out += 2) {
    const Pair *pair = &g_array_index (pairs->pairs, Pair, i);
    gboolean is_pair = read_pair (cells[pair->column], pairs->point, halves) &&
        is_in_order (pair, halves);
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
tlm_csv_pairs_tell (const TlmCsvPairs *pairs, const TlmColumns *columns)
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
      tlm_log_note (log, "column \"%.64s\" holds latitude and longitude: each is a column", own->name);
      continue;
    }
    line = g_strdup_printf ("column \"%.64s\" holds two numbers, as of a place, and nothing says which is "
        "the latitude: columns=\"%s%slatitude=%s:deg,longitude=%s:deg\" takes the first for it",
        own->name, columns->option ? columns->option : "", columns->option && *columns->option ? "," : "",
        first, second);
    tlm_log_note (log, "%s", line);
    if (!log->hint)
      log->hint = g_steal_pointer (&line);
  }
}
