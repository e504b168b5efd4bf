/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The pages of plugin/data/reference say what the tables of the program say. After a change
 * of those, write them anew:
 *
 *   TELEMETRY_WRITE_REFERENCE=1 meson test -C build reference */
#include <string.h>

#include "core/decode/registry.h"
#include "core/decode/table/column-option.h"
#include "core/decode/table/dialect.h"
#include "core/phases/profile.h"
#include "elements/stream/wire-format.h"
#include "reference-page.h"
#include "render/layout/condition.h"
#include "render/layout/template.h"

/* A cell of a table: a bar would end it. */
static void
append_cell (GString *out, const char *text)
{
  for (const char *p = text ? text : ""; *p; p++)
    g_string_append_printf (out, *p == '|' ? "\\%c" : "%c", *p);
}

static void
append_code (GString *out, const char *text)
{
  if (!text || !*text)
    return;
  g_string_append_c (out, '`');
  append_cell (out, text);
  g_string_append_c (out, '`');
}

/* Words with blanks between, each as code; '_' within one stands for a blank where SPACED. */
static void
append_words (GString *out, const char *words, gboolean spaced)
{
  g_auto (GStrv) each = g_strsplit (words ? words : "", " ", -1);

  for (guint i = 0; each[i]; i++) {
    if (spaced)
      g_strdelimit (each[i], "_", ' ');
    if (i > 0 && *each[i])
      g_string_append (out, ", ");
    append_code (out, each[i]);
  }
}

static void
append_row (GString *out, const char *code, const char *words)
{
  g_string_append (out, "| ");
  append_code (out, code);
  g_string_append (out, " | ");
  append_cell (out, words);
  g_string_append (out, " |\n");
}

/* formats.md */

static void
append_caps (GString *out, const TlmDecoder *decoder)
{
  gsize n;
  const GstTelemetryWireType *types = gst_telemetry_wire_types (&n);
  gboolean first = TRUE;

  for (gsize i = 0; i < n; i++) {
    if (types[i].decoder != decoder)
      continue;
    if (!first)
      g_string_append (out, "<br>");
    append_code (out, types[i].caps);
    first = FALSE;
  }
}

static void
append_dialect (GString *out, const TlmDialect *dialect)
{
  g_string_append_printf (out, "\n### %s\n\n", dialect->name);
  append_cell (out, dialect->source);
  g_string_append (out, ". Occurs in: ");
  append_words (out, dialect->formats, FALSE);
  g_string_append (out, dialect->exact ? "; there are no other columns.\n" : ".\n");
  if (dialect->file) {
    g_string_append (out, "\nOthers use these names too: the file must be called ");
    append_code (out, dialect->file);
    g_string_append_printf (out, ", or `columns=dialect=%s` says it.\n", dialect->name);
  }
  if (dialect->si)
    g_string_append (out, "\nEvery other column is in SI units, and called as its channel.\n");
  g_string_append (out, "\n| column | read as | unit | vehicle |\n|---|---|---|---|\n");
  for (guint i = 0; i < G_N_ELEMENTS (dialect->columns) && dialect->columns[i].column; i++) {
    const TlmDialectColumn *column = &dialect->columns[i];
    g_string_append (out, "| ");
    append_code (out, column->column);
    g_string_append (out, column->occurrence ? " (the second) | " : " | ");
    append_code (out, column->target);
    g_string_append (out, " | ");
    append_cell (out, column->unit);
    g_string_append (out, " | ");
    append_cell (out, column->vehicle);
    g_string_append (out, " |\n");
  }
}

