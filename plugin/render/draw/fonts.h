/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <pango/pango.h>

#include "core/base/key-file.h"

G_BEGIN_DECLS

/* The fonts that a layout brings, beside those of the machine. Immutable, shared by any threads. */
typedef struct _TlrFonts TlrFonts;

/* Reads the files of LIST ("Club.otf; Digits.ttf"), which lie in the folder of LAYOUT's file or below: at most 16, each a
 * font of at most TLM_LIMIT_IMAGE_BYTES. Errors (of LAYOUT's code) name [layout] fonts, the file and what would be right. */
TlrFonts *tlr_fonts_new (const char *list, const TlmKeyFile *layout, GError **error);

/* Takes NULL. */
void tlr_fonts_free (TlrFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlrFonts, tlr_fonts_free)

/* A font map of them and of the machine's; the caller's, for one thread at a time. NULL for FONTS: the machine's alone,
 * which all of a thread share. */
PangoFontMap *tlr_fonts_make_map (const TlrFonts *fonts);

/* Whether a font of FAMILY is there, by its name in any case of letters; the common words (sans-serif, monospace) always
 * are. FONTS may be NULL. From any thread. */
gboolean tlr_fonts_have (const TlrFonts *fonts, const char *family);

G_END_DECLS
