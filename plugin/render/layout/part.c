/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/part.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "render/layout/key-value.h"

/* Degrees that a rotation by the channel itself reaches. */
#define WHOLE_TURNS 3600.0

/* Lengths and factors beyond this are none that anybody draws. */
#define MOST 1e6

/* What the numbers of a step are. */
typedef enum { TAKES_NOTHING, TAKES_COLOUR, TAKES_ONE, TAKES_TWO } Takes;

static const struct {
  const char *name;
  Takes takes;
  gboolean moves;
  gboolean needs_channel;    /* else it may be the same always */
  gboolean has_centre;
  const char *right;         /* shown after what is wrong */
} kinds[] = {
  [TLR_PART_SHOW] = { .name = "show", .right = "show when throttle>0" },
  [TLR_PART_HIDE] = { .name = "hide", .right = "hide when phase=coast" },
  [TLR_PART_FILL] = { .name = "fill", .takes = TAKES_COLOUR,
    .right = "fill #ff8800 when phase=ascent, or fill propellant 0..1 to #ff3b30..#4cd964" },
  [TLR_PART_STROKE] = { .name = "stroke", .takes = TAKES_COLOUR,
    .right = "stroke #ff8800 when phase=ascent, or stroke propellant 0..1 to #ff3b30..#4cd964" },
  [TLR_PART_OPACITY] = { .name = "opacity", .takes = TAKES_ONE,
    .right = "opacity 0.3 when signal=lost, or opacity throttle 0..1 to 0.2..1" },
  [TLR_PART_ROTATE] = { .name = "rotate", .takes = TAKES_ONE, .moves = TRUE, .needs_channel = TRUE, .has_centre = TRUE,
    .right = "rotate -pitch about 50,80, or rotate throttle 0..1 to -120..120 about 50,80" },
  [TLR_PART_MOVE] = { .name = "move", .takes = TAKES_TWO, .moves = TRUE, .needs_channel = TRUE,
    .right = "move altitude 0..100:km to 0,0..0,-400" },
  [TLR_PART_SCALE] = { .name = "scale", .takes = TAKES_TWO, .moves = TRUE, .needs_channel = TRUE, .has_centre = TRUE,
    .right = "scale propellant 0..1 to 1,0..1,1 about 0,90" },
};

/* Reading one step. */
typedef struct {
  TlrPartStep *step;
  char **words;            /* those before "when" */
  guint at;
} Reader;

static gboolean
fail (GError **error, TlrPartKind kind, const char *found)
{
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "\"%s\" is not right; right is for example %s",
      tlm_head (found, 80).text, kinds[kind].right);
  return FALSE;
}

/* Numbers separated by commas. */
static gboolean
read_numbers (const char *text, guint n, double *out)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", 4);

  if (g_strv_length (parts) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!tlr_key_read_number (parts[i], &out[i]) || out[i] < -MOST || out[i] > MOST)
      return FALSE;
  return TRUE;
}

static gboolean
read_value (Takes takes, const char *text, double out[4])
{
  switch (takes) {
    case TAKES_NOTHING:
      return FALSE;
    case TAKES_COLOUR:
      return tlr_key_read_colour (text, out);
    case TAKES_ONE:
      return read_numbers (text, 1, out);
    case TAKES_TWO:
      return read_numbers (text, 2, out);
  }
  return FALSE;
}

/* "0..100:km" into the storage unit. */
static gboolean
read_range (const char *text, double *low, double *high)
{
  const char *dots = strstr (text, ".."), *colon = strchr (text, ':');
  const TlmUnit *unit = colon ? tlm_unit_find (colon + 1) : NULL;

  if (!dots || (colon && (!unit || colon < dots)))
    return FALSE;
  g_autofree char *first = g_strndup (text, (gsize) (dots - text));
  g_autofree char *last = colon ? g_strndup (dots + 2, (gsize) (colon - dots) - 2) : g_strdup (dots + 2);
  if (!tlr_key_read_number (first, low) || !tlr_key_read_number (last, high))
    return FALSE;
  *low = unit ? tlm_unit_to_si (unit, *low) : *low;
  *high = unit ? tlm_unit_to_si (unit, *high) : *high;
  return *low < *high;
}

/* "#ff0000..#00ff00", "0,0..0,-400". */
static gboolean
read_ends (Takes takes, const char *text, TlrPartStep *step)
{
  const char *dots = strstr (text, "..");

  if (!dots)
    return FALSE;
  g_autofree char *first = g_strndup (text, (gsize) (dots - text));
  return read_value (takes, first, step->first) && read_value (takes, dots + 2, step->last);
}

/* CHANNEL FROM..TO to A..B, or of a rotation [-]CHANNEL alone. */
static gboolean
read_channel (Reader *reader)
{
  TlrPartStep *step = reader->step;
  char **words = reader->words + reader->at;
  gboolean minus = words[0][0] == '-';

  if (strlen (words[0]) >= sizeof step->channel || !g_ascii_isalpha (words[0][minus]))
    return FALSE;
  if (words[1] && strcmp (words[1], "about") != 0) {
    g_strlcpy (step->channel, words[0], sizeof step->channel);
    reader->at += 4;
    return read_range (words[1], &step->low, &step->high) && words[2] && strcmp (words[2], "to") == 0 && words[3] &&
        read_ends (kinds[step->kind].takes, words[3], step);
  }
  g_strlcpy (step->channel, words[0] + minus, sizeof step->channel);
  step->high = step->last[0] = WHOLE_TURNS;
  step->low = step->first[0] = -WHOLE_TURNS;
  if (minus) {
    step->first[0] = WHOLE_TURNS;
    step->last[0] = -WHOLE_TURNS;
  }
  reader->at++;
  return step->kind == TLR_PART_ROTATE && step->channel[0];
}

