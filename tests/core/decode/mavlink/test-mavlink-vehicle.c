/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whose values, which message's, and of when they are. */
#include <math.h>

#include "core/time/iso8601.h"
#include "mavlink-frames.h"

/* 2024-05-04T09:00:00Z */
#define T0_US G_GUINT64_CONSTANT (1714813200000000)

static const TlmTrack *
find (TlmLog *log, const char *vehicle, const char *channel)
{
  TlmLogVehicle *owner = tlm_log_vehicle (log, vehicle);

  for (guint i = 0; i < owner->tracks->len; i++)
    if (strcmp (((TlmTrack *) owner->tracks->pdata[i])->name, channel) == 0)
      return owner->tracks->pdata[i];
  return NULL;
}

static gsize
count (TlmLog *log, const char *channel)
{
  const TlmTrack *track = find (log, "", channel);

  return track ? tlm_series_length (track->series) : 0;
}

static double
value (TlmLog *log, const char *channel, gsize index)
{
  g_assert_cmpuint (index, <, count (log, channel));
  return tlm_series_value (find (log, "", channel)->series, index);
}

/* Seconds since T0. */
static double
seconds (TlmLog *log, const char *channel, gsize index)
{
  TlmInstant t0;

  g_assert_cmpuint (index, <, count (log, channel));
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_TAI);
  g_assert_true (tlm_iso8601_parse ("2024-05-04T09:00:00Z", 20, TLM_SCALE_UTC, &t0));
  return (double) (tlm_series_time (find (log, "", channel)->series, index) - t0) / 1e9;
}

/* One frame of each message in which every field is at the value that its definition has
 * for "unknown", or at the end of its range. */
static void
test_unknown (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };
  guint8 p[52];

  memset (p, 0xff, sizeof p);                 /* GLOBAL_POSITION_INT */
  mav_put32 (p, 5000);
  for (int i = 4; i < 20; i += 4)
    mav_put32 (p + i, G_MAXINT32);
  for (int i = 20; i < 26; i += 2)
    mav_put16 (p + i, G_MAXINT16);
  mav_add (data, &autopilot, 33, 104, p, 28);
  mav_put16 (p + 20, G_MININT16);
  mav_add (data, &autopilot, 33, 104, p, 28);

  memset (p, 0xff, sizeof p);                 /* GPS_RAW_INT */
  mav_put64 (p, 0);
  for (int i = 8; i < 20; i += 4)
    mav_put32 (p + i, G_MAXINT32);
  p[28] = 3;
  mav_put32 (p + 30, G_MAXINT32);
  mav_add (data, &autopilot, 24, 24, p, 52);

  for (int i = 0; i < 16; i += 4)             /* VFR_HUD */
    mav_put_float (p + i, NAN);
  mav_put16 (p + 16, -1);
  mav_put16 (p + 18, 0xffff);
  mav_add (data, &autopilot, 74, 20, p, 20);

  mav_put32 (p, 5100);                        /* ATTITUDE */
  for (int i = 4; i < 28; i += 4)
    mav_put_float (p + i, NAN);
  mav_add (data, &autopilot, 30, 39, p, 28);

  mav_add_time (data, &autopilot, 0, 5200);   /* no UTC */
  mav_add_attitude (data, &autopilot, 5300, 0);
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
  g_assert_cmpuint (count (log, "roll"), ==, 1);
  for (guint i = 0; i < tlm_log_vehicle (log, "")->tracks->len; i++) {
    const TlmTrack *track = tlm_log_vehicle (log, "")->tracks->pdata[i];
    if (!strstr ("roll pitch yaw angular-rate", track->name))
      g_error ("%s has %g", track->name, tlm_series_value (track->series, 0));
    g_assert_cmpuint (tlm_series_length (track->series), ==, 1);
  }
}

/* A first frame of GPS without a time, on a vehicle that has been on for 215 s. */
static void
test_no_gps_time (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 40; i++) {
    mav_add_stamp (data, T0_US + 250000 * i);
    mav_add_gps (data, &autopilot, 0, 100);
    mav_add_stamp (data, T0_US + 250000 * i + 10000);
    mav_add_position (data, &autopilot, 215000 + 250 * i, 100);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", 0), 0, 0.02);
  g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", count (log, "altitude") - 1), 9.76,
      0.02);
}

/* What is near an autopilot: its gimbal, a companion with an unset clock, a ground station
 * an hour off, and a gimbal that has a number of the user's. */
