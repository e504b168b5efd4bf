/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/space/frames/cip.h"

#include <erfa.h>

#include "core/space/frames/jd.h"

#define STEP (6 * 3600 * TLM_SECOND)
/* 1960-01-01 and 2100-01-01, both midnight TAI. */
#define FIRST (-3653 * TLM_DAY)
#define LAST (47482 * TLM_DAY)
#define N_NODES ((47482 + 3653) * 4 + 1)

typedef struct {
  TlmCip cip;
  gint ready;                   /* atomic; set after cip is written */
} Node;

/* What has not been touched costs address space only: 8 MB for 140 years, of
 * which a flight of two weeks dirties two pages. */
static Node nodes[N_NODES];
static GMutex nodes_lock;

static TlmCip
full_series (TlmInstant instant)
{
  TlmJd tt = tlm_jd_tt (instant);
  double rnpb[3][3];
  TlmCip cip;

  eraPnm06a (tt.day, tt.fraction, rnpb);
  eraBpn2xy (rnpb, &cip.x, &cip.y);
  cip.s = eraS06 (tt.day, tt.fraction, cip.x, cip.y);
  cip.eo = eraEors (rnpb, cip.s);
  return cip;
}

static const TlmCip *
node_at (gint64 i)
{
  Node *node = &nodes[i];

  if (g_atomic_int_get (&node->ready))
    return &node->cip;
  g_mutex_lock (&nodes_lock);
  if (!g_atomic_int_get (&node->ready)) {
    node->cip = full_series (FIRST + i * STEP);
    g_atomic_int_set (&node->ready, 1);
  }
  g_mutex_unlock (&nodes_lock);
  return &node->cip;
}

/* Lagrange's cubic through four nodes at -1, 0, 1, 2, at u in [0, 1). */
static void
cubic_weights (double u, double w[4])
{
  w[0] = -u * (u - 1.0) * (u - 2.0) / 6.0;
  w[1] = (u + 1.0) * (u - 1.0) * (u - 2.0) / 2.0;
  w[2] = -(u + 1.0) * u * (u - 2.0) / 2.0;
  w[3] = (u + 1.0) * u * (u - 1.0) / 6.0;
}

TlmCip
tlm_cip_at (TlmInstant instant)
{
  gint64 i;
  double w[4];
  TlmCip out = { 0.0, 0.0, 0.0, 0.0 };

  if (instant < FIRST + STEP || instant >= LAST - STEP)
    return full_series (instant);
  i = (instant - FIRST) / STEP;
  cubic_weights ((double) ((instant - FIRST) % STEP) / (double) STEP, w);
  for (int k = 0; k < 4; k++) {
    const TlmCip *node = node_at (i - 1 + k);

    out.x += w[k] * node->x;
    out.y += w[k] * node->y;
    out.s += w[k] * node->s;
    out.eo += w[k] * node->eo;
  }
  return out;
}
