/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/edit/edit-read.h"

G_BEGIN_DECLS

/* One a file, edit-read.c lists them. */
extern const TlmEditReader tlm_edit_reader_edl;
extern const TlmEditReader tlm_edit_reader_fcpxml;
extern const TlmEditReader tlm_edit_reader_otio;
extern const TlmEditReader tlm_edit_reader_otioz;
extern const TlmEditReader tlm_edit_reader_fcp7;
extern const TlmEditReader tlm_edit_reader_mlt;
extern const TlmEditReader tlm_edit_reader_xges;

G_END_DECLS
