/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The overlay on nothing, picture for picture as the clip has them, for an editor to lay over it. */
#include <string.h>

#include "core/base/error.h"
#include "job/overlay.h"
#include "job/report.h"
#include "make/branch.h"
#include "make/burn-film.h"
#include "make/burn.h"
#include "make/encoder.h"
#include "make/output.h"

/* Which colours it is drawn in, so that its white is that of graphics over the clip (graphics-white, BT.2408), and is
 * tagged with. */
typedef struct {
  enum AVColorTransferCharacteristic clip;     /* whose clips get these */
  const char *format;        /* of the pictures, caps text */
  gboolean overrules;        /* the format that the coder asks for */
  const char *colorimetry;   /* caps text */
  AVCodecParameters tags;
} Colours;

#define BT2020(TRANSFER) { .color_range = AVCOL_RANGE_MPEG, .color_primaries = AVCOL_PRI_BT2020, .color_trc = TRANSFER, \
    .color_space = AVCOL_SPC_BT2020_NCL }

/* High dynamic range takes ten bits. */
static const Colours high[] = {
  { .clip = AVCOL_TRC_SMPTE2084, .format = "video/x-raw,format=A444_10LE", .overrules = TRUE,
    .colorimetry = "bt2100-pq", .tags = BT2020 (AVCOL_TRC_SMPTE2084) },
  { .clip = AVCOL_TRC_ARIB_STD_B67, .format = "video/x-raw,format=A444_10LE", .overrules = TRUE,
    .colorimetry = "bt2100-hlg", .tags = BT2020 (AVCOL_TRC_ARIB_STD_B67) },
};

static const Colours yuv = { .colorimetry = "bt709", .tags = { .color_range = AVCOL_RANGE_MPEG,
    .color_primaries = AVCOL_PRI_BT709, .color_trc = AVCOL_TRC_BT709, .color_space = AVCOL_SPC_BT709 } };
/* With the transfer of the footage: editors doubt that of sRGB in a film, and offer to convert the clip. */
static const Colours rgb = { .format = "video/x-raw,format=BGRA", .colorimetry = "1:1:5:1", .tags = { .color_range = AVCOL_RANGE_JPEG,
    .color_primaries = AVCOL_PRI_BT709, .color_trc = AVCOL_TRC_BT709, .color_space = AVCOL_SPC_RGB } };

typedef struct {
  RenderBranch branch;
  const Colours *colours;
  GPtrArray *choices;        /* the first one is taken */
  RenderBurnFilm film;
  RenderOutput output;
} OverlayOnly;

/* QuickTime Animation has eight bits: there white is white, and an editor brings it to its level. */
static const Colours *
colours_of (const RenderClip *clip, const RenderChoice *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (high); i++)
    if (render_clip_video (clip)->codecpar->color_trc == high[i].clip && strcmp (choice->codec->name, "qtrle") != 0)
      return &high[i];
  return !choice->format || strstr (choice->format, "RGB") || strstr (choice->format, "BGR") ? &rgb : &yuv;
}

/* Of the overlay, upright. */
typedef struct {
  int width, height;
  AVRational shape;          /* of a pixel */
} Size;

static Size
size_of (const RenderClip *clip)
{
  const AVStream *video = render_clip_video (clip);
  AVRational shape = video->sample_aspect_ratio.num > 0 ? video->sample_aspect_ratio : (AVRational) { 1, 1 };

  return render_clip_is_on_its_side (clip) ? (Size) { clip->height, clip->width, { shape.den, shape.num } } :
      (Size) { clip->width, clip->height, shape };
}

/* IS_CODED: before the sink, which else gets the pictures. */
static char *
launch_of (const RenderClip *clip, const RenderChoice *choice, const Colours *colours, gboolean is_coded)
{
  const AVStream *video = render_clip_video (clip);
  Size size = size_of (clip);
  AVRational rate = video->avg_frame_rate.num > 0 ? video->avg_frame_rate : (AVRational) { 25, 1 };
  const char *format = choice->format && !colours->overrules ? choice->format : colours->format;
  g_autofree char *code = is_coded ? render_choice_launch (choice, format) : g_strdup (format);

  return g_strdup_printf ("videotestsrc pattern=solid-color foreground-color=0 num-buffers=%" G_GUINT64_FORMAT " ! "
      "%s,colorimetry=%s,width=%d,height=%d,framerate=%d/%d,pixel-aspect-ratio=%d/%d ! "
      "telemetryoverlay name=overlay qos=false ! queue ! %s ! appsink name=sink sync=false max-buffers=8", clip->n_pictures,
      format, colours->colorimetry, size.width, size.height, rate.num, rate.den, size.shape.num, size.shape.den, code);
}

