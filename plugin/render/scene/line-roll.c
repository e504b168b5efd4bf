/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/line-roll.h"

#include <math.h>
#include <string.h>

#include "render/layout/motion.h"

#define STEPS 100

struct _TlrLineRoll {
  const TlmTimeline *timeline;
  TlmDuration period_ns;
  TlrRefresh *refresh;
  TlmSnapshot *before;
  gint64 slot;                 /* whose text is in old; G_MININT64: none */
  guint64 revision;            /* of the timeline, when it was asked */
  char old[TLR_TEMPLATE_SIZE];
};

TlrLineRoll *
tlr_line_roll_new (const TlmTimeline *timeline, TlmDuration period_ns)
{
  TlrLineRoll *roll = g_new0 (TlrLineRoll, 1);

  roll->timeline = timeline;
  roll->period_ns = period_ns;
  roll->refresh = tlr_refresh_new (timeline, period_ns);
  roll->before = tlm_snapshot_new ();
  roll->slot = G_MININT64;
  return roll;
}

void
tlr_line_roll_free (TlrLineRoll *roll)
{
  if (!roll)
    return;
  tlr_refresh_free (roll->refresh);
  tlm_snapshot_free (roll->before);
  g_free (roll);
}

/* What was said in a slot. */
static void
print_slot (TlrLineRoll *roll, gint64 slot, const TlmChannelSet *channels, TlrText *text)
{
  guint64 revision = tlm_timeline_get_revision (roll->timeline);

  if (roll->slot == slot && roll->revision == revision)
    return;
  tlm_timeline_at (roll->timeline, tlr_refresh_time (roll->timeline, roll->period_ns, slot), channels,
      roll->before);
  tlr_text_print (text, roll->before, roll->old, NULL);
  roll->slot = slot;
  roll->revision = revision;
}

const TlmSnapshot *
tlr_line_roll_at (TlrLineRoll *roll, const TlmSnapshot *now, const TlmChannelSet *channels, TlrText *text,
    char old[TLR_TEMPLATE_SIZE], guint *step)
{
  TlmDuration time = MIN (TLR_LINE_ROLL_TIME, roll->period_ns / 2), since;
  gint64 slot;

  old[0] = 0;
  *step = 0;
  if (now->time_ns == TLM_TIME_NONE)
    return now;
  slot = tlr_refresh_slot (roll->timeline, roll->period_ns, now->time_ns);
  since = now->time_ns - tlr_refresh_time (roll->timeline, roll->period_ns, slot);
  if (since < time) {
    print_slot (roll, slot - 1, channels, text);
    strcpy (old, roll->old);
    *step = (guint) (since * STEPS / time);
  }
  return tlr_refresh_at (roll->refresh, channels, now);
}

gboolean
tlr_line_roll_fits (const TlrStrip *strip, const char *old, const char *text)
{
  gsize length = strlen (text);

  if (strlen (old) != length || !tlr_strip_covers (strip, old) || !tlr_strip_covers (strip, text))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (old[i] != text[i] && (!g_ascii_isdigit (old[i]) || !g_ascii_isdigit (text[i])))
      return FALSE;
  return TRUE;
}

/* One character, moved down by ROWS; what is beyond the line is cut off. */
static void
compose_character (TlrStrip *strip, const char *character, gsize length, TlrNative *canvas, int x,
    int baseline, int rows, const TlrRect *clip)
{
  char one[8] = { 0 };

  memcpy (one, character, MIN (length, sizeof one - 1));
  tlr_strip_compose (strip, one, canvas, x, baseline + rows, G_MAXINT, clip);
}

void
tlr_line_roll_compose (TlrStrip *strip, const char *old, const char *text, guint step, TlrNative *canvas,
    int x, int baseline, const TlrRect *clip)
{
  int margin = tlr_strip_margin (strip);
  int height = (int) ceil (tlr_strip_above (strip, TRUE) + tlr_strip_below (strip, TRUE)) + 2 * margin;
  int moved = (int) (height * tlr_ease (TLR_EASING_IN_OUT, (double) step / STEPS) + 0.5);

  for (const char *p = text, *next; *p; p = next) {
    next = g_utf8_next_char (p);
    gsize length = (gsize) (next - p), at = (gsize) (p - text);

    if (memcmp (p, old + at, length) == 0) {
      compose_character (strip, p, length, canvas, x, baseline, 0, clip);
    } else {
      compose_character (strip, old + at, length, canvas, x, baseline, -moved, clip);
      compose_character (strip, p, length, canvas, x, baseline, height - moved, clip);
    }
    x += tlr_strip_width_n (strip, p, length);
  }
}
