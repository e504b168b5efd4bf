/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/widget-class.h"

static const TlrKey common_keys[] = {
  { "type", TLR_KEY_TEXT, 0, 0, NULL, NULL, "kind of widget" },
  { "parent", TLR_KEY_TEXT, 0, 0, NULL, NULL, "group that arranges it" },
  { "anchor", TLR_KEY_CHOICE, 0, 0, "top-left",
    "top-left|top|top-right|left|center|right|bottom-left|bottom|bottom-right",
    "where in the safe area, without a parent" },
  { "x", TLR_KEY_LENGTH, -1000, 1000, "0", NULL, "inwards from the anchor" },
  { "y", TLR_KEY_LENGTH, -1000, 1000, "0", NULL, "inwards from the anchor" },
  { "width", TLR_KEY_LENGTH, 0, 10000, "0", NULL, "0: as its content needs" },
  { "height", TLR_KEY_LENGTH, 0, 10000, "0", NULL, "0: as its content needs" },
  { "margin", TLR_KEY_LENGTH, 0, 500, "0", NULL, "kept free around it" },
  { "opacity", TLR_KEY_NUMBER, 0, 1, "1", NULL, "0 is invisible, 1 as drawn" },
  { "when", TLR_KEY_CONDITION, 0, 0, NULL, NULL, "shown only while this holds" },
  { "fade", TLR_KEY_NUMBER, 0, 10, "0", NULL, "seconds in which it comes and goes with when" },
  { "refresh", TLR_KEY_NUMBER, 0, 3600, "0", NULL,
    "seconds between changes of what it shows, counted from T-0; 0: every frame" },
  { "vehicle", TLR_KEY_TEXT, 0, 0, NULL, NULL,
    "number from 0, or name; hidden while the data has none such" },
};

const TlrKey *
tlr_widget_common_keys (guint *n_keys)
{
  *n_keys = G_N_ELEMENTS (common_keys);
  return common_keys;
}

const TlrKey *
tlr_widget_find_key (const TlrWidgetClass *klass, const char *name)
{
  const TlrKey *key = tlr_keys_find (klass->keys, klass->n_keys, name);

  return key ? key : tlr_keys_find (common_keys, G_N_ELEMENTS (common_keys), name);
}
