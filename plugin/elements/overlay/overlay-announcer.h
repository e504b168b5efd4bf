/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "core/mission/flight.h"

G_BEGIN_DECLS

/* Tells the application what changes on the picture: phases that begin,
 * telemetry lost and found. Belongs to the streaming thread; it only looks, so
 * that no picture depends on it. */
typedef struct _GstTelemetryAnnouncer GstTelemetryAnnouncer;

/* Posts as messages of ELEMENT (not owned). To be freed. */
GstTelemetryAnnouncer *gst_telemetry_announcer_new (GstElement *element);

/* Drops what was not posted; nothing for NULL. */
void gst_telemetry_announcer_free (GstTelemetryAnnouncer *announcer);

/* Compares with the snapshot before and keeps what is new for post(). After a seek the
 * first snapshot tells its phase, and no loss. Labels are in LANGUAGE. */
void gst_telemetry_announcer_look (GstTelemetryAnnouncer *announcer, const TlmFlight *flight,
    const char *language, const TlmSnapshot *snapshot, GstClockTime running_time);

/* Keeps MESSAGE (taken over) for post(). */
void gst_telemetry_announcer_add (GstTelemetryAnnouncer *announcer, GstMessage *message);

/* Posts what was kept. With no lock held: whoever hears it may read any property. */
void gst_telemetry_announcer_post (GstTelemetryAnnouncer *announcer);

/* Forgets what was seen: after a flush or for another presentation. */
void gst_telemetry_announcer_forget (GstTelemetryAnnouncer *announcer);

G_END_DECLS
