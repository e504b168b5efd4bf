/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/space/orbit/tle.h"
#include "core/time/utc.h"
#include "shared-data.h"

#define ISS_1 "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927"
#define ISS_2 "2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537"
#define OLD_1 "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753"
#define OLD_2 "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667"

static GArray *
parse (const char *text, GError **error)
{
  return tlm_tle_parse (text, strlen (text), "sets.tle", error);
}

/* The first set of TEXT, which has COUNT. */
static TlmMeanElements
parse_first (const char *text, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sets = parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sets->len, ==, count);
  return g_array_index (sets, TlmMeanElements, 0);
}

static void
check_iss (const TlmMeanElements *e)
{
  g_assert_cmpuint (e->catalogue_number, ==, 25544);
  g_assert_cmpstr (e->international_designator, ==, "1998-067A");
  g_assert_cmpfloat_with_epsilon (e->inclination, 51.6416 * G_PI / 180.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (e->raan, 247.4627 * G_PI / 180.0, 1e-14);
  g_assert_cmpfloat (e->eccentricity, ==, 0.0006703);
  g_assert_cmpfloat_with_epsilon (e->argument_perigee, 130.5360 * G_PI / 180.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (e->mean_anomaly, 325.0288 * G_PI / 180.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (e->mean_motion, 15.72125391 * 2.0 * G_PI / 86400.0, 1e-17);
  g_assert_cmpfloat (e->bstar, ==, -0.11606e-4);
  g_assert_cmpfloat_with_epsilon (e->mean_motion_dot,
      -0.00002182 * 2.0 * G_PI / 86400.0 / 86400.0, 1e-27);
  g_assert_cmpfloat (e->mean_motion_ddot, ==, 0.0);
}

static void
check_epoch (TlmInstant epoch, gint year, gint month, gint day, gint hour, gint minute,
    gint second, gint nanosecond)
{
  TlmUtc utc = { 0 };

  g_assert_true (tlm_instant_to_utc (epoch, &utc));
  g_assert_cmpint (utc.year, ==, year);
  g_assert_cmpint (utc.month, ==, month);
  g_assert_cmpint (utc.day, ==, day);
  g_assert_cmpint (utc.hour, ==, hour);
  g_assert_cmpint (utc.minute, ==, minute);
  g_assert_cmpint (utc.second, ==, second);
  g_assert_cmpint (utc.nanosecond, ==, nanosecond);
}

/* Day 264.51782528 of 2008 is 20 September, 12:25:40.104192. */
static void
test_fields (void)
{
  TlmMeanElements e = parse_first (ISS_1 "\n" ISS_2 "\n", 1);

  check_iss (&e);
  g_assert_cmpstr (e.name, ==, "");
  check_epoch (e.epoch, 2008, 9, 20, 12, 25, 40, 104192000);
}

/* Ways to lay one set out. */
static const struct {
  const char *text, *name;
  guint count;
} layouts[] = {
  { ISS_1 "\n" ISS_2, "", 1 },
  { ISS_1 "\r\n" ISS_2 "\r\n", "", 1 },
  { ISS_1 "\r" ISS_2 "\r", "", 1 },
  { "\xef\xbb\xbf" ISS_1 "\n" ISS_2 "\n", "", 1 },
  { "ISS (ZARYA)             \n" ISS_1 "\n" ISS_2 "\n", "ISS (ZARYA)", 1 },
  { "0 ISS (ZARYA)\r\n" ISS_1 "\r\n" ISS_2 "\r\n", "ISS (ZARYA)", 1 },
  { "1 HOPPER\n" ISS_1 "\n" ISS_2 "\n", "1 HOPPER", 1 },
  { "\xd0\x9c\xd0\xb8\xd1\x80\n" ISS_1 "\n" ISS_2 "\n", "\xd0\x9c\xd0\xb8\xd1\x80", 1 },
  { "# of today\n\n  \n" ISS_1 "\n# between\n" ISS_2 "\n\n", "", 1 },
  { ISS_1 "   tail\n" ISS_2 "     0.00      4320.0        360.00\n", "", 1 },
  { "ISS\n" ISS_1 "\n" ISS_2 "\nVANGUARD 1\n" OLD_1 "\n" OLD_2 "\n", "ISS", 2 },
  { ISS_1 "\n" ISS_2 "\n" OLD_1 "\n" OLD_2 "\n" ISS_1 "\n" ISS_2 "\n", "", 3 },
};

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++) {
    TlmMeanElements e = parse_first (layouts[i].text, layouts[i].count);

    check_iss (&e);
    g_assert_cmpstr (e.name, ==, layouts[i].name);
    g_assert_true (tlm_tle_probe (layouts[i].text, strlen (layouts[i].text)));
  }
}

/* A set like ISS's with TEXT put at COLUMN of LINE (1 or 2; the catalogue
 * number at column 3 goes into both) and the checksums put right. */
static char *
vary (guint line, guint column, const char *text)
{
  char lines[2][70] = { ISS_1, ISS_2 };

  memcpy (lines[line - 1] + column - 1, text, strlen (text));
  if (column == 3)
    memcpy (lines[2 - line] + 2, text, strlen (text));
  for (guint i = 0; i < 2; i++)
    lines[i][68] = (char) ('0' + tlm_tle_checksum (lines[i]));
  return g_strdup_printf ("%s\n%s\n", lines[0], lines[1]);
}

static TlmMeanElements
parse_varied (guint line, guint column, const char *text)
{
  g_autofree char *set = vary (line, column, text);

  return parse_first (set, 1);
}

static const struct {
  const char *text;
  guint32 number;
} catalogue_numbers[] = {
  { "    5", 5 }, { "00005", 5 }, { "99999", 99999 }, { "A0000", 100000 }, { "E8493", 148493 },
  { "H9999", 179999 }, { "J0000", 180000 }, { "N9999", 229999 }, { "P0000", 230000 },
  { "Z9999", 339999 },
};

static void
test_catalogue_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (catalogue_numbers); i++)
    g_assert_cmpuint (parse_varied (1, 3, catalogue_numbers[i].text).catalogue_number, ==,
        catalogue_numbers[i].number);
}

