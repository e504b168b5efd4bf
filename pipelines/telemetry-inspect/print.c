/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* All that is printed goes through one place, where nothing is left that a terminal obeys. */
#include <string.h>

#include "core/base/print-safe.h"
#include "inspect.h"

/* The bytes of a character that may come in pieces. */
#define LONGEST 4

typedef struct {
  FILE *to;
  GString *rest;             /* of a character whose end did not come yet */
} Printer;

/* How much of TEXT ends between characters. */
static gsize
whole_characters (const char *text, gsize length)
{
  for (gsize back = 1; back < LONGEST && back <= length; back++) {
    const guchar c = (guchar) text[length - back];
    if (c < 0x80)
      return length;
    if (c >= 0xc0)
      return g_utf8_get_char_validated (text + length - back, (gssize) back) == (gunichar) -2 ?
          length - back : length;
  }
  return length;
}

static gboolean
print (Printer *printer, gsize length)
{
  g_autoptr (GString) safe = g_string_sized_new (length);

  tlm_print_safe_lines (printer->rest->str, length, safe);
  g_string_erase (printer->rest, 0, (gssize) length);
  return fwrite (safe->str, 1, safe->len, printer->to) == safe->len;
}

static ssize_t
take (void *cookie, const char *text, size_t length)
{
  Printer *printer = cookie;

  g_string_append_len (printer->rest, text, (gssize) length);
  return print (printer, whole_characters (printer->rest->str, printer->rest->len)) ? (ssize_t) length : 0;
}

static int
finish (void *cookie)
{
  Printer *printer = cookie;
  gboolean done = print (printer, printer->rest->len) && fflush (printer->to) == 0;

  g_string_free (printer->rest, TRUE);
  g_free (printer);
  return done ? 0 : EOF;
}

FILE *
inspect_print_safely (FILE *to)
{
  const cookie_io_functions_t functions = { .write = take, .close = finish };
  Printer *printer = g_new0 (Printer, 1);

  printer->to = to;
  printer->rest = g_string_new (NULL);
  return fopencookie (printer, "w", functions);
}
