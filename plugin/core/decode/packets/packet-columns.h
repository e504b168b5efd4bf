/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/packet-sink.h"

G_BEGIN_DECLS

/* Packets of one container whose fields all stand at fixed places, gathered for
 * a moment and then read field by field: a column of values for each sink. The
 * samples are those that reading packet by packet would give, at a fraction of
 * the time. Not thread-safe. */
typedef struct _TlmPacketColumns TlmPacketColumns;

/* Most packets that are gathered. */
#define TLM_PACKET_COLUMNS_MAX 64

/* The columns of CONTAINER of a pruned PROGRAM, for the TlmPacketSink in SINKS and
 * the AXES (slots of position and velocity, N_AXES of 0, 3 or 6). All of them
 * outlive the columns. NULL when the places of fields vary. */
TlmPacketColumns *tlm_packet_columns_new (const TlmPacketProgram *program,
    const TlmPacketContainer *container, GArray *sinks, const guint *axes, guint n_axes);

/* Frees the columns; nothing for NULL. */
void tlm_packet_columns_free (TlmPacketColumns *columns);

/* Remembers the packet DATA, which is of the container. */
void tlm_packet_columns_remember (TlmPacketColumns *columns, const guint8 *data, gsize length);

/* Whether another packet is of the container too, since all that decides about
 * that is as in the one remembered. FALSE when that cannot be told. */
gboolean tlm_packet_columns_match (const TlmPacketColumns *columns, const guint8 *data, gsize length);

/* Gathers the packet DATA, which stays until the columns are read and holds all
 * of the container; its times are AT, N_TIMES of them, the same number each time,
 * and NUMBER is what to call it. TRUE when there is no room for another. */
gboolean tlm_packet_columns_add (TlmPacketColumns *columns, const guint8 *data, gsize length,
    const gint64 *at, guint n_times, guint64 number);

/* Whom tlm_packet_columns_read() tells of what it does not append itself: BAD of
 * each packet with VALUES that their channels cannot have, and STATE of each that
 * has all AXES (before units), in the order they came. */
typedef struct {
  void (*bad) (gpointer user_data, guint64 number, const guint8 *data, guint values);
  void (*state) (gpointer user_data, const double *axes, const gint64 *at);
  gpointer user_data;
} TlmPacketColumnsCalls;

/* Appends the values of the packets that were gathered to the tracks, and forgets
 * them. */
void tlm_packet_columns_read (TlmPacketColumns *columns, const TlmPacketColumnsCalls *calls);

G_END_DECLS