static const RenderChoice *
choice_of (const OverlayOnly *made)
{
  return made->choices->pdata[0];
}

/* FFV1 of what changes alone, where nobody said how it is to be coded; NULL: the choice's element is to do it. */
static RenderSliceCoder *
slices_of (const OverlayOnly *made)
{
  Size size = size_of (made->branch.clip);
  const RenderSliceFormat format = { size.width, size.height, size.shape.num, size.shape.den };
  const RenderChoice *choice = choice_of (made);

  return choice->is_plain && choice->codec->id == AV_CODEC_ID_FFV1 && made->colours == &rgb ? render_slice_coder_new (&format) : NULL;
}

static gboolean
join (RenderBranch *branch, GstElement *pipeline, GError **error)
{
  OverlayOnly *made = (OverlayOnly *) branch;
  RenderSliceCoder *slices = slices_of (made);
  g_autofree char *launch = launch_of (branch->clip, choice_of (made), made->colours, slices == NULL);
  GstElement *bin = gst_parse_bin_from_description (launch, FALSE, error);
  g_autoptr (GstElement) overlay = bin ? gst_bin_get_by_name (GST_BIN (bin), "overlay") : NULL;

  render_burn_film_clear (&made->film);
  made->film.slices = slices;
  if (!bin)
    return FALSE;
  gst_bin_add (GST_BIN (pipeline), bin);
  branch->bin = bin;
  if (!render_overlay_set (overlay, branch->job, error))
    return FALSE;
  made->film = (RenderBurnFilm) { .clip = branch->clip, .container = render_container_of (made->output.path, NULL),
    .codec = choice_of (made)->codec, .path = made->output.part, .alone = TRUE, .slices = slices,
    .colours = &made->colours->tags, .from_nothing = TRUE };
  render_burn_film_attach (&made->film, bin);
  return TRUE;
}

static guint64
done (RenderBranch *branch)
{
  return render_burn_film_done (&((OverlayOnly *) branch)->film);
}

static gboolean
check (RenderBranch *branch, GError **error)
{
  RenderBurnFilm *film = &((OverlayOnly *) branch)->film;

  if (!film->error)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&film->error));
  return FALSE;
}

static gboolean
finish (RenderBranch *branch, GError **error)
{
  OverlayOnly *made = (OverlayOnly *) branch;
  RenderMade said = { .kind = render_kind_name (RENDER_OVERLAY_ONLY), .encoder = choice_of (made)->name, .frames = made->film.coded };

  return render_burn_film_finish (&made->film, error) && render_output_finish (&made->output, &said, error);
}

static void
free_branch (RenderBranch *branch)
{
  OverlayOnly *made = (OverlayOnly *) branch;

  render_burn_film_clear (&made->film);
  render_output_abandon (&made->output);
  g_ptr_array_unref (made->choices);
  g_free (made);
}

static const RenderBranchClass overlay_only = {
  .join = join,
  .done = done,
  .check = check,
  .finish = finish,
  .free = free_branch,
};

RenderBranch *
render_overlay_only_branch (const RenderJob *job, const RenderClip *clip, GError **error)
{
  const char *path = job->outputs[RENDER_OVERLAY_ONLY];
  const RenderContainer *container = render_container_of (path, error);
  g_autoptr (GPtrArray) choices = container ?
      render_encoder_candidates (clip, container, job->outputs[RENDER_BURN] ? NULL : job->encoder, TRUE, error) : NULL;
  RenderOutput output = { NULL };
  OverlayOnly *made;

  if (!choices || !render_output_open (&output, path, error))
    return NULL;
  made = g_new0 (OverlayOnly, 1);
  made->branch = (RenderBranch) { .class = &overlay_only, .job = job, .clip = clip };
  made->choices = g_steal_pointer (&choices);
  made->colours = colours_of (clip, choice_of (made));
  made->output = output;
  return &made->branch;
}

gboolean
render_overlay_only (const RenderJob *job, RenderClip *clip, GError **error)
{
  RenderBranch *branch = render_clip_read_times (clip, error) ? render_overlay_only_branch (job, clip, error) : NULL;

  if (!branch)
    return FALSE;
  render_report_plan (choice_of ((OverlayOnly *) branch)->name, clip->n_pictures, render_clip_duration_ns (clip));
  return render_branch_run (branch, error);
}
