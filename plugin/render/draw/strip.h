/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/face.h"
#include "render/native/native.h"
#include "render/native/rect.h"

G_BEGIN_DECLS

/* Text ready to be composed in a frame's own format: one picture for each of
 * the characters that numbers are made of, drawn once, with all digits equally
 * wide, so that a changing number costs some copies and never moves; and a
 * small store of whole words, each drawn when it first appears. A text of both is
 * put together of both (render/draw/strip-text.h). Widths are whole columns, and
 * letters stand at the same columns and rows on every format. Belongs to one thread. */
typedef struct _TlrStrip TlrStrip;

/* Words kept; the least recently used one makes room. */
#define TLR_STRIP_WORDS 16

/* A strip of a style for pictures of SPEC, both copied. Free with tlr_strip_free(). */
TlrStrip *tlr_strip_new (const TlrTextStyle *style, const TlrNativeSpec *spec);

/* The same with everything drawn LOWER (0 or more) rows further down, for text
 * that moves by less than a row. */
TlrStrip *tlr_strip_new_lowered (const TlrTextStyle *style, const TlrNativeSpec *spec, double lower);

/* Draws what numbers are made of now, which else the first of them does. */
void tlr_strip_prepare (TlrStrip *strip);

/* Takes NULL. */
void tlr_strip_free (TlrStrip *strip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrStrip, tlr_strip_free)

/* The style it was made for. Owned by the strip. */
const TlrTextStyle *tlr_strip_get_style (const TlrStrip *strip);

/* Whether all characters of a text are in the strip. */
gboolean tlr_strip_covers (const TlrStrip *strip, const char *text);

/* Columns that a text takes. */
int tlr_strip_width (TlrStrip *strip, const char *text);

/* The same for the first LENGTH bytes of a text that the strip covers. */
int tlr_strip_width_n (const TlrStrip *strip, const char *text, gsize length);

/* Rows above the baseline: of what the strip has (numbers), or of any text in the
 * font. */
double tlr_strip_above (const TlrStrip *strip, gboolean numbers);

/* Rows below the baseline, as above. */
double tlr_strip_below (const TlrStrip *strip, gboolean numbers);

/* Rows that the ink of a text reaches above and below the baseline: marks on one
 * another go beyond what the font has for a line. At most twice the font's size. */
void tlr_strip_reach (TlrStrip *strip, const char *text, double *above, double *below);

/* Columns and rows around a text for outline and shadow. */
int tlr_strip_margin (const TlrStrip *strip);

/* Composes a text over the canvas, starting at column x with its baseline at
 * row BASELINE (both in the canvas, whose corner is on the frame's grid), only inside
 * CLIP (any pixels of it), squeezed to at most MAX_WIDTH columns. */
void tlr_strip_compose (TlrStrip *strip, const char *text, TlrNative *canvas, int x,
    int baseline, int max_width, const TlrRect *clip);

/* Composes the mark of stale numbers, a row of dots below the baseline. */
void tlr_strip_compose_mark (TlrStrip *strip, TlrNative *canvas, int x, int baseline,
    int width, const TlrRect *clip);

/* Bytes of pictures held. */
gsize tlr_strip_get_size (const TlrStrip *strip);

G_END_DECLS
