# SPDX-License-Identifier: LGPL-2.1-or-later
# A booster that lands by itself and a capsule that comes down under parachutes, on a hop to space:
# New Shepard. Times as on Blue Origin's webcasts: engine off 2:20, separation 2:40, apogee 4:10
# (106 km), booster down 7:20, drogues 8:50, capsule down 10:17.
[profile]
label=Suborbital hop with capsule
label[ru]=Суборбитальный полёт с капсулой
label[es]=Salto suborbital con cápsula
label[fr]=Vol suborbital avec capsule
label[de]=Suborbitaler Flug mit Kapsel
label[zh]=带返回舱的亚轨道飞行
label[ja]=カプセル弾道飛行

[track ascent]
common=yes

[track booster]
vehicle=*1*,booster*,pm*,propulsion*

[track capsule]
vehicle=*2*,capsule*,cc*,crew*

[phase liftoff]
track=ascent
phase=ascent
start=yes
arm=speed < 20 m/s or elapsed > 0 s and elapsed < 60 s
rule=speed > 2 m/s and slope(speed) > 0.5 m/s2
dwell=2
nominal=0

[phase max-q]
track=ascent
phase=ascent
after=liftoff
rule=of-peak(dynamic-pressure) < 0.85 and slope(altitude) > 0 and speed > 100 m/s
at=dynamic-pressure
dwell=1
nominal=65

[phase meco]
track=ascent
phase=coast
after=liftoff,max-q
arm=axial-acceleration > 10 m/s2 and altitude > 30 km
rule=axial-acceleration < 3 m/s2 and altitude > 40 km
dwell=2
nominal=140

[phase capsule-separation]
track=ascent
phase=coast
after=meco
nominal=160

[phase apogee]
track=ascent
phase=descent
after=meco,capsule-separation
rule=slope(altitude) < 0 and altitude > 60 km
dwell=4
nominal=250

[phase landing-burn]
track=booster
after=apogee
rule=slope(axial-acceleration) < -0.8 and altitude < 3 km and speed < 250 m/s and speed > 30 m/s and slope(altitude) < -30 m/s
dwell=1
nominal=425

[phase landing]
track=booster
phase=landed
after=apogee,landing-burn
rule=abs(speed) < 2 m/s and abs(slope(altitude)) < 1 m/s and altitude < 5 km
dwell=5
nominal=440

[phase drogue]
track=capsule
phase=parachute-descent
after=apogee
nominal=530

[phase main]
track=capsule
phase=parachute-descent
after=apogee,drogue
rule=altitude < 4 km and slope(altitude) < -2 m/s and slope(altitude) > -15 m/s
dwell=5

[phase soft-landing]
track=capsule
phase=landed
after=apogee,drogue,main
rule=abs(slope(altitude)) < 0.5 m/s and altitude < 5 km
dwell=8
nominal=617
