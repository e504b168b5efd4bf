/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/decode/klv/mpegts-tables.h"

#include <string.h>

#include "core/decode/bytes.h"

#define TABLE_PAT 0
#define TABLE_PMT 2
#define HEADER 8             /* of a section, up to the last section number */
#define CRC 4

#define STREAM_PRIVATE_PES 0x06
#define STREAM_METADATA_PES 0x15
#define DESCRIPTOR_REGISTRATION 0x05
#define DESCRIPTOR_METADATA 0x26
#define FORMAT_KLVA 0x4b4c5641

/* ISO/IEC 13818-1, annex A: over a section and its CRC it is 0. */
static guint32
crc_32 (const guint8 *data, gsize length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    crc ^= (guint32) data[i] << 24;
    for (int bit = 0; bit < 8; bit++)
      crc = crc << 1 ^ (crc >> 31 ? 0x04c11db7 : 0);
  }
  return crc;
}

static gboolean
has_registration (const guint8 *descriptors, gsize length)
{
  for (gsize i = 0; i + 2 <= length; i += 2 + (gsize) descriptors[i + 1])
    if (descriptors[i] == DESCRIPTOR_REGISTRATION && descriptors[i + 1] >= 4 &&
        i + 6 <= length && tlm_be32 (descriptors + i + 2) == FORMAT_KLVA)
      return TRUE;
  return FALSE;
}

/* Whether a metadata descriptor (2.6.60) names another format than KLV: ID3 is carried
 * in the same type of stream. */
static gboolean
is_other_metadata (const guint8 *descriptors, gsize length)
{
  for (gsize i = 0, n; i + 2 <= length; i += 2 + n) {
    const guint8 *p = descriptors + i + 2;
    gsize at = 2;
    n = descriptors[i + 1];
    if (descriptors[i] != DESCRIPTOR_METADATA || n > length - i - 2 || n < 3)
      continue;
    at += tlm_be16 (p) == 0xffff ? 4 : 0;
    if (at + 5 <= n && p[at] == 0xff && tlm_be32 (p + at + 1) != FORMAT_KLVA)
      return TRUE;
  }
  return FALSE;
}

static TlmMpegtsStream *
find_stream (const TlmMpegtsTables *tables, guint16 pid)
{
  for (guint i = 0; i < tables->n_streams; i++)
    if (tables->streams[i].pid == pid)
      return (TlmMpegtsStream *) &tables->streams[i];
  return NULL;
}

const TlmMpegtsStream *
tlm_mpegts_tables_find (const TlmMpegtsTables *tables, guint16 pid)
{
  return find_stream (tables, pid);
}

/* A map that is sent again may say something else. */
static void
put_stream (TlmMpegtsTables *tables, const TlmMpegtsStream *stream)
{
  TlmMpegtsStream *known = find_stream (tables, stream->pid);

  if (known)
    *known = *stream;
  else if (tables->n_streams < TLM_MPEGTS_STREAMS)
    tables->streams[tables->n_streams++] = *stream;
}

static void
read_map (TlmMpegtsTables *tables, const guint8 *section, gsize end)
{
  gsize i = HEADER + 4 + (tlm_be16 (section + 10) & 0xfff);

  while (i + 5 <= end) {
    const guint8 *descriptors = section + i + 5;
    gsize n = tlm_be16 (section + i + 3) & 0xfff;
    guint8 type = section[i];
    TlmMpegtsStream stream = { .pid = tlm_be16 (section + i + 1) & 0x1fff,
      .in_cells = type == STREAM_METADATA_PES };
    if (n > end - i - 5)
      return;
    stream.is_klv = has_registration (descriptors, n) ||
        (stream.in_cells && !is_other_metadata (descriptors, n));
    if (stream.in_cells || type == STREAM_PRIVATE_PES)
      put_stream (tables, &stream);
    i += 5 + n;
  }
}

static gboolean
knows_map (const TlmMpegtsTables *tables, guint16 pid)
{
  for (guint i = 0; i < tables->n_maps; i++)
    if (tables->maps[i].pid == pid)
      return TRUE;
  return FALSE;
}

static void
read_association (TlmMpegtsTables *tables, const guint8 *section, gsize end)
{
  for (gsize i = HEADER; i + 4 <= end; i += 4) {
    guint16 program = tlm_be16 (section + i), pid = tlm_be16 (section + i + 2) & 0x1fff;
    if (program != 0 && !knows_map (tables, pid) && tables->n_maps < TLM_MPEGTS_PROGRAMS)
      tables->maps[tables->n_maps++].pid = pid;
  }
}

static void
read_section (TlmMpegtsTables *tables, const guint8 *section, gsize length)
{
  if (length < HEADER + 4 + CRC || crc_32 (section, length) != 0)
    return;
  if (section[0] == TABLE_PAT)
    read_association (tables, section, length - CRC);
  else if (section[0] == TABLE_PMT)
    read_map (tables, section, length - CRC);
}

static void
gather_section (TlmMpegtsTables *tables, TlmMpegtsSection *section, const guint8 *payload,
    gsize length)
{
  gsize n = MIN (length, sizeof section->data - section->length), whole;

  memcpy (section->data + section->length, payload, n);
  section->length += (guint) n;
  if (section->length < 3)
    return;
  whole = 3 + (gsize) (tlm_be16 (section->data + 1) & 0xfff);
  if (whole > sizeof section->data) {
    section->begun = FALSE;
  } else if (section->length >= whole) {
    section->begun = FALSE;
    read_section (tables, section->data, whole);
  }
}

static TlmMpegtsSection *
find_section (TlmMpegtsTables *tables, guint16 pid)
{
  if (pid == 0)
    return &tables->association;
  for (guint i = 0; i < tables->n_maps; i++)
    if (tables->maps[i].pid == pid)
      return &tables->maps[i];
  return NULL;
}

void
tlm_mpegts_tables_push (TlmMpegtsTables *tables, guint16 pid, gboolean start,
    const guint8 *payload, gsize length)
{
  TlmMpegtsSection *section = find_section (tables, pid);

  if (!section || length == 0)
    return;
  if (start) {
    gsize pointer = payload[0];
    if (pointer + 1 > length)
      return;
    if (section->begun)
      gather_section (tables, section, payload + 1, pointer);
    section->begun = TRUE;
    section->length = 0;
    payload += pointer + 1;
    length -= pointer + 1;
  }
  if (section->begun)
    gather_section (tables, section, payload, length);
}
