/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/moon.h"

#include <erfa.h>
#include <erfam.h>

#include "core/space/frames/jd.h"

TlmState
tlm_moon_gcrf (TlmInstant instant)
{
  const double m_s = ERFA_DAU / ERFA_DAYSEC;
  TlmJd tt = tlm_jd_tt (instant);
  double pv[2][3];

  eraMoon98 (tt.day, tt.fraction, pv);
  return (TlmState) { { pv[0][0] * ERFA_DAU, pv[0][1] * ERFA_DAU, pv[0][2] * ERFA_DAU },
    { pv[1][0] * m_s, pv[1][1] * m_s, pv[1][2] * m_s } };
}
