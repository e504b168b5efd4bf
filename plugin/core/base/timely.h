/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Work that cannot be stopped once it has begun, such as that of a library on data from anybody,
 * may take longer than anybody can wait: it is done on a thread of its own, and left there. */
typedef void (*TlmTimelyWork) (gpointer data);

/* Runs WORK with DATA and waits for it MS milliseconds. TRUE when it is done: DATA is the caller's again. FALSE when it
 * is not: nobody may touch DATA any more, and FREE_DATA is called with it when the work ends, on
 * that thread. With MS 0, or where no thread can be had, nothing is begun, and FREE_DATA called at once. Thread safe. */
gboolean tlm_timely_run (TlmTimelyWork work, gpointer data, GDestroyNotify free_data, guint64 ms);

G_END_DECLS
