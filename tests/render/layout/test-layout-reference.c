/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The page of all widgets and keys says what their tables say. After a change of
 * those, write it anew:
 *
 *   TELEMETRY_WRITE_REFERENCE=1 meson test -C build layout-reference */
#include <string.h>

#include "render/layout/layout-keys.h"
#include "render/layout/part.h"
#include "render/widgets/table.h"
#include "reference-page.h"

static const TlrKey text_keys[] = { TLR_TEXT_KEYS };

static const char introduction[] =
    "# Layouts\n\n"
    "A layout is a key file: groups in brackets, `key=value`, `#` before a comment. `[layout]` is about\n"
    "the whole, `[strings]` has words in other languages, each `[widget NAME]` is something to see, in\n"
    "drawing order; `type` says what. See the `.layout` files of this folder for examples, and\n"
    "[layout.h](../../render/layout/layout.h) and [template.h](../../render/layout/template.h) for the rules.\n\n"
    "A length is in thousandths of the layout unit (the frame's height, or 1.35 times its width where\n"
    "that is less); with a `%` of the frame. A colour is `#rrggbb`, `#rrggbbaa`, `white`, `black` or `none`.\n"
    "`size@tall=70` and `size@square=60` stand in for `size` in frames of those shapes, `label[ru]=…` for\n"
    "`label` in that language. A unit is a symbol such as `km/h`; a template is [text with telemetry in\n"
    "it](../reference/text.md), a condition is written as in [conditions](../reference/conditions.md).\n"
    "`telemetry-inspect --preview` draws a layout without a pipeline. The [gallery](../gallery/README.md) shows the\n"
    "built-in layouts, and kinds of widgets by themselves with their lines.\n\n"
    "A layout may begin from another and write what differs, by the names of its widgets (see its file). A key takes\n"
    "the place of the other's with all its forms (`size` that of `size@tall`); new widgets are drawn over the others.\n"
    "A widget keeps its type: where another is wanted, `show=no` leaves it out, and a new name has the new one.\n\n"
    "```\n"
    "[layout]\n"
    "based-on=webcast\n"
    "fonts=Club.otf\n"
    "font=Club Sans\n"
    "[colours]\n"
    "accent=#ff9f0a\n"
    "[widget clock]\n"
    "size=64\n"
    "[widget events]\n"
    "show=no\n"
    "[widget logo]\n"
    "type=image\n"
    "file=logo.svg\n"
    "anchor=top-right\n"
    "height=80\n"
    "```\n\n"
    "The built-in layouts name their colours `text`, `accent`, `caution`, `alarm` and `scrim`. A font that is not there\n"
    "is a warning with what stands in.\n\n"
    "A motion is `none` or KIND EDGE DURATION EASING: `fade 400ms`, `slide left 600ms ease-out` (from beyond that\n"
    "edge of the picture, and back there), `wipe right 0.5s` (uncovered from that edge of its own), `grow 300ms\n"
    "ease-in-out` (from its middle). Slide and wipe have an edge: left, right, top, bottom. A duration is 20ms to 10s.\n"
    "Easings are linear and the cubic ones: ease-in (p³), ease-out (1 − (1 − p)³), ease-in-out (4 p³, then\n"
    "1 − 4 (1 − p)³); what enters eases out and what leaves eases in unless told. A group moves as one, with the panel\n"
    "around it where that has the same `when`. Interrupted, it goes back the way it came. A condition that holds for less than half of the shorter\n"
    "duration may be passed over. What is seen is a function of time alone: a seek shows what playing shows.\n"
    "Styled subtitles show a linear fade or slide; other motions, and those of cards, are cuts there.\n\n"
    "Cards of events that slide in (as on [the last picture](../gallery/README.md)), and a picture of one:\n\n"
    "```\n[widget cards]\ntype=card\nanchor=top-left\nenter=slide left 400ms\nleave=fade 300ms\n```\n\n"
    "`telemetry-inspect --mission flight.mission --layout my.layout --at T+60 --preview card.png`\n\n"
    "A card begins with its event, or once the one before has left. It makes room for the next event once half of\n"
    "its time is over; one that had to wait goes when its own time is over, but stays half of it at least.\n\n"
    "This page is made from the tables of the program (tests/render/layout/test-layout-reference.c).\n";

