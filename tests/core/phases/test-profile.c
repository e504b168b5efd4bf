/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "core/base/error.h"
#include "core/phases/profile.h"

static const char *const languages[] = { NULL, "ru", "es", "fr", "de", "zh", "ja" };

/* What a text takes on a line; characters of the Far East are twice as wide. */
static guint
columns (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    n += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return n;
}

/* Every built-in profile reads, and each of its phases, what it leads to, and
 * its end has a label in every language: another word than the English one, or
 * the same in the few cases where the language has the same word. Its short form
 * is short enough for a bar with a dozen events. */
static void
test_built_in (void)
{
  g_auto (GStrv) names = tlm_profile_list ();

  g_assert_cmpuint (g_strv_length (names), >, 0);
  for (char **name = names; *name; name++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (TlmProfile) profile = tlm_profile_load (*name, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (profile->phases->len, >, 0);
    for (guint i = 0; i < profile->phases->len; i++) {
      const TlmPhase *phase = profile->phases->pdata[i];
      const char *ids[] = { phase->id, phase->phase, phase->end ? phase->end : phase->id };
      for (guint j = 0; j < G_N_ELEMENTS (ids) * G_N_ELEMENTS (languages); j++) {
        const char *id = ids[j % 3], *language = languages[j / 3];
        if (strcmp (id, TLM_PHASE_NONE) == 0)
          continue;
        g_autofree char *label = tlm_profile_label (profile, id, language);
        g_autofree char *brief = tlm_profile_short_label (profile, id, language);
        g_test_message ("%s %s %s: %s, %s", *name, id, language, label, brief);
        g_assert_nonnull (label);
        g_assert_nonnull (brief);
        g_assert_true (g_utf8_validate (label, -1, NULL));
        g_assert_cmpuint (columns (brief), <=, 13);
      }
    }
  }
}

static void
test_languages (void)
{
  static const struct { const char *id, *language, *label; } rows[] = {
    { "liftoff", NULL, "Liftoff" }, { "liftoff", "en_GB", "Liftoff" }, { "liftoff", "xx", "Liftoff" },
    { "liftoff", "de", "Abheben" }, { "liftoff", "de_AT.UTF-8", "Abheben" },
    { "docking", "ru", "Стыковка" }, { "apogee", "ja", "遠地点" }, { "landing", "zh_CN", "着陆" },
    { "next", "fr", "Suivant" }, { "next", "es", "Siguiente" }, { "countdown", "ru", "Обратный отсчёт" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *label = tlm_profile_label (NULL, rows[i].id, rows[i].language);
    g_assert_cmpstr (label, ==, rows[i].label);
  }
  g_assert_null (tlm_profile_label (NULL, "no-such-thing", NULL));
}

static void
test_short (void)
{
  static const struct { const char *id, *language, *label; } rows[] = {
    { "max-q", NULL, "MAX-Q" }, { "max-q", "ru", "Макс. напор" }, { "meco", "zh_CN", "一级关机" },
    { "docking", "ru", "Стыковка" }, { "entry-interface", "de_AT", "Eintritt" },
    { "soft-landing", "ru", "ДМП" }, { "escape-tower-separation", "ja", "脱出塔分離" },
    { "second-stage-burn", "fr", "2e étage" }, { "undocking", "es", "Desacople" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *label = tlm_profile_short_label (NULL, rows[i].id, rows[i].language);
    g_assert_cmpstr (label, ==, rows[i].label);
  }
}

static void
test_own_file (void)
{
  static const char text[] =
      "[profile]\nlabel=Mine\nlabel[de]=Meins\n"
      "[track one]\nvehicle=a*, b\ncommon=yes\n"
      "[phase liftoff]\ntrack=one\nlabel=Up\nlabel[de]=Hinauf\nshort=U\nphase=ascent\n"
      "start=yes\nrule=speed > 3 m/s\ndwell=2.5\nnominal=00:01:02\nprompt=yes\n"
      "[phase burn]\ntrack=one\nafter=liftoff\nrule=speed > 9 m/s\nleave=speed < 8 m/s\n"
      "leave-dwell=1\nend=burn-end\nrepeat=yes\nat=speed * 2\nwait=7\ncertain=on-ground\n"
      "[phase down]\ntrack=one\nafter=liftoff, burn-end\nrule=since(burn) > 3 s\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (TlmProfile) profile = tlm_profile_parse (text, -1, "mine.profile", &error);
  g_autofree char *title = NULL, *label = NULL, *brief = NULL;

  g_assert_no_error (error);
  const TlmPhase *liftoff = tlm_profile_find (profile, "liftoff");
  const TlmPhase *burn = tlm_profile_find (profile, "burn");
  const TlmPhaseTrack *track = profile->tracks->pdata[0];
  g_assert_cmpint (liftoff->dwell_ns, ==, 2500000000);
  g_assert_cmpint (liftoff->nominal_ns, ==, 62 * TLM_SECOND);
  g_assert_true (liftoff->start && burn->repeat && track->common);
  g_assert_true (liftoff->prompt && burn->certain && !burn->prompt && !liftoff->certain);
  g_assert_cmpint (burn->wait_ns, ==, 7 * TLM_SECOND);
  g_assert_cmpstr (track->vehicles[1], ==, "b");
  g_assert_cmpint (burn->nominal_ns, ==, TLM_TIME_NONE);
  g_assert_cmpstr (tlm_profile_phase_after (profile, "liftoff"), ==, "ascent");
  g_assert_cmpstr (tlm_profile_phase_after (profile, "burn-end"), ==, "coast");
  g_assert_cmpstr (tlm_profile_phase_after (profile, "elsewhere"), ==, "elsewhere");
  title = tlm_profile_title (profile, "de");
  label = tlm_profile_label (profile, "liftoff", "de");
  brief = tlm_profile_short_label (profile, "liftoff", "fr");
  g_assert_cmpstr (title, ==, "Meins");
  g_assert_cmpstr (label, ==, "Hinauf");
  g_assert_cmpstr (brief, ==, "U");
}

static void
test_errors (void)
{
  static const struct { const char *text, *says; } rows[] = {
    { "[phase a]\nrule=speed > 3 kg\n", "x.profile:2: [phase a] rule: column 9:" },
    { "[phase a]\n\nrule=sped > 3 m/s\n", "x.profile:3: [phase a] rule: column 1: unknown channel" },
    { "[phase a]\nrule=speed > (3 m/s\n", "x.profile:2:" },
    { "[phase a]\nafter=b\n[phase b]\nafter=a\n", "circle" },
    { "[phase a]\nafter=a\n", "x.profile:2: [phase a] after: \"a\" follows this phase itself" },
    { "[phase a]\nafter=b\n[phase b]\nafter=c\n[phase c]\nafter=a\n", "x.profile:6: [phase c] after:" },
    { "[phase a]\nafter=liftof\n[phase liftoff]\n", "did you mean \"liftoff\"" },
    { "[phase a]\nrule=since(liftof) > 1 s\n[phase liftoff]\n", "x.profile:2: [phase a] rule: unknown phase" },
    { "[phase Max Q]\n", "as in \"max-q\"" },
    { "[phase a]\n[phase.a]\n", "stands twice" },
    { "[phase a]\ndwell=soon\n", "x.profile:2: [phase a] dwell" },
    { "[phase a]\ndwell=-3\n", "no span of time" },
    { "[phase a]\nwait=-3\n", "no span of time" },
    { "[phase a]\ncertain=at-rest\n", "x.profile:2: [phase a] certain: add wait=" },
    { "[phase a]\nwait=9\ncertain=at-rets\n", "x.profile:3: [phase a] certain: column 1: unknown channel" },
    { "[phase a]\nprompt=soon\n", "neither yes nor no" },
    { "[phase a]\nprompt=yes\n", "x.profile:2: [phase a] prompt: add rule=" },
    { "[phase a]\nwait=5\n", "x.profile:2: [phase a] wait: add rule=" },
    { "[phase a]\nrule=at-rest\nprompt=yes\nwait=5\n", "x.profile:3: [phase a] prompt: leave out one of" },
    { "[phase a]\nrule=at-rest\nwait=3155760001\n", "up to 100 years" },
    { "[phase a]\nstart=maybe\n", "neither yes nor no" },
    { "[phase a]\nleave=speed > 1 m/s\n", "x.profile:2: [phase a] leave: add end=" },
    { "[phase a]\nleave=speed > 1 m/s\nend=b\n[phase b]\n", "x.profile:3: [phase a] end" },
    { "[phase a]\ntrack=x\n", "x.profile:2: [phase a] track: there is no [track x]" },
    { "[track t]\n[phase a]\n", "x.profile:2: [phase a]: add track=" },
    { "[phase a]\nruel=speed > 1 m/s\n", "did you mean \"rule\"" },
    { "[phse a]\n", "did you mean \"phase\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (tlm_profile_parse (rows[i].text, -1, "x.profile", &error));
    g_assert_error (error, TLM_ERROR, TLM_ERROR_PROFILE);
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, "x.profile:"));
    g_assert_nonnull (strstr (error->message, rows[i].says));
  }
}

static void
test_by_name (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tlm_profile_load ("falcon", &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_PROFILE);
  g_assert_nonnull (strstr (error->message, "falcon9"));
  g_clear_error (&error);
  g_assert_null (tlm_profile_load ("./no-such.profile", &error));
  g_assert_error (error, TLM_ERROR, TLM_ERROR_READ);
}

/* The logs that only one kind of vehicle writes. */
static void
test_for_dialect (void)
{
  static const struct { const char *dialect, *profile; } rows[] = {
    { "spacex-webcast", NULL }, { "altos", "sounding-rocket" }, { "ndrt-2020", "sounding-rocket" },
    { "spacex", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *profile = tlm_profile_for_dialect (rows[i].dialect);
    g_assert_cmpstr (profile, ==, rows[i].profile);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/built-in", test_built_in);
  g_test_add_func ("/profile/languages", test_languages);
  g_test_add_func ("/profile/short", test_short);
  g_test_add_func ("/profile/own-file", test_own_file);
  g_test_add_func ("/profile/errors", test_errors);
  g_test_add_func ("/profile/by-name", test_by_name);
  g_test_add_func ("/profile/for-dialect", test_for_dialect);
  return g_test_run ();
}
