package io.twinsim.model;

import static io.twinsim.model.Refusals.timeline;

import org.junit.jupiter.api.Test;

/** Timelines that are refused, by the whole message: steps, names, orders and types. */
class TimelineRefusalTest {

    private static final String X = "state: {x: {start: 0, next: x + 1}}\n";

    @Test
    void step_andHorizon_areOfOneKindAndWhole() {
        timeline("stepp: 1 day\n" + X, "5:3: unknown key \"stepp\"; did you mean \"step\"? known: step, horizon, longest, "
                + "unit, parameters, axes, coupling, context, actions, state, derived, events, queues, alerts, rewards, "
                + "interactions, until, observe (in timeline)");
        timeline(X, "5:3: timeline must have the key \"step\"");
        timeline("step: 1\n" + X,
                "5:9: step must be a number with a unit, such as \"90 days\" or \"15 min\", got \"1\"");
        timeline("step: 1e400 days\n" + X, "5:9: step must be a number with a unit, such as \"90 days\" or \"15 min\", "
                + "got \"1e400 days\"");
        timeline("step: 100 ms\n" + X, "5:9: step: a unit of time must be s, min, h, day, week or a word of your own "
                + "such as turn, got \"ms\"; 1 ms is 0.001 s");
        timeline("step: 1 day\nhorizon: 2 w\n" + X, "6:12: horizon: a unit of time must be s, min, h, day, week or a "
                + "word of your own such as turn, got \"w\"; did you mean \"week\"?");
        timeline("step: 1 day\nunit: hr\n" + X, "6:9: a unit of time must be s, min, h, day, week or a word of your "
                + "own such as turn, got \"hr\"; did you mean \"h\"?");
        timeline("step: \n" + X, "5:8: step must be a number with a unit, such as \"90 days\" or \"15 min\", got nothing");
        timeline("step: 0 days\n" + X, "5:9: step must be positive, got 0 days");
        timeline("step: 1 day\n", "5:3: timeline must hold at least one state, event or queue, got none");
        timeline("step: 1 day\nhorizon: 90 turns\n" + X,
                "6:12: horizon must be in s, min, h, days or weeks, as the step of 1 day is, got 90 turns");
        timeline("step: 1 turn\nhorizon: 90 days\n" + X,
                "6:12: horizon must be in turns, as the step of 1 turn is, got 90 days");
        timeline("step: 1 day\nhorizon: 36 h\n" + X,
                "6:12: horizon must be a whole number of steps of 1 day, at least 1, got 36 h");
        timeline("step: 1 day\nhorizon: 366 days\nlongest: 365 days\n" + X,
                "6:12: horizon must be at most 365 days (longest: of world m), got 366 days");
        timeline("step: 1 day\nlongest: 36 h\n" + X,
                "6:12: longest must be a whole number of steps of 1 day, at least 1, got 36 h");
        timeline("step: 1 turn\nlongest: 90 days\n" + X,
                "6:12: longest must be in turns, as the step of 1 turn is, got 90 days");
        timeline("step: 1 day\nhorizon: 0 days\n" + X,
                "6:12: horizon must be a whole number of steps of 1 day, at least 1, got 0 days");
        timeline("step: 1 day\nunit: turn\n" + X,
                "6:9: unit must be in s, min, h, days or weeks, as the step of 1 day is, got 1 turn");
    }

    @Test
    void names_thatAreUnknown_suggestTheNearest() {
        timeline("step: 1 day\nstate: {hydration: {start: 0, next: hydratoin + 1}}",
                "6:39: unknown name \"hydratoin\"; did you mean \"hydration\"? known: hydration, age\n"
                + "  hydratoin + 1\n  ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x + next.xx}}",
                "6:35: unknown name \"xx\"; did you mean \"x\"? known: x, age\n  x + next.xx\n      ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x + $k}}\nparameters: {kk: 1}",
                "6:35: unknown parameter \"k\"; did you mean \"kk\"? known: kk\n  x + $k\n      ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x + $$k}}",
                "6:35: unknown coefficient \"k\"; known: (none)\n  x + $$k\n      ^");
        timeline("step: 1 day\nobserve: [xx]\n" + X,
                "6:13: unknown name \"xx\"; did you mean \"x\"? known: x, age (in observe)");
        timeline("step: 1 day\nobserve: [age]\n" + X,
                "6:13: age is a twin variable, which does not change in time (in observe)");
        timeline("step: 1 day\nobserve: []\n" + X, "6:12: observe must name at least one value, got none");
        timeline("step: 1 day\ninteractions: {i: {of: [a, b]}}\n" + X,
                "6:27: unknown intervention with a course \"a\"; known: (none) (in interaction i)");
    }

