# SPDX-License-Identifier: LGPL-2.1-or-later
# A vehicle that comes to another and leaves it, by the distance between them. Ranges as flown by
# Soyuz (97 km at D-74 min, 2.5 km at D-34, flyaround done at 255 m, final approach at D-9 min).
[profile]
label=Docking
label[ru]=Стыковка
label[es]=Acoplamiento
label[fr]=Amarrage
label[de]=Andocken
label[zh]=交会对接
label[ja]=ドッキング

[phase rendezvous]
start=yes
rule=range < 100 km and range-rate < 0
dwell=10

[phase station-keeping]
after=rendezvous
start=yes
repeat=yes
rule=range < 1 km and range > 5 m and abs(range-rate) < 0.03 m/s
dwell=60

[phase final-approach]
after=rendezvous,station-keeping
start=yes
repeat=yes
rule=range < 250 m and range-rate < -0.05 m/s
dwell=15

[phase docking]
phase=docked
after=rendezvous,station-keeping,final-approach
start=yes
arm=range > 2 m and range-rate < 0
rule=range < 2 m and abs(range-rate) < 0.02 m/s
edge=range
dwell=5

[phase undocking]
phase=orbit
after=docking
start=yes
arm=range < 1 m
rule=range > 1 m and range-rate > 0.02 m/s
dwell=3