static const struct {
  const char *text;
  double bstar;
} drag_terms[] = {
  { " 28098-4", 0.28098e-4 }, { "-11606-4", -0.11606e-4 }, { "+12345-3", 0.12345e-3 },
  { " 00000-0", 0.0 }, { " 00000+0", 0.0 }, { "        ", 0.0 }, { " 14311-1", 0.14311e-1 },
  { " 12345+1", 1.2345 }, { " 12345 0", 0.12345 }, { "   123-4", 0.00123e-4 },
};

static void
test_drag_terms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (drag_terms); i++)
    g_assert_cmpfloat (parse_varied (1, 54, drag_terms[i].text).bstar, ==, drag_terms[i].bstar);
}

static void
test_epochs (void)
{
  check_epoch (parse_varied (1, 19, "57277.80000000").epoch, 1957, 10, 4, 19, 12, 0, 0);
  check_epoch (parse_varied (1, 19, "99365.99999999").epoch, 1999, 12, 31, 23, 59, 59, 999136000);
  check_epoch (parse_varied (1, 19, "00366.00000000").epoch, 2000, 12, 31, 0, 0, 0, 0);
  check_epoch (parse_varied (1, 19, "56001.00000000").epoch, 2056, 1, 1, 0, 0, 0, 0);
  check_epoch (parse_varied (1, 19, "24  1.5       ").epoch, 2024, 1, 1, 12, 0, 0, 0);
}

static void
test_designators (void)
{
  g_assert_cmpstr (parse_varied (1, 10, "57001B  ").international_designator, ==, "1957-001B");
  g_assert_cmpstr (parse_varied (1, 10, "24123ABC").international_designator, ==, "2024-123ABC");
  g_assert_cmpstr (parse_varied (1, 10, "        ").international_designator, ==, "");
  g_assert_cmpstr (parse_varied (1, 10, "TBA     ").international_designator, ==, "TBA");
}

