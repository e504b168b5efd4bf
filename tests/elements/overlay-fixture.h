/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib/gstdio.h>
#include <gst/check/gstharness.h>
#include <gst/gst.h>
#include <gst/telemetry/telemetry.h>
#include <gst/video/video.h>

#include "core/mission/flight.h"

/* A log of 100 s at 10 Hz: altitude 10 m/s × t, speed 10 m/s, liftoff at 0, an
 * event at 50 s. Removed by fixture_clear(). */
typedef struct {
  char *folder;
  char *log;
  char *mission;
} Fixture;

static inline void
fixture_write (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static inline void
fixture_init (Fixture *fixture)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m],speed[m/s]\n");

  fixture->folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  fixture->log = g_build_filename (fixture->folder, "flight.csv", NULL);
  fixture->mission = g_build_filename (fixture->folder, "flight.mission", NULL);
  for (int i = 0; i <= 1000; i++)
    g_string_append_printf (rows, "%d.%d,%d,10\n", i / 10, i % 10, i);
  fixture_write (fixture->log, rows->str);
  fixture_write (fixture->mission, "[mission]\nname=Test flight\ndata=simulated\ncredit=Nobody\n"
      "[telemetry]\nlocation=flight.csv\n[events]\nliftoff=0\nmeco=50\n");
}

static inline void
fixture_clear (Fixture *fixture)
{
  g_remove (fixture->log);
  g_remove (fixture->mission);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->log);
  g_free (fixture->mission);
}

/* Frames of FORMAT, black or whatever zero is, at 25 frames a second. */
static inline char *
fixture_caps (const char *format, int width, int height)
{
  return g_strdup_printf ("video/x-raw,format=%s,width=%d,height=%d,framerate=25/1", format,
      width, height);
}

static inline GstBuffer *
fixture_frame (const char *format, int width, int height, GstClockTime pts)
{
  GstVideoInfo info;
  GstBuffer *buffer;

  gst_video_info_set_format (&info, gst_video_format_from_string (format), width, height);
  buffer = gst_buffer_new_allocate (NULL, GST_VIDEO_INFO_SIZE (&info), NULL);
  gst_buffer_memset (buffer, 0, 0x40, GST_VIDEO_INFO_SIZE (&info));
  GST_BUFFER_PTS (buffer) = pts;
  GST_BUFFER_DURATION (buffer) = GST_SECOND / 25;
  return buffer;
}

/* One frame through a harness; the result is the caller's. */
static inline GstBuffer *
fixture_pass (GstHarness *harness, const char *format, int width, int height, GstClockTime pts)
{
  GstBuffer *out = NULL;

  g_assert_cmpint (gst_harness_push (harness, fixture_frame (format, width, height, pts)), ==,
      GST_FLOW_OK);
  out = gst_harness_pull (harness);
  g_assert_nonnull (out);
  return out;
}

static inline char *
fixture_checksum (GstBuffer *buffer)
{
  GstMapInfo map;
  char *sum;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  return sum;
}
