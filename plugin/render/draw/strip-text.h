/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What numbers and clocks are made of, the ten digits first; the thin space of
 * grouped digits too. A strip has a picture for each. */
#define TLR_STRIP_DIGITS 10
#define TLR_STRIP_CHARACTERS 21
extern const char *const tlr_strip_characters[TLR_STRIP_CHARACTERS];

/* Index of the character at *TEXT, which moves on, or -1. */
int tlr_strip_next_character (const char **text);

/* A part of a text: one that consists of these characters, or one that does not. */
#define TLR_STRIP_PIECE_SIZE 192
typedef struct {
  char text[TLR_STRIP_PIECE_SIZE];
  gboolean cells;
} TlrPiece;

/* Whether a text has both kinds and may be cut at its spaces: "5,900 km/h". Only in
 * scripts that run from left to right and whose letters stand alone. */
gboolean tlr_strip_is_mixed (const char *text);

/* Takes the first piece off a mixed text and returns what is left of it, "" at
 * the end. */
const char *tlr_strip_take_piece (const char *text, TlrPiece *piece);

G_END_DECLS
