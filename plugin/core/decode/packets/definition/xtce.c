/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/packets/definition/xtce.h"

#include <libxml/parser.h>
#include <string.h>

#include "core/base/error.h"
#include "core/base/xml-check.h"
#include "core/decode/packets/definition/xtce-private.h"

#define MAX_SYSTEMS_DEPTH 256

static void
item_free (gpointer data)
{
  TlmXtceItem *item = data;

  g_free (item->system);
  g_free (item->name);
  g_free (item);
}

static void
ignore_message (void *context, const char *format, ...)
{
}

static gboolean
fail_document (const char *source, int line, const char *what, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (what));

  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%d: %s", source, line, clean);
  return FALSE;
}

/* Neither network nor files, no document type and so no entities; libxml2's own
 * limits of depth and size stand. */
static xmlDoc *
parse_document (const char *text, gsize length, const char *source, GError **error)
{
  xmlParserCtxt *parser;
  xmlDoc *document;
  const xmlError *problem;
  TlmXmlExtent extent;

  if (!tlm_xml_check (text, length, &extent, error)) {
    g_prefix_error (error, "%s: ", source);
    return NULL;
  }
  parser = xmlNewParserCtxt ();

  parser->sax->warning = parser->sax->error = ignore_message;
  document = xmlCtxtReadMemory (parser, text, (int) length, NULL, NULL,
      tlm_xml_parse_flags () | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
  if (!document) {
    problem = xmlCtxtGetLastError (parser);
    fail_document (source, problem ? problem->line : 1, problem && problem->message ?
        problem->message : "this is no XML", error);
  } else if (document->intSubset) {
    fail_document (source, 1, "it has a document type (<!DOCTYPE …>), which is not read; take it "
        "out", error);
    g_clear_pointer (&document, xmlFreeDoc);
  }
  xmlFreeParserCtxt (parser);
  return document;
}

/* Enters the children of a set by their names. */
static gboolean
index_set (TlmXtce *xtce, const xmlNode *set, GHashTable *table, const char *system,
    GError **error)
{
  const char *below = xtce->roots->len > 1 ? system : strchr (system + 1, '/');

  for (xmlNode *node = tlm_xtce_first (set); node; node = tlm_xtce_next (node)) {
    g_autofree char *name = tlm_xtce_attribute (node, "name");
    g_autofree char *ref = tlm_xtce_attribute (node, "parameterRef");
    g_autofree char *path = g_strconcat (system, "/", name, NULL);
    TlmXtceItem *item;
    if (!name && ref)
      continue;
    if (!name || *name == '\0')
      return tlm_xtce_fail (xtce, node, error, "has no name; add name=\"…\"");
    if (g_hash_table_contains (table, path))
      return tlm_xtce_fail (xtce, node, error, "this name stands twice in %s; rename one", system);
    item = g_new0 (TlmXtceItem, 1);
    item->node = node;
    item->system = g_strdup (system);
    item->name = below ? g_strconcat (below + 1, "/", name, NULL) : g_strdup (name);
    g_hash_table_insert (table, g_steal_pointer (&path), item);
    if (table == xtce->containers)
      g_ptr_array_add (xtce->container_list, item);
  }
  return TRUE;
}

static gboolean
index_system (TlmXtce *xtce, const xmlNode *system, const char *above, guint depth,
    GError **error)
{
  g_autofree char *name = tlm_xtce_attribute (system, "name");
  g_autofree char *path = g_strconcat (above, "/", name ? name : "", NULL);
  const xmlNode *telemetry = tlm_xtce_child (system, "TelemetryMetaData");

  if (depth > MAX_SYSTEMS_DEPTH)
    return tlm_xtce_fail (xtce, system, error, "space systems are nested more than %d deep",
        MAX_SYSTEMS_DEPTH);
  for (xmlNode *at = telemetry ? tlm_xtce_first (telemetry) : NULL; at; at = tlm_xtce_next (at)) {
    GHashTable *table = tlm_xtce_is (at, "ParameterTypeSet") ? xtce->types :
        tlm_xtce_is (at, "ParameterSet") ? xtce->parameters :
        tlm_xtce_is (at, "ContainerSet") ? xtce->containers : NULL;
    if (table && !index_set (xtce, at, table, path, error))
      return FALSE;
  }
  for (xmlNode *at = tlm_xtce_first (system); at; at = tlm_xtce_next (at))
    if (tlm_xtce_is (at, "SpaceSystem") && !index_system (xtce, at, path, depth + 1, error))
      return FALSE;
  return TRUE;
}

/* APIDs that conditions compare the header's field with. */
static void
collect_apids (TlmPacketProgram *program, const TlmCriteria *criteria, guint slot)
{
  for (guint i = 0; criteria->parts && i < criteria->parts->len; i++)
    collect_apids (program, criteria->parts->pdata[i], slot);
  if (criteria->kind != TLM_CRITERIA_COMPARE || criteria->slot != slot ||
      criteria->comparison != TLM_COMPARE_EQUAL || !criteria->is_integer ||
      criteria->integer >= TLM_SPACE_PACKET_APIDS)
    return;
  program->knows_apids = TRUE;
  program->known[criteria->integer] = 1;
}

static void
find_apids (TlmPacketProgram *program)
{
  const TlmPacketContainer *root = program->containers->pdata[program->root];

  for (guint i = 0; i < root->ops->len; i++) {
    const TlmPacketOp *op = &g_array_index (root->ops, TlmPacketOp, i);
    if (op->code == TLM_OP_RUN && i > 0)
      return;
    if (op->code != TLM_OP_UNSIGNED || op->at != 5 || op->bits != 11)
      continue;
    for (guint j = 0; j < program->conditions->len; j++)
      collect_apids (program, program->conditions->pdata[j], op->slot);
  }
}

static GHashTable *
items_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, item_free);
}

