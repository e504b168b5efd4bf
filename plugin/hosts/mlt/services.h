/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <framework/mlt.h>

/* What MLT calls to make one of ours; ARG is the path of a mission, or NULL. */
void *telemetry_filter_init (mlt_profile profile, mlt_service_type type, const char *id, void *arg);
void *telemetry_producer_init (mlt_profile profile, mlt_service_type type, const char *id, void *arg);
