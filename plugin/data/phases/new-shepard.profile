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
arm=at-rest or pace < 20 m/s and altitude < 10 km or elapsed > 0 s and elapsed < 60 s
prompt=yes
rule=not at-rest and (pace > 2 m/s and slope(pace) > 0.5 m/s2 and climb > -1 m/s or rising and height > 5 m)
edge=speed
dwell=1.5
nominal=0

[phase max-q]
track=ascent
phase=ascent
after=liftoff
rule=of-peak(dynamic-pressure) < 0.85 and rising and pace > 100 m/s
at=dynamic-pressure
dwell=1
nominal=65

[phase meco]
track=ascent
phase=coast
after=liftoff,max-q
arm=pace > 15 m/s
rule=not thrusting
edge=speed
dwell=1
nominal=140

[phase capsule-separation]
track=ascent
phase=coast
after=meco
nominal=160

[phase apogee]
track=ascent
phase=descent
after=liftoff,max-q,meco,capsule-separation
start=yes
arm=slope(climb) < -2 m/s2
prompt=yes
rule=falling and not thrusting
zero=climb
dwell=1.5
nominal=250

[phase landing-burn]
track=booster
after=apogee
arm=climb < 2 m/s and slowing > 0 s and altitude < 10 km
rule=climb < 2 m/s and slowing > 4.2 s and pace < 4 m/s
by-arm=yes
edge=hold
nominal=425

[phase landing]
track=booster
phase=landed
after=apogee,landing-burn
arm=falling
rule=at-rest
refute=falling
edge=speed
strict=yes
dwell=8
nominal=440

[phase drogue]
track=capsule
phase=parachute-descent
after=apogee
arm=not rising and ballistic < 0.5
rule=not rising and pace > 1.5 m/s and pace < 150 m/s and dynamic-pressure < 2.5 kPa and abs(slope(pace)) < 1 m/s2
by-arm=yes
dwell=2
nominal=530

[phase main]
track=capsule
phase=parachute-descent
after=drogue
arm=not rising and ballistic < 0.25
rule=not rising and pace > 1.5 m/s and pace < 40 m/s and abs(slope(pace)) < 1 m/s2
afresh=yes
by-arm=yes
dwell=2

[phase capsule-landing]
track=capsule
phase=landed
after=apogee,drogue,main
arm=falling
rule=at-rest
refute=falling
edge=speed
strict=yes
dwell=8
nominal=617
