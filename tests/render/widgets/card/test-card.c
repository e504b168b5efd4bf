/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cards of events. TELEMETRY_SHEETS=FOLDER draws sheets of 60 frames. */
#include <string.h>

#include "core/base/error.h"
#include "render/ass/ass.h"
#include "render/widgets/card/card-queue.h"
#include "motion-data.h"

typedef struct {
  double t_s;
  const char *id, *vehicle;
  TlmConfidence confidence;
} Happening;

/* Two stages: altitude 100 t m and 200 t m, speed 10 t m/s and 20 t m/s, dynamic pressure of the first
 * one with its peak of 31,400 Pa at 60 s; nothing is known from 200 s to 300 s. */
static TlmTimeline *
make_flight (const Happening *happenings, guint n, guint n_vehicles)
{
  static const char *const names[] = { "Stage 1", "Stage 2" };
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GError) error = NULL;

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint v = 0; v < n_vehicles; v++) {
    TlmLogVehicle *vehicle = tlm_log_vehicle (log, names[v]);
    TlmTrack *altitude = tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH);
    TlmTrack *speed = tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED);
    TlmTrack *pressure = v == 0 ? tlm_log_track (vehicle, "dynamic-pressure", TLM_QUANTITY_PRESSURE) : NULL;

    for (int t = -10; t <= 400; t++) {
      double since = MAX (t, 0);

      if (t > 200 && t < 300)
        continue;
      tlm_series_append (altitude->series, t * TLM_SECOND, (v + 1) * 100 * since);
      tlm_series_append (speed->series, t * TLM_SECOND, (v + 1) * 10 * since);
      if (pressure)
        tlm_series_append (pressure->series, t * TLM_SECOND, MAX (0, 31400 - 10 * (t - 60) * (t - 60)));
    }
  }
  for (guint i = 0; i < n; i++)
    tlm_log_add_event (log, tlm_event_new ((gint64) (happenings[i].t_s * 1e9), happenings[i].id, NULL,
            happenings[i].vehicle, "test", happenings[i].confidence));
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  return timeline;
}

#define GIVEN TLM_CONFIDENCE_GIVEN

/* Cards of 6 s that take 0.5 s to go, by hand. */
static void
test_queue (void)
{
  static const Happening happenings[] = {
    { 10, "max-q", NULL, GIVEN },              /* alone: 10 to 16 */
    { 30, "meco", NULL, GIVEN },               /* makes room at 34, when it has stood half of its time */
    { 34, "stage-separation", NULL, GIVEN },   /* from 34.5; makes room when its half is over, at 37.5 */
    { 35, "apogee", NULL, GIVEN },             /* from 38 to 41, 6 s after its event */
    { 60, "meco", NULL, GIVEN },               /* to 63 */
    { 60, "seco-1", NULL, GIVEN },             /* from 63.5 to 66.5 */
    { 60, "landing", NULL, GIVEN },            /* waits longer than half of its time: from 67, half of it */
    { 90, "nothing-known", NULL, GIVEN },
    { 95, "docking", NULL, TLM_CONFIDENCE_NOMINAL },
  };
  static const struct { double start, end; } right[] = {
    { 10, 16 }, { 30, 34 }, { 34.5, 37.5 }, { 38, 41 }, { 60, 63 }, { 63.5, 66.5 }, { 67, 70 },
  };
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 1);
  TlrCardKinds kinds = { 0 };
  TlrCardQueue *queue = tlr_card_queue_new (timeline, -1, &kinds, 6 * TLM_SECOND, TLM_SECOND / 2);
  TlrCard card;

  for (guint i = 0; i < G_N_ELEMENTS (right); i++) {
    gint64 start = (gint64) (right[i].start * 1e9), end = (gint64) (right[i].end * 1e9), gone = end + TLM_SECOND / 2;

    g_assert_true (tlr_card_queue_at (queue, start, &card));
    g_assert_cmpuint (card.event, ==, i);
    g_assert_cmpint (card.start_ns, ==, start);
    g_assert_cmpint (card.end_ns, ==, end);
    g_assert_true (tlr_card_queue_at (queue, gone - 1, &card) && card.event == i);
    /* Never two over one another. */
    if (i + 1 < G_N_ELEMENTS (right))
      g_assert_cmpint ((gint64) (right[i + 1].start * 1e9), >=, gone);
  }
  g_assert_false (tlr_card_queue_at (queue, 9 * TLM_SECOND, &card));
  g_assert_false (tlr_card_queue_at (queue, 20 * TLM_SECOND, &card));
  g_assert_false (tlr_card_queue_at (queue, 92 * TLM_SECOND, &card));
  g_assert_false (tlr_card_queue_at (queue, 96 * TLM_SECOND, &card));
  g_assert_false (tlr_card_queue_at (queue, TLM_TIME_NONE, &card));
  tlr_card_queue_free (queue);
}

