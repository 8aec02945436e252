"""Time courses of the six drug classes of psychiatry.yaml, with 40 digits, for PsychiatryCoursesTest.

Written from the published closed form, not from the world file. Needs Python 3.11 and mpmath 1.3.0.

    python3 psychiatry_courses.py > psychiatry_courses.csv

Columns: class, dose, metabolism, time in days since the first dose, dose * effect, rebound, intensity of side effects.
The last dose is given on day 63.
"""
from mpmath import mp, mpf, exp

mp.dps = 40
STOP = mpf(63)
CLASSES = {
    "ssri": ("14", "42", "0.1"), "snri": ("10", "35", "0.15"), "ndri": ("7", "28", "0.2"),
    "atypical_antipsychotic": ("3", "21", "0.3"), "benzodiazepine": ("0.125", "0.5", "0.5"),
    "stimulant": ("0.04", "0.25", "0.8"),
}
TIMES = ("0.25 0.5 1 2 3 5 7 8 10 14 15 20 21 25 28 35 40 42 45 50 56 60 63 63.25 64 66 70 80 90").split()


def sigmoid(x):
    return 1 / (1 + exp(-10 * (x - mpf("0.5"))))


def effect(t, onset, peak, decay):
    if t > STOP:
        return mpf("0.8") * exp(-decay * (t - STOP))
    if t < onset:
        return mpf("0.3") * sigmoid(t / onset)
    if t < peak:
        return mpf("0.3") + mpf("0.7") * sigmoid((t - onset) / (peak - onset))
    return 1 - min(mpf("0.2"), mpf("0.004") * (t - peak))


def rebound(t, decay):
    after = max(mpf(0), t - STOP)
    return mpf("0.5") * after * exp(-after / 2) * decay


def side_effects(t, onset, peak, dose):
    if t > STOP:
        return mpf(0)
    if t < onset:
        value = mpf("0.8") * sigmoid(2 * t / onset)
    elif t < 2 * peak:
        value = mpf("0.8") - mpf("0.3") * sigmoid((t - onset) / peak)
    else:
        value = mpf("0.5") - mpf("0.1") * sigmoid((t - 2 * peak) / peak)
    return min(mpf(1), dose * value)


for name, times in CLASSES.items():
    for dose in ("0.5", "1", "2"):
        for metabolism in ("0.5", "1", "2"):
            speed = mpf(dose) * mpf(metabolism)
            onset, peak, decay = mpf(times[0]) / speed, mpf(times[1]) / speed, mpf(times[2]) * mpf(metabolism)
            for time in TIMES:
                t = mpf(time)
                row = (mpf(dose) * effect(t, onset, peak, decay), rebound(t, decay),
                       side_effects(t, onset, peak, mpf(dose)))
                print(",".join([name, dose, metabolism, time] + [mp.nstr(x, 20) for x in row]))
