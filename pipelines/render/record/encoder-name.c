/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "record/encoder-name.h"

#include <gst/gst.h>

char *
render_encoder_name (const char *element)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (element);
  const char *plugin = factory ? gst_plugin_feature_get_plugin_name (GST_PLUGIN_FEATURE (factory)) : NULL;
  g_autoptr (GstPlugin) its = plugin ? gst_registry_find_plugin (gst_registry_get (), plugin) : NULL;

  return g_strdup_printf ("%s %s", element, its ? gst_plugin_get_version (its) : "");
}
