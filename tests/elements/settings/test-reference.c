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
