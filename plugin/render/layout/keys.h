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
  TLR_KEY_PART,       /* what an element of a drawing does (render/layout/part.h) */
  TLR_KEY_NUMBERS,    /* numbers separated by ';' (render/layout/zones.h) */
  TLR_KEY_MOTION,     /* how it moves (render/layout/motion.h) */
  TLR_KEY_FADE        /* the same, but a fade or none */
} TlrKeyKind;

/* A key of a group in a layout file. Rows of const tables, from which reader, check
 * and documentation come. */
typedef struct {
  const char *name;         /* one that ends with a dot stands for all that begin with it: "id." */
  TlrKeyKind kind;
  const char *unit;         /* of a number: "s", "deg"; NULL for a pure one or one in the unit
                               that another key names */
  double minimum, maximum;  /* of a length (as written) or number */
  const char *fallback;     /* the value where none is written; NULL: none */
  const char *choices;      /* words separated by '|', for a choice */
  gboolean inherited;       /* of a widget: where it says nothing, what [layout] says stands */
  const char *blurb;        /* what it does, for help texts */
} TlrKey;

/* The index of TEXT among the choices of a key of that kind. FALSE, and OUT untouched,
 * when it is none of them. */
gboolean tlr_key_read_choice (const TlrKey *key, const char *text, guint *out);

/* Whether TEXT is right for the key; otherwise an error TLM_ERROR_LAYOUT that
 * says what is wrong and what would be right, without place. */
gboolean tlr_key_check (const TlrKey *key, const char *text, GError **error);

/* Whether a key as it is written, perhaps for a shape or language, has that NAME: "size", "size@tall", "size[ru]". */
gboolean tlr_key_is_named (const char *written, const char *name);

/* The key of that name among N_KEYS, or NULL. */
const TlrKey *tlr_keys_find (const TlrKey *keys, guint n_keys, const char *name);

G_END_DECLS
