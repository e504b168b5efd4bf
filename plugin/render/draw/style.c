/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/draw/style.h"

#include <math.h>
#include <string.h>

#include "core/base/language.h"
#include "core/base/number.h"

#define MINUS "\xe2\x88\x92"       /* U+2212 */
#define THIN_SPACE "\xe2\x80\xaf"  /* U+202F, does not break */
#define LARGEST 1e15

static const char *const unit_names[] = {
  [TLR_UNITS_LAYOUT] = "layout",
  [TLR_UNITS_METRIC] = "metric",
  [TLR_UNITS_IMPERIAL] = "imperial",
  [TLR_UNITS_NAUTICAL] = "nautical",
};

gboolean
tlr_units_from_name (const char *name, TlrUnits *units)
{
  g_return_val_if_fail (name != NULL && units != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (strcmp (name, unit_names[i]) == 0) {
      *units = i;
      return TRUE;
    }
  return FALSE;
}

TlrMarks
tlr_marks_for_language (const char *language)
{
  static const char points[][3] = { "en", "ko", "th", "he", "hi" };
  const TlmLanguage *known = tlm_language_find (language);

  if (language && g_ascii_strncasecmp (known->code, language, strlen (known->code)) == 0)
    return (TlrMarks) { known->group_mark, known->decimal_mark, known->least_grouped };
  for (guint i = 0; language && i < G_N_ELEMENTS (points); i++)
    if (strncmp (language, points[i], 2) == 0)
      return (TlrMarks) { ",", ".", 4 };
  if (!language || !language[0] || language[0] == 'C')
    return (TlrMarks) { ",", ".", 4 };
  return (TlrMarks) { THIN_SPACE, ",", 4 };
}

static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

typedef struct {
  char *buf;
  gsize length, size;
} Writer;

static void
put (Writer *writer, const char *text, gsize length)
{
  if (writer->length + length < writer->size)
    memcpy (writer->buf + writer->length, text, length);
  writer->length += length;
}

static void
put_whole (Writer *writer, const char *digits, guint n, const TlrMarks *marks)
{
  for (guint i = 0; i < n; i++) {
    put (writer, digits + i, 1);
    if (i + 1 < n && (n - i - 1) % 3 == 0 && n >= marks->least_grouped)
      put (writer, marks->group, strlen (marks->group));
  }
}

static gsize
finish (Writer *writer)
{
  if (writer->length >= writer->size)
    writer->length = 0;
  if (writer->size)
    writer->buf[writer->length] = 0;
  return writer->length;
}

gsize
tlr_number_print (double value, guint decimals, const TlrMarks *marks, char *buf, gsize size)
{
  Writer writer = { buf, 0, size };
  char digits[32];
  guint n = sizeof digits;

  g_return_val_if_fail (buf != NULL && marks != NULL && decimals < G_N_ELEMENTS (powers), 0);
  if (!isfinite (value) || fabs (value) > LARGEST / powers[decimals]) {
    put (&writer, "---", 3);
    return finish (&writer);
  }
  guint64 rest = tlm_number_scaled (fabs (value), decimals);
  if (rest && value < 0)
    put (&writer, MINUS, sizeof MINUS - 1);
  for (; rest || sizeof digits - n <= decimals; rest /= 10)
    digits[--n] = (char) ('0' + rest % 10);
  guint whole = (guint) (sizeof digits - n) - decimals;
  put_whole (&writer, digits + n, whole, marks);
  if (decimals) {
    put (&writer, marks->decimal, strlen (marks->decimal));
    put (&writer, digits + n + whole, decimals);
  }
  return finish (&writer);
}
