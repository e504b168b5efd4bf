# SPDX-License-Identifier: LGPL-2.1-or-later
# A rocket that goes up under power, coasts, and comes down under one parachute
# or two.
[profile]
label=Sounding rocket
label[ru]=Геофизическая ракета
label[es]=Cohete sonda
label[fr]=Fusée-sonde
label[de]=Höhenforschungsrakete
label[zh]=探空火箭
label[ja]=観測ロケット
dialect=altos,cats,cavour,epfl-bella-lui,ndrt-2020

[phase liftoff]
phase=boost
start=yes
arm=at-rest or pace < 20 m/s and altitude < 10 km or elapsed > 0 s and elapsed < 60 s
prompt=yes
rule=not at-rest and (pace > 2 m/s and slope(pace) > 0.5 m/s2 and climb > -1 m/s or rising and height > 5 m)
edge=speed
dwell=0.5

# Seen first under power.
[phase boost]
first=yes
rule=thrusting and rising
dwell=1.5

[phase burnout]
phase=coast
after=liftoff,boost
arm=pace > 15 m/s
rule=not thrusting
edge=speed
dwell=1

# A second stage.
[phase ignition]
phase=boost
after=burnout,cutoff,coast
repeat=yes
rule=thrusting and pace > 15 m/s
edge=speed
dwell=2

[phase cutoff]
phase=coast
after=ignition
repeat=yes
rule=not thrusting
edge=speed
dwell=1

# Seen first on its way up or down.
[phase coast]
first=yes
rule=rising and not thrusting
dwell=2

[phase descent]
first=yes
rule=falling and not thrusting
dwell=2

[phase apogee]
phase=descent
after=liftoff,boost,burnout,cutoff,coast
arm=rising and not thrusting or slope(climb) < -4 m/s2 or falling and pace > 8 m/s
prompt=yes
rule=falling and not thrusting
zero=climb
dwell=1.5

# What a flight computer says; nothing tells a drogue from a parachute.
[phase drogue]
phase=descent
after=apogee,descent

# It falls no faster than air lets a parachute fall, since something took hold of it:
# soon after the top, or with a jerk. One that swings under a small one is not steady: then the
# next is the first that is seen.
[phase parachute]
phase=parachute-descent
after=apogee,descent
arm=not rising and (ballistic < 0.5 or since(apogee) < 300 s and hold > 5 m/s2 and dynamic-pressure < hold * 100)
rule=not rising and pace > 1.5 m/s and pace < 150 m/s and dynamic-pressure < 2.5 kPa and abs(slope(pace)) < 1 m/s2
by-arm=yes
dwell=2

# A second one slows it once more.
[phase main]
phase=parachute-descent
after=parachute,drogue
arm=not rising and ballistic < 0.25
rule=not rising and pace > 1.5 m/s and pace < 40 m/s and abs(slope(pace)) < 1 m/s2
afresh=yes
by-arm=yes
dwell=2

[phase landing]
phase=landed
after=liftoff,burnout,cutoff,coast,apogee,descent,drogue,parachute,main
arm=falling
rule=at-rest
refute=falling
edge=altitude
dwell=8
