/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/template-private.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/base/suggest.h"
#include "core/measure/channel.h"

#define NAME_MAX_BYTES 64

/* Fields that are not channels. */
static const struct {
  const char *name;
  TlrTokenKind kind;
  gboolean decimals;  /* takes ":1" */
  gboolean argument;  /* needs ":NAME" */
  gboolean columns;   /* takes ":24" */
  const char *example, *blurb;
} fields[] = {
  { .name = "clock", .kind = TLR_TOKEN_CLOCK, .decimals = TRUE, .example = "{clock:1}",
    .blurb = "T+ 00:01:12.4; HOLD while the count stands still; 08:55:02.4 UTC where T-0 is not known" },
  { .name = "clock.l", .kind = TLR_TOKEN_CLOCK_L, .decimals = TRUE, .example = "{clock.l}",
    .blurb = "L− 00:14:00, the count that runs on through holds" },
  { .name = "gmt", .kind = TLR_TOKEN_GMT, .decimals = TRUE, .example = "{gmt}",
    .blurb = "GMT 278/08:55:02, with the day of the year" },
  { .name = "met", .kind = TLR_TOKEN_MET, .decimals = TRUE, .example = "{met}",
    .blurb = "MET 001/02:01:12, time since liftoff with days" },
  { .name = "utc", .kind = TLR_TOKEN_UTC, .decimals = TRUE, .example = "{utc:1}",
    .blurb = "08:55:02.5" },
  { .name = "utc+03:00", .kind = TLR_TOKEN_UTC, .decimals = TRUE, .example = "{utc+03:00}",
    .blurb = "11:55:02, a clock of that zone; {date-08:00} is its date" },
  { .name = "date", .kind = TLR_TOKEN_DATE, .example = "{date}",
    .blurb = "2021-10-05" },
  { .name = "phase", .kind = TLR_TOKEN_PHASE, .columns = TRUE, .example = "{phase:24}",
    .blurb = "The phase of the vehicle, or of the mission; the short name where the long one takes more columns" },
  { .name = "phase.time", .kind = TLR_TOKEN_PHASE_TIME, .example = "{phase.time}",
    .blurb = "How long the phase has lasted" },
  { .name = "signal.age", .kind = TLR_TOKEN_SIGNAL_AGE, .example = "{signal.age}",
    .blurb = "How long nothing has been heard of the vehicle; empty while it is heard" },
  { .name = "next", .kind = TLR_TOKEN_NEXT, .columns = TRUE, .example = "{next:24}",
    .blurb = "The event to come" },
  { .name = "next.countdown", .kind = TLR_TOKEN_NEXT_COUNTDOWN, .example = "{next.countdown}",
    .blurb = "T−00:00:12, until then" },
  { .name = "next.word", .kind = TLR_TOKEN_NEXT_WORD, .example = "{next.word}",
    .blurb = "NEXT, or NOMINAL where the event is only planned" },
  { .name = "vehicle", .kind = TLR_TOKEN_VEHICLE, .example = "{vehicle}",
    .blurb = "Name of the vehicle" },
  { .name = "mission", .kind = TLR_TOKEN_MISSION, .example = "{mission}",
    .blurb = "Name of the mission" },
  { .name = "credit", .kind = TLR_TOKEN_CREDIT, .example = "{credit}",
    .blurb = "Whose the data is" },
  { .name = "provenance", .kind = TLR_TOKEN_PROVENANCE, .example = "{provenance}",
    .blurb = "Reconstructed, simulated, predicted; empty for measured data" },
  { .name = "age", .kind = TLR_TOKEN_AGE, .argument = TRUE, .example = "{age:altitude}",
    .blurb = "Seconds since the last sample of a channel" },
  { .name = "text", .kind = TLR_TOKEN_TEXT, .argument = TRUE, .example = "{text:NAME}",
    .blurb = "A text channel of the telemetry" },
};

static gboolean
read_decimals (const char *text, int *out)
{
  if (!g_ascii_isdigit (text[0]) || text[1])
    return FALSE;
  *out = text[0] - '0';
  return TRUE;
}

static gboolean
read_columns (const char *text, guint *out)
{
  guint64 columns;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 99, &columns, NULL))
    return FALSE;
  *out = (guint) columns;
  return TRUE;
}

