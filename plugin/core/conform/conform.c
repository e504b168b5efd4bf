/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/conform/conform.h"

#include "core/conform/camera-tie.h"

/* What a source is of, found once. */
typedef struct {
  guint camera;              /* index of the tie; NONE */
  gboolean is_clear;         /* it is looked through */
  const char *reason;        /* why it has no flight time, or NULL */
} Taken;

#define NONE G_MAXUINT

/* Where an event counts, unless another stands over it. */
typedef struct {
  TlmRational from, to;
  guint event;
} Reach;

typedef struct {
  TlmConform *conform;
  GArray *ties;              /* TlmCameraTie, one a camera */
  GPtrArray *wrong;          /* char *, NULL where the tie holds; the conform's texts */
  GArray *taken;             /* Taken, one a source */
} Build;

static const TlmEditEvent *
event_of (const Build *build, guint i)
{
  return &g_array_index (build->conform->edit->events, TlmEditEvent, i);
}

static const char *
keep (Build *build, char *text)
{
  if (text)
    g_ptr_array_add (build->conform->texts, text);
  return text;
}

/* Cameras and sources */

static void
tie_cameras (Build *build, const TlmTimeline *timeline)
{
  const GPtrArray *cameras = build->conform->mission->cameras;

  for (guint i = 0; i < cameras->len; i++) {
    const TlmMissionCamera *camera = cameras->pdata[i];
    TlmCameraTie tie = { .camera = camera };
    char *problem = camera->see_through ? NULL : tlm_camera_tie (camera, timeline, &tie);
    g_autofree char *found = problem;
    g_array_append_val (build->ties, tie);
    g_ptr_array_add (build->wrong, problem ? g_strdup_printf ("[camera %s]: %s", camera->name, problem) : NULL);
    keep (build, build->wrong->pdata[i]);
    tlm_film_add_camera (build->conform->film, &tie.warp);
  }
}

static void
find_camera (Build *build, const TlmEditSource *source, Taken *taken)
{
  *taken = (Taken) { .camera = NONE };
  for (guint i = 0; i < build->ties->len; i++) {
    const TlmCameraTie *tie = &g_array_index (build->ties, TlmCameraTie, i);
    if (!tlm_camera_took (tie->camera, source))
      continue;
    if (taken->camera != NONE) {
      taken->reason = "two cameras match it: make match= tell them apart";
      return;
    }
    taken->camera = i;
    taken->is_clear = tie->camera->see_through;
    taken->reason = build->wrong->pdata[i];
  }
  if (taken->camera == NONE)
    taken->reason = "no camera of the mission matches it";
}

static void
find_cameras (Build *build)
{
  const GPtrArray *sources = build->conform->edit->sources;

  g_array_set_size (build->taken, sources->len);
  for (guint i = 0; i < sources->len; i++)
    find_camera (build, sources->pdata[i], &g_array_index (build->taken, Taken, i));
}

/* Reaches */

static TlmRational
middle (TlmRational from, TlmRational to)
{
  TlmRational sum = from;

  if (!tlm_rational_add (from, to, &sum) || !tlm_rational_divide (sum, (TlmRational) { .n = 2, .d = 1 }, &sum))
    return from;
  return sum;
}

static TlmRational
later (TlmRational a, TlmRational b)
{
  return tlm_rational_compare (a, b) < 0 ? b : a;
}

static TlmRational
earlier (TlmRational a, TlmRational b)
{
  return tlm_rational_compare (a, b) < 0 ? a : b;
}

static gboolean
is_clear (const Build *build, const TlmEditEvent *event)
{
  return event->sees_through || (event->source != TLM_EDIT_NOTHING &&
      g_array_index (build->taken, Taken, event->source).is_clear);
}

