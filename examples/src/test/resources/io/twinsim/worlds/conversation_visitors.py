"""Independent simulation of conversation.yaml, for the tests of the conversation world.

    python3 conversation_visitors.py 200000 1 [key=value ...]

Python 3.11.7, numpy 2.4.6. Prints mean and standard error over the visitors of what happened in 30 days. Keys: latency,
errors (multiply the latency and the error rate), ask (how often an answer asks back). Visits by the order of time, not by
event: all visitors take their next event together, those whose 30 days are over drop out.
"""
import sys

import numpy as np

HOURS = np.array([.06, .04, .03, .03, .04, .08, .18, .4, .65, .9, 1, .93, .8, .85, .92, .9, .85, .75, .7, .75, .8, .6,
                  .35, .15])
DAYS = np.array([1, .9, .88, .85, .8, .45, .4])
MONTH = 720.0


def truncated(draw, low, high, n):
    x = draw(n)
    while (out := (x < low) | (x > high)).any():
        x[out] = draw(out.sum())
    return x


def simulate(n, seed, latency_factor=1.0, error_factor=1.0, ask_back=0.15):
    rng = np.random.default_rng(seed)
    activity = truncated(lambda k: rng.gamma(2, 0.8, k), 0.1, 6, n)
    patience = truncated(lambda k: rng.gamma(4, 0.25, k), 0.2, 4, n)
    asks = rng.beta(4, 3, n)
    prior = truncated(lambda k: rng.normal(0.1, 0.3, k), -1, 1, n)
    clock, mood = np.zeros(n), prior.copy()
    talking, answer = np.zeros(n, bool), np.zeros(n)
    visit_turns, turns, sessions, errors, arrivals, questions, calls = (np.zeros(n) for _ in range(7))
    waited = np.zeros(n)
    good, bad = np.zeros(n, int), np.zeros(n, int)
    tones = np.zeros((n, 3))
    live = np.arange(n)
    while len(live):
        t = talking[live]
        lag = np.clip(rng.lognormal(0.45, 0.5, len(live)) * (1 + 0.03 * visit_turns[live]), 0.05, 60) * latency_factor
        turn_time = (rng.lognormal(3.4, 0.7, len(live)) + 0.25 * answer[live] + lag) / 3600
        clock[live] += np.where(t, turn_time, rng.exponential(67.3728 / activity[live]))
        lag = lag[clock[live] <= MONTH]
        ended = live[clock[live] > MONTH]
        counted = ended[talking[ended] & (visit_turns[ended] > 0)]
        tones[counted, np.sign(bad - good)[counted] + 1] += 1
        live = live[clock[live] <= MONTH]
        t = talking[live]
        # Outside a visit: does one begin?
        out = live[~t]
        h = clock[out].astype(int)
        begin = out[rng.random(len(out)) < HOURS[h % 24] * DAYS[h // 24 % 7]]
        arrivals[begin] += 1
        talking[begin], visit_turns[begin], answer[begin] = True, 0, 0
        good[begin], bad[begin] = 0, 0
        mood[begin] = 0.5 * (mood[begin] + prior[begin])
        # Inside: a turn, answered or failed.
        inside, lag = live[t], lag[t]
        calls[inside] += 1
        waited[inside] += lag
        failed = rng.random(len(inside)) < 0.03 * error_factor
        mood[inside] = np.clip(mood[inside] + np.where(failed, -0.25, 0.03) - 0.03 * np.maximum(0, lag - 3)
                               + rng.normal(0, 0.08, len(inside)), -1, 1)
        done, lost = inside[~failed], inside[failed]
        errors[lost] += 1
        answer[lost] = 0
        sessions[done] += visit_turns[done] == 0
        visit_turns[done] += 1
        turns[done] += 1
        answer[done] = np.maximum(1, np.rint(rng.lognormal(3.9, 0.5, len(done))))
        back = np.zeros(n, bool)
        back[done] = rng.random(len(done)) < ask_back
        questions[done] += back[done]
        questions[done] += rng.random(len(done)) < asks[done]
        # Tone: hits of six words, Poisson each; only which of them occurred is kept, as their number.
        for words, mean in ((good, 0.3 * np.exp(1.2 * mood[done]) + 0.15),
                            (bad, 0.22 * np.exp(-1.2 * mood[done]) + 0.04)):
            new = (rng.poisson(np.repeat(mean[:, None] / 6, 6, 1)) > 0) & (np.arange(6) >= words[done][:, None])
            words[done] += new.sum(1)
        hazard = (0.2 / patience[inside] * np.exp(-0.8 * mood[inside]) * (1 + 0.08 * np.maximum(0, lag - 2))
                  * np.where(failed, 2.5, 1) * np.where(back[inside], 0.75, 1))
        leave = inside[rng.random(len(inside)) < 1 - np.exp(-hazard)]
        talking[leave] = False
        told = leave[visit_turns[leave] > 0]
        tones[told, np.sign(bad - good)[told] + 1] += 1
        visit_turns[leave] = 0
    return {"arrivals": arrivals, "sessions": sessions, "turns": turns, "errors": errors, "mood": mood,
            "questions": questions, "waited": waited, "positive": tones[:, 0], "neutral": tones[:, 1],
            "negative": tones[:, 2]}


if __name__ == "__main__":
    options = dict(arg.split("=") for arg in sys.argv[3:])
    figures = simulate(int(sys.argv[1]), int(sys.argv[2]), float(options.get("latency", 1)),
                       float(options.get("errors", 1)), float(options.get("ask", 0.15)))
    for name, values in figures.items():
        print("%-10s %9.4f +- %.4f" % (name, values.mean(), values.std(ddof=1) / np.sqrt(len(values))))