/* What is known later changes nothing that was shown before: without the later events the cards
 * are the same until these come. */
static void
test_live (void)
{
  static const Happening happenings[] = {
    { 30, "meco", NULL, GIVEN }, { 34, "stage-separation", NULL, GIVEN }, { 35, "apogee", NULL, GIVEN },
    { 36, "seco-1", NULL, GIVEN }, { 43, "landing", NULL, GIVEN },
  };
  g_autoptr (TlmTimeline) whole = make_flight (happenings, G_N_ELEMENTS (happenings), 1);
  TlrCardKinds kinds = { 0 };
  TlrCardQueue *all = tlr_card_queue_new (whole, -1, &kinds, 6 * TLM_SECOND, TLM_SECOND / 2);

  for (guint n = 0; n < G_N_ELEMENTS (happenings); n++) {
    g_autoptr (TlmTimeline) known = make_flight (happenings, n, 1);
    TlrCardQueue *queue = tlr_card_queue_new (known, -1, &kinds, 6 * TLM_SECOND, TLM_SECOND / 2);

    for (gint64 t = 29 * TLM_SECOND; t < (gint64) (happenings[n].t_s * 1e9); t += TLM_SECOND / 10) {
      TlrCard a = { 0 }, b = { 0 };
      gboolean in_all = tlr_card_queue_at (all, t, &a), in_known = tlr_card_queue_at (queue, t, &b);

      g_assert_cmpint (in_all, ==, in_known);
      g_assert_true (!in_all || (a.event == b.event && a.start_ns == b.start_ns));
    }
    tlr_card_queue_free (queue);
  }
  tlr_card_queue_free (all);
}

static void
collect (const TlrAssEvent *event, gpointer data)
{
  gint64 *at = ((gpointer *) data)[0];

  if (event->start_ns <= *at && *at < event->end_ns)
    g_string_append_printf (((gpointer *) data)[1], "%s\n", event->text);
}

/* All that stands on the picture at T, as text. */
static char *
words_at (const char *text, TlmTimeline *timeline, double t_s)
{
  g_autoptr (TlrLayout) layout = widget_layout (text);
  g_autoptr (GError) error = NULL;
  TlrCueSpec spec = { .timeline = timeline, .layout = layout, .width = 1000, .height = 1000, .fps_n = 30, .fps_d = 1,
    .interval_ns = TLM_SECOND / 10, .sync = tlm_sync_shift (0) };
  g_autoptr (TlrAss) ass = tlr_ass_new (&spec, FALSE, &error);
  GString *words = g_string_new (NULL);
  gint64 at = (gint64) (t_s * 1e9);
  gpointer data[] = { &at, words };

  g_assert_no_error (error);
  tlr_ass_show (ass, at, at + TLM_SECOND, collect, data);
  return g_string_free (words, FALSE);
}

static void
assert_words (const char *text, TlmTimeline *timeline, double t_s, const char *wanted, const char *unwanted)
{
  g_autofree char *words = words_at (text, timeline, t_s);

  if (wanted && !strstr (words, wanted))
    g_error ("at %g s: no \"%s\" in\n%s", t_s, wanted, words);
  if (unwanted && strstr (words, unwanted))
    g_error ("at %g s: \"%s\" in\n%s", t_s, unwanted, words);
}

#define CARD "[layout]\nsafe=4\n[widget c]\ntype=card\nanchor=top-left\n"

/* From nothing to what was recorded, to the digit, at the end of the count, and no further. */
static void
test_count (void)
{
  static const Happening happenings[] = {
    { 61, "max-q", NULL, GIVEN }, { 100, "meco", NULL, GIVEN }, { 150, "apogee", NULL, GIVEN },
  };
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 1);

  /* The peak of 31.4 kPa was at 60 s; 1000 m/s are 3,600 km/h; 15,000 m 15.0 km. */
  assert_words (CARD, timeline, 60.9, NULL, "Max");
  assert_words (CARD, timeline, 61, "Max-Q", "31.4");
  assert_words (CARD, timeline, 61.75, "Max-Q", "31.4");
  /* Half of the time: 7/8 of it. */
  assert_words (CARD "count=2\n", timeline, 62, "27.5 kPa", NULL);
  assert_words (CARD, timeline, 62.5, "31.4 kPa", NULL);
  assert_words (CARD, timeline, 66.9, "31.4 kPa", NULL);
  assert_words (CARD, timeline, 67.1, NULL, "kPa");
  assert_words (CARD, timeline, 101.5, "3,600 km/h", NULL);
  assert_words (CARD, timeline, 105.9, "3,600 km/h", NULL);
  assert_words (CARD, timeline, 152, "15.0 km", NULL);
  assert_words (CARD, timeline, 152, "ALTITUDE", NULL);
  assert_words (CARD "count=0\n", timeline, 100, "3,600 km/h", NULL);
}

