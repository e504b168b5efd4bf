/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a cell of a text table, or a JSON value, holds where a number is due. */
typedef enum {
  TLM_DECIMAL_NUMBER,
  TLM_DECIMAL_MISSING,   /* blank, "nan", "null", "none", "n/a", "-", "--", "---" */
  TLM_DECIMAL_INFINITE,  /* "inf", "-Infinity", or more than a double holds */
  TLM_DECIMAL_BAD        /* anything else */
} TlmDecimal;

/* Reads LENGTH bytes of TEXT, blanks around them skipped, with POINT ('.' or
 * ',') before the fraction. The nearest double, by one exact operation for up
 * to 19 digits that fit 2^53 and powers of ten up to 22 (W. D. Clinger, "How to
 * Read Floating Point Numbers Accurately", PLDI 1990), by g_ascii_strtod()
 * otherwise. OUT is set for a NUMBER only. Hexadecimal is BAD. Allocates
 * nothing; thread safe; independent of the locale. */
TlmDecimal tlm_decimal_parse (const char *text, gsize length, char point, double *out);

/* The same for a time, exact in integers: the number times 10^EXPONENT,
 * rounded to an integer, halves away from zero. With EXPONENT 9 it reads
 * seconds to ns. INFINITE when it leaves 64 bits. */
TlmDecimal tlm_decimal_parse_scaled (const char *text, gsize length, char point,
    int exponent, gint64 *out);

G_END_DECLS
