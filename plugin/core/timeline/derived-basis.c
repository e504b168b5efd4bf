/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a vehicle's channels are had from. */
#include "core/timeline/derived-basis.h"

void
tlm_derived_basis_clear (TlmDerivedBasis *basis)
{
  g_clear_pointer (&basis->nodes, tlm_nodes_free);
}

gboolean
tlm_derived_height_channel (const TlmDerivedBasis *basis, guint *channel)
{
  static const guint8 order[] = { TLM_CHANNEL_ALTITUDE_ELLIPSOID, TLM_CHANNEL_ALTITUDE_MSL,
    TLM_CHANNEL_ALTITUDE, TLM_CHANNEL_ALTITUDE_AGL };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    if (basis->tracks[order[i]]) {
      *channel = order[i];
      return TRUE;
    }
  }
  return FALSE;
}

TlmDatum
tlm_derived_datum_of (const TlmDerivedBasis *basis, guint channel)
{
  return channel == TLM_CHANNEL_ALTITUDE_ELLIPSOID ? TLM_DATUM_ELLIPSOID :
      channel == TLM_CHANNEL_ALTITUDE_MSL ? TLM_DATUM_MSL :
      channel == TLM_CHANNEL_ALTITUDE_AGL ? TLM_DATUM_AGL : basis->datum;
}
