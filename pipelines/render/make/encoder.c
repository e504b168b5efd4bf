/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "make/encoder.h"

#include <string.h>

#include "core/base/error.h"
#include "core/base/suggest.h"
#include "record/encoder-name.h"

/* Constant quality that leaves nothing to be seen, at a speed that a batch bears. Devices are
 * listed by what their elements say of themselves; none of them was at hand. Those of libav run in one thread unless told:
 * these code slices, each by itself, so that what comes out is the same. */
static const RenderEncoder encoders[] = {
  { .name = "va-h264", .codec = "h264", .element = "vah264enc", .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rate-control=cqp" },
  { .name = "nv-h264", .codec = "h264", .element = "nvh264enc", .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rc-mode=constqp qp-const=20" },
  { .name = "qsv-h264", .codec = "h264", .element = "qsvh264enc", .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rate-control=cqp" },
  { .name = "v4l2-h264", .codec = "h264", .element = "v4l2h264enc", .is_hardware = TRUE, .is_even = TRUE },
  { .name = "va-h265", .codec = "h265", .element = "vah265enc", .depth = 10, .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rate-control=cqp" },
  { .name = "nv-h265", .codec = "h265", .element = "nvh265enc", .depth = 10, .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rc-mode=constqp qp-const=22" },
  { .name = "qsv-h265", .codec = "h265", .element = "qsvh265enc", .depth = 10, .is_hardware = TRUE, .is_even = TRUE,
    .settings = "rate-control=cqp" },
  { .name = "x264", .codec = "h264", .element = "x264enc", .depth = 10, .is_even = TRUE,
    .settings = "pass=qual quantizer=20 speed-preset=fast" },
  { .name = "x265", .codec = "h265", .element = "x265enc", .depth = 12, .is_even = TRUE,
    .settings = "speed-preset=fast option-string=crf=22:log-level=error" },
  { .name = "vp9", .codec = "vp9", .element = "vp9enc", .depth = 12,
    .settings = "deadline=1000000 cpu-used=4 end-usage=cq cq-level=28 target-bitrate=20000000 row-mt=true "
        "threads=8 keyframe-max-dist=240 timebase=1/90000" },
  { .name = "prores", .codec = "prores", .element = "avenc_prores_ks", .depth = 12, .has_alpha = TRUE,
    .settings = "threads=auto" },
  { .name = "ffv1", .codec = "ffv1", .element = "avenc_ffv1", .depth = 12, .has_alpha = TRUE,
    .settings = "threads=auto" },
  { .name = "qtrle", .codec = "qtrle", .element = "avenc_qtrle", .has_alpha = TRUE },
  { .name = "openh264", .codec = "h264", .element = "openh264enc", .is_even = TRUE,
    .settings = "rate-control=quality bitrate=12000000 complexity=high" },
};

void
render_choice_free (RenderChoice *choice)
{
  if (!choice)
    return;
  g_free (choice->fragment);
  g_free (choice->name);
  g_free (choice->format);
  g_free (choice);
}

/* Pictures with an odd number of pixels stay as they are where every pixel has its own colour. */
static char *
format_for (const RenderEncoder *encoder, const RenderClip *clip, gboolean alpha)
{
  if (alpha && strcmp (encoder->codec, "prores") == 0)
    return g_strdup ("video/x-raw,format=A444_10LE");
  if (alpha)
    return g_strdup (strcmp (encoder->codec, "qtrle") == 0 ? "video/x-raw,format=ARGB" : "video/x-raw,format=BGRA");
  if (encoder->is_even && (clip->width % 2 || clip->height % 2))
    return g_strdup (clip->depth > 8 && encoder->depth > 8 ? "video/x-raw,format=Y444_10LE" : "video/x-raw,format=Y444");
  return NULL;
}

static RenderChoice *
choose (const RenderEncoder *encoder, const RenderClip *clip, const char *fragment, gboolean alpha)
{
  RenderChoice *choice = g_new0 (RenderChoice, 1);

  choice->codec = render_codec_find (encoder->codec);
  choice->is_plain = fragment == NULL;
  choice->is_device = encoder->is_hardware;
  choice->fragment = fragment ? g_strdup (fragment) :
      g_strjoin (" ", encoder->element, encoder->settings, NULL);
  choice->name = render_encoder_name (encoder->element);
  choice->format = format_for (encoder, clip, alpha);
  return choice;
}

static gboolean
is_here (const RenderEncoder *encoder)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (encoder->element);

  return factory != NULL;
}

static void
add_codec (GPtrArray *choices, const char *codec, const RenderClip *clip, gboolean alpha)
{
  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    if (strcmp (encoders[i].codec, codec) == 0 && (encoders[i].has_alpha || !alpha) && is_here (&encoders[i]) &&
        clip->depth <= MAX (encoders[i].depth, 8))
      g_ptr_array_add (choices, choose (&encoders[i], clip, NULL, alpha));
}

/* More than eight bits are what H.265 was made for; few players take them in H.264. */
static const char *
preferred_codec (const RenderClip *clip, const RenderContainer *container, gboolean alpha)
{
  const RenderCodec *own = render_codec_by_id (render_clip_video (clip)->codecpar->codec_id);

  if (alpha)
    return container->alpha[0];
  if (own && own->is_delivery && render_container_takes (container, own))
    return own->name;
  if (clip->depth > 8 && render_container_takes (container, render_codec_find ("h265")))
    return "h265";
  return container->codecs[0];
}

static const RenderEncoder *
find_named (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    if (strcmp (encoders[i].name, word) == 0 || strcmp (encoders[i].element, word) == 0)
      return &encoders[i];
  return NULL;
}

static void
set_unknown (const char *wanted, const GError *reason, GError **error)
{
  const char *names[G_N_ELEMENTS (encoders) + 1] = { NULL };
  g_autofree char *hint = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (encoders); i++)
    names[i] = encoders[i].name;
  hint = tlm_suggest_hint (wanted, names);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "encoder \"%s\": %s%s", wanted,
      reason ? reason->message : "its pictures are in no codec that is known here", hint);
}

/* A launch text whose first element may be none of the table. */
static RenderChoice *
choose_fragment (const char *wanted, const RenderClip *clip, gboolean alpha, GError **error)
{
  g_autofree char *word = g_strndup (wanted, strcspn (wanted, " "));
  const RenderEncoder *encoder = find_named (word);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GstElement) bin = NULL;
  RenderChoice *choice;

  if (encoder)
    return choose (encoder, clip, strlen (word) == strlen (wanted) ? NULL : wanted, alpha);
  bin = gst_parse_bin_from_description (wanted, TRUE, &reason);
  if (bin) {
    g_autoptr (GstElement) held = gst_object_ref_sink (g_steal_pointer (&bin));
    g_autoptr (GstPad) pad = gst_element_get_static_pad (held, "src");
    g_autoptr (GstCaps) caps = pad ? gst_pad_query_caps (pad, NULL) : NULL;
    const RenderCodec *codec = caps && !gst_caps_is_any (caps) ? render_codec_by_caps (caps) : NULL;
    if (codec) {
      choice = g_new0 (RenderChoice, 1);
      *choice = (RenderChoice) { .codec = codec, .fragment = g_strdup (wanted), .name = render_encoder_name (word) };
      return choice;
    }
  }
  set_unknown (wanted, reason, error);
  return NULL;
}

static gboolean
add_wanted (GPtrArray *choices, const char *wanted, const RenderClip *clip, const RenderContainer *container,
    gboolean alpha, GError **error)
{
  RenderChoice *choice = choose_fragment (wanted, clip, alpha, error);

  if (!choice)
    return FALSE;
  g_ptr_array_add (choices, choice);
  if (render_container_takes (container, choice->codec))
    return TRUE;
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "encoder \"%s\" makes %s, which %s does not take here",
      wanted, choice->codec->label, container->label);
  return FALSE;
}

