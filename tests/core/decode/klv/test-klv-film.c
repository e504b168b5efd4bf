/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which instant each time of a recording is, by the time stamps of its KLV: the medium
 * begins with the program clock, wherever the first set is. */
#include "core/time/posix.h"
#include "wire-make.h"
#include "wire-util.h"

#define N_SETS 30
#define CLOCK_PID 500
/* PTS are counted at 90 kHz. */
#define TICK_NS 11112

/* The first set plays LATE seconds after the program clock's first time, FIRST of 90 kHz. */
typedef struct {
  const char *what;
  double late_s;
  gint64 first;
  double drift_ppm;          /* of the sets' clock */
  guint stride, wrong;       /* WRONG sets are 3 s off */
  guint n;                   /* sets; 0: N_SETS */
  gboolean no_pts;           /* the set plays when it comes */
  gboolean none;             /* nothing is told of the film */
} Film;

static const Film films[] = {
  { "with the first picture", 0, 63000 },
  { "half a second later", 0.5, 63000 },
  { "1.7 s later", 1.7, 900000 },
  { "ten minutes later", 600, 900000 },
  { "before the clock: 0.2 s", -0.2, 900000 },
  { "the 33 bits run over within it", 1, (G_GINT64_CONSTANT (1) << 33) - 180000 },
  { "packets of 192 bytes", 2.25, 63000, .stride = 192 },
  { "a clock that gains 2,000 ppm", 3, 63000, .drift_ppm = 2000 },
  { "a clock that loses 5,000 ppm", 0.4, 63000, .drift_ppm = -5000 },
  { "seven sets with a wrong time", 1.1, 63000, .wrong = 7 },
  { "no PTS", 4, 63000, .no_pts = TRUE },
  { "two sets", 1, 63000, .n = 2, .none = TRUE },
};

static GByteArray *
make_film (const Film *film)
{
  static const MakeTsStream stream = { .type = 0x06, .pid = 300, .registration = "KLVA" };
  g_autofree MakeTs *ts = g_new0 (MakeTs, 1);
  gint64 mask = (G_GINT64_CONSTANT (1) << 33) - 1;
  guint n = film->n > 0 ? film->n : N_SETS;

  ts->bytes = g_byte_array_new ();
  ts->stride = film->stride > 0 ? film->stride : 188;
  make_ts_tables (ts, &stream, 1);
  make_ts_clock (ts, CLOCK_PID, film->first);
  for (guint i = 0; i < n; i++) {
    double media_s = film->late_s + 0.5 * i;
    gint64 at = (film->first + (gint64) (media_s * 90000)) & mask;
    guint64 stamp = MAKE_KLV_START_US + (guint64) (500000.0 * i * (1 + film->drift_ppm / 1e6));
    g_autoptr (GByteArray) set = g_byte_array_new ();
    make_klv_set (set, stamp + (i % 4 == 1 && i / 4 < film->wrong ? 3000000 : 0),
        (guint16) MAKE_KLV_CODE (i));
    if (film->late_s >= 0)
      make_ts_clock (ts, CLOCK_PID, at);
    make_ts_pes (ts, 300, film->no_pts ? -1 : at, set);
  }
  return ts->bytes;
}

static TlmInstant
start (void)
{
  TlmInstant instant = 0;

  g_assert_true (tlm_instant_from_posix_ns ((gint64) MAKE_KLV_START_US * 1000, &instant));
  return instant;
}

/* The instant of set I, at the media time it plays at. */
static void
check_set (const TlmClockFit *fit, const Film *film, guint i)
{
  gint64 media_ns = (gint64) ((film->late_s + 0.5 * i) * 1e9);
  gint64 due = start () + (gint64) (0.5e9 * i * (1 + film->drift_ppm / 1e6));

  g_assert_cmpint (ABS (tlm_clock_fit_at (fit, media_ns) - due), <=, 2 * TICK_NS);
}

static void
test_films (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (films); i++) {
    const Film *film = &films[i];
    g_autoptr (GByteArray) data = make_film (film);
    g_autoptr (TlmLog) log = wire_decode ("mpegts", data->data, data->len);
    g_test_message ("%s", film->what);
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpint (log->film.n == 0, ==, film->none);
    if (film->none)
      continue;
    g_assert_cmpint (tlm_clock_fit_has_drift (&log->film), ==, film->drift_ppm != 0);
    check_set (&log->film, film, 0);
    check_set (&log->film, film, N_SETS - 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/klv/film", test_films);
  return g_test_run ();
}