static void
append_value (GString *out, const TlrKey *key)
{
  static const char *const kinds[] = {
    [TLR_KEY_LENGTH] = "length", [TLR_KEY_NUMBER] = "number", [TLR_KEY_COLOUR] = "colour",
    [TLR_KEY_UNIT] = "unit", [TLR_KEY_TEXT] = "text", [TLR_KEY_TEMPLATE] = "template",
    [TLR_KEY_CONDITION] = "condition", [TLR_KEY_ZONES] = "zones", [TLR_KEY_NUMBERS] = "numbers",
    [TLR_KEY_RESERVE] = "strips", [TLR_KEY_MOTION] = "motion", [TLR_KEY_PART] = "steps",
    [TLR_KEY_FADE] = "motion",
  };
  g_autoptr (GString) choices = g_string_new (key->choices ? key->choices : "");

  if (key->kind == TLR_KEY_CHOICE) {
    g_string_replace (choices, "|", ", ", 0);
    g_string_append (out, choices->str);
    return;
  }
  g_assert_true (key->kind < G_N_ELEMENTS (kinds) && kinds[key->kind]);
  g_string_append (out, kinds[key->kind]);
  if (key->kind == TLR_KEY_NUMBER && MAX (-key->minimum, key->maximum) < 1e6)
    g_string_append_printf (out, " %g to %g", key->minimum, key->maximum);
  if (key->unit)
    g_string_append_printf (out, "%s%s", strcmp (key->unit, "%") ? ", " : " ", key->unit);
}

static void
append_keys (GString *out, const TlrKey *keys, guint n)
{
  g_string_append (out, "\n| key | value | without it | |\n|---|---|---|---|\n");
  for (guint i = 0; i < n; i++) {
    g_autoptr (GString) blurb = g_string_new (keys[i].blurb);

    g_string_replace (blurb, "|", "\\|", 0);
    g_string_append_printf (out, "| `%s%s` | ", keys[i].name, g_str_has_suffix (keys[i].name, ".") ? "NAME" : "");
    append_value (out, &keys[i]);
    g_string_append_printf (out, " | %s%s%s | %s |\n", keys[i].fallback && keys[i].fallback[0] ? "`" : "",
        keys[i].fallback ? keys[i].fallback : "", keys[i].fallback && keys[i].fallback[0] ? "`" : "",
        blurb->str);
  }
}

/* Most widgets begin with the keys of text. */
static gboolean
has_text_keys (const TlrKey *keys, guint n)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_keys); i++)
    if (i >= n || strcmp (keys[i].name, text_keys[i].name) != 0)
      return FALSE;
  return TRUE;
}

static void
append_section (GString *out, const char *title, const char *words, const TlrKey *keys, guint n)
{
  gboolean text = has_text_keys (keys, n);
  guint first = text ? G_N_ELEMENTS (text_keys) : 0;

  g_string_append_printf (out, "\n## %s\n\n%s%s\n", title, words, text ? " Has the keys of text." : "");
  if (n > first)
    append_keys (out, keys + first, n - first);
}

static void
append_steps (GString *out)
{
  g_string_append (out, "\n### Steps of a drawing's elements\n\n"
      "`id.NAME` says what the element of that id does, up to eight steps separated by `;`. Behind each may stand `when` with\n"
      "a condition; while that does not hold the element is as it is drawn. A channel is followed within its numbers, in its\n"
      "storage unit or that behind the colon, and stays at the ends beyond them. An element that a channel moves is not seen\n"
      "while that is not known; what is stale makes it half as opaque. `builtin:launcher` has `vehicle` (all of it), `fairing`,\n"
      "`payload`, `stage-1`, `stage-2`, `booster-1`, `booster-2`, `engine-1` to `engine-5`, and the flames `flame-1`, `flame-2`,\n"
      "`flame-b1` and `flame-b2`; `builtin:reticle` has `scale` with a degree in 20 of its lengths, `roll` and `aim`: a layout\n"
      "that turns the one by roll and moves the other by pitch and yaw is [docking.layout](docking.layout).\n\n| step | |\n|---|---|\n");
  for (guint i = 0; tlr_part_help (i).example; i++)
    g_string_append_printf (out, "| `%s` | %s |\n", tlr_part_help (i).example, tlr_part_help (i).blurb);
}

static char *
make_page (void)
{
  GString *out = g_string_new (introduction);
  guint n_groups, n_classes;
  const TlrKeyGroup *groups = tlr_key_groups (&n_groups);
  const TlrWidgetClass *const *classes = tlr_widget_table (&n_classes);

  for (guint i = 0; i < n_groups; i++)
    append_section (out, groups[i].title, groups[i].blurb, groups[i].keys, groups[i].n_keys);
  g_string_append (out, "\n## Text\n\nOf every widget that shows text, and in `[layout]` for all of them.\n");
  append_keys (out, text_keys, G_N_ELEMENTS (text_keys));
  for (guint i = 0; i < n_classes; i++) {
    g_autofree char *words = g_strdup_printf ("%s.", classes[i]->description);
    append_section (out, classes[i]->name, words, classes[i]->keys, classes[i]->n_keys);
    if (strcmp (classes[i]->name, "svg") == 0)
      append_steps (out);
  }
  return g_string_free (out, FALSE);
}

static void
test_page (void)
{
  g_autofree char *page = make_page ();

  reference_page_check ("plugin/data/layouts/README.md", page, "layout-reference");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-reference/page", test_page);
  return g_test_run ();
}
