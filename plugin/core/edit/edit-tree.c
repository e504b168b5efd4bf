/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Gathers what a reader finds. */
#include "core/edit/edit-tree.h"

#include "core/base/cell.h"
#include "core/base/limits.h"

#define MOST_NOTES 1000

static void
sequence_free (gpointer data)
{
  TlmEditSequence *sequence = data;

  g_array_unref (sequence->items);
  g_free (sequence);
}

static void
source_free (gpointer data)
{
  TlmEditSource *source = data;

  g_free (source->name);
  g_free (source->reel);
  g_free (source->path);
  g_free (source);
}

static void
note_clear (gpointer data)
{
  g_free (((TlmEditNote *) data)->text);
}

TlmEditTree *
tlm_edit_tree_new (const char *format)
{
  TlmEditTree *tree = g_new0 (TlmEditTree, 1);
  TlmEdit *edit = g_new0 (TlmEdit, 1);

  edit->format = format;
  edit->sources = g_ptr_array_new_with_free_func (source_free);
  edit->events = g_array_new (FALSE, FALSE, sizeof (TlmEditEvent));
  edit->notes = g_array_new (FALSE, FALSE, sizeof (TlmEditNote));
  g_array_set_clear_func (edit->notes, note_clear);
  edit->texts = g_string_chunk_new (4096);
  edit->order = g_array_new (FALSE, FALSE, sizeof (guint));
  edit->ends = g_array_new (FALSE, FALSE, sizeof (TlmRational));
  tree->edit = edit;
  tree->sequences = g_ptr_array_new_with_free_func (sequence_free);
  tree->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return tree;
}

void
tlm_edit_tree_free (TlmEditTree *tree)
{
  if (!tree)
    return;
  tlm_edit_free (tree->edit);
  g_ptr_array_unref (tree->sequences);
  g_hash_table_unref (tree->sources);
  g_free (tree);
}

TlmEdit *
tlm_edit_tree_edit (TlmEditTree *tree)
{
  return tree->edit;
}

/* Between texts stands what no valid text has. */
static char *
key_of (const TlmEditSource *source)
{
  return g_strdup_printf ("%s\x01%s\x01%s\x01%d %d/%d%d %d %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
      source->name ? source->name : "\x02", source->reel ? source->reel : "\x02",
      source->path ? source->path : "\x02", source->origin, source->rate.fps_n, source->rate.fps_d,
      source->rate.drop, source->has_start, source->start.n, source->start.d);
}

static char *
text_of (const char *text)
{
  return text ? g_utf8_make_valid (text, -1) : NULL;
}

guint
tlm_edit_tree_source (TlmEditTree *tree, const TlmEditSource *source)
{
  g_autofree char *key = key_of (source);
  gpointer known = g_hash_table_lookup (tree->sources, key);
  TlmEditSource *copy;

  if (known)
    return GPOINTER_TO_UINT (known) - 1;
  copy = g_new (TlmEditSource, 1);
  *copy = *source;
  copy->name = text_of (source->name);
  copy->reel = text_of (source->reel);
  copy->path = text_of (source->path);
  g_ptr_array_add (tree->edit->sources, copy);
  g_hash_table_insert (tree->sources, g_steal_pointer (&key), GUINT_TO_POINTER (tree->edit->sources->len));
  return tree->edit->sources->len - 1;
}

static const char *
keep (TlmEditTree *tree, const char *text)
{
  g_autofree char *valid = text_of (text);

  return valid ? g_string_chunk_insert_const (tree->edit->texts, valid) : NULL;
}

TlmEditSequence *
tlm_edit_tree_sequence (TlmEditTree *tree, const char *name)
{
  TlmEditSequence *sequence = g_new0 (TlmEditSequence, 1);

  sequence->tree = tree;
  sequence->name = keep (tree, name ? name : "");
  sequence->items = g_array_new (FALSE, FALSE, sizeof (TlmEditItem));
  g_ptr_array_add (tree->sequences, sequence);
  return sequence;
}

gboolean
tlm_edit_sequence_add (TlmEditSequence *sequence, const TlmEditItem *item, GError **error)
{
  TlmEditItem copy = *item;

  if (tlm_rational_compare (item->record_out, item->record_in) <= 0)
    return TRUE;
  if (++sequence->tree->n_items > tlm_limit (TLM_LIMIT_EDIT_EVENTS))
    return tlm_limit_fail (TLM_LIMIT_EDIT_EVENTS, TLM_ERROR_RANGE, error, "%s: ",
        item->place ? item->place : sequence->name);
  copy.unknown = keep (sequence->tree, item->unknown);
  copy.place = keep (sequence->tree, item->place);
  g_array_append_val (sequence->items, copy);
  return TRUE;
}

void
tlm_edit_tree_note (TlmEditTree *tree, const TlmRational *record, const char *format, ...)
{
  TlmEditNote note = { .has_record = record != NULL };
  g_autofree char *text = NULL;
  va_list arguments;

  if (tree->edit->notes->len >= MOST_NOTES) {
    tree->n_unsaid++;
    return;
  }
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  note.text = g_utf8_make_valid (text, -1);
  if (record)
    note.record = *record;
  g_array_append_val (tree->edit->notes, note);
}
