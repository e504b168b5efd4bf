# SPDX-License-Identifier: LGPL-2.1-or-later
# A station, or any satellite near the Earth: on orbit, and nothing else.
[profile]
label=Station
label[ru]=Станция
label[es]=Estación
label[fr]=Station
label[de]=Station
label[zh]=空间站
label[ja]=宇宙ステーション

[phase on-orbit]
start=yes
rule=altitude > 120 km and speed > 1 km/s
