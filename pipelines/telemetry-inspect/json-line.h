/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/time/instant.h"

/* Members of a JSON object that is written to one line: a "{" or "}" is appended as it
 * is, and these put the comma where one is needed. Strings and numbers are written by
 * core/encode/sample-json.h. */

/* Appends the name of a member; its value follows. */
void inspect_json_key (GString *out, const char *name);

/* Appends a member: TEXT, or null for NULL. */
void inspect_json_text (GString *out, const char *name, const char *text);

/* Appends a member: VALUE, or null where it is not KNOWN or not finite. */
void inspect_json_number (GString *out, const char *name, gboolean known, double value);

/* Appends a member: seconds, exactly, or null for TLM_TIME_NONE. */
void inspect_json_seconds (GString *out, const char *name, TlmDuration time_ns);

/* Appends a member: true or false. */
void inspect_json_boolean (GString *out, const char *name, gboolean value);
