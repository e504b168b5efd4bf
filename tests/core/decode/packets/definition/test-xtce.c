/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Definitions in XTCE: what the samples from elsewhere do not have, and what is wrong. */
#include <math.h>

#include "core/base/error.h"
#include "core/decode/packets/definition/xtce.h"

#define HEAD "<SpaceSystem name='S'><TelemetryMetaData><ParameterTypeSet>" \
    "<IntegerParameterType name='u8'><IntegerDataEncoding sizeInBits='8'/></IntegerParameterType>"
#define LITTLE "<IntegerParameterType name='i16'><IntegerDataEncoding sizeInBits='16' " \
    "encoding='twosComplement' byteOrder='leastSignificantByteFirst'><DefaultCalibrator>" \
    "<PolynomialCalibrator><Term coefficient='1' exponent='0'/><Term coefficient='0.5' " \
    "exponent='1'/></PolynomialCalibrator></DefaultCalibrator></IntegerDataEncoding>" \
    "</IntegerParameterType>"
#define ARRAY "<ArrayParameterType name='list' arrayTypeRef='u8'><DimensionList><Dimension>" \
    "<StartingIndex><FixedValue>0</FixedValue></StartingIndex><EndingIndex><DynamicValue>" \
    "<ParameterInstanceRef parameterRef='N'/><LinearAdjustment slope='1' intercept='-1'/>" \
    "</DynamicValue></EndingIndex></Dimension></DimensionList></ArrayParameterType>"
#define STRING "<StringParameterType name='text'><StringDataEncoding><SizeInBits>" \
    "<TerminationChar>00</TerminationChar></SizeInBits></StringDataEncoding></StringParameterType>"
#define PARAMETERS "</ParameterTypeSet><ParameterSet>" \
    "<Parameter name='N' parameterTypeRef='u8'/><Parameter name='L' parameterTypeRef='list'/>" \
    "<Parameter name='I' parameterTypeRef='i16'/><Parameter name='T' parameterTypeRef='text'/>" \
    "<Parameter name='Z' parameterTypeRef='u8'/></ParameterSet><ContainerSet>"
#define TAIL "</ContainerSet></TelemetryMetaData></SpaceSystem>"
#define GOOD HEAD LITTLE ARRAY STRING PARAMETERS "<SequenceContainer name='C'><EntryList>" \
    "<ParameterRefEntry parameterRef='N'/><ParameterRefEntry parameterRef='L'/>" \
    "<ParameterRefEntry parameterRef='I'/><ParameterRefEntry parameterRef='T'/>" \
    "<ParameterRefEntry parameterRef='Z'><IncludeCondition><Comparison parameterRef='N' value='2'/>" \
    "</IncludeCondition></ParameterRefEntry></EntryList></SequenceContainer>" TAIL

static double
value_of (const TlmPacketProgram *program, const TlmPacketState *state, const char *name)
{
  gint slot = tlm_packet_program_find (program, name);

  g_assert_cmpint (slot, >=, 0);
  g_assert_cmpuint (state->values[slot].stamp, ==, state->stamp);
  return state->values[slot].value;
}

static void
test_varying (void)
{
  static const guint8 packet[] = { 2, 7, 9, 0xfe, 0xff, 'h', 'i', 0, 42 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmPacketProgram) program = tlm_xtce_read (GOOD, strlen (GOOD), "good.xml", &error);

  g_assert_no_error (error);
  g_autoptr (TlmPacketState) state = tlm_packet_state_new (program);
  g_assert_true (tlm_packet_program_run (program, state, packet, sizeof packet));
  g_assert_cmpfloat (value_of (program, state, "L[0]"), ==, 7);
  g_assert_cmpfloat (value_of (program, state, "L[1]"), ==, 9);
  g_assert_cmpfloat (value_of (program, state, "I"), ==, 0);    /* 1 + -2 / 2 */
  g_assert_cmpfloat (value_of (program, state, "Z"), ==, 42);
  g_assert_cmpuint (state->values[tlm_packet_program_find (program, "T")].bits, ==, 16);
  g_assert_false (tlm_packet_program_run (program, state, packet, 7));
  g_assert_nonnull (state->problem);
}

