# SPDX-License-Identifier: LGPL-2.1-or-later
# Soyuz: ascent, rendezvous, docking, undocking, descent. Nominal ascent as
# flown by MS-19; heights of the descent as flown by MS-11.
[profile]
label=Soyuz
label[ru]=Союз
label[fr]=Soyouz
label[de]=Sojus
label[zh]=联盟号
label[ja]=ソユーズ

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

[phase escape-tower-separation]
phase=ascent
after=liftoff,max-q
nominal=114

# Four of five engines stop at once.
[phase booster-separation]
phase=second-stage-burn
after=liftoff,max-q,escape-tower-separation
arm=axial-acceleration > 25 m/s2 and altitude > 30 km
rule=axial-acceleration < 18 m/s2
dwell=2
nominal=118

[phase fairing-separation]
phase=second-stage-burn
after=booster-separation
nominal=157

[phase core-separation]
phase=third-stage-burn
after=booster-separation,fairing-separation
nominal=285

[phase third-stage-cutoff]
phase=orbit
after=booster-separation,fairing-separation,core-separation
arm=axial-acceleration > 5 m/s2 and speed > 5 km/s
rule=axial-acceleration < 2 m/s2 and altitude > 150 km
dwell=3
nominal=528

[phase spacecraft-separation]
phase=orbit
after=third-stage-cutoff
nominal=531

[phase rendezvous]
after=third-stage-cutoff,spacecraft-separation
start=yes
rule=range < 100 km and range-rate < 0
dwell=10

[phase flyaround]
after=rendezvous
start=yes
rule=range < 400 m and abs(range-rate) < 1 m/s
dwell=10

[phase final-approach]
after=rendezvous,flyaround
start=yes
rule=range < 200 m and range-rate < -0.05 m/s
dwell=10

[phase docking]
phase=docked
after=rendezvous,flyaround,final-approach
arm=range > 2 m
rule=range < 1 m and abs(range-rate) < 0.5 m/s
dwell=3

[phase hooks-closed]
phase=docked
after=docking

[phase undocking]
phase=orbit
after=docking,hooks-closed
start=yes
arm=range < 1 m
rule=range > 1 m and range-rate > 0.02 m/s
dwell=3

[phase deorbit-burn]
after=undocking
start=yes

[phase deorbit-burn-end]
phase=descent
after=deorbit-burn

[phase module-separation]
phase=descent
after=deorbit-burn,deorbit-burn-end

[phase entry-interface]
phase=entry
after=undocking,deorbit-burn,deorbit-burn-end,module-separation
start=yes
arm=altitude > 101 km and climb < 0
rule=altitude < 100 km and climb < -30 m/s
dwell=2

[phase plasma]
after=entry-interface
rule=altitude < 80.4 km and speed > 3 km/s
leave=altitude < 35.3 km or speed < 1.5 km/s
end=plasma-end

[phase parachute]
phase=parachute-descent
after=entry-interface,plasma,plasma-end
arm=not rising and ballistic < 0.5
rule=not rising and pace > 1.5 m/s and pace < 150 m/s and dynamic-pressure < 2.5 kPa and abs(slope(pace)) < 1 m/s2
by-arm=yes
dwell=2

[phase landing]
phase=landed
after=entry-interface,plasma,plasma-end,parachute
arm=falling
rule=at-rest
refute=falling
edge=speed
strict=yes
dwell=8
