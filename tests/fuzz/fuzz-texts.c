/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Everything else that reads what people write, with damaged input: times, places, columns, missions,
 * profiles, rules, layouts, templates, XTCE, element sets, tables. Each has to read it or to say what is
 * wrong, and what it says has to be text. Every input is a block of memory of its own. With --long, a
 * hundred times as long. With names of files, those alone, once for each reader. */
#include <string.h>

#include "core/base/key-file.h"
#include "core/base/print-safe.h"
#include "core/base/xml-check.h"
#include "core/decode/packets/definition/field-map.h"
#include "core/decode/packets/definition/xtce.h"
#include "core/decode/registry.h"
#include "core/decode/table/column-option.h"
#include "core/footage/marks.h"
#include "core/footage/timecode.h"
#include "core/mission/mission.h"
#include "core/phases/profile.h"
#include "core/phases/rule.h"
#include "core/space/frames/eop.h"
#include "core/space/orbit/tle.h"
#include "core/time/leap.h"
#include "core/time/stamp.h"
#include "core/time/text.h"
#include "core/time/zone.h"
#include "fuzz/mutate.h"
#include "fuzz/seeds.h"
#include "render/draw/svg-check.h"
#include "render/layout/condition.h"
#include "render/layout/template.h"
#include "render/widgets/layout-load.h"

#define ROUNDS 400

/* TEXT, of any bytes unless is_utf8 below, ends with a NUL behind its LENGTH bytes. FALSE with an error, or TRUE. */
typedef gboolean (*Read) (const char *text, gsize length, GError **error);

static gboolean
read_time (const char *text, gsize length, GError **error)
{
  TlmClock clock;
  TlmStamp stamp;
  gint64 ns;

  for (TlmDateOrder order = TLM_DATE_PLAIN; order <= TLM_DATE_YMD; order++)
    tlm_stamp_parse (text, length, order, &stamp);
  tlm_stamp_hhmmss (text, length, &ns);
  return tlm_time_parse (text, (gssize) length, TLM_SCALE_UTC, &clock, &ns, error);
}

static gboolean
read_zone (const char *text, gsize length, GError **error)
{
  GTimeZone *zone = tlm_zone_parse (text, error);
  gint64 utc_s[2];

  if (!zone)
    return FALSE;
  tlm_zone_instants (zone, (gint64) g_str_hash (text), utc_s);
  g_time_zone_unref (zone);
  return TRUE;
}

static gboolean
read_place (const char *text, gsize length, GError **error)
{
  TlmTimecode timecode;
  TlmMarks marks;
  TlmPlace place;
  gboolean drop;

  tlm_timecode_parse (text, &timecode, &drop);
  tlm_marks_parse (text, &marks, NULL);
  return tlm_place_parse (text, &place, error);
}

static gboolean
read_columns (const char *text, gsize length, GError **error)
{
  GPtrArray *options = tlm_column_options_parse (text, error);

  if (options)
    g_ptr_array_unref (options);
  return options != NULL;
}

static gboolean
read_mission (const char *text, gsize length, GError **error)
{
  g_autoptr (TlmMission) mission = tlm_mission_parse (text, (gssize) length, "x.mission", error);

  return mission != NULL;
}

static gboolean
read_profile (const char *text, gsize length, GError **error)
{
  g_autoptr (TlmProfile) profile = tlm_profile_parse (text, (gssize) length, "x.profile", error);

  return profile != NULL;
}

static gboolean
read_rule (const char *text, gsize length, GError **error)
{
  TlmRule *rule = tlm_rule_parse (text, error);

  tlm_rule_free (rule);
  return rule != NULL;
}

static gboolean
read_xtce (const char *text, gsize length, GError **error)
{
  TlmPacketProgram *program = tlm_xtce_read (text, length, "x.xml", error);

  tlm_packet_program_free (program);
  return program != NULL;
}

static gboolean
read_fields (const char *text, gsize length, GError **error)
{
  TlmPacketProgram *program = tlm_field_map_read (text, length, "x.csv", -1, error);

  tlm_packet_program_free (program);
  return program != NULL;
}

static gboolean
read_tle (const char *text, gsize length, GError **error)
{
  GArray *elements = tlm_tle_parse (text, length, "x.tle", error);

  if (elements)
    g_array_unref (elements);
  return elements != NULL;
}

static gboolean
read_eop (const char *text, gsize length, GError **error)
{
  TlmEop *eop = tlm_eop_parse (text, "x.eop", error);

  tlm_eop_free (eop);
  return eop != NULL;
}

static gboolean
read_leap (const char *text, gsize length, GError **error)
{
  TlmLeapTable table;

  return tlm_leap_table_parse (text, (gssize) length, &table, error);
}

static gboolean
read_layout (const char *text, gsize length, GError **error)
{
  TlrLayout *layout = tlr_layout_parse ("x.layout", text, (gssize) length, error);

  tlr_layout_unref (layout);
  return layout != NULL;
}

