/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"
#include "render/layout/keys.h"

G_BEGIN_DECLS

#define TLR_COLOURS_GROUP "colours"

/* Names for colours: a group [colours] with accent=#5ac8fa, which any colour of the layout may be, alone or with a part
 * of its opacity: accent, or accent 70%. */

/* Whether each value of the group is a colour as it stands: no name stands for another name, and none is one that a
 * colour has anyway (white, black, none). Else an error of the file's code. */
gboolean tlr_colours_check (const TlmKeyFile *file, GError **error);

/* Writes the colours of names into GROUP of FILE, where KEYS has them: "#5ac8fab2" for "accent 70%". What is no name
 * stays, for tlr_key_check() to judge. */
void tlr_colours_resolve (TlmKeyFile *file, const char *group, const TlrKey *(*find) (gconstpointer data, const char *name),
    gconstpointer data);

/* The names as a hint: "; [colours] has accent, label"; "" for none. To be freed. */
char *tlr_colours_hint (const TlmKeyFile *file);

G_END_DECLS
