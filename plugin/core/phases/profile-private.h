/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/phases/profile.h"

G_BEGIN_DECLS

/* A profile called NAME without any phase, track or label. Takes over KEYS. */
TlmProfile *tlm_profile_new (TlmKeyFile *keys, const char *name);

/* FALSE, with TLM_ERROR_PROFILE, file and line, where phases name phases or tracks
 * that are not there, or follow each other in a circle. */
gboolean tlm_profile_check (const TlmProfile *profile, GError **error);

/* Group of a phase in the key file, which may be written in two ways. To be
 * freed. */
char *tlm_profile_group (const TlmProfile *profile, const char *kind, const char *name);

/* Where the bundle of core_resources has the built-in profiles and labels. */
#define TLM_PROFILE_FOLDER "/telemetry/phases/"

/* The common labels: a group for each identifier, with the keys label, short and
 * both in other languages. Errors are TLM_ERROR_PROFILE. To be freed. */
TlmKeyFile *tlm_profile_load_labels (GError **error);

G_END_DECLS
