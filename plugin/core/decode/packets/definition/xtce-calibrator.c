/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/decode/packets/definition/xtce-private.h"

#define MAX_EXPONENT 32
#define MAX_POINTS 65536

static TlmCalibrator *
read_polynomial (const TlmXtce *xtce, const xmlNode *node, GError **error)
{
  g_autoptr (TlmCalibrator) polynomial = g_new0 (TlmCalibrator, 1);

  polynomial->coefficients = g_new0 (double, MAX_EXPONENT + 1);
  for (xmlNode *term = tlm_xtce_first (node); term; term = tlm_xtce_next (term)) {
    double coefficient = NAN;
    gint64 exponent = -1;
    if (!tlm_xtce_is (term, "Term"))
      continue;
    if (!tlm_xtce_read_number (xtce, term, "coefficient", &coefficient, error) ||
        !tlm_xtce_read_integer (xtce, term, "exponent", &exponent, error))
      return NULL;
    if (!isfinite (coefficient) || exponent < 0 || exponent > MAX_EXPONENT) {
      tlm_xtce_fail (xtce, term, error, "needs a finite coefficient and an exponent of 0 to %d",
          MAX_EXPONENT);
      return NULL;
    }
    polynomial->coefficients[exponent] += coefficient;
    polynomial->n = MAX (polynomial->n, (guint) exponent + 1);
  }
  if (polynomial->n > 0)
    return g_steal_pointer (&polynomial);
  tlm_xtce_fail (xtce, node, error, "has no Term; add one for each power");
  return NULL;
}

static gint
compare_points (gconstpointer a, gconstpointer b)
{
  const TlmSplinePoint *x = a, *y = b;

  return (x->raw > y->raw) - (x->raw < y->raw);
}

static gboolean
read_points (const TlmXtce *xtce, const xmlNode *node, GArray *points, GError **error)
{
  for (xmlNode *at = tlm_xtce_first (node); at; at = tlm_xtce_next (at)) {
    TlmSplinePoint point = { NAN, NAN };
    if (!tlm_xtce_is (at, "SplinePoint"))
      continue;
    if (!tlm_xtce_read_number (xtce, at, "raw", &point.raw, error) ||
        !tlm_xtce_read_number (xtce, at, "calibrated", &point.calibrated, error))
      return FALSE;
    if (!isfinite (point.raw) || !isfinite (point.calibrated) || points->len >= MAX_POINTS)
      return tlm_xtce_fail (xtce, at, error, "needs finite numbers raw and calibrated");
    g_array_append_val (points, point);
  }
  g_array_sort (points, compare_points);
  for (guint i = 1; i < points->len; i++)
    if (g_array_index (points, TlmSplinePoint, i).raw ==
        g_array_index (points, TlmSplinePoint, i - 1).raw)
      return tlm_xtce_fail (xtce, node, error, "has two points at raw %g; leave one",
          g_array_index (points, TlmSplinePoint, i).raw);
  return points->len >= 2 || tlm_xtce_fail (xtce, node, error, "needs two points or more");
}

static TlmCalibrator *
read_spline (const TlmXtce *xtce, const xmlNode *node, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (TlmSplinePoint));
  TlmCalibrator *spline;
  gint64 order = 1;

  if (!tlm_xtce_read_integer (xtce, node, "order", &order, error) ||
      !read_points (xtce, node, points, error))
    return NULL;
  if (order < 0 || order > 1) {
    tlm_xtce_fail (xtce, node, error, "order %" G_GINT64_FORMAT " is not read; write order=\"1\" "
        "with more points, or a PolynomialCalibrator", order);
    return NULL;
  }
  spline = g_new0 (TlmCalibrator, 1);
  spline->spline = TRUE;
  spline->flat = order == 0;
  spline->extrapolate = tlm_xtce_flag (node, "extrapolate", FALSE);
  spline->n = points->len;
  spline->points = (TlmSplinePoint *) (void *) g_array_free (g_steal_pointer (&points), FALSE);
  return spline;
}

/* The calibrator within NODE. */
static TlmCalibrator *
read_calibrator (const TlmXtce *xtce, const xmlNode *node, GError **error)
{
  for (xmlNode *at = tlm_xtce_first (node); at; at = tlm_xtce_next (at)) {
    if (tlm_xtce_is (at, "PolynomialCalibrator"))
      return read_polynomial (xtce, at, error);
    if (tlm_xtce_is (at, "SplineCalibrator"))
      return read_spline (xtce, at, error);
  }
  tlm_xtce_fail (xtce, node, error, "holds no calibrator that is read; write a "
      "PolynomialCalibrator or a SplineCalibrator");
  return NULL;
}

static gboolean
read_context (TlmXtce *xtce, const xmlNode *node, const char *system, TlmFieldType *type,
    GError **error)
{
  const xmlNode *match = tlm_xtce_child (node, "ContextMatch");
  const xmlNode *calibrator = tlm_xtce_child (node, "Calibrator");
  TlmFieldContext *context;

  if (!match || !calibrator)
    return tlm_xtce_fail (xtce, node, error, "needs a ContextMatch and a Calibrator");
  context = g_new0 (TlmFieldContext, 1);
  g_ptr_array_add (type->contexts, context);
  context->criteria = tlm_xtce_criteria (xtce, match, system, error);
  context->calibrator = context->criteria ? read_calibrator (xtce, calibrator, error) : NULL;
  return context->calibrator != NULL;
}

gboolean
tlm_xtce_read_calibrators (TlmXtce *xtce, const xmlNode *encoding, const char *system,
    TlmFieldType *type, GError **error)
{
  const xmlNode *usual = tlm_xtce_child (encoding, "DefaultCalibrator");
  const xmlNode *list = tlm_xtce_child (encoding, "ContextCalibratorList");

  if (usual && !(type->calibrator = read_calibrator (xtce, usual, error)))
    return FALSE;
  if (!list)
    return TRUE;
  type->contexts = g_ptr_array_new_with_free_func (tlm_field_context_free);
  for (xmlNode *at = tlm_xtce_first (list); at; at = tlm_xtce_next (at))
    if (!read_context (xtce, at, system, type, error))
      return FALSE;
  return TRUE;
}
