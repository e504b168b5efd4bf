/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Numbers run from -2,000 to 30,000 in every built-in layout: units and words beside them stand still
 * to the pixel, numbers end at the same column, and letters keep their size. */
#include <math.h>
#include <string.h>

#include "core/timeline/timeline-live.h"
#include "scene-data.h"
#include "sketched.h"

/* Numbers as they are read. */
static const double shown[] = {
  0, -2000, -1000.4, -999, -100, -99.9, -10, -9.99, -0.04, 0.4, 1, 9.9, 9.996, 10, 12.3, 99.94, 99.96, 100, 888, 999.6,
  1000, 1234, 8888, 9999, 10000, 12345, 30000, 7,
};

/* Channels of the built-in layouts, with the storage units in what they are read in; an orbit has those speeds alone
 * that say in which frame they are. */
static const struct {
  const char *name;
  TlmQuantity quantity;
  double scale, low, high;
  double live;           /* the largest magnitude that is thought of live, as read */
} channels[] = {
  { "altitude", TLM_QUANTITY_LENGTH, 1000, -2000, 30000, 30 },
  { "speed", TLM_QUANTITY_SPEED, 1 / 3.6, -2000, 30000, 28800 },
  { "speed-inertial", TLM_QUANTITY_SPEED, 1 / 3.6, -2000, 30000, 28800 },
  { "speed-relative", TLM_QUANTITY_SPEED, 1 / 3.6, -2000, 30000, 28800 },
  { "vertical-speed", TLM_QUANTITY_SPEED, 1, -2000, 30000, 8000 },
  { "g-load", TLM_QUANTITY_ACCELERATION, 9.80665, -2000, 30000, 10 },
  { "mach", TLM_QUANTITY_NONE, 1, -2000, 30000, 30 },
  { "downrange", TLM_QUANTITY_LENGTH, 1000, -2000, 30000, 30 },
  { "range", TLM_QUANTITY_LENGTH, 1000, -2000, 30000, 30 },
  { "range-rate", TLM_QUANTITY_SPEED, 1, -2000, 30000, 99 },
  { "latitude", TLM_QUANTITY_ANGLE, 1, -90, 90, 90 },
  { "longitude", TLM_QUANTITY_ANGLE, 1, -180, 180, 180 },
  { "orbit-number", TLM_QUANTITY_NONE, 1, 0, 30000, 30000 },
};

/* Live, lengths are read in metres first (only altitudes are below 0), and a number has room for
 * what is plausible. */
static double
stored (guint c, guint i, gboolean live)
{
  double least = live ? MAX (channels[c].low, -channels[c].live) : channels[c].low;
  double most = live ? MIN (channels[c].high, channels[c].live) : channels[c].high;

  if (live && channels[c].quantity == TLM_QUANTITY_LENGTH)
    return c == 0 ? shown[i] : MAX (shown[i], 0);
  return CLAMP (shown[i], least, most) * channels[c].scale;
}

/* A phase every four seconds, so that what is shown at the beginning of each is shown all the time. */
static const struct { int at_s; const char *id, *label; } events[] = {
  { -9, "liftoff", "Liftoff" }, { -1, "max-q", "Max Q" }, { 3, "core", "Core stage separation" },
  { 7, "burn", "Burn" }, { 11, "fairing", "Fairing jettison" }, { 15, "coast", "Coast" },
  { 19, "relight", "Second engine relight" }, { 23, "burn", "Burn" }, { 27, "apogee", "Apogee" }, { 400, "orbit", "Orbit" },
};

/* Samples from FIRST to before END at whole seconds. */
static TlmLog *
sweep (guint n_vehicles, gboolean is_orbit, gboolean live, guint first, guint end)
{
  TlmLog *log = tlm_log_new ("test", "test");

  log->clock = TLM_CLOCK_ELAPSED;
  for (guint v = 0; v < n_vehicles; v++)
    for (guint c = 0; c < G_N_ELEMENTS (channels); c++) {
      if (g_str_has_prefix (channels[c].name, "speed") && is_orbit == g_str_equal (channels[c].name, "speed"))
        continue;
      TlmTrack *track = tlm_log_track (tlm_log_vehicle (log, v ? "Stage 2" : "Stage 1"), channels[c].name,
          channels[c].quantity);
      for (guint i = first; i < end; i++)
        tlm_series_append (track->series, i * TLM_SECOND, stored (c, i, live));
    }
  for (guint i = 0; i < G_N_ELEMENTS (events) && first == 0; i++)
    tlm_log_add_event (log, tlm_event_new (events[i].at_s * TLM_SECOND, events[i].id, events[i].label, NULL, "test",
            TLM_CONFIDENCE_GIVEN));
  tlm_log_seal (log);
  return log;
}

/* Words and numbers of a line, and one more for whatever else there is. */
#define PLACES 16

/* Where the words of a line stood before, and its numbers ended. */
typedef struct {
  gboolean known[PLACES];
  double at[PLACES], size[PLACES], width[PLACES];
} Places;

typedef struct {
  Places words, numbers;
} Stand;

/* Marks of a line so far. */
typedef struct {
  guint words, numbers;
} Count;

static gboolean
is_number (const char *text)
{
  gboolean digits = g_str_equal (text, "---");

  for (; *text; text++) {
    digits |= g_ascii_isdigit (*text);
    if (g_ascii_isalpha (*text))
      return FALSE;
  }
  return digits;
}

