/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "orbit-data.h"
#include "render/scene/arrange.h"
#include "render/scene/context.h"
#include "render/widgets/layout-load.h"
#include "scene-data.h"

/* What every built-in layout has to keep to, whatever the frame, the data and the
 * language: nothing overlaps, nothing leaves the safe area, figures are large
 * enough, and no text is squeezed out of reading. */

static const struct { int width, height; } sizes[] = {
  { 320, 180 }, { 1280, 720 }, { 1920, 1080 }, { 3840, 2160 }, { 1080, 1920 }, { 1080, 1080 },
  { 2048, 858 }, { 640, 480 },
};

static const char *const languages[] = { NULL, "ru", "es", "fr", "de", "zh", "ja" };

/* Figures are at least this part of the frame's height, without strips that the layout keeps free; in
 * the smallest frames words, which have to be read as well, take some of their room. */
#define DIGIT_PART 30.0
#define SMALL_PART 36.0

typedef struct {
  TlrContext context;
  GPtrArray *widgets;
} Placed;

static void
place (Placed *placed, TlrLayout *layout, TlmTimeline *timeline, const TlmMission *mission,
    const char *language, int width, int height)
{
  TlrStyle style = { .language = language };
  g_autoptr (GError) error = NULL;

  memset (placed, 0, sizeof *placed);
  placed->context.layout = layout;
  placed->context.timeline = timeline;
  placed->context.spec = (TlrSceneSpec) { .native = { .format = tlr_pixel_format_find ("I420") },
    .width = width, .height = height };
  tlr_context_start (&placed->context, &style, mission);
  placed->widgets = tlr_arrange_widgets (&placed->context, &error);
  g_assert_no_error (error);
}

static void
placed_clear (Placed *placed)
{
  tlr_context_finish (&placed->context);
  g_ptr_array_unref (placed->widgets);
}

static gboolean
is_leaf (const TlrWidget *widget)
{
  return !widget->absent && !widget->klass->is_group && !widget->klass->is_ground &&
      !tlr_rect_is_empty (&widget->rect);
}

/* Widgets that stand in one place in turn have terms that exclude each other; those
 * that may be seen together may not overlap. */
static void
check_apart (const Placed *placed, const char *what)
{
  const GPtrArray *widgets = placed->widgets;

  for (guint i = 0; i < widgets->len; i++)
    for (guint j = 0; j < i; j++) {
      const TlrWidget *a = widgets->pdata[i], *b = widgets->pdata[j];
      TlrRect both = tlr_rect_intersect (&a->rect, &b->rect);

      if (!is_leaf (a) || !is_leaf (b) || a->when || b->when)
        continue;
      if (!tlr_rect_is_empty (&both))
        g_error ("%s: %s and %s overlap by %dx%d", what, a->name, b->name, both.width, both.height);
    }
}

static void
check_inside (const Placed *placed, const char *what)
{
  const TlrRect *safe = &placed->context.safe;

  for (guint i = 0; i < placed->widgets->len; i++) {
    const TlrWidget *widget = placed->widgets->pdata[i];
    const TlrRect *r = &widget->rect;

    if (is_leaf (widget) && (r->x < safe->x - 2 || r->y < safe->y - 2 ||
          r->x + r->width > safe->x + safe->width + 2 || r->y + r->height > safe->y + safe->height + 2))
      g_error ("%s: %s at %d,%d of %dx%d leaves the safe area %d,%d of %dx%d", what, widget->name,
          r->x, r->y, r->width, r->height, safe->x, safe->y, safe->width, safe->height);
  }
}

static double
digit_height (const TlrTextStyle *style)
{
  g_autoptr (TlrFace) face = tlr_face_new (style);

  return -tlr_face_measure (face, "0").top;
}

/* The one line of film is small by intent: 22 rows of 1080 are still read. */
#define LINE_PART 49.0

/* The figures that a layout is about: what it puts up as fields, and the clock. */
static void
check_digits (const Placed *placed, const char *what)
{
  gboolean small = placed->context.spec.height < 240;
  double least = placed->context.area.height / (small ? SMALL_PART : DIGIT_PART);

  /* A table of everything in the smallest frame has to be small. */
  if (small && g_str_has_prefix (what, "data "))
    return;

  for (guint i = 0; i < placed->widgets->len; i++) {
    const TlrWidget *widget = placed->widgets->pdata[i];

    gboolean line = g_str_has_prefix (what, "film ");

    if (!is_leaf (widget) || (strcmp (widget->klass->name, "field") != 0 &&
          strcmp (widget->name, line ? "line" : "clock") != 0))
      continue;
    least = line ? placed->context.spec.height / LINE_PART : least;
    TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
    double height = digit_height (&style);
    if (height < least - 0.75)
      g_error ("%s: digits of %s are %.1f rows high, less than %.1f", what, widget->name, height, least);
  }
}

/* Capitals of events' labels are 22 rows of 1080 at least. */
static void
check_labels (const Placed *placed, const char *what)
{
  for (guint i = 0; i < placed->widgets->len; i++) {
    const TlrWidget *widget = placed->widgets->pdata[i];

    if (!is_leaf (widget) || strcmp (widget->klass->name, "phase-bar") != 0 || placed->context.spec.height != 1080 ||
        placed->context.spec.width != 1920)
      continue;
    TlrTextStyle style = tlr_widget_text_style (widget, "size", "colour");
    g_autoptr (TlrFace) face = tlr_face_new (&style);
    double height = -tlr_face_measure (face, "H").top;
    if (height < 22)
      g_error ("%s: capitals of %s are %.1f rows high", what, widget->name, height);
  }
}

static void
check (const char *name, TlmTimeline *timeline, const TlmMission *mission, const char *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlrLayout) layout = tlr_layout_load (name, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      g_autofree char *what = g_strdup_printf ("%s of %s at %dx%d in %s", name, data, sizes[i].width,
          sizes[i].height, languages[j] ? languages[j] : "en");
      Placed placed;

      place (&placed, layout, timeline, mission, languages[j], sizes[i].width, sizes[i].height);
      check_apart (&placed, what);
      check_inside (&placed, what);
      check_digits (&placed, what);
      check_labels (&placed, what);
      placed_clear (&placed);
    }
}

static void
test_layouts (void)
{
  g_auto (GStrv) names = tlr_layout_list ();
  g_autoptr (TlmTimeline) one = flight_timeline (1);
  g_autoptr (TlmTimeline) two = flight_timeline (2);
  g_autoptr (TlmFlight) orbit = orbit_flight ();
  g_autoptr (TlmMission) mission = tlm_mission_new ();

  mission->provenance = TLM_PROVENANCE_RECONSTRUCTED;
  for (guint i = 0; names[i]; i++) {
    gboolean for_orbit = strcmp (names[i], "station") == 0;

    if (!for_orbit) {
      check (names[i], one, mission, "one vehicle");
      check (names[i], two, mission, "two vehicles");
    }
    check (names[i], orbit->timeline, orbit->mission, "an orbit");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-fit/layouts", test_layouts);
  return g_test_run ();
}
