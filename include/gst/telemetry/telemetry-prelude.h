/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/gst.h>

/* Marks what the shared library shows; all else is hidden. */
#ifndef GST_TELEMETRY_API
# define GST_TELEMETRY_API __attribute__ ((visibility ("default"))) extern
#endif
