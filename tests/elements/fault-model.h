/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/telemetry.h>
#include <math.h>

/* What a frame has to show, computed from the samples that had arrived and from
 * nothing of the plugin: of samples at one time the last counts; between neighbours
 * no more than 2 s apart a monotone cubic (F. N. Fritsch and J. Butland, SIAM J.
 * Sci. Stat. Comput. 5 (1984) 300-304, eq. 4; at the ends of a run the secant); after
 * the last of a run that value, stale when older than 2 s and lost when older than
 * 5 s; nothing before the first. Samples come every tenth of a second, so that no
 * other limit is larger. */

#define MODEL_GAP_S 2.0
#define MODEL_STALE_S 2.0
#define MODEL_LOST_S 5.0

typedef struct {
  double t_s, value;
} ModelSample;

typedef struct {
  GArray *samples;         /* ModelSample, by time */
  double shift_s;          /* time of the telemetry's clock − running time */
} Model;

typedef struct {
  GstTelemetryValidity validity;
  double value;            /* where it is stale or fresh */
} ModelValue;

static inline void
model_init (Model *model)
{
  *model = (Model) { g_array_new (FALSE, FALSE, sizeof (ModelSample)), NAN };
}

static inline void
model_clear (Model *model)
{
  g_array_unref (model->samples);
}

/* A sample of T arrives at running time AT; the first one ties the clocks. */
static inline void
model_take (Model *model, double t_s, double value, double at_s)
{
  ModelSample sample = { t_s, value };
  guint i = 0;

  if (isnan (model->shift_s))
    model->shift_s = t_s - at_s;
  while (i < model->samples->len && g_array_index (model->samples, ModelSample, i).t_s < t_s - 1e-6)
    i++;
  if (i < model->samples->len && g_array_index (model->samples, ModelSample, i).t_s < t_s + 1e-6)
    g_array_index (model->samples, ModelSample, i).value = value;
  else
    g_array_insert_val (model->samples, i, sample);
}

/* Whether samples I and I + 1 are neighbours. */
static inline gboolean
model_joined (const Model *model, gint i)
{
  const ModelSample *s = (const ModelSample *) (gconstpointer) model->samples->data;

  return i >= 0 && i + 1 < (gint) model->samples->len &&
      s[i + 1].t_s - s[i].t_s <= MODEL_GAP_S + 1e-6;
}

static inline double
model_secant (const ModelSample *s)
{
  return (s[1].value - s[0].value) / (s[1].t_s - s[0].t_s);
}

static inline double
model_slope (const Model *model, gint i)
{
  const ModelSample *s = (const ModelSample *) (gconstpointer) model->samples->data + i;
  double left, right, alpha;

  if (!model_joined (model, i - 1) || !model_joined (model, i))
    return model_joined (model, i) ? model_secant (s) : model_secant (s - 1);
  left = model_secant (s - 1);
  right = model_secant (s);
  if (left * right <= 0)
    return 0;
  alpha = (1 + (s[1].t_s - s[0].t_s) / (s[1].t_s - s[-1].t_s)) / 3;
  return left * right / (alpha * right + (1 - alpha) * left);
}

/* The cubic of Hermite between samples I and I + 1, FRACTION of the way. */
static inline double
model_cubic (const Model *model, gint i, double x)
{
  const ModelSample *s = (const ModelSample *) (gconstpointer) model->samples->data + i;
  double h = s[1].t_s - s[0].t_s;

  return s[0].value * (1 + 2 * x) * (1 - x) * (1 - x) + s[1].value * x * x * (3 - 2 * x) +
      h * x * (1 - x) * ((1 - x) * model_slope (model, i) - x * model_slope (model, i + 1));
}

static inline ModelValue
model_at (const Model *model, double running_s)
{
  const ModelSample *s = (const ModelSample *) (gconstpointer) model->samples->data;
  double t = running_s + model->shift_s, age;
  gint i = (gint) model->samples->len - 1;

  while (i >= 0 && s[i].t_s > t + 1e-7)
    i--;
  if (i < 0)
    return (ModelValue) { GST_TELEMETRY_VALIDITY_ABSENT, NAN };
  age = t - s[i].t_s;
  if (age > 1e-7 && model_joined (model, i))
    return (ModelValue) { GST_TELEMETRY_VALIDITY_FRESH,
      model_cubic (model, i, age / (s[i + 1].t_s - s[i].t_s)) };
  return (ModelValue) { age > MODEL_LOST_S + 1e-7 ? GST_TELEMETRY_VALIDITY_LOST :
      age > MODEL_STALE_S + 1e-7 ? GST_TELEMETRY_VALIDITY_STALE : GST_TELEMETRY_VALIDITY_FRESH,
    s[i].value };
}
