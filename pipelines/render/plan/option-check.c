/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* An option that does nothing is one that somebody relies on: it is an error. */
#include "plan/option-check.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/language.h"
#include "core/base/print-safe.h"
#include "job/wanted.h"

#define FLAG(field) G_STRUCT_OFFSET (RenderOptions, field)

/* A flag of OPTIONS with its name. */
typedef struct {
  const char *name;
  gsize offset;
} Flag;

static const struct {
  Flag one, other;
} exclusive[] = {
  { { "verify", FLAG (verify) }, { "force", FLAG (force) } },
  { { "json", FLAG (json) }, { "dry-run", FLAG (dry_run) } },
  { { "json", FLAG (json) }, { "print-pipeline", FLAG (print_pipeline) } },
  { { "json", FLAG (json) }, { "quiet", FLAG (quiet) } },
  { { "dry-run", FLAG (dry_run) }, { "print-pipeline", FLAG (print_pipeline) } },
  { { "dry-run", FLAG (dry_run) }, { "count", FLAG (count) } },
  { { "print-pipeline", FLAG (print_pipeline) }, { "count", FLAG (count) } },
  { { "json", FLAG (json) }, { "count", FLAG (count) } },
  { { "strict", FLAG (strict) }, { "verify", FLAG (verify) } },
};

static gboolean
is_set (const RenderOptions *options, const Flag *flag)
{
  return G_STRUCT_MEMBER (gboolean, options, flag->offset);
}

/* Options that are a property of telemetryoverlay each, which --set would say again. */
static const struct {
  const char *option;
  gsize offset;
  const char *property;
} properties[] = {
  { "telemetry", G_STRUCT_OFFSET (RenderOptions, telemetry), "location" },
  { "mission", G_STRUCT_OFFSET (RenderOptions, mission), "mission" },
  { "layout", G_STRUCT_OFFSET (RenderOptions, layout), "layout" },
  { "liftoff-at", G_STRUCT_OFFSET (RenderOptions, liftoff_at), "liftoff-at" },
  { "footage-start", G_STRUCT_OFFSET (RenderOptions, footage_start), "footage-start" },
};

static gboolean
check_set (const RenderOptions *options, const char *set, GError **error)
{
  gsize length = strcspn (set, "=");

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (G_STRUCT_MEMBER (char *, options, properties[i].offset) && strlen (properties[i].property) == length &&
        strncmp (set, properties[i].property, length) == 0) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--%s and --set %s=… both say the same of the overlay; give one of them",
          properties[i].option, properties[i].property);
      return FALSE;
    }
  return TRUE;
}

/* A farm's tasks agree on how many there are: what is free here says nothing of that. */
static gboolean
check_segments (const RenderOptions *options, GError **error)
{
  RenderWanted wanted = { 1 };

  if (options->segments && !render_wanted_parse (options->segments, 1, 1, &wanted, error)) {
    g_prefix_error (error, "--");
    return FALSE;
  }
  if (options->segment != 0 && options->force) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--force with --segment: each task would take away what those before "
        "it made; remove the outputs, and give the same without --force");
    return FALSE;
  }
  if (options->segment == 0 ||
      (options->segments && options->segment >= 1 && options->segment <= (int) wanted.n && !wanted.is_auto))
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--segment %d: is none of those that --segments has%s; as in --segments 4 "
      "--segment 1", options->segment, wanted.is_auto ? ", auto, which each machine counts otherwise" : "");
  return FALSE;
}

gboolean
render_options_check (const RenderOptions *options, GError **error)
{
  for (char **set = options->set; set && *set; set++)
    if (!check_set (options, *set, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (exclusive); i++)
    if (is_set (options, &exclusive[i].one) && is_set (options, &exclusive[i].other)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--%s does nothing with --%s; give one of them", exclusive[i].one.name,
          exclusive[i].other.name);
      return FALSE;
    }
  if (options->jobs != 0 && options->verify) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--jobs does nothing with --verify, which makes nothing; give one of them");
    return FALSE;
  }
  if (options->jobs < 0) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--jobs %d: is no number of clips, as in --jobs 2", options->jobs);
    return FALSE;
  }
  return check_segments (options, error);
}

