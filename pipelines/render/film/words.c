/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "film/words.h"

void
render_text_free (RenderText *text)
{
  avcodec_parameters_free (&text->parameters);
  g_free (text->language);
  g_free (text->title);
  g_ptr_array_unref (text->cues);
  g_free (text);
}

void
render_chapter_free (RenderChapter *chapter)
{
  g_free (chapter->title);
  g_free (chapter);
}

void
render_words_clear (RenderWords *words)
{
  g_clear_pointer (&words->tracks, g_ptr_array_unref);
  g_clear_pointer (&words->chapters, g_ptr_array_unref);
}
