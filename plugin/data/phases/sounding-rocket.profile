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
arm=abs(speed) < 30 m/s
rule=slope(speed) > 5 m/s2 and slope(altitude) > 1 m/s and speed > 2 m/s
dwell=0.3

[phase burnout]
phase=coast
after=liftoff
arm=slope(speed) > 10 m/s2
rule=slope(speed) < 0 and speed > 20 m/s
dwell=0.5

[phase apogee]
phase=descent
after=liftoff,burnout
rule=slope(altitude) < 0
dwell=1

# Drag of the drogue holds the fall steady.
[phase drogue]
phase=descent
after=apogee

# The main parachute takes away at least half of the speed of the fall.
[phase main]
phase=parachute-descent
after=apogee,drogue
rule=of-peak(-slope(altitude)) < 0.55 and slope(altitude) < -2 m/s
dwell=3

[phase landing]
phase=landed
after=apogee,drogue,main
rule=abs(slope(altitude)) < 1.5 m/s and since(apogee) > 5 s
dwell=4
