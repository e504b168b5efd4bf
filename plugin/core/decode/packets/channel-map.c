/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/channel-map.h"

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/print-safe.h"
#include "core/decode/packets/packet-names.h"
#include "core/log/log.h"

static const char *const axes[] = {
  "position-x", "position-y", "position-z", "velocity-x", "velocity-y", "velocity-z"
};

static void
mapping_free (gpointer data)
{
  TlmChannelMapping *mapping = data;

  g_free (mapping->channel);
  g_free (mapping->time);
  g_free (mapping);
}

static const TlmFieldType *
type_of (const TlmPacketProgram *program, guint slot)
{
  return ((TlmPacketField *) program->fields->pdata[slot])->type;
}

static gint
axis_of (const char *channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (axes); i++)
    if (strcmp (axes[i], channel) == 0)
      return (gint) i;
  return -1;
}

static gboolean
fail (GError **error, const char *entry, const char *what)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_COLUMNS, "map: \"%s\" %s", tlm_head (entry, 80).text, what);
  return FALSE;
}

/* What the channel measures; FALSE for a channel that is nobody's but the
 * source's own. */
static gboolean
quantity_of (const TlmChannelMapping *mapping, TlmQuantity *quantity)
{
  TlmChannelId id;

  if (mapping->axis >= 0)
    *quantity = mapping->axis < 3 ? TLM_QUANTITY_LENGTH : TLM_QUANTITY_SPEED;
  else if (tlm_channel_from_name (mapping->channel, &id))
    *quantity = tlm_channel_get (id)->quantity;
  else
    return FALSE;
  return TRUE;
}

static gboolean
set_unit (TlmChannelMapping *mapping, const char *entry, const char *said,
    const TlmFieldType *type, GError **error)
{
  const char *name = said && *said ? said : type->unit;
  TlmQuantity wanted;
  gboolean standard = quantity_of (mapping, &wanted);

  mapping->unit = name ? tlm_unit_find (name) : NULL;
  if (said && *said && !mapping->unit)
    return fail (error, entry, "names a unit that is not known; write one as m, km/h, degC");
  if (standard && wanted != TLM_QUANTITY_NONE && !mapping->unit)
    return fail (error, entry, "has no unit, and the definition says none; add it behind the "
        "field, as altitude=ALT:m");
  if (standard && mapping->unit && mapping->unit->quantity != wanted)
    return fail (error, entry, "has a unit of another quantity than the channel");
  mapping->factor = mapping->unit ? mapping->unit->factor : 1;
  mapping->offset = mapping->unit ? mapping->unit->offset : 0;
  mapping->quantity = mapping->unit ? mapping->unit->quantity : TLM_QUANTITY_NONE;
  return TRUE;
}

static gboolean
set_frame (TlmChannelMapping *mapping, const char *entry, const char *name, GError **error)
{
  if (!name || !*name)
    return mapping->axis < 0 || fail (error, entry, "is part of a state and has no frame of "
        "reference; add it behind the unit, as position-x=X:m:ITRF");
  if (mapping->axis < 0)
    return fail (error, entry, "has a frame of reference, which only positions and velocities have");
  return tlm_frame_from_name (name, &mapping->frame, NULL, error);
}

static gboolean
read_entry (const TlmPacketProgram *program, const char *entry, TlmChannelMapping *mapping,
    GError **error)
{
  const char *equals = strchr (entry, '=');
  g_autofree char *value = equals ? g_strdup (equals + 1) : NULL;
  char *at = value ? strrchr (value, '@') : NULL;
  g_auto (GStrv) parts = NULL;
  const TlmFieldType *type;
  gint slot;

  if (!equals || equals == entry)
    return fail (error, entry, "is no mapping; write CHANNEL=FIELD:UNIT");
  if (at) {
    *at = '\0';
    mapping->time = g_strstrip (g_strdup (at + 1));
  }
  parts = g_strsplit (value, ":", 3);
  mapping->channel = g_strstrip (g_strndup (entry, (gsize) (equals - entry)));
  mapping->axis = axis_of (mapping->channel);
  if (!tlm_packet_name_find (program, parts[0] ? g_strstrip (parts[0]) : "", "map", &slot, error))
    return FALSE;
  mapping->slot = (guint) slot;
  type = type_of (program, mapping->slot);
  if (type->kind == TLM_FIELD_BYTES)
    return fail (error, entry, "is a field of bytes without a meaning");
  mapping->text = type->kind == TLM_FIELD_TEXT || (type->kind == TLM_FIELD_LABEL && !parts[1]);
  return mapping->text || (set_unit (mapping, entry, parts[1], type, error) &&
      set_frame (mapping, entry, parts[1] ? parts[2] : NULL, error));
}

