/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a table's columns were taken for, in the words of columns=, which read it again the
 * same. */
#include "decode-text.h"

/* Headers and rows, and the words that a person would write for them. */
static const struct {
  const char *text, *columns, *mapping;
} rows[] = {
  { .text = "t(s),alt (ft AGL),speed_kmh,note\n0,1,2,x\n1,2,4,y\n2,4,5,z\n",
    .mapping = "time=t(s):s,altitude=alt (ft AGL):ft-agl,speed=speed_kmh:km/h" },
  { .text = "unix_ms,altitude_msl (m)\n1711850398000,1\n1711850399000,3\n",
    .mapping = "time=unix_ms:unix-ms,altitude=altitude_msl (m):m-msl" },
  { .text = "utc,altitude (m),event\n2024-03-31T01:59:58Z,1,\n2024-03-31T01:59:59Z,3,liftoff\n",
    .mapping = "time=utc:utc,altitude=altitude (m):m,event=event" },
  { .text = "t(s),vehicle,altitude (m),phase\n0,a,1,boost\n1,b,2,boost\n2,a,3,coast\n",
    .mapping = "time=t(s):s,vehicle=vehicle,altitude=altitude (m):m,phase=phase" },
  { .text = "T,\"H: baro, m\",V\n0,1,2\n1,2,3\n",
    .columns = "time=T:min,a/altitude=\"H: baro, m\":ft",
    .mapping = "time=T:min,a/altitude=\"H: baro, m\":ft" },
  { .text = "D,C,H\n31.03.2024,01:59:58,1\n31.03.2024,01:59:59,2\n",
    .columns = "timezone=Europe/Berlin,time=D:dmy+C:time,altitude=H:m",
    .mapping = "time=D:dmy+C:time,altitude=H:m,timezone=Europe/Berlin" },
  { .text = "clock,H\n23:59:58,1\n00:00:01,2\n",
    .columns = "time=clock:time,altitude=H:m,date=2024-03-31,timezone=UTC",
    .mapping = "time=clock:time,altitude=H:m,timezone=UTC,date=2024-03-31" },
  { .text = "E,H\n60400.5,1\n60400.6,2\n", .columns = "time=E:mjd:tai,altitude=H:m",
    .mapping = "time=E:mjd:TAI,altitude=H:m" },
  { .text = "A,H,B,V\n0,1,0.5,7\n1,2,1.5,8\n",
    .columns = "time=A:s,altitude=H:m,time=B:s,speed=V:m/s",
    .mapping = "time=A:s,altitude=H:m,time=B:s,speed=V:m/s" },
  { .text = "time (s),x,x\n0,1,2\n1,2,3\n", .columns = "time=#1:s,altitude=#3:m",
    .mapping = "time=time (s):s,altitude=#3:m" },
  { .text = "{\"time_s\":0,\"altitude_m\":1}\n{\"time_s\":1,\"altitude_m\":2,\"speed_kmh\":3}\n",
    .mapping = "time=time_s:s,altitude=altitude_m:m,speed=speed_kmh:km/h" },
};

static void
assert_same (const TlmLog *a, const TlmLog *b)
{
  g_assert_cmpuint (a->vehicles->len, ==, b->vehicles->len);
  for (guint i = 0; i < a->vehicles->len; i++) {
    const TlmLogVehicle *one = a->vehicles->pdata[i], *two = b->vehicles->pdata[i];
    g_assert_cmpstr (one->name, ==, two->name);
    g_assert_cmpuint (one->tracks->len, ==, two->tracks->len);
    for (guint j = 0; j < one->tracks->len; j++) {
      const TlmTrack *x = one->tracks->pdata[j], *y = two->tracks->pdata[j];
      gsize n = tlm_series_length (x->series);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpint (x->datum, ==, y->datum);
      g_assert_cmpuint (n, ==, tlm_series_length (y->series));
      for (gsize k = 0; k < n; k++) {
        g_assert_cmpint (tlm_series_time (x->series, k), ==, tlm_series_time (y->series, k));
        g_assert_cmpfloat (tlm_series_value (x->series, k), ==, tlm_series_value (y->series, k));
      }
    }
  }
}

static void
test_mapping (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TlmLog) log = decode_text (rows[i].text, rows[i].columns);
    g_autoptr (TlmLog) again = decode_text (rows[i].text, log->columns);
    g_assert_cmpstr (log->columns, ==, rows[i].mapping);
    g_assert_cmpstr (again->columns, ==, log->columns);
    assert_same (log, again);
  }
}

/* A source without columns has none. */
static void
test_none (void)
{
  g_autoptr (TlmLog) log = decode_text ("$GPGGA,120000.00,5000.0000,N,00800.0000,E,1,08,1.0,100.0,M,"
      "47.0,M,,*69\n", NULL);

  g_assert_null (log->columns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-mapping/mapping", test_mapping);
  g_test_add_func ("/column-mapping/none", test_none);
  return g_test_run ();
}
