/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"
#include "core/decode/table/column-untaken.h"
#include "core/decode/table/rows-private.h"

/* A log of so many rows has more than one instant for every so many of them, unless its
 * stamps are only coarse, which sealing mends. */
#define FEWEST_ROWS 20
#define MOST_OF_AN_INSTANT 4

/* Whether samples of the log's longest track are lost for being of one time. */
static gboolean
is_lost (const TlmRows *rows, gsize *kept, gsize *all)
{
  TlmSeries *longest = NULL;

  for (guint i = 0; i < rows->log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = rows->log->vehicles->pdata[i];
    for (guint k = 0; k < vehicle->tracks->len; k++) {
      TlmSeries *series = ((TlmTrack *) vehicle->tracks->pdata[k])->series;
      if (!longest || tlm_series_length (series) > tlm_series_length (longest))
        longest = series;
    }
  }
  if (!longest)
    return FALSE;
  tlm_series_seal (longest);
  *kept = tlm_series_length (longest);
  *all = *kept + tlm_series_duplicates (longest);
  return *all >= FEWEST_ROWS && *all > MOST_OF_AN_INSTANT * *kept;
}

/* A file may be read again, by the clock that another column has. */
static void
offer_clock (const TlmRows *rows)
{
  if (!rows->log->is_stream && !rows->log->better_columns)
    rows->log->better_columns = tlm_column_untaken_clock (rows->columns);
}

gboolean
tlm_rows_check_instants (const TlmRows *rows, GError **error)
{
  g_autofree char *better = NULL, *line = NULL;
  const char *option = rows->columns->option;
  gsize kept, all;

  if (rows->n_no_part > rows->log->n_good && !rows->log->is_stream) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s; most rows have parts that make no time: say "
        "in columns= what tells it, as in columns=\"time=S:s\" for seconds since liftoff",
        rows->log->first_bad);
    return FALSE;
  }
  if (rows->n_other > rows->log->n_good)
    offer_clock (rows);
  if (rows->n_same < rows->log->n_good / 2 || !is_lost (rows, &kept, &all))
    return TRUE;
  offer_clock (rows);
  better = tlm_column_untaken_time (rows->columns);
  line = better ? g_strdup_printf ("; columns=\"%s%s%s\" may mend it", option ? option : "",
          option && *option ? "," : "", better) :
      g_strdup ("; say in columns= which column tells the time, or the rest of it, as in "
          "columns=\"time=M:min+S:s\"");
  if (rows->log->is_stream) {
    tlm_log_warn (rows->log, "%" G_GSIZE_FORMAT " rows fall on %" G_GSIZE_FORMAT " instants%s", all,
        kept, line);
    return TRUE;
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%" G_GSIZE_FORMAT " rows fall on only %"
      G_GSIZE_FORMAT " instants%s", all, kept, line);
  return FALSE;
}
