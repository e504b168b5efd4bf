/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/print-safe.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "core/timeline/plan-name.h"
#include "inspect.h"
#include "json-line.h"

/* Where a series has no samples for too long. */
typedef struct {
  guint count;
  TlmDuration longest_ns;
} Gaps;

static Gaps
count_gaps (const TlmSeries *series)
{
  Gaps gaps = { 0, 0 };

  for (gsize i = 1; i < tlm_series_length (series); i++) {
    if (!tlm_series_is_gap (series, i - 1))
      continue;
    gaps.count++;
    gaps.longest_ns = MAX (gaps.longest_ns,
        tlm_series_time (series, i) - tlm_series_time (series, i - 1));
  }
  return gaps;
}

static void
print_count (guint64 n, const char *what, FILE *out)
{
  if (n > 0)
    fprintf (out, ", %" G_GUINT64_FORMAT " %s", n, what);
}

static void
print_log (const TlmLog *log, FILE *out)
{
  g_autofree char *source = tlm_print_safe (log->source);

  fprintf (out, "File        %s\n", source);
  fprintf (out, "Format      %s%s%s, %" G_GUINT64_FORMAT " records", log->format,
      log->dialect ? ", " : "", log->dialect ? log->dialect : "", log->n_good);
  print_count (log->n_bad, "skipped", out);
  print_count (log->n_lost, "lost", out);
  print_count (log->n_duplicate, "doubled", out);
  print_count (log->n_out_of_order, "out of order", out);
  fputc ('\n', out);
  inspect_print_skew (log, out);
}

static void
print_optional (const char *head, const char *text, FILE *out)
{
  if (text)
    fprintf (out, "%-12s%s\n", head, text);
}

static void
print_mission (const TlmMission *mission, const TlmTimeline *timeline, FILE *out)
{
  if (!mission->path)
    return;
  print_optional ("Mission", mission->name ? mission->name : mission->path, out);
  print_optional ("Data", mission->has_provenance || !tlm_timeline_may_predict (timeline) ?
      tlm_provenance_name (mission->provenance) : "as each vehicle's", out);
  print_optional ("Credit", mission->credit, out);
  print_optional ("Licence", mission->licence, out);
  print_optional ("Liftoff at", mission->liftoff_at, out);
  print_optional ("Starts at", mission->footage_start, out);
  print_optional ("Marks", mission->marks, out);
  print_optional ("Body", tlm_site_body_name (mission->body), out);
  print_optional ("Altitude", tlm_datum_name (mission->datum), out);
}

static void
print_clock (const TlmTimeline *timeline, FILE *out)
{
  gint64 first, last;
  g_autofree char *epoch =
      tlm_instant_format_utc (tlm_timeline_get_epoch (timeline), 3, FALSE);

  fprintf (out, "Clock       %s\n", tlm_timeline_get_clock (timeline) == TLM_CLOCK_TAI ?
      "UTC" : "time since liftoff");
  print_optional ("Liftoff", epoch, out);
  if (!tlm_timeline_span (timeline, &first, &last)) {
    fputs ("Span        no samples\n", out);
    return;
  }
  g_autofree char *from = inspect_time (timeline, first);
  g_autofree char *to = inspect_time (timeline, last);
  g_autofree char *length = tlm_elapsed_seconds (last - first, 9);
  fprintf (out, "Span        %s to %s, %s s\n", from, to, length);
}

/* Decimals of a direction in six figures. */
#define DIRECTION_DECIMALS 3

/* What the samples reach as they are written: a direction from 0 to below a full turn. */
static gboolean
find_range (const TlmTrack *track, double *low, double *high)
{
  TlmChannelId kind = tlm_planned_kind (track->name);

  if (!tlm_series_range (track->series, low, high))
    return FALSE;
  if (kind >= TLM_N_STANDARD_CHANNELS || tlm_channel_get (kind)->wraps_deg == 0)
    return TRUE;
  *low = INFINITY;
  *high = -INFINITY;
  for (gsize i = 0; i < tlm_series_length (track->series); i++) {
    double written = tlm_channel_written (kind, NULL, DIRECTION_DECIMALS,
        tlm_series_value (track->series, i));
    *low = MIN (*low, written);
    *high = MAX (*high, written);
  }
  return TRUE;
}

