/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "studio.h"

#include <X11/Xlib.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <link.h>
#include <obs-nix-platform.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define BYTES ((gsize) STUDIO_WIDTH * STUDIO_HEIGHT * 4)
#define MOST_CODES 2

static GPid server;
static Display *display;
static char *folder;
static GMutex log_lock;
static GString *log_text;

static void
write_log (int level, const char *format, va_list arguments, void *data)
{
  g_autofree char *line = NULL;

  (void) level, (void) data;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  line = g_strdup_vprintf (format, arguments);
#pragma GCC diagnostic pop
  if (!strstr (line, "[telemetry]"))
    return;
  g_mutex_lock (&log_lock);
  if (log_text)
    g_string_append_printf (log_text, "%s\n", line);
  g_mutex_unlock (&log_lock);
}

const char *
studio_log (void)
{
  static char *copy;

  g_mutex_lock (&log_lock);
  g_free (copy);
  copy = g_strdup (log_text->str);
  g_mutex_unlock (&log_lock);
  return copy;
}

void
studio_forget_log (void)
{
  g_mutex_lock (&log_lock);
  g_string_truncate (log_text, 0);
  g_mutex_unlock (&log_lock);
}

/* The display's number as Xvfb says it, a line, when it is there; NULL where it does not. */
static char *
read_display (int fd)
{
  char line[16] = ":";
  struct pollfd ready = { .fd = fd, .events = POLLIN };

  for (gsize n = 1; n < sizeof line - 1; n++) {
    if (poll (&ready, 1, 20000) != 1 || read (fd, line + n, 1) != 1)
      return NULL;
    if (line[n] == '\n')
      return g_strndup (line, n);
  }
  return NULL;
}

