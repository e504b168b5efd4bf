/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/ass/ass-font.h"

G_BEGIN_DECLS

/* The header of an ASS script, with as many styles as go into it; text in
 * another style carries its own. Belongs to one thread. */
typedef struct _TlrAssStyles TlrAssStyles;

/* Bytes below which a header stays: matroskamux takes no more codec data. */
#define TLR_ASS_HEADER_SIZE 2048

/* Style of drawings, and of text that carries its own. */
#define TLR_ASS_SHAPE "Shape"

/* Style of plain lines, once tlr_ass_styles_add_plain() was called. */
#define TLR_ASS_PLAIN "Telemetry"

/* A header for a frame that is shown as that many square pixels. */
TlrAssStyles *tlr_ass_styles_new (int width, int height);

/* Takes NULL. */
void tlr_ass_styles_free (TlrAssStyles *styles);

/* Puts a style into the header when there is room. The shape of the frame's pixels that a
 * style has is left to the renderer, here as below. */
void tlr_ass_styles_add (TlrAssStyles *styles, const TlrTextStyle *style);

/* Puts the style of plain lines at the top (or bottom) into the header. */
void tlr_ass_styles_add_plain (TlrAssStyles *styles, gboolean bottom);

/* The font of a style, made when it is new. NAME becomes that of its style in the
 * header, constant; NULL: it has none. */
TlrAssFont *tlr_ass_styles_find (TlrAssStyles *styles, const TlrTextStyle *style,
    const char **name);

/* [Script Info] and [V4+ Styles]. Owned by STYLES. */
const char *tlr_ass_styles_header (const TlrAssStyles *styles);

G_END_DECLS
