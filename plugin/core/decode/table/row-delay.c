/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of a stream that wait until it is known whether their times mean anything: what was given
 * away cannot be taken back, as it can in a file. */
#include <string.h>

#include "core/decode/table/rows-private.h"

/* Most that wait: as many samples as others keep back, and no more memory than one record. */
#define MOST_ROWS 4096
#define MOST_BYTES (4 << 20)

typedef struct {
  TlmRowVehicle *owner;
  gint64 times[TLM_COLUMNS_MAX_TIMES];
  guint n;
  TlmCell *cells;          /* with their texts behind them */
  double *values;
  guint64 line;
  gboolean is_undated;
} Delayed;

void
tlm_row_delayed_free (gpointer data)
{
  Delayed *row = data;

  g_free (row->cells);
  g_free (row->values);
  g_free (row);
}

static Delayed *
delayed_new (const TlmRows *rows, const TlmCell *cells, guint n, gsize *bytes)
{
  Delayed *row = g_new0 (Delayed, 1);
  char *text;

  *bytes = n * (sizeof *cells + sizeof *rows->values);
  for (guint i = 0; i < n; i++)
    *bytes += cells[i].length;
  row->n = n;
  row->cells = g_malloc (*bytes + 1);
  row->values = g_memdup2 (rows->values, n * sizeof *rows->values);
  text = (char *) (row->cells + n);
  for (guint i = 0; i < n; i++) {
    row->cells[i] = cells[i];
    if (!cells[i].text)
      continue;
    row->cells[i].text = memcpy (text, cells[i].text, cells[i].length);
    text += cells[i].length;
  }
  return row;
}

gboolean
tlm_row_delay (TlmRows *rows, TlmRowVehicle *owner, const TlmCell *cells, guint n,
    const gint64 *times, guint64 line, gboolean is_undated)
{
  gsize bytes;
  Delayed *row;

  if (rows->delayed->len >= MOST_ROWS || rows->n_delayed_bytes >= MOST_BYTES)
    return FALSE;
  row = delayed_new (rows, cells, n, &bytes);
  row->owner = owner;
  memcpy (row->times, times, sizeof row->times);
  row->line = line;
  row->is_undated = is_undated;
  rows->n_delayed_bytes += bytes;
  g_ptr_array_add (rows->delayed, row);
  rows->log->n_waiting = rows->delayed->len;
  rows->last = owner;
  rows->last_ns = times[0];
  return TRUE;
}

/* Takes away, in order, those that wait of OWNER, or (NULL) those without a date. */
static GPtrArray *
take (TlmRows *rows, const TlmRowVehicle *owner)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (tlm_row_delayed_free);
  guint kept = 0;

  for (guint i = 0; i < rows->delayed->len; i++) {
    Delayed *row = rows->delayed->pdata[i];
    if (owner ? row->owner == owner && !row->is_undated : row->is_undated)
      g_ptr_array_add (taken, row);
    else
      rows->delayed->pdata[kept++] = row;
  }
  while (rows->delayed->len > kept)
    g_ptr_array_steal_index (rows->delayed, rows->delayed->len - 1);
  rows->log->n_waiting = kept;
  if (kept == 0)
    rows->n_delayed_bytes = 0;
  return taken;
}

void
tlm_row_delay_release (TlmRows *rows, TlmRowVehicle *owner)
{
  g_autoptr (GPtrArray) taken = NULL;
  g_autofree double *values = NULL;

  if (rows->delayed->len == 0)
    return;
  values = g_memdup2 (rows->values, rows->capacity * sizeof *values);
  taken = take (rows, owner);
  for (guint i = 0; i < taken->len; i++) {
    const Delayed *row = taken->pdata[i];
    memcpy (rows->values, row->values, row->n * sizeof *values);
    rows->store (rows, row->owner, row->cells, row->n, row->times, row->line);
  }
  memcpy (rows->values, values, rows->capacity * sizeof *values);
}

guint
tlm_row_delay_drop (TlmRows *rows, TlmRowVehicle *owner, gint64 *first_ns)
{
  g_autoptr (GPtrArray) taken = NULL;

  if (rows->delayed->len == 0)
    return 0;
  taken = take (rows, owner);
  if (taken->len > 0)
    *first_ns = ((const Delayed *) taken->pdata[0])->times[0];
  return taken->len;
}

static void
shift (gint64 *time_ns, TlmDuration offset_ns)
{
  if (*time_ns != TLM_TIME_NONE)
    *time_ns += offset_ns;
}

void
tlm_row_delay_shift (TlmRows *rows, const TlmRowVehicle *owner, TlmDuration offset_ns)
{
  for (guint i = 0; i < rows->delayed->len; i++) {
    Delayed *row = rows->delayed->pdata[i];
    for (guint k = 0; row->owner == owner && k < TLM_COLUMNS_MAX_TIMES; k++)
      shift (&row->times[k], offset_ns);
  }
}

void
tlm_row_delay_move (TlmRows *rows, TlmDuration offset_ns)
{
  for (guint i = 0; i < rows->vehicles->len; i++) {
    TlmRowVehicle *owner = rows->vehicles->pdata[i];
    tlm_row_delay_shift (rows, owner, offset_ns);
    for (guint k = 0; k < TLM_COLUMNS_MAX_TIMES; k++)
      shift (&owner->last[k], offset_ns);
    owner->ahead.before_ns += offset_ns;
    owner->ahead.from_ns += offset_ns;
    owner->ahead.resume_ns += offset_ns;
  }
}
