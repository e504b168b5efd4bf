/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strips along the edges of the frame that nothing is drawn on: for subtitles, a
 * channel's logo, a crawl. Parts of the frame's width or height, counted from its
 * very edge. A plain value; all zero is none. */
typedef struct {
  double left, right, top, bottom;   /* 0 .. TLR_RESERVE_MAX */
} TlrReserve;

#define TLR_RESERVE_MAX 0.6

/* Reads "bottom 12%; right 20%" (commas do as well, and per cent need no sign); "12"
 * alone is at the bottom. FALSE, OUT untouched, and an error TLM_ERROR_LAYOUT that
 * says what is right, for anything else and where two strips leave less than a
 * fifth between them. */
gboolean tlr_reserve_parse (const char *text, TlrReserve *out, GError **error);

/* On each side the wider strip of both. */
TlrReserve tlr_reserve_join (TlrReserve a, TlrReserve b);

G_END_DECLS
