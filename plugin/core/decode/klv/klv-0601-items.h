/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/measure/channel.h"

G_BEGIN_DECLS

/* The items of the UAS Datalink Local Set (MISB ST 0601.16, section 8) that have
 * a channel: one table for those who read and those who write. */

/* How a value is coded. */
typedef enum {
  TLM_KLV_NONE,        /* not an item that has a channel */
  TLM_KLV_UNSIGNED,    /* 0 to all ones stand for minimum to maximum */
  TLM_KLV_SIGNED,      /* as unsigned about 0; the most negative code is no value */
  TLM_KLV_INTEGER,     /* two's complement, itself */
  TLM_KLV_IMAPB,       /* MISB ST 1201.4, any size */
  TLM_KLV_TEXT
} TlmKlvCode;

/* Which channel it is. */
typedef enum {
  TLM_KLV_TARGET_CHANNEL,
  TLM_KLV_TARGET_OWN,          /* a channel of that name */
  TLM_KLV_TARGET_MSL,          /* altitude above mean sea level */
  TLM_KLV_TARGET_ELLIPSOID,    /* altitude above WGS84 */
  TLM_KLV_TARGET_NORTH,        /* parts of the velocity over ground */
  TLM_KLV_TARGET_EAST
} TlmKlvTarget;

typedef struct {
  TlmKlvCode code;
  guint8 size;             /* bytes; of IMAPB those that are written, 0 of text */
  double minimum, maximum; /* in the item's unit */
  TlmKlvTarget target;
  TlmChannelId channel;
  const char *name;        /* of a channel of its own, or NULL */
  TlmQuantity quantity;
  double factor, offset;   /* from the item's unit to the storage unit; factor 0 is 1 */
  guint8 better;           /* tag that says the same with more digits or reach, which is then
                            * taken in its place; 0: none */
} TlmKlvItem;

/* Items that every set has. */
#define TLM_KLV_0601_CHECKSUM 1
#define TLM_KLV_0601_TIME 2
#define TLM_KLV_0601_PLATFORM 10
#define TLM_KLV_0601_VERSION 65

#define TLM_KLV_0601_TAGS 128

/* By tag. */
extern const TlmKlvItem tlm_klv_0601_items[TLM_KLV_0601_TAGS];

G_END_DECLS
