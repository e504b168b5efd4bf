/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/language.h"

#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

/* Words in the order of TlmWord. */
static const TlmLanguage languages[] = {
  { "en", ".", ",", 4, { "ALTITUDE", "SPEED", "VERTICAL SPEED", "DOWNRANGE", "ACCELERATION",
      "STALE", "NO SIGNAL", "MEASURED", "RECONSTRUCTED", "SIMULATED", "PREDICTED", "NOMINAL",
      "NEXT", "HOLD" } },
  { "ru", ",", NO_BREAK_SPACE, 4, { "ВЫСОТА", "СКОРОСТЬ", "ВЕРТИКАЛЬНАЯ СКОРОСТЬ", "ДАЛЬНОСТЬ",
      "УСКОРЕНИЕ", "УСТАРЕЛО", "НЕТ СИГНАЛА", "ИЗМЕРЕНО", "РЕКОНСТРУКЦИЯ", "МОДЕЛИРОВАНИЕ",
      "ПРОГНОЗ", "ПО ПЛАНУ", "ДАЛЕЕ", "ЗАДЕРЖКА" } },
  { "es", ",", ".", 5, { "ALTITUD", "VELOCIDAD", "VELOCIDAD VERTICAL", "DISTANCIA", "ACELERACIÓN",
      "ANTIGUO", "SIN SEÑAL", "MEDIDO", "RECONSTRUIDO", "SIMULADO", "PREDICHO", "NOMINAL",
      "SIGUIENTE", "PAUSA" } },
  { "fr", ",", NARROW_NO_BREAK_SPACE, 4, { "ALTITUDE", "VITESSE", "VITESSE VERTICALE", "DISTANCE",
      "ACCÉLÉRATION", "PÉRIMÉ", "PAS DE SIGNAL", "MESURÉ", "RECONSTITUÉ", "SIMULÉ", "PRÉDIT",
      "NOMINAL", "SUIVANT", "ARRÊT" } },
  { "de", ",", ".", 4, { "HÖHE", "GESCHWINDIGKEIT", "VERTIKALGESCHWINDIGKEIT", "ENTFERNUNG",
      "BESCHLEUNIGUNG", "VERALTET", "KEIN SIGNAL", "GEMESSEN", "REKONSTRUIERT", "SIMULIERT",
      "VORHERGESAGT", "NOMINAL", "ALS NÄCHSTES", "ANGEHALTEN" } },
  { "zh", ".", ",", 4, { "高度", "速度", "垂直速度", "航程", "加速度", "数据过时", "无信号", "实测",
      "重建", "模拟", "预测", "标称", "下一事件", "暂停" } },
  { "ja", ".", ",", 4, { "高度", "速度", "垂直速度", "ダウンレンジ", "加速度", "古いデータ", "信号なし",
      "実測", "再構成", "シミュレーション", "予測", "予定", "次", "停止" } },
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