static gboolean
any_has (const GPtrArray *jobs, RenderKind one, RenderKind other)
{
  for (guint i = 0; i < jobs->len; i++) {
    const RenderJob *job = jobs->pdata[i];
    if (job->outputs[one] || job->outputs[other])
      return TRUE;
  }
  return FALSE;
}

/* A row may say another number, which its own tasks agree on. */
static gboolean
check_rows (const RenderOptions *options, const GPtrArray *jobs, GError **error)
{
  for (guint i = 0; options->segment != 0 && i < jobs->len; i++) {
    const RenderJob *job = jobs->pdata[i];
    if (job->segments && strcmp (job->segments, "auto") == 0) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "%s: segments=auto with --segment, which each machine counts otherwise; as in "
          "segments=4", job->clip);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
render_options_check_use (const RenderOptions *options, const GPtrArray *jobs, GError **error)
{
  for (int kind = 0; kind < RENDER_N_KINDS; kind++)
    if (options->kinds[kind] && !any_has (jobs, kind, kind)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--%s: each row of %s says its own files; --%s=FOLDER/ is for rows that "
          "say none", render_kind_name (kind), options->manifest, render_kind_name (kind));
      return FALSE;
    }
  if (options->languages && !any_has (jobs, RENDER_SOFT, RENDER_SUBTITLES)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "--languages is of --soft and --subtitles; what is burned speaks as in "
        "--set language=%s", tlm_head (options->languages, MIN (strcspn (options->languages, " ,"), TLM_HEAD_MOST)).text);
    return FALSE;
  }
  if (options->print_pipeline && !any_has (jobs, RENDER_BURN, RENDER_BURN)) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--print-pipeline is of --burn; nothing is burned here");
    return FALSE;
  }
  if (options->segments && !any_has (jobs, RENDER_BURN, RENDER_BURN)) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--segments is of --burn; nothing else is split");
    return FALSE;
  }
  if (options->encoder && !any_has (jobs, RENDER_BURN, RENDER_OVERLAY_ONLY)) {
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "--encoder is of --burn and --overlay-only; nothing else is coded");
    return FALSE;
  }
  return check_rows (options, jobs, error);
}

/* Whether it is one of the table, with or without a country ("de", "de_AT"). */
static gboolean
is_known (const char *name)
{
  const char *code = tlm_language_find (name)->code;
  gsize length = strlen (code);

  return g_ascii_strncasecmp (name, code, length) == 0 && !g_ascii_isalnum (name[length]);
}

static gboolean
check_language (const char *name, const char *option, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  gsize n;
  const TlmLanguage *table = tlm_language_table (&n);

  if (is_known (name))
    return TRUE;
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", table[i].code);
  g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "%s: \"%s\" is no language that is known; known are %s", option,
      tlm_head (name, 40).text, known->str);
  return FALSE;
}

gboolean
render_languages_check (const RenderJob *job, GError **error)
{
  g_auto (GStrv) languages = job->languages ? g_strsplit_set (job->languages, " ,", -1) : NULL;
  const char *burned = render_job_get (job, "language"), *first = NULL;
  guint n = 0;

  if (burned && *burned && !check_language (burned, "language", error))
    return FALSE;
  for (char **one = languages; one && *one; one++) {
    if (!**one)
      continue;
    if (!check_language (*one, "languages", error))
      return FALSE;
    first = n++ == 0 ? *one : first;
  }
  if (languages && n == 0)
    g_set_error_literal (error, TLM_ERROR, TLM_ERROR_RANGE, "languages: names none, as in \"en ru\"");
  else if (n > 1 && job->outputs[RENDER_SUBTITLES])
    g_set_error (error, TLM_ERROR, TLM_ERROR_RANGE, "languages: a file of subtitles has one, and %u are named: one run for each, "
        "as in --subtitles=%s.srt --languages %s; --soft has a track of each", n, first, first);
  else
    return TRUE;
  return FALSE;
}