static char *
make_formats (void)
{
  GString *out = g_string_new ("# Formats\n\n"
      "What telemetry is read. The format is found by the content; `format=` of a mission, or caps, say it\n"
      "where that is not enough. A live format is read while it comes; the others are whole documents.\n\n"
      "| format | what it is | files | live | caps |\n|---|---|---|---|---|\n");
  gsize n, n_dialects;
  const TlmDecoder *const *decoders = tlm_decoder_table (&n);
  const TlmDialect *dialects = tlm_dialect_table (&n_dialects);

  for (gsize i = 0; i < n; i++) {
    g_string_append (out, "| ");
    append_code (out, decoders[i]->name);
    g_string_append (out, " | ");
    append_cell (out, decoders[i]->description);
    g_string_append (out, " | ");
    append_words (out, decoders[i]->extensions, FALSE);
    g_string_append_printf (out, " | %s | ", decoders[i]->feed ? "yes" : "no");
    append_caps (out, decoders[i]);
    g_string_append (out, " |\n");
  }
  g_string_append (out, "\nThe overlay's `telemetry_sink` and `telemetryparse` also take `application/octet-stream`,\n"
      "`text/plain` and `application/xml`, and then find the format themselves. A packet format needs a\n"
      "definition: [packets] of a [mission](../../../pipelines/examples/MISSION.md).\n\n"
      "## Dialects\n\n"
      "Tables whose columns are known by their names. Of any other, the names of columns and the units in\n"
      "them are read, and [columns=](columns.md) says what they do not.\n");
  for (gsize i = 0; i < n_dialects; i++)
    append_dialect (out, &dialects[i]);
  return g_string_free (out, FALSE);
}

/* columns.md */

static void
append_columns (GString *out, TlmColumnHelp (*help) (guint))
{
  g_string_append (out, "\n| word | |\n|---|---|\n");
  for (guint i = 0; help (i).word; i++)
    append_row (out, help (i).word, help (i).blurb);
}

static char *
make_columns (void)
{
  GString *out = g_string_new ("# columns=\n\n"
      "Says what the columns of a table are, where their names do not: a property of the elements, a key of\n"
      "`[telemetry]`, an option of `telemetry-inspect`. `target=column:unit`, with commas between:\n\n"
      "| example | |\n|---|---|\n"
      "| `time=t:s,altitude=alt:ft` | Columns by their names, with their units |\n"
      "| `time=#1:s,altitude=#3:m-agl` | Columns by number, from 1; a height above the pad |\n"
      "| `stage1/altitude=h1:km` | Of one vehicle |\n"
      "| `time=\"t, from boot\":ms` | A name with `,` `:` `=` or `\"` stands in quotes |\n"
      "| `time=#1:s,g-load=#2:g,time=#4:s,altitude=#5:ft` | Each channel goes by the time before it |\n"
      "| `time=Date:date+Time:time` | A time of several columns |\n"
      "| `time=m:min+sec:s` | Numbers are added |\n"
      "| `time=E:mjd:tai` | Days of another scale: `tai`, `tt` or `gps` |\n\n"
      "Without `:unit` the name must tell it: `alt_ft`, `speed (km/h)`, `Height [m AGL]`. A target that is none of\n"
      "these words and no [channel](channels.md) is a channel of its own. A height may say what it is above:\n"
      "`m-agl` (the pad), `m-msl` (sea level), `m-hae` (the ellipsoid).\n\n"
      "## Before the equals sign\n");

  append_columns (out, tlm_column_target_help);
  g_string_append (out, "\n## Units of a time\n\nAny unit of time counts from liftoff, and these words:\n");
  append_columns (out, tlm_column_clock_help);
  g_string_append (out, "\n## Names that are understood\n\nWith blanks, `_` or `-` between their words, in any case.\n\n"
      "| channel | other names |\n|---|---|\n");
  for (TlmChannelId id = 0; id < TLM_N_STANDARD_CHANNELS; id++) {
    const char *names = tlm_column_channel_names (id);
    if (!*names)
      continue;
    g_string_append (out, "| ");
    append_code (out, tlm_channel_get (id)->name);
    g_string_append (out, " | ");
    append_words (out, names, TRUE);
    g_string_append (out, " |\n");
  }
  return g_string_free (out, FALSE);
}

/* channels.md */

