"""What the figures of conversations must be, worked out from their definitions with the standard library alone.

    python3 conversation_oracle.py corpus > conversation_corpus.json
    python3 conversation_oracle.py < conversation_corpus.json > conversation_oracle.json

Python 3.11.7. The corpus has seven sessions made by hand (Unicode, "??", ties, empty contents, stop words, a session
without messages, one that crosses midnight) and forty drawn ones. A message is [role, hours since Monday 00:00,
content]; hours are multiples of 1/64, so milliseconds are whole. A call is [milliseconds, failed].
"""
import itertools
import json
import random
import sys
import unicodedata
from collections import Counter
from fractions import Fraction

STOP = set("that this with have from they what about which their there would could".split())
GOOD = set("great good thanks awesome excellent love".split())
BAD = set("bad wrong error problem issue hate".split())
WINDOW = (0, 240)
PAGE = 20


def by_hand():
    return [
        {"id": "plain", "messages": [
            ["user", 9.5, "Hello, how are you?"],
            ["assistant", 9.515625, "I'm doing great! How can I help you today?"],
            ["user", 9.53125, "I have a question about AI technology."],
            ["assistant", 9.546875, "I'd be happy to discuss AI technology with you. What would you like to know?"]]},
        {"id": "unicode", "messages": [
            ["user", 33.0, "Grüße, 你好世界 你好世界!! Wo ist ΜΈΓΕΘΟΣ? naïve café_2 \U0001F600 \U0001D518\U0001D52B\U0001D526\U0001D520"],
            ["assistant", 33.015625, "İstanbul e\u0301te\u0301 x²³¼½ Ⅷ\u2167 हिन्दी\u00a0भाषा\u3000ok\u200bok\u2028fin\u001cend\u0085stop"],
            ["user", 33.03125, "？ is no question mark, ? is; STRASSE straße ǅungla LOVE"]]},
        {"id": "doubt", "messages": [
            ["user", 9.5, "Why?? Really?! error Error ERROR errors"],
            ["assistant", 9.515625, "Is it wrong? thanks, thanks; good-bye issue_1 issue"]]},
        {"id": "ties", "messages": [
            ["user", 57.25, "zeta beta alpha gamma delta epsilon that this with have"],
            ["assistant", 57.265625, "epsilon delta what what what about about which"],
            ["user", 57.28125, "beta they their there would could from"]]},
        {"id": "silent", "messages": [["user", 100.0, ""], ["assistant", 100.015625, " \t\n "], ["user", 100.5, "?"]]},
        {"id": "empty", "messages": []},
        {"id": "midnight", "messages": [
            ["user", 167.984375, "Is this a love-hate problem? bad, good, great"],
            ["assistant", 168.0, "It is good. That was awesome; that that that"],
            ["user", 190.0, "late"], ["assistant", 239.984375, "later"], ["user", 240.0, "too late"]]},
    ]


def drawn():
    rng = random.Random(7)
    pool = sorted(STOP | GOOD | BAD) + ("order orders delivery invoice Refund ACCOUNT password Lieferung zurück déjà "
            "où 订单状态 заказ a an it no yes 1234 12 snake_case don't e-mail 3.5").split()
    glue = [" ", "  ", ", ", "? ", "! ", "?? ", "\n", "\u00a0", "-", "_", ". "]
    sessions = []
    for number in range(40):
        time = Fraction(rng.randrange(64 * 230), 64)
        messages = []
        for turn in range(rng.randrange(1, 9)):
            for role in ("user", "assistant"):
                words = rng.choices(pool, k=rng.randrange(0, 12))
                content = "".join(w + rng.choice(glue) for w in words)
                messages.append([role, float(time), content])
                time += Fraction(rng.randrange(1, 8), 64)
        sessions.append({"id": "s%02d" % number, "messages": messages})
    return sessions


def corpus():
    rng = random.Random(11)
    calls = [[rng.randrange(50, 4000), rng.random() < 0.07] for _ in range(333)]
    return {"sessions": by_hand() + drawn(), "calls": calls}