static gboolean
read_template (const char *text, gsize length, GError **error)
{
  TlrTemplate *template = tlr_template_parse (text, error);

  tlr_template_free (template);
  return template != NULL;
}

static gboolean
read_condition (const char *text, gsize length, GError **error)
{
  TlrCondition condition;

  return tlr_condition_parse (text, &condition, error);
}

static gboolean
read_svg (const char *text, gsize length, GError **error)
{
  g_free (tlr_svg_check ((const guint8 *) text, length));
  return TRUE;
}

static gboolean
read_print (const char *text, gsize length, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *safe = tlm_print_safe (text);

  tlm_print_safe_lines (text, length, lines);
  g_assert_true (g_utf8_validate_len (lines->str, lines->len, NULL));
  g_assert_true (g_utf8_validate (safe, -1, NULL) && !strpbrk (safe, "\033\n\r\a"));
  return TRUE;
}

/* Which decoder it is, of any bytes. */
static gboolean
read_type (const char *text, gsize length, GError **error)
{
  const TlmDecodeOptions none = { 0 };

  return length == 0 || tlm_decoder_find ((const guint8 *) text, length, "x", &none, error) != NULL;
}

/* Of each the first word of what is damaged; DICTIONARY: what stands in such a text. */
static const struct {
  const char *name;
  Read read;
  const char *seed, *dictionary;
  gboolean is_utf8;            /* whoever calls it has made sure of that */
} readers[] = {
  { .name = "time", .read = read_time, .seed = "2021-10-05T08:55:02.442Z",
    .dictionary = "T+ T- L- Z UTC : - . , / +02:00 60 24:00 9999 1d PM 99999999999999999999 2021-278" },
  { .name = "zone", .read = read_zone, .is_utf8 = TRUE, .seed = "Europe/Berlin", .dictionary = "+02:00 none UTC / ../ -99:99 Z" },
  { .name = "place", .read = read_place, .is_utf8 = TRUE, .seed = "12.5@T+0; #374@2021-10-05T08:55:02Z; 10:42:13;07@T+3",
    .dictionary = "@ ; # : T+ 00:00:00:00 99999999999999999999 -" },
  { .name = "columns", .read = read_columns, .is_utf8 = TRUE, .seed = "altitude=alt:ft,speed=vz:ft/s,time=Date:date+Time:time",
    .dictionary = "time= = : + , mjd tai jd unix hhmmss timezone= dialect= date= ft/s event= vehicle=" },
  { .name = "mission", .read = read_mission,
    .seed = "[mission]\nname=x\nliftoff=2021-10-05T08:55:02Z\n[telemetry]\nlocation=a.csv\noffset=1\n"
        "[events]\nmeco=147\n[clock]\nholds=-00:04:00/00:10:00\n[vehicle a]\nlabel=b\n",
    .dictionary = "[ ] = \n [mission] [telemetry] [packets] [stream] [nominal] [footage] marks= T-10 %" },
  { .name = "profile", .read = read_profile,
    .seed = "[profile]\nname=x\n[event a]\nrule=altitude > 100 for 2\nphase=b\n",
    .dictionary = "[event [phase rule= after= for within and or not rising falling > < ( )" },
  { .name = "rule", .read = read_rule, .is_utf8 = TRUE, .seed = "altitude > 100 and vertical-speed falls below 0 for 2 s",
    .dictionary = "and or not ( ) > < >= for within after before max min 1e308 nan -" },
  { .name = "xtce", .read = read_xtce,
    .seed = "<SpaceSystem name=\"a\" xmlns=\"http://www.omg.org/spec/XTCE/20180204\"><TelemetryMetaData>"
        "<ParameterTypeSet><IntegerParameterType name=\"t\"><IntegerDataEncoding sizeInBits=\"8\"/>"
        "</IntegerParameterType></ParameterTypeSet><ParameterSet><Parameter name=\"p\" parameterTypeRef=\"t\"/>"
        "</ParameterSet><ContainerSet><SequenceContainer name=\"c\"><EntryList><ParameterRefEntry "
        "parameterRef=\"p\"/></EntryList></SequenceContainer></ContainerSet></TelemetryMetaData></SpaceSystem>",
    .dictionary = "< > </ /> \" = sizeInBits -1 99999999 BaseContainer RestrictionCriteria Comparison" },
  { .name = "fields", .read = read_fields,
    .seed = "packet,apid,field,offset,type,unit\na,5,b,0,uint16,m\na,5,c,16,float32,s\n",
    .dictionary = ", \n uint64 int1 float64 string bytes -1 99999999" },
  { .name = "tle", .read = read_tle,
    .seed = "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
        "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n",
    .dictionary = "1 2 A0005 -0 +9 .99999999" },
  { .name = "eop", .read = read_eop, .seed = "60000 0.1 0.2 -0.01 0\n", .dictionary = "- . \n 99999 nan" },
  { .name = "leap", .read = read_leap, .seed = "#$ 3676924800\n#@ 3896899200\n2272060800 10\n3692217600 37\n",
    .dictionary = "# #$ #@ #h \n - 99999999999999999999" },
  { .name = "layout", .read = read_layout,
    .seed = "[layout]\nname=x\n[widget a]\ntype=text\nanchor=top-left\ntext={altitude:km:.1}\n",
    .dictionary = "[widget [ ] = \n type= { } : color= #ff00ff font= anchor= when= size=" },
  { .name = "template", .read = read_template, .is_utf8 = TRUE, .seed = "{altitude:km:.1} {phase|upper} {{x}} {speed?fast:slow}",
    .dictionary = "{ } {{ }} : | ? . % 999999999 t utc" },
  { .name = "condition", .read = read_condition, .is_utf8 = TRUE, .seed = "phase is ascent and altitude > 100 km",
    .dictionary = "and or not is > < has events ( ) km 1e308" },
  { .name = "svg", .read = read_svg,
    .seed = "<svg xmlns=\"http://www.w3.org/2000/svg\"><filter id=\"f\"><feTurbulence numOctaves=\"3\"/></filter>"
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/></svg>",
    .dictionary = "< > <!DOCTYPE <!ENTITY [ ]> \" ' = &x; data: <use style filter numOctaves" },
  { .name = "print", .read = read_print, .seed = "a\033[31m\u202e\n\302\233", .dictionary = "\033 \302 \342\200 \377" },
  { .name = "type", .read = read_type, .seed = "time[s],altitude[m]\n0,1\n1,2\n",
    .dictionary = "{ [ < CCSDS_ $GP \037\213 sep= \357\273\277 \377\376 ftyp" },
};