static void
print_track (const TlmTrack *track, FILE *out)
{
  Gaps gaps = count_gaps (track->series);
  g_autofree char *step = tlm_elapsed_seconds (tlm_series_median_step (track->series), 6);
  g_autofree char *longest = tlm_elapsed_seconds (gaps.longest_ns, 6);
  g_autofree char *range = NULL;
  double low, high;

  if (find_range (track, &low, &high))
    range = inspect_range (track->quantity, low, high);
  fprintf (out, "  %-18s %8" G_GSIZE_FORMAT " %7s s %5u %8s s  %s", track->name,
      tlm_series_length (track->series), step, gaps.count, longest, range ? range : "-");
  if (track->column)
    fprintf (out, "  from \"%s\"%s%s%s", track->column, track->unit ? " [" : "",
        track->unit ? track->unit : "", track->unit ? "]" : "");
  if (tlm_datum_name (track->datum))
    fprintf (out, ", %s", tlm_datum_name (track->datum));
  fputc ('\n', out);
}

/* Derived channels: what from, and how. */
static void
print_derived (const TlmTimeline *timeline, guint vehicle, FILE *out)
{
  gboolean any = FALSE;

  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    g_autofree char *sources = tlm_derived_sources (timeline, vehicle, i);
    if (!sources)
      continue;
    if (!any)
      fprintf (out, "  %-18s from\n", "derived");
    any = TRUE;
    fprintf (out, "  %-18s %s: %s\n", tlm_timeline_channel_name (timeline, i), sources,
        tlm_timeline_channel_formula (timeline, vehicle, i));
  }
}

/* The epochs that positions are propagated from: that at the beginning, and that at the
 * end of what the timeline is about where it is another. */
static void
print_epochs (const TlmTimeline *timeline, guint vehicle, FILE *out)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autofree char *first = NULL, *last = NULL;
  gint64 from, to;

  if (!tlm_timeline_span (timeline, &from, &to))
    return;
  tlm_timeline_at (timeline, from, NULL, snapshot);
  first = inspect_epoch (snapshot, vehicle);
  tlm_timeline_at (timeline, to, NULL, snapshot);
  last = inspect_epoch (snapshot, vehicle);
  if (first || last)
    fprintf (out, "  %-18s %s%s%s\n", "epoch", first ? first : last,
        first && last && strcmp (first, last) != 0 ? " to " : "",
        first && last && strcmp (first, last) != 0 ? last : "");
}

static void
print_tracks (const TlmTimeline *timeline, guint vehicle, gboolean all, FILE *out)
{
  guint n_silent = 0;

  fprintf (out, "  %-18s %8s %9s %5s %10s  %s\n", "channel", "samples", "step", "gaps", "longest",
      "range");
  for (guint i = 0; i < tlm_timeline_n_channels (timeline); i++) {
    const TlmTrack *track = tlm_timeline_track (timeline, vehicle, i);
    if (!track)
      continue;
    n_silent += tlm_series_length (track->series) == 0;
    if (all || tlm_series_length (track->series) > 0)
      print_track (track, out);
  }
  if (n_silent > 0 && !all)
    fprintf (out, "  and %u channels without a sample (--all lists them)\n", n_silent);
}

/* What a source describes and never sent. */
static void
print_unused (const TlmLog *log, gboolean all, FILE *out)
{
  if (log->unused->len == 0)
    return;
  fprintf (out, "\nNot sent    %u channels that %s could have%s\n", log->unused->len, log->source,
      all ? "" : " (--all lists them)");
  for (guint i = 0; i < log->unused->len && all; i++)
    fprintf (out, "  %s\n", (const char *) log->unused->pdata[i]);
}

static void
print_vehicle (const TlmTimeline *timeline, guint vehicle, gboolean all, FILE *out)
{
  const char *name = inspect_vehicle_name (timeline, vehicle);
  const char *label = tlm_timeline_vehicle_label (timeline, vehicle);

  fprintf (out, "\nVehicle     %s", name);
  if (*label && strcmp (label, name) != 0)
    fprintf (out, " (%s)", label);
  fputc ('\n', out);
  print_epochs (timeline, vehicle, out);
  print_tracks (timeline, vehicle, all, out);
  print_derived (timeline, vehicle, out);
}

