# SPDX-License-Identifier: LGPL-2.1-or-later
# A launcher with large solid boosters and a core that burns through, as Ariane 5. Times from
# liftoff, 7 s after the core's ignition, by the flight sequence of the Ariane 5 User's Manual
# (Arianespace, issue 5): boosters off at 2:21 and 69 km, fairing at 3:26 and 115 km, core off at
# about 8:45 after ignition.
[profile]
label=Launcher with solid boosters
label[ru]=Ракета с твердотопливными ускорителями
label[es]=Lanzador con propulsores sólidos
label[fr]=Lanceur à propulseurs à poudre
label[de]=Träger mit Feststoffboostern
label[zh]=固体助推运载火箭
label[ja]=固体ブースター付きロケット

[phase liftoff]
phase=ascent
start=yes
arm=at-rest or pace < 20 m/s and altitude < 10 km or elapsed > 0 s and elapsed < 60 s
prompt=yes
rule=not at-rest and (pace > 2 m/s and slope(pace) > 0.5 m/s2 and climb > -1 m/s or rising and height > 5 m)
edge=speed
dwell=1.5
nominal=0

[phase max-q]
phase=ascent
after=liftoff
rule=of-peak(dynamic-pressure) < 0.85 and rising and pace > 100 m/s
at=dynamic-pressure
dwell=1
nominal=60

# The boosters die down within seconds; the core alone can hardly carry its weight then.
[phase booster-separation]
phase=ascent
after=liftoff,max-q
arm=axial-acceleration > 20 m/s2 and altitude > 20 km
rule=axial-acceleration < 12 m/s2 and altitude > 40 km
dwell=3
nominal=134

[phase fairing-separation]
phase=ascent
after=booster-separation
nominal=199

[phase meco]
phase=coast
after=booster-separation,fairing-separation
start=yes
arm=axial-acceleration > 6 m/s2 and altitude > 100 km and speed > 3 km/s
rule=axial-acceleration < 2 m/s2 and altitude > 100 km
dwell=3
nominal=518

[phase stage-separation]
phase=coast
after=meco
nominal=524

[phase ses-1]
phase=second-stage-burn
after=meco,stage-separation
rule=axial-acceleration > 1 m/s2
dwell=15
nominal=528

[phase seco-1]
phase=coast
after=ses-1
start=yes
arm=axial-acceleration > 1 m/s2 and speed > 6 km/s
rule=axial-acceleration < 0.5 m/s2 and speed > 6 km/s
dwell=8
nominal=1480

[phase spacecraft-separation]
phase=orbit
after=seco-1
