/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* What a program is answered by an element through which samples go, whoever sends them: as the flight that telemetrysrc
 * announced has it, else by the samples themselves. They are kept as they are, the newest of them up to a limit of bytes,
 * and read when somebody asks first; nobody who does not ask pays for a timeline. */

/* Keeps what goes through SAMPLES, a pad of ELEMENT (application/x-telemetry), from stream-start to stream-start. Once
 * for an element, which frees it. */
void gst_telemetry_witness_attach (GstElement *element, GstPad *samples);

/* GstPadQueryFunction of a pad of such an element: whoever is further on answers first, unless the element is named; then
 * this does. Any thread. */
gboolean gst_telemetry_witness_query (GstPad *pad, GstObject *parent, GstQuery *query);

G_END_DECLS
