/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-flight.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/timeline/plan-name.h"
#include "core/timeline/timeline-live.h"
#include "render/layout/condition-private.h"
#include "render/layout/layout-keys.h"
#include "render/layout/part.h"

/* What is being looked through. */
typedef struct {
  const TlrLayout *layout; /* NULL: of a text that stands nowhere in one */
  const TlmTimeline *timeline;
  gboolean grows;
  GPtrArray *warnings;
  GPtrArray *own;          /* const char *, the flight's own channels, NULL-terminated */
  const char *group, *key;
  gboolean is_text;        /* the condition stands in a template */
} Look;

/* In the flight, or a standard one that it might have, with a plan or without. */
static gboolean
is_known (const Look *look, const char *name)
{
  const char *base = tlm_planned_base (name);
  guint channel;

  if (g_str_has_prefix (name, TLM_DELTA_PREFIX))
    base = name + strlen (TLM_DELTA_PREFIX);
  return tlm_timeline_find_channel (look->timeline, base ? base : name, &channel) ||
      tlm_timeline_find_channel (look->timeline, name, &channel);
}

static gboolean
any_known (const Look *look, char **names)
{
  for (; *names; names++)
    if (is_known (look, *names))
      return TRUE;
  return FALSE;
}

/* Whether the condition itself asks whether the flight has one of NAMES. */
static gboolean
is_asked_for (const TlmCondition *condition, char **names)
{
  for (guint i = 0; i < condition->nodes->len; i++) {
    const TlmConditionNode *node = tlm_condition_node (condition, i);

    if (node->operator != TLM_CONDITION_ASK || node->word != TLR_ASK_HAS)
      continue;
    for (char **name = names; *name; name++)
      if (g_strv_contains ((const char *const *) node->names, *name))
        return TRUE;
  }
  return FALSE;
}

/* The condition with FOUND at COLUMN changed to RIGHT; where there is no such, it asks first whether
 * the flight has FOUND. */
