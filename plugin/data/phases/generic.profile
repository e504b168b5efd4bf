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

[track flight]

[track air]

# It leaves the ground: with a jerk, or as slowly as a balloon.
[phase liftoff]
track=flight
phase=ascent
start=yes
arm=at-rest or pace < 20 m/s and altitude < 10 km or elapsed > 0 s and elapsed < 60 s
prompt=yes
rule=height > 400 m and elapsed > 0 s and elapsed < 60 s or not at-rest and (pace > 2 m/s and slope(pace) > 0.5 m/s2 and climb > -1 m/s or rising and (height > 2 m or least(height) > 0.5 m or elapsed > 0 s and elapsed < 60 s))
edge=speed
strict=yes
dwell=0.3

# Seen first under power, coasting or on its way down.
[phase powered-ascent]
track=flight
phase=ascent
first=yes
rule=thrusting and rising
dwell=4

# Ascending air loads first grow, then fall for good, whatever their errors: by more than what is read may hide, and
# than wind and throttling do.
[phase max-q]
track=air
phase=none
after=liftoff,powered-ascent,booster-separation
rule=of-peak(least(dynamic-pressure)) < 0.97 - error(dynamic-pressure) / dynamic-pressure and rising and pace > 20 m/s
at=least(dynamic-pressure)
backdate=yes
refute=rising
dwell=1

[phase burnout]
track=flight
phase=coast
after=liftoff,powered-ascent,booster-separation
arm=least(climb) > 15 m/s or pace > 60 m/s and rising
rule=not thrusting
edge=speed
dwell=1

[phase ignition]
track=flight
phase=powered-flight
after=burnout,cutoff,coast,meco,stage-separation
repeat=yes
rule=thrusting and pace > 15 m/s
edge=speed
dwell=2
# What is weak may be noise for a moment.
certain=hold < -3 m/s2
wait=10

[phase cutoff]
track=flight
phase=coast
after=ignition,ses-1
repeat=yes
rule=not thrusting
edge=speed
dwell=1

# What no rule can tell apart on every vehicle, and missions and recordings say.
[phase meco]
track=flight
phase=coast
after=liftoff,powered-ascent,booster-separation

[phase booster-separation]
track=flight
phase=ascent
after=liftoff,powered-ascent

[phase stage-separation]
track=flight
phase=coast
after=liftoff,powered-ascent,burnout,meco

[phase ses-1]
track=flight
phase=second-stage-burn
after=burnout,meco,stage-separation

[phase seco-1]
track=flight
phase=orbit
after=ses-1,ignition,burnout,meco,stage-separation

[phase spacecraft-separation]
track=flight
phase=orbit
after=seco-1,cutoff,orbit-insertion

[phase undocking]
track=flight
phase=orbit
after=docking
start=yes

[phase deorbit-burn]
track=flight
after=orbit-insertion,undocking
start=yes

[phase drogue]
track=flight
phase=parachute-descent
after=apogee,entry-interface

# Told late where heights are coarse: it is on orbit since the engine stopped.
[phase orbit-insertion]
track=flight
phase=orbit
after=burnout,cutoff,coast,meco,stage-separation,ses-1,booster-separation
rule=on-orbit
together=300
dwell=10
wait=10

[phase orbit-burn]
track=flight
after=orbit,orbit-insertion,orbit-burn-end,seco-1,spacecraft-separation,undocking
repeat=yes
rule=(thrusting or braking) and altitude > 30 km
edge=speed
dwell=4
certain=abs(hold) > 3 m/s2
wait=10

[phase orbit-burn-end]
track=flight
phase=orbit
after=orbit-burn
repeat=yes
rule=not thrusting and not braking and on-orbit
edge=speed
dwell=1

# It will not come round again.
[phase deorbit-burn-end]
track=flight
phase=descent
after=orbit-burn
rule=not thrusting and not braking and not on-orbit
edge=speed
dwell=1

[phase boostback-burn]
track=flight
after=burnout,coast,meco,stage-separation
rule=braking and climb > -200 m/s and hold > 1.5 m/s2 + dynamic-pressure * 0.02 and hold < 60 m/s2
edge=speed
dwell=3

[phase boostback-burn-end]
track=flight
phase=coast
after=boostback-burn
rule=not braking and not thrusting
# A path that it turns round breaks as well.
edge=speed
strict=yes
dwell=1