static void
test_wrong (void)
{
  static const struct {
    const char *text, *message;
  } cases[] = {
    { "<SpaceSystem name='S'>", "bad.xml:1: *" },
    { "<Other/>", "*SpaceSystem*" },
    { "<!DOCTYPE x [<!ENTITY e 'x'>]><SpaceSystem name='S'/>", "*document type*" },
    { "<SpaceSystem name='S'/>", "*describes no telemetry*" },
    { HEAD "</ParameterTypeSet><ContainerSet><SequenceContainer name='C'><EntryList>"
      "<ParameterRefEntry parameterRef='X'/></EntryList></SequenceContainer>" TAIL,
      "bad.xml:1: <ParameterRefEntry>*no parameter of this name*" },
    { HEAD "</ParameterTypeSet><ContainerSet><SequenceContainer name='C'><EntryList>"
      "<ContainerRefEntry containerRef='C'/></EntryList></SequenceContainer>" TAIL,
      "*in itself*" },
    { HEAD "</ParameterTypeSet><ContainerSet><SequenceContainer name='C'><EntryList/>"
      "<BaseContainer containerRef='C'/></SequenceContainer>" TAIL, "*one must have none*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (tlm_xtce_read (cases[i].text, strlen (cases[i].text), "bad.xml", &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
    if (!g_pattern_match_simple (cases[i].message, error->message))
      g_error ("%s is not like %s", error->message, cases[i].message);
  }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < 4000; i++) {
    g_autofree char *text = g_strdup (GOOD);
    g_autoptr (GError) error = NULL;
    guint8 packet[40];
    for (guint k = 0; k < 1 + i % 4; k++)
      text[g_rand_int_range (random, 0, (gint) strlen (GOOD))] =
          "0123456789-<>'/= aNLITZ"[g_rand_int_range (random, 0, 23)];
    g_autoptr (TlmPacketProgram) program = tlm_xtce_read (text, strlen (GOOD), "m", &error);
    g_assert_true ((program != NULL) != (error != NULL));
    for (gsize k = 0; k < sizeof packet; k++)
      packet[k] = (guint8) g_rand_int (random);
    g_autoptr (TlmPacketState) state = program ? tlm_packet_state_new (program) : NULL;
    for (gsize n = 0; program && n <= sizeof packet; n++)
      tlm_packet_program_run (program, state, packet, n);
  }
}

#define RATED(rate, entries) "<SequenceContainer name='C'>" rate "<EntryList>" entries \
    "</EntryList></SequenceContainer>"
#define N "<ParameterRefEntry parameterRef='N'/>"
#define Z_SOMETIMES "<ParameterRefEntry parameterRef='Z'><IncludeCondition><Comparison " \
    "parameterRef='N' value='2'/></IncludeCondition></ParameterRefEntry>"

/* How often a packet comes at least says which silence is a loss: three of its steps, and none up
 * to two seconds. What comes under a condition may come less often. */
static void
test_rate (void)
{
  static const struct { const char *containers; double n_s, z_s; } cases[] = {
    { RATED ("", N Z_SOMETIMES), 0, 0 },
    { RATED ("<DefaultRateInStream minimumValue='0.5'/>", N Z_SOMETIMES), 6, 0 },
    { RATED ("<DefaultRateInStream basis='perSecond' minimumValue='0.05' maximumValue='1'/>", N), 60, 0 },
    { RATED ("<DefaultRateInStream minimumValue='100'/>", N), 2, 0 },
    { RATED ("<DefaultRateInStream minimumValue='0.7'/>", N), 4.285714286, 0 },
    { RATED ("<DefaultRateInStream maximumValue='0.1'/>", N), 0, 0 },
    { RATED ("<DefaultRateInStream minimumValue='0'/>", N), 0, 0 },
    { RATED ("<DefaultRateInStream minimumValue='-1'/>", N), 0, 0 },
    { RATED ("<DefaultRateInStream minimumValue='NaN'/>", N), 0, 0 },
    { RATED ("<DefaultRateInStream basis='perContainerUpdate' minimumValue='1'/>", N), 0, 0 },
    { "<SequenceContainer name='A'><DefaultRateInStream minimumValue='0.1'/><EntryList>" N
      "</EntryList></SequenceContainer><SequenceContainer name='B'><DefaultRateInStream "
      "minimumValue='0.02'/><EntryList><ParameterRefEntry parameterRef='Z'/></EntryList>"
      "<BaseContainer containerRef='A'/></SequenceContainer>", 30, 150 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (HEAD LITTLE ARRAY STRING PARAMETERS, cases[i].containers,
        TAIL, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmPacketProgram) program = tlm_xtce_read (text, strlen (text), "rate.xml", &error);
    g_assert_no_error (error);
    gint n = tlm_packet_program_find (program, "N"), z = tlm_packet_program_find (program, "Z");
    g_assert_cmpint (n, >=, 0);
    g_assert_cmpint (((TlmPacketField *) program->fields->pdata[n])->longest_gap_ns, ==,
        llround (cases[i].n_s * 1e9));
    if (z >= 0)
      g_assert_cmpint (((TlmPacketField *) program->fields->pdata[z])->longest_gap_ns, ==,
          llround (cases[i].z_s * 1e9));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xtce/varying", test_varying);
  g_test_add_func ("/xtce/wrong", test_wrong);
  g_test_add_func ("/xtce/mutations", test_mutations);
  g_test_add_func ("/xtce/rate", test_rate);
  return g_test_run ();
}
