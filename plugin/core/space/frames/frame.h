/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Frames of reference with the Earth's axes or the stars'. The origin is not
 * part of it: EME2000 and GCRF also serve states about the Moon or Mars. */
typedef enum {
  TLM_FRAME_NONE,     /* not known */
  TLM_FRAME_EME2000,  /* mean equator and equinox of J2000.0 */
  TLM_FRAME_GCRF,     /* geocentric celestial, 23 mas from EME2000; also ICRF */
  TLM_FRAME_MOD,      /* mean equator and equinox of date, IAU 2006 */
  TLM_FRAME_TOD,      /* true equator and equinox of date, IAU 2006/2000A */
  TLM_FRAME_TEME,     /* true equator, mean equinox of date: SGP4's own */
  TLM_FRAME_CIRS,     /* celestial intermediate, IAU 2006/2000A */
  TLM_FRAME_TIRS,     /* Earth-fixed without polar motion: GTOD, PEF, TDR */
  TLM_FRAME_ITRF,     /* Earth-fixed; every realization, WGS84 too */
  TLM_N_FRAMES
} TlmFrame;

/* The frame that a name in a navigation message means: the names of CCSDS
 * 502.0-B-3 (annex B) and of the SANA registry of celestial body reference
 * frames, and what is written in their place in practice. Case, blanks and
 * punctuation do not count (ITRF-97, itrf97). All realizations of ITRF and of
 * ICRF are taken as one: they agree to centimetres.
 *
 * of_epoch becomes TRUE for axes that are frozen at an epoch (TEMEOFEPOCH,
 * TOE_EARTH, MOE_EARTH): convert from such a frame to GCRF with the epoch's
 * instant, then on from GCRF with the state's own. With of_epoch NULL those
 * names are refused.
 *
 * Returns FALSE with TLM_ERROR_FORMAT for a name that is not known, and with
 * the reason for one that is known and cannot be used (RSW, B1950, ECI, …). */
gboolean tlm_frame_from_name (const char *name, TlmFrame *frame, gboolean *of_epoch,
    GError **error);

/* The usual short name ("EME2000", "ITRF"), "" for none or out of range.
 * Static. */
const char *tlm_frame_name (TlmFrame frame);

/* Whether the axes turn with the Earth, so that velocities in the frame are
 * relative to its surface. */
gboolean tlm_frame_is_earth_fixed (TlmFrame frame);

G_END_DECLS
