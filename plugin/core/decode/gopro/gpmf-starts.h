/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/time/instant.h"

G_BEGIN_DECLS

/* Which instant a film's 0 is, as its payloads say: each has the receiver's UTC, and a place
 * in the film. The median of them, since single ones may be off by seconds until the receiver
 * has found its time. The order does not matter, so that a film read as a file and one that is
 * played come to the same. All zero when nothing was said. Not thread-safe. */
typedef struct {
  GArray *sorted;          /* TlmInstant; NULL: none */
} TlmGpmfStarts;

/* A payload says that the film's 0 is START. Of a film of more than a day the rest counts no
 * more. */
void tlm_gpmf_starts_add (TlmGpmfStarts *starts, TlmInstant start);

/* TLM_TIME_NONE where nothing was said. */
TlmInstant tlm_gpmf_starts_median (const TlmGpmfStarts *starts);

/* Frees what it holds and makes it all zero. */
void tlm_gpmf_starts_clear (TlmGpmfStarts *starts);

G_END_DECLS
