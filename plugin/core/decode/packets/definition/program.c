/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/program.h"

static void
field_free (gpointer data)
{
  TlmPacketField *field = data;

  g_free (field->name);
  g_free (field);
}

static void
container_free (gpointer data)
{
  TlmPacketContainer *container = data;

  g_free (container->name);
  g_array_unref (container->ops);
  g_clear_pointer (&container->deciding, g_array_unref);
  g_array_unref (container->branches);
  g_free (container);
}

static void
size_free (gpointer data)
{
  TlmPacketSize *size = data;

  g_clear_pointer (&size->lookups, g_ptr_array_unref);
  g_free (size);
}

TlmPacketProgram *
tlm_packet_program_new (const char *source)
{
  TlmPacketProgram *program = g_new0 (TlmPacketProgram, 1);

  program->source = g_strdup (source);
  program->fields = g_ptr_array_new_with_free_func (field_free);
  program->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  program->containers = g_ptr_array_new_with_free_func (container_free);
  program->types = g_ptr_array_new_with_free_func (tlm_field_type_free);
  program->sizes = g_ptr_array_new_with_free_func (size_free);
  program->conditions = g_ptr_array_new_with_free_func (tlm_criteria_free);
  program->elements = g_ptr_array_new_with_free_func (g_free);
  return program;
}

void
tlm_packet_program_free (TlmPacketProgram *program)
{
  if (!program)
    return;
  g_free (program->source);
  g_hash_table_unref (program->by_name);
  g_ptr_array_unref (program->fields);
  g_ptr_array_unref (program->containers);
  g_ptr_array_unref (program->types);
  g_ptr_array_unref (program->sizes);
  g_ptr_array_unref (program->conditions);
  g_ptr_array_unref (program->elements);
  g_free (program->looked_at);
  g_free (program);
}

/* Whether NAME is KNOWN, or its end behind a "/"; members of aggregates are written behind a
 * "." or a "/". */
static gboolean
is_called (const char *known, const char *name, gboolean whole)
{
  gsize long_length = strlen (known), length = strlen (name);

  if (length > long_length || (whole && length != long_length) ||
      (length < long_length && known[long_length - length - 1] != '/'))
    return FALSE;
  known += long_length - length;
  for (gsize i = 0; i < length; i++)
    if (known[i] != name[i] && !(known[i] == '.' && name[i] == '/') &&
        !(known[i] == '/' && name[i] == '.'))
      return FALSE;
  return TRUE;
}

/* The only field that is called so; -1 when none or several are. */
static gint
find_called (const TlmPacketProgram *program, const char *name, gboolean whole)
{
  gint found = -1;

  for (guint i = 0; i < program->fields->len; i++) {
    if (!is_called (((TlmPacketField *) program->fields->pdata[i])->name, name, whole))
      continue;
    if (found >= 0)
      return -1;
    found = (gint) i;
  }
  return found;
}

gint
tlm_packet_program_find (const TlmPacketProgram *program, const char *name)
{
  gint found;

  g_return_val_if_fail (program != NULL && name != NULL, -1);
  found = GPOINTER_TO_INT (g_hash_table_lookup (program->by_name, name)) - 1;
  if (found < 0)
    found = find_called (program, name, TRUE);
  return found >= 0 || *name == '\0' ? found : find_called (program, name, FALSE);
}
