# SPDX-License-Identifier: LGPL-2.1-or-later
# Falcon 9 with booster recovery: both stages share the ascent, then each has a
# track of its own. Nominal times: Crew-2, as announced. Thresholds: drag of a
# falling booster is at most 1.0e-3 m²/kg of dynamic pressure, and a burn is
# what decelerates more than that.
[profile]
label=Falcon 9

[track ascent]
common=yes

[track stage2]
vehicle=*2*,second*,upper*

[track booster]
vehicle=*1*,first*,booster*

[phase liftoff]
track=ascent
phase=ascent
start=yes
arm=speed < 20 m/s or elapsed > 0 s and elapsed < 60 s
prompt=yes
rule=speed > 2 m/s and slope(speed) > 0.5 m/s2
dwell=2
nominal=0

[phase max-q]
track=ascent
phase=ascent
after=liftoff
rule=of-peak(dynamic-pressure) < 0.85 and rising and pace > 100 m/s
at=dynamic-pressure
dwell=1
nominal=62

[phase meco]
track=ascent
phase=coast
after=liftoff,max-q
start=yes
arm=axial-acceleration > 12 m/s2 and altitude > 30 km and speed < 4 km/s and climb > 0
rule=axial-acceleration < 8 m/s2 and altitude > 30 km
dwell=2
nominal=156

[phase stage-separation]
track=ascent
phase=coast
after=meco
nominal=159

[phase ses-1]
track=stage2
phase=second-stage-burn
after=meco
rule=axial-acceleration > 2 m/s2 and since(meco) > 3 s and since(meco) < 60 s
dwell=25
nominal=167

# Seen burning by a read-out that begins later than its start.
[phase second-stage-burn]
track=stage2
after=meco
start=yes
rule=axial-acceleration > 4 m/s2 and speed > 2.5 km/s and altitude > 90 km and elapsed > 250 s
dwell=4

[phase fairing-separation]
track=ascent
phase=second-stage-burn
after=stage-separation

[phase seco-1]
track=stage2
phase=coast
after=ses-1,second-stage-burn
start=yes
arm=axial-acceleration > 4 m/s2 and speed > 4 km/s
rule=axial-acceleration < 2 m/s2 and speed > 4 km/s
dwell=4
nominal=527

[phase ses-2]
track=stage2
phase=second-stage-burn
after=seco-1
rule=axial-acceleration > 3 m/s2
dwell=4

[phase seco-2]
track=stage2
phase=coast
after=ses-2
arm=axial-acceleration > 4 m/s2
rule=axial-acceleration < 2 m/s2
dwell=4

[phase spacecraft-separation]
track=stage2
phase=orbit
after=seco-1,seco-2
nominal=718

[phase boostback-burn]
track=booster
after=meco
rule=axial-acceleration < -3 m/s2 and altitude > 50 km and speed < 2.5 km/s
dwell=4
leave=abs(axial-acceleration) < 3 m/s2
leave-dwell=4
end=boostback-burn-end

[phase apogee]
track=booster
phase=coast
after=meco,boostback-burn
prompt=yes
rule=slope(altitude) < 0 and altitude > 60 km and speed < 2.5 km/s
dwell=4

[phase entry-burn]
track=booster
after=apogee
start=yes
arm=abs(axial-acceleration) < 3 m/s2
rule=axial-acceleration < -4 m/s2 - dynamic-pressure * 0.0012 and climb < -100 m/s and altitude < 80 km and altitude > 20 km
dwell=4
leave=axial-acceleration > -4 m/s2 - dynamic-pressure * 0.0012
leave-dwell=2
end=entry-burn-end
nominal=447
once=boostback-burn

# Subsonic drag falls with the speed; the engine turns that round.
[phase landing-burn]
track=booster
after=apogee,entry-burn
rule=slope(axial-acceleration) < -0.8 and altitude < 9 km and speed < 450 m/s and speed > 100 m/s and climb < -50 m/s
dwell=1
nominal=543
once=boostback-burn,entry-burn

[phase landing]
track=booster
phase=landed
after=apogee,entry-burn,landing-burn
rule=speed < 4 m/s and altitude < 9 km
dwell=4
nominal=570
once=boostback-burn,entry-burn
