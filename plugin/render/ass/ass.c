/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass.h"

#include <math.h>
#include <string.h>

#include "render/ass/ass-lane.h"
#include "render/ass/cue-times.h"
#include "render/draw/escape.h"
#include "render/scene/arrange.h"
#include "render/scene/context.h"

/* The pixel format of no frame: square grid of single pixels. */
#define FORMAT "BGRA"

#define WIDTH_DEFAULT 1920
#define HEIGHT_DEFAULT 1080

/* Square pixels across: of the widest picture with the widest pixels that are met. */
#define WIDTH_MAX (4 * TLR_NATIVE_MAX_SIZE)

struct _TlrAss {
  TlrContext context;
  gboolean has_context;
  TlrLayout *layout;
  TlmTimeline *timeline;
  TlrCueTimes times;
  TlmDuration window_ns;
  TlmSnapshot *snapshot;
  GPtrArray *widgets;      /* TlrWidget * */
  GPtrArray *lanes;        /* TlrAssLane *, in drawing order */
  TlrAssPen pen;
  TlrCues *cues;           /* of plain text, or NULL */
  GString *text;
};

static void
add_lane (TlrAss *ass, TlrItem *item, TlrWidget *ground)
{
  g_ptr_array_add (ass->lanes, tlr_ass_lane_new (item, ground, ass->lanes->len));
}

/* What a scene composes, in its order. */
static void
make_lanes (TlrAss *ass)
{
  for (guint i = 0; i < ass->widgets->len; i++) {
    TlrWidget *widget = ass->widgets->pdata[i];
    guint before = ass->context.items->len;

    if (widget->klass->sketch && !tlr_rect_is_empty (&widget->rect))
      add_lane (ass, NULL, widget);
    if (widget->klass->place)
      widget->klass->place (widget);
    for (guint j = before; j < ass->context.items->len; j++)
      add_lane (ass, ass->context.items->pdata[j], NULL);
  }
}

