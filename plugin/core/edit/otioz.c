/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A timeline of OpenTimelineIO packed with its media (.otioz): a zip archive. Media in it are not looked at. */
#include "core/edit/edit-readers.h"
#include "core/edit/otio-private.h"
#include "core/edit/zip.h"

static TlmEdit *
otioz_read (const char *data, gsize length, const TlmEditOptions *options, GError **error)
{
  g_autoptr (GBytes) content = tlm_zip_unpack (data, length, "content.otio", error);
  gsize size = 0;
  const char *text = content ? g_bytes_get_data (content, &size) : NULL;
  TlmEdit *edit;

  if (!content)
    return NULL;
  edit = tlm_otio_read (text ? text : "", size, options, error);
  if (!edit)
    g_prefix_error (error, "content.otio: ");
  return edit;
}

const TlmEditReader tlm_edit_reader_otioz = {
  .name = "otioz",
  .description = "OpenTimelineIO packed (.otioz)",
  .probe = tlm_zip_probe,
  .read = otioz_read,
};