static const char *const ways[] = {
  [TLM_INTERPOLATION_PCHIP] = "smooth, never beyond its neighbours", [TLM_INTERPOLATION_LINEAR] = "straight",
  [TLM_INTERPOLATION_ANGLE] = "straight, the shorter way round", [TLM_INTERPOLATION_HOLD] = "the last one",
};

static char *
make_channels (void)
{
  GString *out = g_string_new ("# Channels and units\n\n"
      "Channels that have a meaning. A source may bring any other under its own name. Values are stored and\n"
      "sent in the unit of the table; a layout shows them in the unit that it says.\n\n"
      "| channel | | measures | stored in | between samples |\n|---|---|---|---|---|\n");
  gsize n;
  const TlmUnit *units = tlm_unit_table (&n);

  for (TlmChannelId id = 0; id < TLM_N_STANDARD_CHANNELS; id++) {
    const TlmChannel *channel = tlm_channel_get (id);
    g_string_append_printf (out, "| `%s` | %s | %s | %s | %s |\n", channel->name, channel->blurb,
        tlm_quantity_name (channel->quantity), tlm_quantity_si_symbol (channel->quantity),
        ways[channel->interpolation]);
  }
  g_string_append (out, "\n## Units\n\nA symbol, or another spelling of it in any case.\n\n"
      "| unit | measures | one is | other spellings |\n|---|---|---|---|\n");
  for (gsize i = 0; i < n; i++) {
    g_string_append (out, "| ");
    append_code (out, units[i].symbol);
    g_string_append_printf (out, " | %s | %.15g %s%s | ", tlm_quantity_name (units[i].quantity), units[i].factor,
        tlm_quantity_si_symbol (units[i].quantity), units[i].offset != 0 ? ", from another zero" : "");
    append_words (out, units[i].aliases, FALSE);
    g_string_append (out, " |\n");
  }
  return g_string_free (out, FALSE);
}

/* text.md */

static char *
make_text (void)
{
  GString *out = g_string_new ("# Text with telemetry in it\n\n"
      "What `text=`, `value=` and labels of a [layout](../layouts/README.md) may hold. A value that is not known\n"
      "is `---`.\n\n| field | |\n|---|---|\n");

  for (guint i = 0; tlr_template_help (i).example; i++)
    append_row (out, tlr_template_help (i).example, tlr_template_help (i).blurb);
  g_string_append (out, "\nA unit is a symbol of [channels and units](channels.md).\n");
  return g_string_free (out, FALSE);
}

/* conditions.md */

static void
append_vocabulary (GString *out, const TlmVocabulary *vocabulary)
{
  g_string_append (out, "| word | for example | |\n|---|---|---|\n");
  for (guint i = 0; i < vocabulary->n_words; i++) {
    const TlmConditionWord *word = &vocabulary->words[i];
    g_string_append_printf (out, "| `%s` | ", word->name);
    append_code (out, word->example);
    g_autoptr (GString) blurb = g_string_new (word->blurb);
    g_string_replace (blurb, "|", "\\|", 0);
    g_string_append_printf (out, " | %s |\n", blurb->str);
  }
}

static void
append_past (GString *out)
{
  g_string_append (out, "\n### The past of a channel\n\n"
      "Behind a channel, or several with `|` between, the last word may ask for its past, in a condition and in a\n"
      "[template](text.md), where unit and decimals still follow: `{altitude|max:km:1}`. Nothing later than now\n"
      "counts, but where `|whole` stands behind; a seek changes nothing.\n\n| | for example | |\n|---|---|---|\n");
  for (guint i = 0; tlm_reading_help (i).word; i++) {
    TlmReadingHelp help = tlm_reading_help (i);
    g_autofree char *example = g_strdup_printf ("altitude|%s%s > 1", help.example, help.takes_whole ? "|whole" : "");
    g_string_append_printf (out, "| `%s%s` | ", help.word, help.takes_event ? ":EVENT" : "");
    append_code (out, example);
    g_string_append_printf (out, " | %s |\n", help.blurb);
  }
  g_string_append (out, "\nOf a measured channel `max` and `min` are exact: its samples and the value now, nothing across a gap. Of a\n"
      "derived one they are looked for at up to 2048 instants from 0.25 s apart, and between these where a peak is.\n"
      "A live flight keeps ten minutes whole and thins what is before that. A change of temperature has no zero of a\n"
      "scale in it, and a direction changes by the shorter way.\n");
}

