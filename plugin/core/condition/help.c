/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/condition/condition.h"

static const TlmConditionHelp rows[] = {
  { "CHANNEL < NUMBER", "altitude>20500", "Also `<=`, `>`, `>=`, `=` and `!=`; the number in the unit that the "
      "channel is stored in, times in seconds" },
  { "NUMBER:UNIT", "altitude>20.5:km", "In this unit; the colon may be left out: `altitude > 20.5 km`" },
  { "A and B", "altitude>1:km and speed>100:km/h", "Both hold; `A;B` is the same" },
  { "A or B", "altitude>1:km or speed>1:km/s and mach>3", "Either holds; `and` binds before `or`: here height alone "
      "is enough, or speed and Mach number together" },
  { "not A", "not altitude>1:km", "A does not hold" },
  { "(A)", "(altitude>1:km or speed>1:km/s) and mach>3", "Brackets, up to 32 within each other" },
  { "+ - * /", "altitude - downrange > 2:km", "Arithmetic; a minus sign between two names needs blanks" },
  { "\"NAME\"", "\"altitude\" > 1:km", "A channel whose name has other signs than letters, digits and `-_.`, or is "
      "a word of the language" },
};

TlmConditionHelp
tlm_condition_help (guint index)
{
  return index < G_N_ELEMENTS (rows) ? rows[index] : (TlmConditionHelp) { NULL, NULL, NULL };
}
