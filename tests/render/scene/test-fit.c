/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Every built-in layout with phases, in every language at four sizes, through whole flights: no
 * label is clipped, squeezed beyond reading or small, and none touches another. */
#include <math.h>
#include <string.h>

#include "core/log/log.h"
#include "render/widgets/layout-load.h"
#include "sketched.h"

static const char *const languages[] = { NULL, "ru", "es", "fr", "de", "zh", "ja" };
static const struct { int width, height; } sizes[] = {
  { 320, 180 }, { 1280, 720 }, { 1920, 1080 }, { 1080, 1920 },
};

/* Fonts are at least this part of the layout unit (the height, of portrait frames 1.35
 * times the width) and so many rows; digits of the count are the part of it that can
 * be read on a telephone. */
#define FONT_PART 64.0
#define FONT_ROWS 6.5
#define DIGIT_PART 30.5

static double
unit_of (const Sketched *sketched)
{
  return MIN (sketched->context.spec.height, 1.35 * sketched->context.spec.width);
}

/* Each phase of a profile as an event, a minute apart, of the vehicle it belongs to. */
static TlmTimeline *
flight (const TlmProfile *profile, const char *const *vehicles)
{
  TlmTimeline *timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) log = tlm_log_new ("test", "test");
  g_autoptr (GHashTable) phases = tlm_profile_phase_table (profile);
  g_autoptr (GError) error = NULL;
  gint64 time = 0;

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint i = 0; vehicles[i]; i++)
    for (int t = -10; t < 1500; t++) {
      TlmLogVehicle *vehicle = tlm_log_vehicle (log, vehicles[i]);
      tlm_series_append (tlm_log_track (vehicle, "altitude", TLM_QUANTITY_LENGTH)->series,
          t * TLM_SECOND, MAX (t, 0) * 300.0);
      tlm_series_append (tlm_log_track (vehicle, "speed", TLM_QUANTITY_SPEED)->series,
          t * TLM_SECOND, MAX (t, 0) * 5.2);
    }
  for (guint i = 0; i < profile->phases->len; i++) {
    const TlmPhase *phase = profile->phases->pdata[i];
    const char *ids[] = { phase->id, phase->end };
    gboolean second = g_str_equal (phase->track, "stage2") && vehicles[1];
    for (guint j = 0; j < 2 && ids[j]; j++, time += 60 * TLM_SECOND)
      tlm_log_add_event (log, tlm_event_new (time, ids[j], NULL,
              g_str_equal (phase->track, "booster") ? vehicles[0] : second ? vehicles[1] : NULL,
              "test", (i + j) % 5 == 3 ? TLM_CONFIDENCE_NOMINAL : TLM_CONFIDENCE_GIVEN));
  }
  tlm_log_seal (log);
  g_assert_true (tlm_timeline_add_log (timeline, log, NULL, &error));
  g_assert_no_error (error);
  tlm_timeline_set_phases (timeline, phases);
  return timeline;
}

/* Ink of a text on the frame. */
typedef struct {
  double left, top, right, bottom;
  const char *widget;
  char words[64];
} Ink;

static Ink
ink_of (const TlrMark *mark, const char *widget)
{
  g_autoptr (TlrFace) face = tlr_face_new (&mark->style);
  TlrExtents extents = tlr_face_measure (face, mark->text);
  Ink ink = { mark->x + extents.left * mark->fit, mark->y + extents.top,
    mark->x + extents.right * mark->fit, mark->y + extents.bottom, widget, "" };

  g_strlcpy (ink.words, mark->text, sizeof ink.words);
  return ink;
}

/* What went wrong, one line each. */
typedef struct {
  GHashTable *seen;
  const char *what;
} Report;

static void G_GNUC_PRINTF (2, 3)
complain (Report *report, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  char *line = g_strconcat (report->what, ": ", text, NULL);
  if (g_hash_table_add (report->seen, line))
    g_test_message ("%s", line);
}

static void
check_digits (Report *report, const TlrMark *mark, const TlrWidget *widget, double unit)
{
  g_autoptr (TlrFace) face = tlr_face_new (&mark->style);
  TlrExtents zero = tlr_face_measure (face, "0");

  if (mark->cells && g_str_equal (widget->klass->name, "clock") && strchr (mark->text, ':') &&
      zero.bottom - zero.top < unit / DIGIT_PART)
    complain (report, "%s: digits of %.1f rows", widget->name, zero.bottom - zero.top);
}

static void
check_mark (Report *report, const TlrMark *mark, const TlrItem *item, const Ink *ink, double unit)
{
  const TlrRect *r = &item->rect;
  double least = MIN (FONT_ROWS, unit / 25);

  /* The numbers of a tape run out of its window. */
  if (g_str_equal (item->widget->klass->name, "tape"))
    return;
  if (ink->left < r->x - 1 || ink->top < r->y - 1 || ink->right > r->x + r->width + 1 ||
      ink->bottom > r->y + r->height + 1)
    complain (report, "%s: \"%s\" is clipped: %.0f..%.0f of %d..%d", ink->widget, ink->words,
        ink->left, ink->right, r->x, r->x + r->width);
  if (mark->fit < 0.74)
    complain (report, "%s: \"%s\" is squeezed to %.2f", ink->widget, ink->words, mark->fit);
  if (mark->style.size < MAX (least, unit / FONT_PART))
    complain (report, "%s: font of %.1f rows", ink->widget, mark->style.size);
}

