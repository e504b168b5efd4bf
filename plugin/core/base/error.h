/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Errors a user can cause. The message of each says where (file and line,
 * byte offset or packet number), what was found and what would be right. */
typedef enum {
  TLM_ERROR_READ,     /* the file cannot be opened or read */
  TLM_ERROR_FORMAT,   /* no decoder knows it, or it breaks its own format */
  TLM_ERROR_COLUMNS,  /* columns or units that cannot be told without help */
  TLM_ERROR_MISSION,  /* a mission file that is wrong */
  TLM_ERROR_LAYOUT,   /* a layout file that is wrong */
  TLM_ERROR_PROFILE,  /* a phase profile that is wrong */
  TLM_ERROR_TIME,     /* a time that cannot be understood or related */
  TLM_ERROR_RANGE     /* a value outside what is physically or technically meant */
} TlmError;

/* The domain of all of them; from any thread. */
#define TLM_ERROR (tlm_error_quark ())
GQuark tlm_error_quark (void);

/* Makes the message of *ERROR (both may be NULL) one line that can be shown anywhere, as tlm_print_safe()
 * has it: it may quote what somebody has written. Called once, where an error leaves the reader of what
 * is not trusted. FALSE, so that it can be returned. */
gboolean tlm_error_make_safe (GError **error);

G_END_DECLS
