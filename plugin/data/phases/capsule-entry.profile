# SPDX-License-Identifier: LGPL-2.1-or-later
# A capsule that comes back from orbit or beyond: entry interface at 400,000 ft (122 km) for NASA
# and its partners, plasma about 80 to 40 km, drogues at 5.5 to 7 km, main parachutes at 2 to 3 km,
# on the sea or on land (NASA press kits of Crew Dragon and Orion).
[profile]
label=Entry of a capsule
label[ru]=Спуск капсулы
label[es]=Reentrada de cápsula
label[fr]=Rentrée de capsule
label[de]=Wiedereintritt einer Kapsel
label[zh]=返回舱再入
label[ja]=カプセル再突入

[phase deorbit-burn]
start=yes
phase=deorbit-burn

[phase deorbit-burn-end]
phase=descent
after=deorbit-burn

[phase module-separation]
phase=descent
after=deorbit-burn,deorbit-burn-end
start=yes

[phase entry-interface]
phase=entry
after=deorbit-burn,deorbit-burn-end,module-separation
start=yes
arm=altitude > 123 km and slope(altitude) < 0
rule=altitude < 122 km and slope(altitude) < -30 m/s
dwell=2

[phase plasma]
after=entry-interface
start=yes
rule=altitude < 85 km and speed > 4 km/s and slope(altitude) < 0
leave=speed < 2.5 km/s
leave-dwell=2
end=plasma-end

# Without a parachute a capsule falls at 100 m/s and more there; under drogues at about 50.
[phase drogue]
phase=parachute-descent
after=entry-interface,plasma,plasma-end
rule=altitude < 8 km and slope(altitude) < -2 m/s and slope(altitude) > -75 m/s
dwell=4

[phase main]
phase=parachute-descent
after=drogue
rule=altitude < 7 km and slope(altitude) < -2 m/s and slope(altitude) > -12 m/s
dwell=4

[phase splashdown]
phase=landed
after=drogue,main
rule=abs(slope(altitude)) < 0.5 m/s and altitude < 5 km
dwell=10
