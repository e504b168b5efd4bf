/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/json-tree.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/decode/json/json-token.h"

/* Offsets are of the input, which an edit's limit keeps below 2 GiB. */
typedef struct {
  guint8 kind;               /* TlmJsonKind */
  guint8 is_escaped, key_is_escaped;
  guint32 key_at, key_length;
  guint32 text_at, text_length;
  guint32 after;             /* the node behind all that it holds */
  guint32 line;
} Node;

struct TlmJsonTree {
  const char *data;
  GArray *nodes;             /* Node */
};

typedef struct {
  TlmJsonReader reader;
  TlmJsonTree *tree;
  GArray *open;              /* guint32: objects and lists */
  TlmJsonToken key;          /* of the value that follows */
  gsize counted;             /* bytes in which lines are counted */
  guint32 line, most;
} Build;

static const Node *
node_of (const TlmJsonTree *tree, guint32 node)
{
  return node < tree->nodes->len ? &g_array_index (tree->nodes, Node, node) : NULL;
}

static guint32
line_here (Build *build)
{
  const char *data = build->tree->data;

  for (; build->counted < build->reader.position; build->counted++)
    build->line += data[build->counted] == '\n';
  return build->line;
}

static gboolean
fail (Build *build, const char *finding, GError **error)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "line %u: %s", line_here (build), finding);
  return FALSE;
}

static void
close_last (Build *build)
{
  guint32 last = g_array_index (build->open, guint32, build->open->len - 1);

  g_array_index (build->tree->nodes, Node, last).after = build->tree->nodes->len;
  g_array_set_size (build->open, build->open->len - 1);
}

static gboolean
add (Build *build, const TlmJsonToken *token, GError **error)
{
  const char *data = build->tree->data;
  guint32 at = build->tree->nodes->len;
  Node node = { .kind = (guint8) token->kind, .is_escaped = (guint8) token->escaped, .after = at + 1,
    .line = line_here (build) };

  if (at >= build->most)
    return tlm_limit_fail (TLM_LIMIT_EDIT_EVENTS, TLM_ERROR_RANGE, error, "line %u: it has more than %u values: ", node.line,
        build->most);
  if (build->key.text) {
    node.key_at = (guint32) (build->key.text - data);
    node.key_length = (guint32) build->key.length;
    node.key_is_escaped = (guint8) build->key.escaped;
    build->key.text = NULL;
  }
  if (token->length > 0) {
    node.text_at = (guint32) (token->text - data);
    node.text_length = (guint32) token->length;
  }
  g_array_append_val (build->tree->nodes, node);
  if (token->kind == TLM_JSON_OBJECT_BEGIN || token->kind == TLM_JSON_ARRAY_BEGIN)
    g_array_append_val (build->open, at);
  return TRUE;
}

static gboolean
read_all (Build *build, GError **error)
{
  for (;;) {
    TlmJsonToken token;
    switch (tlm_json_next (&build->reader, &token)) {
      case TLM_JSON_END:
        return build->tree->nodes->len > 0 || fail (build, "there is nothing in it", error);
      case TLM_JSON_ERROR:
        return fail (build, tlm_json_error (&build->reader), error);
      case TLM_JSON_OBJECT_END:
      case TLM_JSON_ARRAY_END:
        close_last (build);
        break;
      case TLM_JSON_KEY:
        build->key = token;
        break;
      default:
        if (!add (build, &token, error))
          return FALSE;
    }
  }
}

TlmJsonTree *
tlm_json_tree_new (const char *data, gsize length, guint32 most, GError **error)
{
  g_autoptr (TlmJsonTree) tree = NULL;
  Build build = { .line = 1, .most = most };
  gboolean done;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  if (length > G_MAXINT32) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "it has more than 2 GiB");
    return NULL;
  }
  tree = g_new0 (TlmJsonTree, 1);
  tree->data = data;
  tree->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  build.tree = tree;
  build.open = g_array_new (FALSE, FALSE, sizeof (guint32));
  tlm_json_init (&build.reader, data, length);
  done = read_all (&build, error);
  g_array_unref (build.open);
  return done ? g_steal_pointer (&tree) : NULL;
}

void
tlm_json_tree_free (TlmJsonTree *tree)
{
  if (!tree)
    return;
  g_array_unref (tree->nodes);
  g_free (tree);
}

/* No key that is asked for has a backslash in it. */
guint32
tlm_json_tree_member (const TlmJsonTree *tree, guint32 node, const char *key)
{
  gsize length = strlen (key);

  if (!tlm_json_tree_is_object (tree, node))
    return TLM_JSON_NONE;
  for (guint32 at = node + 1, end = node_of (tree, node)->after; at < end; at = node_of (tree, at)->after) {
    const Node *member = node_of (tree, at);
    if (member->key_length == length && !member->key_is_escaped &&
        memcmp (tree->data + member->key_at, key, length) == 0)
      return at;
  }
  return TLM_JSON_NONE;
}

guint32
tlm_json_tree_first (const TlmJsonTree *tree, guint32 list)
{
  const Node *holder = node_of (tree, list);

  return holder && holder->after > list + 1 ? list + 1 : TLM_JSON_NONE;
}

guint32
tlm_json_tree_next (const TlmJsonTree *tree, guint32 list, guint32 node)
{
  const Node *holder = node_of (tree, list), *at = node_of (tree, node);

  return holder && at && at->after < holder->after ? at->after : TLM_JSON_NONE;
}

char *
tlm_json_tree_text (const TlmJsonTree *tree, guint32 node)
{
  const Node *at = node_of (tree, node);
  g_autoptr (GString) text = NULL;
  TlmJsonToken token;

  if (!at || at->kind != TLM_JSON_STRING)
    return NULL;
  token = (TlmJsonToken) { .kind = TLM_JSON_STRING, .text = tree->data + at->text_at, .length = at->text_length,
    .escaped = at->is_escaped };
  text = g_string_new (NULL);
  tlm_json_append_text (&token, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
tlm_json_tree_number (const TlmJsonTree *tree, guint32 node, gsize *length)
{
  const Node *at = node_of (tree, node);

  if (!at || at->kind != TLM_JSON_NUMBER)
    return NULL;
  *length = at->text_length;
  return tree->data + at->text_at;
}

gboolean
tlm_json_tree_is_object (const TlmJsonTree *tree, guint32 node)
{
  const Node *at = node_of (tree, node);

  return at && at->kind == TLM_JSON_OBJECT_BEGIN;
}

gboolean
tlm_json_tree_is_list (const TlmJsonTree *tree, guint32 node)
{
  const Node *at = node_of (tree, node);

  return at && at->kind == TLM_JSON_ARRAY_BEGIN;
}

gboolean
tlm_json_tree_is_false (const TlmJsonTree *tree, guint32 node)
{
  const Node *at = node_of (tree, node);

  return at && at->kind == TLM_JSON_FALSE;
}

guint
tlm_json_tree_line (const TlmJsonTree *tree, guint32 node)
{
  const Node *at = node_of (tree, node);

  return at ? at->line : 1;
}
