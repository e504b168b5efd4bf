/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cells with bytes that end a C string, or that are no UTF-8, in every kind of column:
 * nothing is read past them, and what comes out is text. */
#include "core/base/cell.h"

#include "wire-util.h"

#define REPLACEMENT "\xef\xbf\xbd"

static TlmCell
cell_of (const char *text, gsize length)
{
  return (TlmCell) { text, length };
}

static void
test_equal (void)
{
  g_assert_true (tlm_cell_equal (cell_of ("meco", 4), "meco"));
  g_assert_false (tlm_cell_equal (cell_of ("meco", 3), "meco"));
  g_assert_false (tlm_cell_equal (cell_of ("meco", 4), "mec"));
  g_assert_false (tlm_cell_equal (cell_of ("mec\0", 4), "mec"));
  g_assert_false (tlm_cell_equal (cell_of ("\0", 1), ""));
  g_assert_true (tlm_cell_equal (cell_of ("", 0), ""));
  g_assert_false (tlm_cell_equal (cell_of (NULL, 0), ""));
  g_assert_true (tlm_cell_equal_case (cell_of ("NaN", 3), "nan"));
  g_assert_false (tlm_cell_equal_case (cell_of ("na\0", 3), "nan"));
  g_assert_false (tlm_cell_equal_case (cell_of (NULL, 0), ""));
}

