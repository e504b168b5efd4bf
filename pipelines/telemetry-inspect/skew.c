/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <math.h>

#include "core/log/clock-fit.h"
#include "core/time/elapsed.h"
#include "core/time/iso8601.h"
#include "inspect.h"

static void
print_mark (const TlmClockFit *fit, gint64 media_ns, FILE *out)
{
  const TlmElapsedFormat format = { .style = TLM_ELAPSED_NUMBER, .decimals = 6 };
  g_autofree char *media = tlm_elapsed_format (media_ns, &format);
  g_autofree char *instant = tlm_instant_format_utc (tlm_clock_fit_at (fit, media_ns), 6, FALSE);

  fprintf (out, "%s@%s", media, instant);
}

/* The marks that put each instant of the telemetry where its medium has it. */
static void
print_marks (const TlmClockFit *fit, FILE *out)
{
  fputs ("Marks       marks=\"", out);
  print_mark (fit, fit->first_ns, out);
  if (tlm_clock_fit_has_drift (fit)) {
    fputs ("; ", out);
    print_mark (fit, fit->last_ns, out);
  }
  fputs ("\"\n", out);
}

void
inspect_print_skew (const TlmLog *log, FILE *out)
{
  TlmClockFit fit;

  if (!tlm_clock_fit ((const TlmClockPair *) log->pairs->data, log->pairs->len,
          log->pair_resolution_ns, &fit))
    return;
  fprintf (out, "Skew        UTC of the records gains %+.2f ppm (± %.2f) on the time they play at",
      inspect_rounded (fit.drift_ppm, 2), fit.drift_error_ppm);
  if (!tlm_clock_fit_has_drift (&fit))
    fputs (": no drift that can be told from chance", out);
  fprintf (out, ";\n            %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " of them agree, to %.3f ms\n",
      fit.n - fit.n_outliers, fit.n, fit.noise_ns / 1e6);
  if (fit.n_steps > 0)
    fprintf (out, "            UTC steps %" G_GSIZE_FORMAT " times, first by %+.3f s at %.3f s: this is of "
        "the longest stretch between\n", fit.n_steps, tlm_duration_to_s (fit.step_ns),
        tlm_duration_to_s (fit.step_media_ns));
  print_marks (&fit, out);
}
