/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"

G_BEGIN_DECLS

/* Fails, with file and line, where phases name phases or tracks that are not
 * there, or follow each other in a circle. */
gboolean tlm_profile_check (const TlmProfile *profile, GError **error);

/* Group of a phase in the key file, which may be written in two ways. To be
 * freed. */
char *tlm_profile_group (const TlmProfile *profile, const char *kind, const char *name);

/* A file of the built-in bundle as text, or NULL. */
GBytes *tlm_profile_bundled (const char *file);

G_END_DECLS
