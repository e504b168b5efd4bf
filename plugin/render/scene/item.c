/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "render/scene/item.h"

void
tlr_item_free (TlrItem *item)
{
  if (!item)
    return;
  if (item->klass->finish)
    item->klass->finish (item);
  tlr_native_free (item->veil);
  tlr_native_free (item->small);
  tlr_change_free (item->change);
  g_free (item);
}
