package io.twinsim.model;

/** Timelines in text, for tests. */
final class TimelineWorlds {

    /** Skin that dries and recovers. */
    static final String SKIN = """
            model: skin
            variables:
              age: "~ uniform_int(18, 80)"
            timeline:
              step: 1 day
              state:
                hydration: {start: "~ truncated(normal(55, 15), 0, 100)",
                            next: "clamp(hydration + 0.15 * (first(hydration) - hydration) - 0.05 * max(0, 40 - env.humidity) + normal(0, 1.5), 0, 100)"}
                mood: {start: "'balanced'", next: "~ transition(mood, balanced: {balanced: 0.9, dry: 0.1}, dry: {balanced: 0.2, dry: 0.8})"}
              context: {env: {columns: [humidity, uv_index], window: 2 h, join: backward}}
              alerts: {dehydrated: {when: "hydration < 20", cooldown: 7 days}}
            """;

    /** Two regions, three transmitters, two drugs. */
    static final String BRAIN = """
            model: brain
            variables:
              age: "~ uniform_int(18, 80)"
              metabolism: "~ uniform(0.5, 2)"
            timeline:
              step: 6 h
              horizon: 30 days
              unit: day
              parameters: {rate: {value: 0.3, range: [0, 1]}}
              axes: {region: [raphe, cortex], transmitter: [serotonin, dopamine, gaba]}
              coupling:
                spread: {across: region, retain: 0.7, scale: 0.2, matrix: {raphe: {cortex: 0.5}, cortex: {raphe: 1}}}
              state:
                level:
                  for: [region, transmitter]
                  start: "~ uniform(0.3, 0.7)"
                  next: "coupled(spread, level) + $rate * lookup(region, raphe: 0.2, else: 0.1)"
                  range: [0, 1]
                  better: higher
                  notable: 0.1
                energy: {for: [region], start: "mean(level.region.*)", next: "0.5 * energy + 0.1 * max(next.level.region.*)"}
              derived:
                tone: {for: [transmitter], value: "mean(level.*.transmitter)", label: mean level}
                mood: "tone.serotonin - 0.5 * level.cortex.gaba"
                calm: "mood > 0"
              events:
                crisis: {hazard: "0.02 * exp(-mood)", when: "not crisis and age > 20"}
              alerts:
                low: {when: "tone < 0.2", for: [transmitter], cooldown: 2 days, priority: high}
              interactions:
                both: {of: [ssri, ndri], severity: moderate, add: {level.*.gaba: "0.01 * exposure.ssri * exposure.ndri"}}
              until: "crisis"
              observe: [mood, level.*.serotonin, crisis]
            interventions:
              ssri:
                provenance: literature
                parameters: {dose: {value: 1, range: [0, 2]}, start_day: 14}
                coefficients: {shift: {value: 0.4, sd: 0.1}}
                applies: "age >= 21"
                course:
                  start: "$start_day"
                  stop: 20 days
                  every: 1 day
                  dose: "$dose * metabolism"
                  adherence: "0.9"
                  half_life: 20 h
                  profile: {onset: 14 days, peak: 42 days, tolerance: 0.004, most: 0.2, withdrawal: 0.8, decay: 0.1}
                  add: {level.*.serotonin: "$$shift * lookup(region, raphe: 0.9, else: 0.7) * exposure"}
                  multiply: {crisis: "1 - 0.5 * min(1, exposure)"}
              ndri:
                course:
                  set: {tone.dopamine: "0.8"}
                  profile: {ramp: 5 days, decay: 7 days}
            """;

    /** A line of two stations. */
    static final String LINE = """
            model: shop
            variables:
              skill: "~ uniform(0.8, 1.2)"
            timeline:
              step: 60 s
              horizon: 8 h
              axes: {station: [cut, paint]}
              actions:
                speed: {for: [station], value: 0.5, range: [0, 1]}
              state:
                health: {for: [station], start: "1", next: "max(0, health - 0.001 * (next.line.processed - line.processed))"}
              derived:
                done: "line.completed >= 100"
              events:
                maintained: {for: [station], probability: "if(health < 0.5, 1, 0)"}
              queues:
                line:
                  stations: station
                  arrivals: {interval: "60 * skill", form: exponential}
                  service: {mean: "lookup(station, cut: 20, paint: 30) / (0.8 + 0.4 * action.speed)", sd: "2", form: normal}
                  capacity: "lookup(station, cut: 2, else: 1)"
                  buffer: "10"
                  scrap: "0.01 * (2 - health)"
                  breakdown: {mtbf: "10000", mttr: "600"}
                  hold: "maintained"
              rewards:
                made: {value: "next.line.completed - line.completed", weight: 0.5}
                finish: {value: "if(line.completed > 100, 5, 0)", at: end}
            """;

    private TimelineWorlds() {
    }

    static TimelineSpec timeline(String world) {
        return TwinModel.parse(world, "w.yaml").timeline().orElseThrow();
    }
}
