/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/base/key-file.h"

G_BEGIN_DECLS

/* A layout that begins from another: what FILE writes stands in for what BASE writes, and the rest is BASE's. Groups of
 * FILE alone come behind BASE's, so that they are drawn over them. A key that FILE writes takes the place of BASE's with
 * all its forms: size= of size@tall=, label= of label[ru]=; a form alone takes that of the form. Lines of errors stay
 * FILE's. A widget keeps its type: another one is an error (of FILE's code). BASE is not changed. */
gboolean tlr_layout_merge (TlmKeyFile *file, const TlmKeyFile *base, GError **error);

G_END_DECLS
