/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/base/gstpushsrc.h>

#include "elements/settings/presentation.h"
#include "elements/stream/instants.h"

G_BEGIN_DECLS

#define GST_TYPE_TELEMETRY_SRC (gst_telemetry_src_get_type ())
G_DECLARE_FINAL_TYPE (GstTelemetrySrc, gst_telemetry_src, GST, TELEMETRY_SRC, GstPushSrc)

struct _GstTelemetrySrc {
  GstPushSrc parent;

  GstTelemetrySettings settings;   /* under the object lock; for the next start */

  /* From start to stop. */
  GstTelemetryPresentation *presentation;
  GstTelemetryInstants instants;
  gint64 end_ns;                   /* footage time */
  TlmSnapshot *snapshot;
  gint64 position_ns;              /* of the next instant; in reverse, the end of it */
  GQueue waiting;                  /* GstBuffer *, of one instant */
  gboolean announced, discont;
  gboolean answering;              /* under the object lock: what is above, but for WAITING and positions, stays */
};

/* src-announce.c: what a user should know of the flight, on the bus. With no lock held. */
void gst_telemetry_src_post_warnings (GstTelemetrySrc *self);

/* What goes before the first buffer, once its segment is out: the flight, tags, chapters, warnings. On the
 * streaming thread. */
void gst_telemetry_src_announce (GstTelemetrySrc *self);

/* src-query.c: answers what the flight can; FALSE for anything else. Any thread, with no lock held. */
gboolean gst_telemetry_src_answer (GstTelemetrySrc *self, GstQuery *query);

G_END_DECLS
