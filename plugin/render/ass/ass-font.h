/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/draw/face.h"

G_BEGIN_DECLS

/* What libass makes of a font, so that text comes to stand where Cairo paints
 * it: font sizes there are the sum of the Windows ascent and descent (OS/2
 * table, usWinAscent and usWinDescent, as GDI has it), not the em; digits have
 * the widths of the font, not those of tables. Belongs to one thread. */
typedef struct _TlrAssFont TlrAssFont;

/* A font for a style; its family is the first of the style's. */
TlrAssFont *tlr_ass_font_new (const TlrTextStyle *style);

/* Takes NULL. */
void tlr_ass_font_free (TlrAssFont *font);

/* The style it was made for. Owned by the font. */
const TlrTextStyle *tlr_ass_font_get_style (const TlrAssFont *font);

/* The first family. Owned by the font. */
const char *tlr_ass_font_get_family (const TlrAssFont *font);

/* The size to write, rows. */
double tlr_ass_font_get_size (const TlrAssFont *font);

/* How far the baseline is below the top of a line, rows. */
double tlr_ass_font_get_ascent (const TlrAssFont *font);

/* How far the pen moves at a character, columns, without the style's spacing. */
double tlr_ass_font_advance (TlrAssFont *font, gunichar c);

G_END_DECLS
