/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is built in: files of one kind in one folder of a resource bundle, each
 * called by its name without SUFFIX. Which there are is asked of the bundle, so
 * that another one takes its own file and nothing else. */
typedef struct {
  GResource *(*bundle) (void);   /* as glib-compile-resources declares it */
  const char *folder;            /* "/telemetry/phases/" */
  const char *suffix;            /* ".profile" */
} TlmResources;

/* Their names, sorted by byte, NULL-terminated; none when the folder is not there.
 * To be freed with g_strfreev(). From any thread. */
char **tlm_resources_list (const TlmResources *resources);

/* The content of the one called NAME, a reference to be unreferenced; NULL when
 * there is none. From any thread. */
GBytes *tlm_resources_load (const TlmResources *resources, const char *name);

G_END_DECLS
