/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/packet-names.h"

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/base/suggest.h"

#define MOST_SHOWN 40

char *
tlm_packet_names (const TlmPacketProgram *program)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (program->fields->len, MOST_SHOWN); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
        ((TlmPacketField *) program->fields->pdata[i])->name);
  if (program->fields->len > MOST_SHOWN)
    g_string_append (names, ", …");
  return g_string_free (names, FALSE);
}

gboolean
tlm_packet_name_find (const TlmPacketProgram *program, const char *name, const char *key,
    gint *slot, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autofree char *names = NULL;
  const char *near;

  *slot = tlm_packet_program_find (program, name);
  if (*slot >= 0)
    return TRUE;
  for (guint i = 0; i < program->fields->len; i++)
    g_ptr_array_add (known, ((TlmPacketField *) program->fields->pdata[i])->name);
  g_ptr_array_add (known, NULL);
  near = tlm_suggest (name, (const char *const *) known->pdata);
  names = near ? g_strdup_printf ("did you mean %s?", near) : tlm_packet_names (program);
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "%s: %s has no field \"%s\"; %s%s", key,
      program->source, tlm_head (name, 60).text, near ? "" : "its fields: ", names);
  return FALSE;
}