/* From the middle of what it rises in to that of what it falls in. */
static GArray *
find_reaches (const Build *build)
{
  GArray *reaches = g_array_new (FALSE, FALSE, sizeof (Reach));

  for (guint i = 0; i < build->conform->edit->events->len; i++) {
    const TlmEditEvent *event = event_of (build, i);
    Reach reach = { .from = event->record_in, .to = event->record_out, .event = i };
    if (tlm_rational_compare (event->rise_from, event->rise_to) < 0)
      reach.from = later (reach.from, middle (event->rise_from, event->rise_to));
    if (tlm_rational_compare (event->fall_from, event->fall_to) < 0)
      reach.to = earlier (reach.to, middle (event->fall_from, event->fall_to));
    if (!is_clear (build, event) && tlm_rational_compare (reach.from, reach.to) < 0)
      g_array_append_val (reaches, reach);
  }
  return reaches;
}

static int
by_from (const void *a, const void *b)
{
  const Reach *x = a, *y = b;
  int order = tlm_rational_compare (x->from, y->from);

  return order != 0 ? order : x->event < y->event ? -1 : x->event > y->event;
}

/* A heap of reaches that have begun, the highest event at its top. */

static const Reach *
reach_of (const GArray *reaches, const GArray *heap, guint at)
{
  return &g_array_index (reaches, Reach, g_array_index (heap, guint, at));
}

static gboolean
is_over (const GArray *reaches, const GArray *heap, guint a, guint b)
{
  return reach_of (reaches, heap, a)->event > reach_of (reaches, heap, b)->event;
}

static void
swap (GArray *heap, guint a, guint b)
{
  guint kept = g_array_index (heap, guint, a);

  g_array_index (heap, guint, a) = g_array_index (heap, guint, b);
  g_array_index (heap, guint, b) = kept;
}

static void
heap_add (const GArray *reaches, GArray *heap, guint reach)
{
  guint at = heap->len;

  g_array_append_val (heap, reach);
  for (; at > 0 && is_over (reaches, heap, at, (at - 1) / 2); at = (at - 1) / 2)
    swap (heap, at, (at - 1) / 2);
}

static void
heap_drop (const GArray *reaches, GArray *heap)
{
  guint at = 0, child;

  swap (heap, 0, heap->len - 1);
  g_array_set_size (heap, heap->len - 1);
  while ((child = 2 * at + 1) < heap->len) {
    if (child + 1 < heap->len && is_over (reaches, heap, child + 1, child))
      child++;
    if (is_over (reaches, heap, at, child))
      return;
    swap (heap, at, child);
    at = child;
  }
}

/* Spans */

/* The piece of a span that a camera took; why there is none. */
static const char *
add_piece (Build *build, const TlmConformSpan *span, const Taken *taken)
{
  const TlmEditEvent *event = span->event;
  TlmFilmPiece piece = { .in = span->in, .out = span->out, .camera = taken->camera };
  TlmRational media = event->media_in, on, scale;
  const char *problem;

  if (!tlm_rational_subtract (span->in, event->record_in, &on) || !tlm_rational_multiply (on, event->speed, &on) ||
      !tlm_rational_add (media, on, &media))
    return "its time is beyond what can be counted";
  problem = tlm_camera_time (&g_array_index (build->ties, TlmCameraTie, taken->camera),
      build->conform->edit->sources->pdata[event->source], media, &piece.footage, &scale);
  if (problem)
    return problem;
  if (!tlm_rational_multiply (event->speed, scale, &piece.speed))
    return "its time is beyond what can be counted";
  tlm_film_add (build->conform->film, &piece);
  return NULL;
}

static void
add_span (Build *build, TlmRational in, TlmRational out, const TlmEditEvent *event)
{
  TlmConformSpan span = { .in = in, .out = out, .event = event };
  const Taken *taken;

  if (tlm_rational_compare (in, out) >= 0)
    return;
  if (!event) {
    span.reason = "the film shows nothing";
  } else if (event->unknown || event->source == TLM_EDIT_NOTHING) {
    span.reason = event->unknown ? event->unknown : "it has no source";
  } else {
    taken = &g_array_index (build->taken, Taken, event->source);
    span.reason = taken->reason;
    if (taken->camera != NONE)
      span.camera = build->conform->mission->cameras->pdata[taken->camera];
    if (!span.reason)
      span.reason = add_piece (build, &span, taken);
  }
  g_array_append_val (build->conform->spans, span);
}

