/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A manifest from a spreadsheet: RFC 4180, with the semicolons and tabs that some of them write. */
#include <string.h>

#include "core/base/error.h"
#include "plan/row.h"

typedef struct {
  const char *path, *at;
  guint line;                /* of AT */
  char delimiter;
} Reader;

/* A cell in quotes; two of them are one that is meant. FALSE where it has no end. */
static gboolean
read_quoted (Reader *reader, GString *cell)
{
  for (reader->at++; *reader->at; reader->at++) {
    if (*reader->at == '\n')
      reader->line++;
    if (*reader->at != '"') {
      g_string_append_c (cell, *reader->at);
    } else if (reader->at[1] == '"') {
      g_string_append_c (cell, *reader->at++);
    } else {
      reader->at++;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
read_cell (Reader *reader, GString *cell, GError **error)
{
  guint line = reader->line;

  g_string_truncate (cell, 0);
  if (*reader->at == '"' && !read_quoted (reader, cell)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: a quote that begins here has no end", reader->path, line);
    return FALSE;
  }
  while (*reader->at && *reader->at != reader->delimiter && *reader->at != '\n')
    g_string_append_c (cell, *reader->at++);
  g_strchomp (cell->str);
  return TRUE;
}

/* The cells up to the end of the line; NULL where one is wrong. */
static GPtrArray *
read_line (Reader *reader, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);

  for (;;) {
    if (!read_cell (reader, cell, error))
      return NULL;
    g_ptr_array_add (cells, g_strdup (cell->str));
    if (*reader->at != reader->delimiter)
      break;
    reader->at++;
  }
  if (*reader->at == '\n') {
    reader->at++;
    reader->line++;
  }
  return g_steal_pointer (&cells);
}

static gboolean
skip_blank (Reader *reader)
{
  const char *end = strchr (reader->at, '\n');
  gsize length = end ? (gsize) (end - reader->at) : strlen (reader->at);

  if (!*reader->at || (*reader->at != '#' && strspn (reader->at, " \t\r,;") < length))
    return FALSE;
  reader->at += length + (end != NULL);
  reader->line++;
  return TRUE;
}

/* A line that begins with # is a comment, unless it begins with the name of a clip that is there, which nobody is to
 * guess about. */
static gboolean
check_comment (const Reader *reader, GError **error)
{
  char ends[] = { reader->delimiter, '\n', '\r', '\0' };
  g_autofree char *folder = g_path_get_dirname (reader->path);
  g_autofree char *name = g_strndup (reader->at, strcspn (reader->at, ends)), *file = NULL;

  file = g_build_filename (folder, g_strchomp (name), NULL);
  if (*name != '#' || !name[1] || !g_file_test (file, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: a line that begins with # is a comment, and %s is there: ./%s names "
      "it, and a blank behind the # makes a comment", reader->path, reader->line, name, name);
  return FALSE;
}

static RenderRow *
row_of (const Reader *reader, const GPtrArray *head, const GPtrArray *cells, guint line, GError **error)
{
  RenderRow *row;

  if (cells->len > head->len) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: %u cells under %u columns; one with a %c in it needs quotes",
        reader->path, line, cells->len, head->len, reader->delimiter);
    return NULL;
  }
  row = render_row_new (reader->path, line);
  for (guint i = 0; i < cells->len; i++) {
    g_autofree char *place = g_strdup_printf ("%s:%u: column %u", reader->path, line, i + 1);
    if (*(const char *) head->pdata[i]) {
      render_row_add (row, place, head->pdata[i], cells->pdata[i]);
    } else if (*(const char *) cells->pdata[i]) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s: has no name in the first line", place);
      render_row_free (row);
      return NULL;
    }
  }
  return row;
}

/* Column I, the first being 0, of LINE. Stills may be several; of all else the second would win in silence. */
static gboolean
check_column (const Reader *reader, const GPtrArray *head, guint i, guint line, GError **error)
{
  const char *name = head->pdata[i];

  for (guint k = 0; *name && k < i && strcmp (name, "still") != 0; k++)
    if (strcmp (head->pdata[k], name) == 0) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: column %u: %s stands in column %u already; keep one", reader->path,
          line, i + 1, name, k + 1);
      return FALSE;
    }
  if (!*name || render_row_check_key (name, error))
    return TRUE;
  g_prefix_error (error, "%s:%u: column %u: %s: ", reader->path, line, i + 1, name);
  return FALSE;
}

static gboolean
check_head (const Reader *reader, GPtrArray *head, guint line, GError **error)
{
  gboolean has_clip = FALSE;

  for (guint i = 0; i < head->len; i++) {
    g_strstrip (head->pdata[i]);
    has_clip |= strcmp (head->pdata[i], "clip") == 0;
  }
  for (guint i = 0; has_clip && i < head->len; i++)
    if (!check_column (reader, head, i, line, error))
      return FALSE;
  if (!has_clip)
    g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s:%u: no column \"clip\"; the first line names the columns, as in "
        "clip,telemetry,sync,layout,output", reader->path, line);
  return has_clip;
}

static char
delimiter_of (const char *text)
{
  const char *end = strchr (text, '\n');
  g_autofree char *first = end ? g_strndup (text, (gsize) (end - text)) : g_strdup (text);

  return strchr (first, '\t') ? '\t' : strchr (first, ';') && !strchr (first, ',') ? ';' : ',';
}

GPtrArray *
render_rows_read_csv (const char *path, const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) render_row_free);
  Reader reader = { .path = path, .at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, .line = 1 };
  g_autoptr (GPtrArray) head = NULL;
  guint line;

  while (*reader.at && skip_blank (&reader))
    ;
  reader.delimiter = delimiter_of (reader.at);
  line = reader.line;
  head = read_line (&reader, error);
  if (!head || !check_head (&reader, head, line, error))
    return NULL;
  while (*reader.at) {
    g_autoptr (GPtrArray) cells = NULL;
    RenderRow *row;
    line = reader.line;
    if (!check_comment (&reader, error))
      return NULL;
    if (skip_blank (&reader))
      continue;
    cells = read_line (&reader, error);
    row = cells ? row_of (&reader, head, cells, line, error) : NULL;
    if (!row)
      return NULL;
    g_ptr_array_add (rows, row);
  }
  return g_steal_pointer (&rows);
}
