/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "live.h"

#include <math.h>
#include <string.h>

#include "core/phases/engine.h"

#define UPDATE_S 1.0
#define SAME_S 60.0          /* an event of the same name so close is the same one, moved */
#define CERTAIN_S 2.0        /* what is said without an uncertainty holds so well */

/* An event that was said. */
typedef struct {
  char *id;
  gint64 first_ns, last_ns;  /* its time when it was first said, and now */
  double said_s;             /* flight time at which it was first said */
  double certain_s;          /* how far it may move */
  double gone_s;             /* … at which it was not there any more, of what was taken back */
  gboolean there, retracted, moved;
} Said;

CorpusLive *
corpus_live_new (void)
{
  CorpusLive *live = g_new0 (CorpusLive, 1);

  live->delays = g_array_new (FALSE, FALSE, sizeof (CorpusDelay));
  return live;
}

void
corpus_live_free (CorpusLive *live)
{
  if (!live)
    return;
  g_array_unref (live->delays);
  g_free (live);
}

static void
said_clear (gpointer data)
{
  g_free (((Said *) data)->id);
}

/* The one that was said before and is this one: nearest in time, not taken yet. */
static Said *
find_said (GArray *saids, const TlmEvent *event)
{
  Said *best = NULL;

  for (guint i = 0; i < saids->len; i++) {
    Said *said = &g_array_index (saids, Said, i);
    gint64 off = ABS (said->last_ns - event->time_ns);
    if (!said->there && strcmp (said->id, event->id) == 0 && off < (gint64) (SAME_S * 1e9) &&
        (!best || off < ABS (best->last_ns - event->time_ns)))
      best = said;
  }
  return best;
}

static double
certainty (const TlmEvent *event)
{
  double certain = event->error_ns != TLM_TIME_NONE ? 3 * tlm_duration_to_s (event->error_ns) : 0;

  if (event->after_ns != TLM_TIME_NONE && event->before_ns != TLM_TIME_NONE)
    certain = fmax (certain, tlm_duration_to_s (event->before_ns - event->after_ns));
  return fmax (certain, CERTAIN_S);
}

static void
listen (const TlmTimeline *timeline, GArray *saids, double now_s)
{
  for (guint i = 0; i < saids->len; i++)
    g_array_index (saids, Said, i).there = FALSE;
  for (guint i = 0; i < tlm_timeline_n_events (timeline); i++) {
    const TlmEvent *event = tlm_timeline_event (timeline, i);
    Said *said = event->confidence == TLM_CONFIDENCE_NOMINAL ? NULL : find_said (saids, event);
    if (event->confidence == TLM_CONFIDENCE_NOMINAL)
      continue;
    if (!said) {
      Said fresh = { .id = g_strdup (event->id), .first_ns = event->time_ns, .said_s = now_s,
        .certain_s = certainty (event) };
      g_array_append_val (saids, fresh);
      said = &g_array_index (saids, Said, saids->len - 1);
    }
    said->there = TRUE;
    said->last_ns = event->time_ns;
    said->moved |= fabs ((double) (event->time_ns - said->first_ns)) * 1e-9 > said->certain_s;
  }
  for (guint i = 0; i < saids->len; i++) {
    Said *said = &g_array_index (saids, Said, i);
    if (!said->there && !said->retracted)
      said->gone_s = now_s;
    said->retracted |= !said->there;
  }
}

/* How long after an event the altitude that is written is another one: nobody can say it before. */
static double
shows_s (const CorpusRecord *record, const CorpusEvent *event)
{
  double at = NAN;

  for (guint i = 0; i < record->times->len; i++) {
    double now = g_array_index (record->times, double, i), value = g_array_index (record->values[RECORD_ALTITUDE], double, i);
    if (now <= event->t_s)
      at = value;
    else if (!isnan (at) && value != at)
      return now - event->t_s;
  }
  return 0;
}

/* What was promised of delays: where speed is there in km/h or better, five times a second or
 * more, and of altitude alone in kilometres; two samples more, and the second of the updates. */
static double
limit_of (const CorpusRecord *record, const CorpusEvent *event)
{
  CorpusEventKind kind = event->kind;
  const CorpusVariant *variant = record->variant;
  const CorpusWriting *altitude = &variant->channels[RECORD_ALTITUDE];
  double more = 2 / variant->rate_hz + UPDATE_S;

  if (record->values[RECORD_SPEED] && variant->rate_hz >= 5)
    switch (kind) {
      case TRUTH_LIFTOFF: case TRUTH_THRUST_END: return 2 + more;
      case TRUTH_APOGEE: return 5 + more;
      case TRUTH_MAX_Q: return (altitude->step <= 100 ? 10 : 20) + more;
      default: return INFINITY;
    }
  if (record->values[RECORD_ALTITUDE] && altitude->step >= 1000 && !record->values[RECORD_SPEED] &&
      (kind == TRUTH_LIFTOFF || kind == TRUTH_APOGEE))
    return MAX (20, shows_s (record, event)) + more;
  return INFINITY;
}

/* The delay of a true event: from it to when the event that stands for it was first said. */
static void
note_delay (CorpusLive *live, const CorpusRecord *record, const CorpusEvent *event,
    const GArray *saids, GPtrArray *faults)
{
  CorpusVisible visible = corpus_visible (record, event);

  for (guint i = 0; visible.asked && i < saids->len; i++) {
    const Said *said = &g_array_index (saids, Said, i);
    CorpusDelay delay = { event->kind, said->said_s - event->t_s, limit_of (record, event) };
    CorpusEventKind kind = TRUTH_N;
    guint states = 0;
    gboolean ignored = FALSE;
    if (!corpus_meaning (said->id, &kind, &states, &ignored) || ignored || kind != event->kind ||
        !(states & event->state) || !said->there || corpus_record_gap (record, event->t_s) ||
        fabs (corpus_record_s (record, said->last_ns) - event->t_s) > visible.tolerance_s)
      continue;
    g_array_append_val (live->delays, delay);
    if (faults && delay.delay_s > delay.limit_s)
      g_ptr_array_add (faults, g_strdup_printf ("late         %-18s %9.1f s  said %.1f s after it, "
              "%.1f allowed", said->id, event->t_s - record->zero_s, delay.delay_s, delay.limit_s));
    return;
  }
}

