/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sketched.h"
#include "widget-data.h"

#define TABLE "[layout]\n[widget table]\ntype=channels\n"

static const WidgetChannel channels[] = {
  { "altitude-agl", TLM_QUANTITY_LENGTH, { 1500, 1500 }, 2 },
  { "speed", TLM_QUANTITY_SPEED, { 100, 100 }, 2 },
  { "range-rate", TLM_QUANTITY_SPEED, { -0.4, -0.4 }, 2 },
};

/* All words of the table in the order of its lines, each with a bar behind. */
static char *
read_table (const char *keys, const char *language)
{
  g_autofree char *text = g_strconcat (TABLE, keys, NULL);
  g_autoptr (TlrLayout) layout = widget_layout (text);
  g_autoptr (TlmTimeline) timeline = widget_timeline (channels, G_N_ELEMENTS (channels));
  TlrStyle style = { .language = language };
  GString *out = g_string_new (NULL);
  Sketched sketched;

  sketched_start (&sketched, layout, timeline, NULL, &style, 1920, 1080);
  sketched_seek (&sketched, TLM_SECOND);
  for (guint i = 0; i < sketched.context.items->len; i++) {
    const GArray *marks = sketched_item (&sketched, i);
    for (guint k = 0; k < marks->len; k++) {
      g_autofree char *word = g_strdup (g_array_index (marks, TlrMark, k).text);
      g_string_append_printf (out, "%s|", g_strstrip (word));
    }
  }
  sketched_finish (&sketched);
  return g_string_free (out, FALSE);
}

/* Those of the list that the vehicle has, in its order; names in words and short where they are long. */
static void
test_list (void)
{
  static const char list[] = "channels=range-rate; altitude|altitude-agl:km:2; mach; speed:m/s:0\n";
  g_autofree char *english = read_table (list, NULL), *russian = read_table (list, "ru");

  g_assert_cmpstr (english, ==, "RANGE RATE|\xe2\x88\x92" "0.40|m/s|ALT. PAD|1.50|km|SPEED|100|m/s|");
  g_assert_cmpstr (russian, ==, "РАД. СКОР.|\xe2\x88\x92" "0,40|м/с|ВЫС. НАД СТ.|1,50|км|СКОРОСТЬ|100|м/с|");
}

/* Without a list there are all, by what a layout calls them. */
static void
test_all (void)
{
  g_autofree char *text = read_table ("", "ru");

  g_assert_nonnull (strstr (text, "range-rate|"));
  g_assert_nonnull (strstr (text, "altitude-agl|"));
  g_assert_null (strstr (text, "СКОРОСТЬ"));
}

/* A list that goes wrong says at which of its channels, and what works. */
static void
test_wrong (void)
{
  static const struct { const char *keys, *says; } cases[] = {
    { "channels=speed; altitde\n", "\"altitde\"" }, { "channels=speed:furlong\n", "unknown unit" },
    { "channels=speed:km\n", "no unit of speed" }, { "channels=speed;;mach\n", "\"\"" },
    { "channels=speed:m/s:x\n", "0 to 9 decimals" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (TABLE, cases[i].keys, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_layout_parse ("test.layout", text, -1, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    if (!strstr (error->message, cases[i].says) || !strstr (error->message, "test.layout:4") ||
        !strstr (error->message, "right is for example channels="))
      g_error ("%s", error->message);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/channels/list", test_list);
  g_test_add_func ("/channels/all", test_all);
  g_test_add_func ("/channels/wrong", test_wrong);
  return g_test_run ();
}
