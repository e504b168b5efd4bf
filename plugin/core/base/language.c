/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/language.h"

#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

static const TlmLanguage languages[] = {
  { .id = TLM_LANGUAGE_EN, .code = "en", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_STALE] = "STALE",
      [TLM_WORD_NO_SIGNAL] = "NO SIGNAL",
      [TLM_WORD_MEASURED] = "MEASURED",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTRUCTED",
      [TLM_WORD_SIMULATED] = "SIMULATED",
      [TLM_WORD_PREDICTED] = "PREDICTED",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "NEXT",
      [TLM_WORD_HOLD] = "HOLD",
      [TLM_WORD_EARTH_RELATIVE] = "EARTH-RELATIVE",
      [TLM_WORD_INERTIAL] = "INERTIAL",
      [TLM_WORD_SUNLIT] = "SUNLIT",
      [TLM_WORD_PENUMBRA] = "PENUMBRA",
      [TLM_WORD_ECLIPSE] = "ECLIPSE",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "E",
      [TLM_WORD_WEST] = "W",
  } },
  { .id = TLM_LANGUAGE_RU, .code = "ru", .decimal_mark = ",", .group_mark = NO_BREAK_SPACE, .least_grouped = 4, .words = {
      [TLM_WORD_STALE] = "УСТАРЕЛО",
      [TLM_WORD_NO_SIGNAL] = "НЕТ СИГНАЛА",
      [TLM_WORD_MEASURED] = "ИЗМЕРЕНО",
      [TLM_WORD_RECONSTRUCTED] = "РЕКОНСТРУКЦИЯ",
      [TLM_WORD_SIMULATED] = "МОДЕЛИРОВАНИЕ",
      [TLM_WORD_PREDICTED] = "ПРОГНОЗ",
      [TLM_WORD_NOMINAL] = "ПО ПЛАНУ",
      [TLM_WORD_NEXT] = "ДАЛЕЕ",
      [TLM_WORD_HOLD] = "ЗАДЕРЖКА",
      [TLM_WORD_EARTH_RELATIVE] = "ОТНОСИТЕЛЬНО ЗЕМЛИ",
      [TLM_WORD_INERTIAL] = "ИНЕРЦИАЛЬНАЯ",
      [TLM_WORD_SUNLIT] = "НА СВЕТУ",
      [TLM_WORD_PENUMBRA] = "ПОЛУТЕНЬ",
      [TLM_WORD_ECLIPSE] = "В ТЕНИ",
      [TLM_WORD_NORTH] = " с. ш.",
      [TLM_WORD_SOUTH] = " ю. ш.",
      [TLM_WORD_EAST] = " в. д.",
      [TLM_WORD_WEST] = " з. д.",
  } },
  { .id = TLM_LANGUAGE_ES, .code = "es", .decimal_mark = ",", .group_mark = ".", .least_grouped = 5, .words = {
      [TLM_WORD_STALE] = "ANTIGUO",
      [TLM_WORD_NO_SIGNAL] = "SIN SEÑAL",
      [TLM_WORD_MEASURED] = "MEDIDO",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTRUIDO",
      [TLM_WORD_SIMULATED] = "SIMULADO",
      [TLM_WORD_PREDICTED] = "PREDICHO",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "SIGUIENTE",
      [TLM_WORD_HOLD] = "PAUSA",
      [TLM_WORD_EARTH_RELATIVE] = "RESPECTO A TIERRA",
      [TLM_WORD_INERTIAL] = "INERCIAL",
      [TLM_WORD_SUNLIT] = "AL SOL",
      [TLM_WORD_PENUMBRA] = "PENUMBRA",
      [TLM_WORD_ECLIPSE] = "ECLIPSE",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "E",
      [TLM_WORD_WEST] = "O",
  } },
  { .id = TLM_LANGUAGE_FR, .code = "fr", .decimal_mark = ",", .group_mark = NARROW_NO_BREAK_SPACE, .least_grouped = 4,
    .words = {
      [TLM_WORD_STALE] = "PÉRIMÉ",
      [TLM_WORD_NO_SIGNAL] = "PAS DE SIGNAL",
      [TLM_WORD_MEASURED] = "MESURÉ",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTITUÉ",
      [TLM_WORD_SIMULATED] = "SIMULÉ",
      [TLM_WORD_PREDICTED] = "PRÉDIT",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "SUIVANT",
      [TLM_WORD_HOLD] = "ARRÊT",
      [TLM_WORD_EARTH_RELATIVE] = "PAR RAPPORT À LA TERRE",
      [TLM_WORD_INERTIAL] = "INERTIELLE",
      [TLM_WORD_SUNLIT] = "AU SOLEIL",
      [TLM_WORD_PENUMBRA] = "PÉNOMBRE",
      [TLM_WORD_ECLIPSE] = "ÉCLIPSE",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "E",
      [TLM_WORD_WEST] = "O",
  } },
  { .id = TLM_LANGUAGE_DE, .code = "de", .decimal_mark = ",", .group_mark = ".", .least_grouped = 4, .words = {
      [TLM_WORD_STALE] = "VERALTET",
      [TLM_WORD_NO_SIGNAL] = "KEIN SIGNAL",
      [TLM_WORD_MEASURED] = "GEMESSEN",
      [TLM_WORD_RECONSTRUCTED] = "REKONSTRUIERT",
      [TLM_WORD_SIMULATED] = "SIMULIERT",
      [TLM_WORD_PREDICTED] = "VORHERGESAGT",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "ALS NÄCHSTES",
      [TLM_WORD_HOLD] = "ANGEHALTEN",
      [TLM_WORD_EARTH_RELATIVE] = "RELATIV ZUR ERDE",
      [TLM_WORD_INERTIAL] = "INERTIAL",
      [TLM_WORD_SUNLIT] = "IM SONNENLICHT",
      [TLM_WORD_PENUMBRA] = "HALBSCHATTEN",
      [TLM_WORD_ECLIPSE] = "IM ERDSCHATTEN",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "O",
      [TLM_WORD_WEST] = "W",
  } },
  { .id = TLM_LANGUAGE_ZH, .code = "zh", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_STALE] = "数据过时",
      [TLM_WORD_NO_SIGNAL] = "无信号",
      [TLM_WORD_MEASURED] = "实测",
      [TLM_WORD_RECONSTRUCTED] = "重建",
      [TLM_WORD_SIMULATED] = "模拟",
      [TLM_WORD_PREDICTED] = "预测",
      [TLM_WORD_NOMINAL] = "标称",
      [TLM_WORD_NEXT] = "下一事件",
      [TLM_WORD_HOLD] = "暂停",
      [TLM_WORD_EARTH_RELATIVE] = "相对地球",
      [TLM_WORD_INERTIAL] = "惯性",
      [TLM_WORD_SUNLIT] = "日照",
      [TLM_WORD_PENUMBRA] = "半影",
      [TLM_WORD_ECLIPSE] = "地影",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "E",
      [TLM_WORD_WEST] = "W",
  } },
  { .id = TLM_LANGUAGE_JA, .code = "ja", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_STALE] = "古いデータ",
      [TLM_WORD_NO_SIGNAL] = "信号なし",
      [TLM_WORD_MEASURED] = "実測",
      [TLM_WORD_RECONSTRUCTED] = "再構成",
      [TLM_WORD_SIMULATED] = "シミュレーション",
      [TLM_WORD_PREDICTED] = "予測",
      [TLM_WORD_NOMINAL] = "予定",
      [TLM_WORD_NEXT] = "次",
      [TLM_WORD_HOLD] = "停止",
      [TLM_WORD_EARTH_RELATIVE] = "対地",
      [TLM_WORD_INERTIAL] = "慣性",
      [TLM_WORD_SUNLIT] = "日照",
      [TLM_WORD_PENUMBRA] = "半影",
      [TLM_WORD_ECLIPSE] = "地球の影",
      [TLM_WORD_NORTH] = "N",
      [TLM_WORD_SOUTH] = "S",
      [TLM_WORD_EAST] = "E",
      [TLM_WORD_WEST] = "W",
  } },
};

