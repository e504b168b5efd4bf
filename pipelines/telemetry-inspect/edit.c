/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The conform list: a row for each shot of a film's cut, with what the flight did in it. */
#include <string.h>

#include "core/base/error.h"
#include "core/conform/conform.h"
#include "core/edit/edit-read.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "inspect.h"
#include "timecode.h"

typedef struct {
  const TlmFlight *flight;
  const TlmConform *conform;
  TlmSnapshot *snapshot;
  guint speed, altitude;     /* channels; the number of channels where the flight has none */
  FILE *out;
} List;

static void
print_head (FILE *out)
{
  fputs ("record in,record out,source,reel,camera,flight time in[s],flight time out[s],phase in,phase out,"
      "altitude in[m],altitude out[m],speed in[m/s],speed out[m/s],not covered\n", out);
}

/* A text, quoted where it has to be, behind a comma. */
static void
print_next (const List *list, const char *text)
{
  fputc (',', list->out);
  inspect_print_field (text ? text : "", list->out);
}

static guint
find_channel (const TlmTimeline *timeline, const char *name)
{
  guint n = tlm_timeline_n_channels (timeline), i = 0;

  while (i < n && !g_str_equal (tlm_timeline_channel_name (timeline, i), name))
    i++;
  return i;
}

/* To the thousandth, without noughts at its end. */
static char *
thousandths (double value)
{
  char *text = g_strdup_printf ("%.3f", inspect_rounded (value, 3)), *end = text + strlen (text);

  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return text;
}

/* The first vehicle's, where it is shown. */
static char *
number_of (const List *list, guint channel)
{
  TlmValue value;

  if (channel >= list->snapshot->n_channels || list->snapshot->n_vehicles == 0)
    return NULL;
  value = tlm_snapshot_value (list->snapshot, 0, channel);
  return tlm_value_is_shown (&value) ?
      thousandths (inspect_written (list->flight->timeline, channel, value.value)) : NULL;
}

/* What the flight did at one end of a shot; all NULL where nothing is known. */
typedef struct {
  char *time, *phase, *altitude, *speed;
} End;

static void
end_clear (End *end)
{
  g_free (end->time);
  g_free (end->phase);
  g_free (end->altitude);
  g_free (end->speed);
}

static void
look (const List *list, TlmRational film, End *end)
{
  const TlmTimeline *timeline = list->flight->timeline;
  gint64 ns, time_ns;

  if (!tlm_rational_to_ns (film, &ns))
    return;
  time_ns = tlm_film_apply (list->conform->film, ns);
  if (time_ns == TLM_TIME_NONE)
    return;
  tlm_timeline_at (timeline, time_ns, NULL, list->snapshot);
  end->time = list->snapshot->elapsed_ns != TLM_TIME_NONE ? tlm_elapsed_seconds (list->snapshot->elapsed_ns, 6) :
      tlm_instant_format_utc (list->snapshot->instant, 6, FALSE);
  if (list->snapshot->phase.current)
    end->phase = g_strdup (tlm_timeline_phase_of (timeline, list->snapshot->phase.current));
  end->altitude = number_of (list, list->altitude);
  end->speed = number_of (list, list->speed);
}

/* The last frame of a span, or its beginning where the film's rate is not known. */
static TlmRational
last_frame (const TlmEdit *edit, const TlmConformSpan *span)
{
  TlmRational frame, last = span->in;

  if (edit->rate.fps_n > 0 && tlm_rational_make (edit->rate.fps_d, edit->rate.fps_n, &frame) &&
      tlm_rational_subtract (span->out, frame, &frame) && tlm_rational_compare (frame, span->in) > 0)
    last = frame;
  return last;
}

static void
print_span (List *list, const TlmConformSpan *span)
{
  const TlmEdit *edit = list->conform->edit;
  const TlmEditSource *source = span->event && span->event->source != TLM_EDIT_NOTHING ?
      edit->sources->pdata[span->event->source] : NULL;
  g_autofree char *in = tlm_edit_record_text (edit, span->in), *out = tlm_edit_record_text (edit, span->out);
  End first = { NULL }, last = { NULL };

  if (!span->reason) {
    look (list, span->in, &first);
    look (list, last_frame (edit, span), &last);
  }
  inspect_print_field (in, list->out);
  print_next (list, out);
  print_next (list, source ? (source->name ? source->name : source->path) : NULL);
  print_next (list, source ? source->reel : NULL);
  print_next (list, span->camera ? span->camera->name : NULL);
  print_next (list, first.time);
  print_next (list, last.time);
  print_next (list, first.phase);
  print_next (list, last.phase);
  print_next (list, first.altitude);
  print_next (list, last.altitude);
  print_next (list, first.speed);
  print_next (list, last.speed);
  print_next (list, span->reason);
  fputc ('\n', list->out);
  end_clear (&first);
  end_clear (&last);
}

static void
warn_of_notes (const TlmEdit *edit)
{
  for (guint i = 0; i < edit->notes->len; i++) {
    const TlmEditNote *note = &g_array_index (edit->notes, TlmEditNote, i);
    g_autofree char *at = note->has_record ? tlm_edit_record_text (edit, note->record) : NULL;
    g_autofree char *text = g_strconcat (at ? at : "", at ? ": " : "", note->text, NULL);
    inspect_warn (text);
  }
}

static gboolean
read_options (const InspectOptions *options, TlmEditOptions *wish, GError **error)
{
  InspectTimecode timecode = { .rate = { .fps_d = 1 } };

  if (options->fps && !inspect_timecode_read_rate (&timecode, options->fps, error))
    return FALSE;
  if (options->fps)
    wish->rate = (TlmTimecodeRate) { .fps_n = timecode.rate.fps_n, .fps_d = timecode.rate.fps_d };
  if (!options->start_tc)
    return TRUE;
  if (!tlm_place_parse (options->start_tc, &wish->start, error))
    return FALSE;
  wish->has_start = wish->start.kind == TLM_PLACE_TIMECODE;
  if (!wish->has_start)
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "--start-tc: \"%s\" is no timecode such as 01:00:00:00",
        options->start_tc);
  return wish->has_start;
}

gboolean
inspect_edit (const TlmFlight *flight, const InspectOptions *options, FILE *out, GError **error)
{
  TlmEditOptions wish = { .has_start = FALSE };
  g_autoptr (TlmEdit) edit = NULL;
  g_autoptr (TlmConform) conform = NULL;
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  List list = { .flight = flight, .snapshot = snapshot, .out = out };

  if (!read_options (options, &wish, error))
    return FALSE;
  edit = tlm_edit_open (options->edit, &wish, error);
  if (!edit)
    return FALSE;
  warn_of_notes (edit);
  conform = tlm_conform_new (edit, flight->mission, flight->timeline, TLM_RATIONAL_ZERO);
  list.conform = conform;
  list.altitude = find_channel (flight->timeline, "altitude");
  list.speed = find_channel (flight->timeline, "speed");
  print_head (out);
  for (guint i = 0; i < conform->spans->len; i++)
    print_span (&list, &g_array_index (conform->spans, TlmConformSpan, i));
  return TRUE;
}
