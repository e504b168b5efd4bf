/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stream/stream-options.h"

#include "core/mission/flight.h"

TlmDecodeOptions
gst_telemetry_stream_options (const GstTelemetrySettings *settings, const TlmMission *mission,
    const TlmMissionSource *source)
{
  TlmDecodeOptions options = { 0 };

  g_return_val_if_fail (settings != NULL, options);
  if (source)
    options = tlm_mission_source_options (source);
  if (source)
    options.stamp_offset_ns = source->stamp_offset_ns;
  if (mission)
    options.near_ns = tlm_flight_near (mission, settings->footage_start);
  options.packets.prompt = TRUE;
  if (settings->columns)
    options.columns = settings->columns;
  if (settings->timezone)
    options.timezone = settings->timezone;
  if (settings->object)
    options.object = settings->object;
  if (settings->pid > 0)
    options.pid = (guint) settings->pid;
  if (settings->format)
    options.format = settings->format;
  if (settings->vehicle)
    options.vehicle = settings->vehicle;
  return options;
}

const TlmMissionSource *
gst_telemetry_stream_source (const TlmMission *mission)
{
  gboolean has_stream;

  g_return_val_if_fail (mission != NULL, NULL);
  has_stream = mission->sources->len == 0 || g_key_file_has_group (mission->keys->keys, "stream");
  return has_stream ? mission->stream : mission->sources->pdata[0];
}
