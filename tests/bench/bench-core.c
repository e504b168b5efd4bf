/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What opening and asking costs: an ephemeris of 5413 states, a webcast's log, a
 * table of a million rows. Third-party files are the arguments or found in
 * TELEMETRY_SHARED_DATA; what is not there is left out. */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "core/mission/flight.h"

#define QUESTIONS 200000

static double
cpu_s (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static gsize
heap_bytes (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* Opens a file and prints how long that took; NULL and the reason when it fails. */
static TlmFlight *
open_flight (const char *path, const char *what)
{
  TlmFlightSource source = { .location = path };
  g_autoptr (GError) error = NULL;
  double begin = cpu_s ();
  TlmFlight *flight = tlm_flight_open (&source, &error);

  if (flight)
    printf ("%-44s %9.3f s\n", what, cpu_s () - begin);
  else
    printf ("%-44s %s\n", what, error->message);
  return flight;
}

/* Microseconds a question, at random instants of the flight. */
static void
ask (const TlmTimeline *timeline, const TlmChannelSet *wanted, const char *what)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree gint64 *times = g_new (gint64, QUESTIONS);
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gint64 first = 0, last = 0;
  double begin, best = 1e9;

  tlm_timeline_span (timeline, &first, &last);
  for (int i = 0; i < QUESTIONS; i++)
    times[i] = first + (gint64) (g_rand_double (random) * (double) (last - first));
  tlm_timeline_at (timeline, first, wanted, snapshot);
  for (int run = 0; run < 3; run++) {
    begin = cpu_s ();
    for (int i = 0; i < QUESTIONS; i++)
      tlm_timeline_at (timeline, times[i], wanted, snapshot);
    best = fmin (best, (cpu_s () - begin) / QUESTIONS);
  }
  printf ("%-44s %9.3f us\n", what, best * 1e6);
}

/* … and at those of the frames of a video, as a render asks. */
static void
ask_frames (const TlmTimeline *timeline, double fps, const char *what)
{
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  gint64 first = 0, last = 0;
  double best = 1e9;

  tlm_timeline_span (timeline, &first, &last);
  for (int run = 0; run < 3; run++) {
    double begin = cpu_s ();
    gint64 n = 0, t;
    for (; (t = first + llround ((double) n / fps * 1e9)) < last; n++)
      tlm_timeline_at (timeline, t, NULL, snapshot);
    best = fmin (best, (cpu_s () - begin) / (double) MAX (n, 1));
  }
  printf ("%-44s %9.3f us\n", what, best * 1e6);
}

static void
bench_ephemeris (const char *path)
{
  g_autoptr (TlmFlight) flight = open_flight (path, "open the ISS ephemeris");

  if (flight)
    ask (flight->timeline, NULL, "at(t), ephemeris, all channels");
}

static void
bench_log (const char *path)
{
  g_autoptr (TlmFlight) flight = open_flight (path, "open a webcast's log");
  TlmChannelSet wanted = { { 0 } };

  if (!flight)
    return;
  tlm_channel_set_add (&wanted, TLM_CHANNEL_ALTITUDE);
  tlm_channel_set_add (&wanted, TLM_CHANNEL_SPEED);
  ask (flight->timeline, &wanted, "at(t), log, altitude and speed");
  ask (flight->timeline, NULL, "at(t), log, all channels");
  ask_frames (flight->timeline, 30, "at(t), log, all channels, 30 frames/s");
  ask_frames (flight->timeline, 60, "at(t), log, all channels, 60 frames/s");
}

static void
bench_table (void)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("bench-XXXXXX.csv", &path, NULL);
  FILE *out = file >= 0 ? fdopen (file, "w") : NULL;
  gsize before;

  if (!out)
    return;
  fputs ("time[s],altitude[m],speed[m/s]\n", out);
  for (int i = 0; i < 1000000; i++)
    fprintf (out, "%.2f,%.1f,%.2f\n", i * 0.01, 0.05 * i, 100 + 0.01 * i);
  fclose (out);
  before = heap_bytes ();
  g_autoptr (TlmFlight) flight = open_flight (path, "open a table of 1 000 000 rows");
  if (flight)
    printf ("%-44s %9.2f bytes\n", "memory a stored number",
        (double) (heap_bytes () - before) / 2e6);
  remove (path);
}

int
main (int argc, char **argv)
{
  const char *shared = g_getenv ("TELEMETRY_SHARED_DATA");
  g_autofree char *iss = g_build_filename (shared ? shared : "../shared/data", "ndm", "iss-2025",
      "ISS.OEM_J2K_EPH.xml", NULL);
  g_autofree char *webcast = g_build_filename (shared ? shared : "../shared/data", "webcast",
      "spacex-crs-12", "stage1-raw.json", NULL);

  bench_ephemeris (argc > 1 ? argv[1] : iss);
  bench_log (argc > 2 ? argv[2] : webcast);
  bench_table ();
  return 0;
}
