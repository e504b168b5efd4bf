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
arm=altitude > 123 km and climb < 0
rule=altitude < 122 km and climb < -30 m/s
dwell=2

[phase plasma]
after=entry-interface
start=yes
rule=altitude < 85 km and speed > 4 km/s and climb < 0
leave=speed < 2.5 km/s
leave-dwell=2
end=plasma-end

# Something takes hold of it, and it falls no faster than air lets a parachute fall.
[phase drogue]
phase=parachute-descent
after=entry-interface,plasma,plasma-end
arm=not rising and ballistic < 0.5
rule=not rising and pace > 1.5 m/s and pace < 150 m/s and dynamic-pressure < 2.5 kPa and abs(slope(pace)) < 1 m/s2
by-arm=yes
dwell=2

[phase main]
phase=parachute-descent
after=drogue
arm=not rising and ballistic < 0.25
rule=not rising and pace > 1.5 m/s and pace < 40 m/s and abs(slope(pace)) < 1 m/s2
afresh=yes
by-arm=yes
dwell=2

[phase splashdown]
phase=landed
after=entry-interface,plasma,plasma-end,drogue,main
arm=falling
rule=at-rest
refute=falling
edge=speed
strict=yes
dwell=8