static char *
make_conditions (void)
{
  GString *out = g_string_new ("# Conditions\n\n"
      "One small language says when something is so: when a widget is shown (`when=` of a\n"
      "[layout](../layouts/README.md)), which of two texts stands in a [template](text.md)\n"
      "(`{if CONDITION}...{else}...{end}`), and when a phase begins or ends (the rules of a\n"
      "[phase profile](profiles.md)). What stands here first is the same everywhere; the words after it are of\n"
      "layouts and templates, or of profiles.\n\n## Grammar\n\n| | for example | |\n|---|---|---|\n");

  for (guint i = 0; tlm_condition_help (i).form; i++) {
    g_string_append (out, "| ");
    append_code (out, tlm_condition_help (i).form);
    g_string_append (out, " | ");
    append_code (out, tlm_condition_help (i).example);
    g_string_append_printf (out, " | %s |\n", tlm_condition_help (i).blurb);
  }
  g_string_append_printf (out, "\nA channel is a name of [channels and units](channels.md) or one of the flight's own; a unit is a symbol\n"
      "of that page. A condition has at most %d parts, and brackets up to %d within each other. An error says at which\n"
      "column of it what is wrong.\n\n"
      "## Words of layouts and templates\n\n"
      "Channels, phases and events are those of the widget's vehicle; where it has none, phases and events are the\n"
      "mission's, channels the first vehicle's. Of `altitude|altitude-msl>1:km` the first that the vehicle can have\n"
      "counts. A comparison with something absent is false, so that its `not` holds. A name that is neither here nor a\n"
      "channel of the flight is an error where the layout is opened, and a warning while a live flight may still bring\n"
      "it; a channel that the condition itself asks for with `has=` may be missing.\n\n",
      TLM_CONDITION_MAX_NODES, TLM_CONDITION_MAX_DEPTH);
  append_vocabulary (out, tlr_condition_vocabulary ());
  append_past (out);
  g_string_append (out, "\nOf phases and events any name may be asked for; a flight that has none such makes the comparison false.\n\n"
      "## Words of phase profiles\n\n"
      "Here a comparison with something absent is neither true nor false but unknown, and so is its `not`; `and`\n"
      "is false where one side is, `or` true where one side is, whatever the other (Kleene's three values). A rule\n"
      "that is unknown does not hold. Without data, `not thrusting` would else mean that the engines are off.\n\n");
  append_vocabulary (out, tlm_rule_vocabulary ());
  g_string_append (out, "\nBesides the standard channels rules have ");
  for (guint i = TLM_N_STANDARD_CHANNELS; i < TLM_RULE_N_CHANNELS; i++)
    g_string_append_printf (out, "%s`%s`", i == TLM_N_STANDARD_CHANNELS ? "" : i + 1 == TLM_RULE_N_CHANNELS ? " and " : ", ",
        tlm_rule_channel_name (i));
  g_string_append (out, ";\nthose from `rising` on are conditions by themselves. See [rule.h](../../core/phases/rule.h).\n");
  return g_string_free (out, FALSE);
}

/* profiles.md */

static void
append_profile (GString *out, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_load (name, &error);

  g_assert_no_error (error);
  g_autofree char *label = tlm_key_file_get (profile->keys, "profile", "label");
  g_string_append_printf (out, "\n## %s\n\n%s.\n\n| event | | found by |\n|---|---|---|\n", name, label);
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = g_ptr_array_index (profile->phases, i);
    g_autofree char *words = tlm_profile_label (profile, phase->id, NULL);
    g_string_append_printf (out, "| `%s` | %s | %s |\n", phase->id, words, phase->rule ? "the motion" :
        "the mission or the telemetry saying so");
  }
}

