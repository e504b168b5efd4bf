/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/mission/mission.h"
#include "render/ass/cue-times.h"
#include "render/ass/cues.h"
#include "render/draw/escape.h"
#include "render/widgets/layout-load.h"

/* Altitude 10 m/s × t at 10 Hz from 0 to 100 s, nothing from 40 to 60 s, and
 * events at 10.3 s and 50 s. */
static TlmTimeline *
make_timeline (void)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track;

  log->clock = TLM_CLOCK_ELAPSED;
  track = tlm_log_track (tlm_log_vehicle (log, ""), "altitude", TLM_QUANTITY_LENGTH);
  for (int i = 0; i <= 1000; i++)
    if (i <= 400 || i >= 600)
      tlm_series_append (track->series, i * TLM_SECOND / 10, i);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_add_event (timeline, tlm_event_new (10300 * TLM_SECOND / 1000, "meco", "MECO", NULL,
          "test", TLM_CONFIDENCE_GIVEN));
  tlm_timeline_add_event (timeline, tlm_event_new (50 * TLM_SECOND, "apogee", "Apogee", NULL,
          "test", TLM_CONFIDENCE_GIVEN));
  return timeline;
}

static TlrCues *
make_cues (TlmTimeline *timeline, const char *text, TlmDuration interval_ns, int fps_n, int fps_d)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load ("webcast", &error);
  TlrCueSpec spec = { .timeline = timeline, .sync = tlm_sync_shift (0), .layout = layout,
    .text = text, .interval_ns = interval_ns, .fps_n = fps_n, .fps_d = fps_d };
  TlrCues *cues;

  g_assert_no_error (error);
  cues = tlr_cues_new (&spec, &error);
  g_assert_no_error (error);
  return cues;
}

static void
check (TlrCues *cues, gint64 from_ms, gint64 limit_ms, gint64 end_ms, const char *text)
{
  TlrCue cue = tlr_cues_at (cues, from_ms * 1000000, limit_ms * 1000000);

  g_assert_cmpint (cue.start_ns, ==, from_ms * 1000000);
  g_assert_cmpint (cue.end_ns, ==, end_ms * 1000000);
  g_assert_cmpstr (cue.text, ==, text);
}

static void
test_grid_and_events (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrCues) cues = make_cues (timeline, "{altitude:m:0}\\n{phase}", 0, 0, 0);

  check (cues, 0, 100000, 1000, "0");
  check (cues, 9000, 100000, 10000, "90");
  check (cues, 10000, 100000, 10300, "100");
  check (cues, 10300, 100000, 11000, "103\nMECO");
  check (cues, 11000, 100000, 12000, "110\nMECO");
  /* One that began before is cut off and says what it said at its beginning. */
  check (cues, 11500, 100000, 12000, "110\nMECO");
  check (cues, 11000, 11700, 11700, "110\nMECO");
}

/* Neighbours with the same words are one; losses cut: stale after 2 s says the
 * same, lost after 5 s not (age counted from the sample at 40 s). */
static void
test_merge_and_loss (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrCues) phase = make_cues (timeline, "{phase}", 0, 0, 0);
  g_autoptr (TlrCues) height = make_cues (timeline, "{altitude:m:0}", 10 * TLM_SECOND, 0, 0);
  TlrCue cue;

  check (phase, 0, 100000, 10300, "");
  check (phase, 10300, 100000, 50000, "MECO");
  check (phase, 50000, 100000, 100000, "Apogee");
  cue = tlr_cues_at (height, 40 * TLM_SECOND, 100 * TLM_SECOND);
  g_assert_cmpstr (cue.text, ==, "400");
  /* At 45 s it is not yet older than 5 s; the next instant that can be written: */
  g_assert_cmpint (cue.end_ns, ==, 45001 * (TLM_SECOND / 1000));
  cue = tlr_cues_at (height, cue.end_ns, 100 * TLM_SECOND);
  g_assert_cmpstr (cue.text, ==, "---");
  g_assert_cmpint (cue.end_ns, ==, 60 * TLM_SECOND);
  check (height, 60000, 100000, 70000, "600");
}

/* Frames of 30000/1001: a cue begins with the first frame at or after its time;
 * frame n is at n × 1001 / 30000 s. */
static void
test_frames (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrCues) cues = make_cues (timeline, "{altitude:m:0}", 0, 30000, 1001);
  TlrCue cue = tlr_cues_at (cues, 0, 100 * TLM_SECOND);

  g_assert_cmpint (cue.end_ns, ==, 1001000000);
  cue = tlr_cues_at (cues, cue.end_ns, 100 * TLM_SECOND);
  g_assert_cmpint (cue.end_ns, ==, 2002000000);
  g_assert_cmpstr (cue.text, ==, "10");
  /* The event at 10.3 s: frame 309 is at 10.3103 s. */
  g_assert_cmpint (tlr_cues_next_time (cues, 10100 * TLM_SECOND / 1000), ==, 10310300000);
}

/* Each cue lasts as long as its format can write at least, also where a value is lost a
 * nanosecond after the clock has moved on, and where frames come faster than that. */
