/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values in the subtitles of DJI drones, of text that is no C string: END is where it ends. */

/* What has to stand around a value. */
typedef enum {
  TLM_DJI_BRACKET,            /* [name: value …] */
  TLM_DJI_UNIT,               /* name value and its unit */
  TLM_DJI_ANY                 /* either, (value), or nothing */
} TlmDjiForm;

/* The first place from P on that has none of the characters in WHAT. */
const char *tlm_dji_skip (const char *p, const char *end, const char *what);

/* The number at P, with a point or a comma before its fraction; the place after it, or NULL,
 * OUT untouched, when there is none. */
const char *tlm_dji_number (const char *p, const char *end, double *out);

/* Whether a bracket, of a line from BEGIN to END, is open at P and closed after it. */
gboolean tlm_dji_is_in_bracket (const char *p, const char *begin, const char *end);

/* Whether what is at P ends a value of FORM, before which OPENING ('(' or '\0') stands;
 * BRACKET: it is in one. */
gboolean tlm_dji_is_ended (TlmDjiForm form, const char *p, const char *end, char opening,
    gboolean bracket);

G_END_DECLS