static void
check_overlaps (Report *report, const GArray *inks)
{
  for (guint i = 0; i < inks->len; i++)
    for (guint j = 0; j < i; j++) {
      const Ink *a = &g_array_index (inks, Ink, i), *b = &g_array_index (inks, Ink, j);
      double across = MIN (a->right, b->right) - MAX (a->left, b->left);
      double down = MIN (a->bottom, b->bottom) - MAX (a->top, b->top);

      if (across > 1 && down > 1)
        complain (report, "%s: \"%s\" and %s: \"%s\" overlap by %.0fx%.0f", a->widget, a->words,
            b->widget, b->words, across, down);
    }
}

/* No line runs through a label: no corner of a path lies in its ink. */
static void
check_paths (Report *report, Sketched *sketched, const GArray *inks)
{
  for (guint i = 0; i < sketched->context.items->len; i++) {
    sketched_item (sketched, i);
    const GArray *corners = sketched->sketch->corners;
    for (guint j = 0; j < corners->len * inks->len; j++) {
      const TlrCorner *c = &g_array_index (corners, TlrCorner, j / inks->len);
      const Ink *ink = &g_array_index (inks, Ink, j % inks->len);
      if (c->x > ink->left && c->x < ink->right && c->y > ink->top && c->y < ink->bottom)
        complain (report, "%s: a line through \"%s\"", ink->widget, ink->words);
    }
  }
}

static guint
check_instant (Report *report, Sketched *sketched, gint64 time_ns)
{
  g_autoptr (GArray) inks = g_array_new (FALSE, FALSE, sizeof (Ink));

  sketched_seek (sketched, time_ns);
  for (guint i = 0; i < sketched->context.items->len; i++) {
    const TlrItem *item = sketched->context.items->pdata[i];
    const GArray *marks = sketched_item (sketched, i);

    for (guint j = 0; j < marks->len; j++) {
      const TlrMark *mark = &g_array_index (marks, TlrMark, j);
      if (mark->kind != TLR_MARK_TEXT || !mark->text[strspn (mark->text, " ")])
        continue;
      Ink ink = ink_of (mark, item->widget->name);
      check_mark (report, mark, item, &ink, unit_of (sketched));
      check_digits (report, mark, item->widget, unit_of (sketched));
      g_array_append_val (inks, ink);
    }
  }
  check_overlaps (report, inks);
  check_paths (report, sketched, inks);
  return inks->len;
}

static void
check_layout (GHashTable *seen, const char *name, TlrLayout *layout, const TlmProfile *profile,
    TlmTimeline *timeline)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages) * G_N_ELEMENTS (sizes); i++) {
    int width = sizes[i / 7].width, height = sizes[i / 7].height;
    TlrStyle style = { .language = languages[i % 7], .profile = profile };
    g_autofree char *what = g_strdup_printf ("%s, %s, %s, %dx%d", name, profile->name,
        style.language ? style.language : "en", width, height);
    Report report = { seen, what };
    Sketched sketched;

    sketched_start (&sketched, layout, timeline, NULL, &style, width, height);
    for (guint j = 0; j < tlm_timeline_n_events (timeline); j += 3)
      g_assert_cmpuint (check_instant (&report, &sketched,
              tlm_timeline_event (timeline, j)->time_ns + 25 * TLM_SECOND), >, 2);
    sketched_finish (&sketched);
  }
}

static gboolean
shows_phases (const TlrLayout *layout)
{
  for (guint i = 0; i < layout->nodes->len; i++)
    if (g_str_has_prefix (((TlrNode *) layout->nodes->pdata[i])->klass->name, "phase"))
      return TRUE;
  return FALSE;
}

/* An arch that is higher than that of the built-in layout broadcast, and a bar. */
static const char arch[] = "[layout]\n[widget a]\ntype=phase-arc\nanchor=bottom\nwidth=100%\n"
    "size=18\nrise=160\nvehicle=0\n[widget b]\ntype=phase-bar\nanchor=top\nwidth=70%\nsize=18\n";

static void
test_profile (gconstpointer data)
{
  static const char *const one[] = { "Soyuz MS-19", NULL };
  static const char *const two[] = { "stage1", "stage2", NULL };
  const char *name = data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TlmProfile) profile = tlm_profile_load (name, NULL);
  g_autoptr (TlmTimeline) timeline = flight (profile, g_str_equal (name, "falcon9") ? two : one);
  g_auto (GStrv) layouts = tlr_layout_list ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; layouts[i]; i++) {
    g_autoptr (TlrLayout) layout = tlr_layout_load (layouts[i], &error);
    g_assert_no_error (error);
    if (shows_phases (layout))
      check_layout (seen, layouts[i], layout, profile, timeline);
  }
  g_autoptr (TlrLayout) own = tlr_layout_parse ("arch", arch, -1, &error);
  g_assert_no_error (error);
  check_layout (seen, "arch", own, profile, timeline);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fit/falcon9", "falcon9", test_profile);
  g_test_add_data_func ("/fit/soyuz", "soyuz", test_profile);
  g_test_add_data_func ("/fit/sounding-rocket", "sounding-rocket", test_profile);
  return g_test_run ();
}
