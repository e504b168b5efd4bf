/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The page of conditions says what the tables of words say, and each of its examples is one. After a change of
 * those, write it anew:
 *
 *   TELEMETRY_WRITE_REFERENCE=1 meson test -C build condition-reference */
#include <string.h>

#include "core/phases/rule.h"
#include "reference-page.h"
#include "render/layout/condition.h"
#include "render/layout/template.h"

/* As code between the bars of a table. */
static void
append_code (GString *out, const char *text)
{
  g_autoptr (GString) cell = g_string_new (text);

  g_string_replace (cell, "|", "\\|", 0);
  g_string_append_printf (out, "`%s`", cell->str);
}

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

static void
test_page (void)
{
  g_autofree char *page = make_conditions ();

  reference_page_check ("plugin/data/reference/conditions.md", page, "condition-reference");
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

/* What the page shows can be typed. */
static void
test_examples (void)
{
  for (guint i = 0; tlm_condition_help (i).form; i++) {
    check_condition (tlm_condition_help (i).example, tlr_condition_vocabulary ());
    check_condition (tlm_condition_help (i).example, tlm_rule_vocabulary ());
  }
  check_words (tlr_condition_vocabulary ());
  check_past ();
  check_words (tlm_rule_vocabulary ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/condition-reference/page", test_page);
  g_test_add_func ("/condition-reference/examples", test_examples);
  return g_test_run ();
}
