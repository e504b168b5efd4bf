/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* TlrUnits as a type of properties, registered at the first call. Thread safe. */
GType gst_telemetry_units_get_type (void);

G_END_DECLS
