/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The duration that would stand at K, below N, if the N at DURATIONS were in order; they may
 * be moved. Fast where many are equal, as steps of a recording are. Thread safe. */
gint64 tlm_select_duration (gint64 *durations, gsize n, gsize k);

G_END_DECLS