static void
check_number (Places *numbers, guint i, const TlrMark *mark, const char *what)
{
  g_autofree char *text = g_strchomp (g_strdup (mark->text));
  g_autoptr (TlrStrip) strip = tlr_strip_new (&mark->style, &(TlrNativeSpec) { tlr_pixel_format_find ("BGRA") });
  double size = mark->style.size * mark->fit, width = tlr_strip_width (strip, text) * mark->fit, end = mark->x + width;

  if (numbers->known[i] && fabs (end - numbers->at[i]) > 0.5)
    g_error ("%s: \"%s\" ends at %.1f, not at %.1f", what, text, end, numbers->at[i]);
  /* What is squeezed has a whole number of columns: the narrower of two numbers is wrong by no more than one. */
  if (numbers->known[i] && fabs (size / numbers->size[i] - 1) * MIN (width, numbers->width[i]) > 1)
    g_error ("%s: \"%s\" is of size %.2f, not %.2f", what, text, size, numbers->size[i]);
  numbers->known[i] = TRUE;
  numbers->at[i] = end;
  numbers->size[i] = size;
  numbers->width[i] = width;
}

static void
check_mark (Stand *stand, const TlrMark *mark, Count *count, const char *what)
{
  double size = mark->style.size * mark->fit;
  Places *words = &stand->words;

  /* Blanks between a phase and a word that is not there. */
  if (mark->text[strspn (mark->text, " ")] == 0)
    return;
  if (is_number (mark->text)) {
    check_number (&stand->numbers, MIN (count->numbers++, PLACES - 1), mark, what);
    return;
  }
  guint i = MIN (count->words++, PLACES - 1);
  if (words->known[i] && (mark->x != words->at[i] || size != words->size[i]))
    g_error ("%s: \"%s\" stands at %.1f in size %.2f, not at %.1f in %.2f", what, mark->text, mark->x, size,
        words->at[i], words->size[i]);
  words->known[i] = TRUE;
  words->at[i] = mark->x;
  words->size[i] = size;
}

/* Scales of tapes and dials move, and phases have words of their own. */
static gboolean
is_value_line (const TlrItem *item, const GArray *marks)
{
  static const char *const kinds[] = { "field", "text", "channels", "dial", "arc", "tape", "g-meter", NULL };

  if (!item->klass->damage || !item->klass->says_same || !g_strv_contains (kinds, item->widget->klass->name))
    return FALSE;
  for (guint i = 0; i < marks->len; i++)
    if (g_array_index (marks, TlrMark, i).kind != TLR_MARK_TEXT)
      return FALSE;
  return TRUE;
}

static guint
check_times (Sketched *sketched, const char *what)
{
  g_autofree Stand *stands = g_new0 (Stand, sketched->context.items->len);
  guint n = 0;

  for (guint t = 0; t < G_N_ELEMENTS (shown); t++) {
    sketched_seek (sketched, t * TLM_SECOND);
    for (guint i = 0; i < sketched->context.items->len; i++) {
      const TlrItem *item = sketched->context.items->pdata[i];
      const GArray *marks = sketched_item (sketched, i);
      g_autofree char *where = g_strdup_printf ("%s, %s at %g", what, item->widget->name, shown[t]);
      Count count = { 0 };

      if (!is_value_line (item, marks))
        continue;
      for (guint k = 0; k < marks->len; k++)
        check_mark (&stands[i], &g_array_index (marks, TlrMark, k), &count, where);
      n += marks->len;
    }
  }
  return n;
}

/* Live, the layout is placed when next to nothing has come. */
static void
check (TlrLayout *layout, const char *name, guint n_vehicles, gboolean live, int width, int height)
{
  g_autofree char *what = g_strdup_printf ("%s of %u %s at %dx%d", name, n_vehicles, live ? "live" : "recorded", width,
      height);
  gboolean is_orbit = g_str_equal (name, "station");
  g_autoptr (TlmTimeline) timeline = tlm_timeline_new ();
  g_autoptr (TlmLog) first = sweep (n_vehicles, is_orbit, live, 0, live ? 1 : G_N_ELEMENTS (shown));
  g_autoptr (TlmLog) rest = sweep (n_vehicles, is_orbit, live, 1, G_N_ELEMENTS (shown));
  TlrStyle style = { 0 };
  g_autoptr (GError) error = NULL;
  Sketched sketched;
  guint n;

  g_assert_true (tlm_timeline_add_log (timeline, first, NULL, &error));
  g_assert_no_error (error);
  tlm_timeline_set_open (timeline, live);
  sketched_start (&sketched, layout, timeline, NULL, &style, width, height);
  if (live)
    g_assert_true (tlm_timeline_extend (timeline, rest, NULL, &error));
  g_assert_no_error (error);
  n = check_times (&sketched, what);
  g_assert_cmpuint (n, >, 0);
  sketched_finish (&sketched);
}

static void
test_layouts (gconstpointer live)
{
  static const struct { int width, height; } sizes[] = { { 1920, 1080 }, { 1080, 1080 }, { 1080, 1920 } };
  g_auto (GStrv) names = tlr_layout_list ();

  for (guint i = 0; names[i]; i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (guint n = 1; n <= 2; n++) {
        g_autoptr (GError) error = NULL;
        g_autoptr (TlrLayout) layout = tlr_layout_load (names[i], &error);
        g_assert_no_error (error);
        check (layout, names[i], n, live != NULL, sizes[j].width, sizes[j].height);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/steady/recorded", NULL, test_layouts);
  g_test_add_data_func ("/steady/live", "live", test_layouts);
  return g_test_run ();
}
