/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/opening.h"

#include "host/live.h"
#include "hosts/obs/listener.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)

struct _TelemetryOpening {
  TlhOverlay *overlay;         /* NULL: nothing is open */
  TelemetrySettings *settings; /* that it was opened and dressed by */
  TelemetryListener *listener; /* of live telemetry, or NULL */
  guint n_readings;
};

TelemetryOpening *
telemetry_opening_new (void)
{
  return g_new0 (TelemetryOpening, 1);
}

void
telemetry_opening_shut (TelemetryOpening *opening)
{
  g_clear_pointer (&opening->listener, telemetry_listener_free);
  g_clear_pointer (&opening->overlay, tlh_overlay_unref);
  g_clear_pointer (&opening->settings, telemetry_settings_free);
}

void
telemetry_opening_free (TelemetryOpening *opening)
{
  if (!opening)
    return;
  telemetry_opening_shut (opening);
  g_free (opening);
}

gboolean
telemetry_opening_has (const TelemetryOpening *opening, const TelemetrySettings *settings)
{
  return opening->settings && telemetry_settings_read_alike (opening->settings, settings);
}

TlhOverlay *
telemetry_opening_overlay (const TelemetryOpening *opening)
{
  return opening->overlay;
}

guint
telemetry_opening_n_readings (const TelemetryOpening *opening)
{
  return opening->n_readings;
}

gboolean
telemetry_opening_is_live (const TelemetryOpening *opening)
{
  return opening->listener != NULL;
}

char *
telemetry_opening_words (const TelemetrySettings *settings)
{
  const char *what = settings->telemetry ? settings->telemetry : settings->mission;

  return what ? g_strdup_printf ("reading %s …", what) : g_strdup ("opening …");
}

static TlhWishes
wishes_of (const TelemetrySettings *settings)
{
  return (TlhWishes) {
    .mission = settings->mission,
    .location = settings->telemetry,
    .columns = settings->columns,
    .timezone = settings->timezone,
    .object = settings->object,
    .layout = settings->layout,
    .units = settings->units,
    .language = settings->language,
    .reserve = settings->reserve,
    .liftoff_at = settings->liftoff,
    .offset = settings->offset,
    .confirm_phases = settings->confirm,
  };
}

static gboolean
open_live (TelemetryOpening *opening, const TelemetrySettings *settings, const char *name, GError **error)
{
  TlhWishes wishes = wishes_of (settings);
  TelemetryAddress address;
  TlhStream stream = { .format = settings->format, .history_ns = settings->history_s * SECOND_NS };

  if (!telemetry_address_read (settings->live, &address, error))
    return FALSE;
  stream.datagrams = address.path == NULL;
  opening->overlay = tlh_live_open (&wishes, &stream, error);
  if (opening->overlay)
    opening->listener = telemetry_listener_new (&address, opening->overlay, name, error);
  telemetry_address_clear (&address);
  return opening->listener != NULL;
}

static void
log_warnings (const TlhOverlay *overlay, const char *name)
{
  for (const char *const *warning = tlh_overlay_warnings (overlay); *warning; warning++)
    blog (LOG_WARNING, "[telemetry] '%s': %s", name, *warning);
}

static gboolean
open_telemetry (TelemetryOpening *opening, const TelemetrySettings *settings, const char *name, GError **error)
{
  TlhWishes wishes = wishes_of (settings);
  gboolean is_open;

  telemetry_opening_shut (opening);
  if (settings->live)
    is_open = open_live (opening, settings, name, error);
  else
    is_open = (opening->overlay = tlh_overlay_open (&wishes, error)) != NULL;
  if (!is_open) {
    telemetry_opening_shut (opening);
    return FALSE;
  }
  opening->settings = telemetry_settings_copy (settings);
  opening->n_readings++;
  log_warnings (opening->overlay, name);
  return TRUE;
}

/* The same telemetry in another layout, other units. */
static gboolean
dress (TelemetryOpening *opening, const TelemetrySettings *settings, GError **error)
{
  TlhWishes wishes = wishes_of (settings);
  TlhOverlay *dressed;

  if (telemetry_settings_equal (opening->settings, settings))
    return TRUE;
  dressed = tlh_overlay_dress (opening->overlay, &wishes, error);
  if (!dressed)
    return FALSE;
  tlh_overlay_unref (opening->overlay);
  opening->overlay = dressed;
  telemetry_settings_free (opening->settings);
  opening->settings = telemetry_settings_copy (settings);
  return TRUE;
}

TlhCanvas *
telemetry_opening_make (TelemetryOpening *opening, const TelemetrySettings *settings, const char *name, int width,
    int height, char **words)
{
  g_autofree char *fault = telemetry_settings_find_fault (settings);
  g_autoptr (GError) error = NULL;
  TlhCanvas *canvas = NULL;

  if (!fault && (telemetry_opening_has (opening, settings) ? dress (opening, settings, &error) :
          open_telemetry (opening, settings, name, &error)))
    canvas = tlh_canvas_new (opening->overlay, width, height, &error);
  if (canvas)
    return canvas;
  *words = g_strdup_printf ("telemetry: %s", fault ? fault : error->message);
  blog (LOG_WARNING, "[telemetry] '%s': %s", name, fault ? fault : error->message);
  return NULL;
}
