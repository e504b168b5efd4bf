/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/ndm-message.h"

/* Remarks become notes up to here, so that they leave room for others. */
#define MAX_REMARKS 20

gboolean
tlm_ndm_remark (TlmNdm *ndm, guint line, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL, *valid = NULL;
  va_list args;

  if (!ndm->options->strict && ++ndm->n_remarks > MAX_REMARKS)
    return TRUE;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (ndm->options->strict)
    return tlm_ndm_fail (line, error, "%s", message);
  valid = g_utf8_make_valid (message, -1);
  tlm_log_note (ndm->log, "line %u: %s", line, valid);
  return TRUE;
}

void
tlm_ndm_end_remarks (TlmNdm *ndm)
{
  if (ndm->n_remarks > MAX_REMARKS)
    tlm_log_note (ndm->log, "and %u more remarks like these", ndm->n_remarks - MAX_REMARKS);
}
