/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/print-safe.h"
#include "core/decode/ndm/ndm-message.h"
#include "core/decode/table/decimal.h"

/* Of position and velocity: the lower triangle. */
#define ROWS 6
#define CELLS 21

#define EXCERPT 40

static gboolean
check_number (TlmNdm *ndm, guint line, const char *text, gsize length, GError **error)
{
  double number;

  return tlm_decimal_parse (text, length, '.', &number) == TLM_DECIMAL_NUMBER
      || tlm_ndm_remark (ndm, line, error, "found \"%s\" in a covariance, expected a number; it is "
          "not read", tlm_head_of (text, length, EXCERPT).text);
}

gboolean
tlm_ndm_covariance_begin (TlmNdm *ndm, guint line, GError **error)
{
  if (!tlm_ndm_covariance_end (ndm, line, error))
    return FALSE;
  ndm->covariance.line = line;
  return TRUE;
}

/* Row n has n numbers. */
static gboolean
check_row (TlmNdm *ndm, guint line, guint n, GError **error)
{
  TlmNdmCovariance *covariance = &ndm->covariance;

  covariance->n_rows++;
  if (covariance->line == 0 && covariance->n_rows == 1)
    return tlm_ndm_remark (ndm, line, error, "found a row of a covariance, expected EPOCH = … before "
        "it");
  if (covariance->n_rows == ROWS + 1)
    return tlm_ndm_remark (ndm, line, error, "found a seventh row of a covariance, expected six; it "
        "is not read");
  if (covariance->n_rows <= ROWS && n != covariance->n_rows)
    return tlm_ndm_remark (ndm, line, error, "found %u number%s in row %u of a covariance, expected "
        "%u; it is not read", n, n == 1 ? "" : "s", covariance->n_rows, covariance->n_rows);
  return TRUE;
}

gboolean
tlm_ndm_covariance_row (TlmNdm *ndm, guint line, const char *text, gsize length, GError **error)
{
  const char *at = text, *end = text + length;
  guint n = 0;

  while (at < end) {
    const char *start;
    while (at < end && g_ascii_isspace (*at))
      at++;
    start = at;
    while (at < end && !g_ascii_isspace (*at))
      at++;
    if (at > start && !check_number (ndm, line, start, (gsize) (at - start), error))
      return FALSE;
    n += at > start;
  }
  return check_row (ndm, line, n, error);
}

gboolean
tlm_ndm_covariance_cell (TlmNdm *ndm, guint line, const char *key, gsize key_length,
    const char *text, gsize length, GError **error)
{
  const TlmNdmKeyword *keyword = tlm_ndm_keyword_find (key, key_length);

  if (!keyword || keyword->part != TLM_NDM_COVARIANCE || keyword->name[1] == 'O')
    return TRUE;
  if (ndm->covariance.line == 0)
    ndm->covariance.line = line;
  ndm->covariance.n_cells++;
  return check_number (ndm, line, text, length, error);
}

gboolean
tlm_ndm_covariance_end (TlmNdm *ndm, guint line, GError **error)
{
  TlmNdmCovariance covariance = ndm->covariance;

  ndm->covariance = (TlmNdmCovariance) { 0 };
  if (covariance.line == 0)
    return TRUE;
  if (covariance.n_cells > 0)
    return covariance.n_cells == CELLS || tlm_ndm_remark (ndm, line, error, "found a covariance of "
        "%u numbers from line %u on, expected %d; it is not read", covariance.n_cells,
        covariance.line, CELLS);
  return covariance.n_rows >= ROWS || tlm_ndm_remark (ndm, line, error, "found a covariance of %u "
      "rows from line %u on, expected %d; it is not read", covariance.n_rows, covariance.line, ROWS);
}
