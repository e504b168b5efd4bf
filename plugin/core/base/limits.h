/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/error.h"

G_BEGIN_DECLS

/* What input from anybody may cost, in one table: each limit has a name, by which whoever runs the program raises or
 * lowers it (property limits of the elements, --limit of telemetry-inspect). No file that is read can.
 * They hold for the whole process, as memory and time do, and for what is read after they were set. */

typedef enum {
  TLM_LIMIT_FILE_BYTES,
  TLM_LIMIT_UNPACKED_BYTES,
  TLM_LIMIT_UNPACKED_RATIO,
  TLM_LIMIT_MEMORY_BYTES,
  TLM_LIMIT_INPUT_MS,
  TLM_LIMIT_DOCUMENT_BYTES,
  TLM_LIMIT_RECORD_BYTES,
  TLM_LIMIT_LINE_BYTES,
  TLM_LIMIT_COLUMNS,
  TLM_LIMIT_NAME_BYTES,
  TLM_LIMIT_TEXT_BYTES,
  TLM_LIMIT_SAMPLES,
  TLM_LIMIT_STATES,
  TLM_LIMIT_EVENTS,
  TLM_LIMIT_VEHICLES,
  TLM_LIMIT_CHANNELS,
  TLM_LIMIT_JSON_DEPTH,
  TLM_LIMIT_XML_DEPTH,
  TLM_LIMIT_XML_ATTRIBUTES,
  TLM_LIMIT_XML_ENTITIES,
  TLM_LIMIT_MP4_SAMPLES,
  TLM_LIMIT_KLV_SET_BYTES,
  TLM_LIMIT_PACKET_GROUP_BYTES,
  TLM_LIMIT_XTCE_BYTES,
  TLM_LIMIT_XTCE_DOCUMENTS,
  TLM_LIMIT_XTCE_FIELDS,
  TLM_LIMIT_XTCE_ENTRIES,
  TLM_LIMIT_EOP_BYTES,
  TLM_LIMIT_KEY_FILE_BYTES,
  TLM_LIMIT_SOURCES,
  TLM_LIMIT_CAMERAS,
  TLM_LIMIT_EDIT_BYTES,
  TLM_LIMIT_EDIT_EVENTS,
  TLM_LIMIT_MISSION_EVENTS,
  TLM_LIMIT_LAYOUT_BYTES,
  TLM_LIMIT_WIDGETS,
  TLM_LIMIT_IMAGE_BYTES,
  TLM_LIMIT_IMAGE_SIDE,
  TLM_LIMIT_IMAGE_PIXELS,
  TLM_LIMIT_IMAGE_MS,
  TLM_LIMIT_SVG_BYTES,
  TLM_LIMIT_SVG_ELEMENTS,
  TLM_LIMIT_SVG_FILTERED,
  TLM_LIMIT_SVG_FILTER_WORK,
  TLM_N_LIMITS
} TlmLimitId;

typedef struct {
  const char *name;       /* "line-bytes" */
  const char *unit;       /* what is counted: "bytes", "ms" */
  const char *bounds;     /* one line for people: "a line of text" */
  guint64 value;          /* unless it is set */
  guint64 least, most;    /* what it may be set to: MOST is what the program can count or hold at all */
} TlmLimit;

/* The row of ID. Constant. */
const TlmLimit *tlm_limit_row (TlmLimitId id);

/* What holds now. Thread safe, as are all of these. */
guint64 tlm_limit (TlmLimitId id);

/* Sets limits as TEXT says: NAME=VALUE, several with commas, semicolons or blanks between; VALUE is a whole number,
 * or one with k, M or G behind it (of 1024). NULL or "" changes nothing. FALSE with a
 * TLM_ERROR_RANGE or TLM_ERROR_FORMAT, and nothing changed, where a part is wrong. */
gboolean tlm_limits_set (const char *text, GError **error);

/* Back to what each row says. */
void tlm_limits_reset (void);

/* What is to be said where ID is passed: "over the limit columns=65536 (columns of a table …); where that is meant say
 * limits=columns=131072 (elements) or --limit columns=131072 (telemetry-inspect)". To be freed. */
char *tlm_limit_words (TlmLimitId id);

/* The same of VALUE, where that was asked for once, when the reading began: another may hold now. */
char *tlm_limit_words_of (TlmLimitId id, guint64 value);

/* The same for who keeps no text: made once for each value that a limit is set to, and there for good. */
const char *tlm_limit_said (TlmLimitId id);

/* As tlm_limit_words_of(). */
const char *tlm_limit_said_of (TlmLimitId id, guint64 value);

/* Sets an error of CODE that is tlm_limit_words() behind what FORMAT gives ("" is fine). FALSE. */
gboolean tlm_limit_fail (TlmLimitId id, TlmError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
