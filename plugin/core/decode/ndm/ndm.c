/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/decode/decoders.h"
#include "core/decode/ndm/element-set.h"
#include "core/decode/ndm/ndm-message.h"
#include "core/space/orbit/tle.h"

/* How far into a file its message may begin. */
#define PROBE_BYTES 65536

static gsize
skip_blanks (const guint8 *head, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (head[i]))
    i++;
  return i;
}

static gboolean
contains (const guint8 *head, gsize length, const char *word)
{
  return memmem (head, MIN (length, PROBE_BYTES), word, strlen (word)) != NULL;
}

static gboolean
is_xml (const guint8 *head, gsize length)
{
  gsize start = skip_blanks (head, length);

  return start < length && head[start] == '<';
}

/* The keyword of the version is the first in KVN and an attribute in XML. */
static guint
probe (const guint8 *head, gsize length, const char *keyword)
{
  gsize start = skip_blanks (head, length), n = strlen (keyword);

  if (is_xml (head, length))
    return contains (head, length, keyword) ? 100 : 0;
  if (length - start >= n && memcmp (head + start, keyword, n) == 0)
    return 100;
  return length - start >= 7 && memcmp (head + start, "COMMENT", 7) == 0
      && contains (head, length, keyword) ? 90 : 0;
}

static guint
oem_probe (const guint8 *head, gsize length)
{
  return probe (head, length, "CCSDS_OEM_VERS");
}

static guint
opm_probe (const guint8 *head, gsize length)
{
  return probe (head, length, "CCSDS_OPM_VERS");
}

static guint
omm_probe (const guint8 *head, gsize length)
{
  return probe (head, length, "CCSDS_OMM_VERS");
}

static gboolean
ndm_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  TlmNdm ndm;
  gboolean done;

  tlm_ndm_init (&ndm, log, options);
  done = is_xml (data, length) ? tlm_ndm_read_xml (&ndm, (const char *) data, length, error)
      : tlm_ndm_read_kvn (&ndm, (const char *) data, length, error);
  done = done && tlm_ndm_finish (&ndm, error);
  tlm_ndm_clear (&ndm);
  return done;
}

static guint
tle_probe (const guint8 *head, gsize length)
{
  return tlm_tle_probe ((const char *) head, length) ? 95 : 0;
}

static gboolean
tle_decode (TlmLog *log, const guint8 *data, gsize length, const TlmDecodeOptions *options,
    GError **error)
{
  g_autoptr (GArray) sets = tlm_tle_parse ((const char *) data, length, "element sets", error);

  if (!sets)
    return FALSE;
  log->clock = TLM_CLOCK_TAI;
  if (!tlm_element_sets_add (log, sets, options, error))
    return FALSE;
  tlm_ndm_seal_log (log);
  return TRUE;
}

const TlmDecoder tlm_decoder_oem = {
  .name = "oem",
  .description = "CCSDS Orbit Ephemeris Message, KVN or XML",
  .extensions = "oem",
  .probe = oem_probe,
  .decode = ndm_decode,
};

const TlmDecoder tlm_decoder_opm = {
  .name = "opm",
  .description = "CCSDS Orbit Parameter Message, KVN or XML",
  .extensions = "opm",
  .probe = opm_probe,
  .decode = ndm_decode,
};

const TlmDecoder tlm_decoder_omm = {
  .name = "omm",
  .description = "CCSDS Orbit Mean-Elements Message, KVN or XML",
  .extensions = "omm",
  .probe = omm_probe,
  .decode = ndm_decode,
};

const TlmDecoder tlm_decoder_tle = {
  .name = "tle",
  .description = "two-line and three-line element sets",
  .extensions = "tle 3le",
  .probe = tle_probe,
  .decode = tle_decode,
};
