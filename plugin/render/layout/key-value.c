/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/key-value.h"

#include <math.h>
#include <string.h>

static gboolean
read_double (const char *text, double *out, const char **end)
{
  char *stop = NULL;
  double value = g_ascii_strtod (text, &stop);

  if (stop == text || !isfinite (value))
    return FALSE;
  *out = value;
  *end = stop + strspn (stop, " \t");
  return TRUE;
}

gboolean
tlr_key_read_length (const char *text, TlrLength *out)
{
  const char *end;
  double value;

  if (!read_double (text, &value, &end) || (*end && strcmp (end, "%") != 0))
    return FALSE;
  *out = (TlrLength) { value, *end == '%' };
  return TRUE;
}

gboolean
tlr_key_read_number (const char *text, double *out)
{
  const char *end;
  double value;

  if (!read_double (text, &value, &end) || *end)
    return FALSE;
  *out = value;
  return TRUE;
}

gboolean
tlr_key_read_colour (const char *text, double out[4])
{
  static const struct { const char *name; double rgba[4]; } names[] = {
    { "white", { 1, 1, 1, 1 } }, { "black", { 0, 0, 0, 1 } }, { "none", { 0, 0, 0, 0 } },
  };
  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (text, names[i].name) == 0) {
      memcpy (out, names[i].rgba, sizeof names[i].rgba);
      return TRUE;
    }
  if (text[0] != '#' || (length != 7 && length != 9))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  out[3] = 1;
  for (gsize i = 0; i < length / 2; i++)
    out[i] = (16 * g_ascii_xdigit_value (text[1 + 2 * i]) +
        g_ascii_xdigit_value (text[2 + 2 * i])) / 255.0;
  return TRUE;
}
