/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Packets read field by field against the same packets read one by one: the second
 * way is taken where a definition says that a field may be missing, which here it
 * never is. Values come from the bytes that the test wrote. */
#include <glib/gstdio.h>
#include <math.h>

#include "packets-util.h"

#define TYPES "<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>" \
    "<IntegerParameterType name='u3'><IntegerDataEncoding sizeInBits='3'/></IntegerParameterType>" \
    "<IntegerParameterType name='u1'><IntegerDataEncoding sizeInBits='1'/></IntegerParameterType>" \
    "<IntegerParameterType name='u11'><IntegerDataEncoding sizeInBits='11'/></IntegerParameterType>" \
    "<IntegerParameterType name='u8'><IntegerDataEncoding sizeInBits='8'/></IntegerParameterType>" \
    "<IntegerParameterType name='u16'><IntegerDataEncoding sizeInBits='16'/></IntegerParameterType>" \
    "<IntegerParameterType name='u32'><IntegerDataEncoding sizeInBits='32'/></IntegerParameterType>" \
    "<IntegerParameterType name='i12'><IntegerDataEncoding sizeInBits='12' encoding='twosComplement'>" \
    "<DefaultCalibrator><PolynomialCalibrator><Term coefficient='-3' exponent='0'/>" \
    "<Term coefficient='0.25' exponent='1'/></PolynomialCalibrator></DefaultCalibrator>" \
    "</IntegerDataEncoding></IntegerParameterType>" \
    "<IntegerParameterType name='u4'><IntegerDataEncoding sizeInBits='4'/></IntegerParameterType>" \
    "<FloatParameterType name='f'><FloatDataEncoding sizeInBits='32'/></FloatParameterType>" \
    "<FloatParameterType name='d'><FloatDataEncoding sizeInBits='64'/></FloatParameterType>" \
    "<EnumeratedParameterType name='e'><IntegerDataEncoding sizeInBits='8'/><EnumerationList>" \
    "<Enumeration value='0' label='OFF'/><Enumeration value='1' label='ON'/></EnumerationList>" \
    "</EnumeratedParameterType>" \
    "<StringParameterType name='s'><StringDataEncoding><SizeInBits><Fixed><FixedValue>24</FixedValue>" \
    "</Fixed></SizeInBits></StringDataEncoding></StringParameterType></ParameterTypeSet><ParameterSet>" \
    "<Parameter name='V' parameterTypeRef='u3'/><Parameter name='C' parameterTypeRef='u1'/>" \
    "<Parameter name='H' parameterTypeRef='u1'/><Parameter name='APID' parameterTypeRef='u11'/>" \
    "<Parameter name='Q' parameterTypeRef='u32'/><Parameter name='MODE' parameterTypeRef='u8'/>" \
    "<Parameter name='T' parameterTypeRef='u32'/><Parameter name='LAT' parameterTypeRef='f'/>" \
    "<Parameter name='D' parameterTypeRef='d'/><Parameter name='I' parameterTypeRef='i12'/>" \
    "<Parameter name='N' parameterTypeRef='u4'/><Parameter name='E' parameterTypeRef='e'/>" \
    "<Parameter name='TXT' parameterTypeRef='s'/><Parameter name='W' parameterTypeRef='u16'/>" \
    "</ParameterSet><ContainerSet>"
#define ENTRY(NAME) "<ParameterRefEntry parameterRef='" NAME "'/>"
#define HEAD "<SequenceContainer name='Head' abstract='true'><EntryList>" ENTRY ("V") ENTRY ("C") \
    ENTRY ("H") ENTRY ("APID") ENTRY ("Q") ENTRY ("MODE") ENTRY ("T") "</EntryList></SequenceContainer>"
#define BASE(MODE) "<BaseContainer containerRef='Head'><RestrictionCriteria><ComparisonList>" \
    "<Comparison parameterRef='APID' value='5'/><Comparison parameterRef='MODE' value='" MODE "'/>" \
    "</ComparisonList></RestrictionCriteria></BaseContainer></SequenceContainer>"
#define ONE "<SequenceContainer name='One'><EntryList>%s" ENTRY ("D") ENTRY ("I") ENTRY ("N") \
    ENTRY ("E") ENTRY ("TXT") "</EntryList>" BASE ("1")
#define TWO "<SequenceContainer name='Two'><EntryList>" ENTRY ("W") "%s</EntryList>" BASE ("2")
#define TAIL "</ContainerSet></TelemetryMetaData></SpaceSystem>"
#define LAT ENTRY ("LAT")
#define LAT_MAYBE "<ParameterRefEntry parameterRef='LAT'><IncludeCondition>" \
    "<Comparison parameterRef='V' value='0'/></IncludeCondition></ParameterRefEntry>"

#define MAP "latitude=LAT:deg,double=D,scaled=I,nibble=N,onoff=E,word=TXT,wide=W"