static gboolean
read_centre (Reader *reader)
{
  char **words = reader->words + reader->at;

  if (!words[0])
    return TRUE;
  reader->step->has_centre = TRUE;
  return kinds[reader->step->kind].has_centre && strcmp (words[0], "about") == 0 && words[1] && !words[2] &&
      read_numbers (words[1], 2, reader->step->centre);
}

static gboolean
read_step (Reader *reader)
{
  TlrPartStep *step = reader->step;
  const char *word = reader->words[reader->at];
  Takes takes = kinds[step->kind].takes;

  if (takes == TAKES_NOTHING)
    return !word && step->when;
  if (!word)
    return FALSE;
  if (kinds[step->kind].needs_channel || !read_value (takes, word, step->first))
    return read_channel (reader) && read_centre (reader);
  return !reader->words[reader->at + 1];
}

static gboolean
in_range (const TlrPartStep *step)
{
  return step->kind != TLR_PART_OPACITY ||
      (MIN (step->first[0], step->last[0]) >= 0 && MAX (step->first[0], step->last[0]) <= 1);
}

static gboolean
find_kind (const char *word, TlrPartKind *kind, GError **error)
{
  const char *names[G_N_ELEMENTS (kinds) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    names[i] = kinds[i].name;
    if (strcmp (word, kinds[i].name) == 0) {
      *kind = (TlrPartKind) i;
      return TRUE;
    }
  }
  g_autofree char *hint = tlm_suggest_hint (word, names);
  g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "\"%s\" is nothing that an element does%s", tlm_head (word, 80).text,
      hint);
  return FALSE;
}

/* Words between any blanks, none of them empty. */
static char **
split_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **part = parts; *part; part++)
    if (**part)
      g_strv_builder_add (words, *part);
  return g_strv_builder_end (words);
}

static gboolean
parse_step (const char *text, TlrPartStep *step, GError **error)
{
  const char *when = strstr (text, " when ");
  g_autofree char *before = when ? g_strndup (text, (gsize) (when - text)) : g_strdup (text);
  g_auto (GStrv) words = split_words (before);
  Reader reader = { step, words, 1 };

  if (!words[0] || !find_kind (words[0], &step->kind, error))
    return FALSE;
  if (when && !tlr_condition_parse (when + strlen (" when "), &step->when, error))
    return FALSE;
  return (read_step (&reader) && in_range (step)) || fail (error, step->kind, text);
}

TlrPart *
tlr_part_parse (const char *text, GError **error)
{
  g_autoptr (TlrPart) part = g_new0 (TlrPart, 1);

  g_return_val_if_fail (text != NULL, NULL);
  g_auto (GStrv) steps = g_strsplit (text, ";", TLR_PART_STEPS + 2);
  for (guint i = 0; steps[i]; i++) {
    if (!g_strstrip (steps[i])[0])
      continue;
    if (part->n_steps == TLR_PART_STEPS) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "more than %d steps", TLR_PART_STEPS);
      return NULL;
    }
    if (!parse_step (steps[i], &part->steps[part->n_steps++], error)) {
      tlm_error_make_safe (error);
      return NULL;
    }
  }
  if (part->n_steps == 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT, "nothing that the element does; right is for example %s",
        kinds[TLR_PART_SHOW].right);
    return NULL;
  }
  return g_steal_pointer (&part);
}

void
tlr_part_free (TlrPart *part)
{
  for (guint i = 0; part && i < part->n_steps; i++)
    g_clear_pointer (&part->steps[i].when, tlm_condition_unref);
  g_free (part);
}

gboolean
tlr_part_step_moves (const TlrPartStep *step)
{
  return kinds[step->kind].moves;
}

void
tlr_part_step_at (const TlrPartStep *step, double value, double out[4])
{
  double span = step->high - step->low, part = span > 0 ? (CLAMP (value, step->low, step->high) - step->low) / span : 0;

  for (guint i = 0; i < 4; i++)
    out[i] = step->first[i] + part * (step->last[i] - step->first[i]);
}

TlrPartHelp
tlr_part_help (guint index)
{
  static const TlrPartHelp help[] = {
    { .example = "show when throttle>0", .blurb = "Seen only while a condition holds" },
    { .example = "hide when phase=coast,entry", .blurb = "Not seen while it holds; stands above show" },
    { .example = "fill #ff8800 when phase=ascent",
      .blurb = "The colour of all in it that is filled; stroke is that of lines" },
    { .example = "fill propellant 0..1 to #ff3b30..#4cd964",
      .blurb = "Between two colours, as a channel is between two numbers" },
    { .example = "opacity throttle 0..100:% to 0.2..1", .blurb = "How opaque it is, 0 to 1, in place of its own opacity" },
    { .example = "rotate -pitch about 50,80",
      .blurb = "Turned clockwise by so many degrees about a point; about the middle of the drawing unless told" },
    { .example = "rotate speed 0..1000:km/h to -120..120", .blurb = "From one angle to another, degrees" },
    { .example = "move altitude 0..100:km to 0,0..0,-400",
      .blurb = "By so much to the right and down, the drawing's own lengths" },
    { .example = "scale propellant 0..1 to 1,0..1,1 about 0,90",
      .blurb = "So many times as wide and as high, about a point as above" },
    { NULL, NULL },
  };

  return help[MIN (index, G_N_ELEMENTS (help) - 1)];
}