static gboolean
check_unit (const char *field, const char *name, const TlrToken *token, GError **error)
{
  TlmQuantity quantity;
  gboolean per_second;
  TlmChannelId id;

  if (!tlm_channel_from_name (name, &id))
    return TRUE;
  quantity = tlr_token_quantity (token, tlm_channel_get (id)->quantity, &per_second);
  if (quantity == token->unit->quantity)
    return TRUE;
  g_autofree char *why = g_strdup_printf ("%s is no unit of %s", token->unit->symbol, tlm_quantity_name (quantity));
  return tlr_template_fail (error, field, why);
}

static gboolean
parse_special (guint index, const char *field, char **parts, TlrToken *token, GError **error)
{
  guint n = g_strv_length (parts);

  token->kind = fields[index].kind;
  if (fields[index].argument && (n != 2 || !parts[1][0]))
    return tlr_template_fail (error, field, "a name must follow, as in {age:altitude}");
  if (token->kind == TLR_TOKEN_AGE)
    token->names = g_strsplit (parts[1], "|", -1);
  else if (fields[index].argument)
    token->text = g_strdup (parts[1]);
  else if (fields[index].columns && n == 2)
    return read_columns (parts[1], &token->columns) ||
        tlr_template_fail (error, field, "1 to 99 columns may follow, as in {phase:24}");
  else if (n > 2 || (n == 2 && (!fields[index].decimals || !read_decimals (parts[1], &token->decimals))))
    return tlr_template_fail (error, field, fields[index].decimals ? "0 to 9 decimals may follow, as in {clock:1}" :
        "nothing may follow the name");
  return TRUE;
}

/* A name that is neither a field nor a standard channel may be the source's
 * own, but not when it is one letter off. */
static gboolean
check_name (const char *field, const char *name, GError **error)
{
  const char *known[TLM_N_STANDARD_CHANNELS + G_N_ELEMENTS (fields) + 1] = { NULL };
  TlmChannelId id;
  guint n = 0;

  if (!name[0] || strlen (name) > NAME_MAX_BYTES)
    return tlr_template_fail (error, field, "right is {channel}, {channel:unit:decimals} or {phase}");
  if (tlm_channel_from_name (name, &id))
    return TRUE;
  for (guint i = 0; i < TLM_N_STANDARD_CHANNELS; i++)
    known[n++] = tlm_channel_get (i)->name;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    known[n++] = fields[i].name;
  const char *near = tlm_suggest (name, known);
  if (!near)
    return TRUE;
  g_autofree char *why = g_strdup_printf ("no channel of that name; did you mean {%s}?", near);
  return tlr_template_fail (error, field, why);
}

/* What may be asked of a channel besides its value; those with channels named
 * mean something to them alone. */
static const struct {
  const char *suffix;
  TlrTokenKind kind;
  gboolean decimals;       /* takes ":unit:decimals" as the value does */
  gboolean columns;        /* takes ":24" */
  const char *only[3];
  const char *example, *blurb;
} aspects[] = {
  { .suffix = ".unit", .kind = TLR_TOKEN_UNIT, .example = "{altitude.unit:km}",
    .blurb = "The symbol of the unit alone" },
  { .suffix = ".label", .kind = TLR_TOKEN_LABEL, .example = "{altitude.label}",
    .columns = TRUE,
    .blurb = "What the channel is called; {altitude.label:13} is its short name where the long one takes more columns" },
  { .suffix = ".size", .kind = TLR_TOKEN_SIZE, .decimals = TRUE, .example = "{latitude.size:deg:3}",
    .blurb = "The magnitude of the value" },
  { .suffix = ".side", .kind = TLR_TOKEN_SIDE, .only = { "latitude", "longitude" }, .example = "{latitude.side}",
    .blurb = "N or S; of longitude E or W" },
  { .suffix = ".frame", .kind = TLR_TOKEN_FRAME, .only = { "speed" }, .example = "{speed.frame}",
    .blurb = "Earth-relative or inertial; empty where the source does not say" },
  { .suffix = ".word", .kind = TLR_TOKEN_WORD, .only = { "sunlit" }, .example = "{sunlit.word}",
    .blurb = "sunlit, penumbra or eclipse" },
};

