/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/packets/definition/program.h"

G_BEGIN_DECLS

/* Reads XTCE (OMG XTCE 1.2, CCSDS 660.1-G-2 and 660.0-B-2; 1.0 and 1.1 where they
 * say the same), in any namespace or none: LENGTH bytes of TEXT, called SOURCE in
 * messages. Nothing else is read: no network, no entities, no document type.
 *
 * Bit 0 of the root container is the first bit of the primary header. The root
 * is the container without a base that most others derive from. A field's name
 * is its parameter's, with the names of the space systems below the first one
 * before it ("Bus/Battery/VOLTAGE"), and ".MEMBER" or "[INDEX]" after it. The minimumValue of a
 * container's DefaultRateInStream, per second, says which silence of its fields is a loss.
 *
 * NULL with TLM_ERROR_FORMAT, naming line and element, for what cannot be read:
 * not XML, references that lead nowhere or to themselves, encodings outside the
 * list of TlmEncoding, calibrators other than polynomials and splines of order
 * 0 and 1, more than the limits (core/base/limits.h). */
TlmPacketProgram *tlm_xtce_read (const char *text, gsize length, const char *source,
    GError **error);

/* One document of a database. */
typedef struct {
  const char *text;
  gsize length;
  const char *source;        /* for messages */
} TlmXtceText;

/* The same for a database in N documents, 1 to TLM_LIMIT_XTCE_DOCUMENTS. References go from
 * one to the other by their whole path, or by a name that only one of their first space
 * systems has; where these are of several names, a field's name begins with its own
 * ("Bus/Battery/VOLTAGE" of Bus). */
TlmPacketProgram *tlm_xtce_read_all (const TlmXtceText *texts, guint n, GError **error);

/* Whether the first LENGTH bytes of TEXT are those of an XTCE document. */
gboolean tlm_xtce_probe (const char *text, gsize length);

G_END_DECLS
