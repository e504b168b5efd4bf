/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What decoders say of what they read. */
#include "core/base/print-safe.h"
#include "core/log/log.h"

#define MAX_NOTES 32

/* A line for people, in a terminal or as JSON: what it quotes may be anything. */
static char *G_GNUC_PRINTF (1, 0)
format_line (const char *format, va_list args)
{
  g_autofree char *line = g_strdup_vprintf (format, args);
  g_autofree char *valid = g_utf8_make_valid (line, -1);

  return tlm_print_safe (valid);
}

void
tlm_log_note (TlmLog *log, const char *format, ...)
{
  va_list args;

  g_return_if_fail (log != NULL);
  if (log->notes->len >= MAX_NOTES)
    return;
  va_start (args, format);
  g_ptr_array_add (log->notes, format_line (format, args));
  va_end (args);
}

void
tlm_log_warn (TlmLog *log, const char *format, ...)
{
  va_list args;

  g_return_if_fail (log != NULL);
  if (log->warnings->len >= MAX_NOTES)
    return;
  va_start (args, format);
  g_ptr_array_add (log->warnings, format_line (format, args));
  va_end (args);
}

void
tlm_log_bad_limit (TlmLog *log, TlmLimitId limit, const char *what, guint64 number)
{
  g_return_if_fail (what != NULL);
  tlm_log_bad (log, "%s %" G_GUINT64_FORMAT ": %s", what, number, tlm_limit_said (limit));
}

gboolean
tlm_log_count_bad (TlmLog *log)
{
  g_return_val_if_fail (log != NULL, FALSE);
  log->n_bad++;
  return log->first_bad == NULL;
}

void
tlm_log_keep_bad (TlmLog *log, const char *format, ...)
{
  va_list args;

  g_return_if_fail (log != NULL && log->first_bad == NULL);
  va_start (args, format);
  log->first_bad = format_line (format, args);
  va_end (args);
}
