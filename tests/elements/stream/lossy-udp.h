/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <string.h>

/* A relay on loopback between one who calls its port and one who listens on another: it
 * loses, doubles, shuffles, cuts and makes up datagrams, both ways, or passes none. One
 * thread of its own. */

/* In % of the datagrams. */
typedef struct {
  guint lost, doubled, shuffled, cut, junk;
  gboolean silent;         /* nothing passes */
} LossyTrouble;

typedef struct {
  GSocket *sockets[2];     /* towards the caller, towards the listener */
  GSocketAddress *peers[2];
  GByteArray *held[2];     /* goes behind the next one of its way, or NULL */
  GRand *rand;
  GMutex lock;             /* of what follows */
  LossyTrouble trouble;
  guint64 passed, lost;
  gboolean stop;
  GThread *thread;
} LossyUdp;

static inline GSocket *
lossy_udp_socket (guint16 *port)
{
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM,
      G_SOCKET_PROTOCOL_UDP, NULL);

  g_assert_nonnull (socket);
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  g_socket_set_blocking (socket, FALSE);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

/* A port that nobody has just now. */
static inline guint16
lossy_udp_free_port (void)
{
  guint16 port;
  g_autoptr (GSocket) socket = lossy_udp_socket (&port);

  return port;
}

static inline gboolean
lossy_udp_chance (LossyUdp *self, guint percent)
{
  return (guint) g_rand_int_range (self->rand, 0, 100) < percent;
}

/* WAY 0 is from the caller to the listener. */
static inline void
lossy_udp_send (LossyUdp *self, guint way, const guint8 *data, gsize length)
{
  if (self->peers[!way])
    g_socket_send_to (self->sockets[!way], self->peers[!way], (const char *) data, length, NULL,
        NULL);
}

static inline void
lossy_udp_send_junk (LossyUdp *self, guint way)
{
  guint8 junk[200];
  guint n = (guint) g_rand_int_range (self->rand, 1, sizeof junk);

  for (guint i = 0; i < n; i++)
    junk[i] = (guint8) g_rand_int (self->rand);
  lossy_udp_send (self, way, junk, n);
}

static inline void
lossy_udp_pass (LossyUdp *self, guint way, const guint8 *data, gsize length)
{
  LossyTrouble trouble;
  gboolean gone;

  g_mutex_lock (&self->lock);
  trouble = self->trouble;
  gone = trouble.silent || lossy_udp_chance (self, trouble.lost);
  self->passed += !gone;
  self->lost += gone;
  g_mutex_unlock (&self->lock);
  if (trouble.silent)
    return;
  if (lossy_udp_chance (self, trouble.junk))
    lossy_udp_send_junk (self, way);
  if (gone)
    return;
  if (lossy_udp_chance (self, trouble.cut))
    length = (gsize) g_rand_int_range (self->rand, 1, (gint32) length + 1);
  if (!self->held[way] && lossy_udp_chance (self, trouble.shuffled)) {
    self->held[way] = g_byte_array_append (g_byte_array_new (), data, (guint) length);
    return;
  }
  lossy_udp_send (self, way, data, length);
  if (lossy_udp_chance (self, trouble.doubled))
    lossy_udp_send (self, way, data, length);
  if (self->held[way])
    lossy_udp_send (self, way, self->held[way]->data, self->held[way]->len);
  g_clear_pointer (&self->held[way], g_byte_array_unref);
}

static inline void
lossy_udp_receive (LossyUdp *self, guint way)
{
  guint8 data[2048];
  g_autoptr (GSocketAddress) from = NULL;
  gssize n = g_socket_receive_from (self->sockets[way], &from, (char *) data, sizeof data, NULL,
      NULL);

  if (n <= 0)
    return;
  if (way == 0)
    g_set_object (&self->peers[0], from);
  lossy_udp_pass (self, way, data, (gsize) n);
}

static inline gpointer
lossy_udp_run (gpointer data)
{
  LossyUdp *self = data;
  gboolean stop = FALSE;
  GPollFD fds[2];

  for (guint i = 0; i < 2; i++)
    fds[i] = (GPollFD) { .fd = g_socket_get_fd (self->sockets[i]), .events = G_IO_IN };
  while (!stop) {
    g_poll (fds, 2, 50);
    for (guint i = 0; i < 2; i++)
      if (fds[i].revents & G_IO_IN)
        lossy_udp_receive (self, i);
    g_mutex_lock (&self->lock);
    stop = self->stop;
    g_mutex_unlock (&self->lock);
  }
  return NULL;
}

/* Passes on what comes to *PORT to LISTENER and back. To be freed. */
static inline LossyUdp *
lossy_udp_new (guint16 listener, guint32 seed, guint16 *port)
{
  LossyUdp *self = g_new0 (LossyUdp, 1);
  guint16 other;

  g_mutex_init (&self->lock);
  self->rand = g_rand_new_with_seed (seed);
  self->sockets[0] = lossy_udp_socket (port);
  self->sockets[1] = lossy_udp_socket (&other);
  self->peers[1] = g_inet_socket_address_new_from_string ("127.0.0.1", listener);
  self->thread = g_thread_new ("lossy", lossy_udp_run, self);
  return self;
}

static inline void
lossy_udp_set_trouble (LossyUdp *self, const LossyTrouble *trouble)
{
  g_mutex_lock (&self->lock);
  self->trouble = *trouble;
  g_mutex_unlock (&self->lock);
}

static inline void
lossy_udp_free (LossyUdp *self)
{
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  for (guint i = 0; i < 2; i++) {
    g_clear_object (&self->sockets[i]);
    g_clear_object (&self->peers[i]);
    g_clear_pointer (&self->held[i], g_byte_array_unref);
  }
  g_rand_free (self->rand);
  g_mutex_clear (&self->lock);
  g_free (self);
}