# The top of a free flight: nothing pushes it, and it falls from there.
[phase apogee]
track=flight
phase=descent
after=liftoff,powered-ascent,booster-separation,burnout,cutoff,coast,meco,stage-separation,boostback-burn,boostback-burn-end
arm=rising and not thrusting or slope(climb) < -4 m/s2 or falling and pace > 8 m/s or pace > 5 km/s
prompt=yes
rule=falling and not thrusting and not on-orbit
zero=climb
dwell=1.5

# Seen first on its way down.
[phase descent]
track=flight
first=yes
rule=falling and not on-orbit and not thrusting
dwell=2

[phase coast]
track=flight
first=yes
rule=rising and not on-orbit and not thrusting
dwell=2

[phase orbit]
track=flight
first=yes
rule=on-orbit
dwell=5

[phase entry-interface]
track=flight
phase=entry
after=apogee,descent,orbit,orbit-insertion,orbit-burn-end,seco-1,spacecraft-separation,undocking,deorbit-burn,deorbit-burn-end
arm=altitude > 100 km
rule=altitude < 100 km and climb < 0
backdate=yes
dwell=2

[phase braking-burn]
track=flight
phase=powered-descent
after=apogee,descent,orbit,orbit-insertion,entry-interface,braking-burn-end
start=yes
repeat=yes
rule=braking and (climb < -5 m/s or altitude < 30 km) and (hold > 1.5 m/s2 + dynamic-pressure * 0.02 or ballistic < 0.8 and pace > 600 m/s or altitude < 30 km and dynamic-pressure < 1 Pa and hold > 0.3 m/s2) and hold < 60 m/s2
edge=speed
dwell=3

[phase braking-burn-end]
track=flight
phase=descent
after=braking-burn
repeat=yes
rule=not braking
edge=speed
strict=yes
dwell=1

# It falls as slowly as air lets a parachute fall, since something took hold of it: with a
# jerk, or from the top on, where nothing without one has so much drag for its mass (100 kg/m2). A drogue is
# followed by a main before it is steady: what holds it is no more than a quarter over its weight.
[phase parachute]
track=flight
phase=parachute-descent
after=apogee,descent,entry-interface,braking-burn-end,drogue
arm=climb < 2 m/s and (ballistic < 0.5 or since(apogee) < 300 s and pace < 600 m/s and hold > 5 m/s2 and dynamic-pressure < hold * 100)
rule=climb < 2 m/s and pace > 1.5 m/s and pace < 150 m/s and dynamic-pressure < 2.5 kPa and (abs(slope(pace)) < 1 m/s2 or abs(slope(pace)) < hold * 0.22)
by-arm=yes
dwell=2

[phase main]
track=flight
phase=parachute-descent
after=parachute
arm=climb < 2 m/s and ballistic < 0.25
rule=climb < 2 m/s and pace > 1.5 m/s and pace < 40 m/s and abs(slope(pace)) < 1 m/s2
afresh=yes
by-arm=yes
dwell=2

# Still slowing when it is slow, for longer than a parachute takes to open.
[phase landing-burn]
track=flight
phase=powered-descent
after=apogee,descent,entry-interface,braking-burn-end,parachute,main,drogue
arm=climb < 2 m/s and slowing > 0 s and altitude < 10 km
rule=climb < 2 m/s and slowing > 4.2 s and pace < 4 m/s
by-arm=yes
edge=hold

[phase docking]
track=flight
phase=docked
after=orbit,orbit-insertion,orbit-burn-end,seco-1,spacecraft-separation
start=yes
arm=range > 2 m and range-rate < 0
rule=range < 2 m and abs(range-rate) < 0.02 m/s
edge=range
dwell=5

[phase landing]
track=flight
phase=landed
after=liftoff,powered-ascent,booster-separation,burnout,cutoff,coast,meco,stage-separation,apogee,descent,deorbit-burn-end,entry-interface,braking-burn,braking-burn-end,landing-burn,parachute,main,drogue
arm=falling
rule=at-rest
refute=falling or since(braking-burn) > 0 s and not at-rest and pace > 0.7 m/s
certain=on-ground or since(parachute) > 0 s
wait=60
edge=speed
strict=yes
dwell=8
