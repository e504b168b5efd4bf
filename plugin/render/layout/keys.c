/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/keys.h"

#include <math.h>
#include <string.h>

#include "core/base/error.h"
#include "core/measure/unit.h"
#include "render/draw/reserve.h"
#include "render/layout/condition.h"
#include "render/layout/template.h"
#include "render/layout/zones.h"

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

gboolean
tlr_key_read_choice (const TlrKey *key, const char *text, guint *out)
{
  g_auto (GStrv) words = g_strsplit (key->choices, "|", -1);

  for (guint i = 0; words[i]; i++)
    if (strcmp (words[i], text) == 0) {
      *out = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
fail (GError **error, const char *found, const char *right)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "\"%.80s\" is not %s", found, right);
  return FALSE;
}

static gboolean
check_range (const TlrKey *key, const char *text, double value, GError **error)
{
  if (value >= key->minimum && value <= key->maximum)
    return TRUE;
  g_autofree char *right = g_strdup_printf ("between %g and %g", key->minimum, key->maximum);
  return fail (error, text, right);
}

static gboolean
check_choice (const TlrKey *key, const char *text, GError **error)
{
  guint index;
  g_autofree char *right = g_strdup_printf ("one of %s", key->choices);

  return tlr_key_read_choice (key, text, &index) || fail (error, text, right);
}

static gboolean
check_template (const char *text, GError **error)
{
  g_autoptr (TlrTemplate) parsed = tlr_template_parse (text, error);

  return parsed != NULL;
}

static gboolean
check_condition (const char *text, GError **error)
{
  TlrCondition parsed;

  return tlr_condition_parse (text, &parsed, error);
}

static gboolean
check_zones (const char *text, GError **error)
{
  TlrZone zones[TLR_ZONES_MAX];
  guint n;

  return tlr_zones_read (text, zones, &n) ||
      fail (error, text, "up to 8 zones FROM:TO:COLOUR, as in 0:80:#4cd964; 80:100:#ff3b30");
}

static gboolean
check_numbers (const char *text, GError **error)
{
  double numbers[TLR_NUMBERS_MAX];
  guint n;

  return tlr_numbers_read (text, numbers, &n) || fail (error, text, "up to 8 numbers, as in 100; 120");
}

static gboolean
check_reserve (const char *text, GError **error)
{
  TlrReserve parsed;

  return tlr_reserve_parse (text, &parsed, error);
}

gboolean
tlr_key_check (const TlrKey *key, const char *text, GError **error)
{
  TlrLength length;
  double number, rgba[4];

  switch (key->kind) {
    case TLR_KEY_LENGTH:
      if (!tlr_key_read_length (text, &length))
        return fail (error, text, "a length: 24 (thousandths of the layout unit) or 5% (of the frame)");
      return check_range (key, text, length.value, error);
    case TLR_KEY_NUMBER:
      if (!tlr_key_read_number (text, &number))
        return fail (error, text, "a number");
      return check_range (key, text, number, error);
    case TLR_KEY_COLOUR:
      return tlr_key_read_colour (text, rgba) ||
          fail (error, text, "a colour: #rrggbb, #rrggbbaa, white, black or none");
    case TLR_KEY_CHOICE:
      return check_choice (key, text, error);
    case TLR_KEY_UNIT:
      return tlm_unit_find (text) || fail (error, text, "a unit: m, km/h, deg");
    case TLR_KEY_TEMPLATE:
      return check_template (text, error);
    case TLR_KEY_RESERVE:
      return check_reserve (text, error);
    case TLR_KEY_CONDITION:
      return check_condition (text, error);
    case TLR_KEY_ZONES:
      return check_zones (text, error);
    case TLR_KEY_NUMBERS:
      return check_numbers (text, error);
    case TLR_KEY_TEXT:
      break;
  }
  return TRUE;
}

const TlrKey *
tlr_keys_find (const TlrKey *keys, guint n_keys, const char *name)
{
  for (guint i = 0; i < n_keys; i++)
    if (strcmp (keys[i].name, name) == 0)
      return &keys[i];
  return NULL;
}
