/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Corners of XTCE (OMG 1.2, CCSDS 660.1-G): one small definition each, a packet, and
 * the values that were worked out by hand from the bytes; and definitions that mean
 * harm. */
#include <math.h>

#include "core/base/error.h"
#include "core/decode/packets/definition/xtce.h"
#include "core/time/iso8601.h"

#define SYSTEM(TYPES, PARAMETERS, CONTAINERS) "<SpaceSystem name='S'><TelemetryMetaData>" \
    "<ParameterTypeSet>" U8 TYPES "</ParameterTypeSet><ParameterSet>" PARAMETERS "</ParameterSet>" \
    "<ContainerSet>" CONTAINERS "</ContainerSet></TelemetryMetaData></SpaceSystem>"
#define U8 "<IntegerParameterType name='u8'><IntegerDataEncoding sizeInBits='8'/></IntegerParameterType>"
#define INTEGER(NAME, ATTRIBUTES) "<IntegerParameterType name='" NAME "'><IntegerDataEncoding " ATTRIBUTES \
    "/></IntegerParameterType>"
#define FLOAT(NAME, ATTRIBUTES) "<FloatParameterType name='" NAME "'><FloatDataEncoding " ATTRIBUTES \
    "/></FloatParameterType>"
#define P(NAME, TYPE) "<Parameter name='" NAME "' parameterTypeRef='" TYPE "'/>"
#define E(NAME) "<ParameterRefEntry parameterRef='" NAME "'/>"
#define ONE(ENTRIES) "<SequenceContainer name='C'><EntryList>" ENTRIES "</EntryList></SequenceContainer>"

/* A definition at work on one packet. */
typedef struct {
  TlmPacketProgram *program;
  TlmPacketState *state;
} Rig;

static void
rig_init (Rig *rig, const char *text)
{
  g_autoptr (GError) error = NULL;

  rig->program = tlm_xtce_read (text, strlen (text), "corner.xml", &error);
  g_assert_no_error (error);
  rig->state = tlm_packet_state_new (rig->program);
}

static void
rig_clear (Rig *rig)
{
  tlm_packet_state_free (rig->state);
  tlm_packet_program_free (rig->program);
}

static gboolean
run (Rig *rig, const char *bytes, gsize length)
{
  return tlm_packet_program_run (rig->program, rig->state, (const guint8 *) bytes, length);
}

#define RUN(RIG, BYTES) g_assert_true (run (RIG, BYTES, sizeof (BYTES) - 1))

static const TlmPacketValue *
find (const Rig *rig, const char *name)
{
  gint slot = tlm_packet_program_find (rig->program, name);

  g_assert_cmpint (slot, >=, 0);
  return &rig->state->values[slot];
}

static gboolean
has (const Rig *rig, const char *name)
{
  return find (rig, name)->stamp == rig->state->stamp;
}

static double
value (const Rig *rig, const char *name)
{
  g_assert_true (has (rig, name));
  return find (rig, name)->value;
}

#define VALUE(RIG, NAME, DUE) g_assert_cmpfloat (value (RIG, NAME), ==, DUE)

static void
check_text (const Rig *rig, const char *packet, const char *name, const char *due)
{
  const TlmPacketValue *found = find (rig, name);

  g_assert_true (has (rig, name));
  g_assert_cmpuint (found->bits, ==, 8 * strlen (due));
  g_assert_cmpint (memcmp (packet + found->bit / 8, due, strlen (due)), ==, 0);
}

