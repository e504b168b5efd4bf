/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What core reads of what people write: times, places, columns, missions, profiles, rules, XTCE, fields
 * of packets, element sets, tables of the Earth. */
#include <string.h>

#include "core/base/print-safe.h"
#include "core/decode/packets/definition/field-map.h"
#include "core/decode/packets/definition/xtce.h"
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
#include "core/time/sum.h"
#include "core/time/text.h"
#include "core/time/zone.h"
#include "fuzz/oracle.h"
#include "fuzz/target.h"

static gboolean
read_time (const char *text, gsize length, GError **error)
{
  TlmClock clock;
  TlmStamp stamp;
  gint64 ns;

  for (TlmDateOrder order = TLM_DATE_PLAIN; order <= TLM_DATE_YMD; order++)
    tlm_stamp_parse (text, length, order, &stamp);
  tlm_stamp_hhmmss (text, length, &ns);
  if (!tlm_time_parse (text, (gssize) length, TLM_SCALE_UTC, &clock, &ns, error))
    return FALSE;
  if (clock == TLM_CLOCK_TAI && !tlm_time_is_usual (clock, ns))
    g_error ("%.*s is %" G_GINT64_FORMAT " ns", (int) length, text, ns);
  return TRUE;
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
  return tlm_marks_parse (text, &marks, NULL) || tlm_place_parse (text, &place, error);
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
  TlmCondition *rule = tlm_rule_parse (text, error);

  tlm_condition_unref (rule);
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
read_print (const char *text, gsize length, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *safe = tlm_print_safe (text);

  tlm_print_safe_lines (text, length, lines);
  g_assert_true (g_utf8_validate_len (lines->str, lines->len, NULL));
  fuzz_check_message ("what is safe to print", safe);
  return TRUE;
}

static const FuzzTarget targets[] = {
  { .name = "time", .run = fuzz_run_read, .read = read_time, .dictionary = "times", .longest = 64,
    .seed = "2021-10-05T08:55:02.442Z" },
  { .name = "zone", .run = fuzz_run_read, .read = read_zone, .is_utf8 = TRUE, .dictionary = "times", .longest = 64,
    .seed = "Europe/Berlin" },
  { .name = "place", .run = fuzz_run_read, .read = read_place, .is_utf8 = TRUE, .dictionary = "times", .longest = 256,
    .seed = "12.5@T+0; #374@2021-10-05T08:55:02Z; 10:42:13;07@T+3" },
  { .name = "columns", .run = fuzz_run_read, .read = read_columns, .is_utf8 = TRUE, .dictionary = "table", .longest = 512,
    .seed = "altitude=alt:ft,speed=vz:ft/s,time=Date:date+Time:time" },
  { .name = "mission", .run = fuzz_run_read, .read = read_mission, .dictionary = "keys",
    .seed = "[mission]\nname=x\nliftoff=2021-10-05T08:55:02Z\n[telemetry]\nlocation=a.csv\ntime-offset=1\n"
        "[events]\nmeco=147\n[clock]\nholds=-00:04:00/00:10:00\n[vehicle a]\nlabel=b\n" },
  { .name = "profile", .run = fuzz_run_read, .read = read_profile, .dictionary = "keys",
    .seed = "[profile]\nlabel=x\n[phase liftoff]\nphase=ascent\nstart=yes\nrule=rising and height > 5 m\nedge=speed\n"
        "dwell=1.5\nnominal=0\nprompt=yes\n[phase burn]\nafter=liftoff\nrule=pace > 9 m/s\nleave=pace < 8 m/s\nend=burn-end\n"
        "wait=7\ncertain=on-ground\n" },
  { .name = "rule", .run = fuzz_run_read, .read = read_rule, .is_utf8 = TRUE, .dictionary = "condition", .longest = 512,
    .seed = "altitude > 100 km and slope(pace) > 0.5 m/s2 or not at-rest and since(meco) > 3 s" },
  { .name = "xtce", .run = fuzz_run_read, .read = read_xtce, .dictionary = "xml",
    .seed = "<SpaceSystem name=\"a\" xmlns=\"http://www.omg.org/spec/XTCE/20180204\"><TelemetryMetaData>"
        "<ParameterTypeSet><IntegerParameterType name=\"t\"><IntegerDataEncoding sizeInBits=\"8\"/>"
        "</IntegerParameterType></ParameterTypeSet><ParameterSet><Parameter name=\"p\" parameterTypeRef=\"t\"/>"
        "</ParameterSet><ContainerSet><SequenceContainer name=\"c\"><EntryList><ParameterRefEntry "
        "parameterRef=\"p\"/></EntryList></SequenceContainer></ContainerSet></TelemetryMetaData></SpaceSystem>" },
  { .name = "fields", .run = fuzz_run_read, .read = read_fields, .dictionary = "packets",
    .seed = "name,data_type,bit_length\nT,uint,32\nA,int,16\nF,float,32\nS,str,64\n" },
  { .name = "elements", .run = fuzz_run_read, .read = read_tle, .dictionary = "ndm",
    .seed = "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n"
        "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n" },
  { .name = "eop", .run = fuzz_run_read, .read = read_eop, .dictionary = "times", .seed = "DATE,MJD,X,Y,UT1-UTC,LOD,DPSI,DEPS,DX,DY,DAT,DATA_TYPE\n"
        "2017-01-01,57754,0.075,0.274,0.591,0.0012,-0.1,-0.01,0.0001,-0.0001,37,O\n"
        "2017-01-02,57755,0.074,0.275,0.590,0.0011,-0.1,-0.01,0.0001,-0.0001,37,O\n" },
  { .name = "leap", .run = fuzz_run_read, .read = read_leap, .dictionary = "times",
    .seed = "#$ 3676924800\n#@ 3896899200\n2272060800 10\n2287785600 11\n" },
  { .name = "print", .run = fuzz_run_read, .read = read_print, .dictionary = "keys", .longest = 256,
    .seed = "a\033[31m\u202e\n\302\233" },
};

const FuzzSet fuzz_core_texts = { .targets = targets, .n = G_N_ELEMENTS (targets) };