static void
test_lasts (void)
{
  static const struct { TlmDuration interval_ns, step_ns; int fps_n, fps_d; } rows[] = {
    { 0, 0, 0, 0 }, { 0, TLM_SECOND / 100, 0, 0 }, { TLM_SECOND / 3, 0, 0, 0 },
    { TLM_SECOND / 7, TLM_SECOND / 100, 0, 0 }, { TLM_SECOND / 100, TLM_SECOND / 100, 240000, 1001 },
    { TLM_SECOND / 100, 0, 30000, 1001 },
  };
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrLayout) layout = tlr_layout_load ("webcast", NULL);
  gint64 limit = 70 * TLM_SECOND + 300000;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    TlmDuration step = rows[i].step_ns ? rows[i].step_ns : TLR_CUE_STEP;
    TlrCueSpec spec = { .timeline = timeline, .sync = tlm_sync_shift (0), .layout = layout,
      .interval_ns = rows[i].interval_ns, .fps_n = rows[i].fps_n, .fps_d = rows[i].fps_d,
      .step_ns = rows[i].step_ns };
    g_autoptr (TlrCues) cues = tlr_cues_new (&spec, NULL);

    for (gint64 at = 38 * TLM_SECOND; at < limit;) {
      TlrCue cue = tlr_cues_at (cues, at, limit);
      g_assert_cmpint (cue.end_ns - cue.start_ns, >=, step);
      if (rows[i].fps_n == 0 && cue.end_ns != limit)
        g_assert_cmpint (cue.end_ns % step, ==, 0);
      at = cue.end_ns;
    }
  }
}

/* Where no speed is known the default text shows that of the climb. */
static void
test_fallback (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrCues) cues = make_cues (timeline, NULL, 0, 0, 0);

  check (cues, 9000, 100000, 10000, "T+ 00:00:09\n10.0 m/s 90 m");
}

static void
test_template_errors (void)
{
  g_autoptr (TlmTimeline) timeline = make_timeline ();
  g_autoptr (TlrLayout) layout = tlr_layout_load ("webcast", NULL);
  TlrCueSpec spec = { .timeline = timeline, .layout = layout, .text = "{altitud}" };
  g_autoptr (GError) error = NULL;

  g_assert_null (tlr_cues_new (&spec, &error));
  g_assert_nonnull (strstr (error->message, "altitude"));
  g_clear_error (&error);
  spec.text = "1\n2\n3\n4\n5\n6\n7\n8\n9";
  g_assert_null (tlr_cues_new (&spec, &error));
  g_assert_nonnull (error);
}

#define WJ "\xe2\x81\xa0"

/* What readers of each format would act upon, and what must stand instead. */
static void
test_escape (void)
{
  static const struct {
    const char *text, *plain, *literal, *markup, *ass;
  } rows[] = {
    { "<b>x</b>", "<b>x</b>", "<" WJ "b>x<" WJ "/b>", "&lt;b&gt;x&lt;/b&gt;", "<b>x</b>" },
    { "{\\an8}x", "{\\an8}x", "(\\" WJ "an8)x", "{\\" WJ "an8}x", "\\{\\" WJ "an8\\}x" },
    { "a --> b", "a --> b", "a -" WJ "-> b", "a --&gt; b", "a --> b" },
    { "a\nb", "a\nb", "a\nb", "a\nb", "a\\Nb" },
    { "&amp;", "&amp;", "&" WJ "amp;", "&amp;amp;", "&amp;" },
    { "a\r\t\x1b" "b", "a   b", "a   b", "a   b", "a   b" },
    { "a\xc2\x85" "b\xe2\x80\xa8" "c", "a b c", "a b c", "a b c", "a b c" },
    { "\xe2\x80\xae" "abc\xe2\x81\xa6", "abc", "abc", "abc", "abc" },
    { "\xef\xbb\xbf" "a", "a", "a", "a", "a" },
    { "a\xff" "b", "a\xef\xbf\xbd" "b", "a\xef\xbf\xbd" "b", "a\xef\xbf\xbd" "b", "a\xef\xbf\xbd" "b" },
    { "\xd7\x90\xe2\x80\x8f", "\xd7\x90\xe2\x80\x8f", "\xd7\x90\xe2\x80\x8f", "\xd7\x90\xe2\x80\x8f",
        "\xd7\x90\xe2\x80\x8f" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *wanted[] = { rows[i].plain, rows[i].literal, rows[i].markup, rows[i].ass };
    for (guint how = 0; how < G_N_ELEMENTS (wanted); how++) {
      g_autoptr (GString) out = g_string_new (NULL);
      tlr_escape_append (out, rows[i].text, how);
      g_assert_cmpstr (out->str, ==, wanted[how]);
    }
  }
}

static void
test_escape_large (void)
{
  g_autofree char *large = g_strnfill (1 << 20, '<');
  g_autoptr (GString) out = g_string_new (NULL);

  tlr_escape_append (out, large, TLR_ESCAPE_MARKUP);
  g_assert_cmpuint (out->len, ==, 4 << 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cues/grid-and-events", test_grid_and_events);
  g_test_add_func ("/cues/merge-and-loss", test_merge_and_loss);
  g_test_add_func ("/cues/frames", test_frames);
  g_test_add_func ("/cues/lasts", test_lasts);
  g_test_add_func ("/cues/fallback", test_fallback);
  g_test_add_func ("/cues/template-errors", test_template_errors);
  g_test_add_func ("/cues/escape", test_escape);
  g_test_add_func ("/cues/escape-large", test_escape_large);
  return g_test_run ();
}
