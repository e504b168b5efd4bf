/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "core/base/limits.h"

G_BEGIN_DECLS

/* A key file (GKeyFile: [group], key=value, # comment; UTF-8) read strictly:
 * where GKeyFile merges groups and keys that stand twice, this refuses them,
 * and it remembers the line of each, so that an error can name it. For
 * missions, layouts and phase profiles. Immutable once read: any number of
 * threads may read it. */
typedef struct {
  char *name;           /* what messages call it: the path or URI, or what the caller said */
  TlmError code;        /* of every error about it */
  GKeyFile *keys;
  GHashTable *lines;    /* private: see tlm_key_file_line() */
} TlmKeyFile;

/* A key file without a group. */
TlmKeyFile *tlm_key_file_new (const char *name, TlmError code);

/* Reads LENGTH bytes of TEXT (-1: terminated). Errors have CODE and name the
 * line: not UTF-8, a line that is neither group, key nor comment, a comment behind
 * something else (# with blanks around it; "\s# " is a # of the value), a key before
 * the first group, a group or key that stands twice, over TLM_LIMIT_KEY_FILE_BYTES. */
TlmKeyFile *tlm_key_file_parse (const char *text, gssize length, const char *name,
    TlmError code, GError **error);

/* Reads a path or URI through GIO. A file that cannot be read is
 * TLM_ERROR_READ. */
TlmKeyFile *tlm_key_file_load (const char *location, TlmError code, GError **error);

/* The same two for a kind of file that has a limit of its own, LIMIT in place of TLM_LIMIT_KEY_FILE_BYTES. */
TlmKeyFile *tlm_key_file_parse_within (const char *text, gssize length, const char *name, TlmLimitId limit,
    TlmError code, GError **error);
TlmKeyFile *tlm_key_file_load_within (const char *location, TlmLimitId limit, TlmError code, GError **error);

/* Takes NULL. */
void tlm_key_file_free (TlmKeyFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlmKeyFile, tlm_key_file_free)

/* Line of a key, or of a group where KEY is NULL, counted from 1; 0 when it is
 * not there. */
guint tlm_key_file_line (const TlmKeyFile *file, const char *group, const char *key);

/* The value without blanks around it and escapes resolved, or NULL when the key
 * is not there or its escapes are wrong. To be freed. */
char *tlm_key_file_get (const TlmKeyFile *file, const char *group, const char *key);

/* Sets an error "NAME:LINE: [GROUP] KEY: …" of the file's code (KEY may be NULL). */
void tlm_key_file_error (const TlmKeyFile *file, const char *group, const char *key,
    GError **error, const char *format, ...) G_GNUC_PRINTF (5, 6);

/* One kind of group that a format knows. */
typedef struct {
  const char *name;            /* "vehicle" */
  enum {
    TLM_GROUP_PLAIN,           /* [mission] */
    TLM_GROUP_NAMED,           /* [vehicle NAME] or [vehicle.NAME] */
    TLM_GROUP_EITHER           /* [telemetry] or [telemetry NAME] */
  } form;
  const char *const *keys;     /* NULL-terminated; NULL: any key */
} TlmKeyGroup;

/* The kind of GROUP ("vehicle.stage1") among N_KINDS, NULL when none; NAME
 * (may be NULL) receives where its own name begins ("stage1"), or NULL. */
const TlmKeyGroup *tlm_key_group_find (const char *group, const TlmKeyGroup *kinds,
    gsize n_kinds, const char **name);

/* Refuses groups and keys that no kind has, naming the nearest known one. A key
 * may have a language: "label[de]". */
gboolean tlm_key_file_check (const TlmKeyFile *file, const TlmKeyGroup *kinds, gsize n_kinds,
    GError **error);

G_END_DECLS
