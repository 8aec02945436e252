package io.twinsim.model;

import static io.twinsim.model.Refusals.timeline;

import org.junit.jupiter.api.Test;

/** Timelines that are refused, by the whole message: axes, couplings, contexts and queues. */
class TimelinePartsRefusalTest {

    private static final String X = "state: {x: {start: 0, next: x + 1}}\n";
    private static final String AXIS = "step: 1 day\naxes: {r: [a, b]}\n";
    private static final String OVER = "x: {for: [r], start: 0, next: x}";

    @Test
    void axes_areDeclaredOnceWithDifferentLabels() {
        timeline(AXIS + "state: {x: {for: [s], start: 0, next: x}}",
                "7:21: unknown axis \"s\"; did you mean \"r\"? known: r (in for of state x)");
        timeline("step: 1 day\naxes: {r: [a, a]}\n" + X,
                "6:13: axis r must have different labels, at least one, got [a, a]");
        timeline("step: 1 day\naxes: {r: []}\n" + X, "6:13: axis r must have different labels, at least one, got []");
        timeline("step: 1 day\naxes: {r: [a-b]}\n" + X,
                "6:14: label of axis r must be a letter or _, then letters, digits or _, got \"a-b\"");
        timeline(AXIS + "state: {x: {for: {r: [a, c]}, start: 0, next: x}}",
                "7:24: axis r must have the same labels everywhere, got [a, c] after [a, b]");
        timeline(AXIS + "state: {x: {for: [r, r], start: 0, next: x}}",
                "7:24: for of state x must name different axes, got r twice");
        timeline(AXIS + "state: {x: {for: [], start: 0, next: x}}",
                "7:20: for of state x must name at least one axis, got none");
    }

    @Test
    void families_areNamedByLabels() {
        timeline(AXIS + "state: {" + OVER + ", y: {start: 0, next: x}}",
                "7:65: x is there for each r, so say which: x.a, or all of them: sum(x.*)\n  x\n  ^");
        timeline(AXIS + "state: {" + OVER + ", y: {start: 0, next: x.*}}",
                "7:65: x.* names several values; use sum, mean, min or max\n  x.*\n  ^");
        timeline(AXIS + "state: {" + OVER + ", y: {start: 0, next: sum(x.c)}}",
                "7:69: unknown label of r \"c\"; did you mean \"a\"? known: a, b (in x.c)\n  sum(x.c)\n      ^");
        timeline(AXIS + "state: {" + OVER + ", y: {start: 0, next: x.a.b}}",
                "7:65: x.a.b must have one label for each axis, such as x.a\n  x.a.b\n  ^");
        timeline(AXIS + "state: {" + OVER + ", y: {start: 0, next: r}}",
                "7:65: the axis r has no label here, as the formula does not stand below for: [r]\n  r\n  ^");
        timeline(AXIS + "state: {x: {for: [r], start: 0, next: \"lookup(r, a: 1, c: 2, else: 0)\"}}",
                "7:57: unknown label of r \"c\"; did you mean \"a\"? known: a, b\n  lookup(r, a: 1, c: 2, else: 0)\n"
                + "                  ^");
        timeline(AXIS + "state: {x: {for: [r], start: 0, next: \"if(r == 'c', 1, 0)\"}}",
                "7:49: unknown label of r \"c\"; did you mean \"a\"? known: a, b\n  if(r == 'c', 1, 0)\n          ^");
    }

    @Test
    void couplings_areStableAndOverTheirAxis() {
        timeline(AXIS + "coupling: {k: {across: r, retain: 0.7, scale: 0.3, normalise: rows, "
                + "matrix: {a: {b: 2}, b: {a: 4}}}}\n" + X,
                "7:14: coupling k must have a spectral radius below 1, got 1; lower retain or scale, or write unstable: "
                + "allow");
        timeline(AXIS + "coupling: {k: {across: r, matrix: {a: {b: 2}, b: {a: 4}}}}\n" + X,
                "7:14: coupling k must have a spectral radius below 1, got 2.82843; lower retain or scale, or write "
                + "unstable: allow");
        timeline(AXIS + "coupling: {k: {across: r, normalise: rows, matrix: {a: {a: 1e308, b: 1e308}}}}\n" + X,
                "7:54: coupling k normalises rows, so each must have a positive sum, got Infinity for a");
        timeline(AXIS + "coupling: {k: {across: r, scale: 1e300, unstable: allow, matrix: {a: {b: 1e300}}}}\n" + X,
                "7:68: coupling k must have finite weights, got Infinity for a.b");
        timeline(AXIS + "coupling: {k: {across: s, matrix: {}}}\n" + X,
                "7:26: unknown axis \"s\"; did you mean \"r\"? known: r (in coupling k)");
        timeline(AXIS + "coupling: {k: {across: r, matrix: {a: {c: 2}}}}\n" + X,
                "7:42: unknown label of r \"c\"; did you mean \"a\"? known: a, b (in coupling k.matrix)");
        timeline(AXIS + "coupling: {k: {across: r, normalise: rows, matrix: {a: {b: -2}}}}\n" + X,
                "7:54: coupling k normalises rows, so each must have a positive sum, got -2 for a");
        String coupled = AXIS + "coupling: {k: {across: r, matrix: {a: {b: 0.2}}}}\nstate: ";
        timeline(coupled + "{x: {for: [r], start: 0, next: \"coupled(kk, x)\"}}",
                "8:53: unknown coupling \"kk\"; did you mean \"k\"? known: k\n  coupled(kk, x)\n              ^");
        timeline(coupled + "{x: {start: 0, next: \"coupled(k, x)\"}}",
                "8:42: coupled(k, x) must stand below for: [r], the axis of the coupling\n  coupled(k, x)\n             ^");
        timeline(coupled + "{x: {for: [r], start: 0, next: \"coupled(k, x.a)\"}}",
                "8:52: coupled(k, ...) takes a family over r, got x.a\n  coupled(k, x.a)\n             ^");
    }

