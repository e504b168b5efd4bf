/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* When samples of a film are played. Every film here climbs 1 m a second of its own time
 * from 100 m at its beginning, so that an altitude tells where in the film it belongs; and
 * what a demuxer hands on gives the same as the file. */
#include <math.h>

#include "core/time/iso8601.h"
#include "wire-make.h"
#include "wire-util.h"

#define MOST 8

/* A payload of N samples, of which the receiver says the fix and a time. */
typedef struct {
  guint fix, n;
  const char *utc;
} Payload;

typedef struct {
  const char *what;
  guint deltas[MOST];        /* ms */
  Payload payloads[MOST];
  guint empty_ms, media_ms;
  guint in_chunk;
  gboolean wide;
  guint short_table;         /* payloads that the table of times does not tell of */
  const char *begins;        /* the film, in UTC; NULL: not known */
} Film;

#define GPS(second) "240601090" second
static const Film films[] = {
  { "a payload a second", { 1000, 1000, 1000, 1000 },
    { { 3, 18, GPS ("000.000") }, { 3, 18, GPS ("001.000") }, { 3, 18, GPS ("002.000") },
      { 3, 18, GPS ("003.000") } }, .begins = "2024-06-01T09:00:00Z" },
  { "payloads of all lengths", { 1001, 500, 2000, 700, 1300 },
    { { 3, 20, GPS ("000.000") }, { 3, 10, GPS ("001.001") }, { 3, 40, GPS ("001.501") },
      { 3, 14, GPS ("003.501") }, { 3, 26, GPS ("004.201") } }, .begins = "2024-06-01T09:00:00Z" },
  { "two in a chunk, 64-bit places", { 1000, 1000, 1000, 1000, 1000 },
    { { 3, 10, GPS ("010.000") }, { 3, 10, GPS ("011.000") }, { 3, 10, GPS ("012.000") },
      { 3, 10, GPS ("013.000") }, { 3, 10, GPS ("014.000") } }, .in_chunk = 2, .wide = TRUE,
    .begins = "2024-06-01T09:00:10Z" },
  { "the first stamp is 1.4 s off", { 1000, 1000, 1000, 1000 },
    { { 3, 18, GPS ("358.600") }, { 3, 18, GPS ("401.000") }, { 3, 18, GPS ("402.000") },
      { 3, 18, GPS ("403.000") } }, .begins = "2024-06-01T09:04:00Z" },
  { "without a fix at first, and a date of its own", { 1000, 1000, 1000, 1000, 1000 },
    { { 0, 18, "150101000000.000" }, { 1, 18, "150101000001.000" }, { 3, 18, GPS ("022.000") },
      { 3, 18, GPS ("023.000") }, { 3, 18, GPS ("024.000") } }, .begins = "2024-06-01T09:00:20Z" },
  { "never a fix", { 1000, 1000, 1000 },
    { { 0, 18, "150101000000.000" }, { 0, 18, "150101000001.000" },
      { 0, 18, "150101000002.000" } } },
  { "the track begins 2.5 s into the film", { 1000, 1000, 1000 },
    { { 3, 18, GPS ("002.500") }, { 3, 18, GPS ("003.500") }, { 3, 18, GPS ("004.500") } },
    .empty_ms = 2500, .begins = "2024-06-01T09:00:00Z" },
  { "the film is cut: its first 750 ms are not played", { 1000, 1000, 1000 },
    { { 3, 20, GPS ("000.000") }, { 3, 20, GPS ("001.000") }, { 3, 20, GPS ("002.000") } },
    .media_ms = 750, .begins = "2024-06-01T09:00:00.750Z" },
  { "the last payload is short of samples", { 1000, 1000, 1000, 1000 },
    { { 3, 20, GPS ("000.000") }, { 3, 20, GPS ("001.000") }, { 3, 20, GPS ("002.000") },
      { 3, 7, GPS ("003.000") } }, .begins = "2024-06-01T09:00:00Z" },
  { "one in the middle is", { 1000, 1000, 1000, 1000 },
    { { 3, 20, GPS ("000.000") }, { 3, 3, GPS ("001.000") }, { 3, 20, GPS ("002.000") },
      { 3, 20, GPS ("003.000") } }, .begins = "2024-06-01T09:00:00Z" },
  { "the table of times is short", { 1000, 1000, 1000, 1000 },
    { { 3, 18, GPS ("000.000") }, { 3, 18, GPS ("001.000") }, { 3, 18, GPS ("002.000") },
      { 3, 18, GPS ("003.000") } }, .short_table = 2, .begins = "2024-06-01T09:00:00Z" },
  { "a flat fix only", { 1000, 1000, 1000 },
    { { 2, 18, GPS ("000.000") }, { 2, 18, GPS ("001.000") }, { 2, 18, GPS ("002.000") } },
    .begins = "2024-06-01T09:00:00Z" },
};

