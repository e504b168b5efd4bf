/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/text/nmea-detect.h"

#include "core/decode/text/csv-layout.h"
#include "core/decode/text/nmea-sentence.h"

#define PROBE_LINES 16

guint
tlm_nmea_probe (const guint8 *head, gsize length)
{
  const char *text = (const char *) head;
  TlmNmeaSentence sentence;
  gsize position = 0, n;
  guint good = 0;

  for (guint i = 0; i < PROBE_LINES && position < length; i++) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &n);
    good += n < 256 && !tlm_nmea_read (line, n, &sentence);
  }
  return good >= 2 ? 95 : good == 1 ? 85 : 0;
}

guint
tlm_nmea_search (const guint8 *head, gsize length, const TlmDecodeOptions *options)
{
  const char *text = (const char *) head;
  TlmNmeaSentence sentence;
  gsize position = 0, n;
  guint good = 0, other = 0;

  while (position < length) {
    const char *line = text + position;
    position = tlm_csv_line_end (text, length, position, &n);
    if (n < 256 && !tlm_nmea_read (line, n, &sentence) && sentence.formatter[0] != '\0')
      good++;
    else if (good > 0 && !tlm_csv_is_blank (line, n))
      other++;
  }
  return good >= 2 && good >= other ? 85 : 0;
}
