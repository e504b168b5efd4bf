/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gst/telemetry/gsttelemetrycaps.h>
#include <gst/telemetry/gsttelemetrymessages.h>
#include <gst/telemetry/gsttelemetrymeta.h>
#include <gst/telemetry/gsttelemetryquery.h>
#include <gst/telemetry/gsttelemetrysample.h>
#include <gst/telemetry/gsttelemetrysnapshot.h>
#include <gst/telemetry/gsttelemetrytimeline.h>
