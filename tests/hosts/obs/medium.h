/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <obs.h>

G_BEGIN_DECLS

/* A media source as OBS's own are, of one colour, whose time and state the tests set. */
#define MEDIUM_ID "medium_of_tests"
#define STILL_ID "still_of_tests"

/* Makes both kinds known: one with a time of its own, one without. */
void medium_register (void);

/* The same for all of them. */
void medium_set (enum obs_media_state state, gint64 ms);

G_END_DECLS