/* Whole texts that are no element sets: what the message must say. */
static const struct {
  const char *text;
  const char *place; /* its beginning */
  const char *says;
} malformed_texts[] = {
  { "", "sets.tle:1:1:", "expected an element set" },
  { "\n# nothing\n", "sets.tle:3:1:", "expected an element set" },
  { ISS_1 "\n", "sets.tle:2:1:", "expected line 2" },
  { ISS_2 "\n", "sets.tle:1:1:", "expected line 1" },
  { ISS_1 "\n" ISS_1 "\n", "sets.tle:2:1:", "expected line 2" },
  { "ISS\n" ISS_2 "\n", "sets.tle:2:1:", "expected line 1" },
  { "ISS\nISS\n" ISS_1 "\n" ISS_2 "\n", "sets.tle:2:1:", "found \"ISS\"" },
  { "ISS\n", "sets.tle:2:1:", "found the end of the text" },
  { "I\tSS\n" ISS_1 "\n" ISS_2 "\n", "sets.tle:1:2:", "byte 0x09 in a name" },
  { "\xff\xfe\n" ISS_1 "\n" ISS_2 "\n", "sets.tle:1:1:", "not UTF-8" },
  { ISS_1 "\n" OLD_2 "\n", "sets.tle:2:3:", "found catalogue number 5, expected 25544" },
  { "1 25544U 98067A   08264.51782528\n" ISS_2 "\n", "sets.tle:1:33:", "expected 69 columns" },
  { ISS_1 "\n" ISS_2 "7\n", "sets.tle:2:70:", "after the checksum" },
  { "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2926\n" ISS_2 "\n",
      "sets.tle:1:69:", "found checksum \"6\", expected 7" },
  { ISS_1 "\n2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563530\n",
      "sets.tle:2:69:", "found checksum \"0\", expected 7" },
  { ISS_1 "\n" ISS_2 "\nISS\n1 25544", "sets.tle:4:8:", "expected 69 columns" },
};

static void
check_refused (const char *text, const char *place, const char *says)
{
  g_autoptr (GError) error = NULL;
  GArray *sets = parse (text, &error);

  g_assert_null (sets);
  g_assert_error (error, TLM_ERROR, TLM_ERROR_FORMAT);
  if (!g_str_has_prefix (error->message, place) || !strstr (error->message, says))
    g_error ("expected \"%s … %s\", got \"%s\"", place, says, error->message);
}

static void
test_malformed_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed_texts); i++)
    check_refused (malformed_texts[i].text, malformed_texts[i].place, malformed_texts[i].says);
}

/* Fields that are wrong while the checksum is right. */
static const struct {
  guint line, column;
  const char *text, *place, *says;
} malformed_fields[] = {
  { 1, 3, "I0000", "sets.tle:1:3:", "found catalogue number \"I0000\"" },
  { 1, 3, "A00 0", "sets.tle:1:3:", "expected five digits" },
  { 1, 9, "X", "sets.tle:1:9:", "expected a blank" },
  { 1, 19, " 8", "sets.tle:1:19:", "expected two digits" },
  { 1, 21, "000.51782528", "sets.tle:1:21:", "expected a day of the year 2008" },
  { 1, 21, "367.00000000", "sets.tle:1:21:", "below 367.0" },
  { 1, 19, "07366.00000000", "sets.tle:1:21:", "below 366.0" },
  { 1, 21, "264,51782528", "sets.tle:1:21:", "found epoch day \"264,51782528\"" },
  { 1, 34, " 1.2.3    ", "sets.tle:1:34:", "found mean motion derivative \"1.2.3\"" },
  { 1, 54, " 12X45-4", "sets.tle:1:54:", "found B* drag term \"12X45-4\"" },
  { 1, 54, " 12345-A", "sets.tle:1:54:", "like \"-12345-6\" in columns 54 to 61" },
  { 1, 54, " 12345  ", "sets.tle:1:54:", "B* drag term" },
  { 1, 63, "4", "sets.tle:1:63:", "SGP4-XP" },
  { 2, 9, "181.0000", "sets.tle:2:9:", "found inclination 181.0000, expected 0 to 180" },
  { 2, 9, "-01.0000", "sets.tle:2:9:", "found inclination" },
  { 2, 9, "        ", "sets.tle:2:9:", "found inclination \"\"" },
  { 2, 18, "360.0001", "sets.tle:2:18:", "right ascension" },
  { 2, 27, "00 6703", "sets.tle:2:27:", "found eccentricity \"00 6703\"" },
  { 2, 27, ".006703", "sets.tle:2:27:", "like \"0001234\"" },
  { 2, 35, "1e1     ", "sets.tle:2:35:", "argument of perigee" },
  { 2, 44, "     nan", "sets.tle:2:44:", "mean anomaly" },
  { 2, 53, " 0.00000000", "sets.tle:2:53:", "mean motion" },
  { 2, 53, "25.72125391", "sets.tle:2:53:", "found mean motion 25.72125391" },
  { 2, 30, "\x01", "sets.tle:2:30:", "found byte 0x01" },
};

