/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"
#include "render/draw/reserve.h"

G_BEGIN_DECLS

/* The family of units that numbers are shown in where a layout leaves it open. */
typedef enum {
  TLR_UNITS_LAYOUT,    /* what the layout says, metric when it says nothing */
  TLR_UNITS_METRIC,    /* km, m, km/h */
  TLR_UNITS_IMPERIAL,  /* mi, ft, mph */
  TLR_UNITS_NAUTICAL   /* nmi, ft, kn */
} TlrUnits;

/* What the user wants of any layout. All zero is a good default. */
typedef struct {
  TlrUnits units;
  const char *language;  /* "ru", "pt_BR"; NULL is English. Chooses the layout's
                            translations and the marks in numbers; the process
                            locale never matters */
  const TlmProfile *profile;  /* names phases and events; has to live as long as what is
                                 made with the style; NULL: the mission's by name */
  TlrReserve reserve;    /* strips to keep free besides the layout's own */
} TlrStyle;

/* "layout", "metric", "imperial", "nautical"; FALSE for any other name. */
gboolean tlr_units_from_name (const char *name, TlrUnits *units);

/* Marks in a number of one language; strings are constant UTF-8. */
typedef struct {
  const char *group;    /* between thousands */
  const char *decimal;  /* before the fraction */
  guint least_grouped;  /* digits before the fraction that are grouped; 0: 4 */
} TlrMarks;

/* Marks of a language as core/base/language.h has them: English "1,234.5", German
 * "1.234,5". NULL is English. For other languages they are those of ISO 80000-1
 * section 7.3.1, a thin space and a decimal comma, which all their readers
 * understand, or the English ones in the Far and Near East. */
TlrMarks tlr_marks_for_language (const char *language);

/* Bytes that hold any number printed here, with its terminator. */
#define TLR_NUMBER_SIZE 64

/* Writes a number with 0 to 9 decimals, rounded half away from zero as it is
 * read, with grouped thousands and a true minus (U+2212), never a minus before
 * nothing but zeros. A number that is not finite or over 1e15 is "---".
 * Allocates nothing. Returns the length; 0 and an empty BUF when SIZE bytes
 * are too few. */
gsize tlr_number_print (double value, guint decimals, const TlrMarks *marks,
    char *buf, gsize size);

G_END_DECLS