/* The path of the first space system of each document, once. */
static GPtrArray *
find_roots (const GPtrArray *documents)
{
  GPtrArray *roots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < documents->len; i++) {
    g_autofree char *name = tlm_xtce_attribute (xmlDocGetRootElement (documents->pdata[i]), "name");
    g_autofree char *path = g_strconcat ("/", name ? name : "", NULL);
    if (!g_ptr_array_find_with_equal_func (roots, path, g_str_equal, NULL))
      g_ptr_array_add (roots, g_steal_pointer (&path));
  }
  return roots;
}

static gboolean
index_documents (TlmXtce *xtce, const GPtrArray *documents, GError **error)
{
  for (guint i = 0; i < documents->len; i++)
    if (!index_system (xtce, xmlDocGetRootElement (documents->pdata[i]), "", 0, error))
      return FALSE;
  return xtce->container_list->len > 0 || tlm_xtce_fail (xtce,
      xmlDocGetRootElement (documents->pdata[0]), error, "describes no telemetry; a "
      "TelemetryMetaData with a ContainerSet is needed");
}

static gboolean
read_documents (TlmPacketProgram *program, const GPtrArray *documents, GError **error)
{
  TlmXtce xtce = {
    .program = program, .field_type = tlm_xtce_field_type, .roots = find_roots (documents),
    .types = items_new (),
    .parameters = items_new (), .containers = items_new (),
    .container_list = g_ptr_array_new (), .made = g_hash_table_new (NULL, NULL),
    .sizes = g_hash_table_new (NULL, NULL),
    .derived = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref),
  };
  gboolean done = index_documents (&xtce, documents, error) && tlm_xtce_build (&xtce, error);

  g_ptr_array_unref (xtce.roots);
  g_hash_table_unref (xtce.types);
  g_hash_table_unref (xtce.parameters);
  g_hash_table_unref (xtce.containers);
  g_ptr_array_unref (xtce.container_list);
  g_hash_table_unref (xtce.made);
  g_hash_table_unref (xtce.sizes);
  g_hash_table_unref (xtce.derived);
  return done;
}

/* Elements tell by their document which of the texts they are of. */
static gboolean
add_document (GPtrArray *documents, const TlmXtceText *text, GError **error)
{
  xmlDoc *document;
  const xmlNode *root;

  if (text->length > tlm_limit (TLM_LIMIT_XTCE_BYTES))
    return tlm_limit_fail (TLM_LIMIT_XTCE_BYTES, TLM_ERROR_FORMAT, error, "%s:1: leave out what is not shown: ",
        text->source);
  document = parse_document (text->text, text->length, text->source, error);
  if (!document)
    return FALSE;
  document->_private = (void *) text->source;
  g_ptr_array_add (documents, document);
  root = xmlDocGetRootElement (document);
  return (root && tlm_xtce_is (root, "SpaceSystem")) || fail_document (text->source, 1,
      "it is no XTCE: the first element must be SpaceSystem", error);
}

TlmPacketProgram *
tlm_xtce_read_all (const TlmXtceText *texts, guint n, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) xmlFreeDoc);
  g_autoptr (TlmPacketProgram) program = NULL;

  g_return_val_if_fail (texts != NULL && n > 0, NULL);
  for (guint i = 0; i < n; i++)
    if (!add_document (documents, &texts[i], error)) {
      tlm_error_make_safe (error);
      return NULL;
    }
  program = tlm_packet_program_new (texts[0].source);
  if (!read_documents (program, documents, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  find_apids (program);
  return g_steal_pointer (&program);
}

TlmPacketProgram *
tlm_xtce_read (const char *text, gsize length, const char *source, GError **error)
{
  const TlmXtceText one = { .text = text, .length = length, .source = source };

  g_return_val_if_fail (text != NULL && source != NULL, NULL);
  return tlm_xtce_read_all (&one, 1, error);
}

gboolean
tlm_xtce_probe (const char *text, gsize length)
{
  return g_strstr_len (text, (gssize) MIN (length, 65536), "SpaceSystem") != NULL;
}