/* Whatever becomes of the tests, it does not stay. */
static void
end_with_us (gpointer data)
{
  (void) data;
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
open_display (char **why)
{
  const char *const command[] = { "Xvfb", "-displayfd", "3", "-screen", "0", "640x480x24", "-nolisten", "tcp", NULL };
  int ends[2], target = 3;
  g_autofree char *name = NULL, *program = g_find_program_in_path ("Xvfb");

  if (!program) {
    *why = g_strdup ("no Xvfb here");
    return FALSE;
  }
  if (!g_unix_open_pipe (ends, FD_CLOEXEC, NULL) ||
      !g_spawn_async_with_pipes_and_fds (NULL, command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD |
          G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, end_with_us, NULL, -1, -1, -1, &ends[1], &target, 1, &server, NULL, NULL, NULL, NULL)) {
    *why = g_strdup ("Xvfb does not start");
    return FALSE;
  }
  close (ends[1]);
  name = read_display (ends[0]);
  close (ends[0]);
  display = name ? XOpenDisplay (name) : NULL;
  if (!display)
    *why = g_strdup_printf ("Xvfb makes no display (%s)", name ? name : "it does not say which");
  else
    g_setenv ("DISPLAY", name, TRUE);
  return display != NULL;
}

/* What is loaded by now stays, so that a leak has its library's name. */
static int
keep_library (struct dl_phdr_info *info, size_t size, void *data)
{
  (void) size, (void) data;
  if (*info->dlpi_name)
    dlopen (info->dlpi_name, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
  return 0;
}

static void
load_module (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TELEMETRY_BUILD_ROOT"), "plugin/hosts/obs/obs-telemetry.so", NULL);
  g_autofree char *data = g_build_filename (g_getenv ("TELEMETRY_SOURCE_ROOT"), "plugin/hosts/obs", NULL);
  obs_module_t *module = NULL;

  g_assert_cmpint (obs_open_module (&module, path, data), ==, MODULE_SUCCESS);
  g_assert_true (obs_init_module (module));
}

static gboolean
open_obs (char **why)
{
  struct obs_video_info video = { .graphics_module = "libobs-opengl", .fps_num = 30, .fps_den = 1,
    .base_width = STUDIO_WIDTH, .base_height = STUDIO_HEIGHT, .output_width = STUDIO_WIDTH, .output_height = STUDIO_HEIGHT,
    .output_format = VIDEO_FORMAT_NV12, .colorspace = VIDEO_CS_709, .range = VIDEO_RANGE_PARTIAL,
    .scale_type = OBS_SCALE_BILINEAR, .gpu_conversion = true };

  base_set_log_handler (write_log, NULL);
  obs_set_nix_platform (OBS_NIX_PLATFORM_X11_EGL);
  obs_set_nix_platform_display (display);
  if (!obs_startup ("en-US", folder, NULL)) {
    *why = g_strdup ("libobs does not start");
    return FALSE;
  }
  if (obs_reset_video (&video) != OBS_VIDEO_SUCCESS) {
    *why = g_strdup ("libobs has no OpenGL here");
    obs_shutdown ();
    return FALSE;
  }
  dl_iterate_phdr (keep_library, NULL);
  load_module ();
  /* Hotkeys do what they do as we say. */
  obs_hotkey_enable_callback_rerouting (true);
  return TRUE;
}

static void
close_display (void)
{
  if (display)
    XCloseDisplay (display);
  if (server) {
    kill (server, SIGTERM);
    waitpid (server, NULL, 0);
  }
}

gboolean
studio_open (char **why)
{
  g_setenv ("LIBGL_ALWAYS_SOFTWARE", "1", TRUE);
  log_text = g_string_new (NULL);
  folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  if (open_display (why) && open_obs (why))
    return TRUE;
  close_display ();
  g_rmdir (folder);
  return FALSE;
}

void
studio_close (void)
{
  obs_shutdown ();
  close_display ();
  g_rmdir (folder);
  g_free (folder);
  g_mutex_lock (&log_lock);
  g_string_free (g_steal_pointer (&log_text), TRUE);
  g_mutex_unlock (&log_lock);
}

obs_source_t *
studio_source (const char *id, const char *values)
{
  obs_data_t *settings = obs_data_create_from_json (values);
  obs_source_t *source;

  g_assert_nonnull (settings);
  source = obs_source_create (id, id, settings, NULL);
  g_assert_nonnull (source);
  obs_data_release (settings);
  obs_source_inc_showing (source);
  return source;
}

void
studio_drop (obs_source_t *source)
{
  obs_source_dec_showing (source);
  obs_source_release (source);
}

void
studio_set (obs_source_t *source, const char *values)
{
  obs_data_t *settings = obs_data_create_from_json (values);

  g_assert_nonnull (settings);
  obs_source_update (source, settings);
  obs_data_release (settings);
}

void
studio_wait_frames (guint n)
{
  for (guint i = 0; i < n; i++) {
    uint64_t now = obs_get_video_frame_time ();
    while (obs_get_video_frame_time () == now)
      g_usleep (1000);
  }
}

static void
read_back (gs_texture_t *texture, guint8 *bytes)
{
  gs_stagesurf_t *stage = gs_stagesurface_create (STUDIO_WIDTH, STUDIO_HEIGHT, GS_RGBA);
  uint8_t *rows;
  uint32_t stride;

  gs_stage_texture (stage, texture);
  g_assert_true (gs_stagesurface_map (stage, &rows, &stride));
  for (int y = 0; y < STUDIO_HEIGHT; y++)
    memcpy (bytes + (gsize) y * STUDIO_WIDTH * 4, rows + (gsize) y * stride, STUDIO_WIDTH * 4);
  gs_stagesurface_unmap (stage);
  gs_stagesurface_destroy (stage);
}

guint8 *
studio_shoot (obs_source_t *source)
{
  guint8 *bytes = g_malloc0 (BYTES);
  gs_texrender_t *target;
  struct vec4 nothing = { 0 };

  obs_enter_graphics ();
  target = gs_texrender_create (GS_RGBA, GS_ZS_NONE);
  g_assert_true (gs_texrender_begin (target, STUDIO_WIDTH, STUDIO_HEIGHT));
  gs_clear (GS_CLEAR_COLOR, &nothing, 0.0f, 0);
  gs_ortho (0.0f, STUDIO_WIDTH, 0.0f, STUDIO_HEIGHT, -100.0f, 100.0f);
  obs_source_video_render (source);
  gs_texrender_end (target);
  read_back (gs_texrender_get_texture (target), bytes);
  gs_texrender_destroy (target);
  obs_leave_graphics ();
  return bytes;
}

typedef struct {
  obs_source_t *source;
  const char *name;
  obs_hotkey_id id;
} Wanted;

static bool
find_hotkey (void *data, obs_hotkey_id id, obs_hotkey_t *key)
{
  Wanted *wanted = data;
  obs_source_t *owner;

  if (obs_hotkey_get_registerer_type (key) != OBS_HOTKEY_REGISTERER_SOURCE || strcmp (obs_hotkey_get_name (key),
          wanted->name) != 0)
    return true;
  owner = obs_weak_source_get_source (obs_hotkey_get_registerer (key));
  if (owner == wanted->source)
    wanted->id = id;
  obs_source_release (owner);
  return true;
}

void
studio_press (obs_source_t *source, const char *hotkey)
{
  Wanted wanted = { source, hotkey, OBS_INVALID_HOTKEY_ID };

  obs_enum_hotkeys (find_hotkey, &wanted);
  g_assert_cmpuint (wanted.id, !=, OBS_INVALID_HOTKEY_ID);
  obs_hotkey_trigger_routed_callback (wanted.id, true);
  obs_hotkey_trigger_routed_callback (wanted.id, false);
}

StudioStatus
studio_status (obs_source_t *source)
{
  StudioStatus status;
  calldata_t answer = { 0 };

  g_assert_true (proc_handler_call (obs_source_get_proc_handler (source), "telemetry_status", &answer));
  status = (StudioStatus) { .place_ns = calldata_int (&answer, "place_ns"), .readings = calldata_int (&answer, "readings"),
    .uploads = calldata_int (&answer, "uploads"), .updates = calldata_int (&answer, "updates") };
  g_strlcpy (status.proposal, calldata_string (&answer, "proposal"), sizeof status.proposal);
  calldata_free (&answer);
  return status;
}

gboolean
studio_is_same (const guint8 *a, const guint8 *b)
{
  for (gsize i = 0; i < BYTES; i++)
    if (ABS (a[i] - b[i]) > MOST_CODES)
      return FALSE;
  return TRUE;
}

gboolean
studio_is_empty (const guint8 *bytes)
{
  for (gsize i = 0; i < BYTES; i++)
    if (bytes[i])
      return FALSE;
  return TRUE;
}

const char *
studio_folder (void)
{
  return folder;
}

char *
studio_write (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}
