/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib/gstdio.h>

#include "core/mission/flight.h"

/* A folder of small files, gone when it is freed. */
typedef struct {
  char *path;
} FlightFolder;

static inline FlightFolder *
flight_folder_new (void)
{
  FlightFolder *folder = g_new0 (FlightFolder, 1);
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("flight-XXXXXX", &error);
  g_assert_no_error (error);
  return folder;
}

static inline void
flight_folder_put (const FlightFolder *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* Opens the file NAME of the folder, a mission where it is called so. */
static inline TlmFlight *
flight_folder_open (const FlightFolder *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  TlmFlightSource source = { NULL };

  if (g_str_has_suffix (name, ".mission"))
    source.mission = path;
  else
    source.location = path;
  return tlm_flight_open (&source, error);
}

static inline void
flight_folder_free (FlightFolder *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder->path, name, NULL);
    g_remove (path);
  }
  g_rmdir (folder->path);
  g_free (folder->path);
  g_free (folder);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FlightFolder, flight_folder_free)
