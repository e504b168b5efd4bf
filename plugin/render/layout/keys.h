/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the value of a key in a layout file may be. */
typedef enum {
  TLR_KEY_LENGTH,     /* thousandths of the layout unit, or per cent with a % */
  TLR_KEY_NUMBER,     /* a plain number */
  TLR_KEY_COLOUR,     /* "#rrggbb", "#rrggbbaa", or a name: white, black, none */
  TLR_KEY_CHOICE,     /* one of some words */
  TLR_KEY_UNIT,       /* symbol of a unit: "km/h" (core/measure/unit.h) */
  TLR_KEY_TEXT,       /* any text, translatable */
  TLR_KEY_TEMPLATE,   /* text with {fields} (render/layout/template.h), translatable */
  TLR_KEY_RESERVE,    /* strips kept free (render/draw/reserve.h) */
  TLR_KEY_CONDITION,  /* when to show (render/layout/condition.h) */
  TLR_KEY_ZONES,      /* coloured parts of a scale (render/layout/zones.h) */
  TLR_KEY_NUMBERS     /* numbers separated by ';' (render/layout/zones.h) */
} TlrKeyKind;

/* A key that a widget knows. Rows of const tables. */
typedef struct {
  const char *name;
  TlrKeyKind kind;
  double minimum, maximum;  /* of a length or number */
  const char *fallback;     /* the value where none is written; NULL: none */
  const char *choices;      /* words separated by '|', for a choice */
  const char *blurb;        /* what it does, for help texts */
} TlrKey;

/* A length as written. */
typedef struct {
  double value;
  gboolean percent;         /* of the frame (width or height), else thousandths
                               of the layout unit */
} TlrLength;

/* Reads a length, a number, a colour (r, g, b, a, each 0..1, not premultiplied),
 * a choice (its index). FALSE, and OUT untouched, when TEXT is none. */
gboolean tlr_key_read_length (const char *text, TlrLength *out);
gboolean tlr_key_read_number (const char *text, double *out);
gboolean tlr_key_read_colour (const char *text, double out[4]);
gboolean tlr_key_read_choice (const TlrKey *key, const char *text, guint *out);

/* Whether TEXT is right for the key; otherwise an error TLM_ERROR_LAYOUT that
 * says what is wrong and what would be right, without place. */
gboolean tlr_key_check (const TlrKey *key, const char *text, GError **error);

/* The key of that name among N_KEYS, or NULL. */
const TlrKey *tlr_keys_find (const TlrKey *keys, guint n_keys, const char *name);

G_END_DECLS
