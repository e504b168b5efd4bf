# SPDX-License-Identifier: LGPL-2.1-or-later
# A powered descent to a body without air, as Apollo flew it: braking (P63) from about 15 km, approach
# (P64) from 2.2 km, the last part by hand or at a slow rate (P66), contact. Heights by the Apollo 11
# Mission Report, NASA SP-238, section 5. It is down when it is at rest, however low it hovers.
[profile]
label=Lunar landing
label[ru]=Посадка на Луну
label[es]=Alunizaje
label[fr]=Alunissage
label[de]=Mondlandung
label[zh]=月面着陆
label[ja]=月着陸

# Round the body, however low.
[phase orbit]
first=yes
rule=on-orbit and not braking
dwell=2

[phase descent]
after=orbit
start=yes
rule=climb < -1 m/s and altitude > 1 km and not on-orbit

[phase braking]
after=orbit,descent
start=yes
rule=slope(pace) < -1 m/s2 and altitude < 30 km and speed > 100 m/s and climb < 0
dwell=5

[phase approach]
after=descent,braking
start=yes
rule=altitude < 2.3 km and speed < 250 m/s and climb < -0.5 m/s
dwell=3

[phase final-descent]
after=approach
rule=altitude < 150 m and speed < 25 m/s and climb < 0
dwell=2

[phase landing]
phase=landed
after=descent,braking,approach,final-descent
arm=falling
rule=at-rest
refute=falling or not at-rest and pace > 0.7 m/s
edge=speed
strict=yes
dwell=8
