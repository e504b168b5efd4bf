/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/log/log.h"

G_BEGIN_DECLS

/* What holds whatever the input: each aborts, having said what does not. */

/* TEXT (NULL is fine) is valid UTF-8. */
void fuzz_check_text (const char *what, const char *text);

/* TEXT (NULL is fine) is valid UTF-8 of one line without control characters: what is shown to people. */
void fuzz_check_message (const char *what, const char *text);

/* All texts of a sealed log are such, its numbers finite, its times of the years that telemetry has. A
 * hash of all it says. */
guint64 fuzz_check_log (const TlmLog *log);

/* What is printed of LOG parses as JSON, line by line. */
void fuzz_check_json (const TlmLog *log);

G_END_DECLS