/* Big and little endian, bits in the other order, every encoding of integers. */
static void
test_integers (void)
{
  Rig rig;

  rig_init (&rig, SYSTEM (
      INTEGER ("be", "sizeInBits='16' encoding='twosComplement'")
      INTEGER ("le", "sizeInBits='16' encoding='twosComplement' byteOrder='leastSignificantByteFirst'")
      INTEGER ("le24", "sizeInBits='24' byteOrder='leastSignificantByteFirst'")
      INTEGER ("lsb", "sizeInBits='8' bitOrder='leastSignificantBitFirst'")
      INTEGER ("sm", "sizeInBits='8' encoding='signMagnitude'")
      INTEGER ("oc", "sizeInBits='8' encoding='onesComplement'")
      INTEGER ("bcd", "sizeInBits='16' encoding='packedBCD'")
      INTEGER ("n3", "sizeInBits='3'") INTEGER ("i5", "sizeInBits='5' encoding='twosComplement'")
      INTEGER ("u64", "sizeInBits='64'"),
      P ("BE", "be") P ("LE", "le") P ("LE24", "le24") P ("LSB", "lsb") P ("SM", "sm") P ("OC", "oc")
      P ("BCD", "bcd") P ("N3", "n3") P ("I5", "i5") P ("U64", "u64"),
      ONE (E ("BE") E ("LE") E ("LE24") E ("LSB") E ("SM") E ("OC") E ("BCD") E ("N3") E ("I5") E ("U64"))));
  RUN (&rig, "\xff\xfe" "\xfe\xff" "\x01\x02\x03" "\x13" "\x85" "\xfa" "\x12\x34" "\xbd"
      "\x00\x00\x00\x01\x00\x00\x00\x02");
  VALUE (&rig, "BE", -2);
  VALUE (&rig, "LE", -2);
  VALUE (&rig, "LE24", 0x030201);
  VALUE (&rig, "LSB", 0xc8);             /* 00010011 backwards: 11001000 */
  VALUE (&rig, "SM", -5);
  VALUE (&rig, "OC", -5);
  VALUE (&rig, "BCD", 1234);
  VALUE (&rig, "N3", 5);                 /* 101|11101 */
  VALUE (&rig, "I5", -3);
  VALUE (&rig, "U64", 4294967298.0);
  rig_clear (&rig);
}

/* IEEE 754 of three sizes, and MIL-STD-1750A: its standard's table has 0.5 × 2^127 as
 * 400000 7F, 0.625 × 2^4 as 500000 04, -1 × 2^0 as 800000 00. */
static void
test_floats (void)
{
  Rig rig;

  rig_init (&rig, SYSTEM (
      FLOAT ("h", "sizeInBits='16'") FLOAT ("s", "sizeInBits='32'") FLOAT ("d", "sizeInBits='64'")
      FLOAT ("sl", "sizeInBits='32' byteOrder='leastSignificantByteFirst'")
      FLOAT ("m", "sizeInBits='32' encoding='MILSTD_1750A'")
      FLOAT ("mx", "sizeInBits='48' encoding='MILSTD_1750A'"),
      P ("H", "h") P ("S1", "s") P ("D", "d") P ("SL", "sl") P ("M1", "m") P ("M2", "m") P ("M3", "m")
      P ("MX", "mx"),
      ONE (E ("H") E ("S1") E ("D") E ("SL") E ("M1") E ("M2") E ("M3") E ("MX"))));
  RUN (&rig, "\xc1\x00" "\x40\x48\x00\x00" "\x3f\xf8\x00\x00\x00\x00\x00\x00" "\x00\x00\x48\x40"
      "\x40\x00\x00\x7f" "\x50\x00\x00\x04" "\x80\x00\x00\x00" "\x40\x00\x00\x01\x80\x00");
  VALUE (&rig, "H", -2.5);
  VALUE (&rig, "S1", 3.125);
  VALUE (&rig, "D", 1.5);
  VALUE (&rig, "SL", 3.125);
  VALUE (&rig, "M1", ldexp (0.5, 127));
  VALUE (&rig, "M2", 10);
  VALUE (&rig, "M3", -1);
  VALUE (&rig, "MX", 2 * (0.5 + ldexp (1, -24)));    /* 32768 more of 2^-39 */
  rig_clear (&rig);
}

#define TERM(C, N) "<Term coefficient='" C "' exponent='" N "'/>"
#define POINT(RAW, CALIBRATED) "<SplinePoint raw='" RAW "' calibrated='" CALIBRATED "'/>"
#define CALIBRATED(NAME, INSIDE) "<IntegerParameterType name='" NAME "'><IntegerDataEncoding sizeInBits='8'>" \
    INSIDE "</IntegerDataEncoding></IntegerParameterType>"
#define DEFAULT(WHICH) "<DefaultCalibrator>" WHICH "</DefaultCalibrator>"
#define POLYNOMIAL(TERMS) "<PolynomialCalibrator>" TERMS "</PolynomialCalibrator>"

