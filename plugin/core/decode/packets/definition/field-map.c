/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/field-map.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/packets/definition/field-map-row.h"
#include "core/decode/packets/definition/program-build.h"

#define HEADER_BITS (8 * TLM_SPACE_PACKET_HEADER)

static const struct {
  const char *name;
  guint bits;
} header_fields[] = {
  { "VERSION", 3 }, { "TYPE", 1 }, { "SEC_HDR_FLG", 1 }, { "PKT_APID", 11 },
  { "SEQ_FLGS", 2 }, { "SRC_SEQ_CTR", 14 }, { "PKT_LEN", 16 },
};

/* A map while it is made. */
typedef struct {
  TlmPacketProgram *program;
  TlmProgramBuilder builder;
  char *stem;              /* of the row before when it was an element: "a" of "a[0]" */
  gint64 offset;           /* its bit_offset, -1: none */
} Map;

static gboolean
fail (const TlmFieldRow *row, GError **error, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: field %s: %s", row->where, tlm_head (row->name, 60).text,
      what);
  return FALSE;
}

static TlmFieldType *
make_type (TlmPacketProgram *program, const TlmFieldRow *row)
{
  TlmFieldType *type = tlm_field_type_new (row->kind);

  type->encoding = row->encoding;
  type->bits = row->bits;
  type->swap_bytes = row->little && row->bits > 8 && row->kind == TLM_FIELD_NUMBER;
  type->unit = g_strdup (row->unit);
  g_ptr_array_add (program->types, type);
  return type;
}

static gboolean
add_one (Map *map, const TlmFieldRow *row, const char *name, const TlmFieldType *type,
    GError **error)
{
  gint slot = tlm_program_field (map->program, name, type);

  if (slot < 0)
    return fail (row, error, tlm_limit_said (TLM_LIMIT_XTCE_FIELDS));
  return tlm_program_add_fixed (&map->builder, (guint) slot, type, NULL) ||
      fail (row, error, tlm_program_problem (&map->builder));
}

static gboolean
add_elements (Map *map, const TlmFieldRow *row, const TlmFieldType *type, GError **error)
{
  for (guint i = 0; i < row->count; i++) {
    g_autofree char *name = g_strdup_printf ("%s[%u]", row->name, i);
    if (!add_one (map, row, name, type, error))
      return FALSE;
  }
  return TRUE;
}

static TlmPacketSize *
make_count (Map *map, const TlmFieldRow *row)
{
  TlmPacketSize *size = g_new0 (TlmPacketSize, 1);
  gint slot = row->count_field ? tlm_packet_program_find (map->program, row->count_field) : 0;

  g_ptr_array_add (map->program->sizes, size);
  size->kind = row->count_field ? TLM_SIZE_FIELD : TLM_SIZE_REST;
  size->slot = (guint) MAX (slot, 0);
  size->slope = 1;
  return slot >= 0 ? size : NULL;
}

static gboolean
add_varying (Map *map, const TlmFieldRow *row, const TlmFieldType *type, GError **error)
{
  TlmPacketElements *elements = g_malloc0 (sizeof *elements +
      TLM_PROGRAM_MAX_ELEMENTS * sizeof (guint32));
  TlmPacketSize *size = make_count (map, row);
  gint block, slot = 0;

  g_ptr_array_add (map->program->elements, elements);
  if (!size)
    return fail (row, error, "its size is in a field that does not stand before it");
  for (guint i = 0; i < TLM_PROGRAM_MAX_ELEMENTS && slot >= 0; i++) {
    g_autofree char *name = g_strdup_printf ("%s[%u]", row->name, i);
    slot = tlm_program_field (map->program, name, type);
    elements->slots[elements->n++] = (guint32) MAX (slot, 0);
  }
  if (slot < 0)
    return fail (row, error, tlm_limit_said (TLM_LIMIT_XTCE_FIELDS));
  block = tlm_program_begin_loop (&map->builder, size);
  if (block < 0 || !tlm_program_add_fixed (&map->builder, elements->slots[0], type, elements))
    return fail (row, error, tlm_program_problem (&map->builder));
  tlm_program_end_block (&map->builder, block);
  return TRUE;
}

/* Elements written as rows of their own with one offset follow on each other. */
static gboolean
follows_on (Map *map, const TlmFieldRow *row)
{
  const char *bracket = strchr (row->name, '[');
  g_autofree char *stem = bracket ? g_strndup (row->name, (gsize) (bracket - row->name)) : NULL;
  gboolean follows = stem && map->stem && strcmp (stem, map->stem) == 0 &&
      row->offset == map->offset;

  g_free (map->stem);
  map->stem = g_steal_pointer (&stem);
  map->offset = row->offset;
  return follows;
}