static void
print_events (const TlmTimeline *timeline, FILE *out)
{
  guint n = tlm_timeline_n_events (timeline);

  if (n > 0)
    fputs ("\nEvents\n", out);
  for (guint i = 0; i < n; i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    g_autofree char *time = inspect_event_time (timeline, event);
    fprintf (out, "  %s  %-24s %-9s %s", time, event->id, tlm_confidence_name (event->confidence),
        event->source ? event->source : "");
    g_autofree char *label = tlm_print_safe (event->label);
    if (label)
      fprintf (out, "  \"%s\"", label);
    if (event->vehicle)
      fprintf (out, "  of %s", event->vehicle);
    fprintf (out, "%s\n", inspect_event_note (event));
  }
}

static void
print_notes (const GPtrArray *notes, FILE *out)
{
  if (notes->len > 0)
    fputs ("\nNotes\n", out);
  for (guint i = 0; i < notes->len; i++) {
    g_autofree char *note = tlm_print_safe (notes->pdata[i]);
    fprintf (out, "  %s\n", note);
  }
}

static void
print_profile (const TlmFlight *flight, FILE *out)
{
  const TlmProfileChoice *choice = &flight->choice;

  if (!choice->profile)
    return;
  fprintf (out, "Phases      %s, ", choice->profile);
  if (strcmp (choice->profile, choice->likely) != 0)
    fprintf (out, "as %s is only ", choice->likely);
  fprintf (out, "%.0f %% likely: %s\n", choice->probability * 100, choice->reason);
}

/* One object: what was opened, and which phases are looked for, and why. */
static void
print_json (const TlmFlight *flight, FILE *file)
{
  const TlmProfileChoice *choice = &flight->choice;
  g_autoptr (GString) out = g_string_new ("{");
  gint64 first = TLM_TIME_NONE, last = TLM_TIME_NONE;

  tlm_timeline_span (flight->timeline, &first, &last);
  inspect_json_text (out, "mission", flight->mission->name);
  inspect_json_text (out, "file", flight->logs->len > 0 ?
      ((const TlmLog *) flight->logs->pdata[0])->source : NULL);
  inspect_json_text (out, "format", flight->logs->len > 0 ?
      ((const TlmLog *) flight->logs->pdata[0])->format : NULL);
  inspect_json_text (out, "body", tlm_site_body_name (flight->mission->body));
  inspect_json_seconds (out, "from", first == TLM_TIME_NONE ? first :
      tlm_timeline_to_elapsed (flight->timeline, first));
  inspect_json_seconds (out, "to", last == TLM_TIME_NONE ? last :
      tlm_timeline_to_elapsed (flight->timeline, last));
  inspect_json_text (out, "profile", choice->profile);
  inspect_json_text (out, "likely", choice->likely);
  inspect_json_number (out, "probability", choice->profile != NULL, choice->probability);
  inspect_json_text (out, "reason", choice->reason);
  g_string_append (out, "}\n");
  fputs (out->str, file);
}

gboolean
inspect_overview (const TlmFlight *flight, const InspectOptions *options, FILE *out,
    GError **error)
{
  if (options->json) {
    print_json (flight, out);
    return TRUE;
  }
  print_mission (flight->mission, flight->timeline, out);
  for (guint i = 0; i < flight->logs->len; i++)
    print_log (flight->logs->pdata[i], out);
  print_clock (flight->timeline, out);
  if (!inspect_print_sync (flight, options, out, error))
    return FALSE;
  for (guint i = 0; i < tlm_timeline_n_vehicles (flight->timeline); i++)
    print_vehicle (flight->timeline, i, options->all, out);
  for (guint i = 0; i < flight->logs->len; i++)
    print_unused (flight->logs->pdata[i], options->all, out);
  if (tlm_timeline_n_vehicles (flight->timeline) > 0)
    fputc ('\n', out);
  print_profile (flight, out);
  inspect_print_refusals (flight->timeline, out);
  print_events (flight->timeline, out);
  print_notes (flight->notes, out);
  return TRUE;
}
