/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass.h"

#include <string.h>

#include "render/ass-mark.h"
#include "render/context.h"
#include "render/cue-times.h"
#include "render/escape.h"
#include "render/place.h"

/* The pixel format of no frame: square grid of single pixels. */
#define FORMAT "BGRA"

/* Size of plain lines, as a part of the height. */
#define PLAIN_SIZE 0.045

/* What one item of the layout shows over time. */
typedef struct {
  TlrItem *item;           /* of the context, or NULL */
  TlrWidget *ground;       /* or NULL: one that never changes */
  guint layer;
  gint64 start_ns;
  gsize length, next;      /* of the states; 0: nothing to see */
  guint8 state[TLR_ITEM_STATE_SIZE];
  guint8 next_state[TLR_ITEM_STATE_SIZE];
} Lane;

/* An event that waits for its turn. */
typedef struct {
  gint64 start_ns, end_ns;
  guint layer;
  guint order;
  const char *style;
  char *text;
} Waiting;

struct _TlrAss {
  TlrContext context;
  gboolean has_context;
  TlrLayout *layout;
  TlmTimeline *timeline;
  TlrCueTimes times;
  TlmSnapshot *snapshot;
  GPtrArray *widgets;      /* TlrWidget * */
  GPtrArray *lanes;        /* Lane *, in drawing order */
  GPtrArray *fonts;        /* TlrAssFont * */
  guint n_styles;          /* fonts with a style of their own in the header */
  TlrSketch *sketch;
  TlrCues *cues;           /* of plain text, or NULL */
  GString *header, *text;
  GArray *waiting;         /* Waiting */
};

/* Styles */

static TlrAssFont *
find_font (TlrAss *ass, const TlrTextStyle *style, guint *index)
{
  for (*index = 0; *index < ass->fonts->len; (*index)++)
    if (memcmp (tlr_ass_font_get_style (ass->fonts->pdata[*index]), style, sizeof *style) == 0)
      return ass->fonts->pdata[*index];
  g_ptr_array_add (ass->fonts, tlr_ass_font_new (style));
  return ass->fonts->pdata[*index];
}

static void
append_style (GString *out, const char *name, TlrAssFont *font)
{
  const TlrTextStyle *style = tlr_ass_font_get_style (font);
  g_autofree char *family = g_strdelimit (g_strdup (tlr_ass_font_get_family (font)), ",{}\\\n", ' ');

  g_string_append_printf (out, "Style: %s,%s,", name, family);
  tlr_ass_append_number (out, tlr_ass_font_get_size (font));
  g_string_append_c (out, ',');
  tlr_ass_append_colour (out, style->rgba);
  g_string_append (out, ",&H0,");
  tlr_ass_append_colour (out, style->outline_rgba);
  g_string_append_printf (out, ",&H0,%d,0,0,0,100,100,", style->weight == 700 ? -1 : 0);
  tlr_ass_append_number (out, style->spacing);
  g_string_append (out, ",0,1,");
  tlr_ass_append_number (out, style->outline);
  g_string_append (out, ",0,7,0,0,0,1\n");
}

static void
begin_header (TlrAss *ass, const TlrSceneSpec *spec)
{
  g_string_append_printf (ass->header, "[Script Info]\nScriptType: v4.00+\nPlayResX: %d\n"
      "PlayResY: %d\nWrapStyle: 2\nScaledBorderAndShadow: yes\nKerning: yes\n"
      "YCbCr Matrix: None\n\n[V4+ Styles]\n"
      "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
      "BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, "
      "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
      "Style: Shape,Inter,20,&H00FFFFFF,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1\n",
      spec->width, spec->height);
}

/* As many styles as go into the header; the others are written into each event. */
static void
add_style (TlrAss *ass, const TlrTextStyle *style)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *name = NULL;
  guint index, before = ass->fonts->len;
  TlrAssFont *font = find_font (ass, style, &index);

  if (index < before || ass->n_styles < before)
    return;
  name = g_strdup_printf ("S%u", index);
  append_style (line, name, font);
  if (ass->header->len + line->len >= TLR_ASS_HEADER_SIZE)
    return;
  g_string_append (ass->header, line->str);
  ass->n_styles = index + 1;
}

static const char *
style_name (TlrAss *ass, guint index)
{
  g_autofree char *name = NULL;

  if (index >= ass->n_styles)
    return "Shape";
  name = g_strdup_printf ("S%u", index);
  return g_intern_string (name);
}

/* Lanes */

static void
add_lane (TlrAss *ass, TlrItem *item, TlrWidget *ground)
{
  Lane *lane = g_new0 (Lane, 1);

  lane->item = item;
  lane->ground = ground;
  lane->layer = ass->lanes->len;
  g_ptr_array_add (ass->lanes, lane);
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
        add_style (ass, style);
    }
}

