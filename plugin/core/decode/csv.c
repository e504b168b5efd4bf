/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/csv-reader.h"
#include "core/decode/decoders.h"

guint
tlm_csv_probe (const guint8 *head, gsize length)
{
  return tlm_csv_layout_find ((const char *) head, length).score;
}

gboolean
tlm_csv_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  const char *text = (const char *) data;
  TlmCsvLayout layout = tlm_csv_layout_find (text, length);
  g_autoptr (TlmCsvReader) reader = tlm_csv_reader_new (log, &layout, options);
  gsize position = 0, line_length;

  while (position < length) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &line_length);
    if (!tlm_csv_reader_push_line (reader, line, line_length, error))
      return FALSE;
  }
  if (!tlm_csv_reader_finish (reader, error))
    return FALSE;
  if (length > 0 && text[length - 1] != '\n' && text[length - 1] != '\r')
    tlm_log_note (log, "the last line has no end: it may have been cut");
  return TRUE;
}