/* Until the next call. */
static const char *
when_gone (const CorpusRecord *record, const Said *said)
{
  static char text[64];

  g_snprintf (text, sizeof text, ", gone at %.1f s%s", said->gone_s - record->zero_s,
      said->there ? ", back later" : "");
  return text;
}

static void
count (CorpusLive *live, const CorpusRecord *record, const GArray *saids, GPtrArray *faults)
{
  guint before = live->retracted;

  for (guint i = 0; i < saids->len; i++) {
    const Said *said = &g_array_index (saids, Said, i);
    live->said++;
    live->retracted += said->retracted;
    live->moved += said->moved;
    if (faults && (said->retracted || said->moved))
      g_ptr_array_add (faults, g_strdup_printf ("%-12s %-18s %9.1f s  first said as %.1f s at %.1f s%s",
              said->retracted ? "retracted" : "moved", said->id,
              corpus_record_s (record, said->last_ns) - record->zero_s,
              corpus_record_s (record, said->first_ns) - record->zero_s, said->said_s - record->zero_s,
              said->retracted ? when_gone (record, said) : ""));
  }
  live->retracted_flights += live->retracted > before;
}

static gboolean
is_same (const TlmEvent *a, const TlmEvent *b)
{
  return a && b && strcmp (a->id, b->id) == 0 && a->time_ns == b->time_ns &&
      a->confidence == b->confidence && a->under_way == b->under_way;
}

static char *
event_text (const CorpusRecord *record, const TlmEvent *event)
{
  return event ? g_strdup_printf ("%s %.2f s", event->id,
      corpus_record_s (record, event->time_ns) - record->zero_s) : g_strdup ("nothing");
}

/* The first event that is another one, as a text; NULL: there is none. */
static char *
find_difference (const CorpusRecord *record, const TlmTimeline *live, const TlmTimeline *whole)
{
  guint n[2] = { tlm_timeline_n_events (live), tlm_timeline_n_events (whole) };

  for (guint i = 0; i < MAX (n[0], n[1]); i++) {
    const TlmEvent *a = i < n[0] ? tlm_timeline_event (live, i) : NULL;
    const TlmEvent *b = i < n[1] ? tlm_timeline_event (whole, i) : NULL;
    g_autofree char *said = event_text (record, a), *right = event_text (record, b);
    if (!is_same (a, b))
      return g_strdup_printf ("different    at the end %s, of the whole %s", said, right);
  }
  return NULL;
}

static void
follow (const CorpusRecord *record, const TlmProfile *profile, TlmTimeline *timeline, GArray *saids)
{
  g_autoptr (TlmPhaseEngine) engine = tlm_phase_engine_new (profile);
  double due = record->first_s + UPDATE_S;
  guint fed = 0;

  for (guint i = 0; i < record->times->len; i++) {
    double now = g_array_index (record->times, double, i);
    if (now < due && i + 1 < record->times->len)
      continue;
    corpus_record_feed (record, timeline, fed, i + 1);
    tlm_phase_engine_update (engine, timeline,
        corpus_record_ns (record, g_array_index (record->times, double, fed)));
    listen (timeline, saids, now);
    fed = i + 1;
    due = now + UPDATE_S;
  }
  tlm_phase_engine_end (engine, timeline, G_MAXINT64);
  listen (timeline, saids, record->last_s);
}

void
corpus_live_run (CorpusLive *live, const CorpusRecord *record, const TlmProfile *profile,
    GPtrArray *faults)
{
  g_autoptr (TlmTimeline) timeline = corpus_record_empty (record);
  g_autoptr (TlmTimeline) whole = corpus_record_empty (record);
  g_autoptr (GArray) saids = g_array_new (FALSE, FALSE, sizeof (Said));
  const GArray *events = record->flight->truth->events;
  g_autofree char *difference = NULL;

  g_array_set_clear_func (saids, said_clear);
  corpus_record_feed (record, whole, 0, record->times->len);
  tlm_phases_find (profile, whole);
  follow (record, profile, timeline, saids);
  live->flights++;
  difference = find_difference (record, timeline, whole);
  live->different += difference != NULL;
  if (faults && difference)
    g_ptr_array_add (faults, g_steal_pointer (&difference));
  for (guint i = 0; i < events->len; i++)
    note_delay (live, record, &g_array_index (events, CorpusEvent, i), saids, faults);
  count (live, record, saids, faults);
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

CorpusDelays
corpus_live_delays (const CorpusLive *live, CorpusEventKind kind)
{
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (double));
  CorpusDelays out = { 0 };

  for (guint i = 0; i < live->delays->len; i++) {
    const CorpusDelay *delay = &g_array_index (live->delays, CorpusDelay, i);
    if (delay->kind != kind)
      continue;
    g_array_append_val (sizes, delay->delay_s);
    out.promised += !isinf (delay->limit_s);
    out.late += delay->delay_s > delay->limit_s;
  }
  out.n = sizes->len;
  if (out.n == 0)
    return out;
  g_array_sort (sizes, by_size);
  out.median_s = g_array_index (sizes, double, out.n / 2);
  out.worst_s = g_array_index (sizes, double, out.n - 1);
  return out;
}
