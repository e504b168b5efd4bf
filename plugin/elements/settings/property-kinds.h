/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/settings/property-table.h"

G_BEGIN_DECLS

/* What can be done with the properties of one kind. FIELD is the property's place in a
 * GstTelemetrySettings. */
typedef struct {
  /* A floating reference. */
  GParamSpec *(*spec) (const GstTelemetryProperty *property, GParamFlags flags);

  /* NULL: it cannot be written. */
  void (*set) (gpointer field, const GValue *value);

  /* NULL: the element makes what is read. */
  void (*get) (const GstTelemetryProperty *property, gconstpointer field, GValue *value);

  /* What a new element has; NULL: zero. */
  void (*preset) (const GstTelemetryProperty *property, gpointer field);

  gboolean is_text;          /* FIELD is a char *, copied and freed with the settings */
} GstTelemetryPropertyOps;

/* Never NULL; static. */
const GstTelemetryPropertyOps *gst_telemetry_property_ops (GstTelemetryPropertyKind kind);

G_END_DECLS