static gboolean
add_row (Map *map, const TlmFieldRow *row, GError **error)
{
  TlmFieldType *type;
  gboolean follows = follows_on (map, row);

  if (row->offset >= 0 && !follows && row->offset + HEADER_BITS != map->builder.bit &&
      !tlm_program_seek (&map->builder, (guint) (row->offset + HEADER_BITS)))
    return fail (row, error, tlm_program_problem (&map->builder));
  if (row->fill)
    return tlm_program_skip (&map->builder, (guint64) row->bits * MAX (row->count, 1)) ||
        fail (row, error, tlm_program_problem (&map->builder));
  type = make_type (map->program, row);
  if (row->calibration && !tlm_field_row_calibrate (row, type, error))
    return FALSE;
  if (row->varies)
    return add_varying (map, row, type, error);
  if (row->count > 0)
    return add_elements (map, row, type, error);
  return add_one (map, row, row->name, type, error);
}

/* The header of a packet has fields too, of which a low limit may leave no room for all. */
static gboolean
add_header (Map *map, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (header_fields); i++) {
    TlmFieldType *type = tlm_field_type_new (TLM_FIELD_NUMBER);
    gint slot = tlm_program_field (map->program, header_fields[i].name, type);
    type->bits = header_fields[i].bits;
    g_ptr_array_add (map->program->types, type);
    if (slot < 0 || !tlm_program_add_fixed (&map->builder, (guint) slot, type, NULL)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: field %s of the primary header: %s", map->program->source,
          header_fields[i].name, slot < 0 ? tlm_limit_said (TLM_LIMIT_XTCE_FIELDS) : tlm_program_problem (&map->builder));
      return FALSE;
    }
  }
  return TRUE;
}

/* The header in a container of its own, and the fields in one that is derived
 * from it where the APID is right. */
static gboolean
begin_map (Map *map, const char *source, gint apid, GError **error)
{
  TlmPacketBranch branch = { NULL, 1 };
  TlmPacketContainer *header;
  char literal[16];

  map->program = tlm_packet_program_new (source);
  tlm_program_begin (&map->builder, map->program, "header", TRUE, 0);
  if (!add_header (map, error))
    return FALSE;
  tlm_program_end (&map->builder);
  header = map->builder.container;
  if (apid >= 0) {
    branch.criteria = tlm_criteria_new (TLM_CRITERIA_COMPARE);
    branch.criteria->slot = (guint) tlm_packet_program_find (map->program, "PKT_APID");
    branch.criteria->type =
        ((TlmPacketField *) map->program->fields->pdata[branch.criteria->slot])->type;
    g_snprintf (literal, sizeof literal, "%d", apid);
    tlm_criteria_set_literal (branch.criteria, literal);
    g_ptr_array_add (map->program->conditions, branch.criteria);
    map->program->knows_apids = TRUE;
    map->program->known[apid % TLM_SPACE_PACKET_APIDS] = 1;
  }
  tlm_program_begin (&map->builder, map->program, "fields", FALSE, HEADER_BITS);
  tlm_program_add_branch (map->program, header, &branch);
  return TRUE;
}

typedef gboolean (*NextRow) (gpointer reader, TlmFieldRow *row, gboolean *any, GError **error);

static TlmPacketProgram *
read_rows (const char *source, gint apid, NextRow next, gpointer reader, GError **error)
{
  Map map = { .offset = -1 };
  TlmFieldRow row = { 0 };
  gboolean any, done = begin_map (&map, source, apid, error);

  while (done && (done = next (reader, &row, &any, error)) && any) {
    done = add_row (&map, &row, error);
    tlm_field_row_clear (&row);
    if (!done)
      break;
  }
  tlm_field_row_clear (&row);
  tlm_program_end (&map.builder);
  g_free (map.stem);
  if (done && map.program->fields->len == G_N_ELEMENTS (header_fields)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: it has no fields", source);
    done = FALSE;
  }
  if (!done) {
    tlm_error_make_safe (error);
    g_clear_pointer (&map.program, tlm_packet_program_free);
  }
  return map.program;
}

static gboolean
next_of_table (gpointer reader, TlmFieldRow *row, gboolean *any, GError **error)
{
  return tlm_field_table_next (reader, row, any, error);
}

static gboolean
next_of_list (gpointer reader, TlmFieldRow *row, gboolean *any, GError **error)
{
  char ***part = reader;

  *any = **part != NULL;
  return !*any || tlm_field_row_read_word (row, *(*part)++, error);
}

TlmPacketProgram *
tlm_field_map_read (const char *text, gsize length, const char *source, gint apid, GError **error)
{
  TlmFieldTable table = { 0 };

  g_return_val_if_fail (text != NULL && source != NULL, NULL);
  if (!tlm_field_table_begin (&table, text, length, source, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return read_rows (source, apid, next_of_table, &table, error);
}

TlmPacketProgram *
tlm_field_map_read_list (const char *list, gint apid, GError **error)
{
  g_return_val_if_fail (list != NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (list, ",", -1);
  char **part = parts;

  return read_rows ("fields", apid, next_of_list, &part, error);
}
