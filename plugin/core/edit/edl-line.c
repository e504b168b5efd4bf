/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edl-line.h"

#include <stdlib.h>
#include <string.h>

#define WORDS 16

/* What stands between blanks. */
typedef struct {
  guint n;
  char words[WORDS][130];
} Words;

static void
split (const char *line, gsize length, Words *words)
{
  gsize i = 0;

  words->n = 0;
  while (i < length && words->n < WORDS) {
    gsize begin, size;
    while (i < length && g_ascii_isspace (line[i]))
      i++;
    for (begin = i; i < length && !g_ascii_isspace (line[i]); i++)
      ;
    if (i == begin)
      break;
    size = MIN (i - begin, sizeof words->words[0] - 1);
    memcpy (words->words[words->n], line + begin, size);
    words->words[words->n++][size] = '\0';
  }
}

static gboolean
read_number (const char *word, guint most, guint *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_label (const char *word, TlmEdlLabel *label)
{
  return tlm_timecode_parse (word, &label->at, &label->has_semicolon);
}

/* "V", "B", "AA/V", "V2", "A2": whether there is a picture in it, and on which track. */
static void
read_channels (const char *word, TlmEdlLine *out)
{
  const char *v = strchr (word, 'V');
  guint track = 1;

  out->is_video = v != NULL || g_str_equal (word, "B");
  if (v && g_ascii_isdigit (v[1]))
    track = (guint) CLAMP (atoi (v + 1), 1, 999);
  out->track = track - 1;
}

/* Returns the number of words it takes, 0 for what is no effect. */
static guint
read_effect (const Words *words, guint at, TlmEdlLine *out)
{
  const char *word = words->words[at];
  guint n = 1;

  out->effect = TLM_EDL_CUT;
  if (g_str_equal (word, "C"))
    return 1;
  if (word[0] == 'K') {
    out->effect = TLM_EDL_KEY;
    while (at + n < words->n && !strchr (words->words[at + n], ':'))
      n++;
    return n;
  }
  if (!g_str_equal (word, "D") && word[0] != 'W')
    return 0;
  out->effect = word[0] == 'W' ? TLM_EDL_WIPE : TLM_EDL_DISSOLVE;
  return at + 1 < words->n && read_number (words->words[at + 1], 1000000, &out->effect_frames) ? 2 : 0;
}

static void
broken (TlmEdlLine *out, TlmEdlKind kind, const char *why)
{
  out->kind = kind;
  g_strlcpy (out->text, why, sizeof out->text);
}

static void
read_event (const Words *words, TlmEdlLine *out)
{
  guint n_effect, at;

  out->kind = TLM_EDL_EVENT;
  g_strlcpy (out->reel, words->words[1], sizeof out->reel);
  read_channels (words->words[2], out);
  n_effect = read_effect (words, 3, out);
  if (n_effect == 0) {
    broken (out, TLM_EDL_EVENT_BROKEN, "its fourth word is none of C, D NNN, WNNN NNN, K");
    return;
  }
  at = 3 + n_effect;
  if (at + 4 > words->n || !read_label (words->words[at], &out->source_in) ||
      !read_label (words->words[at + 1], &out->source_out) ||
      !read_label (words->words[at + 2], &out->record_in) || !read_label (words->words[at + 3], &out->record_out))
    broken (out, TLM_EDL_EVENT_BROKEN, "four timecodes HH:MM:SS:FF have to follow: source in and out, record in "
        "and out");
}

/* "M2 REEL 050.0 01:00:00:00"; some writers leave the reel out. */
static void
read_speed (const Words *words, TlmEdlLine *out)
{
  const char *number = words->n >= 3 ? words->words[words->n - 2] : "", *point = strchr (number, '.');
  char *end;

  out->kind = TLM_EDL_SPEED;
  if (words->n >= 4)
    g_strlcpy (out->reel, words->words[1], sizeof out->reel);
  out->frames_per_second = g_ascii_strtod (number, &end);
  out->decimals = point ? (guint) strlen (point + 1) : 0;
  if (end == number || *end || !(out->frames_per_second > -1e5 && out->frames_per_second < 1e5) ||
      !read_label (words->words[words->n - 1], &out->source_in))
    broken (out, TLM_EDL_SPEED_BROKEN, "M2 has to say the reel, frames a second and a timecode, as in M2 A001 012.5 "
        "01:00:00:00");
}

static gboolean
take_text (const char *line, gsize length, const char *key, TlmEdlKind kind, TlmEdlLine *out)
{
  gsize key_length = strlen (key), n;

  if (length < key_length || g_ascii_strncasecmp (line, key, key_length) != 0)
    return FALSE;
  out->kind = kind;
  n = MIN (length - key_length, sizeof out->text - 1);
  memcpy (out->text, line + key_length, n);
  out->text[n] = '\0';
  g_strstrip (out->text);
  return TRUE;
}

static void
read_remark (const char *line, gsize length, TlmEdlLine *out)
{
  while (length > 0 && (*line == '*' || g_ascii_isspace (*line))) {
    line++;
    length--;
  }
  if (!take_text (line, length, "FROM CLIP NAME:", TLM_EDL_FROM_CLIP, out) &&
      !take_text (line, length, "TO CLIP NAME:", TLM_EDL_TO_CLIP, out))
    take_text (line, length, "SOURCE FILE:", TLM_EDL_SOURCE_FILE, out);
}

void
tlm_edl_line_read (const char *line, gsize length, TlmEdlLine *out)
{
  Words words;

  memset (out, 0, sizeof *out);
  while (length > 0 && g_ascii_isspace (*line)) {
    line++;
    length--;
  }
  if (length == 0 || take_text (line, length, "TITLE:", TLM_EDL_TITLE, out))
    return;
  if (take_text (line, length, "FCM:", TLM_EDL_FCM, out)) {
    out->is_drop = g_ascii_strncasecmp (out->text, "DROP", 4) == 0;
    return;
  }
  if (*line == '*') {
    read_remark (line, length, out);
    return;
  }
  split (line, length, &words);
  if (g_str_equal (words.words[0], "M2"))
    read_speed (&words, out);
  else if (words.n >= 4 && read_number (words.words[0], 999999, &out->number))
    read_event (&words, out);
}
