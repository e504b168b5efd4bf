/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/listener.h"

#include <glib/gstdio.h>

#include "hosts/obs/module.h"

/* A datagram is no larger. */
#define MOST_BYTES 65536
/* A sender of junk gets a line in the log this often. */
#define COMPLAIN_NS (10 * G_GINT64_CONSTANT (1000000000))

struct _TelemetryListener {
  GSocket *socket;
  char *path;                  /* of a local one, or NULL */
  TlhOverlay *overlay;
  char *name;
  GCancellable *end;
  GThread *thread;
  gint64 complained_ns;        /* when the log was last told of what is not understood; 0: not yet */
  guint64 n_untold;            /* pieces since then */
  char *proposal;              /* that the log was told of, or NULL */
  guint8 bytes[MOST_BYTES];
};

static void
complain (TelemetryListener *listener, const GError *problem, gint64 now_ns)
{
  listener->n_untold++;
  if (listener->complained_ns != 0 && now_ns - listener->complained_ns < COMPLAIN_NS)
    return;
  blog (LOG_WARNING, "[telemetry] '%s': not understood (%" G_GUINT64_FORMAT " since the last such line): %s",
      listener->name, listener->n_untold, problem->message);
  listener->complained_ns = MAX (now_ns, 1);
  listener->n_untold = 0;
}

/* A phase that waits to be confirmed is said once. */
static void
tell_proposal (TelemetryListener *listener, gint64 now_ns)
{
  g_autofree char *proposal = tlh_overlay_proposal (listener->overlay, now_ns);

  if (g_strcmp0 (proposal, listener->proposal) == 0)
    return;
  if (proposal)
    blog (LOG_INFO, "[telemetry] '%s': detected, to be confirmed: %s", listener->name, proposal);
  g_free (listener->proposal);
  listener->proposal = g_steal_pointer (&proposal);
}

static void
feed (TelemetryListener *listener, gsize length)
{
  g_autoptr (GError) problem = NULL;
  gint64 now_ns = telemetry_now_ns ();
  char *warning;

  if (!tlh_live_feed (listener->overlay, listener->bytes, length, now_ns, &problem))
    complain (listener, problem, now_ns);
  while ((warning = tlh_live_pop_warning (listener->overlay))) {
    blog (LOG_WARNING, "[telemetry] '%s': %s", listener->name, warning);
    g_free (warning);
  }
  tell_proposal (listener, now_ns);
}

/* Takes what is there; FALSE at the end of the stream, or of the listener. */
static gboolean
take (TelemetryListener *listener, GSocket *socket)
{
  g_autoptr (GError) problem = NULL;
  gssize length = g_socket_receive (socket, (char *) listener->bytes, sizeof listener->bytes, listener->end, &problem);

  if (length > 0)
    feed (listener, (gsize) length);
  if (length >= 0)
    return length > 0 || !listener->path;
  /* What a datagram's sender was told is nothing to us. */
  return g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
      (!listener->path && !g_cancellable_is_cancelled (listener->end));
}

/* Sleeps until there is something at SOCKET; FALSE at the end. */
static gboolean
sleep_at (TelemetryListener *listener, GSocket *socket)
{
  return g_socket_condition_wait (socket, G_IO_IN, listener->end, NULL);
}

/* One sender after another: two at once would be two truths. */
static void
serve_next (TelemetryListener *listener)
{
  g_autoptr (GSocket) sender = g_socket_accept (listener->socket, listener->end, NULL);

  if (!sender)
    return;
  g_socket_set_blocking (sender, FALSE);
  tlh_live_restart (listener->overlay);
  while (sleep_at (listener, sender) && take (listener, sender));
}

static gpointer
listen_on (gpointer data)
{
  TelemetryListener *listener = data;

  while (sleep_at (listener, listener->socket)) {
    if (listener->path)
      serve_next (listener);
    else if (!take (listener, listener->socket))
      break;
  }
  return NULL;
}

TelemetryListener *
telemetry_listener_new (const TelemetryAddress *address, TlhOverlay *overlay, const char *name, GError **error)
{
  GSocket *socket = telemetry_address_listen (address, error);
  TelemetryListener *listener;

  if (!socket)
    return NULL;
  listener = g_new0 (TelemetryListener, 1);
  listener->socket = socket;
  listener->path = g_strdup (address->path);
  listener->overlay = tlh_overlay_ref (overlay);
  listener->name = g_strdup (name);
  listener->end = g_cancellable_new ();
  listener->thread = g_thread_new ("telemetry-live", listen_on, listener);
  return listener;
}

void
telemetry_listener_free (TelemetryListener *listener)
{
  if (!listener)
    return;
  g_cancellable_cancel (listener->end);
  g_thread_join (listener->thread);
  g_socket_close (listener->socket, NULL);
  if (listener->path)
    g_unlink (listener->path);
  g_object_unref (listener->socket);
  g_object_unref (listener->end);
  tlh_overlay_unref (listener->overlay);
  g_free (listener->path);
  g_free (listener->name);
  g_free (listener->proposal);
  g_free (listener);
}
