/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/ass/ass-font.h"
#include "render/draw/sketch.h"

G_BEGIN_DECLS

/* Appends "{\pos…}text" of a mark of text in FONT; OVERRIDES puts font, size,
 * weight and colours before it, for text that no style of the header fits. */
void tlr_ass_append_text (GString *out, const TlrMark *mark, TlrAssFont *font,
    gboolean overrides);

/* Appends the soft shadow of that text, which is an event of its own below it.
 * Nothing when the style has none. */
void tlr_ass_append_shadow (GString *out, const TlrMark *mark, TlrAssFont *font);

/* Appends a mark of SKETCH that is a shape, as a drawing at its place; nothing
 * when it is not to be seen. */
void tlr_ass_append_shape (GString *out, const TlrSketch *sketch, const TlrMark *mark);

/* Appends &HAABBGGRR, alpha counted from opaque. */
void tlr_ass_append_colour (GString *out, const double rgba[4]);

/* Appends a number of at most two decimals. */
void tlr_ass_append_number (GString *out, double value);

G_END_DECLS
