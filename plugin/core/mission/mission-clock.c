/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/mission/mission-clock.h"

#include <string.h>

#include "core/mission/mission-span.h"
#include "core/time/elapsed.h"
#include "core/time/sum.h"
#include "core/time/utc.h"

#define GROUP "clock"

static gboolean
fail (const TlmMission *mission, const char *key, const char *text, const char *right,
    GError **error)
{
  tlm_key_file_error (mission->keys, GROUP, key, error, "\"%s\" is no %s", text, right);
  return FALSE;
}

/* The two sides of "a/b" without blanks; FALSE when it is no such thing. */
static gboolean
split_pair (char *text, char **left, char **right)
{
  char *slash = strchr (text, '/');

  if (!slash)
    return FALSE;
  *slash = '\0';
  *left = g_strstrip (text);
  *right = g_strstrip (slash + 1);
  return **left && **right;
}

/* Time that the holds after MARK take. */
static TlmDuration
holds_after (const TlmMissionClock *clock, TlmDuration mark_ns)
{
  TlmDuration sum = 0;

  for (guint i = 0; i < clock->holds->len; i++) {
    const TlmHold *hold = &g_array_index (clock->holds, TlmHold, i);
    if (hold->mark_ns > mark_ns)
      sum += hold->length_ns;
  }
  return sum;
}

static gboolean
read_hold (TlmMissionClock *clock, const TlmMission *mission, const char *text, GError **error)
{
  g_autofree char *copy = g_strdup (text);
  char *mark, *length;
  TlmHold hold;
  TlmClock a, b;

  if (!split_pair (copy, &mark, &length) || !tlm_event_time_parse (mark, &a, &hold.mark_ns, NULL) ||
      !tlm_event_time_parse (length, &b, &hold.length_ns, NULL) || a != TLM_CLOCK_ELAPSED ||
      b != TLM_CLOCK_ELAPSED || hold.mark_ns > 0 || hold.length_ns <= 0 ||
      clock->holds->len >= TLM_CLOCK_MAX_HOLDS)
    return fail (mission, "holds", text, "hold; write the count and the length, as in "
        "-00:04:00/00:10:00", error);
  if (holds_after (clock, G_MININT64) > TLM_MISSION_MAX_SPAN - hold.length_ns)
    return fail (mission, "holds", text, "hold that can be: with those before it the count would stand for over "
        "100 years", error);
  g_array_append_val (clock->holds, hold);
  return TRUE;
}

static gboolean
read_recycle (TlmMissionClock *clock, const TlmMission *mission, const char *text, GError **error)
{
  g_autofree char *copy = g_strdup (text);
  char *from, *to;
  TlmCount count = { .mark_ns = G_MININT64 };
  TlmClock a, b;

  if (!split_pair (copy, &from, &to) || !tlm_event_time_parse (from, &a, &count.from, NULL) ||
      !tlm_event_time_parse (to, &b, &count.t0, NULL) || a != TLM_CLOCK_TAI ||
      (b == TLM_CLOCK_ELAPSED && count.t0 > 0) || clock->counts->len >= TLM_CLOCK_MAX_COUNTS)
    return fail (mission, "recycles", text, "recycle; write when, and the new count or T-0, as in "
        "2021-10-05T08:50:00Z/-00:10:00", error);
  if (b == TLM_CLOCK_ELAPSED) {
    count.mark_ns = count.t0;
    count.t0 = tlm_time_moved (tlm_time_moved (count.from, -count.mark_ns), holds_after (clock, count.mark_ns));
  }
  g_array_append_val (clock->counts, count);
  return TRUE;
}

typedef gboolean (*Reader) (TlmMissionClock *clock, const TlmMission *mission, const char *text,
    GError **error);

static gboolean
read_list (TlmMissionClock *clock, const TlmMission *mission, const char *text, Reader read,
    GError **error)
{
  g_auto (GStrv) list = text ? g_strsplit (text, ",", TLM_CLOCK_MAX_HOLDS + 1) : NULL;

  for (char **item = list; item && *item; item++)
    if (!read (clock, mission, g_strstrip (*item), error))
      return FALSE;
  return TRUE;
}

static void
add_t0 (TlmMissionClock *clock, const TlmMission *mission)
{
  TlmCount count = {
    .from = G_MININT64,
    .t0 = mission->t0 != TLM_TIME_NONE ? mission->t0 : mission->liftoff,
    .mark_ns = G_MININT64,
  };

  if (count.t0 != TLM_TIME_NONE)
    g_array_append_val (clock->counts, count);
}

static int
latest_first (gconstpointer a, gconstpointer b)
{
  const TlmHold *x = a, *y = b;

  return (x->mark_ns < y->mark_ns) - (x->mark_ns > y->mark_ns);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const TlmCount *x = a, *y = b;

  return (x->from > y->from) - (x->from < y->from);
}

TlmMissionClock *
tlm_mission_clock_new (const TlmMission *mission, GError **error)
{
  g_autoptr (TlmMissionClock) clock = NULL;

  g_return_val_if_fail (mission != NULL, NULL);
  clock = g_new0 (TlmMissionClock, 1);
  clock->liftoff = mission->liftoff;
  clock->holds = g_array_new (FALSE, FALSE, sizeof (TlmHold));
  clock->counts = g_array_new (FALSE, FALSE, sizeof (TlmCount));
  if (!read_list (clock, mission, mission->holds, read_hold, error))
    return NULL;
  g_array_sort (clock->holds, latest_first);
  add_t0 (clock, mission);
  if (!read_list (clock, mission, mission->recycles, read_recycle, error))
    return NULL;
  g_array_sort (clock->counts, by_time);
  return g_steal_pointer (&clock);
}

