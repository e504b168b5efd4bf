# SPDX-License-Identifier: LGPL-2.1-or-later
# Any ascent, orbit and descent. Nothing in here depends on a vehicle: every
# threshold is far from what the phases before and after it show.
[profile]
label=Any flight
label[ru]=Любой полёт
label[es]=Cualquier vuelo
label[fr]=Tout vol
label[de]=Beliebiger Flug
label[zh]=通用飞行
label[ja]=一般飛行

[phase liftoff]
phase=ascent
start=yes
arm=abs(speed) < 20 m/s or elapsed > 0 s and elapsed < 60 s
rule=abs(speed) > 2 m/s and slope(speed) > 0.5 m/s2 and slope(altitude) > -1 m/s
dwell=2

# Ascending air loads first grow, then fall for good.
[phase max-q]
phase=ascent
after=liftoff
rule=of-peak(dynamic-pressure) < 0.85 and slope(altitude) > 0 and speed > 100 m/s
at=dynamic-pressure
dwell=1

[phase burnout]
phase=coast
after=liftoff,max-q
arm=axial-acceleration > 8 m/s2
rule=axial-acceleration < 4 m/s2
dwell=1

# What rules cannot tell apart on every vehicle, and missions say.
[phase meco]
phase=coast
after=liftoff,max-q,burnout

[phase booster-separation]
phase=ascent
after=liftoff,max-q

[phase stage-separation]
phase=coast
after=liftoff,max-q,burnout,meco

[phase ses-1]
phase=second-stage-burn
after=burnout,meco,stage-separation

[phase seco-1]
phase=orbit
after=ses-1,burnout,meco,stage-separation

[phase spacecraft-separation]
phase=orbit
after=seco-1,orbit-insertion

[phase docking]
phase=docked
after=orbit-insertion,seco-1,spacecraft-separation

[phase undocking]
phase=orbit
after=docking
start=yes

[phase deorbit-burn]
after=orbit-insertion,undocking
start=yes

[phase parachute]
phase=parachute-descent
after=apogee,entry-interface

# A second stage lights: what coasted may have to burn again before orbit.
[phase orbit-insertion]
phase=orbit
after=liftoff,max-q,burnout,meco,booster-separation,stage-separation,ses-1
start=yes
arm=axial-acceleration > 3 m/s2
rule=axial-acceleration < 2 m/s2 and speed > 6.8 km/s and altitude > 100 km
dwell=10

[phase apogee]
phase=descent
after=liftoff,max-q,burnout,meco,booster-separation,stage-separation
rule=slope(altitude) < 0 and speed < 6 km/s and slope(slope(altitude)) < 2 m/s2
dwell=4

[phase entry-interface]
phase=entry
after=apogee,orbit-insertion,seco-1,spacecraft-separation,undocking,deorbit-burn
start=yes
arm=altitude > 101 km and slope(altitude) < 0
rule=altitude < 100 km and slope(altitude) < -30 m/s
dwell=2

[phase landing]
phase=landed
after=apogee,entry-interface,parachute
rule=abs(speed) < 4 m/s and abs(slope(altitude)) < 20 m/s and altitude < 9 km
dwell=5
