"""Independent simulation of factory.yaml and factory-original.yaml, for the tests of the factory world.

Station by station instead of event by event over the line: a station never acts on the one before it, as buffers are
unlimited. Needs Python 3.11 and numpy 2.4; prints mean, standard deviation and standard error over the lines.

    python3 factory_oracle.py default 1000 1 [key=value ...]
    python3 factory_oracle.py original 1000 1 [key=value ...]

Keys: interval, assembly_defect, packaging_defect, assembly_time, packaging_time, speed, maintain, planned,
start_health.
"""
import heapq
import sys

import numpy as np

STATIONS = ["loading", "assembly", "inspection", "packaging"]
MEAN = [10.0, 30.0, 5.0, 15.0]
SD = [2.0, 5.0, 1.0, 3.0]
DEFECT = [0.01, 0.03, 0.005, 0.02]
SERVERS = [2, 1, 1, 2]
END, STEP, MTBF, MTTR = 28800.0, 60.0, 10000.0, 600.0
WEAR, LOSS, MAINTENANCE = 0.0002, 0.02, 300.0


def original_station(rng, arrivals, mean, defect):
    """Deterministic service, one place, health by lifetime defects, reset every MTBF + MTTR; work never stops."""
    health, made, defects, free, resets = 1.0, 0, 0, 0.0, 1
    out = []
    for a in arrivals:
        free = max(a, free) + mean
        if free >= END:
            break
        while free >= resets * (MTBF + MTTR):
            health, defects, resets = 1.0, 0, resets + 1
        made += 1
        if rng.random() < defect * (2 - health):
            defects += 1
            health = max(0.0, 1 - defects / made)
        else:
            out.append(free)
    return out, made, health


def original_line(rng, key):
    times = [t for t in np.arange(1, END / key["interval"] + 1) * key["interval"] if t < END]
    mean = [MEAN[0], key.get("assembly_time", 30.0), MEAN[2], key.get("packaging_time", 15.0)]
    defect = [DEFECT[0], key.get("assembly_defect", 0.03), DEFECT[2], key.get("packaging_defect", 0.02)]
    result = {"introduced": len(times), "defective": 0}
    for s in range(4):
        out, made, health = original_station(rng, times, mean[s], defect[s])
        result["defective"] += made - len(out)
        if s == 1:
            waiting = len(times) - made
            result["queue.assembly"] = max(0, waiting - 1) if waiting else 0
        result["health." + STATIONS[s]] = health
        times = out
    result["completed"] = len(times)
    result["yield"] = result["completed"] / (result["completed"] + result["defective"])
    return result


def normal_service(rng, mean, sd):
    while True:
        x = rng.normal(mean, sd)
        if x >= 0:
            return x


