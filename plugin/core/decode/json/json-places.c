/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/json/json-places.h"

#include "core/base/limits.h"
#include "core/decode/table/columns.h"

/* Without a place in so many objects there will be none. */
#define MOST_LOOKED 1000

static gboolean
find (TlmJsonPlaces *places, GPtrArray *names, GArray *cells, GArray *seen, TlmColumns *columns)
{
  guint before = names->len;

  if (places->n_looked++ >= MOST_LOOKED)
    return FALSE;
  places->pairs = tlm_place_pairs_find (names, (guint) tlm_limit (TLM_LIMIT_COLUMNS), (const TlmCell *) (void *) cells->data, '.');
  if (!places->pairs)
    return FALSE;
  g_array_set_size (cells, names->len);
  g_array_set_size (seen, names->len);
  for (guint i = before; columns && i < names->len; i++)
    tlm_columns_add (columns, names->pdata[i]);
  return TRUE;
}

gboolean
tlm_json_places_take (TlmJsonPlaces *places, GPtrArray *names, GArray *cells, GArray *seen,
    TlmColumns *columns)
{
  gboolean found = !places->pairs && find (places, names, cells, seen, columns);

  if (places->pairs)
    tlm_place_pairs_split (places->pairs, (TlmCell *) (void *) cells->data);
  return found;
}

void
tlm_json_places_clear (TlmJsonPlaces *places)
{
  tlm_place_pairs_free (places->pairs);
  places->pairs = NULL;
}
