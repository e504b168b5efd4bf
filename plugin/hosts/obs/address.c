/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hosts/obs/address.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>

/* Of a local socket, with its terminator. */
#define MOST_PATH sizeof ((struct sockaddr_un) { 0 }).sun_path
/* Senders that wait for the one before to close. */
#define BACKLOG 4

static gboolean
fail (const char *text, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "live address: '%s'; expected udp://127.0.0.1:5600, "
      "udp://:5600 for any sender, or unix:/run/user/1000/telemetry", text);
  return FALSE;
}

static GInetAddress *
read_host (const char *host)
{
  if (!*host)
    return g_inet_address_new_any (G_SOCKET_FAMILY_IPV4);
  if (strcmp (host, "localhost") == 0)
    return g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  return g_inet_address_new_from_string (host);
}

static gboolean
read_udp (const char *text, const char *rest, TelemetryAddress *address, GError **error)
{
  const char *colon = strrchr (rest, ':');
  gboolean in_brackets = colon && colon > rest + 1 && rest[0] == '[' && colon[-1] == ']';
  g_autofree char *host = NULL;
  g_autoptr (GInetAddress) inet = NULL;
  guint64 port;

  if (!colon || !g_ascii_string_to_unsigned (colon + 1, 10, 1, 65535, &port, NULL))
    return fail (text, error);
  host = in_brackets ? g_strndup (rest + 1, (gsize) (colon - rest) - 2) : g_strndup (rest, (gsize) (colon - rest));
  inet = read_host (host);
  if (!inet)
    return fail (text, error);
  address->socket = g_inet_socket_address_new (inet, (guint16) port);
  return TRUE;
}

static gboolean
read_unix (const char *text, const char *path, TelemetryAddress *address, GError **error)
{
  if (!g_path_is_absolute (path) || strlen (path) >= MOST_PATH)
    return fail (text, error);
  address->path = g_strdup (path);
  address->socket = g_unix_socket_address_new (path);
  return TRUE;
}

gboolean
telemetry_address_read (const char *text, TelemetryAddress *address, GError **error)
{
  *address = (TelemetryAddress) { 0 };
  if (g_str_has_prefix (text, "udp://"))
    return read_udp (text, text + strlen ("udp://"), address, error);
  if (g_str_has_prefix (text, "unix:"))
    return read_unix (text, text + strlen ("unix:"), address, error);
  return fail (text, error);
}

void
telemetry_address_clear (TelemetryAddress *address)
{
  g_clear_object (&address->socket);
  g_clear_pointer (&address->path, g_free);
}

/* What is left of a program that ended is taken away. */
static gboolean
make_way (const TelemetryAddress *address, GError **error)
{
  g_autoptr (GSocket) probe = NULL;
  g_autoptr (GError) problem = NULL;
  struct stat there;

  if (g_lstat (address->path, &there) != 0)
    return TRUE;
  if (!S_ISSOCK (there.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "live address: %s is there and no socket; name another place",
        address->path);
    return FALSE;
  }
  probe = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  if (!probe)
    return FALSE;
  if (g_socket_connect (probe, address->socket, NULL, &problem) ||
      !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE, "live address: somebody listens at %s already",
        address->path);
    return FALSE;
  }
  g_unlink (address->path);
  return TRUE;
}

/* Whoever may send is who may write there: the user alone. */
static gboolean
bind_local (GSocket *socket, const TelemetryAddress *address, GError **error)
{
  if (!make_way (address, error) || !g_socket_bind (socket, address->socket, FALSE, error))
    return FALSE;
  g_chmod (address->path, 0600);
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error);
}

static gboolean
bind_udp (GSocket *socket, const TelemetryAddress *address, GError **error)
{
  GInetAddress *inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address->socket));
  gboolean is_group = g_inet_address_get_is_multicast (inet);

  return g_socket_bind (socket, address->socket, is_group, error) &&
      (!is_group || g_socket_join_multicast_group (socket, inet, FALSE, NULL, error));
}

GSocket *
telemetry_address_listen (const TelemetryAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address->socket),
      address->path ? G_SOCKET_TYPE_STREAM : G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_DEFAULT, error);

  if (!socket || !(address->path ? bind_local : bind_udp) (socket, address, error))
    return NULL;
  g_socket_set_blocking (socket, FALSE);
  return g_steal_pointer (&socket);
}
