/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/suggest.h"

#include <string.h>

#define MAX_WORD 64

static gboolean
same (char a, char b)
{
  return g_ascii_tolower (a) == g_ascii_tolower (b);
}

/* Fills the row of distances of A[0..i] to each start of B from the two above. */
static void
fill_row (const char *a, gsize i, const char *b, gsize n, const guint *above2,
    const guint *above, guint *row)
{
  row[0] = i;
  for (gsize j = 1; j <= n; j++) {
    guint best = above[j - 1] + !same (a[i - 1], b[j - 1]);
    best = MIN (best, MIN (above[j], row[j - 1]) + 1);
    if (i > 1 && j > 1 && same (a[i - 1], b[j - 2]) && same (a[i - 2], b[j - 1]))
      best = MIN (best, above2[j - 2] + 1);
    row[j] = best;
  }
}

/* Neither longer than MAX_WORD. */
static guint
edit_distance (const char *a, const char *b)
{
  guint rows[3][MAX_WORD + 1];
  gsize m = strlen (a), n = strlen (b);

  for (gsize j = 0; j <= n; j++)
    rows[0][j] = j;
  for (gsize i = 1; i <= m; i++)
    fill_row (a, i, b, n, rows[(i + 1) % 3], rows[(i + 2) % 3], rows[i % 3]);
  return rows[m % 3][n];
}

const char *
tlm_suggest (const char *word, const char *const *known)
{
  const char *nearest = NULL;
  guint limit;

  g_return_val_if_fail (word != NULL && known != NULL, NULL);
  if (strlen (word) > MAX_WORD)
    return NULL;
  limit = MAX (1, strlen (word) / 3) + 1;
  for (; *known; known++) {
    guint distance = strlen (*known) <= MAX_WORD ? edit_distance (word, *known) : G_MAXUINT;
    if (distance < limit) {
      limit = distance;
      nearest = *known;
    }
  }
  return nearest;
}

char *
tlm_suggest_hint (const char *word, const char *const *known)
{
  const char *nearest = tlm_suggest (word, known);
  g_autofree char *all = NULL;

  if (nearest)
    return g_strdup_printf ("; did you mean \"%s\"?", nearest);
  all = g_strjoinv (", ", (char **) known);
  return g_strdup_printf ("; known are: %s", all);
}
