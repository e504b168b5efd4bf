/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile-shape.h"

G_BEGIN_DECLS

/* Which phase profile fits a flight that names none: by its shape, the names of its vehicles, and
 * the kind of computer that wrote it; never by the keys of a webcast's JSON. */
typedef struct {
  char *profile;             /* name of a built-in one; generic where none is likely enough */
  double probability;        /* of the most likely one, chosen or not: 0 to 1 */
  char *likely;              /* the most likely one */
  char *reason;              /* one line: what speaks for it */
} TlmProfileChoice;

/* A profile is chosen from this probability on. */
#define TLM_PROFILE_LIKELY 0.6

/* Chooses by SHAPE; DIALECTS (NULL-terminated, or NULL) are those of its logs
 * (core/decode/table/dialect.h). The same for what has been seen so far of a live one. The
 * strings are the caller's: tlm_profile_choice_clear(). Thread safe. */
TlmProfileChoice tlm_profile_choose (const TlmFlightShape *shape, const char *const *dialects);

/* Frees its strings. */
void tlm_profile_choice_clear (TlmProfileChoice *choice);

G_END_DECLS