static void
test_components (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 }, gimbal = { 1, 154, 0 }, companion = { 1, 191, 0 };
  MavSender ground = { 255, 190, 0 }, user = { 1, 47, 0 };

  mav_add_time (data, &ground, T0_US + G_GUINT64_CONSTANT (3600000000), 77);
  mav_add_heartbeat (data, &user, 26, 8);
  for (guint i = 0; i < 20; i++) {
    mav_add_heartbeat (data, &ground, 6, 8);
    mav_add_heartbeat (data, &autopilot, 2, 3);
    mav_add_time (data, &ground, T0_US + G_GUINT64_CONSTANT (3600000000), 77 + 100 * i);
    mav_add_time (data, &companion, T0_US - 86400000000, 900000 + 100 * i);
    mav_add_attitude (data, &gimbal, 900000 + 100 * i, 1.5f);
    mav_add_attitude (data, &user, 1 + i, 1.25f);
    mav_add_attitude (data, &autopilot, 60000 + 100 * i, 0.5f);
    mav_add_time (data, &autopilot, T0_US + 100000 * i, 60000 + 100 * i);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (log->vehicles->len, ==, 1);
  g_assert_cmpuint (count (log, "roll"), ==, 20);
  for (gsize i = 0; i < 20; i++) {
    g_assert_cmpfloat_with_epsilon (value (log, "roll", i), 0.5 * 180 / G_PI, 1e-9);
    g_assert_cmpfloat_with_epsilon (seconds (log, "roll", i), 0.1 * (double) i, 1e-6);
  }
}

/* An autopilot whose number is the user's, by its heartbeat; it comes after a gimbal that
 * might have been one. Another vehicle goes by its number. */
static void
test_other_numbers (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 7, 50, 0 }, tracker = { 2, 1, 0 }, other = { 9, 1, 0 };

  mav_add_heartbeat (data, &tracker, 5, 3);
  mav_add_attitude (data, &tracker, 10, 1);
  for (guint i = 0; i < 5; i++) {
    mav_add_attitude (data, &autopilot, 60000 + 100 * i, 0.25f);
    mav_add_heartbeat (data, &autopilot, 2, 12);
    mav_add_attitude (data, &other, 60000 + 100 * i, 0.75f);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (log->vehicles->len, ==, 2);
  g_assert_cmpuint (count (log, "roll"), ==, 5);
  g_assert_cmpfloat_with_epsilon (value (log, "roll", 0), 0.25 * 180 / G_PI, 1e-9);
  g_assert_cmpuint (tlm_series_length (find (log, "system-9", "roll")->series), ==, 5);
}

/* The receiver came first; what is fused takes its place, and gives it up when silent. */
static void
test_rank (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 100; i++) {
    mav_add_gps (data, &autopilot, (1000 + 200 * i) * 1000, 100.25 + 0.5 * i);
    if (i >= 2 && i < 40)
      mav_add_position (data, &autopilot, 1100 + 200 * i, 100.25 + 0.5 * i);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat (value (log, "altitude", i), ==, 100.25 + 0.5 * (double) i);
  for (gsize i = 3; i < 3 + 38; i++)
    g_assert_cmpfloat (value (log, "altitude", i), ==, 100.25 + 0.5 * (double) (i - 1));
  g_assert_cmpfloat (value (log, "altitude", 41), ==, 100.25 + 0.5 * 65);
  g_assert_cmpfloat (value (log, "heading", count (log, "heading") - 1), ==, 45);
  g_assert_cmpfloat (value (log, "heading", 10), ==, 0);
  g_assert_cmpuint (count (log, "satellites"), ==, 100);
  g_assert_cmpuint (count (log, "yaw"), ==, 38);
}

/* A recorder without a clock stamps from when it was switched on; it is set after 5 s. */
static void
test_stamps_from_boot (void)
{
  for (guint set = 1000; set > 0; set = set == 1000 ? 20 : 0) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    g_autoptr (TlmLog) log = NULL;
    MavSender autopilot = { 1, 1, 0 };
    gint64 first;

    for (guint i = 0; i < 60; i++) {
      mav_add_stamp (data, i < set ? 37000000 + 250000 * i : T0_US + 250000 * i);
      mav_add_position (data, &autopilot, 0, 408 + 0.5 * i);
    }
    log = wire_decode ("mavlink", data->data, data->len);
    g_assert_cmpuint (log->n_good, ==, 60);
    g_assert_cmpuint (log->n_bad, ==, 0);
    g_assert_cmpuint (count (log, "altitude"), ==, 60);
    first = tlm_series_time (find (log, "", "altitude")->series, 0);
    if (set > 60) {
      g_assert_cmpint (log->clock, ==, TLM_CLOCK_ELAPSED);
      g_assert_cmpint (first, ==, 0);
    } else {
      g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", 0), 0, 0.3);
    }
    g_assert_cmpint (tlm_series_time (find (log, "", "altitude")->series, 59) - first, >=,
        G_GINT64_CONSTANT (14400000000));
    if (set > 60)   /* a stream shows what it has before it knows UTC */
      wire_check_pieces ("mavlink", data->data, data->len);
  }
}

/* A log of one radio: a burst after each outage, and the frames' own times count. */
static void
test_held_back (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 200; i++) {
    guint64 when = i > 50 && i < 130 ? 13000000 + i : 100000 * i;   /* 8 s held back */
    mav_add_stamp (data, T0_US + when);
    mav_add_position (data, &autopilot, 5000 + 100 * i, i);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (count (log, "altitude"), ==, 200);
  for (gsize i = 0; i < 200; i++)
    g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", i), 0.1 * (double) i, 1e-3);
  g_assert_cmpuint (log->warnings->len, ==, 0);
}

