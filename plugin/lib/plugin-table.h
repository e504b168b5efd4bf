/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lib/snapshot-make.h"
#include "lib/timeline-make.h"

/* What the library does for the plugin. A shared library cannot show a symbol to one other alone, so it shows
 * one symbol for all of this, whose name says that it is private and which form of it this is: whatever
 * changes in lib/, the number goes up, and a plugin of another version does not load, where it would go wrong
 * else. GLib's glib__private__() is the model. No program may rely on any of it. */

G_BEGIN_DECLS

/* Each is what its header says. Any thread. */
typedef struct {
  GstTelemetryNames *(*make_names) (const gchar *const *vehicles, const gchar *const *channels,
      const gchar *const *units);
  void (*drop_names) (GstTelemetryNames *names);
  GstTelemetrySnapshot *(*make_snapshot) (GstTelemetryNames *names, gint64 utc_ns, GstClockTimeDiff elapsed,
      const GstTelemetryPhase *phases, const GstTelemetrySnapshotEntry *entries, guint n_entries);
  GstTelemetryTimeline *(*make_timeline) (const GstTelemetryTimelineParts *parts);
} GstTelemetryPrivate;

/* Static. */
GST_TELEMETRY_API
const GstTelemetryPrivate *_gst_telemetry_private_1 (void);

/* The plugin's way to let names go; nothing for NULL. */
static inline void
gst_telemetry_names_unref (GstTelemetryNames *names)
{
  _gst_telemetry_private_1 ()->drop_names (names);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GstTelemetryNames, gst_telemetry_names_unref)

G_END_DECLS
