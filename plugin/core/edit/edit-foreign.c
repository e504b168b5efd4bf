/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/edit/edit-foreign.h"

#include <string.h>

/* What a file begins with, or has near its beginning, and what to do. */
static const struct {
  const char *magic;
  gsize length;
  gsize within;              /* MAGIC begins before this offset; 1: it is the first byte */
  const char *advice;
} foreign[] = {
  /* Structured storage of Microsoft, in which AAF is. */
  { .magic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", .length = 8, .within = 1,
    .advice = "is an AAF, which is not read here: export the sequence as EDL (CMX 3600), OTIO or FCPXML" },
  { .magic = "<PremiereData", .length = 13, .within = 512,
    .advice = "is a project of Premiere Pro (.prproj), which is not read here: export the sequence as Final Cut Pro "
        "XML or EDL" },
  /* Premiere packs it. */
  { .magic = "\x1f\x8b", .length = 2, .within = 1,
    .advice = "is packed, as projects of Premiere Pro (.prproj) are, which are not read here: export the sequence as "
        "Final Cut Pro XML or EDL; of another kind of file unpack it first" },
  { .magic = "\x06\x00""Domain", .length = 8, .within = 1,
    .advice = "is a bin of Media Composer (.avb), which is not read here: export the sequence as EDL (CMX 3600)" },
  { .magic = "project.xml", .length = 11, .within = 512,
    .advice = "is an archive of DaVinci Resolve (.drp), which is not read here: export the timeline as FCPXML, OTIO or "
        "EDL" },
};

const char *
tlm_edit_foreign (const char *head, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++) {
    gsize reach = MIN (length, foreign[i].within - 1 + foreign[i].length);
    if (reach >= foreign[i].length && memmem (head, reach, foreign[i].magic, foreign[i].length))
      return foreign[i].advice;
  }
  return NULL;
}