GPtrArray *
render_encoder_candidates (const RenderClip *clip, const RenderContainer *container, const char *wanted,
    gboolean alpha, GError **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) render_choice_free);
  const char *first = preferred_codec (clip, container, alpha);
  const char *const *rest = alpha ? container->alpha : container->codecs;

  if (wanted)
    return add_wanted (choices, wanted, clip, container, alpha, error) ? g_steal_pointer (&choices) : NULL;
  if (first)
    add_codec (choices, first, clip, alpha);
  for (; *rest; rest++)
    if (strcmp (*rest, first) != 0)
      add_codec (choices, *rest, clip, alpha);
  if (choices->len > 0)
    return g_steal_pointer (&choices);
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "%s takes %s, and GStreamer has no encoder for it here%s",
      container->label, alpha ? "no picture with alpha" : "these pictures",
      alpha ? "; .mov and .mkv do" : "; install gstreamer1.0-plugins-ugly and gstreamer1.0-libav");
  return NULL;
}

char *
render_choice_launch (const RenderChoice *choice, const char *format)
{
  const char *in = format ? format : choice->format;

  return g_strdup_printf ("videoconvert%s%s ! %s%s%s ! capsfilter caps=%s", in ? " ! " : "", in ? in : "", choice->fragment, choice->codec->parser ? " ! " : "",
      choice->codec->parser ? choice->codec->parser : "", choice->codec->caps);
}
