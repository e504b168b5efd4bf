/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How fast an event of an EDL runs: M2's number, its timecode and the lengths of source and record say it
 * three times, and are believed where they agree. */
#include <math.h>

#include "core/edit/edl-private.h"

/* Number and span say one speed where they differ by a frame at most, and by what the number's last
 * digit may be rounded. */
static gboolean
is_agreed (const TlmEdl *edl, const TlmEdlCut *cut, double speed)
{
  double span = (double) (cut->source_out - cut->source_in), film = (double) (cut->record_out - cut->record_in);
  double rounding = 0.5 * pow (10, -(double) cut->decimals) / (double) edl->nominal * film;

  return fabs (span - fabs (speed) * film) <= 1 + rounding;
}

/* What the number says to its last digit, or the span where that says more than one frame other. */
static TlmRational
choose_speed (const TlmEdl *edl, const TlmEdlCut *cut)
{
  gint64 span = cut->source_out - cut->source_in, film = cut->record_out - cut->record_in;
  TlmRational speed = TLM_RATIONAL_ZERO, number = TLM_RATIONAL_ZERO;

  tlm_rational_make ((gint64) llround (cut->frames_per_second * 1e6), 1000000 * edl->nominal, &number);
  if (number.n == 0 || fabs ((double) span - fabs ((double) number.n / (double) number.d) * (double) film) <= 1)
    return number;
  tlm_rational_make (number.n < 0 ? -span : span, film, &speed);
  return speed;
}

static gboolean
is_near (gint64 a, gint64 b)
{
  return a - b <= 1 && b - a <= 1;
}

const char *
tlm_edl_retime (const TlmEdl *edl, const TlmEdlCut *cut, gint64 *first, TlmRational *speed)
{
  double number = cut->frames_per_second / (double) edl->nominal;

  *first = cut->has_speed ? cut->speed_at : cut->source_in;
  *speed = TLM_RATIONAL_ONE;
  if (cut->wrong)
    return cut->wrong;
  if (!cut->has_speed)
    return is_near (cut->source_out - cut->source_in, cut->record_out - cut->record_in) ? NULL :
        "source and record are not of one length, and no M2 says its speed";
  if (!is_agreed (edl, cut, number))
    return "M2's speed, the source's length and the record's disagree";
  if (number > 0 && !is_near (*first, cut->source_in))
    return "M2's timecode is not the source's first frame";
  if (number < 0 && !is_near (*first, cut->source_out - 1))
    return "M2's timecode is not the source's last frame, where an event that runs back begins";
  if (number == 0 && (*first < cut->source_in - 1 || *first > cut->source_out))
    return "M2's timecode is not in the source that it holds";
  *speed = choose_speed (edl, cut);
  return NULL;
}