static guint rounds = ROUNDS;

static void
try_input (gsize reader, const GByteArray *bytes)
{
  char *text = g_malloc (bytes->len + 1);
  g_autoptr (GError) error = NULL;
  gsize length = bytes->len;
  gboolean done;

  if (bytes->len > 0)
    memcpy (text, bytes->data, bytes->len);
  text[bytes->len] = '\0';
  if (readers[reader].is_utf8) {
    char *valid = g_utf8_make_valid (text, -1);
    g_free (text);
    text = valid;
    length = strlen (text);
  }
  done = readers[reader].read (text, length, &error);
  g_assert_true (done || error);
  g_free (text);
  g_assert_true (!error || g_utf8_validate (error->message, -1, NULL));
}

/* A word of the dictionary somewhere. */
static void
put_word (GByteArray *bytes, char *const *words, GRand *rand)
{
  const char *word = words[g_rand_int_range (rand, 0, (gint32) g_strv_length ((char **) words))];
  const guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len + 1);
  g_autofree guint8 *rest = bytes->len > at ? g_memdup2 (bytes->data + at, bytes->len - at) : NULL;
  const guint n = bytes->len - at;

  g_byte_array_set_size (bytes, at);
  g_byte_array_append (bytes, (const guint8 *) word, (guint) strlen (word));
  if (rest)
    g_byte_array_append (bytes, rest, n);
}

static void
test_reader (gconstpointer data)
{
  const gsize reader = GPOINTER_TO_SIZE (data);
  g_auto (GStrv) words = g_strsplit (readers[reader].dictionary, " ", -1);
  g_autoptr (GRand) rand = fuzz_rand (readers[reader].name);

  for (guint i = 0; i < rounds; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    const Seed *other = &seeds[i % G_N_ELEMENTS (seeds)];
    if (i % 8 == 7)
      g_byte_array_append (bytes, (const guint8 *) other->text, (guint) seed_length (other));
    else
      g_byte_array_append (bytes, (const guint8 *) readers[reader].seed, (guint) strlen (readers[reader].seed));
    for (gint32 k = i == 0 ? 0 : g_rand_int_range (rand, 1, 8); k > 0; k--)
      if (g_rand_boolean (rand))
        fuzz_mutate (bytes, rand);
      else
        put_word (bytes, words, rand);
    try_input (reader, bytes);
  }
}

static void
replay (const char *path)
{
  g_autoptr (GByteArray) bytes = NULL;
  char *content;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    g_error ("%s cannot be read", path);
  bytes = g_byte_array_new_take ((guint8 *) content, length);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    try_input (i, bytes);
}

int
main (int argc, char *argv[])
{
  gboolean replayed = FALSE;

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++) {
    if (strcmp (argv[i], "--long") == 0)
      rounds = 100 * ROUNDS;
    else if ((replayed = g_file_test (argv[i], G_FILE_TEST_IS_REGULAR)))
      replay (argv[i]);
  }
  if (replayed)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    g_autofree char *path = g_strconcat ("/fuzz-texts/", readers[i].name, NULL);
    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_reader);
  }
  return g_test_run ();
}
