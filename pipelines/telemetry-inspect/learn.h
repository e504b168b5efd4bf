/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "inspect.h"

/* The pieces of --learn (learn.c). */

/* Whether A and B have the same clock, vehicles, channels, samples, texts and number of
 * events. */
gboolean inspect_learn_is_same (const TlmFlight *a, const TlmFlight *b);

/* How a line of a mission is meant. */
typedef enum {
  INSPECT_LEARN_HOLDS,       /* key=value */
  INSPECT_LEARN_SUGGESTED    /* #key=value */
} InspectLearnKind;

/* Writes WHY as a comment, and under it KEY with VALUE (UTF-8), escaped as key files need
 * (core/base/key-file.h). */
void inspect_learn_print (FILE *out, InspectLearnKind kind, const char *why, const char *key,
    const char *value);

/* FILE, a path or URI of the command line in the encoding of file names, as location= of a
 * mission in the working directory says it; to be freed. A path that no key file can hold
 * (no UTF-8, a blank at its end) becomes a URI. */
char *inspect_learn_location (const char *file);
