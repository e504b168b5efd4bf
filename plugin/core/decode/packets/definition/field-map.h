/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"

G_BEGIN_DECLS

/* A packet definition for those who have no XTCE: one layout, the fields one
 * after another behind the primary header, whose own fields are called VERSION,
 * TYPE, SEC_HDR_FLG, PKT_APID, SEQ_FLGS, SRC_SEQ_CTR and PKT_LEN.
 *
 * As a table of text, with a header line; the first three columns are needed:
 *   name          of the field
 *   data_type     uint, int, float, str or fill; uint(8) is an array of eight,
 *                 uint(N) of as many as the field N says, uint(expand) of as many
 *                 as the packet holds
 *   bit_length    of one element
 *   bit_offset    from the end of the primary header; else behind the field before.
 *                 Rows a[0], a[1], … with one offset follow on each other
 *   byte_order    big (default) or little
 *   unit          as core/measure/unit.h
 *   calibration   JSON: {"0":2000,"1":-0.5} is a polynomial, {"0":"OFF","[1,3]":"ON"}
 *                 are labels
 *
 * APID is the only one the map is for, -1: every one. The program is the caller's;
 * NULL with TLM_ERROR_FORMAT that names the line or the field. */
TlmPacketProgram *tlm_field_map_read (const char *text, gsize length, const char *source,
    gint apid, GError **error);

/* The same as a list: DAY:uint16,MS:uint32,TEMP:int12:degC,X:float32le,PAD:fill4 */
TlmPacketProgram *tlm_field_map_read_list (const char *list, gint apid, GError **error);

G_END_DECLS