/* Fields of the primary header and what has no value of its own are left out. */
static gboolean
is_worth_showing (const TlmPacketField *field)
{
  static const char *const header[] = {
    "VERSION", "TYPE", "SEC_HDR_FLG", "PKT_APID", "SEQ_FLGS", "SRC_SEQ_CTR", "PKT_LEN", NULL
  };

  return field->type->kind != TLM_FIELD_BYTES && field->type->kind != TLM_FIELD_INSTANT &&
      !g_strv_contains (header, field->name);
}

/* The standard channel that a field is called as, whatever its case. */
static gboolean
find_standard (const char *name, TlmChannelId *id)
{
  g_autofree char *plain = g_strdelimit (g_ascii_strdown (name, -1), "_ ", '-');

  return tlm_channel_from_name (plain, id);
}

/* Takes MAPPING for the channel ID, if its unit is one of that. */
static gboolean
take_standard (TlmChannelMapping *mapping, TlmChannelId id)
{
  const TlmChannel *channel = tlm_channel_get (id);

  if (mapping->text || mapping->quantity != channel->quantity)
    return FALSE;
  g_free (mapping->channel);
  mapping->channel = g_strdup (channel->name);
  return TRUE;
}

static TlmChannelMapping *
map_field (const TlmPacketField *field, guint slot)
{
  TlmChannelMapping *mapping = g_new0 (TlmChannelMapping, 1);

  mapping->channel = g_strdup (field->name);
  mapping->axis = -1;
  mapping->slot = slot;
  mapping->text = field->type->kind == TLM_FIELD_TEXT || field->type->kind == TLM_FIELD_LABEL;
  mapping->unit = field->type->unit ? tlm_unit_find (field->type->unit) : NULL;
  mapping->factor = mapping->unit ? mapping->unit->factor : 1;
  mapping->offset = mapping->unit ? mapping->unit->offset : 0;
  mapping->quantity = mapping->unit ? mapping->unit->quantity : TLM_QUANTITY_NONE;
  return mapping;
}

/* The unit that a quantity is stored in, or NULL. */
static const TlmUnit *
storage_unit (TlmQuantity quantity)
{
  gsize n;
  const TlmUnit *units = tlm_unit_table (&n);

  for (gsize i = 0; i < n && quantity != TLM_QUANTITY_NONE; i++)
    if (units[i].quantity == quantity && units[i].factor == 1 && units[i].offset == 0)
      return &units[i];
  return NULL;
}

/* The entry of a map that would take a field for a channel. */
static char *
entry_for (const TlmPacketField *field, TlmChannelId id)
{
  const TlmChannel *channel = tlm_channel_get (id);
  const TlmUnit *unit = storage_unit (channel->quantity);

  return g_strdup_printf ("%s=%s%s%s", channel->name, field->name, unit ? ":" : "",
      unit ? unit->symbol : "");
}

GPtrArray *
tlm_channel_map_all (const TlmPacketProgram *program, GPtrArray *left_out)
{
  GPtrArray *map = g_ptr_array_new_with_free_func (mapping_free);
  gboolean taken[TLM_N_STANDARD_CHANNELS] = { FALSE };

  g_return_val_if_fail (program != NULL && left_out != NULL, map);
  for (guint i = 0; i < program->fields->len; i++) {
    const TlmPacketField *field = program->fields->pdata[i];
    TlmChannelMapping *mapping;
    TlmChannelId id;
    if (!is_worth_showing (field))
      continue;
    mapping = map_field (field, i);
    if (!find_standard (field->name, &id)) {
      g_ptr_array_add (map, mapping);
    } else if (!taken[id] && take_standard (mapping, id)) {
      g_ptr_array_add (map, mapping);
      taken[id] = TRUE;
    } else {
      g_ptr_array_add (left_out, entry_for (field, id));
      mapping_free (mapping);
    }
  }
  return map;
}

GPtrArray *
tlm_channel_map_parse (const char *text, const TlmPacketProgram *program, GError **error)
{
  g_autoptr (GPtrArray) map = g_ptr_array_new_with_free_func (mapping_free);
  g_auto (GStrv) entries = NULL;

  g_return_val_if_fail (text != NULL && program != NULL, NULL);
  entries = g_strsplit (text, ",", -1);
  for (char **entry = entries; *entry; entry++) {
    TlmChannelMapping *mapping = g_new0 (TlmChannelMapping, 1);
    g_ptr_array_add (map, mapping);
    if (!read_entry (program, g_strstrip (*entry), mapping, error))
      return NULL;
  }
  if (map->len > tlm_limit (TLM_LIMIT_CHANNELS)) {
    tlm_limit_fail (TLM_LIMIT_CHANNELS, TLM_ERROR_COLUMNS, error, "map: %u channels are ", map->len);
    return NULL;
  }
  return g_steal_pointer (&map);
}