    @Test
    void contexts_haveAWindowAndDifferentColumns() {
        timeline("step: 1 day\ncontext: {env: {columns: [h]}}\n" + X, "6:18: context env must have the key \"window\"");
        timeline("step: 1 day\ncontext: {env: {columns: [h], window: 3 turns}}\n" + X,
                "6:41: window of context env must be in s, min, h, days or weeks, as the step of 1 day is, got 3 turns");
        timeline("step: 1 day\ncontext: {env: {columns: [h], window: 2 h, join: forward}}\n" + X,
                "6:52: join must be one of backward, nearest, latest, got \"forward\"");
        timeline("step: 1 day\ncontext: {env: {columns: [matched], window: 2 h}}\n" + X,
                "6:29: column env.matched must have another name; it says whether a record was found");
        timeline("step: 1 day\ncontext: {env: {columns: [h, h], window: 2 h}}\n" + X,
                "6:32: columns of context env must differ, got h twice");
        timeline("step: 1 day\ncontext: {env: {columns: [], window: 2 h}}\n" + X,
                "6:28: context env must have at least one column, got none");
        timeline("step: 1 day\ncontext: {env: {columns: {h: \"'a'\"}, window: 2 h}}\n" + X,
                "6:29: context env.h holds labels, so say which: levels: [a]");
        timeline("step: 1 day\ncontext: {env: {columns: {h: {type: category}}, window: 2 h}}\n" + X,
                "6:29: column env.h is category, so say which labels it has: levels: [...]");
        timeline("step: 1 day\ncontext: {env: {columns: {h: {levels: [a], else: \"'b'\"}}, window: 2 h}}\n" + X,
                "6:52: unknown label of the category \"b\"; did you mean \"a\"? known: a\n  'b'\n  ^");
        timeline("step: 1 day\ncontext: {env: {columns: {h: {type: flag, else: 0.5}}, window: 2 h}}\n" + X,
                "6:29: context env.h is declared as flag, but else is real");
    }

    @Test
    void queues_haveStationsAndNumbers() {
        timeline("step: 1 day\nqueues: {q: {stations: s, arrivals: {interval: 60}, service: {mean: 1}}}",
                "6:26: unknown axis \"s\"; known: (none) (in stations of queue q)");
        String queue = "step: 1 min\naxes: {s: [a, b], k: [c]}\nqueues: {q: {stations: s, arrivals: ";
        timeline(queue + "{interval: 60}, service: {mean: 1, form: normal}}}",
                "7:64: service of queue q is normal, so it must have an sd");
        timeline(queue + "{interval: 60}, service: {mean: 1, sd: 2}}}",
                "7:64: service of queue q is constant; an sd belongs to normal, lognormal and gamma");
        timeline(queue + "{interval: 60, form: normal}, service: {mean: 1}}}",
                "7:60: form must be one of constant, exponential, got \"normal\"");
        timeline(queue + "{interval: 60}, service: {mean: \"'a'\"}}}",
                "7:64: q.service.mean must be a number, got a category");
        timeline(queue + "{interval: 60}, service: {mean: 1}, hold: 1}}",
                "7:81: q.hold must be a condition such as \"x < 20\", got an integer formula");
        timeline(queue + "{interval: exponential(1)}, service: {mean: 1}}}",
                "7:50: q.arrivals.interval must not draw; draws belong to start and next of states");
        timeline(queue + "{interval: 1}, service: {mean: 1}, capacity: next.q.wip}}",
                "7:84: next.q.wip does not exist at the start; write q.wip\n  next.q.wip\n  ^");
        String whole = queue + "{interval: 1}, service: {mean: 1}, ";
        timeline(whole + "capacity: 0}}",
                "7:84: capacity of queue q at a must be a whole number from 1 to 1,000,000, got 0.0");
        timeline(whole + "capacity: \"lookup(s, a: 1, b: 1.5)\"}}",
                "7:84: capacity of queue q at b must be a whole number from 1 to 1,000,000, got 1.5");
        timeline(whole + "buffer: -1}}", "7:82: buffer of queue q at a must be a whole number of at least 0, got -1.0");
        timeline(whole + "scrap: 2}}", "7:81: scrap of queue q at a must be in [0, 1], got 2.0");
        timeline(whole + "breakdown: {mtbf: 0, mttr: 1}}}", "7:85: mtbf of queue q at a must be positive, got 0.0");
        timeline(whole + "breakdown: {mtbf: 5, mttr: -1}}}", "7:85: mttr of queue q at a must be at least 0, got -1.0");
        timeline(queue + "{interval: 0}, service: {mean: 1}}}", "7:39: interval of queue q must be positive, got 0.0");
        timeline(queue + "{interval: 1}, service: {mean: -1}}}",
                "7:63: mean service of queue q at a must be at least 0, got -1.0");
        timeline(queue + "{interval: 1}, service: {mean: 1, sd: -1, form: normal}}}",
                "7:63: sd of service of queue q at a must be at least 0, got -1.0");
        timeline("step: 1 min\naxes: {s: [a, b], k: [c]}\nqueues: {q: {stations: [s, k], arrivals: {interval: 1}, "
                + "service: {mean: 1}}}", "7:26: stations of queue q must name one axis, got 2");
    }
}
