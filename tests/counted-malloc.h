/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdlib.h>

/* The allocator of the program that includes this once, which counts what is asked of it. COUNTS_ALLOCATIONS is 0, and
 * nothing is counted, where another C library or a sanitiser has its own. */
static _Thread_local guint n_allocations G_GNUC_UNUSED;      /* of this thread: others have their own affairs */
static _Thread_local gsize largest_allocation G_GNUC_UNUSED; /* bytes */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define COUNTS_ALLOCATIONS 1
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);
void *malloc (size_t size);
void *calloc (size_t n, size_t size);
void *realloc (void *memory, size_t size);

static inline void
count_allocation (gsize size)
{
  n_allocations++;
  largest_allocation = MAX (largest_allocation, size);
}

__attribute__ ((visibility ("default"))) void *
malloc (size_t size)
{
  count_allocation (size);
  return __libc_malloc (size);
}

__attribute__ ((visibility ("default"))) void *
calloc (size_t n, size_t size)
{
  count_allocation (n * size);
  return __libc_calloc (n, size);
}

__attribute__ ((visibility ("default"))) void *
realloc (void *memory, size_t size)
{
  count_allocation (size);
  return __libc_realloc (memory, size);
}
#else
#define COUNTS_ALLOCATIONS 0
#endif
