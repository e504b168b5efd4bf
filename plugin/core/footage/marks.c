/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/footage/marks.h"

#include <string.h>

#include "core/base/error.h"
#include "core/footage/warp.h"
#include "core/time/elapsed.h"
#include "core/time/text.h"

G_STATIC_ASSERT (TLM_MARKS_MAX <= TLM_WARP_MAX);

/* Longest elapsed time, so that sums with instants stay in 64 bits (100 years). */
#define MAX_ELAPSED (G_GINT64_CONSTANT (3155760000) * TLM_SECOND)

static gboolean
fail (GError **error, const char *mark, const char *reason)
{
  g_autofree char *shown = g_strndup (mark, MIN (strlen (mark), 64));
  g_autofree char *valid = g_utf8_make_valid (shown, -1);

  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "the mark \"%s\" %s; write a place in the footage "
      "and its instant, as in 12.48@T+0 or #900@2021-10-05T08:55:02Z", valid, reason);
  return FALSE;
}

/* The next mark of *TEXT without blanks around it, or NULL at the end. A place may
 * hold a semicolon (drop-frame timecode), an instant may not: what follows the @
 * ends at the first. To be freed. */
static char *
next_mark (const char **text)
{
  const char *begin = *text + strspn (*text, ",; \t\r\n"), *at, *end;

  if (*begin == '\0')
    return NULL;
  at = begin + strcspn (begin, "@");
  end = at + strcspn (at, ",;");
  *text = end;
  return g_strstrip (g_strndup (begin, (gsize) (end - begin)));
}

static gboolean
parse_mark (const char *text, TlmMark *mark, GError **error)
{
  const char *at = strchr (text, '@');
  g_autofree char *place = at ? g_strndup (text, (gsize) (at - text)) : NULL;
  g_autoptr (GError) reason = NULL;

  if (!at || strchr (at + 1, '@'))
    return fail (error, text, "has no single @");
  if (!tlm_place_parse (place, &mark->place, &reason))
    return fail (error, text, reason->message);
  if (mark->place.kind == TLM_PLACE_NONE)
    return fail (error, text, "has no place before the @");
  if (!tlm_time_parse (at + 1, -1, TLM_SCALE_UTC, &mark->clock, &mark->time_ns, &reason))
    return fail (error, text, reason->message);
  if (mark->clock == TLM_CLOCK_ELAPSED && ABS (mark->time_ns) > MAX_ELAPSED)
    return fail (error, text, "is more than 100 years from liftoff");
  return TRUE;
}

/* Marks in seconds on one clock can be compared at once; what needs a frame rate
 * or the telemetry is compared when that is known (core/footage/sync.h). */
static gboolean
check_order (const TlmMarks *marks, TlmClock clock, GError **error)
{
  TlmWarp warp = { 0 };
  guint culprit;

  for (guint i = 0; i < marks->n; i++) {
    const TlmMark *mark = &marks->marks[i];
    if (mark->clock == clock && mark->place.kind == TLM_PLACE_TIME)
      warp.knots[warp.n++] = (TlmWarpKnot) { mark->place.time_ns, mark->time_ns };
  }
  if (tlm_warp_sort (&warp, &culprit))
    return TRUE;
  g_autofree char *before = tlm_elapsed_seconds (warp.knots[culprit - 1].footage_ns, 9);
  g_autofree char *after = tlm_elapsed_seconds (warp.knots[culprit].footage_ns, 9);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "the marks at %s s and %s s of the footage do "
      "not go on: a later place must have a later instant, and each place one", before, after);
  return FALSE;
}

gboolean
tlm_marks_parse (const char *text, TlmMarks *marks, GError **error)
{
  TlmMarks read = { 0 };
  const char *at = text ? text : "";

  g_return_val_if_fail (marks != NULL, FALSE);
  for (;;) {
    g_autofree char *mark = next_mark (&at);
    if (!mark)
      break;
    if (read.n == TLM_MARKS_MAX)
      return fail (error, mark, "is one too many: 64 can be given") || tlm_error_make_safe (error);
    if (!parse_mark (mark, &read.marks[read.n], error))
      return tlm_error_make_safe (error);
    read.n++;
  }
  if (!check_order (&read, TLM_CLOCK_TAI, error) || !check_order (&read, TLM_CLOCK_ELAPSED, error))
    return tlm_error_make_safe (error);
  *marks = read;
  return TRUE;
}

static void
join (GPtrArray *list, const char *text)
{
  char *mark;

  while (text && (mark = next_mark (&text))) {
    if (g_ptr_array_find_with_equal_func (list, mark, g_str_equal, NULL))
      g_free (mark);
    else
      g_ptr_array_add (list, mark);
  }
}

char *
tlm_marks_join (const char *list, const char *added)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_free);

  join (marks, list);
  join (marks, added);
  if (marks->len == 0)
    return NULL;
  g_ptr_array_add (marks, NULL);
  return g_strjoinv ("; ", (char **) marks->pdata);
}
