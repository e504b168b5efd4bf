/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/frei0r/instance.h"

#include <math.h>

/* No footage is longer, seconds. */
#define LONGEST_S 2e9

struct _TelemetryInstance {
  int width, height;
  GMutex lock;
  char *texts[TELEMETRY_N_PARAMETERS];
  gboolean is_open;            /* the texts have been tried … */
  TlhOverlay *overlay;         /* … and this is what they name … */
  char *problem;               /* … or why there is nothing */
};

TelemetryInstance *
telemetry_instance_new (int width, int height)
{
  TelemetryInstance *instance = g_new0 (TelemetryInstance, 1);

  instance->width = width;
  instance->height = height;
  g_mutex_init (&instance->lock);
  return instance;
}

gsize
telemetry_instance_size (const TelemetryInstance *instance)
{
  return (gsize) instance->width * (gsize) instance->height * 4;
}

/* With the lock held, or by the last who has it. */
static void
shut (TelemetryInstance *instance)
{
  g_clear_pointer (&instance->overlay, tlh_overlay_unref);
  g_clear_pointer (&instance->problem, g_free);
  instance->is_open = FALSE;
}

void
telemetry_instance_free (TelemetryInstance *instance)
{
  if (!instance)
    return;
  shut (instance);
  for (int i = 0; i < TELEMETRY_N_PARAMETERS; i++)
    g_free (instance->texts[i]);
  g_mutex_clear (&instance->lock);
  g_free (instance);
}

void
telemetry_instance_set (TelemetryInstance *instance, TelemetryParameter parameter, const char *text)
{
  const char *wanted = text && *text ? text : NULL;

  g_mutex_lock (&instance->lock);
  /* Programs set all of them for each frame. */
  if (g_strcmp0 (instance->texts[parameter], wanted) != 0) {
    g_free (instance->texts[parameter]);
    instance->texts[parameter] = g_strdup (wanted);
    shut (instance);
  }
  g_mutex_unlock (&instance->lock);
}

const char *
telemetry_instance_get (TelemetryInstance *instance, TelemetryParameter parameter)
{
  const char *text;

  g_mutex_lock (&instance->lock);
  text = instance->texts[parameter] ? instance->texts[parameter] : "";
  g_mutex_unlock (&instance->lock);
  return text;
}

/* What is missing or wrong before anything is opened, or NULL. To be freed. */
static char *
find_fault (char *const *texts)
{
  if (!texts[TELEMETRY_PARAMETER_MISSION])
    return g_strdup ("telemetry: no mission is named; give the path of a mission file or a log as the first parameter");
  if (telemetry_time_unit_ns (texts[TELEMETRY_PARAMETER_TIME_UNIT]) == 0)
    return g_strdup_printf ("telemetry: time-unit (the fourth parameter) is '%s'; give ms for FFmpeg, s for other programs",
        texts[TELEMETRY_PARAMETER_TIME_UNIT] ? texts[TELEMETRY_PARAMETER_TIME_UNIT] : "");
  return NULL;
}

/* frei0r has no way to tell a program anything; who runs it reads its standard error. */
static void
say_warnings (const TlhOverlay *overlay)
{
  for (const char *const *warning = tlh_overlay_warnings (overlay); *warning; warning++)
    g_message ("%s", *warning);
}

/* With the lock held. */
static void
open_overlay (TelemetryInstance *instance)
{
  char *const *texts = instance->texts;
  const char *named = texts[TELEMETRY_PARAMETER_MISSION];
  gboolean is_mission = named && g_str_has_suffix (named, ".mission");
  g_autoptr (GError) error = NULL;
  TlhWishes wishes = {
    .mission = is_mission ? named : NULL,
    .location = is_mission ? NULL : named,
    .layout = texts[TELEMETRY_PARAMETER_LAYOUT],
    .liftoff_at = texts[TELEMETRY_PARAMETER_LIFTOFF],
    .language = texts[TELEMETRY_PARAMETER_LANGUAGE],
    .offset = texts[TELEMETRY_PARAMETER_OFFSET],
  };

  instance->is_open = TRUE;
  instance->problem = find_fault (texts);
  if (instance->problem)
    return;
  instance->overlay = tlh_overlay_open (&wishes, &error);
  if (instance->overlay)
    say_warnings (instance->overlay);
  else
    instance->problem = g_strdup_printf ("telemetry: %s", error->message);
}

/* A reference to the overlay, or NULL with PROBLEM, which is to be freed. */
static TlhOverlay *
ref_overlay (TelemetryInstance *instance, double *unit_ns, char **problem)
{
  TlhOverlay *overlay;

  g_mutex_lock (&instance->lock);
  if (!instance->is_open)
    open_overlay (instance);
  overlay = instance->overlay ? tlh_overlay_ref (instance->overlay) : NULL;
  *unit_ns = telemetry_time_unit_ns (instance->texts[TELEMETRY_PARAMETER_TIME_UNIT]);
  *problem = g_strdup (instance->problem);
  g_mutex_unlock (&instance->lock);
  return overlay;
}

void
telemetry_instance_draw (TelemetryInstance *instance, double time, guint8 *pixels)
{
  TlhFrame frame = {
    .format = "RGBA",
    .width = instance->width,
    .height = instance->height,
    .data = { pixels },
    .stride = { 4 * instance->width },
  };
  g_autofree char *problem = NULL;
  g_autoptr (GError) error = NULL;
  double unit_ns;
  g_autoptr (TlhOverlay) overlay = ref_overlay (instance, &unit_ns, &problem);

  if (overlay && !(fabs (time * unit_ns) <= LONGEST_S * 1e9)) {
    tlh_frame_say (&frame, "telemetry: the program gives this frame no time");
    return;
  }
  if (overlay && tlh_overlay_draw (overlay, (gint64) llround (time * unit_ns), NULL, &frame, &error))
    return;
  tlh_frame_say (&frame, error ? error->message : problem);
}