    @Test
    void names_thatMeanSomethingElse_areRefused() {
        timeline("step: 1 day\nstate: {age: {start: 0, next: 1}}",
                "6:11: state age must have another name; it is a twin variable, which does not change in time");
        Refusals.world("model: m\nvariables: {env.h: \"= 1\"}\ntimeline: {step: 1 day, context: {env: {columns: [h], "
                + "window: 2 h}}}", "3:35: context env must have another name; the name of the twin variable \"env.h\" "
                + "starts with it");
        timeline("step: 1 day\nstate: {t: {start: 0, next: 1}}",
                "6:11: state t must have another name; \"t\" has a meaning of its own in formulas of a timeline");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x}}\nderived: {x: x + 1}",
                "7:13: names in a timeline must differ, got derived x and state x");
        timeline("step: 1 day\naxes: {r: [a]}\nstate: {r: {start: 0, next: 1}}",
                "7:11: names in a timeline must differ, got state r and axis r");
        timeline("step: 1 day\nalerts: {e: {when: x > 1}}\nevents: {e: {hazard: 1}}\n" + X,
                "6:12: alerts and events must have different names, got e twice");
        timeline("step: 1 day\nstate: {a-b: {start: 0, next: 1}}",
                "6:11: state name must be a letter or _, then letters, digits or _, got \"a-b\"");
        Refusals.world("model: m\nvariables: {next: \"~ normal(0, 1)\"}\n"
                + "timeline: {step: 1 day, state: {x: {start: 0, next: x}}}",
                "3:11: variable next must have another name in a world with a timeline; \"next\" has a meaning of its own "
                + "in its formulas");
    }

    @Test
    void cycles_areListed() {
        timeline("step: 1 day\nstate: {x: {start: 0, next: next.y}, y: {start: 0, next: next.x}}",
                "6:11: next values must not depend on themselves: x -> y -> x");
        timeline("step: 1 day\nstate: {x: {start: y, next: x}, y: {start: x, next: y}}",
                "6:11: start values must not depend on themselves: x -> y -> x");
        timeline("step: 1 day\nderived: {a: b + 1, b: c, c: a}",
                "6:13: derived values must not depend on themselves: a -> b -> c -> a");
        timeline("step: 1 min\naxes: {s: [a]}\nstate: {h: {start: 1, next: next.q.wip * 0.5}}\n"
                + "queues: {q: {stations: s, arrivals: {interval: 60}, service: {mean: next.h}}}",
                "7:11: next values must not depend on themselves: h -> q -> h");
    }

    @Test
    void prefixes_outOfPlace_areRefused() {
        timeline("step: 1 day\nstate: {x: {start: next.y, next: x}, y: {start: 0, next: next.x}}",
                "6:22: next.y does not exist at the start; write y\n  next.y\n  ^");
        timeline("step: 1 day\nderived: {a: next.x}\n" + X,
                "6:16: next.x does not exist here, as all values are of one time; write x\n  next.x\n  ^");
        timeline("step: 1 day\nuntil: next.x > 3\n" + X,
                "6:10: next.x does not exist here, as all values are of one time; write x\n  next.x > 3\n  ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: next.age}}",
                "6:31: age is a twin variable, which does not change in time; write it without next\n  next.age\n  ^");
        timeline("step: 1 day\nevents: {e: {hazard: 0.1}}\nstate: {x: {start: 0, next: first(e)}}",
                "7:31: first takes a state or a derived value, got e, which is an event\n  first(e)\n  ^");
        timeline("step: 1 day\ncontext: {env: {columns: {h: next.x}, window: 2 h}}\n" + X,
                "6:32: next.x is not known yet here; write x, the value before the step\n  next.x\n  ^");
        timeline("step: 1 day\ncontext: {env: {columns: {h: 1}, window: 2 h}}\nstate: {x: {start: 0, next: next.env.h}}",
                "7:31: env.h always is that of this time; write it without next\n  next.env.h\n  ^");
        timeline("step: 1 day\nactions: {s: {value: 1}}\ncontext: {env: {columns: {h: action.s}, window: 2 h}}\n" + X,
                "7:32: action.s is not known yet here; contexts come before actions in a step\n  action.s\n  ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: since}}",
                "6:31: since belongs to the profile of an intervention\n  since\n  ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: exposure.drug}}",
                "6:31: exposure belongs to what an intervention adds, multiplies or sets\n  exposure.drug\n  ^");
    }

    @Test
    void types_thatDoNotFit_areRefused() {
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: \"2\"}}",
                "6:11: state x starts as a category, but next gives a whole number");
        timeline("step: 1 day\nstate: {x: {start: \"0\", next: \"'a'\"}}",
                "6:11: state x starts as a whole number, but next gives a category");
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: x + 1}}",
                "6:35: \"+\" needs a number, got a category\n  x + 1\n  ^");
        timeline("step: 1 day\nstate: {x: {start: \"0.5\", next: \"x\", type: integer}}",
                "6:11: state x is declared as integer, but start is real; write round(...)");
        timeline("step: 1 day\nstate: {x: {start: \"0\", next: \"x + 0.5\", type: integer}}",
                "6:11: state x is declared as integer, but next is real; write round(...)");
        timeline("step: 1 day\nstate: {x: {start: \"0\", next: \"x\", type: flag}}",
                "6:11: state x is declared as flag, but start is integer");
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: x, range: [0, 1]}}",
                "6:11: state x is category; a range belongs to numbers");
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: x, better: higher}}",
                "6:11: state x is category; \"better\" and \"notable\" belong to numbers and flags");
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: \"'c'\", levels: [a, b]}}",
                "6:35: unknown label of the category \"c\"; did you mean \"a\"? known: a, b\n  'c'\n  ^");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x, levels: [a, b]}}",
                "6:11: state x is integer; levels belong to categories");
        timeline("step: 1 day\nstate: {x: {start: \"'a'\", next: x, levels: [a, a]}}",
                "6:46: x.levels must hold different words, at least one, got [a, a]");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x + 1, range: [0, 1.5]}}",
                "6:11: state x is an integer, so the ends of its range must be whole numbers of at most 2147483647, got "
                + "[0, 1.5]");
        timeline("step: 1 day\nstate: {x: {start: 0, next: x, notable: -1}}",
                "6:43: notable must be at least 0, got -1.0");
    }

    @Test
    void draws_belongToStartsAndNextValues() {
        timeline("step: 1 day\nstate: {x: {start: 0, next: \"= x + normal(0, 1)\"}}",
                "6:31: next of state x is derived (\"=\") and must not draw; write \"~\" in front");
        timeline("step: 1 day\nderived: {a: \"normal(0, 1)\"}",
                "6:16: derived a must not draw; draws belong to start and next of states");
        timeline("step: 1 day\nevents: {e: {probability: \"uniform(0, 1)\"}}",
                "6:29: probability of event e must not draw; draws belong to start and next of states");
        timeline("step: 1 day\nalerts: {a: {when: \"bernoulli(0.5)\"}}\n" + X,
                "6:22: when of alert a must not draw; draws belong to start and next of states");
        timeline("step: 1 day\nrewards: {r: \"normal(0, 1)\"}\n" + X,
                "6:16: reward r must not draw; draws belong to start and next of states");
        timeline("step: 1 day\nuntil: \"bernoulli(0.5)\"\n" + X,
                "6:10: until must not draw; draws belong to start and next of states");
    }

    @Test
    void entries_thatLackSomething_areRefused() {
        timeline("step: 1 day\nstate: {x: {start: 0}}", "6:14: state x must have the key \"next\"");
        timeline("step: 1 day\nstate: {x: {start: 0, next: }}",
                "6:30: next of state x must be a formula, got nothing; put the formula in quotes");
        timeline("step: 1 day\nevents: {e: {hazard: 0.1, probability: 0.2}}",
                "6:15: event e must have either \"hazard\" (per unit of time) or \"probability\" (per step)");
        timeline("step: 1 day\nevents: {e: {when: true}}",
                "6:15: event e must have either \"hazard\" (per unit of time) or \"probability\" (per step)");
        timeline("step: 1 day\nevents: {e: {hazard: \"'a'\"}}", "6:12: event e.hazard must be a number, got a category");
        timeline("step: 1 day\nevents: {e: {hazard: 0.1, when: age}}",
                "6:12: event e.when must be a condition such as \"x < 20\", got an integer formula");
        timeline("step: 1 day\nevents: {e: {hazard: -0.1}}", "6:12: event e.hazard must be at least 0, got -0.1");
        timeline("step: 1 day\nevents: {e: {probability: 1 + 0.5}}",
                "6:12: event e.probability must be in [0, 1], got 1.5");
        timeline("step: 1 day\nevents: {e: 0.1}", "6:15: event e must be a mapping, got 0.1");
        timeline("step: 1 day\nalerts: {a: {when: x + 1.5}}\n" + X,
                "6:22: when of alert a must be a condition such as \"x < 20\", got a real formula");
        timeline("step: 1 day\nalerts: {a: {when: x > 1, cooldown: 7}}\n" + X,
                "6:39: cooldown must be a number with a unit, such as \"90 days\" or \"15 min\", got \"7\"");
        timeline("step: 1 day\nalerts: {a: {when: x > 1, priority: urgent}}\n" + X,
                "6:39: priority must be one of info, low, medium, high, critical, got \"urgent\"");
        timeline("step: 1 day\nrewards: {r: \"'a'\"}\n" + X, "6:16: reward r must be a number, got a category");
        timeline("step: 1 day\nuntil: x\n" + X,
                "6:10: until must be a condition such as \"x < 20\", got an integer formula");
        timeline("step: 1 day\nactions: {s: {value: 2, range: [0, 1]}}\n" + X,
                "6:24: action.s.value must be in [0, 1], got 2.0");
        timeline("step: 1 day\nactions: {s: {value: 0.5, integer: true}}\n" + X,
                "6:24: action.s.value must be a whole number, got 0.5");
    }
}
