/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/ndm/object-choice.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"

/* Objects that an error names. */
#define LISTED 12

/* The largest catalogue number, nine digits. */
#define MAX_NUMBER 999999999

/* What is looked for. */
typedef struct {
  char *text;         /* folded, without blanks around it */
  guint32 number;
  gboolean has_number;
} Wanted;

gboolean
tlm_object_equal (const TlmObject *a, const TlmObject *b)
{
  if (a->number != 0 || b->number != 0)
    return a->number == b->number;
  return strcmp (a->name, b->name) == 0 && strcmp (a->designator, b->designator) == 0;
}

gboolean
tlm_object_number (const char *text, guint32 *out)
{
  static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const char *letter = text[0] ? strchr (letters, g_ascii_toupper (text[0])) : NULL;
  const char *digits = letter ? text + 1 : text;
  guint64 number;

  if ((letter && strlen (digits) != 4)
      || !g_ascii_string_to_unsigned (digits, 10, 0, MAX_NUMBER, &number, NULL))
    return FALSE;
  *out = (guint32) number + (letter ? (guint32) (10 + letter - letters) * 10000 : 0);
  return TRUE;
}

static gboolean
has_number (const TlmObject *object, const Wanted *wanted)
{
  return wanted->has_number && object->number == wanted->number && object->number != 0;
}

static gboolean
has_designator (const TlmObject *object, const Wanted *wanted)
{
  return object->designator[0] && g_ascii_strcasecmp (object->designator, wanted->text) == 0;
}

static gboolean
has_name (const TlmObject *object, const Wanted *wanted)
{
  g_autofree char *name = g_utf8_casefold (object->name, -1);

  return strcmp (g_strstrip (name), wanted->text) == 0;
}

static gboolean
has_part (const TlmObject *object, const Wanted *wanted)
{
  g_autofree char *name = g_utf8_casefold (object->name, -1);

  return strstr (name, wanted->text) != NULL;
}

static gboolean
is_any (const TlmObject *object, const Wanted *wanted)
{
  return TRUE;
}

typedef gboolean (*Rule) (const TlmObject *object, const Wanted *wanted);

/* From the surest to the least sure. */
static const Rule rules[] = { has_number, has_designator, has_name, has_part };

static guint
hash_object (gconstpointer object)
{
  const TlmObject *one = object;

  return one->number ? one->number : g_str_hash (one->name);
}

static gboolean
equal_objects (gconstpointer a, gconstpointer b)
{
  return tlm_object_equal (a, b);
}

/* The objects that RULE takes, each once, in the order of the file. */
static GPtrArray *
gather (const TlmObject *objects, gsize n, Rule rule, const Wanted *wanted)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_object, equal_objects);
  GPtrArray *found = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    if (rule (&objects[i], wanted) && g_hash_table_add (seen, (gpointer) &objects[i]))
      g_ptr_array_add (found, (gpointer) &objects[i]);
  return found;
}

/* "ISS (ZARYA) 25544, TIANHE 48274 and 3 more". */
static char *
list (const GPtrArray *objects)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *valid = NULL;

  for (guint i = 0; i < MIN (objects->len, LISTED); i++) {
    const TlmObject *object = objects->pdata[i];
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", tlm_head (object->name, 40).text);
    if (object->number)
      g_string_append_printf (text, "%s%u", object->name[0] ? " " : "", object->number);
    else if (object->designator[0])
      g_string_append_printf (text, "%s%s", object->name[0] ? " " : "", object->designator);
  }
  if (objects->len > LISTED)
    g_string_append_printf (text, " and %u more", objects->len - LISTED);
  valid = g_utf8_make_valid (text->str, -1);
  return g_steal_pointer (&valid);
}

static void
fail_none (const TlmObject *objects, gsize n, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) all = gather (objects, n, is_any, NULL);
  g_autofree char *listed = list (all);

  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found no object \"%s\", expected one of the "
      "%u there are, by name or number: %s", tlm_head (wanted, 60).text, all->len, listed);
}

static void
fail_several (const GPtrArray *found, const char *wanted, GError **error)
{
  const TlmObject *first = found->pdata[0];
  g_autofree char *listed = list (found);
  g_autofree char *number = first->number ? g_strdup_printf ("%u", first->number) : NULL;

  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "found %u objects that \"%s\" may mean (%s), "
      "expected a word for one of them, as in object=%s", found->len, tlm_head (wanted, 60).text, listed,
      number ? number : first->designator[0] ? first->designator : first->name);
}

gssize
tlm_object_choose (const TlmObject *objects, gsize n, const char *wanted, GError **error)
{
  g_autofree char *text = NULL;
  Wanted what = { 0 };

  g_return_val_if_fail ((objects || n == 0) && wanted, -1);
  text = g_utf8_casefold (wanted, -1);
  what.text = g_strstrip (text);
  what.has_number = tlm_object_number (what.text, &what.number);
  for (guint i = 0; *what.text && i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (GPtrArray) found = gather (objects, n, rules[i], &what);
    if (found->len == 1)
      return (const TlmObject *) found->pdata[0] - objects;
    if (found->len > 1) {
      fail_several (found, wanted, error);
      return -1;
    }
  }
  fail_none (objects, n, wanted, error);
  return -1;
}
