/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/template.h"

#include "core/base/error.h"
#include "core/timeline/timeline-live.h"
#include "orbit-data.h"
#include "scene-data.h"

static char *
print_at (const char *pattern, double t_s, guint vehicle, TlmValidity *worst)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmMission) mission = tlm_mission_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrTemplate) template = tlr_template_parse (pattern, &error);
  char buf[TLR_TEMPLATE_SIZE];

  g_assert_no_error (error);
  mission->name = g_strdup ("Test\n<b>1</b>\302\2052");
  TlrSource source = { .timeline = timeline, .mission = mission, .provenance_label = "Simulation",
    .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrText) text = tlr_text_new (template, &source, vehicle);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  tlr_text_print (text, snapshot, buf, worst);
  return g_strdup (buf);
}

static void
test_print (void)
{
  static const struct { const char *pattern; double t; const char *text; } cases[] = {
    { "{speed} {speed.unit}", 100, "5,148 km/h" },
    { "{altitude} {altitude.unit}", 100, "19.0 km" },
    { "{altitude:m:0}", 100, "19,000" }, { "{altitude::3}", 100, "19.000" },
    { "{altitude.unit:ft}", 100, "ft" }, { "{speed:m/s:2}", 100, "1,430.00" },
    { "{clock}", 72, "T+ 00:01:12" }, { "{clock:1}", -9.5, "T\xe2\x88\x92 00:00:09.5" },
    { "{phase}", 100, "Max Q" }, { "{phase}", 410, "Relight" }, { "{phase}", -5, "" },
    { "{phase.time}", 100, "0:36" }, { "{next}", 100, "Tower jettison" },
    { "{next.countdown}", 100, "T\xe2\x88\x92" "00:00:14" }, { "{vehicle}", 0, "Stage 1" },
    { "{mission}", 0, "Test <b>1</b> 2" }, { "{provenance}", 0, "Simulation" },
    { "a{{b}}c", 0, "a{b}c" }, { "{battery-voltage}", 0, "---" }, { "{own-channel}", 0, "---" },
    { "{speed|vertical-speed} {speed|vertical-speed.label}", 100, "5,148 Speed" },
    { "{own|altitude:m:0}{own|altitude.unit:m}", 100, "19,000m" },
    { "{altitude-agl.label} {own.label}.", 100, "Altitude (AGL) ." },
    { "{vertical-speed.label:99}{mach.label:1}", 100, "Vertical speedMach" },
    { "{speed.frame}.", 100, "." }, { "{altitude.size:m:0}", 100, "19,000" },
    { "{latitude.side}{sunlit.word}", 100, "---" }, { "{age:own|altitude}", 302.5, "2.5" },
    { "{utc}", 0, "---" }, { "{age:altitude}", 302.5, "2.5" }, { "{text:mode}", 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = print_at (cases[i].pattern, cases[i].t, 0, NULL);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* A direction is never a full turn, nor negative; a longitude and a roll are what they
 * are. */
static void
test_direction (void)
{
  static const struct { const char *channel, *pattern; double value; const char *text; } cases[] = {
    { "heading", "{heading:\302\260:1}", 359.94, "359.9" },
    { "heading", "{heading:\302\260:1}", 359.96, "0.0" },
    { "heading", "{heading:\302\260:0}", 359.96, "0" }, { "heading", "{heading:\302\260:0}", 359.4, "359" },
    { "heading", "{heading:\302\260:0}", 360, "0" }, { "heading", "{heading:\302\260:1}", -0.02, "0.0" },
    { "heading", "{heading:\302\260:1}", -90, "270.0" }, { "heading", "{heading:\302\260:2}", 0, "0.00" },
    { "yaw", "{yaw:\302\260:0}", 359.7, "0" }, { "yaw", "{yaw:\302\260:0}", -90, "270" },
    { "planned.heading", "{planned.heading:\302\260:1}", 359.96, "0.0" },
    { "delta.heading", "{delta.heading:\302\260:1}", -0.04, "0.0" },
    { "delta.heading", "{delta.heading:\302\260:1}", -2, "\342\210\2222.0" },
    { "roll", "{roll:\302\260:0}", 359.7, "360" },
    { "longitude", "{longitude:\302\260:1}", 180, "180.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
    g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
    g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrTemplate) pattern = tlr_template_parse (cases[i].pattern, &error);
    TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
    TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), cases[i].channel, TLM_QUANTITY_ANGLE);
    char buf[TLR_TEMPLATE_SIZE];

    g_assert_no_error (error);
    tlm_series_append (track->series, 0, cases[i].value);
    tlm_log_seal (log);
    g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
    g_autoptr (TlrText) text = tlr_text_new (pattern, &source, 0);
    tlm_timeline_at (timeline, 0, NULL, snapshot);
    tlr_text_print (text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, cases[i].text);
  }
}

/* What an altitude is above belongs to its name. */
static void
test_datum (void)
{
  static const struct { TlmDatum datum; const char *label; } cases[] = {
    { TLM_DATUM_UNDECLARED, "Altitude" }, { TLM_DATUM_ELLIPSOID, "Altitude" },
    { TLM_DATUM_MSL, "Altitude (MSL)" }, { TLM_DATUM_AGL, "Altitude (AGL)" },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrTemplate) label = tlr_template_parse ("{altitude|altitude-msl.label}", NULL);
  g_autoptr (TlrText) text = tlr_text_new (label, &source, 0);
  char buf[TLR_TEMPLATE_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmTimelineSite site = { .datum = cases[i].datum };

    tlm_timeline_set_site (timeline, &site);
    tlm_timeline_at (timeline, 100 * TLM_SECOND, NULL, snapshot);
    tlr_text_print (text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, cases[i].label);
  }
}

/* To an event that lies somewhere in a gap nothing counts down: its second is not known. */
static void
test_countdown_into_gap (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrTemplate) parsed = tlr_template_parse ("{next}:{next.countdown}", NULL);
  g_autoptr (TlrText) text = tlr_text_new (parsed, &source, 0);
  TlmEvent *event = tlm_event_new (105 * TLM_SECOND, "meco", "MECO", NULL, "test", TLM_CONFIDENCE_GIVEN);
  char buf[TLR_TEMPLATE_SIZE];

  event->after_ns = 103 * TLM_SECOND;
  event->before_ns = 107 * TLM_SECOND;
  tlm_timeline_add_event (timeline, event);
  tlm_timeline_at (timeline, 100 * TLM_SECOND, NULL, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "MECO:");
}

