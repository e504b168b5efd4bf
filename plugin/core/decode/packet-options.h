/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a person says about packets and frames: keys of the group [packets] or
 * [packets NAME] of a mission (for the source [telemetry] or [telemetry NAME];
 * [packets] is for all sources without a group of their own). All zero is a good
 * default.
 *
 *   [packets]
 *   definition=bus.xml        XTCE, or a table of fields (core/decode/packets/definition/field-map.h);
 *                             of a database in several files all of them, or their folder
 *   fields=DAY:uint16,MS:uint32,…      a table of fields, instead of definition
 *   apid=11                   the APID that a table of fields is for; else every one
 *   time=DOY:cds,ET:cuc4.3    times (core/decode/packets/packet-time.h); the first holds where
 *                             a channel names none
 *   map=altitude=ALT:km,…     channels (core/decode/packets/channel-map.h); else every field is
 *                             one, under its own name
 *   prefix=4                  bytes before each packet
 *   check=crc16               what each packet ends with (core/decode/packets/wire/packet-check.h)
 *   group-skip=8              bytes of secondary header in the later packets of a group
 *   frame-length=1115         bytes of a TM or AOS frame, without sync marker
 *   frame-crc=no              frames end without a CRC
 *   frame-ocf=yes             AOS frames end with an operational control field
 *   frame-header-crc=yes      AOS headers have an error control field
 *   frame-insert=8            bytes of an AOS frame's insert zone
 */
typedef struct {
  const char *definition;    /* paths or URIs, with semicolons between */
  const char *fields;
  const char *map;
  const char *time;
  guint prefix;              /* bytes, at most TLM_PACKETS_MAX_PREFIX */
  int check;                 /* TlmPacketCheck */
  guint group_skip;          /* bytes */
  gboolean has_apid;
  guint apid;
  guint frame_length;        /* bytes; 0: found from sync markers */
  gboolean frame_no_crc;
  gboolean frame_ocf;
  gboolean frame_header_crc;
  guint frame_insert;        /* bytes */
  gboolean prompt;           /* a packet of a stream is not kept until the next one begins (packet-cutter.h); nothing
                              * that a mission says */
} TlmPacketOptions;

#define TLM_PACKETS_MAX_PREFIX 4096

G_END_DECLS
