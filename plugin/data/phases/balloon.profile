# SPDX-License-Identifier: LGPL-2.1-or-later
# A balloon: a slow climb, perhaps a float, then its burst or cut, and a fall under a parachute that
# slows as the air thickens. Rates by the guides of latex sounding balloons (3 to 8 m/s up) and by
# NASA's Balloon Program Office (zero-pressure balloons, 4 to 6 m/s up, float at 30 to 40 km).
[profile]
label=Balloon
label[ru]=Аэростат
label[es]=Globo
label[fr]=Ballon
label[de]=Ballon
label[zh]=气球
label[ja]=気球

[phase liftoff]
phase=ascent
start=yes
arm=at-rest or height < 50 m
prompt=yes
rule=not at-rest and rising and climb > 0.8 m/s and climb < 25 m/s
edge=altitude
dwell=20

[phase float]
after=liftoff
arm=altitude > 8 km
rule=abs(climb) < 0.5 m/s and altitude > 8 km
dwell=240

[phase burst]
phase=parachute-descent
after=liftoff,float
start=yes
arm=climb > -1 m/s
rule=climb < -4 m/s
zero=climb
dwell=10

[phase landing]
phase=landed
after=burst
arm=falling
rule=at-rest
refute=falling
edge=speed
strict=yes
dwell=8