static char *
write_definition (const char *latitude)
{
  g_autofree char *text = g_strdup_printf (TYPES HEAD ONE TWO TAIL, latitude, latitude);
  char *path;
  int fd = g_file_open_tmp ("columns-XXXXXX.xml", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
put (GByteArray *out, guint n, guint64 value)
{
  for (guint i = n; i-- > 0;) {
    guint8 byte = (guint8) (value >> (8 * i));
    g_byte_array_append (out, &byte, 1);
  }
}

static void
put_float (GByteArray *out, float value)
{
  guint32 word;

  memcpy (&word, &value, sizeof word);
  put (out, 4, word);
}

/* Latitudes that are none, now and then; times that step back and stand still.
 * TRUE for a whole packet of the first kind at its own time. */
static gboolean
add_packet (GByteArray *out, GRand *random, guint i)
{
  static const float latitudes[] = { 45.5f, -90.0f, 91.0f, NAN, INFINITY, 12.25f, 0.0f, -0.5f };
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint mode = g_rand_int_range (random, 0, 40) == 0 ? 3 : i / 7 % 3 == 2 ? 2 : 1;
  guint32 t = 1000 * i - (guint32) (i % 11 == 0 && i > 11 ? 5000 : 0);
  float latitude = latitudes[i % 29 == 0 ? g_rand_int_range (random, 0, 8) : 0];
  double number = i * 0.125;
  guint8 packet[80];
  guint64 bits;

  put (body, 1, mode);
  put (body, 4, t);
  if (mode == 2)
    put (body, 2, i);
  put_float (body, latitude);
  memcpy (&bits, &number, sizeof bits);
  if (mode == 1) {
    put (body, 8, bits);
    put (body, 2, (i * 37) & 0xffff);
    put (body, 1, i / 50 % 3);
    put (body, 3, i / 100 % 2 ? 0x414243 : 0x616200);
  }
  if (g_rand_int_range (random, 0, 30) == 0) {
    g_byte_array_set_size (body, body->len - 2);      /* shorter than it should be */
    mode = 0;
  }
  g_byte_array_append (out, packet, (guint) write_packet (packet, 5, 3, i, body->data, body->len));
  return mode == 1 && i % 11 != 0;
}

static TlmLog *
decode (const GByteArray *data, const char *definition)
{
  TlmDecodeOptions options = {
    .format = "ccsds-spp",
    .packets = { .definition = definition, .time = "T:ms", .map = MAP }
  };

  return decode_bytes (data->data, data->len, &options);
}

static void
compare_texts (const TlmLog *a, const TlmLog *b, const char *name)
{
  const TlmTextTrack *x = find_text (a, name), *y = find_text (b, name);

  g_assert_true (x && y);
  g_assert_cmpuint (x->times->len, >, 1);
  g_assert_cmpuint (x->times->len, ==, y->times->len);
  for (guint i = 0; i < x->times->len; i++) {
    g_assert_cmpint (g_array_index (x->times, gint64, i), ==, g_array_index (y->times, gint64, i));
    g_assert_cmpstr (x->values->pdata[i], ==, y->values->pdata[i]);
  }
}

/* What packet I says, which nothing befell. */
static void
check_values (const TlmLog *log, guint i)
{
  static const char *const names[] = { "double", "scaled", "nibble" };
  gint wide = (gint) (i * 37 & 0xffff) >> 4;
  const double values[] = { i * 0.125, (wide > 2047 ? wide - 4096 : wide) * 0.25 - 3, (i * 37) & 15 };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++) {
    const TlmTrack *track = find_track (log, names[k]);
    gssize at = tlm_series_find (track->series, i * TLM_SECOND);
    g_assert_cmpint (at, >=, 0);
    g_assert_cmpint (tlm_series_time (track->series, (gsize) at), ==, i * TLM_SECOND);
    g_assert_cmpfloat (tlm_series_value (track->series, (gsize) at), ==, values[k]);
  }
}

static void
test_columns (void)
{
  g_autofree char *fixed = write_definition (LAT), *varying = write_definition (LAT_MAYBE);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gboolean plain[2000];
  guint checked = 0;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    plain[i] = add_packet (data, random, i);
  g_autoptr (TlmLog) a = decode (data, fixed), b = decode (data, varying);
  g_autofree char *columns = describe_log (a), *packets = describe_log (b);
  g_assert_cmpstr (columns, ==, packets);
  g_assert_cmpuint (a->n_good, >, 1800);
  g_assert_cmpuint (a->n_bad, >, 20);
  compare_texts (a, b, "onoff");
  compare_texts (a, b, "word");
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++) {
    if (!plain[i] || (i + 5) % 11 == 0)
      continue;
    check_values (a, i);
    checked++;
  }
  g_assert_cmpuint (checked, >, 800);
  g_remove (fixed);
  g_remove (varying);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet-columns/as-one-by-one", test_columns);
  return g_test_run ();
}