static gboolean
place (TlrAss *ass, const TlrCueSpec *spec, GError **error)
{
  ass->context.spec = (TlrSceneSpec) { { tlr_pixel_format_find (FORMAT) },
    spec->width > 0 ? spec->width : 1920, spec->height > 0 ? spec->height : 1080 };
  tlr_context_start (&ass->context, &spec->style, spec->mission);
  ass->has_context = TRUE;
  ass->widgets = tlr_place_widgets (&ass->context, error);
  if (!ass->widgets)
    return FALSE;
  make_lanes (ass);
  begin_header (ass, &ass->context.spec);
  add_styles (ass);
  return TRUE;
}

/* Plain lines: a style of their own at the top or bottom. */
static gboolean
make_plain (TlrAss *ass, const TlrCueSpec *spec, GError **error)
{
  TlrSceneSpec frame = { .width = spec->width > 0 ? spec->width : 1920,
    .height = spec->height > 0 ? spec->height : 1080 };

  ass->cues = tlr_cues_new (spec, error);
  if (!ass->cues)
    return FALSE;
  begin_header (ass, &frame);
  g_string_append (ass->header, "Style: Telemetry,Inter,");
  tlr_ass_append_number (ass->header, PLAIN_SIZE * 1.2 * frame.height);
  g_string_append (ass->header, ",&H00FFFFFF,&H0,&H00000000,&H80000000,600,0,0,0,100,100,0,0,1,");
  tlr_ass_append_number (ass->header, frame.height / 540.0);
  g_string_append_printf (ass->header, ",0,%d,%d,%d,%d,1\n", spec->bottom ? 2 : 8,
      frame.width / 20, frame.width / 20, frame.height / 20);
  return TRUE;
}

static void
waiting_clear (gpointer data)
{
  g_free (((Waiting *) data)->text);
}

TlrAss *
tlr_ass_new (const TlrCueSpec *spec, gboolean plain, GError **error)
{
  g_autoptr (TlrAss) ass = NULL;

  g_return_val_if_fail (spec != NULL && spec->timeline != NULL && spec->layout != NULL, NULL);
  ass = g_new0 (TlrAss, 1);
  ass->layout = tlr_layout_ref (spec->layout);
  ass->timeline = tlm_timeline_ref (spec->timeline);
  ass->snapshot = tlm_snapshot_new ();
  ass->lanes = g_ptr_array_new_with_free_func (g_free);
  ass->fonts = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_ass_font_free);
  ass->sketch = tlr_sketch_new ();
  ass->header = g_string_new (NULL);
  ass->text = g_string_new (NULL);
  ass->waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_array_set_clear_func (ass->waiting, waiting_clear);
  ass->context.layout = ass->layout;
  ass->context.timeline = ass->timeline;
  ass->times = (TlrCueTimes) { ass->timeline, spec->sync,
    spec->interval_ns > 0 ? spec->interval_ns : TLM_SECOND, spec->fps_n, spec->fps_d,
    &ass->context.channels };
  if (plain ? !make_plain (ass, spec, error) : !place (ass, spec, error))
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
  g_ptr_array_unref (ass->fonts);
  tlr_sketch_free (ass->sketch);
  tlm_snapshot_free (ass->snapshot);
  tlr_layout_unref (ass->layout);
  tlm_timeline_unref (ass->timeline);
  g_string_free (ass->header, TRUE);
  g_string_free (ass->text, TRUE);
  g_array_unref (ass->waiting);
  g_free (ass);
}

const char *
tlr_ass_header (const TlrAss *ass)
{
  g_return_val_if_fail (ass != NULL, NULL);
  return ass->header->str;
}

/* Events of lanes */

static void
wait_for_turn (TlrAss *ass, const Lane *lane, gint64 end_ns, guint layer, const char *style)
{
  Waiting waiting = { lane->start_ns, end_ns, layer, ass->waiting->len, style,
    g_strndup (ass->text->str, ass->text->len) };

  g_array_append_val (ass->waiting, waiting);
  g_string_truncate (ass->text, 0);
}

/* Layers leave room for a shadow below each text. */
static void
add_mark (TlrAss *ass, const Lane *lane, const TlrMark *mark, gint64 end_ns)
{
  guint index, layer = 2 * lane->layer;
  TlrAssFont *font;

  if (mark->kind != TLR_MARK_TEXT) {
    tlr_ass_append_shape (ass->text, mark);
    wait_for_turn (ass, lane, end_ns, layer, "Shape");
    return;
  }
  font = find_font (ass, &mark->style, &index);
  tlr_ass_append_shadow (ass->text, mark, font);
  if (ass->text->len > 0)
    wait_for_turn (ass, lane, end_ns, layer, "Shape");
  tlr_ass_append_text (ass->text, mark, font, index >= ass->n_styles);
  wait_for_turn (ass, lane, end_ns, layer + 1, style_name (ass, index));
}