static void
test_malformed_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed_fields); i++) {
    g_autofree char *set = vary (malformed_fields[i].line, malformed_fields[i].column,
        malformed_fields[i].text);

    check_refused (set, malformed_fields[i].place, malformed_fields[i].says);
  }
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (TLM_OBJECT_NAME_SIZE, 'x');
  g_autofree char *refused = g_strdup_printf ("%s\n" ISS_1 "\n" ISS_2 "\n", name);
  g_autofree char *kept = g_strdup_printf ("%s\n" ISS_1 "\n" ISS_2 "\n", name + 1);
  TlmMeanElements e = parse_first (kept, 1);

  g_assert_cmpstr (e.name, ==, name + 1);
  check_refused (refused, "sets.tle:1:1:", "expected a name of at most 71");
}

static void
test_probe (void)
{
  g_assert_false (tlm_tle_probe ("", 0));
  g_assert_false (tlm_tle_probe ("t,altitude\n1,2\n", 15));
  g_assert_false (tlm_tle_probe (ISS_2, strlen (ISS_2)));
  g_assert_true (tlm_tle_probe (ISS_1, 20));
}

static void
test_verification_file (void)
{
  g_autofree char *path = shared_data_path ("tle/SGP4-VER-first20.TLE");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sets = NULL;
  gsize length;

  if (!path)
    return;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (tlm_tle_probe (text, 256));
  sets = tlm_tle_parse (text, length, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sets->len, ==, 20);
  for (guint i = 0; i < sets->len; i++)
    g_assert_true (tlm_mean_elements_validate (&g_array_index (sets, TlmMeanElements, i), NULL));
}

/* Changes some bytes, or cuts the text, or puts a correct checksum back so
 * that the fields behind it are reached too. */
static void
mutate (GString *text)
{
  for (int n = g_test_rand_int_range (1, 6); n > 0; n--) {
    gsize at = (gsize) g_test_rand_int_range (0, (gint32) text->len);

    text->str[at] = g_test_rand_bit () ? (char) g_test_rand_int_range (0, 256)
        : "0123456789 .-+\n"[g_test_rand_int_range (0, 15)];
  }
  if (g_test_rand_int_range (0, 8) == 0)
    g_string_truncate (text, (gsize) g_test_rand_int_range (0, (gint32) text->len));
  if (text->len >= 69 && g_test_rand_bit ())
    text->str[68] = (char) ('0' + tlm_tle_checksum (text->str));
  if (text->len >= 139 && g_test_rand_bit ())
    text->str[138] = (char) ('0' + tlm_tle_checksum (text->str + 70));
}

/* Any text is refused with an error, or gives valid elements; the copy of
 * exactly its length lets a sanitizer see a read past the end. */
