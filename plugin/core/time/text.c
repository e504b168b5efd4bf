/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/time/text.h"

#include <string.h>

#include "core/base/error.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"

gboolean
tlm_time_parse (const char *text, gssize len, TlmTimeScale scale,
    TlmClock *clock, gint64 *out, GError **error)
{
  g_return_val_if_fail (text != NULL && clock != NULL && out != NULL, FALSE);
  gsize size = len < 0 ? strlen (text) : (gsize) len;
  if (tlm_elapsed_parse (text, size, out)) {
    *clock = TLM_CLOCK_ELAPSED;
    return TRUE;
  }
  if (tlm_iso8601_looks_like (text, (gssize) size)) {
    if (!tlm_iso8601_read (text, (gssize) size, scale, out, error))
      return tlm_error_make_safe (error);
    *clock = TLM_CLOCK_TAI;
    return TRUE;
  }
  g_autofree char *shown = g_strndup (text, MIN (size, 64));
  g_autofree char *quoted = g_utf8_make_valid (shown, -1);
  g_set_error (error, TLM_ERROR, TLM_ERROR_TIME,
      "time \"%s\" is neither a date, as in 2021-10-05T08:55:02.442Z, nor an "
      "elapsed time, as in T+00:01:12.5 or 72.5", quoted);
  return tlm_error_make_safe (error);
}
