/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <obs-module.h>

G_BEGIN_DECLS

/* What OBS lists. */
extern struct obs_source_info telemetry_source_info, telemetry_filter_info;

/* The clock by which telemetry comes and sources run: that of OBS's frames, ns since the module was loaded. From any
 * thread. */
gint64 telemetry_now_ns (void);

/* The same of the frame that OBS makes now. */
gint64 telemetry_frame_ns (void);

G_END_DECLS