void
tlm_mission_clock_free (TlmMissionClock *clock)
{
  if (!clock)
    return;
  g_array_unref (clock->holds);
  g_array_unref (clock->counts);
  g_free (clock);
}

/* From the time to liftoff back through the holds that lie ahead of it. */
static void
count_back (const TlmMissionClock *clock, TlmDuration mark_ns, TlmCountdown *count)
{
  TlmDuration shift = 0;

  for (guint i = 0; i < clock->holds->len; i++) {
    const TlmHold *hold = &g_array_index (clock->holds, TlmHold, i);
    /* Marks and all holds together are 100 years each at most. */
    TlmDuration end = hold->mark_ns - shift, begin = end - hold->length_ns;
    if (count->l_ns >= end || hold->mark_ns <= mark_ns)
      break;
    if (count->l_ns >= begin) {
      count->t_ns = hold->mark_ns;
      count->holding = TRUE;
      count->hold_left_ns = end - count->l_ns;
      return;
    }
    shift += hold->length_ns;
  }
  count->t_ns = tlm_time_moved (count->l_ns, shift);
}

TlmCountdown
tlm_mission_clock_at_elapsed (const TlmMissionClock *clock, TlmDuration elapsed_ns)
{
  TlmCountdown count = { .t_ns = elapsed_ns, .l_ns = elapsed_ns, .instant = TLM_TIME_NONE };

  g_return_val_if_fail (clock != NULL, count);
  if (elapsed_ns != TLM_TIME_NONE && elapsed_ns < 0)
    count_back (clock, G_MININT64, &count);
  return count;
}

TlmCountdown
tlm_mission_clock_at (const TlmMissionClock *clock, TlmInstant instant)
{
  TlmCountdown count = { .t_ns = TLM_TIME_NONE, .l_ns = TLM_TIME_NONE, .instant = instant };
  const TlmCount *now = NULL;

  g_return_val_if_fail (clock != NULL, count);
  if (instant == TLM_TIME_NONE)
    return count;
  if (clock->liftoff != TLM_TIME_NONE && instant >= clock->liftoff) {
    count.t_ns = count.l_ns = tlm_time_between (clock->liftoff, instant);
    return count;
  }
  for (guint i = 0; i < clock->counts->len; i++) {
    const TlmCount *next = &g_array_index (clock->counts, TlmCount, i);
    if (instant >= next->from)
      now = next;
  }
  if (!now)
    return count;
  count.t_ns = count.l_ns = tlm_time_between (now->t0, instant);
  if (count.l_ns != TLM_TIME_NONE && count.l_ns < 0)
    count_back (clock, now->mark_ns, &count);
  return count;
}

/* Letter and sign. */
#define SIGN 2

static void
append_fraction (char *text, gsize size, guint64 ns, guint decimals)
{
  static const guint64 steps[] = { 0, 100000000, 10000000, 1000000 };
  gsize length = strlen (text);

  if (decimals > 0)
    g_snprintf (text + length, size - length, ".%0*u", (int) decimals, (guint) (ns / steps[decimals]));
}

/* T- and L- are cut towards the past, as all spans are (core/time/elapsed.h). */
static void
write_span (TlmClockText *out, char letter, TlmDuration span, guint decimals)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_COMPACT, .decimals = decimals,
    .letter = letter };
  char text[TLM_ELAPSED_SIZE];

  if (tlm_elapsed_print (span, &format, text, sizeof text) < SIGN)
    return;
  g_strlcpy (out->prefix, text, SIGN + 1);
  g_strlcpy (out->text, text + SIGN, sizeof out->text);
}

static void
write_days (TlmClockText *out, TlmDuration span, guint decimals)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_MET, .decimals = decimals };
  char text[TLM_ELAPSED_SIZE];

  g_strlcpy (out->prefix, "MET", sizeof out->prefix);
  if (tlm_elapsed_print (span, &format, text, sizeof text) > 0)
    g_strlcpy (out->text, text, sizeof out->text);
}

static void
write_utc (TlmClockText *out, TlmInstant instant, gboolean day, guint decimals)
{
  TlmUtc utc;

  g_strlcpy (out->prefix, day ? "GMT" : "UTC", sizeof out->prefix);
  if (!tlm_instant_to_utc (instant, &utc))
    return;
  if (day)
    g_snprintf (out->text, sizeof out->text, "%03d/%02d:%02d:%02d",
        tlm_day_of_year (utc.year, utc.month, utc.day), utc.hour, utc.minute, utc.second);
  else
    g_snprintf (out->text, sizeof out->text, "%02d:%02d:%02d", utc.hour, utc.minute, utc.second);
  append_fraction (out->text, sizeof out->text, (guint64) utc.nanosecond, decimals);
}

TlmClockText
tlm_countdown_text (const TlmCountdown *countdown, TlmClockForm form, guint decimals)
{
  TlmClockText out = { .prefix = "T-", .text = "--:--:--" };
  gboolean l = form == TLM_CLOCK_FORM_L;
  TlmDuration span;

  g_return_val_if_fail (countdown != NULL, out);
  out.holding = countdown->holding;
  span = l ? countdown->l_ns : countdown->t_ns;
  if (form == TLM_CLOCK_FORM_UTC || form == TLM_CLOCK_FORM_GMT)
    write_utc (&out, countdown->instant, form == TLM_CLOCK_FORM_GMT, MIN (decimals, 3));
  else if (form == TLM_CLOCK_FORM_MET)
    write_days (&out, span, MIN (decimals, 3));
  else if (span != TLM_TIME_NONE)
    write_span (&out, l ? 'L' : 'T', span, MIN (decimals, 3));
  else
    out.prefix[0] = l ? 'L' : 'T';
  return out;
}