static guint
count (const Film *film)
{
  guint n = 0;

  while (n < MOST && film->deltas[n] > 0)
    n++;
  return n;
}

/* When payload I is played, ms. */
static double
payload_ms (const Film *film, guint i)
{
  double ms = (double) film->empty_ms - film->media_ms;

  for (guint k = 0; k < i; k++)
    ms += film->deltas[k];
  return ms;
}

/* The step is that of a whole payload: 20 samples a second where some are short. */
static GByteArray *
make_payload (const Film *film, guint i)
{
  GByteArray *out = g_byte_array_new ();
  const Payload *payload = &film->payloads[i];
  gboolean is_short = payload->n < 10 && i > 0;
  double step = film->deltas[i] / 1000.0 / (is_short ? film->payloads[0].n : payload->n);

  make_gpmf (out, &(MakeGpmf) { .fix = payload->fix, .utc = payload->utc, .n = payload->n,
      .first_m = 100 + payload_ms (film, i) / 1000, .step_m = step });
  return out;
}

static GPtrArray *
make_payloads (const Film *film)
{
  GPtrArray *payloads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  for (guint i = 0; i < count (film); i++)
    g_ptr_array_add (payloads, make_payload (film, i));
  return payloads;
}

static TlmLog *
read_file (const Film *film, GPtrArray *payloads)
{
  MakeMp4 mp4 = { .deltas = film->deltas, .n_deltas = payloads->len - film->short_table,
    .in_chunk = MAX (film->in_chunk, 1), .wide = film->wide, .empty_ms = film->empty_ms,
    .media_ms = film->media_ms };
  g_autoptr (GByteArray) data = make_mp4 ((GByteArray *const *) payloads->pdata, payloads->len,
          &mp4);
  g_autoptr (GBytes) bytes = g_bytes_new (data->data, data->len);
  g_autoptr (GError) error = NULL;
  TlmLog *log = tlm_decode_bytes (bytes, "film.mp4", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (log->n_bad, ==, 0);
  return log;
}

/* As a demuxer hands it on: each payload with its time in the film. */
static TlmLog *
read_demuxed (const Film *film, GPtrArray *payloads)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("gpmf"), "pad", NULL, NULL);

  for (guint i = 0; i + film->short_table < payloads->len; i++) {
    const GByteArray *payload = payloads->pdata[i];
    tlm_feed_set_media_time (feed, (gint64) (payload_ms (film, i) * 1e6),
        (gint64) film->deltas[i] * 1000000);
    g_assert_true (tlm_feed_push (feed, payload->data, payload->len, NULL));
  }
  g_assert_true (tlm_feed_finish (feed, NULL));
  return tlm_feed_take (feed);
}

/* The same in pieces: what each payload brings is taken at once, and moved as later ones
 * say. How far it was moved in all. */
static gint64
count_moves (const Film *film, GPtrArray *payloads, gint64 *last_zero_ns, TlmClock *clock)
{
  g_autoptr (TlmFeed) feed = tlm_feed_new (wire_decoder ("gpmf"), "pad", NULL, NULL);
  gint64 moved_ns = 0;

  for (guint i = 0; i + film->short_table < payloads->len; i++) {
    const GByteArray *payload = payloads->pdata[i];
    g_autoptr (TlmLog) log = NULL;
    gint64 first_ns, last_ns;
    tlm_feed_set_media_time (feed, (gint64) (payload_ms (film, i) * 1e6),
        (gint64) film->deltas[i] * 1000000);
    g_assert_true (tlm_feed_push (feed, payload->data, payload->len, NULL));
    log = tlm_feed_take (feed);
    moved_ns += log->moved_ns;
    *clock = log->clock;
    if (tlm_log_span (log, &first_ns, &last_ns))
      *last_zero_ns = first_ns - (gint64) (payload_ms (film, i) * 1e6);
  }
  return moved_ns;
}