/* A polynomial, splines of order 0 and 1, and one that depends on another field. */
static void
test_calibration (void)
{
  Rig rig;

  rig_init (&rig, SYSTEM (
      CALIBRATED ("poly", DEFAULT (POLYNOMIAL (TERM ("-1", "0") TERM ("0.5", "1") TERM ("2", "2"))))
      CALIBRATED ("line", DEFAULT ("<SplineCalibrator order='1'>" POINT ("0", "0") POINT ("10", "100")
              POINT ("20", "110") "</SplineCalibrator>"))
      CALIBRATED ("step", DEFAULT ("<SplineCalibrator order='0'>" POINT ("0", "5") POINT ("10", "6")
              "</SplineCalibrator>"))
      CALIBRATED ("context", DEFAULT (POLYNOMIAL (TERM ("1", "1"))) "<ContextCalibratorList>"
          "<ContextCalibrator><ContextMatch><Comparison parameterRef='MODE' value='2'/></ContextMatch>"
          "<Calibrator>" POLYNOMIAL (TERM ("10", "1")) "</Calibrator></ContextCalibrator>"
          "</ContextCalibratorList>"),
      P ("MODE", "u8") P ("POLY", "poly") P ("LINE", "line") P ("OVER", "line") P ("STEP", "step")
      P ("CONTEXT", "context"),
      ONE (E ("MODE") E ("POLY") E ("LINE") E ("OVER") E ("STEP") E ("CONTEXT"))));
  RUN (&rig, "\x02\x03\x0f\x15\x09\x07");
  VALUE (&rig, "POLY", 18.5);            /* -1 + 1.5 + 18 */
  VALUE (&rig, "LINE", 105);
  g_assert_true (isnan (value (&rig, "OVER")));
  VALUE (&rig, "STEP", 5);
  VALUE (&rig, "CONTEXT", 70);
  RUN (&rig, "\x01\x03\x05\x14\x0a\x07");
  VALUE (&rig, "LINE", 50);
  VALUE (&rig, "OVER", 110);
  VALUE (&rig, "STEP", 6);
  VALUE (&rig, "CONTEXT", 7);
  rig_clear (&rig);
}

#define STRING(NAME, SIZE) "<StringParameterType name='" NAME "'><StringDataEncoding><SizeInBits>" SIZE \
    "</SizeInBits></StringDataEncoding></StringParameterType>"

/* Texts of fixed size, with a length before them, with an end, as long as another
 * field says; bytes; and what stands behind each of them. */
static void
test_sizes (void)
{
  static const char packet[] = "\x03" "AB" "\x10" "xy" "end\0" "hey" "\xde\xad\x09";
  Rig rig;

  rig_init (&rig, SYSTEM (
      STRING ("fixed", "<Fixed><FixedValue>16</FixedValue></Fixed>")
      STRING ("leading", "<LeadingSize sizeInBitsOfSizeTag='8'/>")
      STRING ("ended", "<TerminationChar>00</TerminationChar>")
      STRING ("dynamic", "<DynamicValue><ParameterInstanceRef parameterRef='N'/>"
          "<LinearAdjustment slope='8' intercept='0'/></DynamicValue>")
      "<BinaryParameterType name='bin'><BinaryDataEncoding><SizeInBits><FixedValue>16</FixedValue>"
      "</SizeInBits></BinaryDataEncoding></BinaryParameterType>",
      P ("N", "u8") P ("F", "fixed") P ("L", "leading") P ("T", "ended") P ("D", "dynamic") P ("B", "bin")
      P ("Z", "u8"),
      ONE (E ("N") E ("F") E ("L") E ("T") E ("D") E ("B") E ("Z"))));
  g_assert_true (run (&rig, packet, sizeof packet - 1));
  check_text (&rig, packet, "F", "AB");
  check_text (&rig, packet, "L", "xy");
  check_text (&rig, packet, "T", "end");
  check_text (&rig, packet, "D", "hey");
  check_text (&rig, packet, "B", "\xde\xad");
  VALUE (&rig, "Z", 9);
  for (gsize n = 0; n < sizeof packet - 1; n++)
    g_assert_false (run (&rig, packet, n));
  rig_clear (&rig);
}

