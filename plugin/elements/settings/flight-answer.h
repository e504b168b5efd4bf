/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

#include "elements/settings/presentation.h"

G_BEGIN_DECLS

/* Whether QUERY has that NAME (gst/telemetry/gsttelemetryquery.h) and asks ELEMENT, or any. */
gboolean gst_telemetry_query_asks (GstQuery *query, const char *name, GstElement *element);

/* The stream time that is asked for; GST_CLOCK_TIME_NONE also where there is none. */
GstClockTime gst_telemetry_query_stream_time (GstQuery *query);

/* The stream time of a time on the timeline's clock; TLM_TIME_NONE where it is not known. */
typedef TlmDuration (*GstTelemetryStreamTimeFunc) (gint64 time_ns, gconstpointer data);

/* What is noted of a flight while its timeline cannot grow, so that words are found and written when it
 * may again, and no frame waits for them. Belongs to one thread. */
typedef struct _GstTelemetryFlightNotes GstTelemetryFlightNotes;

/* What PRESENTATION (a reference is taken) says at TIME on the timeline's clock. Whoever calls holds the
 * lock under which the timeline grows. To be freed, by answer(). */
GstTelemetryFlightNotes *gst_telemetry_flight_note_snapshot (GstTelemetryPresentation *presentation,
    gint64 time_ns);

/* The same of all its times, with their stream times by STREAM_TIME, which is given DATA. */
GstTelemetryFlightNotes *gst_telemetry_flight_note_timeline (GstTelemetryPresentation *presentation,
    GstTelemetryStreamTimeFunc stream_time, gconstpointer data);

/* The same two of a timeline that belongs to no flight: phases go by the identifiers of events, in English. */
GstTelemetryFlightNotes *gst_telemetry_timeline_note_snapshot (TlmTimeline *timeline, gint64 time_ns);
GstTelemetryFlightNotes *gst_telemetry_timeline_note_timeline (const TlmTimeline *timeline,
    GstTelemetryStreamTimeFunc stream_time, gconstpointer data);

/* Answers QUERY by NOTES, which are freed. With no lock held. */
void gst_telemetry_flight_notes_answer (GstTelemetryFlightNotes *notes, GstQuery *query);

/* Answers QUERY, where it asks ELEMENT, by a flight that does not grow and stream time that is footage
 * time as SYNC relates it. FALSE where it asks another or something else, or SYNC is not known. */
gboolean gst_telemetry_flight_answer (GstTelemetryPresentation *presentation, const TlmSyncResult *sync,
    GstElement *element, GstQuery *query);

G_END_DECLS