class Station:
    """One station over the shift: pieces, places, breakdowns (preemptive resume), health moving once a minute."""

    def __init__(self, rng, s, key, arrivals):
        pace = 0.8 + 0.4 * key.get("speed", 0.5)
        self.rng, self.key, self.places = rng, key, SERVERS[s]
        self.mean = key.get(STATIONS[s] + "_time", MEAN[s]) / pace
        self.sd = SD[s] / pace
        self.defect = key.get(STATIONS[s] + "_defect", DEFECT[s]) * (1 + 0.5 * (pace - 1))
        self.arrivals, self.next = arrivals, 0
        self.queue, self.work, self.out = [], [], []          # work: heap of [finish, entered the line]
        self.health, self.up, self.held = key.get("start_health", 1.0), True, False
        self.budget, self.repair = rng.exponential(MTBF), 0.0  # of time up until the next breakdown
        self.made = self.spoilt = self.failures = self.repairs = self.maintained = self.jams = 0
        self.busy = self.down = 0.0

    def take(self, now):
        while self.up and not self.held and self.queue and len(self.work) < self.places:
            piece = self.queue.pop(0)
            heapq.heappush(self.work, (now + normal_service(self.rng, self.mean, self.sd), piece))

    def minute(self, start):
        now, end = start, start + STEP
        self.take(now)
        while True:
            arrival = self.arrivals[self.next][0] if self.next < len(self.arrivals) else np.inf
            done = self.work[0][0] if self.work and self.up else np.inf
            flip = now + self.budget if self.up else self.repair
            t = min(arrival, done, flip, end)
            if self.up:
                self.budget -= t - now
                self.busy += len(self.work) * (t - now)
            else:
                self.down += t - now
            now = t
            if t == end:                                      # what falls on the end belongs to the next minute
                return
            if t == done:
                _, piece = heapq.heappop(self.work)
                self.made += 1
                if self.rng.random() < min(1.0, self.defect * (2 - self.health)):
                    self.spoilt += 1
                else:
                    self.out.append((t, piece))
            elif t == flip and self.up:
                self.up, self.failures = False, self.failures + 1
                self.repair = t + self.rng.exponential(MTTR)
                self.work = [(f + self.repair - t, p) for f, p in self.work]
                heapq.heapify(self.work)
            elif t == flip:
                self.up, self.repairs, self.budget = True, self.repairs + 1, self.rng.exponential(MTBF)
            else:
                self.queue.append(self.arrivals[self.next][1])
                self.next += 1
            self.take(now)

    def shift(self):
        left, stuck, self.stood, self.life, alive = 0.0, 0.0, 0.0, 0.0, True
        for k in range(int(END / STEP)):
            planned = self.key.get("planned", 0) and (k + 1) * STEP % (3600 * self.key["planned"]) == 0
            maintain = planned or self.health < self.key.get("maintain", -1)
            left = MAINTENANCE if maintain else max(0.0, left - STEP)
            hazard, was = (1 / max(0.1, self.health) - 1) / MTBF, stuck
            jam = stuck <= 0 and self.rng.random() < -np.expm1(-hazard * STEP)
            stuck = self.rng.exponential(MTTR) if jam else max(0.0, stuck - STEP)
            self.held, self.maintained = left > 0 or stuck > 0, self.maintained + bool(maintain)
            self.jams += jam
            made, spoilt, repairs = self.made, self.spoilt, self.repairs
            self.minute(k * STEP)
            worn = self.health - WEAR * (self.made - made) - LOSS * (self.spoilt - spoilt)
            self.stood += STEP if stuck > 0 and self.up else 0.0
            mended = maintain or self.repairs > repairs or was > 0 and stuck <= 0
            self.health = 1.0 if mended else max(0.0, worn)
            alive = alive and self.failures == 0 and self.jams == 0 and self.health >= 0.3
            self.life = (k + 1) * STEP if alive else self.life
        return self


def default_line(rng, key):
    flow = [(t, t) for t in np.arange(1, END / key["interval"] + 1) * key["interval"] if t < END]
    result = {"introduced": len(flow), "defective": 0, "maintained": 0}
    for s, name in enumerate(STATIONS):
        station = Station(rng, s, key, flow).shift()
        flow = station.out
        result["defective"] += station.spoilt
        result["maintained"] += station.maintained
        result["health." + name] = station.health
        result["life." + name] = station.life
        result["down." + name] = station.down
        result["jam_time." + name] = station.stood
        result["jams." + name] = station.jams
        result["failures." + name] = station.failures
        result["utilisation." + name] = station.busy / (station.places * END)
        if s == 1:
            result["queue.assembly"] = len(station.queue)
    result["completed"] = len(flow)
    result["yield"] = len(flow) / (len(flow) + result["defective"])
    result["throughput_time"] = float(np.mean([t - entered for t, entered in flow]))
    return result


def main():
    kind, lines, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    key = {"interval": 60.0} | {k: float(v) for k, v in (a.split("=") for a in sys.argv[4:])}
    rng = np.random.default_rng(seed)
    rows = [(default_line if kind == "default" else original_line)(rng, key) for _ in range(lines)]
    for name in rows[0]:
        x = np.array([row[name] for row in rows])
        print(f"{name:24s} {x.mean():12.5f} sd {x.std(ddof=1):12.5f} se {x.std(ddof=1) / len(x) ** 0.5:10.5f}")


main()
