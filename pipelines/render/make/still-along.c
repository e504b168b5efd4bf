/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Stills of a clip that is burned anyway: the pictures that come out of its overlay. */
#include "core/base/error.h"
#include "job/still-name.h"
#include "make/branch.h"
#include "make/still-parts.h"

typedef struct {
  const char *text;          /* "PLACE=FILE" */
  guint index;               /* of its picture */
  RenderOutput output;
  gboolean is_taken;
} Still;

typedef struct {
  RenderBranch branch;
  GArray *stills;            /* Still; the streaming thread's while the pipeline runs, as what follows */
  guint64 n_pictures;        /* that have passed */
  GError *error;
  GError *misplaced;         /* of one that is not in the clip */
} Stills;

static void
take (Stills *made, Still *still, GstPad *pad, GstBuffer *picture)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GstSample) sample = gst_sample_new (picture, caps, NULL, NULL);

  still->is_taken = render_still_write (sample, &still->output, &made->error);
  if (!still->is_taken && !made->error)
    render_still_fail (&made->error, still->text, "no picture is there");
}

/* Each is coded at once, while the pipeline waits: nothing is kept but the picture that passes. Where that fails no more are
 * taken, and the burned film goes on. */
static GstPadProbeReturn
watch (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Stills *made = data;
  guint64 index = made->n_pictures++;

  for (guint i = 0; !made->error && i < made->stills->len; i++) {
    Still *still = &g_array_index (made->stills, Still, i);
    if (still->index == index)
      take (made, still, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  }
  return GST_PAD_PROBE_OK;
}

/* The burned film's is PIPELINE's own child, those of other branches are in bins of theirs. */
static GstElement *
overlay_of (GstElement *pipeline)
{
  for (GList *child = GST_BIN_CHILDREN (pipeline); child; child = child->next)
    if (g_strcmp0 (GST_OBJECT_NAME (child->data), "overlay") == 0)
      return child->data;
  g_return_val_if_reached (NULL);
}

static gboolean
join (RenderBranch *branch, GstElement *pipeline, GError **error)
{
  Stills *made = (Stills *) branch;
  g_autoptr (GstPad) out = gst_element_get_static_pad (overlay_of (pipeline), "src");

  made->n_pictures = 0;
  g_clear_error (&made->error);
  for (guint i = 0; i < made->stills->len; i++)
    g_array_index (made->stills, Still, i).is_taken = FALSE;
  gst_pad_add_probe (out, GST_PAD_PROBE_TYPE_BUFFER, watch, made, NULL);
  return TRUE;
}

/* Those that were taken are whole, whatever became of the others. */
static gboolean
finish (RenderBranch *branch, GError **error)
{
  Stills *made = (Stills *) branch;
  GError **reason = made->misplaced ? &made->misplaced : &made->error;

  for (guint i = 0; i < made->stills->len; i++) {
    Still *still = &g_array_index (made->stills, Still, i);
    GError *own = NULL;
    if (still->is_taken ? render_output_finish (&still->output, &render_still_made, &own) :
        render_still_fail (&own, still->text, "no picture is there"))
      continue;
    if (*reason)
      g_error_free (own);
    else
      *reason = own;
  }
  if (!*reason)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (reason));
  return FALSE;
}

static void
free_branch (RenderBranch *branch)
{
  Stills *made = (Stills *) branch;

  for (guint i = 0; i < made->stills->len; i++)
    render_output_abandon (&g_array_index (made->stills, Still, i).output);
  g_array_unref (made->stills);
  g_clear_error (&made->error);
  g_clear_error (&made->misplaced);
  g_free (made);
}

static const RenderBranchClass stills = {
  .join = join,
  .finish = finish,
  .free = free_branch,
};

static void
add (Stills *made, const char *text, GError **error)
{
  const char *file = render_still_file (text);
  g_autofree char *place = g_strndup (text, (gsize) (file - 1 - text));
  Still still = { .text = text };
  gint64 time_ns;

  if (!render_still_read_place (made->branch.clip, text, place, &time_ns, error) || !render_output_open (&still.output, file, error))
    return;
  still.index = render_still_index (made->branch.clip, time_ns);
  g_array_append_val (made->stills, still);
}

RenderBranch *
render_stills_branch (const RenderJob *job, const RenderClip *clip, GError **error)
{
  Stills *made = g_new0 (Stills, 1);

  made->branch = (RenderBranch) { .class = &stills, .job = job, .clip = clip };
  made->stills = g_array_new (FALSE, TRUE, sizeof (Still));
  for (guint i = 0; i < job->stills->len; i++)
    add (made, job->stills->pdata[i], made->misplaced ? NULL : &made->misplaced);
  return &made->branch;
}