static void
close_lane (TlrAss *ass, Lane *lane, gint64 end_ns)
{
  if (lane->length == 0 || end_ns <= lane->start_ns)
    return;
  tlr_sketch_clear (ass->sketch);
  if (lane->ground)
    lane->ground->klass->sketch (lane->ground, ass->sketch);
  else if (lane->item->klass->sketch)
    lane->item->klass->sketch (lane->item, lane->state, ass->sketch);
  for (guint i = 0; i < ass->sketch->marks->len; i++)
    add_mark (ass, lane, &g_array_index (ass->sketch->marks, TlrMark, i), end_ns);
}

static gsize
lane_state (Lane *lane, const TlmSnapshot *snapshot)
{
  TlrWidget *widget = lane->ground ? lane->ground : lane->item->widget;

  if (!tlr_widget_is_visible (widget, snapshot))
    return 0;
  if (lane->item)
    return lane->item->klass->state (lane->item, snapshot, lane->next_state);
  lane->next_state[0] = 1;
  return 1;
}

/* Shows what is known at AT from FOOTAGE on. */
static void
step (TlrAss *ass, gint64 at_ns, gint64 footage_ns, gboolean first)
{
  tlm_timeline_at (ass->timeline, tlm_sync_apply (&ass->times.sync, at_ns),
      &ass->context.channels, ass->snapshot);
  for (guint i = 0; i < ass->lanes->len; i++) {
    Lane *lane = ass->lanes->pdata[i];

    lane->next = lane_state (lane, ass->snapshot);
    if (!first && lane->next == lane->length &&
        memcmp (lane->state, lane->next_state, lane->next) == 0)
      continue;
    if (!first)
      close_lane (ass, lane, footage_ns);
    memcpy (lane->state, lane->next_state, lane->next);
    lane->length = lane->next;
    lane->start_ns = footage_ns;
  }
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const Waiting *x = a, *y = b;

  if (x->start_ns != y->start_ns)
    return x->start_ns < y->start_ns ? -1 : 1;
  if (x->layer != y->layer)
    return x->layer < y->layer ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

static void
give (TlrAss *ass, TlrAssFunc func, gpointer data)
{
  g_array_sort (ass->waiting, compare_waiting);
  for (guint i = 0; i < ass->waiting->len; i++) {
    const Waiting *waiting = &g_array_index (ass->waiting, Waiting, i);
    const TlrAssEvent event = { waiting->start_ns, waiting->end_ns, waiting->layer,
      waiting->style, waiting->text };

    func (&event, data);
  }
  g_array_set_size (ass->waiting, 0);
}

static gint64
window_end (gint64 from_ns, gint64 limit_ns)
{
  gint64 windows = from_ns / TLR_ASS_WINDOW - (from_ns % TLR_ASS_WINDOW < 0);

  if (windows >= G_MAXINT64 / TLR_ASS_WINDOW - 1)
    return limit_ns;
  return MIN (limit_ns, (windows + 1) * TLR_ASS_WINDOW);
}

static gint64
show_plain (TlrAss *ass, gint64 from_ns, gint64 limit_ns, TlrAssFunc func, gpointer data)
{
  TlrCue cue = tlr_cues_at (ass->cues, from_ns, limit_ns);
  TlrAssEvent event = { cue.start_ns, cue.end_ns, 0, "Telemetry", NULL };

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
  end = window_end (from_ns, limit_ns);
  if (ass->cues)
    return show_plain (ass, from_ns, end, func, data);
  step (ass, tlr_cue_times_floor (&ass->times, from_ns), from_ns, TRUE);
  for (gint64 at = from_ns; (at = tlr_cue_times_next (&ass->times, at)) < end;)
    step (ass, at, at, FALSE);
  for (guint i = 0; i < ass->lanes->len; i++)
    close_lane (ass, ass->lanes->pdata[i], end);
  give (ass, func, data);
  return end;
}

void
tlr_ass_append_block (GString *out, guint64 read_order, const TlrAssEvent *event)
{
  g_string_append_printf (out, "%" G_GUINT64_FORMAT ",%u,%s,,0,0,0,,%s", read_order,
      event->layer, event->style, event->text);
}

static void
append_time (GString *out, gint64 time_ns)
{
  guint64 hundredths = ((guint64) MAX (time_ns, 0) + 5000000) / 10000000;

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ":%02u:%02u.%02u,", hundredths / 360000,
      (guint) (hundredths / 6000 % 60), (guint) (hundredths / 100 % 60), (guint) (hundredths % 100));
}

void
tlr_ass_append_line (GString *out, const TlrAssEvent *event)
{
  g_string_append_printf (out, "Dialogue: %u,", event->layer);
  append_time (out, event->start_ns);
  append_time (out, event->end_ns);
  g_string_append_printf (out, "%s,,0,0,0,,%s\n", event->style, event->text);
}
