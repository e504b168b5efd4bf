/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edit-read.h"

#include <string.h>

#include "core/base/input.h"
#include "core/base/limits.h"
#include "core/base/error.h"
#include "core/base/print-safe.h"
#include "core/edit/edit-foreign.h"
#include "core/edit/edit-private.h"
#include "core/edit/edit-readers.h"

#define HEAD_BYTES (64 << 10)

static const TlmEditReader *const readers[] = {
  &tlm_edit_reader_otio,
  &tlm_edit_reader_otioz,
  &tlm_edit_reader_fcpxml,
  &tlm_edit_reader_edl,
  &tlm_edit_reader_fcp7,
  &tlm_edit_reader_mlt,
  &tlm_edit_reader_xges,
};

const TlmEditReader *const *
tlm_edit_readers (guint *n)
{
  *n = G_N_ELEMENTS (readers);
  return readers;
}

static const TlmEditReader *
find (const char *data, gsize length, GError **error)
{
  gsize head = MIN (length, HEAD_BYTES);
  const char *foreign = tlm_edit_foreign (data, head);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; !foreign && i < G_N_ELEMENTS (readers); i++) {
    if (readers[i]->probe (data, head))
      return readers[i];
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", readers[i]->description);
  }
  g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, foreign ? "%s" : "is no edit that is known here: %s",
      foreign ? foreign : names->str);
  return NULL;
}

/* Film time 0 is where OPTIONS have it, and not where the edit has its own. */
static gboolean
move_start (TlmEdit *edit, const TlmEditOptions *options, GError **error)
{
  TlmTimecodeRate rate = edit->rate;
  gint64 start;

  if (!options->has_start)
    return TRUE;
  rate.drop = options->start.drop;
  if (rate.fps_n == 0)
    rate = options->rate;
  if (!tlm_timecode_rate_is_valid (&rate) || !tlm_timecode_to_frame (&options->start.timecode, &rate, &start)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "the start is a timecode that the film's rate of %d/%d does not have",
        rate.fps_n, rate.fps_d);
    return FALSE;
  }
  if (edit->has_start && !tlm_edit_shift (edit, edit->start_frame - start)) {
    g_set_error (error, TLM_ERROR, TLM_ERROR_TIME, "from the start its times are beyond what can be counted");
    return FALSE;
  }
  edit->has_start = TRUE;
  edit->start_frame = start;
  return TRUE;
}

TlmEdit *
tlm_edit_read (const char *data, gsize length, const char *name, const TlmEditOptions *options, GError **error)
{
  static const TlmEditOptions none;
  const TlmEditReader *reader;
  g_autoptr (TlmEdit) edit = NULL;
  GError *problem = NULL;

  g_return_val_if_fail ((data != NULL || length == 0) && name != NULL, NULL);
  options = options ? options : &none;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    length -= 3;
  }
  reader = find (data, length, &problem);
  edit = reader ? reader->read (data, length, options, &problem) : NULL;
  if (edit && move_start (edit, options, &problem))
    return g_steal_pointer (&edit);
  g_prefix_error (&problem, "%s: ", tlm_head (name, 256).text);
  tlm_error_make_safe (&problem);
  g_propagate_error (error, problem);
  return NULL;
}

GBytes *
tlm_edit_load (const char *location, GError **error)
{
  const guint64 most = tlm_limit (TLM_LIMIT_EDIT_BYTES);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (location != NULL, NULL);
  file = g_file_new_for_commandline_arg (location);
  bytes = tlm_input_read (file, most, FALSE, error);
  if (!bytes) {
    g_prefix_error (error, "%s: ", tlm_head (location, 256).text);
    return NULL;
  }
  if (g_bytes_get_size (bytes) <= most)
    return g_steal_pointer (&bytes);
  tlm_limit_fail (TLM_LIMIT_EDIT_BYTES, TLM_ERROR_RANGE, error, "%s: ", tlm_head (location, 256).text);
  return NULL;
}

TlmEdit *
tlm_edit_open (const char *location, const TlmEditOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = tlm_edit_load (location, error);

  return bytes ? tlm_edit_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), location, options, error) :
      NULL;
}