/* Sweeps over the film: at each change the highest of those that have begun and not ended counts. */
static void
sweep (Build *build, const GArray *reaches)
{
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (guint));
  TlmRational at = TLM_RATIONAL_ZERO;
  guint next = 0;

  while (next < reaches->len || heap->len > 0) {
    const Reach *top;
    TlmRational until;
    while (next < reaches->len && tlm_rational_compare (g_array_index (reaches, Reach, next).from, at) <= 0)
      heap_add (reaches, heap, next++);
    while (heap->len > 0 && tlm_rational_compare (reach_of (reaches, heap, 0)->to, at) <= 0)
      heap_drop (reaches, heap);
    if (heap->len == 0 && next >= reaches->len)
      break;
    top = heap->len > 0 ? reach_of (reaches, heap, 0) : NULL;
    until = top ? top->to : g_array_index (reaches, Reach, next).from;
    for (guint i = next; i < reaches->len && tlm_rational_compare (g_array_index (reaches, Reach, i).from, until) < 0; i++)
      if (!top || g_array_index (reaches, Reach, i).event > top->event) {
        until = g_array_index (reaches, Reach, i).from;
        break;
      }
    add_span (build, at, until, top ? event_of (build, top->event) : NULL);
    at = until;
  }
}

static TlmRational
rate_of (const TlmEdit *edit)
{
  return edit->rate.fps_n > 0 ? (TlmRational) { .n = edit->rate.fps_n, .d = edit->rate.fps_d } : TLM_RATIONAL_ZERO;
}

TlmConform *
tlm_conform_new (const TlmEdit *edit, const TlmMission *mission, const TlmTimeline *timeline, TlmRational rate)
{
  TlmConform *conform = g_new0 (TlmConform, 1);
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (TlmCameraTie));
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (Taken));
  g_autoptr (GPtrArray) wrong = g_ptr_array_new ();
  g_autoptr (GArray) reaches = NULL;
  Build build = { .conform = conform, .ties = ties, .wrong = wrong, .taken = taken };

  g_return_val_if_fail (edit != NULL && mission != NULL && timeline != NULL, conform);
  conform->edit = edit;
  conform->mission = mission;
  conform->spans = g_array_new (FALSE, FALSE, sizeof (TlmConformSpan));
  conform->film = tlm_film_new (rate.n > 0 ? rate : rate_of (edit));
  conform->texts = g_ptr_array_new_with_free_func (g_free);
  tie_cameras (&build, timeline);
  find_cameras (&build);
  reaches = find_reaches (&build);
  g_array_sort (reaches, by_from);
  sweep (&build, reaches);
  return conform;
}

void
tlm_conform_free (TlmConform *conform)
{
  if (!conform)
    return;
  g_clear_pointer (&conform->spans, g_array_unref);
  g_clear_pointer (&conform->texts, g_ptr_array_unref);
  tlm_film_unref (conform->film);
  g_free (conform);
}

char *
tlm_conform_explain (const TlmConform *conform)
{
  const TlmConformSpan *first = NULL;
  guint n = 0, n_events = 0;
  g_autofree char *when = NULL;

  g_return_val_if_fail (conform != NULL && conform->spans != NULL, NULL);
  for (guint i = 0; i < conform->spans->len; i++) {
    const TlmConformSpan *span = &g_array_index (conform->spans, TlmConformSpan, i);
    n_events += span->event != NULL;
    if (!span->event || !span->reason)
      continue;
    first = first ? first : span;
    n++;
  }
  if (n_events == 0)
    return g_strdup ("Nothing of the edit is in this film, which stays without telemetry. Its start is that of edit-start, or the "
        "footage's timecode.");
  if (!first)
    return NULL;
  when = tlm_edit_record_text (conform->edit, first->in);
  return g_strdup_printf ("%u of %u shots of the film stay without telemetry; the first at %s%s%s: %s", n, n_events, when,
      first->event->place ? ", " : "", first->event->place ? first->event->place : "", first->reason);
}
