/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/packets/definition/xtce-private.h"

gboolean
tlm_xtce_fail_large (const TlmXtce *xtce, const xmlNode *node, TlmLimitId limit, GError **error)
{
  return tlm_xtce_fail (xtce, node, error, "makes the definition too large; leave out what is not shown: %s",
      tlm_limit_said (limit));
}

gboolean
tlm_xtce_fail_built (const TlmXtce *xtce, const xmlNode *node, const TlmProgramBuilder *builder, GError **error)
{
  return tlm_xtce_fail (xtce, node, error, "makes the definition too large; leave out what is not shown: %s",
      tlm_program_problem (builder));
}

TlmXtceItem *
tlm_xtce_type_of (const TlmXtce *xtce, const TlmXtceItem *parameter, GError **error)
{
  return tlm_xtce_resolve (xtce, xtce->types, parameter->node, parameter->system,
      "parameterTypeRef", "parameter type", error);
}

/* The type of "MEMBER.MEMBER" within TYPE. */
static TlmXtceItem *
find_member (TlmXtce *xtce, TlmXtceItem *type, const char *path, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  for (char **part = parts; *part && type; part++) {
    const xmlNode *list = tlm_xtce_child (type->node, "MemberList");
    const xmlNode *at = list ? tlm_xtce_first (list) : NULL;
    for (; at; at = tlm_xtce_next (at)) {
      g_autofree char *name = tlm_xtce_attribute (at, "name");
      if (name && strcmp (name, *part) == 0)
        break;
    }
    if (!at) {
      tlm_xtce_fail (xtce, type->node, error, "has no member %s", *part);
      return NULL;
    }
    type = tlm_xtce_resolve (xtce, xtce->types, at, type->system, "typeRef", "parameter type",
        error);
  }
  return type;
}

/* The parameter that REF begins with, and in MEMBER what follows it, "X.Y": a member of an
 * aggregate is written behind a point, or as a path goes on. */
static TlmXtceItem *
find_parameter (const TlmXtce *xtce, const char *system, const char *ref, char **member)
{
  g_autofree char *head = g_strdup (ref);
  TlmXtceItem *parameter = tlm_xtce_find (xtce, xtce->parameters, system, ref);

  for (gsize end = strlen (head); !parameter && end-- > 1;) {
    if (head[end] != '.' && head[end] != '/')
      continue;
    head[end] = '\0';
    if (head[end - 1] == '.' || head[end - 1] == '/')
      return NULL;
    parameter = tlm_xtce_find (xtce, xtce->parameters, system, head);
    if (parameter)
      *member = g_strdelimit (g_strdup (ref + end + 1), "/", '.');
  }
  return parameter;
}

gboolean
tlm_xtce_field (TlmXtce *xtce, const xmlNode *node, const char *system, guint *slot,
    const TlmFieldType **type, GError **error)
{
  g_autofree char *ref = tlm_xtce_attribute (node, "parameterRef");
  g_autofree char *member = NULL;
  g_autofree char *name = NULL;
  TlmXtceItem *parameter = ref ? find_parameter (xtce, system, ref, &member) : NULL;
  TlmXtceItem *item;
  gint found;

  if (!parameter)
    return tlm_xtce_resolve (xtce, xtce->parameters, node, system, "parameterRef", "parameter",
        error) != NULL;
  item = tlm_xtce_type_of (xtce, parameter, error);
  if (item && member)
    item = find_member (xtce, item, member, error);
  *type = item ? xtce->field_type (xtce, item, NULL, error) : NULL;
  if (!*type)
    return FALSE;
  name = member ? g_strconcat (parameter->name, ".", member, NULL) : g_strdup (parameter->name);
  found = tlm_program_field (xtce->program, name, *type);
  *slot = (guint) MAX (found, 0);
  return found >= 0 || tlm_xtce_fail_large (xtce, node, TLM_LIMIT_XTCE_FIELDS, error);
}