#define DIMENSION(LAST) "<Dimension><StartingIndex><FixedValue>0</FixedValue></StartingIndex><EndingIndex>" \
    LAST "</EndingIndex></Dimension>"

#define ARRAY(NAME, TYPE, DIMENSIONS) "<ArrayParameterType name='" NAME "' arrayTypeRef='" TYPE "'>" \
    "<DimensionList>" DIMENSIONS "</DimensionList></ArrayParameterType>"

/* Members by name, elements by number, arrays of arrays, and of as many as a field
 * says. */
static void
test_aggregates_and_arrays (void)
{
  Rig rig;

  rig_init (&rig, SYSTEM (
      "<AggregateParameterType name='wheel'><MemberList><Member name='speed' typeRef='u8'/>"
      "<Member name='current' typeRef='u8'/></MemberList></AggregateParameterType>"
      ARRAY ("row", "u8", DIMENSION ("<FixedValue>2</FixedValue>"))
      ARRAY ("grid", "row", DIMENSION ("<FixedValue>1</FixedValue>"))
      ARRAY ("wheels", "wheel", DIMENSION ("<DynamicValue><ParameterInstanceRef parameterRef='N'/>"
              "<LinearAdjustment slope='1' intercept='-1'/></DynamicValue>")),
      P ("N", "u8") P ("A", "wheel") P ("G", "grid") P ("W", "wheels") P ("Z", "u8"),
      ONE (E ("N") E ("A") E ("G") E ("W") E ("Z"))));
  RUN (&rig, "\x02" "\x0a\x0b" "\x01\x02\x03\x04\x05\x06" "\x15\x16\x1f\x20" "\x63");
  VALUE (&rig, "A.speed", 10);
  VALUE (&rig, "A.current", 11);
  VALUE (&rig, "G[0][0]", 1);
  VALUE (&rig, "G[0][2]", 3);
  VALUE (&rig, "G[1][0]", 4);
  VALUE (&rig, "W[0].speed", 21);
  VALUE (&rig, "W[1].current", 32);
  VALUE (&rig, "Z", 99);
  RUN (&rig, "\x00" "\x0a\x0b" "\x01\x02\x03\x04\x05\x06" "\x63");
  g_assert_false (has (&rig, "W[0].speed"));
  VALUE (&rig, "Z", 99);
  rig_clear (&rig);
}

#define DERIVED(NAME, ENTRIES, BASE, CRITERIA) "<SequenceContainer name='" NAME "'><EntryList>" ENTRIES \
    "</EntryList><BaseContainer containerRef='" BASE "'><RestrictionCriteria>" CRITERIA \
    "</RestrictionCriteria></BaseContainer></SequenceContainer>"
#define IS(NAME, VALUE_) "<Comparison parameterRef='" NAME "' value='" VALUE_ "'/>"
#define CONDITION(NAME, HOW, VALUE_) "<Condition><ParameterInstanceRef parameterRef='" NAME "'/>" \
    "<ComparisonOperator>" HOW "</ComparisonOperator><Value>" VALUE_ "</Value></Condition>"

/* Four levels; a list of comparisons; and an expression with AND and OR. Which one a
 * packet is, is seen from what it holds. */
