/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/measure/channel-words.h"

#define WORDS(english, russian, spanish, french, german, chinese, japanese) { \
  [TLM_LANGUAGE_EN] = english, [TLM_LANGUAGE_RU] = russian, [TLM_LANGUAGE_ES] = spanish, \
  [TLM_LANGUAGE_FR] = french, [TLM_LANGUAGE_DE] = german, [TLM_LANGUAGE_ZH] = chinese, \
  [TLM_LANGUAGE_JA] = japanese }

/* What a channel is called; NULL as a short form: the name is short. */
static const struct {
  const char *names[TLM_N_LANGUAGES];
  const char *briefs[TLM_N_LANGUAGES];
} channels[TLM_N_STANDARD_CHANNELS] = {
  [TLM_CHANNEL_ALTITUDE] = {
    .names = WORDS ("ALTITUDE", "ВЫСОТА", "ALTITUD", "ALTITUDE", "HÖHE", "高度", "高度"),
  },
  [TLM_CHANNEL_SPEED] = {
    .names = WORDS ("SPEED", "СКОРОСТЬ", "VELOCIDAD", "VITESSE", "GESCHWINDIGKEIT", "速度", "速度"),
    .briefs = WORDS (NULL, NULL, NULL, NULL, "GESCHW.", NULL, NULL),
  },
  [TLM_CHANNEL_VERTICAL_SPEED] = {
    .names = WORDS ("VERTICAL SPEED", "ВЕРТИКАЛЬНАЯ СКОРОСТЬ", "VELOCIDAD VERTICAL", "VITESSE VERTICALE",
        "VERTIKALGESCHWINDIGKEIT", "垂直速度", "垂直速度"),
    .briefs = WORDS ("VERT. SPEED", "ВЕРТ. СКОР.", "VEL. VERTICAL", "VIT. VERT.", "VERT.-GESCHW.", NULL, NULL),
  },
  [TLM_CHANNEL_HORIZONTAL_SPEED] = {
    .names = WORDS ("HORIZONTAL SPEED", "ГОРИЗОНТАЛЬНАЯ СКОРОСТЬ", "VELOCIDAD HORIZONTAL",
        "VITESSE HORIZONTALE", "HORIZONTALGESCHWINDIGKEIT", "水平速度", "水平速度"),
    .briefs = WORDS ("HORIZ. SPEED", "ГОРИЗ. СКОР.", "VEL. HORIZ.", "VIT. HORIZ.", "HORIZ.-GESCH.", NULL, NULL),
  },
  [TLM_CHANNEL_SPEED_INERTIAL] = {
    .names = WORDS ("INERTIAL SPEED", "ИНЕРЦИАЛЬНАЯ СКОРОСТЬ", "VELOCIDAD INERCIAL", "VITESSE INERTIELLE",
        "INERTIALGESCHWINDIGKEIT", "惯性速度", "慣性速度"),
    .briefs = WORDS ("INERT. SPEED", "ИНЕРЦ. СКОР.", "VEL. INERCIAL", "VIT. INERT.", "V INERTIAL", NULL, NULL),
  },
  [TLM_CHANNEL_SPEED_RELATIVE] = {
    .names = WORDS ("EARTH-RELATIVE SPEED", "СКОРОСТЬ ОТНОСИТЕЛЬНО ЗЕМЛИ", "VELOCIDAD RESPECTO A TIERRA",
        "VITESSE PAR RAPPORT À LA TERRE", "GESCHWINDIGKEIT ZUR ERDE", "对地速度", "対地速度"),
    .briefs = WORDS ("REL. SPEED", "ОТН. СКОР.", "VEL. A TIERRA", "VIT. TERRE", "V ZUR ERDE", NULL, NULL),
  },
  [TLM_CHANNEL_ALTITUDE_ELLIPSOID] = {
    .names = WORDS ("ALTITUDE (WGS84)", "ВЫСОТА (WGS84)", "ALTITUD (WGS84)", "ALTITUDE (WGS84)", "HÖHE (WGS84)",
        "高度 (WGS84)", "高度 (WGS84)"),
    .briefs = WORDS ("ALT. WGS84", "ВЫС. WGS84", "ALT. WGS84", "ALT. WGS84", NULL, NULL, NULL),
  },
  [TLM_CHANNEL_ALTITUDE_MSL] = {
    .names = WORDS ("ALTITUDE ABOVE SEA", "ВЫСОТА НАД МОРЕМ", "ALTITUD SOBRE EL MAR",
        "ALTITUDE AU-DESSUS DE LA MER", "HÖHE ÜBER MEER", "海拔高度", "海抜高度"),
    .briefs = WORDS ("ALT. SEA", "ВЫС. НАД МОР.", "ALT. MAR", "ALT. MER", "HÖHE Ü. MEER", NULL, NULL),
  },
  [TLM_CHANNEL_ALTITUDE_AGL] = {
    .names = WORDS ("ALTITUDE ABOVE PAD", "ВЫСОТА НАД СТАРТОМ", "ALTITUD SOBRE RAMPA",
        "ALTITUDE SUR PAS DE TIR", "HÖHE ÜBER START", "距发射台高度", "射点からの高度"),
    .briefs = WORDS ("ALT. PAD", "ВЫС. НАД СТ.", "ALT. RAMPA", "ALT. PAS TIR", "HÖHE Ü. START", NULL, "射点高度"),
  },
  [TLM_CHANNEL_LATITUDE] = {
    .names = WORDS ("LATITUDE", "ШИРОТА", "LATITUD", "LATITUDE", "BREITE", "纬度", "緯度"),
  },
  [TLM_CHANNEL_LONGITUDE] = {
    .names = WORDS ("LONGITUDE", "ДОЛГОТА", "LONGITUD", "LONGITUDE", "LÄNGE", "经度", "経度"),
  },
  [TLM_CHANNEL_HEADING] = {
    .names = WORDS ("HEADING", "КУРС", "RUMBO", "CAP", "KURS", "航向", "針路"),
  },
  [TLM_CHANNEL_FLIGHT_PATH_ANGLE] = {
    .names = WORDS ("FLIGHT PATH ANGLE", "УГОЛ НАКЛОНА ТРАЕКТОРИИ", "ÁNGULO DE TRAYECTORIA",
        "PENTE DE LA TRAJECTOIRE", "BAHNWINKEL", "航迹倾角", "飛行経路角"),
    .briefs = WORDS ("PATH ANGLE", "НАКЛОН ТРАЕК.", "ÁNG. TRAYECT.", "PENTE TRAJ.", NULL, NULL, NULL),
  },
  [TLM_CHANNEL_DOWNRANGE] = {
    .names = WORDS ("DOWNRANGE", "ДАЛЬНОСТЬ", "DISTANCIA", "DISTANCE", "ENTFERNUNG", "航程", "ダウンレンジ"),
  },
  [TLM_CHANNEL_ACCELERATION] = {
    .names = WORDS ("ACCELERATION", "УСКОРЕНИЕ", "ACELERACIÓN", "ACCÉLÉRATION", "BESCHLEUNIGUNG", "加速度", "加速度"),
    .briefs = WORDS (NULL, NULL, NULL, NULL, "BESCHLEUN.", NULL, NULL),
  },
  [TLM_CHANNEL_G_LOAD] = {
    .names = WORDS ("G-LOAD", "ПЕРЕГРУЗКА", "CARGA G", "FACTEUR DE CHARGE", "LASTVIELFACHES", "过载", "荷重倍数"),
    .briefs = WORDS (NULL, NULL, NULL, "CHARGE G", "G-LAST", NULL, NULL),
  },
  [TLM_CHANNEL_DYNAMIC_PRESSURE] = {
    .names = WORDS ("DYNAMIC PRESSURE", "СКОРОСТНОЙ НАПОР", "PRESIÓN DINÁMICA", "PRESSION DYNAMIQUE",
        "STAUDRUCK", "动压", "動圧"),
    .briefs = WORDS ("DYN. PRESS.", "СКОР. НАПОР", "PRES. DINÁM.", "PRESS. DYN.", NULL, NULL, NULL),
  },
  [TLM_CHANNEL_MACH] = {
    .names = WORDS ("MACH", "ЧИСЛО МАХА", "MACH", "MACH", "MACH", "马赫数", "マッハ数"),
  },
  [TLM_CHANNEL_PRESSURE] = {
    .names = WORDS ("PRESSURE", "ДАВЛЕНИЕ", "PRESIÓN", "PRESSION", "DRUCK", "气压", "気圧"),
  },
  [TLM_CHANNEL_TEMPERATURE] = {
    .names = WORDS ("TEMPERATURE", "ТЕМПЕРАТУРА", "TEMPERATURA", "TEMPÉRATURE", "TEMPERATUR", "温度", "温度"),
  },
  [TLM_CHANNEL_APOGEE] = {
    .names = WORDS ("APOGEE", "АПОГЕЙ", "APOGEO", "APOGÉE", "APOGÄUM", "远地点", "遠地点"),
  },
  [TLM_CHANNEL_PERIGEE] = {
    .names = WORDS ("PERIGEE", "ПЕРИГЕЙ", "PERIGEO", "PÉRIGÉE", "PERIGÄUM", "近地点", "近地点"),
  },
  [TLM_CHANNEL_PERIOD] = {
    .names = WORDS ("PERIOD", "ПЕРИОД", "PERÍODO", "PÉRIODE", "UMLAUFZEIT", "周期", "周期"),
  },
  [TLM_CHANNEL_INCLINATION] = {
    .names = WORDS ("INCLINATION", "НАКЛОНЕНИЕ", "INCLINACIÓN", "INCLINAISON", "INKLINATION", "倾角", "軌道傾斜角"),
  },
  [TLM_CHANNEL_ORBIT_NUMBER] = {
    .names = WORDS ("ORBIT", "ВИТОК", "ÓRBITA", "ORBITE", "UMLAUF", "轨道圈次", "周回"),
  },
  [TLM_CHANNEL_SUNLIT] = {
    .names = WORDS ("SUNLIGHT", "ОСВЕЩЁННОСТЬ", "ILUMINACIÓN", "ÉCLAIREMENT", "SONNENLICHT", "日照", "日照"),
  },
  [TLM_CHANNEL_RANGE] = {
    .names = WORDS ("RANGE", "ДАЛЬНОСТЬ ДО ЦЕЛИ", "DISTANCIA AL BLANCO", "DISTANCE À LA CIBLE",
        "ENTFERNUNG ZUM ZIEL", "目标距离", "目標距離"),
    .briefs = WORDS (NULL, "ДАЛЬН. ЦЕЛИ", "DIST. BLANCO", "DIST. CIBLE", "ENTF. ZIEL", NULL, NULL),
  },
  [TLM_CHANNEL_RANGE_RATE] = {
    .names = WORDS ("RANGE RATE", "РАДИАЛЬНАЯ СКОРОСТЬ", "VELOCIDAD RADIAL", "VITESSE RADIALE",
        "RADIALGESCHWINDIGKEIT", "径向速度", "視線速度"),
    .briefs = WORDS (NULL, "РАД. СКОР.", "VEL. RADIAL", "VIT. RADIALE", "RADIALGESCHW.", NULL, NULL),
  },
  [TLM_CHANNEL_ROLL] = {
    .names = WORDS ("ROLL", "КРЕН", "ALABEO", "ROULIS", "ROLLEN", "滚转", "ロール"),
  },
  [TLM_CHANNEL_PITCH] = {
    .names = WORDS ("PITCH", "ТАНГАЖ", "CABECEO", "TANGAGE", "NICKEN", "俯仰", "ピッチ"),
  },
  [TLM_CHANNEL_YAW] = {
    .names = WORDS ("YAW", "РЫСКАНИЕ", "GUIÑADA", "LACET", "GIEREN", "偏航", "ヨー"),
  },
  [TLM_CHANNEL_QUATERNION_W] = {
    .names = WORDS ("QUATERNION W", "КВАТЕРНИОН W", "CUATERNIÓN W", "QUATERNION W", "QUATERNION W", "四元数 W",
        "四元数 W"),
  },
  [TLM_CHANNEL_QUATERNION_X] = {
    .names = WORDS ("QUATERNION X", "КВАТЕРНИОН X", "CUATERNIÓN X", "QUATERNION X", "QUATERNION X", "四元数 X",
        "四元数 X"),
  },
  [TLM_CHANNEL_QUATERNION_Y] = {
    .names = WORDS ("QUATERNION Y", "КВАТЕРНИОН Y", "CUATERNIÓN Y", "QUATERNION Y", "QUATERNION Y", "四元数 Y",
        "四元数 Y"),
  },
  [TLM_CHANNEL_QUATERNION_Z] = {
    .names = WORDS ("QUATERNION Z", "КВАТЕРНИОН Z", "CUATERNIÓN Z", "QUATERNION Z", "QUATERNION Z", "四元数 Z",
        "四元数 Z"),
  },
  [TLM_CHANNEL_ANGULAR_RATE] = {
    .names = WORDS ("ANGULAR RATE", "УГЛОВАЯ СКОРОСТЬ", "VELOCIDAD ANGULAR", "VITESSE ANGULAIRE", "DREHRATE",
        "角速度", "角速度"),
    .briefs = WORDS (NULL, "УГЛ. СКОР.", "VEL. ANGULAR", "VIT. ANG.", NULL, NULL, NULL),
  },
  [TLM_CHANNEL_THROTTLE] = {
    .names = WORDS ("THROTTLE", "РЕЖИМ ТЯГИ", "NIVEL DE EMPUJE", "RÉGIME MOTEUR", "SCHUBNIVEAU", "节流", "スロットル"),
    .briefs = WORDS (NULL, NULL, "NIV. EMPUJE", NULL, NULL, NULL, NULL),
  },
  [TLM_CHANNEL_THRUST] = {
    .names = WORDS ("THRUST", "ТЯГА", "EMPUJE", "POUSSÉE", "SCHUB", "推力", "推力"),
  },
  [TLM_CHANNEL_MASS] = {
    .names = WORDS ("MASS", "МАССА", "MASA", "MASSE", "MASSE", "质量", "質量"),
  },
  [TLM_CHANNEL_PROPELLANT] = {
    .names = WORDS ("PROPELLANT", "ТОПЛИВО", "PROPELENTE", "ERGOLS", "TREIBSTOFF", "推进剂", "推進剤"),
  },
  [TLM_CHANNEL_BATTERY_VOLTAGE] = {
    .names = WORDS ("BATTERY", "БАТАРЕЯ", "BATERÍA", "BATTERIE", "BATTERIE", "电池", "バッテリー"),
  },
  [TLM_CHANNEL_SATELLITES] = {
    .names = WORDS ("SATELLITES", "СПУТНИКИ", "SATÉLITES", "SATELLITES", "SATELLITEN", "卫星", "衛星"),
  },
  [TLM_CHANNEL_EPOCH_AGE] = {
    .names = WORDS ("EPOCH AGE", "ВОЗРАСТ ЭПОХИ", "EDAD DE ÉPOCA", "ÂGE DE L’ÉPOQUE", "EPOCHENALTER", "历元龄期",
        "元期からの経過"),
    .briefs = WORDS (NULL, NULL, NULL, "ÂGE ÉPOQUE", NULL, NULL, "元期経過"),
  },
};

const char *
tlm_channel_word (TlmChannelId id, TlmLanguageId language)
{
  g_return_val_if_fail (id < TLM_N_STANDARD_CHANNELS && language < TLM_N_LANGUAGES, "");
  return channels[id].names[language];
}

const char *
tlm_channel_short_word (TlmChannelId id, TlmLanguageId language)
{
  g_return_val_if_fail (id < TLM_N_STANDARD_CHANNELS && language < TLM_N_LANGUAGES, "");
  return channels[id].briefs[language] ? channels[id].briefs[language] : channels[id].names[language];
}
