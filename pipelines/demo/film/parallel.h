/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Calls @work (@data, i) for every i from 0 to @n - 1, in any order, on @threads threads (1 to 64); returns
 * when all are done. */
void parallel_for (int threads, int n, void (*work) (void *data, int i), void *data);
