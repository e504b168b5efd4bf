# SPDX-License-Identifier: LGPL-2.1-or-later
# Any ascent, orbit and descent, by what moves a vehicle: thrust, free fall, rest,
# orbit. Nothing in here depends on a vehicle: every threshold is far from what the
# phases before and after it show.
[profile]
label=Any flight
label[ru]=Любой полёт
label[es]=Cualquier vuelo
label[fr]=Tout vol
label[de]=Beliebiger Flug
label[zh]=通用飞行
label[ja]=一般飞行

# It leaves the ground: with a jerk, or as slowly as a balloon.
[phase liftoff]
phase=ascent
start=yes
arm=at-rest or abs(speed) < 20 m/s or elapsed > 0 s and elapsed < 60 s
rule=not at-rest and (abs(speed) > 2 m/s and slope(speed) > 0.5 m/s2 and climb > -1 m/s or climb > 1 m/s and height > 5 m)
edge=speed
dwell=1.5

# Seen first under power, coasting or on its way down.
[phase powered-ascent]
phase=ascent
start=yes
rule=thrusting and climb > 10 m/s
dwell=3

# Ascending air loads first grow, then fall for good.
[phase max-q]
phase=ascent
after=liftoff,powered-ascent
rule=of-peak(dynamic-pressure) < 0.85 and climb > 0 and speed > 100 m/s
at=dynamic-pressure
dwell=1

[phase burnout]
phase=coast
after=liftoff,powered-ascent,max-q
arm=thrusting and abs(speed) > 15 m/s
rule=not thrusting
edge=speed
dwell=1

[phase ignition]
phase=powered-flight
after=burnout,cutoff
repeat=yes
rule=thrusting and abs(speed) > 15 m/s
edge=speed
dwell=2

[phase cutoff]
phase=coast
after=ignition
repeat=yes
rule=not thrusting
edge=speed
dwell=1

[phase orbit-insertion]
phase=orbit
after=burnout,cutoff
start=yes
rule=on-orbit
dwell=10

[phase orbit-burn]
after=orbit-insertion,orbit-burn-end
repeat=yes
rule=thrusting or braking
edge=speed
dwell=4

[phase orbit-burn-end]
phase=orbit
after=orbit-burn
repeat=yes
rule=not thrusting and not braking
edge=speed
dwell=2

[phase boostback-burn]
after=burnout
rule=braking and climb > -200 m/s
edge=speed
dwell=3

[phase boostback-burn-end]
phase=coast
after=boostback-burn
rule=not braking
edge=speed
dwell=2

# The top of a free flight: nothing pushes it, and it falls from there.
[phase apogee]
phase=descent
after=liftoff,powered-ascent,max-q,burnout,cutoff,boostback-burn,boostback-burn-end
rule=climb < -0.5 m/s and not thrusting and not on-orbit
zero=climb
dwell=1.5

# Seen first on its way down.
[phase descent]
start=yes
rule=climb < -5 m/s and not on-orbit and not thrusting
dwell=3

[phase entry-interface]
phase=entry
after=apogee,descent,orbit-insertion,orbit-burn-end
arm=altitude > 101 km and climb < 0
rule=altitude < 100 km and climb < -30 m/s
dwell=2

[phase braking-burn]
phase=powered-descent
after=apogee,descent,entry-interface,braking-burn-end
repeat=yes
rule=braking and climb < -5 m/s
edge=speed
dwell=3

[phase braking-burn-end]
phase=descent
after=braking-burn
repeat=yes
rule=not braking
edge=speed
dwell=1

# It falls no faster, in air: what no engine holds.
[phase parachute]
phase=parachute-descent
after=apogee,descent,entry-interface,braking-burn-end
rule=climb < -1 m/s and climb > -40 m/s and abs(slope(climb)) < 1 m/s2 and altitude < 20 km
dwell=3

[phase landing]
phase=landed
after=apogee,descent,entry-interface,braking-burn,braking-burn-end,parachute
rule=at-rest
edge=speed
dwell=4
