/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where live telemetry comes in. */
typedef struct {
  GSocketAddress *socket;      /* to be bound; owned */
  char *path;                  /* of a local socket, or NULL: UDP; owned */
} TelemetryAddress;

/* Reads udp://HOST:PORT (HOST in numbers, [::1] in brackets, "localhost", or nothing: any) or unix:PATH. FALSE with an
 * error that shows a right one. To be cleared. */
gboolean telemetry_address_read (const char *text, TelemetryAddress *address, GError **error);
void telemetry_address_clear (TelemetryAddress *address);

/* A socket that takes what comes to ADDRESS: datagrams, or senders that connect. A local socket that nobody listens on
 * any more gives way; any other file does not. NULL with an error. */
GSocket *telemetry_address_listen (const TelemetryAddress *address, GError **error);

G_END_DECLS
