/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Films of a flight whose liftoff was 2021-10-05T09:00:00Z, the telemetry's clock counting from it: the
 * instants of frames by hand. */
#include "core/conform/conform.h"

#include "../edit/edit-text.h"

#define MS (TLM_SECOND / 1000)

typedef struct {
  TlmEdit *edit;
  TlmMission *mission;
  TlmTimeline *timeline;
  TlmConform *conform;
} Film;

static TlmTimeline *
timeline_new (TlmInstant liftoff)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);

  log->clock = TLM_CLOCK_ELAPSED;
  for (int i = 0; i < 1000; i++)
    tlm_series_append (track->series, i * TLM_SECOND, i);
  tlm_log_seal (log);
  tlm_timeline_set_epoch (timeline, liftoff);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  return timeline;
}

static void
film_init (Film *film, const char *edl, int fps_n, int fps_d, const char *cameras)
{
  g_autofree char *text = g_strconcat ("[mission]\nliftoff=2021-10-05T09:00:00Z\n", cameras, NULL);
  g_autoptr (GError) error = NULL;

  film->edit = edit_of (edl, fps_n, fps_d);
  film->mission = tlm_mission_parse (text, -1, "/x/film.mission", &error);
  g_assert_no_error (error);
  film->timeline = timeline_new (film->mission->liftoff);
  film->conform = tlm_conform_new (film->edit, film->mission, film->timeline, TLM_RATIONAL_ZERO);
}

static void
film_clear (Film *film)
{
  tlm_conform_free (film->conform);
  tlm_edit_free (film->edit);
  tlm_mission_free (film->mission);
  tlm_timeline_unref (film->timeline);
}

static gint64
shown (const Film *film, gint64 frame)
{
  const TlmTimecodeRate *rate = &film->edit->rate;

  /* Cut to nanoseconds, as buffers have it. */
  return tlm_film_apply (film->conform->film, (TlmDuration) (frame * TLM_SECOND * rate->fps_d / rate->fps_n));
}

static const TlmConformSpan *
span_of (const Film *film, guint i)
{
  g_assert_cmpuint (i, <, film->conform->spans->len);
  return &g_array_index (film->conform->spans, TlmConformSpan, i);
}

static const char edl[] =
    "001  A001  V  C  09:00:10:00 09:00:12:00 01:00:00:00 01:00:02:00\n"
    "002  B001  V  C  00:00:05:00 00:00:06:00 01:00:02:00 01:00:03:00\n"
    "003  C001  V  C  00:00:05:00 00:00:06:00 01:00:03:00 01:00:04:00\n"
    "004  A001  V  C  09:01:00:00 09:01:04:00 01:00:05:00 01:00:07:00\nM2  A001  050.0  09:01:00:00\n"
    "005  A001  V  C  09:01:00:00 09:01:01:00 01:00:07:00 01:00:08:00\nM2  A001  -025.0  09:01:00:24\n";

/* Camera A's timecode is UTC; B's clock runs 100 ppm fast from its first frame, 00:00:00:00, at T-100. */
static void
test_cameras (void)
{
  Film film;

  film_init (&film, edl, 25, 1, "[camera a]\nmatch=A*\ntimecode-zero=2021-10-05T00:00:00Z\nrate=25\n"
      "[camera b]\nmatch=x*; B*\nfootage-start=T-100\nstart-timecode=00:00:00:00\nrate=25\ndrift=100\n");
  g_assert_cmpint (shown (&film, 0), ==, 10 * TLM_SECOND);
  g_assert_cmpint (shown (&film, 49), ==, 11960 * MS);
  g_assert_cmpint (shown (&film, 50), ==, -100 * TLM_SECOND + 4999500050);   /* 5 s / 1.0001 */
  g_assert_cmpint (shown (&film, 75), ==, TLM_TIME_NONE);
  g_assert_cmpint (shown (&film, 100), ==, TLM_TIME_NONE);
  g_assert_cmpint (shown (&film, 125), ==, 60 * TLM_SECOND);
  g_assert_cmpint (shown (&film, 126), ==, 60080 * MS);
  g_assert_cmpint (shown (&film, 174), ==, 60 * TLM_SECOND + 49 * 80 * MS);
  g_assert_cmpint (shown (&film, 175), ==, 60960 * MS);
  g_assert_cmpint (shown (&film, 199), ==, 60 * TLM_SECOND);
  g_assert_cmpint (shown (&film, 200), ==, TLM_TIME_NONE);
  g_assert_cmpuint (film.conform->spans->len, ==, 6);
  g_assert_cmpstr (span_of (&film, 1)->camera->name, ==, "b");
  g_assert_cmpstr (span_of (&film, 2)->reason, ==, "no camera of the mission matches it");
  g_assert_cmpstr (span_of (&film, 3)->reason, ==, "the film shows nothing");
  film_clear (&film);
}

