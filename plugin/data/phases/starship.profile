# SPDX-License-Identifier: LGPL-2.1-or-later
# Starship: the ship's engines light while the booster's still burn, the booster burns back at once
# and is caught or comes down on the sea, the ship enters, flips and lands. Times as SpaceX's flight
# pages gave them for flights 5 to 7: hot staging 2:45, catch 6:50, ship cut-off 8:30, entry from
# 46 min, landing about 1:06 h.
[profile]
label=Starship
label[ru]=Старшип
label[es]=Starship
label[fr]=Starship
label[de]=Starship
label[zh]=星舰
label[ja]=スターシップ

[track ascent]
common=yes

[track ship]
vehicle=*2*,ship*,starship*,second*,upper*

[track booster]
vehicle=*1*,booster*,super*,first*

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
nominal=62

# All but three engines of the booster stop.
[phase meco]
track=ascent
phase=ascent
after=liftoff,max-q
start=yes
arm=axial-acceleration > 10 m/s2 and altitude > 30 km and climb > 0 and speed < 4 km/s
rule=axial-acceleration < 5 m/s2 and altitude > 30 km
dwell=2
nominal=160

[phase hot-staging]
track=ascent
phase=ascent
after=liftoff,max-q,meco
nominal=165

[phase second-stage-burn]
track=ship
after=meco,hot-staging
start=yes
rule=axial-acceleration > 3 m/s2 and speed > 2.2 km/s and altitude > 75 km
dwell=4

[phase seco-1]
track=ship
phase=coast
after=hot-staging,second-stage-burn
start=yes
arm=axial-acceleration > 4 m/s2 and speed > 5 km/s
rule=axial-acceleration < 2 m/s2 and speed > 5 km/s
dwell=4
nominal=510

[phase entry-interface]
track=ship
phase=entry
after=seco-1
start=yes
arm=altitude > 101 km and climb < 0
rule=altitude < 100 km and climb < -30 m/s
dwell=2

[phase plasma]
track=ship
after=entry-interface
rule=altitude < 80 km and speed > 3 km/s
leave=speed < 2.5 km/s
leave-dwell=2
end=plasma-end

[phase flip]
track=ship
phase=landing-burn
after=entry-interface,plasma,plasma-end
nominal=3940
once=entry-interface

[phase splashdown]
track=ship
phase=landed
after=entry-interface,plasma,plasma-end,flip
arm=falling
rule=at-rest
edge=speed
dwell=8
nominal=3960
once=entry-interface

[phase boostback-burn]
track=booster
after=meco,hot-staging
start=yes
arm=altitude > 50 km
rule=axial-acceleration < -3 m/s2 and altitude > 50 km and speed < 2.5 km/s
dwell=4
leave=abs(axial-acceleration) < 3 m/s2
leave-dwell=4
end=boostback-burn-end

[phase apogee]
track=booster
phase=coast
after=meco,hot-staging,boostback-burn,boostback-burn-end
prompt=yes
rule=slope(altitude) < 0 and altitude > 60 km and speed < 2.5 km/s
dwell=4

[phase landing-burn]
track=booster
after=boostback-burn,boostback-burn-end,apogee
rule=slope(axial-acceleration) < -0.8 and altitude < 5 km and speed < 450 m/s and speed > 60 m/s and climb < -50 m/s
dwell=1
nominal=393
once=boostback-burn

# In the arms of the tower, or on the sea.
[phase catch]
track=booster
phase=landed
after=boostback-burn,boostback-burn-end,apogee,landing-burn
arm=falling
rule=at-rest
edge=speed
dwell=8
nominal=410
once=boostback-burn
