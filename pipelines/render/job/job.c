/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "job/job.h"

#include <string.h>

#define GROUP "job"

static const char *const names[RENDER_N_KINDS] = {
  [RENDER_BURN] = "burn",
  [RENDER_SOFT] = "soft",
  [RENDER_OVERLAY_ONLY] = "overlay-only",
  [RENDER_SUBTITLES] = "subtitles",
};

/* A text of a job, by the key it goes by. */
static const struct {
  const char *key;
  gsize offset;
} texts[] = {
  { "clip", G_STRUCT_OFFSET (RenderJob, clip) },
  { "telemetry", G_STRUCT_OFFSET (RenderJob, telemetry) },
  { "mission", G_STRUCT_OFFSET (RenderJob, mission) },
  { "output-burn", G_STRUCT_OFFSET (RenderJob, outputs[RENDER_BURN]) },
  { "output-soft", G_STRUCT_OFFSET (RenderJob, outputs[RENDER_SOFT]) },
  { "output-overlay-only", G_STRUCT_OFFSET (RenderJob, outputs[RENDER_OVERLAY_ONLY]) },
  { "output-subtitles", G_STRUCT_OFFSET (RenderJob, outputs[RENDER_SUBTITLES]) },
  { "encoder", G_STRUCT_OFFSET (RenderJob, encoder) },
  { "languages", G_STRUCT_OFFSET (RenderJob, languages) },
};

static const struct {
  const char *key;
  gsize offset;
} lists[] = {
  { "still", G_STRUCT_OFFSET (RenderJob, stills) },
  { "property", G_STRUCT_OFFSET (RenderJob, properties) },
};

#define TEXT(job, i) G_STRUCT_MEMBER (char *, job, texts[i].offset)
#define LIST(job, i) G_STRUCT_MEMBER (GPtrArray *, job, lists[i].offset)

const char *
render_kind_name (RenderKind kind)
{
  g_return_val_if_fail (kind < RENDER_N_KINDS, NULL);
  return names[kind];
}

RenderJob *
render_job_new (void)
{
  RenderJob *job = g_new0 (RenderJob, 1);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    LIST (job, i) = g_ptr_array_new_with_free_func (g_free);
  return job;
}

void
render_job_free (RenderJob *job)
{
  if (!job)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (TEXT (job, i));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (LIST (job, i));
  g_free (job->segments);
  g_free (job->joined_of);
  g_free (job);
}

RenderJob *
render_job_copy_settings (const RenderJob *job)
{
  RenderJob *copy = render_job_new ();

  copy->telemetry = g_strdup (job->telemetry);
  copy->mission = g_strdup (job->mission);
  copy->encoder = g_strdup (job->encoder);
  copy->languages = g_strdup (job->languages);
  copy->segments = g_strdup (job->segments);
  copy->strict = job->strict;
  for (guint i = 0; i < job->properties->len; i++)
    g_ptr_array_add (copy->properties, g_strdup (job->properties->pdata[i]));
  return copy;
}

/* Whether TEXT, "NAME=VALUE", is of NAME; its value. */
static const char *
value_of (const char *text, const char *name)
{
  gsize length = strlen (name);

  return strncmp (text, name, length) == 0 && text[length] == '=' ? text + length + 1 : NULL;
}

void
render_job_unset (RenderJob *job, const char *name)
{
  for (guint i = job->properties->len; i > 0; i--)
    if (value_of (job->properties->pdata[i - 1], name))
      g_ptr_array_remove_index (job->properties, i - 1);
}

void
render_job_set (RenderJob *job, const char *name, const char *value)
{
  render_job_unset (job, name);
  g_ptr_array_add (job->properties, g_strconcat (name, "=", value, NULL));
}

const char *
render_job_get (const RenderJob *job, const char *name)
{
  for (guint i = job->properties->len; i > 0; i--) {
    const char *value = value_of (job->properties->pdata[i - 1], name);
    if (value)
      return value;
  }
  return NULL;
}

/* Paths need not be UTF-8, which a key file must be. */
static void
put (GKeyFile *file, const char *key, const char *value)
{
  g_autofree char *escaped = g_strescape (value, NULL);

  g_key_file_set_string (file, GROUP, key, escaped);
}

static char *
take (GKeyFile *file, const char *key)
{
  g_autofree char *escaped = g_key_file_get_string (file, GROUP, key, NULL);

  return escaped ? g_strcompress (escaped) : NULL;
}

char *
render_job_to_text (const RenderJob *job)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (TEXT (job, i))
      put (file, texts[i].key, TEXT (job, i));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; k < LIST (job, i)->len; k++) {
      g_autofree char *key = g_strdup_printf ("%s-%u", lists[i].key, k);
      put (file, key, LIST (job, i)->pdata[k]);
    }
  g_key_file_set_boolean (file, GROUP, "strict", job->strict);
  return g_key_file_to_data (file, NULL, NULL);
}

RenderJob *
render_job_from_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  RenderJob *job;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return NULL;
  job = render_job_new ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT (job, i) = take (file, texts[i].key);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0;; k++) {
      g_autofree char *key = g_strdup_printf ("%s-%u", lists[i].key, k);
      char *value = take (file, key);
      if (!value)
        break;
      g_ptr_array_add (LIST (job, i), value);
    }
  job->strict = g_key_file_get_boolean (file, GROUP, "strict", NULL);
  return job;
}
