/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/base/language.h"

#include <string.h>

#define NO_BREAK_SPACE "\xc2\xa0"
#define NARROW_NO_BREAK_SPACE "\xe2\x80\xaf"

static const TlmLanguage languages[] = {
  { .code = "en", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_ALTITUDE] = "ALTITUDE",
      [TLM_WORD_SPEED] = "SPEED",
      [TLM_WORD_VERTICAL_SPEED] = "VERTICAL SPEED",
      [TLM_WORD_DOWNRANGE] = "DOWNRANGE",
      [TLM_WORD_ACCELERATION] = "ACCELERATION",
      [TLM_WORD_DYNAMIC_PRESSURE] = "DYNAMIC PRESSURE",
      [TLM_WORD_RANGE_RATE] = "RANGE RATE",
      [TLM_WORD_PERIGEE] = "PERIGEE",
      [TLM_WORD_STALE] = "STALE",
      [TLM_WORD_NO_SIGNAL] = "NO SIGNAL",
      [TLM_WORD_MEASURED] = "MEASURED",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTRUCTED",
      [TLM_WORD_SIMULATED] = "SIMULATED",
      [TLM_WORD_PREDICTED] = "PREDICTED",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "NEXT",
      [TLM_WORD_HOLD] = "HOLD",
  } },
  { .code = "ru", .decimal_mark = ",", .group_mark = NO_BREAK_SPACE, .least_grouped = 4, .words = {
      [TLM_WORD_ALTITUDE] = "ВЫСОТА",
      [TLM_WORD_SPEED] = "СКОРОСТЬ",
      [TLM_WORD_VERTICAL_SPEED] = "ВЕРТИКАЛЬНАЯ СКОРОСТЬ",
      [TLM_WORD_DOWNRANGE] = "ДАЛЬНОСТЬ",
      [TLM_WORD_ACCELERATION] = "УСКОРЕНИЕ",
      [TLM_WORD_DYNAMIC_PRESSURE] = "СКОРОСТНОЙ НАПОР",
      [TLM_WORD_RANGE_RATE] = "РАДИАЛЬНАЯ СКОРОСТЬ",
      [TLM_WORD_PERIGEE] = "ПЕРИГЕЙ",
      [TLM_WORD_STALE] = "УСТАРЕЛО",
      [TLM_WORD_NO_SIGNAL] = "НЕТ СИГНАЛА",
      [TLM_WORD_MEASURED] = "ИЗМЕРЕНО",
      [TLM_WORD_RECONSTRUCTED] = "РЕКОНСТРУКЦИЯ",
      [TLM_WORD_SIMULATED] = "МОДЕЛИРОВАНИЕ",
      [TLM_WORD_PREDICTED] = "ПРОГНОЗ",
      [TLM_WORD_NOMINAL] = "ПО ПЛАНУ",
      [TLM_WORD_NEXT] = "ДАЛЕЕ",
      [TLM_WORD_HOLD] = "ЗАДЕРЖКА",
  } },
  { .code = "es", .decimal_mark = ",", .group_mark = ".", .least_grouped = 5, .words = {
      [TLM_WORD_ALTITUDE] = "ALTITUD",
      [TLM_WORD_SPEED] = "VELOCIDAD",
      [TLM_WORD_VERTICAL_SPEED] = "VELOCIDAD VERTICAL",
      [TLM_WORD_DOWNRANGE] = "DISTANCIA",
      [TLM_WORD_ACCELERATION] = "ACELERACIÓN",
      [TLM_WORD_DYNAMIC_PRESSURE] = "PRESIÓN DINÁMICA",
      [TLM_WORD_RANGE_RATE] = "VELOCIDAD RADIAL",
      [TLM_WORD_PERIGEE] = "PERIGEO",
      [TLM_WORD_STALE] = "ANTIGUO",
      [TLM_WORD_NO_SIGNAL] = "SIN SEÑAL",
      [TLM_WORD_MEASURED] = "MEDIDO",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTRUIDO",
      [TLM_WORD_SIMULATED] = "SIMULADO",
      [TLM_WORD_PREDICTED] = "PREDICHO",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "SIGUIENTE",
      [TLM_WORD_HOLD] = "PAUSA",
  } },
  { .code = "fr", .decimal_mark = ",", .group_mark = NARROW_NO_BREAK_SPACE, .least_grouped = 4,
    .words = {
      [TLM_WORD_ALTITUDE] = "ALTITUDE",
      [TLM_WORD_SPEED] = "VITESSE",
      [TLM_WORD_VERTICAL_SPEED] = "VITESSE VERTICALE",
      [TLM_WORD_DOWNRANGE] = "DISTANCE",
      [TLM_WORD_ACCELERATION] = "ACCÉLÉRATION",
      [TLM_WORD_DYNAMIC_PRESSURE] = "PRESSION DYNAMIQUE",
      [TLM_WORD_RANGE_RATE] = "VITESSE RADIALE",
      [TLM_WORD_PERIGEE] = "PÉRIGÉE",
      [TLM_WORD_STALE] = "PÉRIMÉ",
      [TLM_WORD_NO_SIGNAL] = "PAS DE SIGNAL",
      [TLM_WORD_MEASURED] = "MESURÉ",
      [TLM_WORD_RECONSTRUCTED] = "RECONSTITUÉ",
      [TLM_WORD_SIMULATED] = "SIMULÉ",
      [TLM_WORD_PREDICTED] = "PRÉDIT",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "SUIVANT",
      [TLM_WORD_HOLD] = "ARRÊT",
  } },
  { .code = "de", .decimal_mark = ",", .group_mark = ".", .least_grouped = 4, .words = {
      [TLM_WORD_ALTITUDE] = "HÖHE",
      [TLM_WORD_SPEED] = "GESCHWINDIGKEIT",
      [TLM_WORD_VERTICAL_SPEED] = "VERTIKALGESCHWINDIGKEIT",
      [TLM_WORD_DOWNRANGE] = "ENTFERNUNG",
      [TLM_WORD_ACCELERATION] = "BESCHLEUNIGUNG",
      [TLM_WORD_DYNAMIC_PRESSURE] = "STAUDRUCK",
      [TLM_WORD_RANGE_RATE] = "RADIALGESCHWINDIGKEIT",
      [TLM_WORD_PERIGEE] = "PERIGÄUM",
      [TLM_WORD_STALE] = "VERALTET",
      [TLM_WORD_NO_SIGNAL] = "KEIN SIGNAL",
      [TLM_WORD_MEASURED] = "GEMESSEN",
      [TLM_WORD_RECONSTRUCTED] = "REKONSTRUIERT",
      [TLM_WORD_SIMULATED] = "SIMULIERT",
      [TLM_WORD_PREDICTED] = "VORHERGESAGT",
      [TLM_WORD_NOMINAL] = "NOMINAL",
      [TLM_WORD_NEXT] = "ALS NÄCHSTES",
      [TLM_WORD_HOLD] = "ANGEHALTEN",
  } },
  { .code = "zh", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_ALTITUDE] = "高度",
      [TLM_WORD_SPEED] = "速度",
      [TLM_WORD_VERTICAL_SPEED] = "垂直速度",
      [TLM_WORD_DOWNRANGE] = "航程",
      [TLM_WORD_ACCELERATION] = "加速度",
      [TLM_WORD_DYNAMIC_PRESSURE] = "动压",
      [TLM_WORD_RANGE_RATE] = "径向速度",
      [TLM_WORD_PERIGEE] = "近地点",
      [TLM_WORD_STALE] = "数据过时",
      [TLM_WORD_NO_SIGNAL] = "无信号",
      [TLM_WORD_MEASURED] = "实测",
      [TLM_WORD_RECONSTRUCTED] = "重建",
      [TLM_WORD_SIMULATED] = "模拟",
      [TLM_WORD_PREDICTED] = "预测",
      [TLM_WORD_NOMINAL] = "标称",
      [TLM_WORD_NEXT] = "下一事件",
      [TLM_WORD_HOLD] = "暂停",
  } },
  { .code = "ja", .decimal_mark = ".", .group_mark = ",", .least_grouped = 4, .words = {
      [TLM_WORD_ALTITUDE] = "高度",
      [TLM_WORD_SPEED] = "速度",
      [TLM_WORD_VERTICAL_SPEED] = "垂直速度",
      [TLM_WORD_DOWNRANGE] = "ダウンレンジ",
      [TLM_WORD_ACCELERATION] = "加速度",
      [TLM_WORD_DYNAMIC_PRESSURE] = "動圧",
      [TLM_WORD_RANGE_RATE] = "視線速度",
      [TLM_WORD_PERIGEE] = "近地点",
      [TLM_WORD_STALE] = "古いデータ",
      [TLM_WORD_NO_SIGNAL] = "信号なし",
      [TLM_WORD_MEASURED] = "実測",
      [TLM_WORD_RECONSTRUCTED] = "再構成",
      [TLM_WORD_SIMULATED] = "シミュレーション",
      [TLM_WORD_PREDICTED] = "予測",
      [TLM_WORD_NOMINAL] = "予定",
      [TLM_WORD_NEXT] = "次",
      [TLM_WORD_HOLD] = "停止",
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
