/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/template-private.h"

#include <string.h>

/* Of one character: C0, DEL or C1. */
static gboolean
is_control (const char *text, gsize bytes)
{
  return bytes == 1 ? g_ascii_iscntrl (*text) : bytes == 2 && (guchar) text[0] == 0xc2 && (guchar) text[1] < 0xa0;
}

void
tlr_output_put (TlrOutput *out, const char *text)
{
  while (*text) {
    gsize bytes = (gsize) (g_utf8_next_char (text) - text);

    if (out->length + bytes >= TLR_TEMPLATE_SIZE)
      return;
    if (is_control (text, bytes)) {
      out->buf[out->length++] = ' ';
    } else {
      memcpy (out->buf + out->length, text, bytes);
      out->length += bytes;
    }
    text += bytes;
  }
}

const char *
tlr_text_translated (const TlrText *text, const char *word)
{
  const TlrSource *source = text->source;

  return source->translate ? source->translate (source->translate_data, word) : word;
}