/* Units that Russian writes in its own letters. */
static const struct { const char *symbol, *russian; } russian_units[] = {
  { "m", "м" }, { "km", "км" }, { "mm", "мм" }, { "cm", "см" }, { "ft", "фут" }, { "mi", "миль" },
  { "m/s", "м/с" }, { "km/s", "км/с" }, { "km/h", "км/ч" }, { "ft/s", "фут/с" }, { "mph", "миль/ч" },
  { "kn", "уз" }, { "m/s²", "м/с²" }, { "s", "с" }, { "min", "мин" }, { "h", "ч" }, { "d", "сут" },
  { "Pa", "Па" }, { "hPa", "гПа" }, { "kPa", "кПа" }, { "MPa", "МПа" }, { "bar", "бар" },
  { "kg", "кг" }, { "g", "g" }, { "t", "т" }, { "N", "Н" }, { "kN", "кН" }, { "MN", "МН" },
  { "V", "В" }, { "A", "А" }, { "K", "К" }, { "kg/m³", "кг/м³" },
};

const TlmLanguage *
tlm_language_table (gsize *n_languages)
{
  g_return_val_if_fail (n_languages != NULL, NULL);
  *n_languages = G_N_ELEMENTS (languages);
  return languages;
}

const TlmLanguage *
tlm_language_find (const char *name)
{
  gsize length = name ? strcspn (name, "_-.@") : 0;

  for (gsize i = 0; length > 0 && i < G_N_ELEMENTS (languages); i++)
    if (strlen (languages[i].code) == length &&
        g_ascii_strncasecmp (languages[i].code, name, length) == 0)
      return &languages[i];
  return &languages[0];
}

const char *
tlm_language_unit (const TlmLanguage *language, const char *symbol)
{
  g_return_val_if_fail (language != NULL && symbol != NULL, symbol);
  if (strcmp (language->code, "ru") != 0)
    return symbol;
  for (gsize i = 0; i < G_N_ELEMENTS (russian_units); i++)
    if (strcmp (russian_units[i].symbol, symbol) == 0)
      return russian_units[i].russian;
  return symbol;
}
