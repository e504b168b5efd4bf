/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The frei0r modules as a program loads them: their parameters by place, texts that the program frees, what is wrong said
 * on the frame and never a failure, thousands of changes, frames by several threads. */
#include <dlfcn.h>
#include <stdint.h>
#include <frei0r.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 640
#define HEIGHT 360
#define BYTES ((gsize) WIDTH * HEIGHT * 4)

typedef struct {
  void *handle;
  void (*info) (f0r_plugin_info_t *info);
  void (*param_info) (f0r_param_info_t *info, int index);
  f0r_instance_t (*construct) (unsigned int width, unsigned int height);
  void (*destruct) (f0r_instance_t instance);
  void (*set) (f0r_instance_t instance, f0r_param_t value, int index);
  void (*get) (f0r_instance_t instance, f0r_param_t value, int index);
  void (*update) (f0r_instance_t instance, double time, const uint32_t *in, uint32_t *out);
} Module;

static char *folder, *mission, *csv;

static void *
find (void *handle, const char *name)
{
  void *symbol = dlsym (handle, name);

  if (!symbol)
    g_error ("no %s: %s", name, dlerror ());
  return symbol;
}

static Module
load (const char *name)
{
  const char *root = g_getenv ("TELEMETRY_BUILD_ROOT");
  g_autofree char *path = g_strdup_printf ("%s/plugin/hosts/frei0r/%s.so", root, name);
  void *handle = dlopen (path, RTLD_NOW | RTLD_LOCAL);
  int (*init) (void);

  if (!handle)
    g_error ("%s", dlerror ());
  init = find (handle, "f0r_init");
  g_assert_cmpint (init (), ==, 1);
  return (Module) {
    .handle = handle,
    .info = find (handle, "f0r_get_plugin_info"),
    .param_info = find (handle, "f0r_get_param_info"),
    .construct = find (handle, "f0r_construct"),
    .destruct = find (handle, "f0r_destruct"),
    .set = find (handle, "f0r_set_param_value"),
    .get = find (handle, "f0r_get_param_value"),
    .update = find (handle, "f0r_update"),
  };
}

static void
unload (Module *module)
{
  void (*deinit) (void) = find (module->handle, "f0r_deinit");

  deinit ();
  dlclose (module->handle);
}

/* As FFmpeg does: the text is gone when the call returns. */
static void
set (const Module *module, f0r_instance_t instance, int index, const char *text)
{
  char *copy = g_strdup (text);

  module->set (instance, &copy, index);
  memset (copy, 'x', strlen (copy));
  g_free (copy);
}

static f0r_instance_t
make (const Module *module, const char *named, const char *layout, const char *liftoff, const char *unit)
{
  f0r_instance_t instance = module->construct (WIDTH, HEIGHT);
  const char *const texts[] = { named, layout, liftoff, unit };

  g_assert_nonnull (instance);
  for (int i = 0; i < (int) G_N_ELEMENTS (texts); i++)
    if (texts[i])
      set (module, instance, i, texts[i]);
  return instance;
}

static char *
sum_at (const Module *module, f0r_instance_t instance, double time)
{
  g_autofree uint32_t *in = g_malloc (BYTES), *out = g_malloc (BYTES);

  memset (in, 0x40, BYTES);
  memset (out, 0x99, BYTES);
  module->update (instance, time, in, out);
  return g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guint8 *) out, BYTES);
}

static void
test_parameters (void)
{
  /* Programs save them by place: this order is for ever. */
  const char *const names[] = { "mission", "layout", "liftoff", "time-unit", "offset", "language" };
  Module module = load ("telemetry"), source = load ("telemetry_source");
  f0r_plugin_info_t info, source_info;
  f0r_instance_t instance = module.construct (WIDTH, HEIGHT);

  module.info (&info);
  source.info (&source_info);
  g_assert_cmpint (info.plugin_type, ==, F0R_PLUGIN_TYPE_FILTER);
  g_assert_cmpint (source_info.plugin_type, ==, F0R_PLUGIN_TYPE_SOURCE);
  g_assert_cmpint (info.color_model, ==, F0R_COLOR_MODEL_RGBA8888);
  g_assert_cmpint (info.num_params, >=, (int) G_N_ELEMENTS (names));
  for (int i = 0; i < info.num_params; i++) {
    f0r_param_info_t param;
    char *text = NULL;
    module.param_info (&param, i);
    if (i < (int) G_N_ELEMENTS (names))
      g_assert_cmpstr (param.name, ==, names[i]);
    g_assert_cmpint (param.type, ==, F0R_PARAM_STRING);
    g_assert_cmpuint (strlen (param.explanation), >, 20);
    module.get (instance, &text, i);
    g_assert_cmpstr (text, ==, "");
    set (&module, instance, i, "what was set");
    module.get (instance, &text, i);
    g_assert_cmpstr (text, ==, "what was set");
  }
  module.destruct (instance);
  g_assert_null (module.construct (0, HEIGHT));
  unload (&source);
  unload (&module);
}