static char *
make_profiles (void)
{
  GString *out = g_string_new ("# Phase profiles\n\n"
      "Which phases and events are looked for in a flight: `profile=NAME` of a mission or an element. Without it the\n"
      "shape of the flight chooses one where it is likely enough, and `telemetry-inspect` says which and why. The\n"
      "files are in [plugin/data/phases](../phases), and a path to one of your own may stand for a name.\n");
  g_auto (GStrv) names = tlm_profile_list ();

  for (guint i = 0; names[i]; i++)
    append_profile (out, names[i]);
  return g_string_free (out, FALSE);
}

static const struct {
  const char *file;
  char *(*make) (void);
} pages[] = {
  { "formats.md", make_formats },
  { "columns.md", make_columns },
  { "channels.md", make_channels },
  { "text.md", make_text },
  { "conditions.md", make_conditions },
  { "profiles.md", make_profiles },
};

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *file = g_build_filename ("plugin", "data", "reference", pages[i].file, NULL);
    g_autofree char *page = pages[i].make ();

    reference_page_check (file, page, "reference");
  }
}

static void
check_condition (const char *example, const TlmVocabulary *vocabulary)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmCondition) parsed = tlm_condition_parse (example, vocabulary, &error);

  g_assert_no_error (error);
  g_assert_nonnull (parsed);
}

static void
check_words (const TlmVocabulary *vocabulary)
{
  for (guint i = 0; i < vocabulary->n_words; i++) {
    check_condition (vocabulary->words[i].example, vocabulary);
    g_assert_nonnull (strstr (vocabulary->words[i].example, vocabulary->words[i].name));
    g_assert_true (*vocabulary->words[i].blurb);
  }
}

static void
check_past (void)
{
  for (guint i = 0; tlm_reading_help (i).word; i++) {
    TlmReadingHelp help = tlm_reading_help (i);
    g_autofree char *condition = g_strdup_printf ("altitude|%s%s > 1", help.example, help.takes_whole ? "|whole" : "");
    g_autofree char *field = g_strdup_printf ("{altitude|altitude-msl|%s%s::1}", help.example,
        help.takes_whole ? "|whole" : "");
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrTemplate) text = tlr_template_parse (field, &error);

    g_assert_no_error (error);
    check_condition (condition, tlr_condition_vocabulary ());
  }
}

/* What the pages show can be typed. */
static void
test_examples (void)
{
  for (guint i = 0; tlr_template_help (i).example; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlrTemplate) text = tlr_template_parse (tlr_template_help (i).example, &error);
    g_assert_no_error (error);
    g_assert_true (text && *tlr_template_help (i).blurb);
  }
  for (guint i = 0; tlm_condition_help (i).form; i++) {
    check_condition (tlm_condition_help (i).example, tlr_condition_vocabulary ());
    check_condition (tlm_condition_help (i).example, tlm_rule_vocabulary ());
  }
  check_words (tlr_condition_vocabulary ());
  check_past ();
  check_words (tlm_rule_vocabulary ());
  for (guint i = 0; tlm_column_clock_help (i).word; i++) {
    g_autofree char *option = g_strdup_printf ("time=x:%s", tlm_column_clock_help (i).word);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) options = tlm_column_options_parse (option, &error);
    g_assert_no_error (error);
    g_assert_true (options && *tlm_column_clock_help (i).blurb);
  }
  for (TlmChannelId id = 0; id < TLM_N_STANDARD_CHANNELS; id++)
    g_assert_true (tlm_channel_get (id)->blurb && *tlm_channel_get (id)->blurb);
}

int
main (int argc, char **argv)
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/pages", test_pages);
  g_test_add_func ("/reference/examples", test_examples);
  return g_test_run ();
}
