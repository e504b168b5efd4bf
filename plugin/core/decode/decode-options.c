/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/decode-options.h"

#include <string.h>

/* Every string of the options. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (TlmDecodeOptions, columns),
  G_STRUCT_OFFSET (TlmDecodeOptions, timezone),
  G_STRUCT_OFFSET (TlmDecodeOptions, date),
  G_STRUCT_OFFSET (TlmDecodeOptions, format),
  G_STRUCT_OFFSET (TlmDecodeOptions, vehicle),
  G_STRUCT_OFFSET (TlmDecodeOptions, object),
  G_STRUCT_OFFSET (TlmDecodeOptions, packets.definition),
  G_STRUCT_OFFSET (TlmDecodeOptions, packets.fields),
  G_STRUCT_OFFSET (TlmDecodeOptions, packets.map),
  G_STRUCT_OFFSET (TlmDecodeOptions, packets.time),
};

static gsize
size_of (const char *text)
{
  return text ? strlen (text) + 1 : 0;
}

TlmDecodeOptions *
tlm_decode_options_copy (const TlmDecodeOptions *options)
{
  TlmDecodeOptions *copy;
  gsize size = sizeof *copy;
  char *end;

  g_return_val_if_fail (options != NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    size += size_of (G_STRUCT_MEMBER (const char *, options, strings[i]));
  copy = g_malloc (size);
  *copy = *options;
  end = (char *) (copy + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++) {
    const char **text = G_STRUCT_MEMBER_P (copy, strings[i]);
    gsize n = size_of (*text);
    if (n == 0)
      continue;
    *text = memcpy (end, *text, n);
    end += n;
  }
  return copy;
}

void
tlm_decode_options_free (TlmDecodeOptions *options)
{
  g_free (options);
}
