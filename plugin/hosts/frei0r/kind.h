/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one of the two modules is. */
typedef struct {
  int type;                    /* F0R_PLUGIN_TYPE_… */
  const char *name, *explanation;
} TelemetryKind;

extern const TelemetryKind telemetry_kind;

G_END_DECLS
