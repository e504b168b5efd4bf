/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/decode-options.h"

/* A copy says the same when what it was made of is gone. */
static void
test_copy (void)
{
  char columns[] = "time=t:s", format[] = "csv", vehicle[] = "", definition[] = "bus.xml";
  char fields[] = "T:uint32", map[] = "a=A", time[] = "T:ms";
  TlmDecodeOptions options = {
    .columns = columns,
    .format = format,
    .vehicle = vehicle,
    .packets = {
      .definition = definition,
      .fields = fields,
      .map = map,
      .time = time,
      .prefix = 4,
      .has_apid = TRUE,
      .apid = 11,
      .frame_insert = 8,
    },
  };
  g_autoptr (TlmDecodeOptions) copy = tlm_decode_options_copy (&options);

  columns[0] = format[0] = definition[0] = fields[0] = map[0] = time[0] = '!';
  vehicle[0] = '!';
  options = (TlmDecodeOptions) { 0 };
  g_assert_cmpstr (copy->columns, ==, "time=t:s");
  g_assert_cmpstr (copy->format, ==, "csv");
  g_assert_cmpstr (copy->vehicle, ==, "");
  g_assert_cmpstr (copy->packets.definition, ==, "bus.xml");
  g_assert_cmpstr (copy->packets.fields, ==, "T:uint32");
  g_assert_cmpstr (copy->packets.map, ==, "a=A");
  g_assert_cmpstr (copy->packets.time, ==, "T:ms");
  g_assert_cmpuint (copy->packets.prefix, ==, 4);
  g_assert_true (copy->packets.has_apid);
  g_assert_cmpuint (copy->packets.apid, ==, 11);
  g_assert_cmpuint (copy->packets.frame_insert, ==, 8);
}

/* What is not said stays so, in a copy of a copy too. */
static void
test_nothing (void)
{
  const TlmDecodeOptions none = { 0 };
  g_autoptr (TlmDecodeOptions) first = tlm_decode_options_copy (&none);
  g_autoptr (TlmDecodeOptions) second = tlm_decode_options_copy (first);

  g_assert_null (second->columns);
  g_assert_null (second->format);
  g_assert_null (second->vehicle);
  g_assert_null (second->packets.definition);
  g_assert_null (second->packets.fields);
  g_assert_null (second->packets.map);
  g_assert_null (second->packets.time);
  tlm_decode_options_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode-options/copy", test_copy);
  g_test_add_func ("/decode-options/nothing", test_nothing);
  return g_test_run ();
}
