/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Times of packets that stand in several fields, or are days of a count. The instants were
 * worked out from the calendar: GPS began on 6 January 1980 and was 18 s ahead of UTC from
 * 2017 on; MJD 60557.5 is 2024-09-04T12:00:00; 2024 is a leap year. */
#include "core/decode/packets/packet-time.h"
#include "core/decode/packets/definition/field-map.h"
#include "core/time/iso8601.h"
#include "packets-util.h"

static const struct {
  const char *fields, *time, *bytes;
  gsize length;
  const char *utc;           /* NULL: it is no time */
} times[] = {
  /* Week 2330, 216,000 s. */
  { .fields = "W:uint16,MS:uint32", .time = "W:gps-week+MS:ms",
    .bytes = "\x09\x1a\x0c\xdf\xe6\x00", .length = 6, .utc = "2024-09-03T11:59:42Z" },
  { .fields = "W:uint16,S:uint32", .time = "W:gps-week+S:s",
    .bytes = "\x09\x1a\x00\x03\x4b\xc0", .length = 6, .utc = "2024-09-03T11:59:42Z" },
  { .fields = "D:float64", .time = "D:mjd", .bytes = "\x40\xed\x91\xb0\x00\x00\x00\x00",
    .length = 8, .utc = "2024-09-04T12:00:00Z" },
  { .fields = "D:float64", .time = "D:mjd:tai", .bytes = "\x40\xed\x91\xb0\x00\x00\x00\x00",
    .length = 8, .utc = "2024-09-04T11:59:23Z" },
  { .fields = "D:float64", .time = "D:mjd:gps", .bytes = "\x40\xed\x91\xb0\x00\x00\x00\x00",
    .length = 8, .utc = "2024-09-04T11:59:42Z" },
  /* 2460558.0 */
  { .fields = "D:float64", .time = "D:jd", .bytes = "\x41\x42\xc5\xc7\x00\x00\x00\x00",
    .length = 8, .utc = "2024-09-04T12:00:00Z" },
  { .fields = "D:uint16,MS:uint32", .time = "D:mjd+MS:ms",
    .bytes = "\xec\x8d\x00\x00\x05\xdc", .length = 6, .utc = "2024-09-04T00:00:01.5Z" },
  { .fields = "Y:uint16,M:uint8,D:uint8,H:uint8,MIN:uint8,S:uint8,MS:uint16",
    .time = "Y:year+M:month+D:day+H:h+MIN:min+S:s+MS:ms",
    .bytes = "\x07\xe8\x02\x1d\x17\x3b\x3b\x03\xe7", .length = 9,
    .utc = "2024-02-29T23:59:59.999Z" },
  { .fields = "Y:uint16,N:uint16,S:uint32", .time = "Y:year+N:doy+S:s",
    .bytes = "\x07\xe8\x00\x3c\x00\x00\x00\x0a", .length = 8, .utc = "2024-02-29T00:00:10Z" },
  { .fields = "Y:uint16,N:uint16", .time = "Y:year+N:doy", .bytes = "\x07\xe8\x01\x6e",
    .length = 4, .utc = "2024-12-31T00:00:00Z" },
  { .fields = "Y:uint16,N:uint16", .time = "Y:year+N:doy", .bytes = "\x07\xe7\x01\x6e",
    .length = 4 },
  { .fields = "Y:uint16,M:uint8,D:uint8", .time = "Y:year+M:month+D:day",
    .bytes = "\x07\xe7\x02\x1d", .length = 4 },
  { .fields = "Y:uint16,M:uint8,D:uint8", .time = "Y:year+M:month+D:day",
    .bytes = "\x00\x00\x00\x00", .length = 4 },
};

static void
check_time (guint i)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fields = g_strdup (times[i].fields);
  g_autoptr (TlmPacketProgram) program = tlm_field_map_read_list (fields, -1, &error);
  TlmPacketState *state;
  TlmPacketTime time = { 0 };
  TlmInstant due;
  guint8 packet[64];
  gsize length = write_packet (packet, 5, 3, 0, (const guint8 *) times[i].bytes, times[i].length);
  gint64 at = 0;
  gboolean has;

  g_assert_no_error (error);
  g_assert_true (tlm_packet_time_parse (times[i].time, program, &time, &error));
  g_assert_no_error (error);
  g_assert_cmpint (tlm_packet_time_clock (&time), ==, TLM_CLOCK_TAI);
  state = tlm_packet_state_new (program);
  g_assert_true (tlm_packet_program_run (program, state, packet, length));
  has = tlm_packet_time_read (&time, state, packet, length, &at);
  g_test_message ("%s", times[i].time);
  g_assert_cmpint (has, ==, times[i].utc != NULL);
  if (has) {
    g_assert_true (tlm_iso8601_read (times[i].utc, -1, TLM_SCALE_UTC, &due, NULL));
    g_assert_cmpint (at, ==, due);
  }
  tlm_packet_time_clear (&time);
  tlm_packet_state_free (state);
}

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    check_time (i);
}

static void
test_wrong (void)
{
  static const struct {
    const char *time, *says;
  } wrong[] = {
    { .time = "A:year", .says = "Y:year+M:month+D:day" },
    { .time = "A:month+B:day", .says = "Y:year+M:month+D:day" },
    { .time = "A:year+B:day", .says = "Y:year+N:doy" },
    { .time = "A:mjd:tt", .says = "utc, tai or gps" },
    { .time = "A:year:tai+B:doy", .says = "no time format" },
    { .time = "A:cds+B:gps-week", .says = "no time format" },
    { .time = "A:gps-week+B:s@unix", .says = "leave out @unix" },
    { .time = "A:fortnight", .says = "gps-week, mjd, jd" },
  };
  char fields[] = "A:uint16,B:uint16";
  g_autoptr (TlmPacketProgram) program = tlm_field_map_read_list (fields, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    TlmPacketTime time = { 0 };
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", wrong[i].time);
    g_assert_false (tlm_packet_time_parse (wrong[i].time, program, &time, &error));
    g_assert_nonnull (strstr (error->message, wrong[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-time/times", test_times);
  g_test_add_func ("/packet-time/wrong", test_wrong);
  return g_test_run ();
}