/* What may stand behind a field's name. */
typedef struct {
  gboolean decimals, columns;
} Follows;

/* Cuts the aspect off NAME. */
static gboolean
take_aspect (const char *field, char *name, TlrToken *token, Follows *follows, GError **error)
{
  token->kind = TLR_TOKEN_CHANNEL;
  *follows = (Follows) { .decimals = TRUE };
  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++) {
    const char *const *only = aspects[i].only;

    if (!g_str_has_suffix (name, aspects[i].suffix))
      continue;
    name[strlen (name) - strlen (aspects[i].suffix)] = 0;
    token->kind = aspects[i].kind;
    *follows = (Follows) { .decimals = aspects[i].decimals, .columns = aspects[i].columns };
    if (!only[0] || g_strv_contains (only, name))
      return TRUE;
    g_autofree char *why = g_strdup_printf ("right is for example {%s%s}", only[0],
        aspects[i].suffix);
    return tlr_template_fail (error, field, why);
  }
  return TRUE;
}

/* "altitude", "altitude:km:1", "altitude.unit:km", "altitude|altitude-agl" */
static gboolean
parse_channel (const char *field, char **parts, TlrToken *token, GError **error)
{
  Follows follows;
  guint n;

  if (!tlr_template_take_past (field, parts, token, error))
    return FALSE;
  n = g_strv_length (parts);
  if (!take_aspect (field, parts[0], token, &follows, error))
    return FALSE;
  if (follows.columns && n > 1) {
    if (n > 2 || !read_columns (parts[1], &token->columns))
      return tlr_template_fail (error, field, "1 to 99 columns may follow, as in {altitude.label:13}");
  } else if (n > 1 && parts[1][0]) {
    token->unit = tlm_unit_find (parts[1]);
    if (!token->unit)
      return tlr_template_fail (error, field, "unknown unit; right is for example {altitude:km:1}");
  }
  if (n > 3 || (n == 3 && (!follows.decimals || !read_decimals (parts[2], &token->decimals))))
    return tlr_template_fail (error, field, "right is {channel:unit:decimals} with 0 to 9 decimals");
  token->names = g_strsplit (parts[0], "|", -1);
  for (guint i = 0; token->names[i]; i++)
    if (!check_name (field, token->names[i], error) ||
        (token->unit && !check_unit (field, token->names[i], token, error)))
      return FALSE;
  return TRUE;
}

static gboolean
parse_field (const char *field, TlrToken *token, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (field, ":", -1);

  if (!parts[0] || !parts[0][0])
    return tlr_template_fail (error, field, "right is {channel}, {channel:unit:decimals} or {phase}");
  if (tlr_token_is_zone (field))
    return tlr_token_take_zone (field, token) ||
        tlr_template_fail (error, field, "right is {utc+03:00}, {utc-08:00:1} or {date+05:30}, up to 14 hours");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (parts[0], fields[i].name) == 0)
      return parse_special (i, field, parts, token, error);
  return parse_channel (field, parts, token, error);
}

static gboolean
flush_literal (TlrTemplate *text, GString *literal, GError **error)
{
  if (literal->len == 0)
    return TRUE;
  TlrToken *token = tlr_template_add_token (text, error);
  if (!token)
    return FALSE;
  token->kind = TLR_TOKEN_LITERAL;
  token->text = g_strdup (literal->str);
  g_string_truncate (literal, 0);
  return TRUE;
}

/* Reads the field that begins at P, a '{'; returns what follows its '}'. */
static const char *
take_field (TlrTemplate *text, TlrBranches *branches, const char *p, GError **error)
{
  const char *end = strchr (p, '}');

  if (!end) {
    g_autofree char *shown = tlm_print_head (p, 80);
    g_set_error (error, TLM_ERROR, TLM_ERROR_LAYOUT,
        "no } for the { in \"%s\"; a brace itself is written {{", shown);
    return NULL;
  }
  g_autofree char *field = g_strndup (p + 1, (gsize) (end - p - 1));
  if (tlr_branches_know (field))
    return tlr_branches_take (branches, text, field, error) ? end + 1 : NULL;
  TlrToken *token = tlr_template_add_token (text, error);
  if (!token || !parse_field (field, token, error))
    return NULL;
  return end + 1;
}

