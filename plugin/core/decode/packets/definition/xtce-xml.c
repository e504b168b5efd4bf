/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/decode/packets/definition/xtce-private.h"

gboolean
tlm_xtce_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
skip_to_element (xmlNode *node)
{
  while (node && node->type != XML_ELEMENT_NODE)
    node = node->next;
  return node;
}

xmlNode *
tlm_xtce_first (const xmlNode *node)
{
  return skip_to_element (node->children);
}

xmlNode *
tlm_xtce_next (const xmlNode *node)
{
  return skip_to_element (node->next);
}

xmlNode *
tlm_xtce_child (const xmlNode *node, const char *name)
{
  for (xmlNode *child = tlm_xtce_first (node); child; child = tlm_xtce_next (child))
    if (tlm_xtce_is (child, name))
      return child;
  return NULL;
}

static char *
take_xml (xmlChar *text)
{
  char *copy = text ? g_strstrip (g_strdup ((const char *) text)) : NULL;

  xmlFree (text);
  return copy;
}

char *
tlm_xtce_attribute (const xmlNode *node, const char *name)
{
  return take_xml (xmlGetNoNsProp (node, (const xmlChar *) name));
}

char *
tlm_xtce_text (const xmlNode *node)
{
  char *text = take_xml (xmlNodeGetContent (node));

  return text ? text : g_strdup ("");
}

gboolean
tlm_xtce_flag (const xmlNode *node, const char *name, gboolean fallback)
{
  g_autofree char *text = tlm_xtce_attribute (node, name);

  return text ? strcmp (text, "true") == 0 || strcmp (text, "1") == 0 : fallback;
}

gboolean
tlm_xtce_fail (const TlmXtce *xtce, const xmlNode *node, GError **error, const char *format, ...)
{
  g_autofree char *name = tlm_xtce_attribute (node, "name");
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%ld: <%s%s%s%s>: %s",
      (const char *) node->doc->_private,
      xmlGetLineNo (node), (const char *) node->name, name ? " name=\"" : "", name ? name : "",
      name ? "\"" : "", message);
  return FALSE;
}

static gboolean
parse_integer (const char *text, gint64 *out)
{
  char *end;
  gboolean hex = g_str_has_prefix (text, "0x") || g_str_has_prefix (text, "0X");

  errno = 0;
  *out = g_ascii_strtoll (text, &end, hex ? 16 : 10);
  return errno == 0 && end != text && *end == '\0';
}

gboolean
tlm_xtce_read_integer (const TlmXtce *xtce, const xmlNode *node, const char *name, gint64 *out,
    GError **error)
{
  g_autofree char *text = tlm_xtce_attribute (node, name);
  gint64 value;

  if (!text)
    return TRUE;
  if (!parse_integer (text, &value))
    return tlm_xtce_fail (xtce, node, error, "%s=\"%s\" is no integer", name, tlm_head (text, 40).text);
  *out = value;
  return TRUE;
}

gboolean
tlm_xtce_text_integer (const TlmXtce *xtce, const xmlNode *node, gint64 *out, GError **error)
{
  g_autofree char *text = tlm_xtce_text (node);
  gint64 value;

  if (!parse_integer (text, &value))
    return tlm_xtce_fail (xtce, node, error, "\"%s\" is no integer", tlm_head (text, 40).text);
  *out = value;
  return TRUE;
}

gboolean
tlm_xtce_read_number (const TlmXtce *xtce, const xmlNode *node, const char *name, double *out,
    GError **error)
{
  g_autofree char *text = tlm_xtce_attribute (node, name);
  double value;
  char *end;

  if (!text)
    return TRUE;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0')
    return tlm_xtce_fail (xtce, node, error, "%s=\"%s\" is no number", name, tlm_head (text, 40).text);
  *out = value;
  return TRUE;
}

/* "/Root/Bus" and "../Power/VOLTAGE" make "/Root/Power/VOLTAGE". */
static char *
join (const char *system, const char *ref)
{
  g_auto (GStrv) parts = g_strsplit (ref, "/", -1);
  GString *path = g_string_new (*ref == '/' ? "" : system);

  for (char **part = parts; *part; part++) {
    if (**part == '\0' || strcmp (*part, ".") == 0)
      continue;
    if (strcmp (*part, "..") == 0) {
      const char *slash = strrchr (path->str, '/');
      g_string_truncate (path, slash ? (gsize) (slash - path->str) : 0);
    } else {
      g_string_append_printf (path, "/%s", *part);
    }
  }
  return g_string_free (path, FALSE);
}

/* The one of the first space systems that has it; NULL when none has, or several have. */
static TlmXtceItem *
find_in_roots (const TlmXtce *xtce, GHashTable *table, const char *ref)
{
  TlmXtceItem *found = NULL;

  for (guint i = 0; i < xtce->roots->len; i++) {
    g_autofree char *path = join (xtce->roots->pdata[i], ref);
    TlmXtceItem *item = g_hash_table_lookup (table, path);
    if (item && found)
      return NULL;
    found = item ? item : found;
  }
  return found;
}

TlmXtceItem *
tlm_xtce_find (const TlmXtce *xtce, GHashTable *table, const char *system, const char *ref)
{
  g_autofree char *from = g_strdup (system);

  for (;;) {
    g_autofree char *path = join (from, ref);
    TlmXtceItem *item = g_hash_table_lookup (table, path);
    char *slash = strrchr (from, '/');
    if (item || *ref == '/' || *ref == '.')
      return item;
    if (!slash)
      return find_in_roots (xtce, table, ref);
    *slash = '\0';
  }
}

TlmXtceItem *
tlm_xtce_resolve (const TlmXtce *xtce, GHashTable *table, const xmlNode *node,
    const char *system, const char *name, const char *what, GError **error)
{
  g_autofree char *ref = tlm_xtce_attribute (node, name);
  TlmXtceItem *item = ref ? tlm_xtce_find (xtce, table, system, ref) : NULL;

  if (!ref)
    tlm_xtce_fail (xtce, node, error, "has no %s; name a %s", name, what);
  else if (!item)
    tlm_xtce_fail (xtce, node, error, "%s=\"%s\": there is no %s of this name in %s or above; "
        "define it, or write its path", name, tlm_head (ref, 80).text, what, system);
  return item;
}