/* Whether a style is that of another, only fainter: what stale text has. */
static gboolean
is_faint (const TlrAss *ass, const TlrTextStyle *style)
{
  for (guint i = 0; i < ass->context.strips->len; i++) {
    TlrTextStyle other = *tlr_strip_get_style (ass->context.strips->pdata[i]);
    gboolean stronger = other.rgba[3] > style->rgba[3];

    other.rgba[3] = style->rgba[3];
    if (stronger && memcmp (&other, style, sizeof other) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The styles of text as it usually is go into the header first. */
static void
add_styles (TlrAss *ass)
{
  for (int faint = FALSE; faint <= TRUE; faint++)
    for (guint i = 0; i < ass->context.strips->len; i++) {
      const TlrTextStyle *style = tlr_strip_get_style (ass->context.strips->pdata[i]);

      if (is_faint (ass, style) == faint)
        tlr_ass_styles_add (ass->pen.styles, style);
    }
}

static gboolean
place (TlrAss *ass, const TlrCueSpec *spec, int width, int height, GError **error)
{
  ass->context.spec = (TlrSceneSpec) { { tlr_pixel_format_find (FORMAT) }, width, height,
    .par_n = spec->par_n, .par_d = spec->par_d };
  tlr_context_start (&ass->context, &spec->style, spec->mission);
  ass->has_context = TRUE;
  ass->widgets = tlr_arrange_widgets (&ass->context, error);
  if (!ass->widgets)
    return FALSE;
  make_lanes (ass);
  add_styles (ass);
  return TRUE;
}

static gboolean
make_plain (TlrAss *ass, const TlrCueSpec *spec, GError **error)
{
  ass->cues = tlr_cues_new (spec, error);
  if (!ass->cues)
    return FALSE;
  tlr_ass_styles_add_plain (ass->pen.styles, spec->bottom);
  return TRUE;
}

TlrAss *
tlr_ass_new (const TlrCueSpec *spec, gboolean plain, GError **error)
{
  g_autoptr (TlrAss) ass = NULL;
  int width, height, shown;

  g_return_val_if_fail (spec != NULL && spec->timeline != NULL && spec->layout != NULL, NULL);
  width = spec->width > 0 ? spec->width : WIDTH_DEFAULT;
  height = spec->height > 0 ? spec->height : HEIGHT_DEFAULT;
  ass = g_new0 (TlrAss, 1);
  ass->layout = tlr_layout_ref (spec->layout);
  ass->timeline = tlm_timeline_ref (spec->timeline);
  ass->snapshot = tlm_snapshot_new ();
  ass->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_ass_lane_free);
  shown = spec->par_n > 0 && spec->par_d > 0 ?
      (int) CLAMP (round ((double) width * spec->par_n / spec->par_d), 1, WIDTH_MAX) : width;
  ass->pen = (TlrAssPen) { .styles = tlr_ass_styles_new (shown, height), .queue = tlr_ass_queue_new (),
    .sketch = tlr_sketch_new (), .stretch = (double) shown / width };
  ass->text = g_string_new (NULL);
  ass->window_ns = spec->window_ns > 0 ? spec->window_ns : TLR_ASS_WINDOW;
  ass->context.layout = ass->layout;
  ass->context.timeline = ass->timeline;
  ass->times = (TlrCueTimes) { ass->timeline, spec->sync,
    spec->interval_ns > 0 ? spec->interval_ns : TLM_SECOND, spec->fps_n, spec->fps_d,
    spec->step_ns, &ass->context.channels };
  if (plain ? !make_plain (ass, spec, error) : !place (ass, spec, width, height, error))
    return NULL;
  return g_steal_pointer (&ass);
}

void
tlr_ass_free (TlrAss *ass)
{
  if (!ass)
    return;
  g_ptr_array_unref (ass->lanes);
  if (ass->has_context)
    tlr_context_finish (&ass->context);
  g_clear_pointer (&ass->widgets, g_ptr_array_unref);
  tlr_cue_times_clear (&ass->times);
  tlr_cues_free (ass->cues);
  tlr_ass_styles_free (ass->pen.styles);
  tlr_ass_queue_free (ass->pen.queue);
  tlr_sketch_free (ass->pen.sketch);
  tlm_snapshot_free (ass->snapshot);
  tlr_layout_unref (ass->layout);
  tlm_timeline_unref (ass->timeline);
  g_string_free (ass->text, TRUE);
  g_free (ass);
}

const char *
tlr_ass_header (const TlrAss *ass)
{
  g_return_val_if_fail (ass != NULL, NULL);
  return tlr_ass_styles_header (ass->pen.styles);
}

/* Shows what is known at AT from FOOTAGE on. */
static void
step (TlrAss *ass, gint64 at_ns, gint64 footage_ns)
{
  tlm_timeline_at (ass->timeline, tlm_sync_apply (&ass->times.sync, at_ns),
      &ass->context.channels, ass->snapshot);
  for (guint i = 0; i < ass->lanes->len; i++)
    tlr_ass_lane_show (ass->lanes->pdata[i], ass->snapshot, footage_ns, &ass->pen);
}

static gint64
window_end (const TlrAss *ass, gint64 from_ns, gint64 limit_ns)
{
  gint64 windows = from_ns / ass->window_ns - (from_ns % ass->window_ns < 0);

  if (windows >= G_MAXINT64 / ass->window_ns - 1)
    return limit_ns;
  return MIN (limit_ns, (windows + 1) * ass->window_ns);
}

static gint64
show_plain (TlrAss *ass, gint64 from_ns, gint64 limit_ns, TlrAssFunc func, gpointer data)
{
  TlrCue cue = tlr_cues_at (ass->cues, from_ns, limit_ns);
  TlrAssEvent event = { .start_ns = cue.start_ns, .end_ns = cue.end_ns, .style = TLR_ASS_PLAIN };

  if (*cue.text) {
    g_string_truncate (ass->text, 0);
    tlr_escape_append (ass->text, cue.text, TLR_ESCAPE_ASS);
    event.text = ass->text->str;
    func (&event, data);
  }
  return cue.end_ns;
}

gint64
tlr_ass_show (TlrAss *ass, gint64 from_ns, gint64 limit_ns, TlrAssFunc func, gpointer data)
{
  gint64 end;

  g_return_val_if_fail (ass != NULL && func != NULL && limit_ns > from_ns, limit_ns);
  end = window_end (ass, from_ns, limit_ns);
  if (ass->cues)
    return show_plain (ass, from_ns, end, func, data);
  ass->pen.limit_ns = end;
  step (ass, tlr_cue_times_floor (&ass->times, from_ns), from_ns);
  /* What could only begin less than a step before the end is not written at all. */
  for (gint64 at = from_ns;
      (at = tlr_cue_times_next (&ass->times, at)) <= end - tlr_cue_times_step (&ass->times);)
    step (ass, at, at);
  for (guint i = 0; i < ass->lanes->len; i++)
    tlr_ass_lane_end (ass->lanes->pdata[i], end, &ass->pen);
  tlr_ass_queue_give (ass->pen.queue, func, data);
  return end;
}
