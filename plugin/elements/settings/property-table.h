/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "elements/settings/settings.h"

G_BEGIN_DECLS

/* The elements, as bits: which of them have a property. */
typedef enum {
  GST_TELEMETRY_ELEMENT_OVERLAY = 1 << 0,
  GST_TELEMETRY_ELEMENT_SRC = 1 << 1,
  GST_TELEMETRY_ELEMENT_PARSE = 1 << 2,
  GST_TELEMETRY_ELEMENT_SUBTITLE = 1 << 3,
  GST_TELEMETRY_ELEMENT_KLV_ENC = 1 << 4
} GstTelemetryElements;

/* What a property is, and what its field in GstTelemetrySettings holds. */
typedef enum {
  GST_TELEMETRY_PROPERTY_TEXT,       /* char *; an empty text is NULL */
  GST_TELEMETRY_PROPERTY_MARK,       /* char *: writing adds to the marks, reading gives all */
  GST_TELEMETRY_PROPERTY_LANGUAGE,   /* char *: writing adds to the languages, reading gives all */
  GST_TELEMETRY_PROPERTY_LANGUAGES,  /* char *: all languages, commas between */
  GST_TELEMETRY_PROPERTY_BOOLEAN,    /* gboolean */
  GST_TELEMETRY_PROPERTY_ENUM,       /* an enumeration of type() */
  GST_TELEMETRY_PROPERTY_INT,        /* int */
  GST_TELEMETRY_PROPERTY_INT64,      /* gint64, of a time its nanoseconds */
  GST_TELEMETRY_PROPERTY_DOUBLE,     /* double */
  GST_TELEMETRY_PROPERTY_RATE,       /* GstTelemetryFrameRate, from 0/1 on, 0/1 while unset */
  GST_TELEMETRY_PROPERTY_STATS       /* no field: the element makes a structure when asked */
} GstTelemetryPropertyKind;

/* One property. Static. */
typedef struct {
  guint elements;                    /* GstTelemetryElements */
  const char *name;                  /* as gst-launch takes it; once for each element */
  const char *nick;
  GstTelemetryPropertyKind kind;
  gsize offset;                      /* of the field in GstTelemetrySettings */
  gint64 minimum, maximum;           /* of numbers, in the unit that the blurb names */
  gint64 preset;                     /* of a new element: a number, FALSE or TRUE, an enumerator */
  const char *preset_text;           /* what a text reads as while it is unset, or NULL */
  GType (*type) (void);              /* of an enumeration */
  GParamFlags flags;                 /* beside those that all of an element's settings have */
  gboolean loads;                    /* the presentation of an overlay is loaded by it */
  const char *blurb;                 /* with the unit */
} GstTelemetryProperty;

/* All rows, in the order in which elements list them. Thread safe. */
const GstTelemetryProperty *gst_telemetry_property_table (gsize *n_properties);

G_END_DECLS