static void
test_dup (void)
{
  static const struct {
    const char *text;
    gsize length, max;
    const char *due;
  } cases[] = {
    { "", 0, 10, "" }, { NULL, 0, 10, "" }, { "abc", 3, 10, "abc" }, { "abc", 3, 2, "ab" },
    { "abc", 3, 0, "" }, { "a\0c", 3, 10, "a" REPLACEMENT "c" }, { "\0", 1, 10, REPLACEMENT },
    { "v\xe9", 2, 10, "v" REPLACEMENT }, { "v\xc3", 2, 10, "v" REPLACEMENT },
    { "v\xc3\xa9", 3, 3, "v\xc3\xa9" }, { "v\xc3\xa9", 3, 2, "v" },
    { "\xf0\x9f\x9a\x80", 4, 3, "" }, { "a\xf0\x9f\x9a\x80", 5, 5, "a\xf0\x9f\x9a\x80" },
    { "\xe9\xe9\xe9", 3, 7, REPLACEMENT REPLACEMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *exact = g_memdup2 (cases[i].text, cases[i].length);
    g_autofree char *text = tlm_cell_dup (cell_of (exact, cases[i].length), cases[i].max);
    g_autofree char *again = tlm_cell_dup (cell_of (text, strlen (text)), cases[i].max);
    g_assert_cmpstr (text, ==, cases[i].due);
    g_assert_cmpstr (again, ==, text);
  }
}

static void
test_append (void)
{
  g_autoptr (GString) out = g_string_new ("<");

  tlm_cell_append (cell_of ("ab", 2), out);
  tlm_cell_append (cell_of (NULL, 0), out);
  tlm_cell_append (cell_of ("\0\xe9", 2), out);
  g_assert_cmpstr (out->str, ==, "<ab" REPLACEMENT REPLACEMENT);
  g_assert_cmpuint (tlm_cell_until_nul (cell_of ("ab\0c", 4)).length, ==, 2);
  g_assert_cmpuint (tlm_cell_until_nul (cell_of ("abc", 3)).length, ==, 3);
}

/* A name that is cut is the same name the next time. */
static void
test_name (void)
{
  g_autofree char *raw = g_strnfill (300, '\xe9');
  g_autofree char *name = tlm_log_name (cell_of (raw, 300));
  g_autofree char *again = tlm_log_name (cell_of (name, strlen (name)));
  g_autofree char *bare = tlm_log_name (cell_of (" booster\t", 9));

  g_assert_cmpuint (strlen (name), <=, tlm_limit (TLM_LIMIT_NAME_BYTES));
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpstr (again, ==, name);
  g_assert_cmpstr (bare, ==, "booster");
}

/* Tables */

typedef enum { KIND_TIME, KIND_NUMBER, KIND_TEXT, KIND_EVENT, KIND_VEHICLE, N_KINDS } Kind;

static const char *const kind_names[N_KINDS] = { "time", "number", "text", "event", "vehicle" };
static const char *const columns[N_KINDS] = { "time[s]", "altitude[m]", "note", "event", "vehicle" };

/* What stands between two letters of the strange cell; text makes U+FFFD of each. */
static const struct {
  const char *name, *bytes;
  gsize length;
} strange[] = {
  { "nul", "\0", 1 },
  { "latin1", "\xe9", 1 },
  { "cut", "\xc3", 1 },
};

static const char *const formats[] = { "csv", "jsonl", "json" };

#define DUE "1" REPLACEMENT "2"
#define N_ROWS 4

/* Rows 1 and 2 have the strange cell. */
static void
append_cell (GString *text, guint row, Kind kind, Kind odd, gsize which, const char *quote)
{
  g_string_append (text, quote);
  if (kind == odd && (row == 1 || row == 2)) {
    g_string_append_c (text, '1');
    g_string_append_len (text, strange[which].bytes, (gssize) strange[which].length);
    g_string_append_c (text, '2');
  } else if (kind <= KIND_NUMBER) {
    g_string_append_printf (text, "%u", row);
  } else {
    g_string_append (text, kind == KIND_EVENT ? (row % 2 ? "meco" : "liftoff") :
        kind == KIND_TEXT ? "calm" : "booster");
  }
  g_string_append (text, quote);
}

static void
append_row (GString *text, gboolean json, guint row, Kind odd, gsize which)
{
  for (Kind kind = 0; kind < N_KINDS; kind++) {
    if (json)
      g_string_append_printf (text, "%s\"%s\":", kind ? "," : "{", columns[kind]);
    else if (kind)
      g_string_append_c (text, ',');
    append_cell (text, row, kind, odd, which, json ? "\"" : "");
  }
  g_string_append (text, json ? "}" : "\n");
}

static GString *
make_table (const char *format, Kind odd, gsize which)
{
  gboolean csv = strcmp (format, "csv") == 0, whole = strcmp (format, "json") == 0;
  GString *text = g_string_new (whole ? "[" : NULL);

  for (Kind kind = 0; csv && kind < N_KINDS; kind++)
    g_string_append_printf (text, "%s%s", columns[kind], kind + 1 < N_KINDS ? "," : "\n");
  for (guint row = 0; row < N_ROWS; row++) {
    append_row (text, !csv, row, odd, which);
    if (!csv)
      g_string_append (text, !whole ? "\n" : row + 1 < N_ROWS ? "," : "]");
  }
  return text;
}

/* In two pieces, each in memory of its own size, so that a read past its end is seen. */
static TlmLog *
decode_cut (const char *format, const GString *text, gsize cut)
{
  g_autoptr (TlmFeed) feed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *first = g_memdup2 (text->str, cut);
  g_autofree guint8 *rest = g_memdup2 (text->str + cut, text->len - cut);
  TlmLog *log;

  feed = tlm_feed_new (wire_decoder (format), "table", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tlm_feed_push (feed, first, cut, &error));
  g_assert_true (tlm_feed_push (feed, rest, text->len - cut, &error));
  tlm_feed_finish (feed, &error);
  g_assert_no_error (error);
  log = tlm_feed_take (feed);
  g_assert_nonnull (log);
  tlm_log_seal (log);
  return log;
}

static void
assert_text (const char *text)
{
  g_assert_true (!text || g_utf8_validate (text, -1, NULL));
}

static void
check_strings (const TlmLog *log)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    const TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    assert_text (vehicle->name);
    for (guint j = 0; j < vehicle->texts->len; j++)
      g_ptr_array_foreach (((TlmTextTrack *) vehicle->texts->pdata[j])->values,
          (GFunc) (void *) assert_text, NULL);
  }
  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    assert_text (event->id);
    assert_text (event->label);
    assert_text (event->vehicle);
  }
  g_ptr_array_foreach (log->notes, (GFunc) (void *) assert_text, NULL);
  assert_text (log->first_bad);
}

static TlmLogVehicle *
find_vehicle (const TlmLog *log, const char *name)
{
  for (guint i = 0; i < log->vehicles->len; i++) {
    TlmLogVehicle *vehicle = log->vehicles->pdata[i];
    if (strcmp (vehicle->name, name) == 0)
      return vehicle;
  }
  g_error ("no vehicle %s", name);
}

