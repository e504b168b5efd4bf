/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rivals among events: as a search through all of them finds them, at a cost that does not grow. */
#include <string.h>

#include "core/log/event-index.h"
#include "core/timeline/timeline.h"

/* What the rule says, one by one. */
static TlmEvent *
search (const GPtrArray *events, const TlmEvent *event)
{
  for (guint i = 0; i < events->len; i++) {
    TlmEvent *other = events->pdata[i];
    gboolean is_instant_news = other->under_way && other->confidence == TLM_CONFIDENCE_GIVEN &&
        !event->under_way;
    if (strcmp (other->id, event->id) == 0 && g_strcmp0 (other->vehicle, event->vehicle) == 0 &&
        !is_instant_news && (other->confidence != event->confidence ||
            g_strcmp0 (other->source, event->source) != 0 || other->time_ns == event->time_ns))
      return other;
  }
  return NULL;
}

static TlmEvent *
random_event (GRand *rand, gint64 time_ns)
{
  static const char *const names[] = { "a", "b", "c" };
  static const char *const vehicles[] = { NULL, "", "x" };
  static const char *const sources[] = { NULL, "log", "rule a" };
  TlmEvent *event = tlm_event_new (time_ns, names[g_rand_int_range (rand, 0, 3)], NULL,
      vehicles[g_rand_int_range (rand, 0, 3)], sources[g_rand_int_range (rand, 0, 3)],
      (TlmConfidence) g_rand_int_range (rand, 0, 3));

  event->under_way = g_rand_int_range (rand, 0, 4) == 0;
  return event;
}

static void
test_search (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);

  for (guint round = 0; round < 200; round++) {
    TlmEventIndex *index = tlm_event_index_new ();
    g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
    for (guint i = 0; i < 60; i++) {
      TlmEvent *event = random_event (rand, g_rand_int_range (rand, 0, 40));
      TlmEvent *expected = search (events, event), *found = tlm_event_index_rival (index, event);
      g_assert_true ((found != NULL) == (expected != NULL));
      g_assert_true (!found || found->time_ns == expected->time_ns);
      tlm_events_insert (events, event);
      tlm_event_index_add (index, event);
      if (found && i % 3 == 0) {
        tlm_event_index_remove (index, found);
        g_assert_true (tlm_events_remove (events, found));
      }
    }
    tlm_event_index_free (index);
  }
}

/* Each new one looks at no more than its neighbours in time, however many there are. */
static void
test_cost (void)
{
  TlmEventIndex *index = tlm_event_index_new ();
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tlm_event_unref);
  const guint n = 100000;

  for (guint i = 0; i < n; i++) {
    TlmEvent *event = tlm_event_new (i, "coast", NULL, "x", "log", TLM_CONFIDENCE_GIVEN);
    g_assert_null (tlm_event_index_rival (index, event));
    tlm_events_insert (events, event);
    tlm_event_index_add (index, event);
  }
  g_assert_cmpuint (tlm_event_index_n_looked_at (index), <=, 2 * n);
  tlm_event_index_free (index);
}

#define MOST ((guint) tlm_limit (TLM_LIMIT_EVENTS))

/* Of more than a timeline holds the newest stay, and how many went is known. */
static void
test_thinned (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  const guint n = MOST + 10;

  for (guint i = 0; i < n; i++)
    tlm_timeline_add_event (timeline, tlm_event_new (i, i % 2 ? "a" : "b", NULL, NULL, "log",
            TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (tlm_timeline_n_events (timeline), ==, n - MOST / 8);
  g_assert_cmpuint (tlm_timeline_n_thinned_events (timeline), ==, MOST / 8);
  g_assert_cmpint (tlm_timeline_event (timeline, tlm_timeline_n_events (timeline) - 1)->time_ns, ==,
      n - 1);
  g_assert_cmpuint (tlm_timeline_n_events_of (timeline, -1), ==, tlm_timeline_n_events (timeline));
}

/* A log with as many says what it left out. */
static void
test_log_thinned (void)
{
  g_autoptr (TlmLog) log = tlm_log_new ("test", "a test");

  for (guint i = 0; i < MOST + 5; i++)
    tlm_log_add_event (log, tlm_event_new (i, "a", NULL, NULL, NULL, TLM_CONFIDENCE_GIVEN));
  g_assert_cmpuint (log->events->len, ==, MOST - MOST / 8 + 5);
  g_assert_cmpuint (log->warnings->len, ==, 1);
  g_assert_cmpint (((TlmEvent *) log->events->pdata[log->events->len - 1])->time_ns, ==,
      MOST + 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-index/search", test_search);
  g_test_add_func ("/event-index/cost", test_cost);
  g_test_add_func ("/event-index/thinned", test_thinned);
  g_test_add_func ("/event-index/log-thinned", test_log_thinned);
  return g_test_run ();
}