/* T+300 is the last sample before a gap of 20 s. */
static void
test_validity (void)
{
  static const struct { double t; const char *text; TlmValidity validity; } cases[] = {
    { -20, "---", TLM_VALIDITY_ABSENT }, { 300, "15,444", TLM_VALIDITY_FRESH },
    { 304, "15,444", TLM_VALIDITY_STALE }, { 310, "---", TLM_VALIDITY_LOST },
    { 320, "16,474", TLM_VALIDITY_FRESH },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    TlmValidity worst;
    g_autofree char *text = print_at ("{speed}", cases[i].t, 0, &worst);

    g_assert_cmpstr (text, ==, cases[i].text);
    g_assert_cmpint (worst, ==, cases[i].validity);
  }
}

static void
test_second_vehicle (void)
{
  g_autofree char *text = print_at ("{vehicle} {speed:m/s:0}", 100, 1, NULL);
  g_autofree char *none = print_at ("{vehicle}{speed}", 100, 7, NULL);

  g_assert_cmpstr (text, ==, "Stage 2 1,330");
  g_assert_cmpstr (none, ==, "---");
}

static void
test_errors (void)
{
  static const struct { const char *pattern, *says; } cases[] = {
    { "{altitude", "no }" }, { "{altitude:furlong}", "unknown unit" }, { "{}", "right is" },
    { "{altitude:km/h}", "no unit of length" }, { "{altitude:km:x}", "0 to 9 decimals" },
    { "{altitde}", "{altitude}" }, { "{clok}", "{clock}" }, { "{next.word:3}", "nothing may follow" },
    { "{altitude.side}", "{latitude.side}" }, { "{mach.frame}", "{speed.frame}" },
    { "{speed.word}", "{sunlit.word}" }, { "{speed|altitde}", "{altitude}" },
    { "{speed|altitude:m/s}", "no unit of length" }, { "{speed|}", "right is" },
    { "{mach.label:km}", "1 to 99 columns" }, { "{mach.label:13:1}", "1 to 99 columns" },
    { "{latitude.side::2}", "0 to 9 decimals" },
    { "{age}", "a name must follow" }, { "{altitude:km:1:2}", "0 to 9 decimals" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_template_parse (cases[i].pattern, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

/* An orbit that is known by its states alone. Oracle: right ascension and
 * declination of the file's rows, mean sidereal time (IAU 1982) and precession
 * to the date; the shadow of a sphere from the equinox's sun; to a degree. */
static void
test_orbit (void)
{
  static const struct { int minute; const char *place; } cases[] = {
    { 1, "3N 96W eclipse" }, { 181, "14S 155W eclipse" }, { 241, "27S 45E sunlit" },
    { 301, "52N 87W sunlit" },
  };
  g_autoptr (TlmFlight) flight = orbit_flight ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrSource source = { .timeline = flight->timeline, .provenance_label = "",
    .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrTemplate) place = tlr_template_parse ("{latitude.size:deg:0}{latitude.side} "
      "{longitude.size:deg:0}{longitude.side} {sunlit.word}", NULL);
  g_autoptr (TlrTemplate) speed = tlr_template_parse ("{speed.frame}", NULL);
  g_autoptr (TlrText) place_text = tlr_text_new (place, &source, 0);
  g_autoptr (TlrText) speed_text = tlr_text_new (speed, &source, 0);
  char buf[TLR_TEMPLATE_SIZE];
  gint64 first, last;

  g_assert_true (tlm_timeline_span (flight->timeline, &first, &last));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    tlm_timeline_at (flight->timeline, first + cases[i].minute * 60 * TLM_SECOND, NULL, snapshot);
    tlr_text_print (place_text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, cases[i].place);
    tlr_text_print (speed_text, snapshot, buf, NULL);
    g_assert_cmpstr (buf, ==, "inertial");
  }
}

/* Too long a text is cut at a character. */
static void
test_long (void)
{
  g_autofree char *wide = g_strnfill (3 * TLR_TEMPLATE_SIZE, 'x');
  g_autofree char *cyrillic = g_strdup ("\xd0\x96");

  for (int i = 0; i < 8; i++) {
    char *twice = g_strconcat (cyrillic, cyrillic, NULL);
    g_free (cyrillic);
    cyrillic = twice;
  }
  g_autofree char *a = print_at (wide, 0, 0, NULL);
  g_autofree char *b = print_at (cyrillic, 0, 0, NULL);
  g_assert_cmpuint (strlen (a), ==, TLR_TEMPLATE_SIZE - 1);
  g_assert_true (g_utf8_validate (b, -1, NULL));
  g_assert_cmpuint (strlen (b), <, TLR_TEMPLATE_SIZE);
}

/* What it says of a vehicle whose position is a prediction, and room for that. */
static void
test_predicted (void)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  TlrSource source = { .timeline = timeline, .provenance_label = "", .predicted_label = "PREDICTED",
    .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrTemplate) template = tlr_template_parse ("{provenance}", NULL);
  g_autoptr (TlrText) first = tlr_text_new (template, &source, 0);
  g_autoptr (TlrText) second = tlr_text_new (template, &source, 1);
  g_autoptr (TlrText) mission = tlr_text_new (template, &source, TLR_TEXT_MISSION);
  char buf[TLR_TEMPLATE_SIZE];

  tlm_timeline_at (timeline, 0, NULL, snapshot);
  tlr_text_print (mission, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "");
  snapshot->vehicles[1].is_predicted = TRUE;
  tlr_text_print (first, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "");
  tlr_text_print (second, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "PREDICTED");
  tlr_text_print (mission, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "PREDICTED");
  tlr_text_print_widest (first, NULL, buf);
  g_assert_cmpstr (buf, ==, "PREDICTED");
}

/* A flight that is still arriving, of which a value's worth has come. */
static TlmTimeline *
arriving (const char *channel, TlmQuantity quantity, double value)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, ""), channel, quantity);

  log->clock = TLM_CLOCK_ELAPSED;
  for (int t = 0; t <= 10; t++)
    tlm_series_append (track->series, t * TLM_SECOND, value * t / 10);
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, NULL));
  tlm_timeline_set_open (timeline, TRUE);
  return timeline;
}