/* Each altitude stands where in the film it says; ZERO is the film's 0. */
static void
check_altitudes (TlmLog *log, gint64 zero, guint n)
{
  TlmSeries *series = wire_track (log, "", "altitude")->series;

  g_assert_cmpuint (tlm_series_length (series), ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon ((double) (tlm_series_time (series, i) - zero) / 1e9,
        tlm_series_value (series, i) - 100, 0.001);
}

static TlmInstant
instant (const char *text)
{
  TlmInstant out = 0;

  g_assert_true (tlm_iso8601_parse (text, strlen (text), TLM_SCALE_UTC, &out));
  return out;
}

static gboolean
has_altitude (TlmLog *log)
{
  TlmLogVehicle *vehicle = log->vehicles->len > 0 ? log->vehicles->pdata[0] : NULL;

  for (guint i = 0; vehicle && i < vehicle->tracks->len; i++)
    if (strcmp (((TlmTrack *) vehicle->tracks->pdata[i])->name, "altitude") == 0)
      return TRUE;
  return FALSE;
}

/* Where a demuxed log has the film's 0: its first sample of any kind plays when the first
 * payload with one does. */
static gint64
demuxed_zero (const Film *film, TlmLog *log)
{
  guint first = 0;

  while (film->payloads[first].fix < 3)
    first++;
  return tlm_series_time (wire_track (log, "", "altitude")->series, 0) -
      (gint64) (payload_ms (film, first) * 1e6);
}

static guint
count_samples (const Film *film)
{
  guint n = 0;

  for (guint i = 0; i + film->short_table < count (film); i++)
    n += film->payloads[i].fix >= 3 ? film->payloads[i].n : 0;
  return n;
}

static void
test_films (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (films); i++) {
    const Film *film = &films[i];
    guint n = count_samples (film);
    g_autoptr (GPtrArray) payloads = make_payloads (film);
    g_autoptr (TlmLog) file = read_file (film, payloads);
    g_autoptr (TlmLog) demuxed = read_demuxed (film, payloads);
    g_test_message ("%s", film->what);
    g_assert_cmpint (file->clock, ==, film->begins ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED);
    if (film->begins) {
      g_assert_cmpint (ABS (file->film.instant - instant (film->begins)), <=, 1000000);
      g_assert_cmpint (file->film.media_ns, ==, 0);
    }
    g_assert_cmpint (has_altitude (file), ==, n > 0);
    g_assert_cmpint (has_altitude (demuxed), ==, n > 0);
    g_assert_cmpint (demuxed->clock, ==, file->clock);
    if (n == 0)
      continue;
    check_altitudes (file, file->film.instant, n);
    check_altitudes (demuxed, demuxed_zero (film, demuxed), n);
    g_assert_cmpint (ABS (demuxed_zero (film, demuxed) - file->film.instant), <=, 55000000);
  }
}

/* Only the film whose first stamp is off moves, once, and by what it was off; in pieces each
 * clock ends as in the file. */
static void
test_moves (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (films); i++) {
    const Film *film = &films[i];
    g_autoptr (GPtrArray) payloads = make_payloads (film);
    gint64 zero_ns = 0, moved_ns;
    TlmClock clock = TLM_CLOCK_ELAPSED;
    g_test_message ("%s", film->what);
    moved_ns = count_moves (film, payloads, &zero_ns, &clock);
    g_assert_cmpint (moved_ns, ==, strstr (film->what, "1.4 s off") ? 1400000000 : 0);
    g_assert_cmpint (clock, ==, film->begins ? TLM_CLOCK_TAI : TLM_CLOCK_ELAPSED);
    if (film->begins)
      g_assert_cmpint (ABS (zero_ns - instant (film->begins)), <=, 55000000);
  }
}

/* A file of payloads alone: those before the fix are placed before the first that has
 * one, and stay where none ever has. */
static void
test_payloads_alone (void)
{
  const Film *late = &films[4], *never = &films[5];
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GPtrArray) payloads = make_payloads (late), lost = make_payloads (never);
  guint n_late = count_samples (late);

  for (guint i = 0; i < payloads->len; i++)
    make_append (data, payloads->pdata[i]);
  g_autoptr (TlmLog) log = wire_decode ("gpmf", data->data, data->len);
  g_assert_cmpuint (log->n_good, ==, 5);
  g_assert_cmpuint (log->n_bad, ==, 0);
  TlmSeries *series = wire_track (log, "", "altitude")->series;
  g_assert_cmpuint (tlm_series_length (series), ==, n_late);
  g_assert_cmpint (tlm_series_time (series, 0), ==, instant ("2024-06-01T09:00:22Z"));
  wire_check_pieces ("gpmf", data->data, data->len);
  g_byte_array_set_size (data, 0);
  for (guint i = 0; i < lost->len; i++)
    make_append (data, lost->pdata[i]);
  g_autoptr (TlmLog) without = wire_decode ("gpmf", data->data, data->len);
  g_assert_cmpint (without->clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpuint (without->n_good, ==, 3);
  g_assert_nonnull (strstr (without->notes->pdata[0], "never had a fix"));
  wire_check_pieces ("gpmf", data->data, data->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gpmf/times/films", test_films);
  g_test_add_func ("/gpmf/times/moves", test_moves);
  g_test_add_func ("/gpmf/times/payloads-alone", test_payloads_alone);
  return g_test_run ();
}
