/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/lines.h"

#include "core/base/limits.h"
#include "core/decode/text/csv-layout.h"

/* Nothing ends in DATA: waits, unless the line is too long already. */
static gboolean
take_unfinished (TlmLines *lines, const char *data, gsize length, gsize *position, TlmCell *line)
{
  lines->scanned = length - *position;
  if (!lines->skipping && lines->scanned <= tlm_limit (TLM_LIMIT_LINE_BYTES))
    return FALSE;
  *line = (TlmCell) { data + *position, lines->scanned };
  *position = length;
  lines->scanned = 0;
  if (lines->skipping)
    return FALSE;
  lines->skipping = TRUE;
  return TRUE;
}

gboolean
tlm_lines_next (TlmLines *lines, const char *data, gsize length, gsize *position, TlmCell *line)
{
  while (*position < length) {
    gsize from, next, n;
    gboolean skipped = lines->skipping;

    if (lines->after_cr && data[*position] == '\n')
      ++*position;
    lines->after_cr = FALSE;
    from = *position + lines->scanned;
    next = tlm_csv_line_end (data, length, from, &n);
    if (from + n == length)
      return take_unfinished (lines, data, length, position, line);
    lines->after_cr = next == length && data[length - 1] == '\r';
    *line = (TlmCell) { data + *position, from + n - *position };
    *position = next;
    lines->scanned = 0;
    lines->skipping = FALSE;
    if (!skipped)
      return TRUE;
  }
  return FALSE;
}

gboolean
tlm_lines_last (TlmLines *lines, const char *data, gsize length, TlmCell *line)
{
  if (length == 0 || lines->skipping || (length == 1 && lines->after_cr && data[0] == '\n'))
    return FALSE;
  *line = (TlmCell) { data, length };
  return TRUE;
}