/* A list at 24 of cameras that run at 24000/1001: labels count the same, and last longer. */
static void
test_rates (void)
{
  Film film;

  film_init (&film, "001  A1  V  C  09:00:10:00 09:00:12:00 01:00:00:00 01:00:02:00\n"
      "002  B1  V  C  09:00:10:00 09:00:12:00 01:00:02:00 01:00:04:00\n", 24, 1,
      "[camera a]\nmatch=A1\ntimecode-zero=2021-10-05T00:00:00Z\nrate=24000/1001\n"
      "[camera b]\nmatch=B1\ntimecode-zero=2021-10-05T00:00:00Z\nrate=30\n");
  /* Label 09:00:10:00 is frame 777840: 32442.41 s since label zero, 42.41 s after liftoff. */
  g_assert_cmpint (shown (&film, 0), ==, 42410 * MS);
  g_assert_cmpint (shown (&film, 24), ==, 43411 * MS);
  g_assert_nonnull (strstr (span_of (&film, 1)->reason, "another number of frames"));
  film_clear (&film);
}

/* Drop-frame record and source over an hour: frame 107892 of the film is an hour by its labels and
 * 3599.9964 s by the clock. */
static void
test_drop (void)
{
  Film film;

  film_init (&film, "001  A1  V  C  09:00:00;00 10:00:10;00 01:00:00;00 02:00:10;00\n", 30000, 1001,
      "[camera a]\nmatch=A1\ntimecode-zero=2021-10-05T00:00:00Z\nrate=30000/1001\ndrop=yes\n");
  /* 9 h are 971028 frames, 32399.9676 s. */
  g_assert_cmpint (shown (&film, 0), ==, -32400 * MS / 1000);
  g_assert_cmpint (shown (&film, 107892), ==, 3599964 * MS);
  for (gint64 i = 1; i < 107892; i += 7)
    g_assert_cmpint (ABS (shown (&film, i) - (-32400000 + i * 1001 * TLM_SECOND / 30000)), <=, 1);
  film_clear (&film);
}

/* A film that runs twice as fast as its edit: its frames, cut to nanoseconds, begin where the edit's do. */
static void
test_finer_film (void)
{
  const char *labels = "001  A1  V  C  00:00:00:00 00:00:00:01 01:00:00:00 01:00:00:01\n"
      "002  A1  V  C  00:01:00:00 00:01:01:00 01:00:00:01 01:00:01:01\n";
  g_autoptr (TlmConform) finer = NULL;
  TlmRational rate;
  Film film;

  film_init (&film, labels, 30000, 1001,
      "[camera a]\nmatch=A1\nfootage-start=T+0\nstart-timecode=00:00:00:00\nrate=30000/1001\n");
  g_assert_true (tlm_rational_make (60000, 1001, &rate));
  finer = tlm_conform_new (film.edit, film.mission, film.timeline, rate);
  g_assert_cmpint (tlm_film_apply (finer->film, 16683333), ==, 16683333);
  g_assert_cmpint (tlm_film_apply (finer->film, 33366666), ==, 60060 * MS);
  g_assert_cmpint (tlm_film_apply (finer->film, 50050000), ==, 60060 * MS + 16683333);
  film_clear (&film);
}

/* On the upper track stand a title, which is looked through, and a cutaway, which is not. */
static void
test_stack (void)
{
  Film film;

  film_init (&film, "001  A1  V   C  00:00:00:00 00:00:10:00 01:00:00:00 01:00:10:00\n"
      "002  AX  V2  C  00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00\n* FROM CLIP NAME: lower third.mov\n"
      "003  AX  V2  C  00:00:00:00 00:00:02:00 01:00:06:00 01:00:08:00\n* FROM CLIP NAME: crowd.mov\n"
      "004  B1  V3  C  00:01:00:00 00:01:01:00 01:00:06:12 01:00:07:12\n", 25, 1,
      "[camera a]\nmatch=A1;B1\nfootage-start=T+0\nstart-timecode=00:00:00:00\nrate=25\n"
      "[camera titles]\nmatch=lower*\nsee-through=yes\n");
  g_assert_cmpint (shown (&film, 75), ==, 3 * TLM_SECOND);
  g_assert_cmpint (shown (&film, 149), ==, 5960 * MS);
  g_assert_cmpint (shown (&film, 150), ==, TLM_TIME_NONE);
  g_assert_cmpint (shown (&film, 162), ==, 60 * TLM_SECOND);
  g_assert_cmpint (shown (&film, 186), ==, 60960 * MS);
  g_assert_cmpint (shown (&film, 187), ==, TLM_TIME_NONE);
  g_assert_cmpint (shown (&film, 200), ==, 8 * TLM_SECOND);
  film_clear (&film);
}