TlrTemplate *
tlr_template_parse (const char *text, GError **error)
{
  g_autoptr (TlrTemplate) parsed = g_new0 (TlrTemplate, 1);
  g_autoptr (GString) literal = g_string_new (NULL);
  TlrBranches branches = { .n = 0 };

  g_return_val_if_fail (text != NULL, NULL);
  for (const char *p = text; *p;) {
    gboolean twice = (*p == '{' || *p == '}') && p[1] == *p;

    if (*p == '{' && !twice) {
      if (!flush_literal (parsed, literal, error) || !(p = take_field (parsed, &branches, p, error))) {
        tlm_error_make_safe (error);
        return NULL;
      }
      continue;
    }
    g_string_append_c (literal, *p);
    p += twice ? 2 : 1;
  }
  if (!flush_literal (parsed, literal, error) || !tlr_branches_close (&branches, parsed, error)) {
    tlm_error_make_safe (error);
    return NULL;
  }
  return g_steal_pointer (&parsed);
}

static void
add_channel (TlrTemplate *text, TlrTokenKind kind, const char *name)
{
  TlrToken *token = &text->tokens[text->n_tokens++];
  const char *const names[] = { name, NULL };

  token->kind = kind;
  token->names = g_strdupv ((char **) names);
  token->decimals = -1;
}

TlrTemplate *
tlr_template_new_value (const char *name)
{
  TlrTemplate *text = g_new0 (TlrTemplate, 1);

  add_channel (text, TLR_TOKEN_CHANNEL, name);
  return text;
}

TlrTemplate *
tlr_template_new_unit (const char *name)
{
  TlrTemplate *text = g_new0 (TlrTemplate, 1);

  add_channel (text, TLR_TOKEN_UNIT, name);
  return text;
}

TlrTemplate *
tlr_template_new_name (const char *name, gboolean with_vehicle)
{
  TlrTemplate *text = g_new0 (TlrTemplate, 1);

  if (with_vehicle)
    text->tokens[text->n_tokens++].kind = TLR_TOKEN_VEHICLE;
  text->tokens[text->n_tokens++] = (TlrToken) { .kind = TLR_TOKEN_LITERAL,
    .text = g_strconcat (with_vehicle ? " " : "", name, NULL) };
  return text;
}

void
tlr_template_free (TlrTemplate *text)
{
  if (!text)
    return;
  for (guint i = 0; i < text->n_tokens; i++) {
    g_free (text->tokens[i].text);
    g_strfreev (text->tokens[i].names);
    g_free (text->tokens[i].event);
    tlm_condition_unref (text->tokens[i].condition);
  }
  g_free (text);
}

TlrTemplateHelp
tlr_template_help (guint index)
{
  static const TlrTemplateHelp values[] = {
    { "{altitude}", "A channel, in the unit that readers expect" },
    { "{altitude:km:1}", "In this unit, with so many decimals; either may be left out" },
    { "{altitude|altitude-msl}", "The first of these channels that the vehicle has" },
    { "{altitude|max:km:1}", "Its past, in the same way: see [the past of a channel](conditions.md#the-past-of-a-channel); "
        "nothing later than now but with `|whole`" },
    { "{altitude|altitude-msl|at:meco:km}", "The value at an event" },
    { "{altitude|max.unit}", "The unit of that" },
    { "{if altitude>100:km}in space{else}{altitude}{end}", "One of two pieces, by a [condition](conditions.md); "
        "`{else}` may be left out, and up to 4 stand within each other" },
    { "{{ }}", "Braces" },
  };
  guint n = G_N_ELEMENTS (values);

  if (index < n)
    return values[index];
  index -= n;
  if (index < G_N_ELEMENTS (aspects))
    return (TlrTemplateHelp) { aspects[index].example, aspects[index].blurb };
  index -= G_N_ELEMENTS (aspects);
  if (index < G_N_ELEMENTS (fields))
    return (TlrTemplateHelp) { fields[index].example, fields[index].blurb };
  return (TlrTemplateHelp) { NULL, NULL };
}
