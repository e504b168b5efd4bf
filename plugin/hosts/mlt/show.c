/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/mlt/show.h"

#include <string.h>

/* The properties that name an overlay, in the order of their bytes in a key. */
static const char *const names[] = { "mission", "telemetry", "columns", "layout", "liftoff", "offset", "units", "language",
  "reserve", "resource" };

struct _TelemetryShow {
  GMutex lock;
  char *key;                   /* the properties that OVERLAY and WHY are of; NULL: nothing was tried */
  TlhOverlay *overlay;
  char *why;
};

TelemetryShow *
telemetry_show_new (void)
{
  TelemetryShow *show = g_new0 (TelemetryShow, 1);

  g_mutex_init (&show->lock);
  return show;
}

static void
shut (TelemetryShow *show)
{
  g_clear_pointer (&show->overlay, tlh_overlay_unref);
  g_clear_pointer (&show->why, g_free);
  g_clear_pointer (&show->key, g_free);
}

void
telemetry_show_free (void *data)
{
  TelemetryShow *show = data;

  if (!show)
    return;
  shut (show);
  g_mutex_clear (&show->lock);
  g_free (show);
}

/* NULL for what is not set and for an empty text. */
static const char *
text_of (mlt_properties properties, const char *name)
{
  const char *text = mlt_properties_get (properties, name);

  return text && *text ? text : NULL;
}

/* All that the overlay is a function of, each with its length, so that no two sets of texts are alike. */
static char *
make_key (mlt_properties properties, int fps_n, int fps_d)
{
  GString *key = g_string_new (NULL);

  g_string_printf (key, "%d/%d", fps_n, fps_d);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const char *text = text_of (properties, names[i]);
    g_string_append_printf (key, ";%" G_GSIZE_FORMAT ":%s", text ? strlen (text) : 0, text ? text : "");
  }
  return g_string_free (key, FALSE);
}

/* MLT's reader of projects makes the paths of "resource" absolute and of no other name here, so that editors, which save
 * paths from the project's folder, use that one: a mission by its name's end, or telemetry. */
static void
take_resource (TlhWishes *wishes, mlt_properties properties)
{
  const char *resource = text_of (properties, "resource");

  if (!resource)
    return;
  gsize length = strlen (resource), end = strlen (".mission");
  gboolean is_mission = length > end && g_ascii_strcasecmp (resource + length - end, ".mission") == 0;
  if (is_mission && !wishes->mission)
    wishes->mission = resource;
  else if (!is_mission && !wishes->location)
    wishes->location = resource;
}

/* With the lock held. */
static void
open_overlay (TelemetryShow *show, mlt_properties properties, int fps_n, int fps_d)
{
  g_autoptr (GError) error = NULL;
  TlhWishes wishes = {
    .mission = text_of (properties, "mission"),
    .location = text_of (properties, "telemetry"),
    .columns = text_of (properties, "columns"),
    .layout = text_of (properties, "layout"),
    .liftoff_at = text_of (properties, "liftoff"),
    .units = text_of (properties, "units"),
    .language = text_of (properties, "language"),
    .reserve = text_of (properties, "reserve"),
    .offset = text_of (properties, "offset"),
    .fps_n = fps_n,
    .fps_d = fps_d,
  };

  take_resource (&wishes, properties);
  show->overlay = tlh_overlay_open (&wishes, &error);
  if (!show->overlay)
    show->why = g_strdup_printf ("telemetry: %s", error->message);
}

static void
log_news (const TelemetryShow *show, mlt_service service)
{
  const char *const *warnings = show->overlay ? tlh_overlay_warnings (show->overlay) : NULL;

  if (show->why)
    mlt_log (service, MLT_LOG_ERROR, "%s\n", show->why);
  for (; warnings && *warnings; warnings++)
    mlt_log (service, MLT_LOG_WARNING, "telemetry: %s\n", *warnings);
}

TlhOverlay *
telemetry_show_ref (TelemetryShow *show, mlt_properties properties, int fps_n, int fps_d, mlt_service service,
    char **why)
{
  g_autofree char *key = make_key (properties, fps_n, fps_d);
  TlhOverlay *overlay;

  g_mutex_lock (&show->lock);
  if (g_strcmp0 (key, show->key) != 0) {
    shut (show);
    show->key = g_steal_pointer (&key);
    open_overlay (show, properties, fps_n, fps_d);
    log_news (show, service);
  }
  overlay = show->overlay ? tlh_overlay_ref (show->overlay) : NULL;
  *why = g_strdup (show->why);
  g_mutex_unlock (&show->lock);
  return overlay;
}
