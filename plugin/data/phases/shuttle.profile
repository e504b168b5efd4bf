# SPDX-License-Identifier: LGPL-2.1-or-later
# An orbiter with a tank and two solid boosters, that comes back to a runway: the Space Shuttle.
# Times of the ascent by NASA's press kits (STS-135: boosters off 2:04, main engines off 8:30, tank
# 8:50); entry interface at 400,000 ft (122 km) by the same.
[profile]
label=Space Shuttle
label[ru]=Спейс шаттл
label[es]=Transbordador espacial
label[fr]=Navette spatiale
label[de]=Raumfähre
label[zh]=航天飞机
label[ja]=スペースシャトル

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

[phase booster-separation]
phase=ascent
after=liftoff,max-q
arm=axial-acceleration > 14 m/s2 and altitude > 25 km
rule=axial-acceleration < 12 m/s2 and altitude > 35 km
dwell=3
nominal=124

[phase meco]
phase=coast
after=booster-separation
start=yes
arm=axial-acceleration > 12 m/s2 and altitude > 90 km and speed > 5 km/s
rule=axial-acceleration < 2 m/s2 and altitude > 90 km
dwell=4
nominal=510

[phase tank-separation]
phase=coast
after=meco
nominal=530

[phase orbit-insertion]
phase=orbit
after=meco,tank-separation
start=yes

[phase deorbit-burn]
after=orbit-insertion
start=yes

[phase entry-interface]
phase=entry
after=orbit-insertion,deorbit-burn
start=yes
arm=altitude > 123 km and climb < 0
rule=altitude < 122 km and climb < -30 m/s
dwell=2

[phase plasma]
after=entry-interface
rule=altitude < 80 km and speed > 4 km/s
leave=speed < 3.5 km/s
leave-dwell=2
end=plasma-end

# On the runway: no steady glide is this level.
[phase landing]
phase=landed
after=entry-interface,plasma
arm=altitude > 2 km
rule=abs(climb) < 0.8 m/s and speed < 110 m/s and altitude < 5 km
dwell=4
