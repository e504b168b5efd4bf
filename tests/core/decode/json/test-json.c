/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/feed.h"
#include "core/decode/registry.h"
#include "core/decode/json/json-token.h"
#include "decode-text.h"

static const double two[][2] = { { 0, 1000 }, { 500, 2500 } };

/* The same two samples in every shape. */
static void
test_shapes (void)
{
  static const struct {
    const char *text, *format;
  } rows[] = {
    { "{\"time\":[0,0.5],\"velocity\":[1,2],\"altitude\":[1,2.5]}", "json" },
    { "{\n \"altitude\" : [ 1.0 , 25e-1 ],\n \"time\" : [0, 5e-1], \"velocity\": [1,2]\n}\n", "json" },
    { "[{\"time\":0,\"velocity\":1,\"altitude\":1},{\"altitude\":2.5,\"velocity\":2,\"time\":0.5}]", "json" },
    { "[\n{\"time\":0,\"velocity\":1,\"altitude\":1},\n{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n]\n", "json" },
    { "{\"flight\":\"x\",\"data\":[{\"time\":0,\"velocity\":1,\"altitude\":1},"
        "{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}]}", "json" },
    { "{\"time\":0,\"velocity\":1,\"altitude\":1}\n{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n", "jsonl" },
    { "{\"time\":0,\"velocity\":1,\"altitude\":1}\r\n\r\n{\"time\":\"0.5\",\"velocity\":2,\"altitude\":2.5}", "jsonl" },
    { "{\n\"time\":0,\"velocity\":1,\"altitude\":1}\n{\n\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n", "json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = decode_text (rows[i].text, "dialect=spacex-webcast");
    g_test_message ("shape %zu", i);
    g_assert_cmpstr (log->format, ==, rows[i].format);
    g_assert_cmpuint (log->n_bad, ==, 0);
    assert_samples (log, "", "altitude", 2, two);
  }
}

static void
test_missing (void)
{
  g_autoptr (TlmLog) arrays = decode_text ("{\"time\":[0,1,2,3],\"velocity\":[null,NaN,1,Infinity],"
      "\"altitude\":[0,0,0,0]}", "dialect=spacex-webcast");
  g_autoptr (TlmLog) lines = decode_text ("{\"met\":0,\"speed\":null}\n{\"met\":2,\"speed\":1}\n", NULL);
  static const double due[][2] = { { 2000, 1 } };

  assert_samples (arrays, "", "speed", 1, due);
  g_assert_cmpuint (arrays->n_bad, ==, 1);
  g_assert_nonnull (strstr (arrays->first_bad, "element 4: velocity is \"Infinity\""));
  assert_samples (lines, "", "speed", 1, due);
}

/* One value that is no number, as writers of many languages have it: the others stay. */
static void
test_no_numbers (void)
{
  static const char *const words[] = { "-nan", "nan", "NaN", "-NaN", "+nan", "NAN", "nan(ind)",
    "-nan(ind)", "-inf", "inf", "+Infinity", "-INFINITY", "1.#QNAN", "-1.#IND", "1.#INF",
    "\"NaN\"", "null", "\"-nan\"" };
  static const double due[][2] = { { 0, 1 }, { 2000, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *array = g_strdup_printf ("{\"t(s)\":[0,1,2],\"alt(m)\":[1,%s,3]}", words[i]);
    g_autofree char *lines = g_strdup_printf ("{\"t(s)\":0,\"alt(m)\":1}\n{\"t(s)\":1,"
        "\"alt(m)\":%s}\n{\"t(s)\":2,\"alt(m)\":3}\n", words[i]);
    g_autofree char *objects = g_strdup_printf ("[{\"t(s)\":0,\"alt(m)\":1},{\"t(s)\":1,"
        "\"alt(m)\":%s},{\"t(s)\":2,\"alt(m)\":3}]", words[i]);
    const char *texts[] = { array, lines, objects };
    for (gsize k = 0; k < G_N_ELEMENTS (texts); k++) {
      g_autoptr (TlmLog) log = decode_text (texts[k], NULL);
      g_test_message ("%s", texts[k]);
      assert_samples (log, "", "altitude", 2, due);
    }
  }
}

static void
test_columns (void)
{
  g_autoptr (TlmLog) arrays = decode_text ("{\"x\":[0,500],\"y\":[1,2.5]}", "time=x:ms,altitude=y:km");
  g_autoptr (TlmLog) lines = decode_text ("{\"x\":0,\"p\":{\"y\":1}}\n{\"x\":500,\"p\":{\"y\":2.5}}\n",
      "time=x:ms,altitude=p.y:km");

  assert_samples (arrays, "", "altitude", 2, two);
  assert_samples (lines, "", "altitude", 2, two);
}

/* application/x-telemetry: SI units, several vehicles, events, phases. */
static void
test_own_lines (void)
{
  g_autoptr (TlmLog) log = decode_text (
      "{\"met\":0,\"event\":\"liftoff\"}\n"
      "{\"met\":0,\"vehicle\":\"stage1\",\"altitude\":1000,\"battery\\u002dvoltage\":3.5}\n"
      "{\"met\":0.5,\"vehicle\":\"stage1\",\"altitude\":2500,\"phase\":\"ascent\",\"own\":7}\n"
      "{\"met\":1,\"vehicle\":\"stage2\",\"latitude\":-5.25,\"temperature\":300}\n"
      "{\"met\":9,\"vehicle\":\"stage1\",\"event\":\"landing\"}\n"
      "{\"met\":9,\"vehicle\":\"stage2\",\"event\":\"landing\"}\n", NULL);
  static const double volts[][2] = { { 0, 3.5 } }, latitude[][2] = { { 1000, -5.25 } };
  static const double own[][2] = { { 500, 7 } }, kelvin[][2] = { { 1000, 300 } };
  const TlmEvent *event;

  g_assert_cmpuint (log->n_bad, ==, 0);
  assert_samples (log, "stage1", "altitude", 2, two);
  assert_samples (log, "stage1", "battery-voltage", 1, volts);
  assert_samples (log, "stage1", "own", 1, own);
  assert_samples (log, "stage2", "latitude", 1, latitude);
  assert_samples (log, "stage2", "temperature", 1, kelvin);
  g_assert_cmpstr (tlm_text_track_at (tlm_log_text (tlm_log_vehicle (log, "stage1"), "phase"),
          TLM_SECOND, NULL), ==, "ascent");
  g_assert_cmpuint (log->events->len, ==, 3);
  event = log->events->pdata[2];
  g_assert_cmpstr (event->id, ==, "landing");
  g_assert_cmpstr (event->vehicle, ==, "stage2");
}

static void
test_own_lines_utc (void)
{
  g_autoptr (TlmLog) log = decode_text (
      "{\"utc\":\"2021-10-05T08:55:02.442Z\",\"met\":0.442,\"altitude\":5}\n"
      "{\"utc\":\"2021-10-05T08:55:03Z\",\"altitude\":6}\n", NULL);

  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_cmpint (tlm_series_time (track_of (log, "", "altitude")->series, 0), ==,
      G_GINT64_CONSTANT (1633424139442000000));
  g_assert_cmpuint (tlm_series_length (track_of (log, "", "altitude")->series), ==, 2);
}

/* What is damaged is counted with its place; the rest is kept. */
static void
test_damage (void)
{
  static const struct {
    const char *text, *said;
    guint n;
  } rows[] = {
    { "{\"time\":0,\"velocity\":1,\"altitude\":1}\n{\"time\":0.2,\"veloc\n"
        "{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n", "line 2: byte", 2 },
    { "{\"time\":0,\"velocity\":1,\"altitude\":1}\nrubbish\n"
        "{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n", "line 2: byte", 2 },
    { "{\"time\":0,\"velocity\":1,\"altitude\":1}\n{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}\n"
        "{\"time\":0.7,\"velocity\":2,\"altitude\":2", "line 3: byte", 2 },
    { "{\"time\":[0,0.5,0.7],\"velocity\":[1,2,3],\"altitude\":[1,2.5,3",
        "ends in the middle of a value", 2 },
    { "[{\"time\":0,\"velocity\":1,\"altitude\":1},\n{\"time\":0.5,\"velocity\":2,\"altitude\":2.5},\n{\"ti",
        "object 3: byte", 2 },
    { "[{\"time\":0,\"velocity\":1,\"altitude\":1}, 5, [6],\n"
        "{\"time\":0.5,\"velocity\":2,\"altitude\":2.5}]", "element 2: no object", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = decode_text (rows[i].text, "dialect=spacex-webcast");
    g_test_message ("%s", log->first_bad);
    g_assert_cmpuint (log->n_bad, >=, 1);
    g_assert_nonnull (strstr (log->first_bad, rows[i].said));
    assert_samples (log, "", "altitude", rows[i].n, two);
  }
}

static void
test_repeated_keys (void)
{
  g_autoptr (TlmLog) line = decode_text ("{\"met\":9,\"met\":0,\"altitude\":1000}\n", NULL);
  g_autoptr (TlmLog) arrays = decode_text ("{\"time\":[5,6],\"time\":[0,0.5],\"velocity\":[1,2],"
      "\"altitude\":[1,2.5]}", "dialect=spacex-webcast");

  assert_samples (line, "", "altitude", 1, two);
  g_assert_true (has_note (line, "occur twice in one object"));
  assert_samples (arrays, "", "altitude", 2, two);
  g_assert_true (has_note (arrays, "1 keys occur twice"));
}

static void
test_events (void)
{
  g_autoptr (TlmLog) log = decode_text ("{\"meco\": 147.5, \"maxq\": null, \"landing_end\": 466, "
      "\"parachute\": \"T+00:10:00\", \"odd\": true}", NULL);
  const TlmEvent *event = log->events->pdata[2];

  g_assert_cmpstr (log->format, ==, "events");
  g_assert_cmpuint (log->events->len, ==, 3);
  g_assert_cmpstr (((TlmEvent *) log->events->pdata[1])->id, ==, "landing");
  g_assert_cmpstr (event->label, ==, "parachute");
  g_assert_cmpint (event->time_ns, ==, 600 * TLM_SECOND);
  g_assert_cmpstr (log->first_bad, ==,
      "event \"odd\": \"true\" is no time after liftoff, as in 62.5 or null");
}

static void
test_depth (void)
{
  g_autoptr (GString) bomb = g_string_new ("{\"met\":0,\"x\":");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (bomb, '[');
  g_autoptr (GBytes) bytes = g_bytes_new (bomb->str, bomb->len);
  g_assert_null (tlm_decode_bytes (bytes, "bomb.json", NULL, &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_COLUMNS);
}

/* The limit of depth is what it was when the text began, and that is what is said. It can be raised. */
static void
test_depth_limit (void)
{
  const guint64 limits[] = { 2, 256, tlm_limit_row (TLM_LIMIT_JSON_DEPTH)->most };
  TlmJsonReader reader;
  TlmJsonToken token;

  g_assert_cmpuint (limits[2], >=, 2048);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (limits); i++) {
    const guint64 most = limits[i / 2], n = most + i % 2;
    g_autofree char *limit = g_strdup_printf ("json-depth=%" G_GUINT64_FORMAT, most);
    g_autofree char *open = g_strnfill (n, '['), *close = g_strnfill (n, ']');
    g_autofree char *text = g_strconcat (open, "0", close, NULL);
    guint depth = 0;
    g_assert_true (tlm_limits_set (limit, NULL));
    tlm_json_init (&reader, text, strlen (text));
    tlm_limits_reset ();
    while (tlm_json_next (&reader, &token) == TLM_JSON_ARRAY_BEGIN)
      depth++;
    g_assert_cmpuint (depth, ==, most);
    g_assert_cmpint (token.kind, ==, n > most ? TLM_JSON_ERROR : TLM_JSON_NUMBER);
    if (n > most)
      g_assert_nonnull (strstr (tlm_json_error (&reader), limit));
    else
      while (depth > 0 && tlm_json_next (&reader, &token) == TLM_JSON_ARRAY_END)
        depth--;
    g_assert_cmpuint (depth, ==, n > most ? most : 0);
  }
}

/* Each text and the kinds of its tokens, a letter each. */
static void
test_tokens (void)
{
  static const struct {
    const char *text, *kinds;
  } rows[] = {
    { "", "." }, { "1 2", "nn." }, { "[]", "[]." }, { "{}", "{}." }, { "[1,[2,{}]]", "[n[n{}]]." },
    { "{\"a\":1,\"b\":\"c\"}", "{knks}." }, { "[true,false,null]", "[tf0]." },
    { "[1 2]", "[n!" }, { "[1,]", "[n!" }, { "{,}", "{!" }, { "{\"a\" 1}", "{k!" }, { "{1:2}", "{!" },
    { "[", "[!" }, { "]", "!" }, { "[}", "[!" }, { "\"abc", "!" }, { "\"a\\\"b\"", "s." },
    { "[truth]", "[!" }, { "[12", "[!" }, { "{\"a\":1,}", "{kn!" }, { "[1}", "[n!" },
  };
  static const char letters[] = ".!{}[]ksntf0";

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) kinds = g_string_new (NULL);
    TlmJsonReader reader;
    TlmJsonToken token;
    tlm_json_init (&reader, rows[i].text, strlen (rows[i].text));
    do {
      g_string_append_c (kinds, letters[tlm_json_next (&reader, &token)]);
    } while (token.kind > TLM_JSON_ERROR);
    g_assert_cmpstr (kinds->str, ==, rows[i].kinds);
  }
}

static void
test_escapes (void)
{
  static const struct {
    const char *text, *plain;
  } rows[] = {
    { "a\\n\\t\\\"\\\\\\/", "a\n\t\"\\/" }, { "\\u00e9", "é" }, { "\\ud83d\\ude80", "🚀" },
    { "\\ud83d", "\xef\xbf\xbd" }, { "\\u12", "\xef\xbf\xbd""12" }, { "\\x", "\xef\xbf\xbd" },
    { "\\u0000", "\xef\xbf\xbd" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) out = g_string_new (NULL);
    TlmJsonToken token = { TLM_JSON_STRING, rows[i].text, strlen (rows[i].text), TRUE };
    tlm_json_unescape (&token, out);
    g_assert_cmpstr (out->str, ==, rows[i].plain);
  }
}

/* Lines that count from liftoff and lines that say dates: a line with both ties them, whichever
 * comes first. Without one, those on the other clock are counted, and said. */
static void
test_two_clocks (void)
{
  static const double two_s[][2] = { { 0, 1 }, { 2000, 3 } };
  static const struct {
    const char *text;
    TlmClock clock;
    guint n, n_bad;
    const char *problem;
  } rows[] = {
    { "{\"met\":0,\"speed\":1}\n{\"met\":1,\"utc\":\"2024-05-04T09:00:01Z\"}\n"
        "{\"utc\":\"2024-05-04T09:00:02Z\",\"speed\":3}\n", TLM_CLOCK_ELAPSED, 2, 0, NULL },
    { "{\"utc\":\"2024-05-04T09:00:00Z\",\"speed\":1,\"met\":0}\n{\"met\":2,\"speed\":3}\n",
      TLM_CLOCK_TAI, 2, 0, NULL },
    { "{\"met\":0,\"speed\":1}\n{\"met\":2,\"speed\":3}\n"
        "{\"utc\":\"2024-05-04T09:00:02Z\",\"speed\":7}\n", TLM_CLOCK_ELAPSED, 2, 1,
      "line 3: a date alone, where those before count from liftoff: give one of them both" },
    { "{\"utc\":\"2024-05-04T09:00:00Z\",\"speed\":1}\n{\"met\":2,\"speed\":7}\n"
        "{\"utc\":\"2024-05-04T09:00:02Z\",\"speed\":3}\n", TLM_CLOCK_TAI, 2, 1,
      "line 2: time since liftoff alone, where those before say dates: give one of them both" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = decode_text (rows[i].text, NULL);
    TlmSeries *series = track_of (log, "", "speed")->series;
    g_test_message ("%zu: %s", i, log->first_bad);
    g_assert_cmpint (log->clock, ==, rows[i].clock);
    g_assert_cmpuint (log->n_bad, ==, rows[i].n_bad);
    g_assert_cmpstr (log->first_bad, ==, rows[i].problem);
    g_assert_cmpuint (tlm_series_length (series), ==, rows[i].n);
    if (rows[i].clock == TLM_CLOCK_ELAPSED)
      assert_samples (log, "", "speed", 2, two_s);
    g_assert_cmpint (tlm_series_time (series, 1) - tlm_series_time (series, 0), ==, 2 * TLM_SECOND);
  }
}

/* A live stream that counts, and says dates from now on: these are what its clock is then. */
static void
test_dates_at_last (void)
{
  static const char *const lines[] = { "{\"met\":5,\"speed\":1}\n", "{\"met\":6,\"speed\":2}\n",
    "{\"utc\":\"2024-05-04T09:00:07Z\",\"speed\":3}\n",
    "{\"utc\":\"2024-05-04T09:00:08Z\",\"speed\":4}\n" };
  g_autoptr (TlmFeed) feed = tlm_feed_new (tlm_decoder_by_name ("jsonl"), "pad", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (TlmLog) log = NULL;
    tlm_feed_set_media_time (feed, i * TLM_SECOND, TLM_TIME_NONE);
    g_assert_true (tlm_feed_push (feed, (const guint8 *) lines[i], strlen (lines[i]), NULL));
    log = tlm_feed_take (feed);
    g_assert_cmpint (log->clock, ==, i < 2 ? TLM_CLOCK_ELAPSED : TLM_CLOCK_TAI);
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpfloat (tlm_series_value (track_of (log, "", "speed")->series, 0), ==, i + 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/shapes", test_shapes);
  g_test_add_func ("/json/missing", test_missing);
  g_test_add_func ("/json/no-numbers", test_no_numbers);
  g_test_add_func ("/json/columns", test_columns);
  g_test_add_func ("/json/own-lines", test_own_lines);
  g_test_add_func ("/json/own-lines-utc", test_own_lines_utc);
  g_test_add_func ("/json/damage", test_damage);
  g_test_add_func ("/json/repeated-keys", test_repeated_keys);
  g_test_add_func ("/json/events", test_events);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/depth-limit", test_depth_limit);
  g_test_add_func ("/json/tokens", test_tokens);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/two-clocks", test_two_clocks);
  g_test_add_func ("/json/dates-at-last", test_dates_at_last);
  return g_test_run ();
}
