/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The mission file that goes with soyuz-ms-19.csv: a key file with the published events. The caller
 * frees it with g_free(). */
char *mission_text (void);