def runs(text):
    """Runs of letters, numbers and underscores of the lower-cased text."""
    wordlike = lambda c: c == "_" or unicodedata.category(c)[0] in "LN"
    return ["".join(g) for inside, g in itertools.groupby(text.lower(), wordlike) if inside]


def most(words, n):
    """The n most frequent; of equally frequent ones the first to appear."""
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    order = {w: i for i, w in enumerate(counts)}
    return sorted(counts.items(), key=lambda item: (-item[1], order[item[0]]))[:n]


def mean_length(messages, role):
    lengths = [len(m[2]) for m in messages if m[0] == role]
    return sum(lengths) / len(lengths) if lengths else 0.0


def session(s):
    messages = s["messages"]
    words = [w for m in messages for w in runs(m[2])]
    good, bad = len(GOOD & set(words)), len(BAD & set(words))
    users = sum(m[0] == "user" for m in messages)
    return {"id": s["id"], "total": len(messages), "user": users, "assistant": len(messages) - users, "turns": users,
            "userLength": mean_length(messages, "user"), "assistantLength": mean_length(messages, "assistant"),
            "words": sum(len(m[2].split()) for m in messages),
            "questions": sum(m[2].count("?") for m in messages if m[0] == "user"),
            "topics": [w for w, _ in most([w for w in words if len(w) >= 4 and w not in STOP], 5)],
            "sentiment": "positive" if good > bad else "negative" if bad > good else "neutral",
            "minutes": (messages[-1][1] - messages[0][1]) * 60 if messages else None}


def buckets(sessions, hours):
    rows = []
    for start in range(WINDOW[0], WINDOW[1], hours):
        end = min(start + hours, WINDOW[1])
        sent = [m for s in sessions for m in s["messages"] if start <= m[1] < end]
        new = sum(1 for s in sessions if s["messages"] and start <= s["messages"][0][1] < end)
        rows.append([start, end, new, len(sent), sum(m[0] == "user" for m in sent)])
    return rows


def busiest(sessions, group, size):
    """Messages for each hour of the group in the window; of equal groups the first."""
    rates = []
    for g in range(size):
        hours = [h for h in range(*WINDOW) if group(h) == g]
        sent = sum(1 for s in sessions for m in s["messages"] if int(m[1]) in hours)
        rates.append(Fraction(sent, len(hours)) if hours else Fraction(0))
    return rates.index(max(rates))


def service(calls):
    latencies = sorted(ms for ms, _ in calls)
    errors = sum(failed for _, failed in calls)
    nearest = lambda percent: latencies[-(-percent * len(calls) // 100) - 1] / 1000
    return {"calls": len(calls), "errors": errors, "success": 100 * (len(calls) - errors) / len(calls),
            "mean": sum(latencies) / (1000 * len(calls)), "p95": nearest(95), "p99": nearest(99)}


def figures(data):
    sessions = data["sessions"]
    messages = [m for s in sessions for m in s["messages"]]
    tones = Counter(session(s)["sentiment"] for s in sessions)
    listed = sorted(sessions, key=lambda s: (s["messages"][0][1] if s["messages"] else 0, s["id"]))
    return {"sessions": [session(s) for s in sessions],
            "global": {"sessions": len(sessions), "messages": len(messages),
                       "user": sum(m[0] == "user" for m in messages), "mean": len(messages) / len(sessions),
                       "topics": [list(t) for t in most([w for m in messages for w in runs(m[2]) if len(w) >= 4], 10)],
                       "questionRate": sum("?" in m[2] for m in messages) / len(messages) * 100,
                       "day": busiest(sessions, lambda h: h // 24 % 7, 7),
                       "hour": busiest(sessions, lambda h: h % 24, 24),
                       "tones": [tones["positive"], tones["neutral"], tones["negative"]],
                       "outside": sum(not WINDOW[0] <= m[1] < WINDOW[1] for m in messages)},
            "hours": buckets(sessions, 1), "days": buckets(sessions, 24), "weeks": buckets(sessions, 168),
            "list": [s["id"] for s in listed], "service": service(data["calls"])}


if __name__ == "__main__":
    print(json.dumps(corpus() if sys.argv[1:] == ["corpus"] else figures(json.load(sys.stdin))))
