# SPDX-License-Identifier: LGPL-2.1-or-later
# Electron, a small launcher with a kick stage. Times as Rocket Lab's press kits give them for the
# order of the flight: Max-Q about 1:00, MECO 2:25, separation 2:29, second engine 2:31, fairing
# 3:05, batteries dropped about 6:30, SECO 9:00.
[profile]
label=Electron
label[ru]=Электрон
label[es]=Electron
label[fr]=Electron
label[de]=Electron
label[zh]=电子号
label[ja]=エレクトロン

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

[phase meco]
phase=coast
after=liftoff,max-q
start=yes
arm=axial-acceleration > 10 m/s2 and altitude > 30 km and climb > 0 and speed < 4 km/s
rule=axial-acceleration < 4 m/s2 and altitude > 30 km
dwell=2
nominal=145

[phase stage-separation]
phase=coast
after=meco
nominal=149

[phase ses-1]
phase=second-stage-burn
after=meco,stage-separation
rule=axial-acceleration > 2 m/s2 and since(meco) > 2 s
dwell=10
nominal=151

[phase fairing-separation]
phase=second-stage-burn
after=ses-1
nominal=185

[phase battery-swap]
phase=second-stage-burn
after=ses-1,fairing-separation
nominal=390

[phase seco-1]
phase=coast
after=ses-1,fairing-separation,battery-swap
start=yes
arm=axial-acceleration > 5 m/s2 and speed > 5 km/s
rule=axial-acceleration < 2 m/s2 and speed > 5 km/s
dwell=4
nominal=540

[phase kick-stage-burn]
after=seco-1
leave=axial-acceleration < 0.3 m/s2
leave-dwell=20
end=kick-stage-cutoff

[phase spacecraft-separation]
phase=orbit
after=seco-1,kick-stage-burn,kick-stage-cutoff
