/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "render/native/kernels.h"

G_BEGIN_DECLS

/* Resolvers of function clones run before AddressSanitizer is ready. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define CLONES
#endif

#define ALWAYS_INLINE static inline __attribute__ ((always_inline))

/* V with its bytes in the other order, if SWAPPED. */
ALWAYS_INLINE guint16
tlr_kernel_swap_if (guint16 v, gboolean swapped)
{
  return swapped ? (guint16) (v << 8 | v >> 8) : v;
}

G_END_DECLS
