/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/feed.h"

G_BEGIN_DECLS

/* The functions of the decoder table (decoder.c); contracts as in
 * TlmDecoder and TlmFeedClass. */

/* Text tables with named columns. */
guint tlm_csv_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_csv_feed;

/* One JSON value: parallel arrays, or an array of objects. */
guint tlm_json_probe (const guint8 *head, gsize length);
gboolean tlm_json_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* A JSON object a line, application/x-telemetry among them. */
guint tlm_jsonl_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_jsonl_feed;

/* One JSON object of event names and seconds after liftoff. */
guint tlm_events_json_probe (const guint8 *head, gsize length);
gboolean tlm_events_json_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* CCSDS orbit data messages, KVN and XML: ephemerides, single states and mean
 * elements. One decoder for all; the probes tell them apart. */
guint tlm_oem_probe (const guint8 *head, gsize length);
guint tlm_opm_probe (const guint8 *head, gsize length);
guint tlm_omm_probe (const guint8 *head, gsize length);
gboolean tlm_ndm_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* Two-line and three-line element sets. */
guint tlm_tle_decoder_probe (const guint8 *head, gsize length);
gboolean tlm_tle_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* KLV (SMPTE 336) of MISB ST 0601 and EG 0104. */
guint tlm_klv_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_klv_feed;

/* KLV in an MPEG-2 transport stream (ISO/IEC 13818-1, MISB ST 1402). */
guint tlm_mpegts_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_mpegts_feed;

/* GPMF of GoPro cameras (github.com/gopro/gpmf-parser), payload after payload. */
guint tlm_gpmf_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_gpmf_feed;

/* The GPMF track of an MP4 file (ISO/IEC 14496-12). */
guint tlm_mp4_probe (const guint8 *head, gsize length);
gboolean tlm_mp4_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* NMEA 0183 sentences. */
guint tlm_nmea_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_nmea_feed;

/* MAVLink 1 and 2 (mavlink.io), with or without the stamps of a tlog. */
guint tlm_mavlink_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_mavlink_feed;

/* Subtitles of DJI drones. */
guint tlm_dji_srt_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_dji_srt_feed;

/* GPX tracks. */
guint tlm_gpx_probe (const guint8 *head, gsize length);
gboolean tlm_gpx_decode (TlmLog *log, const guint8 *data, gsize length,
    const TlmDecodeOptions *options, GError **error);

/* CCSDS Space Packets, and the TM and AOS frames that carry them (core/packets). */
guint tlm_spp_probe (const guint8 *head, gsize length);
guint tlm_tm_probe (const guint8 *head, gsize length);
guint tlm_aos_probe (const guint8 *head, gsize length);
extern const TlmFeedClass tlm_spp_feed;
extern const TlmFeedClass tlm_tm_feed;
extern const TlmFeedClass tlm_aos_feed;

G_END_DECLS