/* The middle of a dissolve is a frame's beginning or lies between two. */
static void
test_dissolve (void)
{
  Film film;

  film_init (&film, "001  A1  V  C      00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n"
      "002  A1  V  C      00:00:02:00 00:00:02:00 01:00:02:00 01:00:02:00\n"
      "002  A2  V  D 025  00:01:00:00 00:01:02:00 01:00:02:00 01:00:04:00\n", 25, 1,
      "[camera a]\nmatch=A?\nfootage-start=T+0\nstart-timecode=00:00:00:00\nrate=25\n");
  g_assert_cmpint (shown (&film, 62), ==, 2480 * MS);
  g_assert_cmpint (shown (&film, 63), ==, 60520 * MS);
  film_clear (&film);
}

static void
test_wrong (void)
{
  Film film;

  film_init (&film, "001  A1  V  C  00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n"
      "002  A2  V  C  00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00\n", 25, 1,
      "[camera a]\nmatch=A1\nfootage-start=T+0\n[camera b]\nmatch=A2\nfootage-start=T+0\n"
      "[camera c]\nmatch=?2\nfootage-start=T+0\n");
  g_assert_nonnull (strstr (span_of (&film, 0)->reason, "start-timecode="));
  g_assert_nonnull (strstr (span_of (&film, 1)->reason, "two cameras"));
  g_assert_cmpint (shown (&film, 0), ==, TLM_TIME_NONE);
  film_clear (&film);
}

/* Telemetry in UTC without a T-0: what a camera says since liftoff is not known, and its UTC is. */
static void
test_no_liftoff (void)
{
  const char *labels = "001  A1  V  C  00:00:00:00 00:00:02:00 01:00:00:00 01:00:02:00\n"
      "002  B1  V  C  00:00:00:00 00:00:02:00 01:00:02:00 01:00:04:00\n";
  g_autoptr (TlmEdit) edit = edit_of (labels, 25, 1);
  g_autoptr (TlmMission) mission = tlm_mission_parse ("[camera a]\nmatch=A1\nfootage-start=T-10\n"
      "start-timecode=00:00:00:00\nrate=25\n[camera b]\nmatch=B1\nfootage-start=2021-10-05T09:00:00Z\n"
      "start-timecode=00:00:00:00\nrate=25\n", -1, "/x/film.mission", NULL);
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);
  /* 2021-10-05T09:00:00Z, TAI: 37 s ahead. */
  const gint64 start_ns = (G_GINT64_CONSTANT (1633424400) + 37) * TLM_SECOND;
  g_autoptr (TlmConform) conform = NULL;

  log->clock = TLM_CLOCK_TAI;
  tlm_series_append (track->series, start_ns, 0);
  tlm_series_append (track->series, start_ns + TLM_SECOND, 1);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  conform = tlm_conform_new (edit, mission, timeline, TLM_RATIONAL_ZERO);
  g_assert_nonnull (strstr (g_array_index (conform->spans, TlmConformSpan, 0).reason, "[camera a]"));
  g_assert_nonnull (strstr (g_array_index (conform->spans, TlmConformSpan, 0).reason, "set liftoff"));
  g_assert_cmpint (tlm_film_apply (conform->film, 0), ==, TLM_TIME_NONE);
  g_assert_cmpint (tlm_film_apply (conform->film, 3 * TLM_SECOND), ==, start_ns + TLM_SECOND);
}

/* A film of as many events as there may be, each over half of the one before. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TlmTimecodeRate rate = { .fps_n = 25, .fps_d = 1 };
  Film film;

  for (gint64 i = 0; i < 50000; i++) {
    TlmTimecode in = tlm_timecode_from_frame (i * 10, &rate), out = tlm_timecode_from_frame (i * 10 + 15, &rate);
    g_string_append_printf (text, "%06d  A1  V%d  C  00:00:00:00 00:00:00:15 %02u:%02u:%02u:%02u %02u:%02u:%02u:%02u\n",
        (int) i, (int) (i % 2 + 1), in.hours, in.minutes, in.seconds, in.frames, out.hours, out.minutes, out.seconds,
        out.frames);
  }
  film_init (&film, text->str, 25, 1, "[camera a]\nmatch=A1\nfootage-start=T+0\nstart-timecode=00:00:00:00\nrate=25\n");
  /* Of events 0 and 1 the second, on the upper track, covers from its beginning to its end. */
  g_assert_cmpint (shown (&film, 9), ==, 360 * MS);
  g_assert_cmpint (shown (&film, 10), ==, 0);
  g_assert_cmpint (shown (&film, 24), ==, 560 * MS);
  g_assert_cmpint (shown (&film, 25), ==, 200 * MS);
  film_clear (&film);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conform/cameras", test_cameras);
  g_test_add_func ("/conform/rates", test_rates);
  g_test_add_func ("/conform/finer-film", test_finer_film);
  g_test_add_func ("/conform/drop", test_drop);
  g_test_add_func ("/conform/stack", test_stack);
  g_test_add_func ("/conform/dissolve", test_dissolve);
  g_test_add_func ("/conform/wrong", test_wrong);
  g_test_add_func ("/conform/no-liftoff", test_no_liftoff);
  g_test_add_func ("/conform/many", test_many);
  return g_test_run ();
}
