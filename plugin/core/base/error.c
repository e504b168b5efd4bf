/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/error.h"

G_DEFINE_QUARK (tlm-error-quark, tlm_error)
