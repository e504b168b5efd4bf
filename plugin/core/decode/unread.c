/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/unread.h"

#include <string.h>

#include "core/base/error.h"

/* How far into a file its message may begin. */
#define HEAD_BYTES 65536

/* Messages, by the keyword of their version (CCSDS 502.0-B-3, 503.0-B-2, 504.0-B-2,
 * 508.0-B-1, 508.1-B-1). */
static const struct {
  const char *keyword, *name, *advice;
} messages[] = {
  { .keyword = "CCSDS_OCM_VERS", .name = "Orbit Comprehensive Message (OCM)",
      .advice = "ask for the orbit as an OEM, or convert it to one" },
  { .keyword = "CCSDS_AEM_VERS", .name = "Attitude Ephemeris Message (AEM)",
      .advice = "attitude is read from logs; give the orbit as an OEM" },
  { .keyword = "CCSDS_APM_VERS", .name = "Attitude Parameter Message (APM)",
      .advice = "attitude is read from logs; give the orbit as an OPM or OEM" },
  { .keyword = "CCSDS_ACM_VERS", .name = "Attitude Comprehensive Message (ACM)",
      .advice = "attitude is read from logs; give the orbit as an OEM" },
  { .keyword = "CCSDS_TDM_VERS", .name = "Tracking Data Message (TDM)",
      .advice = "it has measurements and no orbit; give the orbit found from them, as an OEM" },
  { .keyword = "CCSDS_CDM_VERS", .name = "Conjunction Data Message (CDM)",
      .advice = "give the orbits of its objects, as OEMs or element sets" },
  { .keyword = "CCSDS_RDM_VERS", .name = "Re-entry Data Message (RDM)",
      .advice = "give the orbit as an OEM or an element set" },
};

/* Packed files, by their first bytes. */
static const struct {
  const char *mark;
  gsize length;
  const char *name, *advice;
} packed[] = {
  { .mark = "BZh", .length = 3, .name = "packed with bzip2", .advice = "unpack it with bunzip2" },
  { .mark = "\xfd" "7zXZ", .length = 6, .name = "packed with xz", .advice = "unpack it with unxz" },
  { .mark = "\x28\xb5\x2f\xfd", .length = 4, .name = "packed with zstd",
      .advice = "unpack it with unzstd" },
  { .mark = "PK\x03\x04", .length = 4, .name = "that is a ZIP archive",
      .advice = "unpack it with unzip and give the file that is in it" },
  { .mark = "7z\xbc\xaf\x27\x1c", .length = 6, .name = "that is a 7-Zip archive",
      .advice = "unpack it with 7z x and give the file that is in it" },
};

static gboolean
begins_with (const guint8 *head, gsize length, const char *mark, gsize n)
{
  return length >= n && memcmp (head, mark, n) == 0;
}

static gboolean
contains (const guint8 *head, gsize length, const char *word)
{
  return memmem (head, length, word, strlen (word)) != NULL;
}

/* Where a text begins, after blanks and the lines of comments before it. */
static gsize
skip_comments (const guint8 *head, gsize length)
{
  gsize at = 0;

  for (;;) {
    const guint8 *end;
    while (at < length && g_ascii_isspace (head[at]))
      at++;
    if (!begins_with (head + at, length - at, "COMMENT", 7))
      return at;
    end = memchr (head + at, '\n', length - at);
    at = end ? (gsize) (end - head) : length;
  }
}

/* In XML the message may be one of several, of which others are read. */
static gboolean
is_message (const guint8 *head, gsize length, const char *keyword)
{
  gsize start = skip_comments (head, length);

  if (start >= length || head[start] != '<')
    return begins_with (head + start, length - start, keyword, strlen (keyword));
  return contains (head, length, keyword) && !contains (head, length, "CCSDS_OEM_VERS")
      && !contains (head, length, "CCSDS_OPM_VERS") && !contains (head, length, "CCSDS_OMM_VERS");
}

gboolean
tlm_unread_find (const guint8 *head, gsize length, GError **error)
{
  g_return_val_if_fail (head || length == 0, FALSE);
  length = MIN (length, HEAD_BYTES);
  for (gsize i = 0; i < G_N_ELEMENTS (packed); i++)
    if (begins_with (head, length, packed[i].mark, packed[i].length)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "found a file %s, expected telemetry or a file "
          "packed with gzip; %s", packed[i].name, packed[i].advice);
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    if (is_message (head, length, messages[i].keyword)) {
      g_set_error (error, TLM_ERROR, TLM_ERROR_FORMAT, "found a CCSDS %s, which is not read; %s",
          messages[i].name, messages[i].advice);
      return TRUE;
    }
  return FALSE;
}