/* The recorder's clock is set in mid-flight: nothing happens to the flight, and it is said. */
static void
test_stamps_step (void)
{
  static const gint64 steps[] = { 3600, -3600, 60, -86400 };

  for (gsize k = 0; k < G_N_ELEMENTS (steps); k++) {
    g_autoptr (GByteArray) data = g_byte_array_new ();
    g_autoptr (TlmLog) log = NULL;
    MavSender autopilot = { 1, 1, 0 };

    for (guint i = 0; i < 300; i++) {
      mav_add_stamp (data, T0_US + 100000 * i + (i < 100 ? 0 : (guint64) (steps[k] * 1000000)));
      mav_add_position (data, &autopilot, 5000 + 100 * i, i);
    }
    log = wire_decode ("mavlink", data->data, data->len);
    g_assert_cmpuint (count (log, "altitude"), ==, 300);
    for (gsize i = 1; i < 300; i++)
      g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", i) - seconds (log, "altitude",
              i - 1), 0.1, 1e-6);
    g_assert_cmpuint (log->warnings->len, ==, 1);
  }
}

/* A receiver that says UTC where others say time since boot, and one that repeats its last
 * fix: what is old is not shown as new. */
static void
test_gps_times (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 100; i++) {
    mav_add_stamp (data, T0_US + 100000 * i);
    mav_add_attitude (data, &autopilot, 5000 + 100 * i, 0);
    mav_add_stamp (data, T0_US + 100000 * i);
    mav_add_gps (data, &autopilot, T0_US + 100000 * i, 100);
  }
  for (guint i = 100; i < 200; i++) {
    mav_add_stamp (data, T0_US + 100000 * i);
    mav_add_attitude (data, &autopilot, 5000 + 100 * i, 0);
    mav_add_stamp (data, T0_US + 100000 * i);
    mav_add_gps (data, &autopilot, (guint64) (5000 + 100 * MIN (i, 150)) * 1000, 100);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (count (log, "altitude"), ==, 151);
  g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", 0), 0, 1e-3);
  g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", 150), 15, 1e-3);
  g_assert_cmpuint (count (log, "satellites"), ==, 200);
}

/* Time since boot that stands still at some number, as messages of several kinds say it. */
static void
test_stuck (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 100; i++) {
    mav_add_stamp (data, T0_US + 100000 * i);
    mav_add_attitude (data, &autopilot, 123456, 0);
    mav_add_stamp (data, T0_US + 100000 * i + 10000);
    mav_add_position (data, &autopilot, 123456, i);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (count (log, "altitude"), ==, 100);
  for (gsize i = 0; i < 100; i++)
    g_assert_cmpfloat_with_epsilon (seconds (log, "altitude", i), 0.1 * (double) i, 0.02);
}

/* Without stamps a reboot goes on where it was, and is said. One old frame is none. */
static void
test_reboot_alone (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (TlmLog) log = NULL;
  MavSender autopilot = { 1, 1, 0 };

  for (guint i = 0; i < 100; i++) {
    if (i == 60)
      autopilot.sequence = 0;
    mav_add_position (data, &autopilot, i == 30 ? 90000 : i < 60 ? 100000 + 100 * i :
        1000 + 100 * (i - 60), i);
  }
  log = wire_decode ("mavlink", data->data, data->len);
  g_assert_cmpuint (count (log, "altitude"), ==, 98);   /* not the old one, nor the first anew */
  g_assert_cmpuint (log->warnings->len, ==, 1);
  g_assert_cmpuint (log->n_lost, ==, 0);
  for (gsize i = 1; i < 98; i++)
    g_assert_cmpint (tlm_series_time (find (log, "", "altitude")->series, i), >,
        tlm_series_time (find (log, "", "altitude")->series, i - 1));
  g_assert_cmpfloat (value (log, "altitude", 97), ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mavlink-vehicle/unknown", test_unknown);
  g_test_add_func ("/mavlink-vehicle/no-gps-time", test_no_gps_time);
  g_test_add_func ("/mavlink-vehicle/components", test_components);
  g_test_add_func ("/mavlink-vehicle/other-numbers", test_other_numbers);
  g_test_add_func ("/mavlink-vehicle/rank", test_rank);
  g_test_add_func ("/mavlink-vehicle/stamps-from-boot", test_stamps_from_boot);
  g_test_add_func ("/mavlink-vehicle/held-back", test_held_back);
  g_test_add_func ("/mavlink-vehicle/stamps-step", test_stamps_step);
  g_test_add_func ("/mavlink-vehicle/gps-times", test_gps_times);
  g_test_add_func ("/mavlink-vehicle/stuck", test_stuck);
  g_test_add_func ("/mavlink-vehicle/reboot-alone", test_reboot_alone);
  return g_test_run ();
}
