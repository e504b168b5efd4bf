/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "inspect.h"

#define MAX_ROWS G_GINT64_CONSTANT (10000000)

/* One column: a channel of a vehicle. */
typedef struct {
  guint vehicle, channel;
} Column;

static GArray *
find_columns (const TlmTimeline *timeline)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < tlm_timeline_n_vehicles (timeline); i++) {
    for (guint j = 0; j < tlm_timeline_n_channels (timeline); j++) {
      Column column = { i, j };
      if (inspect_has_channel (timeline, i, j, NULL))
        g_array_append_val (columns, column);
    }
  }
  return columns;
}

void
inspect_print_field (const char *text, FILE *out)
{
  if (!strpbrk (text, ",\"\r\n")) {
    fputs (text, out);
    return;
  }
  fputc ('"', out);
  for (; *text; text++) {
    if (*text == '"')
      fputc ('"', out);
    fputc (*text, out);
  }
  fputc ('"', out);
}

static void
print_head (const TlmTimeline *timeline, const GArray *columns, gboolean elapsed, FILE *out)
{
  fputs (elapsed ? "time[s]" : "time", out);
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index (columns, Column, i);
    const char *vehicle = tlm_timeline_vehicle_name (timeline, column->vehicle);
    const char *unit =
        tlm_quantity_si_symbol (tlm_timeline_channel_quantity (timeline, column->channel));
    g_autofree char *head = g_strconcat (vehicle, *vehicle ? "." : "",
        tlm_timeline_channel_name (timeline, column->channel), *unit ? "[" : "", unit,
        *unit ? "]" : "", NULL);
    fputc (',', out);
    inspect_print_field (head, out);
  }
  fputc ('\n', out);
}

/* Exactly. */
static void
print_seconds (TlmDuration time_ns, FILE *out)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_NUMBER, .decimals = 9 };
  g_autofree char *text = tlm_elapsed_format (time_ns, &format);

  fputs (text, out);
}

static void
print_row (const TlmTimeline *timeline, const TlmSnapshot *snapshot, const GArray *columns, FILE *out)
{
  g_autofree char *utc = NULL;

  if (snapshot->elapsed_ns != TLM_TIME_NONE)
    print_seconds (snapshot->elapsed_ns, out);
  else
    fputs (utc = tlm_instant_format_utc (snapshot->instant, 9, FALSE), out);
  for (guint i = 0; i < columns->len; i++) {
    const Column *column = &g_array_index (columns, Column, i);
    TlmValue value = tlm_snapshot_value (snapshot, column->vehicle, column->channel);
    g_autofree char *number = inspect_exact (inspect_written (timeline, column->channel,
            value.value));
    fputc (',', out);
    if (tlm_value_is_shown (&value))
      fputs (number, out);
  }
  fputc ('\n', out);
}

static gboolean
read_step (const char *text, TlmDuration *step, GError **error)
{
  if (tlm_elapsed_parse (text, strlen (text), step) && *step > 0)
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
      "--table: \"%s\" is no step; give seconds, as in 0.1, or HH:MM:SS.mmm", text);
  return FALSE;
}

gboolean
inspect_table (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  g_autoptr (GArray) columns = find_columns (flight->timeline);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gint64 first = 0, last = -1, rows;
  TlmDuration step;

  if (!read_step (options->table, &step, error))
    return FALSE;
  tlm_timeline_span (flight->timeline, &first, &last);
  rows = last < first ? 0 : (last - first) / step + 1;
  if (rows > MAX_ROWS) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--table: a step of %s s makes %"
        G_GINT64_FORMAT " rows, more than %" G_GINT64_FORMAT "; give a larger one",
        options->table, rows, MAX_ROWS);
    return FALSE;
  }
  print_head (flight->timeline, columns,
      tlm_timeline_to_elapsed (flight->timeline, first) != TLM_TIME_NONE, out);
  for (gint64 i = 0; i < rows; i++) {
    tlm_timeline_at (flight->timeline, first + i * step, NULL, snapshot);
    print_row (flight->timeline, snapshot, columns, out);
  }
  return TRUE;
}
