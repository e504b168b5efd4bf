/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A device that works when it is tried and fails on the way, under the name of one that is known. */
#include <gst/gst.h>

#define PICTURES 30

typedef struct {
  GstBin parent;
} FakeEncoder;

typedef struct {
  GstBinClass parent;
} FakeEncoderClass;

GType fake_encoder_get_type (void);
G_DEFINE_TYPE (FakeEncoder, fake_encoder, GST_TYPE_BIN)

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
}

static void
fake_encoder_class_init (FakeEncoderClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);

  object->set_property = set_property;
  object->get_property = get_property;
  g_object_class_install_property (object, 1, g_param_spec_string ("rate-control", "Rate control", "Nothing", NULL,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gst_element_class_set_static_metadata (GST_ELEMENT_CLASS (class), "Fake", "Codec/Encoder/Video/Hardware", "Fails",
      "nobody");
}

static void
fake_encoder_init (FakeEncoder *self)
{
  GstElement *fail = gst_element_factory_make ("identity", NULL), *code = gst_element_factory_make ("x264enc", NULL);
  GstPad *sink = gst_element_get_static_pad (fail, "sink"), *src = gst_element_get_static_pad (code, "src");

  g_object_set (fail, "error-after", PICTURES, NULL);
  gst_bin_add_many (GST_BIN (self), fail, code, NULL);
  gst_element_link (fail, code);
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("sink", sink));
  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new ("src", src));
  gst_object_unref (sink);
  gst_object_unref (src);
}

static gboolean
plugin_init (GstPlugin *plugin)
{
  return gst_element_register (plugin, "vah264enc", GST_RANK_NONE, fake_encoder_get_type ());
}

#define PACKAGE "fake"
GST_PLUGIN_DEFINE (GST_VERSION_MAJOR, GST_VERSION_MINOR, fakeencoder, "A device that fails", plugin_init, "1", "LGPL",
    "fake", "https://fake.invalid/")
