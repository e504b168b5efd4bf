/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/reserve.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

/* What two strips have to leave between them. */
#define LEAST 0.2

static gboolean
fail (GError **error, const char *text)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
      "reserve: \"%s\" is no strip of the frame; right are for example bottom 12%% or top 8%%; right 20%%, "
      "each up to %g%%", tlm_head (text, 80).text, 100 * TLR_RESERVE_MAX);
  return FALSE;
}

/* "12%", "12 %", "12", as a part. */
static gboolean
read_part (const char *text, double *part)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end) / 100;

  if (end == text || !(value >= 0 && value <= TLR_RESERVE_MAX))
    return FALSE;
  end += strspn (end, " \t");
  end += *end == '%';
  end += strspn (end, " \t");
  *part = value;
  return *end == 0;
}

static gboolean
read_strip (const char *text, TlrReserve *reserve)
{
  const struct { const char *name; double *part; } sides[] = {
    { "left", &reserve->left }, { "right", &reserve->right }, { "top", &reserve->top },
    { "bottom", &reserve->bottom },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    gsize length = strlen (sides[i].name);

    if (g_str_has_prefix (text, sides[i].name) && (text[length] == ' ' || text[length] == '\t'))
      return read_part (text + length, sides[i].part);
  }
  return read_part (text, &reserve->bottom);
}

gboolean
tlr_reserve_parse (const char *text, TlrReserve *out, GError **error)
{
  TlrReserve reserve = { 0 };

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);
  g_auto (GStrv) strips = g_strsplit_set (text, ";,", 9);
  for (guint i = 0; strips[i]; i++)
    if (!read_strip (g_strstrip (strips[i]), &reserve))
      return fail (error, text);
  if (!strips[0] || reserve.left + reserve.right > 1 - LEAST || reserve.top + reserve.bottom > 1 - LEAST)
    return fail (error, text);
  *out = reserve;
  return TRUE;
}

TlrReserve
tlr_reserve_join (TlrReserve a, TlrReserve b)
{
  return (TlrReserve) { MAX (a.left, b.left), MAX (a.right, b.right), MAX (a.top, b.top),
    MAX (a.bottom, b.bottom) };
}
