/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/ass/ass-style.h"

#include <string.h>

#include "render/ass/ass-mark.h"

/* Size of plain lines, as a part of the height. */
#define PLAIN_SIZE 0.045

struct _TlrAssStyles {
  int width, height;
  GPtrArray *fonts;        /* TlrAssFont * */
  GPtrArray *names;        /* of the first fonts: those in the header; interned */
  GString *header;
};

TlrAssStyles *
tlr_ass_styles_new (int width, int height)
{
  TlrAssStyles *styles = g_new0 (TlrAssStyles, 1);

  styles->width = width;
  styles->height = height;
  styles->fonts = g_ptr_array_new_with_free_func ((GDestroyNotify) tlr_ass_font_free);
  styles->names = g_ptr_array_new ();
  styles->header = g_string_new (NULL);
  g_string_append_printf (styles->header, "[Script Info]\nScriptType: v4.00+\nPlayResX: %d\n"
      "PlayResY: %d\nLayoutResX: %d\nLayoutResY: %d\nWrapStyle: 2\nScaledBorderAndShadow: yes\nKerning: yes\n"
      "YCbCr Matrix: None\n\n[V4+ Styles]\n"
      "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
      "BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, "
      "BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
      "Style: " TLR_ASS_SHAPE ",Inter,20,&H00FFFFFF,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,0,0,7,0,0,0,1\n",
      width, height, width, height);
  return styles;
}

void
tlr_ass_styles_free (TlrAssStyles *styles)
{
  if (!styles)
    return;
  g_ptr_array_unref (styles->fonts);
  g_ptr_array_unref (styles->names);
  g_string_free (styles->header, TRUE);
  g_free (styles);
}

/* Index of the font of a style, made when it is new. */
static guint
find (TlrAssStyles *styles, const TlrTextStyle *style)
{
  TlrTextStyle square = *style;
  guint i;

  square.x_scale = 1;
  for (i = 0; i < styles->fonts->len; i++)
    if (memcmp (tlr_ass_font_get_style (styles->fonts->pdata[i]), &square, sizeof square) == 0)
      return i;
  g_ptr_array_add (styles->fonts, tlr_ass_font_new (&square));
  return i;
}

TlrAssFont *
tlr_ass_styles_find (TlrAssStyles *styles, const TlrTextStyle *style, const char **name)
{
  guint index = find (styles, style);

  *name = index < styles->names->len ? styles->names->pdata[index] : NULL;
  return styles->fonts->pdata[index];
}

static void
append_style (GString *out, const char *name, TlrAssFont *font)
{
  const TlrTextStyle *style = tlr_ass_font_get_style (font);
  g_autofree char *family = g_strdelimit (g_strdup (tlr_ass_font_get_family (font)), ",{}\\\n", ' ');

  g_string_append_printf (out, "Style: %s,%s,", name, family);
  tlr_ass_append_number (out, tlr_ass_font_get_size (font));
  g_string_append_c (out, ',');
  tlr_ass_append_colour (out, style->rgba);
  g_string_append (out, ",&H0,");
  tlr_ass_append_colour (out, style->outline_rgba);
  g_string_append_printf (out, ",&H0,%d,0,0,0,100,100,", style->weight == 700 ? -1 : 0);
  tlr_ass_append_number (out, style->spacing);
  g_string_append (out, ",0,1,");
  tlr_ass_append_number (out, style->outline);
  g_string_append (out, ",0,7,0,0,0,1\n");
}

void
tlr_ass_styles_add (TlrAssStyles *styles, const TlrTextStyle *style)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *name = NULL;
  guint before = styles->fonts->len, index = find (styles, style);

  if (index < before || styles->names->len < before)
    return;
  name = g_strdup_printf ("S%u", index);
  append_style (line, name, styles->fonts->pdata[index]);
  if (styles->header->len + line->len >= TLR_ASS_HEADER_SIZE)
    return;
  g_string_append (styles->header, line->str);
  g_ptr_array_add (styles->names, (gpointer) g_intern_string (name));
}

void
tlr_ass_styles_add_plain (TlrAssStyles *styles, gboolean bottom)
{
  g_string_append (styles->header, "Style: " TLR_ASS_PLAIN ",Inter,");
  tlr_ass_append_number (styles->header, PLAIN_SIZE * 1.2 * styles->height);
  g_string_append (styles->header,
      ",&H00FFFFFF,&H0,&H00000000,&H80000000,600,0,0,0,100,100,0,0,1,");
  tlr_ass_append_number (styles->header, styles->height / 540.0);
  g_string_append_printf (styles->header, ",0,%d,%d,%d,%d,1\n", bottom ? 2 : 8,
      styles->width / 20, styles->width / 20, styles->height / 20);
}

const char *
tlr_ass_styles_header (const TlrAssStyles *styles)
{
  return styles->header->str;
}