static void
test_inheritance (void)
{
  static const struct {
    const char bytes[5], *container;
  } cases[] = {
    { { 1, 5, 9, 7, 42 }, "Deep" }, { { 1, 5, 9, 6, 42 }, "List" }, { { 1, 4, 9, 7, 42 }, "Kind" },
    { { 2, 1, 9, 3, 42 }, "Either" }, { { 2, 200 - 256, 1, 3, 42 }, "Either" }, { { 2, 0, 1, 3, 42 }, "Base" },
  };
  Rig rig;

  rig_init (&rig, SYSTEM ("", P ("A", "u8") P ("B", "u8") P ("X", "u8") P ("Y", "u8") P ("Z", "u8"),
      "<SequenceContainer name='Base' abstract='true'><EntryList>" E ("A") E ("B") "</EntryList>"
      "</SequenceContainer>"
      DERIVED ("Kind", E ("X"), "Base", IS ("A", "1"))
      DERIVED ("List", E ("Y"), "Kind", "<ComparisonList>" IS ("B", "5") IS ("X", "9") "</ComparisonList>")
      DERIVED ("Deep", E ("Z"), "List", "<Comparison parameterRef='Y' value='7' comparisonOperator='&gt;='/>")
      DERIVED ("Either", E ("X") E ("Y") E ("Z"), "Base", "<BooleanExpression><ANDedConditions>"
          CONDITION ("A", "==", "2") "<ORedConditions>" CONDITION ("B", "&gt;", "100")
          CONDITION ("B", "!=", "0") "</ORedConditions></ANDedConditions></BooleanExpression>")));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *due = cases[i].container;
    g_assert_true (run (&rig, cases[i].bytes, 5));
    g_assert_cmpstr (rig.state->container->name, ==, due);
    g_assert_cmpint (has (&rig, "Z"), ==, strcmp (due, "Deep") == 0 || strcmp (due, "Either") == 0);
  }
  rig_clear (&rig);
}

/* Labels compare by their text, and a field is only there where it says so. */
static void
test_labels_and_conditions (void)
{
  Rig rig;

  rig_init (&rig, SYSTEM (
      "<EnumeratedParameterType name='e'><IntegerDataEncoding sizeInBits='8'/><EnumerationList>"
      "<Enumeration value='0' label='OFF'/><Enumeration value='3' maxValue='5' label='ON'/>"
      "</EnumerationList></EnumeratedParameterType>"
      "<BooleanParameterType name='b' zeroStringValue='No' oneStringValue='Yes'>"
      "<IntegerDataEncoding sizeInBits='8'/></BooleanParameterType>",
      P ("STATE", "e") P ("FLAG", "b") P ("X", "u8") P ("Z", "u8"),
      ONE (E ("STATE") E ("FLAG") "<ParameterRefEntry parameterRef='X'><IncludeCondition>"
          IS ("STATE", "ON") "</IncludeCondition></ParameterRefEntry>" E ("Z"))));
  RUN (&rig, "\x04\x01\x0b\x0c");
  g_assert_cmpstr (tlm_field_label (((TlmPacketField *) rig.program->fields->pdata[
              tlm_packet_program_find (rig.program, "STATE")])->type, 4), ==, "ON");
  g_assert_cmpstr (tlm_field_label (((TlmPacketField *) rig.program->fields->pdata[
              tlm_packet_program_find (rig.program, "FLAG")])->type, 1), ==, "Yes");
  VALUE (&rig, "X", 11);
  VALUE (&rig, "Z", 12);
  RUN (&rig, "\x00\x00\x0c");
  g_assert_false (has (&rig, "X"));
  VALUE (&rig, "Z", 12);
  rig_clear (&rig);
}

/* 700000000 s after 2000-01-01T12:00 of TAI and a half. */
static void
test_absolute_time (void)
{
  const TlmFieldType *type;
  TlmInstant epoch;
  Rig rig;

  rig_init (&rig, SYSTEM ("<AbsoluteTimeParameterType name='t'><Encoding units='seconds' scale='0.5'>"
      "<IntegerDataEncoding sizeInBits='32'/></Encoding><ReferenceTime><Epoch>TAI</Epoch></ReferenceTime>"
      "</AbsoluteTimeParameterType>", P ("T", "t"), ONE (E ("T"))));
  RUN (&rig, "\x53\x72\x4e\x01");
  VALUE (&rig, "T", 0x53724e01 * 0.5);
  type = ((TlmPacketField *) rig.program->fields->pdata[tlm_packet_program_find (rig.program, "T")])->type;
  g_assert_cmpint (type->kind, ==, TLM_FIELD_INSTANT);
  g_assert_true (tlm_iso8601_parse ("1958-01-01", 10, TLM_SCALE_TAI, &epoch));
  g_assert_cmpint (type->epoch, ==, epoch);
  rig_clear (&rig);
}

