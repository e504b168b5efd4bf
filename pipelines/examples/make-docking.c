/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes docking.csv: a spacecraft that nobody flew comes to a station from 400 m. The rate falls with the
 * distance r, dr/dt = -(a + b r), so that r = (r0 + a/b) exp (-b t) - a/b; its angles to the target's axis
 * swing and die away.
 *
 *   build/pipelines/make-docking > pipelines/examples/docking.csv */
#include <math.h>
#include <stdio.h>

#define START_M 400.0
#define CONTACT_RATE_M_S 0.1     /* a */
#define CLOSING_PER_S 0.00225    /* b */
#define STEP_S 2
#define AFTER_S 90               /* of rest once contact is made */

static double
swing (double size_deg, double time_s, double decay_s, double period_s, double phase_rad)
{
  return size_deg * exp (-time_s / decay_s) * sin (2 * M_PI * time_s / period_s + phase_rad);
}

int
main (void)
{
  double rest_m = CONTACT_RATE_M_S / CLOSING_PER_S;
  double contact_s = log ((START_M + rest_m) / rest_m) / CLOSING_PER_S;

  puts ("time[s],range[m],range-rate[m/s],roll[deg],pitch[deg],yaw[deg]");
  for (int t = 0; t <= contact_s + AFTER_S; t += STEP_S) {
    double range_m = fmax ((START_M + rest_m) * exp (-CLOSING_PER_S * t) - rest_m, 0);
    double rate_m_s = t < contact_s ? -(CONTACT_RATE_M_S + CLOSING_PER_S * range_m) : 0;

    printf ("%d,%.2f,%.3f,%.2f,%.2f,%.2f\n", t, range_m, rate_m_s, swing (5, t, 500, 210, 0.6),
        swing (2.4, t, 600, 170, 2), swing (3.2, t, 550, 190, 4));
  }
  return 0;
}