/* 30 s after a liftoff at 12.5 s, by either unit. */
static void
test_units_of_time (void)
{
  Module module = load ("telemetry");
  f0r_instance_t s = make (&module, mission, "webcast", "12.5", "s"), ms = make (&module, mission, "webcast", "12.5", "ms");
  f0r_instance_t later = make (&module, mission, "webcast", "12.5", "s"), log = make (&module, csv, NULL, "12.5", "s");
  f0r_instance_t german = make (&module, mission, "webcast", "12.5", "s");
  g_autofree char *by_s = sum_at (&module, s, 42.5), *by_ms = sum_at (&module, ms, 42500), *early = sum_at (&module, s, 40.0);
  g_autofree char *by_offset = NULL, *alone = NULL, *in_german = NULL;

  g_assert_cmpstr (by_s, ==, by_ms);
  g_assert_cmpstr (by_s, !=, early);
  set (&module, later, 4, "2.5");
  by_offset = sum_at (&module, later, 40.0);
  g_assert_cmpstr (by_offset, ==, by_s);
  /* A log alone is no mission: no event stands on the bar. */
  alone = sum_at (&module, log, 42.5);
  g_assert_cmpstr (alone, !=, by_s);
  set (&module, german, 5, "de");
  in_german = sum_at (&module, german, 42.5);
  g_assert_cmpstr (in_german, !=, by_s);
  for (gsize i = 0; i < 5; i++)
    module.destruct (((f0r_instance_t[]) { s, ms, later, log, german })[i]);
  unload (&module);
}

/* The module says something over the upper rows, and leaves the lowest as they came. */
static void
test_what_is_wrong (void)
{
  const struct { const char *named, *layout, *liftoff, *unit, *offset; double time; } wrong[] = {
    { NULL, NULL, NULL, NULL, NULL, 0 },
    { NULL, NULL, NULL, "ms", NULL, 0 },
    { "", "", "", "", NULL, 0 },
    { mission, NULL, NULL, NULL, NULL, 0 },
    { mission, NULL, NULL, "minutes", NULL, 0 },
    { mission, "webcats", NULL, "s", NULL, 0 },
    { mission, NULL, "soon", "s", NULL, 0 },
    { mission, NULL, NULL, "s", "a while", 0 },
    { mission, NULL, NULL, "s", "1e300", 0 },
    { mission, NULL, NULL, "s", "nan", 0 },
    { mission, NULL, NULL, "s", NULL, NAN },
    { mission, NULL, NULL, "s", NULL, 1e300 },
    { "/nowhere/flight.mission", NULL, NULL, "s", NULL, 0 },
    { folder, NULL, NULL, "s", NULL, 0 },
  };
  Module module = load ("telemetry");
  g_autofree guint8 *in = g_malloc (BYTES), *out = g_malloc (BYTES);

  memset (in, 0x40, BYTES);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    f0r_instance_t instance = make (&module, wrong[i].named, wrong[i].layout, wrong[i].liftoff, wrong[i].unit);
    if (wrong[i].offset)
      set (&module, instance, 4, wrong[i].offset);
    memset (out, 0x99, BYTES);
    module.update (instance, wrong[i].time, (uint32_t *) in, (uint32_t *) out);
    if (memcmp (in, out, BYTES) == 0)
      g_error ("case %" G_GSIZE_FORMAT ": nothing is said", i);
    if (memcmp (in + BYTES - 4 * WIDTH, out + BYTES - 4 * WIDTH, 4 * WIDTH) != 0)
      g_error ("case %" G_GSIZE_FORMAT ": the last row is not the frame's", i);
    module.destruct (instance);
  }
  unload (&module);
}