static char *
working_line (const Look *look, const TlmCondition *condition, guint column, const char *found, const char *right)
{
  const char *at = g_utf8_offset_to_pointer (condition->text, column - 1);
  const char *quote = *at == '"' ? "\"" : "";
  g_autoptr (GString) line = g_string_new (look->is_text ? "{if " : "");

  if (!look->is_text)
    g_string_append_printf (line, "%s=", look->key);
  if (right) {
    g_string_append_len (line, condition->text, at - condition->text);
    g_string_append_printf (line, "%s%s%s%s", quote, right, quote, at + strlen (found) + 2 * strlen (quote));
  } else {
    g_string_append_printf (line, "has=%s%s%s and (%s)", quote, found, quote, condition->text);
  }
  if (look->is_text)
    g_string_append (line, "}");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* What there is instead, in words. */
static char *
own_words (const Look *look, const char *near)
{
  if (near)
    return g_strdup_printf ("did you mean \"%s\"?", near);
  if (look->own->len <= 1)
    return g_strdup ("it has no names of its own.");
  g_autofree char *names = g_strjoinv (", ", (char **) look->own->pdata);
  return g_strdup_printf ("its own are %s.", tlm_head (names, TLM_HEAD_MOST).text);
}

static char *
explain (const Look *look, const TlmCondition *condition, const TlmConditionNode *node, const char *name)
{
  const char *near = tlm_vocabulary_suggest (tlr_condition_vocabulary (), name,
      (const char *const *) look->own->pdata);
  g_autofree char *instead = own_words (look, near);
  g_autofree char *line = working_line (look, condition, node->column, name, near);

  return g_strdup_printf ("column %u: \"%s\" is no channel of this flight and no word of conditions; %s "
      "Right is for example %s", node->column, tlm_head (name, 64).text, instead, line);
}

/* Refuses, or warns where it may still come. */
static gboolean
refuse (const Look *look, gboolean is_wrong, const char *words, GError **error)
{
  g_autoptr (GError) said = NULL;

  if (look->layout)
    tlm_key_file_error (look->layout->file, look->group, look->key, &said, "%s", words);
  else
    g_set_error_literal (&said, TLM_ERROR, TLM_ERROR_LAYOUT, words);
  tlm_error_make_safe (&said);
  if (is_wrong) {
    g_propagate_error (error, g_steal_pointer (&said));
    return FALSE;
  }
  if (look->warnings)
    g_ptr_array_add (look->warnings, g_strdup (said->message));
  return TRUE;
}

/* A name in has= that is nearly another: who asks may mean the other one. */
static void
doubt (const Look *look, const TlmConditionNode *node)
{
  for (char **name = node->names; *name; name++) {
    const char *near = is_known (look, *name) ? NULL :
        tlm_vocabulary_suggest (tlr_condition_vocabulary (), *name, (const char *const *) look->own->pdata);
    g_autofree char *words = near ? g_strdup_printf ("column %u: has= asks for \"%s\", which this flight does not "
        "have; did you mean \"%s\"?", node->column, tlm_head (*name, 64).text, near) : NULL;

    if (words)
      refuse (look, FALSE, words, NULL);
  }
}

static gboolean
look_through (const Look *look, const TlmCondition *condition, GError **error)
{
  for (guint i = 0; i < condition->nodes->len; i++) {
    const TlmConditionNode *node = tlm_condition_node (condition, i);

    if (node->operator == TLM_CONDITION_ASK && node->word == TLR_ASK_HAS)
      doubt (look, node);
    if (node->operator != TLM_CONDITION_SIGNAL || node->channel != TLM_CONDITION_OWN_CHANNEL ||
        any_known (look, node->names) || is_asked_for (condition, node->names))
      continue;
    g_autofree char *words = explain (look, condition, node, node->names[0]);
    if (!refuse (look, !look->grows, words, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_part (Look *look, const char *value, GError **error)
{
  g_autoptr (TlrPart) part = tlr_part_parse (value, NULL);

  look->is_text = FALSE;
  for (guint i = 0; part && i < part->n_steps; i++)
    if (part->steps[i].when && !look_through (look, part->steps[i].when, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_text (const Look *look, const TlrTemplate *text, GError **error)
{
  const TlmCondition *condition;

  for (guint i = 0; (condition = tlr_template_condition (text, i)); i++)
    if (!look_through (look, condition, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_key (Look *look, const TlrKey *key, GError **error)
{
  g_autofree char *value = tlm_key_file_get (look->layout->file, look->group, look->key);

  if (value && key->kind == TLR_KEY_PART)
    return check_part (look, value, error);
  g_autoptr (TlrTemplate) text = NULL;
  g_autoptr (TlmCondition) parsed = NULL;

  if (!value || (key->kind != TLR_KEY_CONDITION && key->kind != TLR_KEY_TEMPLATE))
    return TRUE;
  look->is_text = key->kind == TLR_KEY_TEMPLATE;
  if (!look->is_text)
    return !tlr_condition_parse (value, &parsed, NULL) || !parsed || look_through (look, parsed, error);
  text = tlr_template_parse (value, NULL);
  return !text || check_text (look, text, error);
}

static gboolean
check_node (Look *look, const TlrNode *node, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (look->layout->file->keys, node->group, NULL, NULL);

  look->group = node->group;
  for (guint i = 0; keys && keys[i]; i++) {
    g_autofree char *name = g_strndup (keys[i], strcspn (keys[i], "@["));
    const TlrKey *key = tlr_widget_find_key (node->klass, name);

    look->key = keys[i];
    if (key && !check_key (look, key, error))
      return FALSE;
  }
  return TRUE;
}

static GPtrArray *
own_channels (const TlmTimeline *timeline)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = TLM_N_STANDARD_CHANNELS; i < tlm_timeline_n_channels (timeline); i++)
    g_ptr_array_add (own, (gpointer) tlm_timeline_channel_name (timeline, i));
  g_ptr_array_add (own, NULL);
  return own;
}

static gboolean
may_grow (const TlmTimeline *timeline)
{
  gint64 first, last;

  return tlm_timeline_is_open (timeline) || !tlm_timeline_span (timeline, &first, &last);
}

gboolean
tlr_template_check_flight (const TlrTemplate *text, const TlmTimeline *timeline, GError **error)
{
  g_return_val_if_fail (text != NULL && timeline != NULL, FALSE);
  g_autoptr (GPtrArray) own = own_channels (timeline);
  Look look = { .timeline = timeline, .own = own, .is_text = TRUE, .grows = may_grow (timeline) };

  return check_text (&look, text, error);
}

gboolean
tlr_layout_check_flight (const TlrLayout *layout, const TlmTimeline *timeline, gboolean grows,
    GPtrArray *warnings, GError **error)
{
  g_return_val_if_fail (layout != NULL && timeline != NULL && warnings != NULL, FALSE);
  g_autoptr (GPtrArray) own = own_channels (timeline);
  Look look = { .layout = layout, .timeline = timeline, .warnings = warnings, .own = own,
    .grows = grows || may_grow (timeline) };

  for (guint i = 0; i < layout->nodes->len; i++)
    if (!check_node (&look, layout->nodes->pdata[i], error))
      return FALSE;
  return TRUE;
}