/* Of an event in a gap, or of a channel that nobody sends, the title stands alone. */
static void
test_unknown (void)
{
  static const Happening happenings[] = { { 250, "meco", NULL, GIVEN }, { 350, "docking", NULL, GIVEN } };
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 1);

  assert_words (CARD, timeline, 253, "Main engine cutoff", "km/h");
  assert_words (CARD, timeline, 353, "Docking", "m/s");
  assert_words (CARD "values=docking:altitude\n", timeline, 353, "35.0 km", NULL);
}

/* Each event has the values and the name, here an alias, of its own vehicle. */
static void
test_vehicles (void)
{
  static const Happening happenings[] = { { 100, "meco", "Stage 1", GIVEN }, { 120, "seco-1", "Stage 2", GIVEN },
    { 140, "apogee", NULL, GIVEN } };
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 2);

  tlm_timeline_set_vehicle_label (timeline, 1, "Ship");
  assert_words (CARD, timeline, 102, "3,600 km/h", "Ship");
  assert_words (CARD, timeline, 102, "Stage 1", NULL);
  /* 20 m/s for each of 120 s: 2,400 m/s are 8,640 km/h. */
  assert_words (CARD, timeline, 122, "8,640 km/h", "Stage 2");
  assert_words (CARD, timeline, 122, "Ship", NULL);
  assert_words (CARD "vehicle=0\n", timeline, 102, "3,600 km/h", NULL);
  assert_words (CARD "vehicle=0\n", timeline, 122, NULL, "km/h");
  assert_words (CARD "vehicle=1\n", timeline, 102, NULL, "km/h");
  assert_words (CARD "vehicle=1\n", timeline, 142, "28.0 km", NULL);
}

/* The keys: which events, and what is wrong with others. */
static void
test_keys (void)
{
  static const Happening happenings[] = { { 100, "meco", NULL, GIVEN }, { 120, "custom-event", NULL, GIVEN } };
  static const struct { const char *keys, *right; } wrong[] = {
    { "events=max q\n", "events=max-q; meco; landing" }, { "values=meco\n", "values=meco:speed|altitude" },
    { "values=meco:spe ed\n", "values=meco:speed|altitude" }, { "stay=0\n", "between" }, { "count=x\n", "number" },
  };
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 1);

  assert_words (CARD "events=custom-event\n", timeline, 102, NULL, "Main engine cutoff");
  assert_words (CARD "events=custom-event\n", timeline, 122, "Custom", NULL);
  assert_words (CARD "events=custom-event\nvalues=custom-event:nothing|speed\n", timeline, 122, "4,320 km/h", NULL);
  assert_words (CARD "values=meco:\n", timeline, 102, "Main engine cutoff", "km/h");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *text = g_strconcat (CARD, wrong[i].keys, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_layout_parse ("test.layout", text, -1, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    if (!strstr (error->message, wrong[i].right))
      g_error ("%s", error->message);
  }
}

/* Bit for bit the same, however one comes to a frame, with and without motion; and it takes its
 * room as any widget: its rectangle is no other's. */
static void
test_pure (void)
{
  static const Happening happenings[] = { { 100, "max-q", NULL, GIVEN }, { 101, "meco", NULL, GIVEN } };
  static const char text[] = CARD "stay=2\ncount=1\nenter=slide left 300ms\nleave=fade 300ms\n"
      "[widget still]\ntype=text\nanchor=bottom\ntext={clock:1}\nsize=50\n";
  g_autoptr (TlmTimeline) timeline = make_flight (happenings, G_N_ELEMENTS (happenings), 1);
  g_autoptr (TlrScene) scene = widget_scene (text, timeline, "BGRA", 640, 360);
  TlrRect card, other;

  g_assert_cmpuint (motion_check (text, timeline, "I420", 640, 360, 99.9), >, 30);
  g_assert_cmpuint (motion_check (text, timeline, "BGRA", 640, 360, 100.9), >, 30);
  motion_sheet ("card-enter", text, timeline, 480, 270, 99.9);
  motion_sheet ("card-change", text, timeline, 480, 270, 100.9);
  g_assert_true (tlr_scene_widget_rect (scene, "c", &card) && tlr_scene_widget_rect (scene, "still", &other));
  g_assert_false (tlr_rect_overlaps (&card, &other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card/queue", test_queue);
  g_test_add_func ("/card/live", test_live);
  g_test_add_func ("/card/count", test_count);
  g_test_add_func ("/card/unknown", test_unknown);
  g_test_add_func ("/card/vehicles", test_vehicles);
  g_test_add_func ("/card/keys", test_keys);
  g_test_add_func ("/card/pure", test_pure);
  return g_test_run ();
}
