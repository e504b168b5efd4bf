/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libxml/tree.h>

#include "core/base/limits.h"
#include "core/decode/packets/definition/program-build.h"

G_BEGIN_DECLS

/* The pieces of the XTCE reader. All of them fail with an error that names line
 * and element. */

/* A named thing of a space system. */
typedef struct {
  xmlNode *node;
  char *system;            /* path of its space system: "/Root/Bus" */
  char *name;              /* below the first system, or with it: "Bus/VOLTAGE" */
} TlmXtceItem;

typedef struct _TlmXtce TlmXtce;
struct _TlmXtce {
  TlmPacketProgram *program;
  GPtrArray *roots;        /* char *: paths of the first space systems, each once: "/Root" */
  /* tlm_xtce_field_type(): a type may hang on conditions, these on fields, and a
   * field on its type, which is asked for through here. */
  const TlmFieldType *(*field_type) (TlmXtce *xtce, const TlmXtceItem *type,
      const TlmPacketSize **size, GError **error);
  GHashTable *types, *parameters, *containers;   /* "/Root/Bus/NAME" to TlmXtceItem */
  GPtrArray *container_list;   /* TlmXtceItem *, in the order of the document */
  GHashTable *made;        /* xmlNode of a type to TlmFieldType */
  GHashTable *sizes;       /* xmlNode of a type to TlmPacketSize */
  GHashTable *derived;     /* xmlNode of a container to GPtrArray of TlmXtceItem */
  guint work;              /* entries and elements so far, for the cap */
  guint depth;             /* types that are being read */
  TlmDuration longest_gap_ns;  /* between packets of the container that is being read; 0: it does
                                * not say, or a condition stands before the entry */
};

/* Whether the local name of NODE is NAME. */
gboolean tlm_xtce_is (const xmlNode *node, const char *name);

/* The first child element of that local name, or NULL. */
xmlNode *tlm_xtce_child (const xmlNode *node, const char *name);
xmlNode *tlm_xtce_first (const xmlNode *node);    /* element within, or NULL */
xmlNode *tlm_xtce_next (const xmlNode *node);     /* element after, or NULL */

/* An attribute without blanks around, in a new string; NULL when it is not there. */
char *tlm_xtce_attribute (const xmlNode *node, const char *name);

/* The text of an element without blanks around, in a new string. */
char *tlm_xtce_text (const xmlNode *node);

/* The attribute NAME as an integer into OUT, which is left alone where there is none.
 * FALSE for what is no integer. */
gboolean tlm_xtce_read_integer (const TlmXtce *xtce, const xmlNode *node, const char *name,
    gint64 *out, GError **error);

/* The same for a number with a fraction. */
gboolean tlm_xtce_read_number (const TlmXtce *xtce, const xmlNode *node, const char *name,
    double *out, GError **error);

/* The text of NODE as an integer. FALSE for what is none. */
gboolean tlm_xtce_text_integer (const TlmXtce *xtce, const xmlNode *node, gint64 *out,
    GError **error);

/* Whether the attribute NAME says true; FALLBACK when it is not there. */
gboolean tlm_xtce_flag (const xmlNode *node, const char *name, gboolean fallback);

/* Sets an error and returns FALSE. */
gboolean tlm_xtce_fail (const TlmXtce *xtce, const xmlNode *node, GError **error,
    const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The same for what makes the definition larger than LIMIT: of its fields or entries. */
gboolean tlm_xtce_fail_large (const TlmXtce *xtce, const xmlNode *node, TlmLimitId limit, GError **error);

/* The same for what BUILDER has no place for (tlm_program_problem()). */
gboolean tlm_xtce_fail_built (const TlmXtce *xtce, const xmlNode *node, const TlmProgramBuilder *builder,
    GError **error);

/* What the reference REF in a space system means, from there upwards, and then in the one
 * first space system that has it. */
TlmXtceItem *tlm_xtce_find (const TlmXtce *xtce, GHashTable *table, const char *system,
    const char *ref);

/* The same for the attribute NAME of NODE, with an error. WHAT: "parameter". */
TlmXtceItem *tlm_xtce_resolve (const TlmXtce *xtce, GHashTable *table, const xmlNode *node,
    const char *system, const char *name, const char *what, GError **error);

/* Type of a parameter. */
TlmXtceItem *tlm_xtce_type_of (const TlmXtce *xtce, const TlmXtceItem *parameter,
    GError **error);

/* The type of one value (no aggregate, no array), made once; owned by the
 * program. SIZE receives its varying size, or NULL. */
const TlmFieldType *tlm_xtce_field_type (TlmXtce *xtce, const TlmXtceItem *type,
    const TlmPacketSize **size, GError **error);

/* The field that the attribute parameterRef of NODE names: slot and type. */
gboolean tlm_xtce_field (TlmXtce *xtce, const xmlNode *node, const char *system, guint *slot,
    const TlmFieldType **type, GError **error);

/* Criteria in NODE: Comparison, ComparisonList or BooleanExpression. */
TlmCriteria *tlm_xtce_criteria (TlmXtce *xtce, const xmlNode *node, const char *system,
    GError **error);

/* Calibrators in an encoding, put into TYPE. */
gboolean tlm_xtce_read_calibrators (TlmXtce *xtce, const xmlNode *encoding, const char *system,
    TlmFieldType *type, GError **error);

/* A size or count in NODE: FixedValue, DynamicValue or DiscreteLookupList. Owned
 * by the program. */
TlmPacketSize *tlm_xtce_size (TlmXtce *xtce, const xmlNode *node, const char *system,
    GError **error);

/* Adds a parameter of this NAME and TYPE to a container. */
gboolean tlm_xtce_add_value (TlmXtce *xtce, TlmProgramBuilder *builder, const char *name,
    const TlmXtceItem *type, const xmlNode *where, GError **error);

/* Makes the containers. */
gboolean tlm_xtce_build (TlmXtce *xtce, GError **error);

G_END_DECLS