/* Each event is of a vehicle that there is, and the odd one is where it belongs. */
static void
check_owners (const TlmLog *log, Kind odd)
{
  TlmLogVehicle *vehicle = find_vehicle (log, odd == KIND_VEHICLE ? DUE : "booster");
  guint n_odd = 0;

  for (guint i = 0; i < log->events->len; i++) {
    const TlmEvent *event = log->events->pdata[i];
    find_vehicle (log, event->vehicle);
    n_odd += strcmp (odd == KIND_VEHICLE ? event->vehicle : event->label, DUE) == 0;
  }
  g_assert_cmpuint (n_odd, ==, odd == KIND_VEHICLE ? 2 : odd == KIND_EVENT ? 1 : 0);
  g_assert_cmpuint (vehicle->tracks->len, ==, 1);
}

static void
check_texts (const TlmLog *log, Kind odd)
{
  const TlmTextTrack *note = find_vehicle (log, "booster")->texts->pdata[0];

  g_assert_cmpuint (note->values->len, ==, odd == KIND_TEXT ? 3 : 1);
  g_assert_cmpstr (note->values->pdata[note->values->len / 2], ==, odd == KIND_TEXT ? DUE : "calm");
}

/* A number and a time that are none take their row with them. */
static void
check_log (const TlmLog *log, Kind odd)
{
  guint bad = odd <= KIND_NUMBER ? 2 : 0;

  g_assert_cmpuint (log->n_good, ==, N_ROWS - bad);
  g_assert_cmpuint (log->n_bad, ==, bad);
  check_strings (log);
  check_owners (log, odd);
  check_texts (log, odd);
}

static void
test_table (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  const char *format = formats[index % G_N_ELEMENTS (formats)];
  Kind odd = index / G_N_ELEMENTS (formats) % N_KINDS;
  gsize which = index / G_N_ELEMENTS (formats) / N_KINDS;
  g_autoptr (GString) text = make_table (format, odd, which);

  for (gsize cut = 0; cut <= text->len; cut++) {
    g_autoptr (TlmLog) log = decode_cut (format, text, cut);
    check_log (log, odd);
  }
  if (wire_decoder (format)->feed)
    wire_check_pieces (format, (const guint8 *) text->str, text->len);
}

/* The headers are cells too. */
static void
test_names (void)
{
  static const char csv[] = "time[s],alt\0itude[m],v\xe9\n0,1,2\n1,2,3\n";
  static const char jsonl[] = "{\"met\":0,\"alt\0itude\":1,\"v\xe9\":2}\n"
      "{\"met\":1,\"alt\0itude\":2,\"v\xe9\":3}\n";
  static const TlmCell tables[] = { { csv, sizeof csv - 1 }, { jsonl, sizeof jsonl - 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_autoptr (GString) text = g_string_new_len (tables[i].text, (gssize) tables[i].length);
    g_autoptr (TlmLog) log = decode_cut (formats[i], text, 0);
    const TlmLogVehicle *vehicle = find_vehicle (log, "");
    check_strings (log);
    g_assert_cmpuint (vehicle->tracks->len, ==, 2);
    for (guint j = 0; j < 2; j++)
      g_assert_nonnull (strstr (((TlmTrack *) vehicle->tracks->pdata[j])->name, REPLACEMENT));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells/equal", test_equal);
  g_test_add_func ("/cells/dup", test_dup);
  g_test_add_func ("/cells/append", test_append);
  g_test_add_func ("/cells/name", test_name);
  g_test_add_func ("/cells/names", test_names);
  for (guint i = 0; i < G_N_ELEMENTS (formats) * N_KINDS * G_N_ELEMENTS (strange); i++) {
    g_autofree char *path = g_strdup_printf ("/cells/%s/%s/%s",
        formats[i % G_N_ELEMENTS (formats)], kind_names[i / G_N_ELEMENTS (formats) % N_KINDS],
        strange[i / G_N_ELEMENTS (formats) / N_KINDS].name);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_table);
  }
  return g_test_run ();
}