static void
test_mutations (void)
{
  guint accepted = 0;

  for (int i = 0; i < 100000; i++) {
    g_autoptr (GString) text = g_string_new (ISS_1 "\n" ISS_2 "\nVANGUARD\n" OLD_1 "\n" OLD_2);
    g_autofree char *exact = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) sets = NULL;

    mutate (text);
    exact = g_memdup2 (text->str, text->len);
    sets = tlm_tle_parse (exact, text->len, "sets.tle", &error);
    g_assert_true ((sets == NULL) == (error != NULL));
    if (error)
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    tlm_tle_probe (exact, text->len);
    for (guint k = 0; sets && k < sets->len; k++)
      g_assert_true (tlm_mean_elements_validate (&g_array_index (sets, TlmMeanElements, k), NULL));
    accepted += sets != NULL;
  }
  g_test_message ("%u of 100000 mutations are still element sets", accepted);
  g_assert_cmpuint (accepted, >, 100);
}

typedef void (*Spoil) (TlmMeanElements *elements);

static void spoil_epoch (TlmMeanElements *e) { e->epoch = TLM_TIME_NONE; }
static void spoil_motion (TlmMeanElements *e) { e->mean_motion = 0.0; }
static void spoil_eccentricity (TlmMeanElements *e) { e->eccentricity = 1.0; }
static void spoil_inclination (TlmMeanElements *e) { e->inclination = -0.1; }
static void spoil_raan (TlmMeanElements *e) { e->raan = INFINITY; }
static void spoil_perigee (TlmMeanElements *e) { e->argument_perigee = NAN; }
static void spoil_anomaly (TlmMeanElements *e) { e->mean_anomaly = 360.0; }
static void spoil_bstar (TlmMeanElements *e) { e->bstar = NAN; }
static void spoil_number (TlmMeanElements *e) { e->catalogue_number = 1000000000; }
static void spoil_name (TlmMeanElements *e) { memset (e->name, 'x', sizeof e->name); }
static void spoil_designator (TlmMeanElements *e) { e->international_designator[0] = '\xff'; }

static const struct {
  Spoil spoil;
  const char *says;
} invalid[] = {
  { spoil_epoch, "no epoch" }, { spoil_motion, "mean motion is 0 rev/day" },
  { spoil_eccentricity, "eccentricity is 1" }, { spoil_inclination, "inclination is -5.7" },
  { spoil_raan, "right ascension of the node is inf" },
  { spoil_perigee, "argument of perigee is nan" },
  { spoil_anomaly, "must be -360 to 360" }, { spoil_bstar, "B* is nan" },
  { spoil_number, "at most 999999999" }, { spoil_name, "no UTF-8" },
  { spoil_designator, "no UTF-8" },
};

static void
test_validate (void)
{
  TlmMeanElements right = parse_first (ISS_1 "\n" ISS_2 "\n", 1);

  g_assert_true (tlm_mean_elements_validate (&right, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++) {
    TlmMeanElements wrong = right;
    g_autoptr (GError) error = NULL;

    invalid[i].spoil (&wrong);
    g_assert_false (tlm_mean_elements_validate (&wrong, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_RANGE);
    g_assert_nonnull (strstr (error->message, invalid[i].says));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tle/fields", test_fields);
  g_test_add_func ("/tle/layouts", test_layouts);
  g_test_add_func ("/tle/catalogue-numbers", test_catalogue_numbers);
  g_test_add_func ("/tle/drag-terms", test_drag_terms);
  g_test_add_func ("/tle/epochs", test_epochs);
  g_test_add_func ("/tle/designators", test_designators);
  g_test_add_func ("/tle/malformed-texts", test_malformed_texts);
  g_test_add_func ("/tle/malformed-fields", test_malformed_fields);
  g_test_add_func ("/tle/long-name", test_long_name);
  g_test_add_func ("/tle/probe", test_probe);
  g_test_add_func ("/tle/verification-file", test_verification_file);
  g_test_add_func ("/tle/mutations", test_mutations);
  g_test_add_func ("/elements/validate", test_validate);
  return g_test_run ();
}
