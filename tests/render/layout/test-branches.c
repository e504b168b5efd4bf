/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Pieces of templates that stand there while a condition holds. */
#include <string.h>

#include "core/base/error.h"
#include "render/layout/template.h"
#include "scene-data.h"

static char *
print_at (const char *pattern, double t_s, guint vehicle, TlmValidity *worst)
{
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  g_autoptr (TlmMission) mission = tlm_mission_new ();
  g_autoptr (TlmSnapshot) snapshot = tlm_snapshot_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrTemplate) template = tlr_template_parse (pattern, &error);
  char buf[TLR_TEMPLATE_SIZE];

  g_assert_no_error (error);
  mission->name = g_strdup ("Test\n<b>1</b>\302\2052");
  TlrSource source = { .timeline = timeline, .mission = mission, .provenance_label = "Simulation",
    .units = TLR_UNITS_METRIC, .marks = tlr_marks_for_language (NULL) };
  g_autoptr (TlrText) text = tlr_text_new (template, &source, vehicle);
  tlm_timeline_at (timeline, (gint64) (t_s * 1e9), NULL, snapshot);
  tlr_text_print (text, snapshot, buf, worst);
  return g_strdup (buf);
}

/* At 100 s the first stage is at 19.0 km and 5,148 km/h, Max Q since 36 s; see test_print(). */
static void
test_branches (void)
{
  static const struct { const char *pattern; double t; const char *text; } cases[] = {
    { "{if altitude>18:km}high{end}", 100, "high" }, { "{if altitude>20:km}high{end}", 100, "" },
    { "{if altitude>20:km}high{else}low{end}", 100, "low" }, { "a{if time>1}b{else}c{end}d", 100, "abd" },
    { "a{if time>100}b{else}c{end}d", 100, "acd" }, { "{if phase=max-q}{phase}{else}{speed}{end}!", 100, "Max Q!" },
    { "{if phase!=max-q}{phase}{else}{speed}{end}!", 100, "5,148!" }, { "{if since(max-q)<40}Q{end}", 100, "Q" },
    { "{if not battery-voltage>1}none{end}", 100, "none" },
    { "{if time>1}{if time>200}x{else}y{end}{else}{if time>0}z{end}{end}", 100, "y" },
    { "{if time>1}{if time>200}x{else}y{end}{else}{if time>0}z{end}{end}", 1, "z" },
    { "{if time>1}{if time>200}x{else}y{end}{else}{if time>0}z{end}{end}", -1, "" },
    { "{if time>1}1{if time>2}2{if time>3}3{if time>4}4{end}{end}{end}{end}", 3.5, "123" },
    { "{if altitude>18:km and (vehicles=1 or vehicles=2)}{{ok}}{end}", 100, "{ok}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = print_at (cases[i].pattern, cases[i].t, 0, NULL);

    g_test_message ("%s", cases[i].pattern);
    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* What is not on the picture makes nothing stale. */
static void
test_branches_validity (void)
{
  TlmValidity worst;
  g_autofree char *shown = print_at ("{if time>1}up{else}{battery-voltage}{end}", 100, 0, &worst);

  g_assert_cmpint (worst, ==, TLM_VALIDITY_FRESH);
  g_autofree char *other = print_at ("{if time>1}{battery-voltage}{end}", 100, 0, &worst);
  g_assert_cmpint (worst, ==, TLM_VALIDITY_ABSENT);
}

static void
test_branches_wrong (void)
{
  static const struct { const char *pattern, *says; } cases[] = {
    { "{if}x{end}", "condition is missing" }, { "{if }x{end}", "condition is missing" }, { "{if time>1}x", "no {end}" },
    { "x{end}", "no {if CONDITION}" }, { "{else}", "no {if CONDITION}" }, { "{if time>1}{else}{else}{end}", "second" },
    { "{if altitude>3:kg}x{end}", "column 10: length meets mass" }, { "{if altitude}x{end}", "column 1: a condition" },
    { "{if time>1}{if time>1}{if time>1}{if time>1}{if time>1}x{end}{end}{end}{end}{end}", "more than 4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (tlr_template_parse (cases[i].pattern, &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_LAYOUT);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

/* An 'i' is a pixel wide here, any other letter ten. */
static int
narrow_i (gpointer data, const char *text)
{
  int width = 0;

  for (; *text; text++)
    width += *text == 'i' ? 1 : 10;
  return width;
}

/* Room is kept for the wider piece, whichever that is. */
static void
test_branches_widest (void)
{
  static const struct { const char *pattern, *columns, *pixels; } cases[] = {
    { "a{if time>1}iiii{else}mm{end}b", "aiiiib", "ammb" }, { "{if time>1}x{end}", "x", "x" },
    { "{if time>1}{if time>2}iii{else}m{end}{else}ii{end}", "iii", "m" }, { "{if time>1}{else}mm{end}", "mm", "mm" },
  };
  g_autoptr (TlmTimeline) timeline = flight_timeline (2);
  TlrSource source = { .timeline = timeline, .marks = tlr_marks_for_language (NULL) };
  TlrRuler ruler = { narrow_i, NULL };
  char buf[TLR_TEMPLATE_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (TlrTemplate) parsed = tlr_template_parse (cases[i].pattern, NULL);
    g_autoptr (TlrText) text = tlr_text_new (parsed, &source, 0);

    tlr_text_print_widest (text, NULL, buf);
    g_assert_cmpstr (buf, ==, cases[i].columns);
    tlr_text_print_widest (text, &ruler, buf);
    g_assert_cmpstr (buf, ==, cases[i].pixels);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/branches/print", test_branches);
  g_test_add_func ("/branches-validity", test_branches_validity);
  g_test_add_func ("/branches-wrong", test_branches_wrong);
  g_test_add_func ("/branches-widest", test_branches_widest);
  return g_test_run ();
}