/* A prefix, a default namespace, none. */
static void
test_namespaces (void)
{
  static const char *const forms[][2] = {
    { "", "" }, { "", " xmlns='http://www.omg.org/spec/XTCE/20180204'" },
    { "x:", " xmlns:x='http://www.omg.org/space/xtce'" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
    const char *p = forms[i][0];
    g_autofree char *text = g_strdup_printf ("<%sSpaceSystem name='S'%s><%sTelemetryMetaData>"
        "<%sParameterTypeSet><%sIntegerParameterType name='u'><%sIntegerDataEncoding sizeInBits='8'/>"
        "</%sIntegerParameterType></%sParameterTypeSet><%sParameterSet>"
        "<%sParameter name='V' parameterTypeRef='u'/></%sParameterSet><%sContainerSet>"
        "<%sSequenceContainer name='C'><%sEntryList><%sParameterRefEntry parameterRef='V'/></%sEntryList>"
        "</%sSequenceContainer></%sContainerSet></%sTelemetryMetaData></%sSpaceSystem>", p, forms[i][1],
        p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p, p);
    Rig rig;
    rig_init (&rig, text);
    RUN (&rig, "\x2a");
    VALUE (&rig, "V", 42);
    rig_clear (&rig);
  }
}

static void
refuse (const char *text, const char *pattern)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_xtce_read (text, strlen (text), "bad.xml", &error));
  g_assert_nonnull (error);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s is not like %s", error->message, pattern);
}

static char *
nested (const char *open, const char *close, guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (text, FALSE);
}

/* Entities, files from elsewhere, depth, and containers in a circle: refused with
 * file and line, at once. */
static void
test_malice (void)
{
  g_autofree char *systems = nested ("<SpaceSystem name='S'>", "</SpaceSystem>", 200);
  g_autofree char *elements = nested ("<a>\n", "</a>", 100000);
  gint64 begin = g_get_monotonic_time ();

  refuse ("<!DOCTYPE S [\n<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\n"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>\n<SpaceSystem name='&c;'/>", "bad.xml:*document type*");
  refuse ("<!DOCTYPE S [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><SpaceSystem name='S'>&x;</SpaceSystem>",
      "bad.xml:*document type*");
  refuse ("<!DOCTYPE SpaceSystem SYSTEM 'http://127.0.0.1:9/x.dtd'><SpaceSystem name='S'/>",
      "bad.xml:*document type*");
  refuse (systems, "bad.xml:*");
  refuse (elements, "bad.xml:*");
  refuse (SYSTEM ("", "", DERIVED ("A", "", "B", "") "\n" DERIVED ("B", "", "A", "")), "bad.xml:*");
  refuse (SYSTEM ("", "", "<SequenceContainer name='A'><EntryList>\n<ContainerRefEntry containerRef='B'/>"
      "</EntryList></SequenceContainer><SequenceContainer name='B'><EntryList>"
      "<ContainerRefEntry containerRef='A'/></EntryList></SequenceContainer>"), "bad.xml:*");
  refuse (SYSTEM (ARRAY ("r", "r", DIMENSION ("<FixedValue>9</FixedValue>")), P ("R", "r"),
      ONE (E ("R"))), "bad.xml:1: *");
  refuse (SYSTEM (ARRAY ("r", "u8", DIMENSION ("<FixedValue>2000000000</FixedValue>")), P ("R", "r"),
      ONE (E ("R"))), "bad.xml:1: *");
  refuse (SYSTEM ("", P ("V", "nowhere"), "\n\n" ONE (E ("V"))), "bad.xml:*nowhere*");
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xtce-corners/integers", test_integers);
  g_test_add_func ("/xtce-corners/floats", test_floats);
  g_test_add_func ("/xtce-corners/calibration", test_calibration);
  g_test_add_func ("/xtce-corners/sizes", test_sizes);
  g_test_add_func ("/xtce-corners/aggregates-and-arrays", test_aggregates_and_arrays);
  g_test_add_func ("/xtce-corners/inheritance", test_inheritance);
  g_test_add_func ("/xtce-corners/labels-and-conditions", test_labels_and_conditions);
  g_test_add_func ("/xtce-corners/absolute-time", test_absolute_time);
  g_test_add_func ("/xtce-corners/namespaces", test_namespaces);
  g_test_add_func ("/xtce-corners/malice", test_malice);
  return g_test_run ();
}