static void
test_source (void)
{
  Module module = load ("telemetry_source"), filter = load ("telemetry");
  f0r_instance_t instance = make (&module, mission, "webcast", "0", "s"), over = make (&filter, mission, "webcast", "0", "s");
  g_autofree uint32_t *out = g_malloc (BYTES), *clear = g_malloc0 (BYTES), *drawn = g_malloc (BYTES);
  gsize seen = 0;

  memset (out, 0x99, BYTES);
  module.update (instance, 30, NULL, out);
  for (gsize i = 0; i < BYTES / 4; i++)
    seen += out[i] != 0;
  g_assert_cmpuint (seen, >, 1000);
  g_assert_cmpuint (seen, <, BYTES / 4);
  /* Over nothing, the filter's picture is the source's. */
  filter.update (over, 30, clear, drawn);
  g_assert_cmpint (memcmp (out, drawn, BYTES), ==, 0);
  /* And in place. */
  memset (drawn, 0, BYTES);
  filter.update (over, 30, drawn, drawn);
  g_assert_cmpint (memcmp (out, drawn, BYTES), ==, 0);
  module.destruct (instance);
  filter.destruct (over);
  unload (&filter);
  unload (&module);
}

/* Where nothing says when liftoff was, its guess is said. */
static void
test_warnings (void)
{
  Module module = load ("telemetry");
  g_autofree char *utc = g_build_filename (folder, "utc.csv", NULL);
  f0r_instance_t instance;

  g_assert_true (g_file_set_contents (utc, "utc,altitude[m]\n2021-10-05T08:55:02Z,0\n2021-10-05T08:55:03Z,9\n", -1, NULL));
  instance = make (&module, utc, "webcast", NULL, "s");
  g_test_expect_message ("telemetry", G_LOG_LEVEL_MESSAGE, "*its first sample is shown*");
  g_free (sum_at (&module, instance, 1));
  g_test_assert_expected_messages ();
  module.destruct (instance);
  unload (&module);
  g_remove (utc);
}

/* A frame that is drawn while another thread changes what is to be drawn shows the one or the other. */
typedef struct {
  const Module *module;
  f0r_instance_t instance;
  const char *allowed[2];
  int running;
} Shared;

static gpointer
draw_on (gpointer data)
{
  Shared *shared = data;

  while (g_atomic_int_get (&shared->running)) {
    g_autofree char *sum = sum_at (shared->module, shared->instance, 30);
    g_assert_true (g_str_equal (sum, shared->allowed[0]) || g_str_equal (sum, shared->allowed[1]));
  }
  return NULL;
}

static void
test_changes_while_drawn (void)
{
  Module module = load ("telemetry");
  f0r_instance_t instance = make (&module, mission, "webcast", "0", "s");
  g_autofree char *webcast = sum_at (&module, instance, 30), *minimal = NULL;
  Shared shared = { .module = &module, .instance = instance, .running = 1 };
  GThread *threads[3];

  set (&module, instance, 1, "minimal");
  minimal = sum_at (&module, instance, 30);
  g_assert_cmpstr (webcast, !=, minimal);
  shared.allowed[0] = webcast;
  shared.allowed[1] = minimal;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draws", draw_on, &shared);
  for (int i = 0; i < 1000; i++) {
    set (&module, instance, 1, i % 2 ? "minimal" : "webcast");
    if (i % 50 == 0)
      g_free (sum_at (&module, instance, 30));
  }
  g_atomic_int_set (&shared.running, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  module.destruct (instance);
  unload (&module);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) rows = g_string_new ("time[s],altitude[m],speed[m/s]\n");
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("telemetry-XXXXXX", NULL);
  csv = g_build_filename (folder, "flight.csv", NULL);
  mission = g_build_filename (folder, "flight.mission", NULL);
  for (int i = 0; i <= 1000; i++)
    g_string_append_printf (rows, "%d.%d,%d,10\n", i / 10, i % 10, i);
  g_assert_true (g_file_set_contents (csv, rows->str, -1, NULL));
  g_assert_true (g_file_set_contents (mission, "[mission]\nname=Test flight\n[telemetry]\nlocation=flight.csv\n"
          "[events]\nliftoff=0\nmeco=50\n", -1, NULL));
  g_test_add_func ("/frei0r/parameters", test_parameters);
  g_test_add_func ("/frei0r/units-of-time", test_units_of_time);
  g_test_add_func ("/frei0r/what-is-wrong", test_what_is_wrong);
  g_test_add_func ("/frei0r/source", test_source);
  g_test_add_func ("/frei0r/warnings", test_warnings);
  g_test_add_func ("/frei0r/changes-while-drawn", test_changes_while_drawn);
  status = g_test_run ();
  g_remove (csv);
  g_remove (mission);
  g_rmdir (folder);
  g_free (folder);
  g_free (csv);
  g_free (mission);
  return status;
}
