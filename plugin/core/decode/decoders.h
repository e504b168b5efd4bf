/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/decode/decoder.h"

G_BEGIN_DECLS

/* Every decoder, in order of preference at equal probe results: one line each. A new
 * one is a const TlmDecoder tlm_decoder_NAME in its own file, listed in its folder's
 * meson.build, a line here, a test and a seed for the fuzz test. */
#define TLM_DECODERS(ROW) \
  ROW (oem) \
  ROW (opm) \
  ROW (omm) \
  ROW (tle) \
  ROW (events) \
  ROW (jsonl) \
  ROW (json) \
  ROW (omm_json) \
  ROW (klv) \
  ROW (nmea) \
  ROW (mavlink) \
  ROW (dji_srt) \
  ROW (gpx) \
  ROW (gpmf) \
  ROW (mp4) \
  ROW (mpegts) \
  ROW (ccsds_spp) \
  ROW (ccsds_tm) \
  ROW (ccsds_aos) \
  ROW (csv) \
  ROW (omm_csv)

#define TLM_DECLARE_DECODER(name) extern const TlmDecoder tlm_decoder_##name;
TLM_DECODERS (TLM_DECLARE_DECODER)
#undef TLM_DECLARE_DECODER

G_END_DECLS