static char *
print_arriving (const char *pattern, TlrUnits units, const char *channel, TlmQuantity quantity, double value,
    char *widest)
{
  g_autoptr (TlmTimeline) timeline = arriving (channel, quantity, value);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (TlrTemplate) template = tlr_template_parse (pattern, NULL);
  TlrSource source = { .timeline = timeline, .units = units, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrText) text = tlr_text_new (template, &source, 0);
  char buf[TLR_TEMPLATE_SIZE];

  tlr_text_print_widest (text, NULL, widest);
  tlm_timeline_at (timeline, 10 * TLM_SECOND, NULL, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  return g_strdup (buf);
}

/* While telemetry arrives there is room for what may come: the same with the first
 * sample as with the last, and never less than a number takes. */
static void
test_arriving (void)
{
  static const struct { const char *pattern, *channel; TlmQuantity quantity; double sign, most; } cases[] = {
    { "{altitude}", "altitude", TLM_QUANTITY_LENGTH, 1, 399e3 },
    { "{altitude} {altitude.unit}", "altitude", TLM_QUANTITY_LENGTH, 1, 399e3 },
    { "{altitude:m:0}", "altitude", TLM_QUANTITY_LENGTH, 1, 399e3 },
    { "{speed}", "speed", TLM_QUANTITY_SPEED, 1, 7900 },
    { "{vertical-speed}", "vertical-speed", TLM_QUANTITY_SPEED, -1, 7900 },
    { "{acceleration}", "acceleration", TLM_QUANTITY_ACCELERATION, -1, 99 },
    { "{roll}", "roll", TLM_QUANTITY_ANGLE, -1, 179 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (TlrUnits units = TLR_UNITS_METRIC; units <= TLR_UNITS_NAUTICAL; units++) {
      char first[TLR_TEMPLATE_SIZE] = "", widest[TLR_TEMPLATE_SIZE];

      for (double value = 0.5; value < cases[i].most; value *= 1.7) {
        g_autofree char *text = print_arriving (cases[i].pattern, units, cases[i].channel, cases[i].quantity,
            cases[i].sign * value, widest);

        if (!first[0])
          g_strlcpy (first, widest, sizeof first);
        g_assert_cmpstr (widest, ==, first);
        if (g_utf8_strlen (text, -1) > g_utf8_strlen (widest, -1))
          g_error ("%s: \"%s\" has room for \"%s\"", cases[i].pattern, text, widest);
      }
    }
}

/* 1633424139 s of TAI are 2021-10-05T08:55:02 UTC and 37 s. */
static void
test_clock_without_liftoff (void)
{
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (TlrTemplate) parsed = tlr_template_parse ("{clock}", NULL);
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrText) text = tlr_text_new (parsed, &source, 0);
  char buf[TLR_TEMPLATE_SIZE];

  tlm_timeline_at (timeline, TLM_TIME_NONE, NULL, snapshot);
  tlr_text_print (text, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "T\xe2\x88\x92 --:--:--");
  snapshot->instant = 1633424139 * TLM_SECOND;
  tlr_text_print (text, snapshot, buf, NULL);
  g_assert_cmpstr (buf, ==, "08:55:02 UTC");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/direction", test_direction);
  g_test_add_func ("/template/print", test_print);
  g_test_add_func ("/template/datum", test_datum);
  g_test_add_func ("/template/validity", test_validity);
  g_test_add_func ("/template/second-vehicle", test_second_vehicle);
  g_test_add_func ("/template/errors", test_errors);
  g_test_add_func ("/template/orbit", test_orbit);
  g_test_add_func ("/template/long", test_long);
  g_test_add_func ("/template/predicted", test_predicted);
  g_test_add_func ("/template/countdown-into-gap", test_countdown_into_gap);
  g_test_add_func ("/template/arriving", test_arriving);
  g_test_add_func ("/template/clock-without-liftoff", test_clock_without_liftoff);
  return g_test_run ();
}
