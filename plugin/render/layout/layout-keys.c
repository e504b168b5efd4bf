/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/layout/layout-keys.h"

#include <string.h>

static const TlrKey heading_keys[] = {
  { .name = "name", .kind = TLR_KEY_TEXT, .fallback = "", .blurb = "for people" },
  { .name = "description", .kind = TLR_KEY_TEXT, .fallback = "", .blurb = "for people" },
  { .name = "based-on", .kind = TLR_KEY_TEXT,
    .blurb = "a built-in layout, or a file of the same folder, whose keys stand where this one writes none" },
  { .name = "fonts", .kind = TLR_KEY_TEXT,
    .blurb = "files in the layout's folder or below, as in Club.otf; Digits.ttf: their families are there for it" },
  { .name = "units", .kind = TLR_KEY_CHOICE, .fallback = "metric",
    .choices = "metric|imperial|nautical", .blurb = "family of units" },
  { .name = "safe", .kind = TLR_KEY_NUMBER, .unit = "%", .minimum = 0, .maximum = 20,
    .fallback = "5", .blurb = "margin on each side" },
  { .name = "reserve", .kind = TLR_KEY_RESERVE, .fallback = "0",
    .blurb = "strips kept free for subtitles or a logo: bottom 12%; right 20%" },
  { .name = "refresh", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 3600,
    .fallback = "0", .inherited = TRUE, .blurb = "time between changes; 0: every frame" },
  { .name = "fade", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 10,
    .fallback = "0", .inherited = TRUE, .blurb = "time in which widgets come and go" },
  { .name = "enter", .kind = TLR_KEY_MOTION, .fallback = "none", .inherited = TRUE,
    .blurb = "how widgets come when their when= begins to hold: slide left 600ms ease-out" },
  { .name = "leave", .kind = TLR_KEY_MOTION, .fallback = "none", .inherited = TRUE,
    .blurb = "how they go when it ends" },
  { .name = "change", .kind = TLR_KEY_FADE, .fallback = "none", .inherited = TRUE,
    .blurb = "how words become others when an event comes: fade 300ms" },
  TLR_TEXT_KEYS,
};

static const TlrKey common_keys[] = {
  { .name = "type", .kind = TLR_KEY_TEXT, .blurb = "kind of widget" },
  { .name = "parent", .kind = TLR_KEY_TEXT, .blurb = "group that arranges it" },
  { .name = "anchor", .kind = TLR_KEY_CHOICE, .fallback = "top-left",
    .choices = "top-left|top|top-right|left|center|right|bottom-left|bottom|bottom-right",
    .blurb = "where in the safe area, without a parent" },
  { .name = "x", .kind = TLR_KEY_LENGTH, .minimum = -1000, .maximum = 1000, .fallback = "0",
    .blurb = "inwards from the anchor" },
  { .name = "y", .kind = TLR_KEY_LENGTH, .minimum = -1000, .maximum = 1000, .fallback = "0",
    .blurb = "inwards from the anchor" },
  { .name = "width", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 10000, .fallback = "0",
    .blurb = "0: as its content needs" },
  { .name = "height", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 10000, .fallback = "0",
    .blurb = "0: as its content needs" },
  { .name = "margin", .kind = TLR_KEY_LENGTH, .minimum = 0, .maximum = 500, .fallback = "0",
    .blurb = "kept free around it" },
  { .name = "opacity", .kind = TLR_KEY_NUMBER, .minimum = 0, .maximum = 1, .fallback = "1",
    .blurb = "0 is invisible, 1 as drawn" },
  { .name = "when", .kind = TLR_KEY_CONDITION, .blurb = "shown only while this holds" },
  { .name = "fade", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 10,
    .fallback = "0", .inherited = TRUE, .blurb = "time in which it comes and goes with when" },
  { .name = "enter", .kind = TLR_KEY_MOTION, .fallback = "none", .inherited = TRUE,
    .blurb = "how it comes when when= begins to hold, in place of fade: slide left 600ms ease-out" },
  { .name = "leave", .kind = TLR_KEY_MOTION, .fallback = "none", .inherited = TRUE,
    .blurb = "how it goes when that ends: fade 400ms" },
  { .name = "change", .kind = TLR_KEY_FADE, .fallback = "none", .inherited = TRUE,
    .blurb = "how its words become others when an event comes: fade 300ms" },
  { .name = "refresh", .kind = TLR_KEY_NUMBER, .unit = "s", .minimum = 0, .maximum = 3600,
    .fallback = "0",
    .inherited = TRUE,
    .blurb = "time between changes of what it shows, counted from T-0; 0: every frame" },
  { .name = "show", .kind = TLR_KEY_CHOICE, .fallback = "yes", .choices = "no|yes",
    .blurb = "no: left out, with all that it arranges" },
  { .name = "vehicle", .kind = TLR_KEY_TEXT,
    .blurb = "number from 0, name or alias; hidden while the data has none such" },
};

static const TlrKeyGroup groups[] = {
  {
    .name = "layout",
    .title = "[layout]",
    .blurb = "About the whole.",
    .keys = heading_keys,
    .n_keys = G_N_ELEMENTS (heading_keys),
  },
  {
    .name = "colours",
    .title = "[colours]",
    .blurb = "Names for colours: `accent=#5ac8fa`. Any colour of the layout may be one, or a part of one: `accent 70%`.",
    .any_key = TRUE,
  },
  {
    .name = "strings",
    .title = "[strings]",
    .blurb = "Words that are not a widget's own: `inertial=INERTIAL`, `inertial[ru]=…`. The key is the word.",
    .any_key = TRUE,
  },
  {
    .name = TLR_WIDGET_GROUP,
    .title = "Every widget",
    .blurb = "These stand beside the keys of its own.",
    .keys = common_keys,
    .n_keys = G_N_ELEMENTS (common_keys),
    .is_widget = TRUE,
  },
};

const TlrKeyGroup *
tlr_key_groups (guint *n_groups)
{
  *n_groups = G_N_ELEMENTS (groups);
  return groups;
}

const TlrKeyGroup *
tlr_key_group_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++) {
    gsize prefix = groups[i].is_widget ? strlen (TLR_WIDGET_GROUP) : 0;

    if (groups[i].is_widget ? strncmp (name, TLR_WIDGET_GROUP, prefix) == 0 && name[prefix] :
        strcmp (name, groups[i].name) == 0)
      return &groups[i];
  }
  return NULL;
}

const TlrKey *
tlr_layout_find_key (const char *name)
{
  return tlr_keys_find (heading_keys, G_N_ELEMENTS (heading_keys), name);
}

const TlrKey *
tlr_widget_find_key (const TlrWidgetClass *klass, const char *name)
{
  const TlrKey *key = tlr_keys_find (klass->keys, klass->n_keys, name);

  return key ? key : tlr_keys_find (common_keys, G_N_ELEMENTS (common_keys), name);
}
