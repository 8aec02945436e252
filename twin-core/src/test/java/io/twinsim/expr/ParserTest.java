package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private static void refused(String formula, String message) {
        assertThatThrownBy(() -> Expr.parse(formula)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "a + b * c            | a + (b * c)",
        "a - b - c            | (a - b) - c",
        "a / b * c            | (a / b) * c",
        "-a * b               | (-a) * b",
        "- - a                | -(-a)",
        "a < b and c < d or e | ((a < b) and (c < d)) or e",
        "not a < b            | not (a < b)",
        "not a and b          | (not a) and b",
        "a not in (1, 2)      | not (a in (1, 2))",
        "a = 1                | a == 1",
        "a <> 1               | a != 1",
        "1.0                  | 1e0",
        ".5                   | 0.5",
        "`a`                  | a",
        "lookup(a, 'k': 1, else: 2) | lookup(a, k: 1, else: 2)",
    })
    void parse_twoSpellings_giveEqualTrees(String written, String meant) {
        assertThat(Expr.parse(written)).isEqualTo(Expr.parse(meant)).hasSameHashCodeAs(Expr.parse(meant));
        assertThat(Expr.parse(written).canonical()).isEqualTo(Expr.parse(meant).canonical());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0.3 + 0.05 * (11 - decile)",
        "a - (b - c)",
        "(a < b) == (c < d)",
        "-(a + b) / -c",
        "not (not a or b) and c",
        "(a or b) and c",
        "lookup(stage, innovator: 0.6, 'it''s': 1.4, -1: 2, 'else': 3, else: 1)",
        "decile <= 3 and region in ('west', 'it''s', $where)",
        "if(peer >= 0.7, 1, 0)",
        "`odd ``name` + `and` + `t`",
        "log1p(max(1, $duration_weeks)) / $$scale",
        "categorical(a: 0.25, 'b c': 0.75, stream: 'shared')",
        "truncated(normal(0, 1), -1, 2, stream: 'x''y')",
        "mixture(0.3: normal(0, 1), 0.7: uniform(a, b))",
        "empirical(0, 1, 4)",
        "predict(outcome_model) * 2",
        "env.humidity + next.x * level.amygdala.serotonin - `a b.c`",
        "sum(level.*.serotonin, level.a.*) / mean(x.*)",
        "min(level.*.serotonin) + first.level.a * t / dt - `t`",
        "coupled(spread, level) + coupled(`a b`, `c.d`)",
        "transition(mood, balanced: {balanced: 0.9, 'dry skin': 0.1}, dry: {balanced: rest, rest: p}, "
                + "else: {x: `rest`, y: rest}, stream: 'm')",
        "transition(if(f, 'a', 'b'), else: {a: rest * 0.5, b: rest})",
        "is_missing(x) or not f",
        "1e300 * 1.5e-7 + 123456789012",
    })
    void toString_anyTree_parsesBackToAnEqualTree(String formula) {
        Expr tree = Expr.parse(formula);
        assertThat(Expr.parse(tree.toString())).isEqualTo(tree);
        assertThat(Expr.parse(tree.toString()).canonical()).isEqualTo(tree.canonical());
        assertThat(Expr.parse("(" + formula + ")")).isEqualTo(tree);
    }

    @Test
    void toString_redundantBrackets_areLeftOut() {
        assertThat(Expr.parse("((a) + ((b * (c))))/(2)")).hasToString("(a + b * c) / 2");
    }

    @Test
    void canonical_differentTrees_differ() {
        assertThat(Expr.parse("a + b").canonical()).isEqualTo("(+ 2(column 1:a)(column 1:b))");
        assertThat(Expr.parse("a + b").canonical()).isNotEqualTo(Expr.parse("b + a").canonical());
        assertThat(Expr.parse("'a'").canonical()).isNotEqualTo(Expr.parse("a").canonical());
        assertThat(Expr.parse("lookup(a, 1: 2, else: 0)").canonical())
                .isNotEqualTo(Expr.parse("lookup(a, '1': 2, else: 0)").canonical());
        assertThat(Expr.parse("uniform(0, 1)").canonical())
                .isNotEqualTo(Expr.parse("uniform(0, 1, stream: 'u')").canonical());
        assertThat(Expr.parse("'e\u0301'").canonical()).isEqualTo(Expr.parse("'\u00e9'").canonical());
        assertThat(Expr.number(-0.0).canonical()).isEqualTo(Expr.number(0).canonical());
    }

    @Test
    void names_ofATree_areInOrderOfFirstAppearance() {
        Expr tree = Expr.parse("b * $q + lookup(a, 1: $$z, else: b) * $$y - $p");
        assertThat(tree.variables()).containsExactly("b", "a");
        assertThat(tree.parameters()).containsExactly("q", "p");
        assertThat(tree.coefficients()).containsExactly("z", "y");
        assertThat(tree.hasDraws()).isFalse();
        assertThat(Expr.parse("1 + max(0, normal(0, 1))").hasDraws()).isTrue();
    }

    @Test
    void product_ofFormulas_multipliesFromLeftToRight() {
        assertThat(Expr.product(Expr.parse("a + 1"), Expr.parse("b"), Expr.number(-2))).hasToString("(a + 1) * b * -2");
        assertThat(Expr.product()).isEqualTo(Expr.parse("1"));
    }

    @Test
    void parse_malformed_showsTheCaret() {
        refused("0.3 + lgo(x)",
                """
                formula:1:7: unknown function "lgo"; did you mean "log"?
                    known: min, max, sum, mean, abs, sqrt, exp, log, log1p, expm1, pow, sin, cos, tanh, logistic,
                      floor, ceil, round, sign, clamp, if, between, is_missing, lookup, predict, first, coupled,
                      transition, categorical, truncated, mixture, empirical, constant, uniform, uniform_int,
                      bernoulli, normal, lognormal, beta, gamma, exponential, poisson, triangular, weibull,
                      student_t, pareto, binomial, negative_binomial, geometric
                  0.3 + lgo(x)
                        ^""");
        refused("", "formula:1:1: a formula must not be empty\n  \n  ^");
        refused("a +", "formula:1:4: expected a value, got the end\n  a +\n     ^");
        refused("a b", "formula:1:3: expected an operator or the end, got \"b\"\n  a b\n    ^");
        refused("(a", "formula:1:3: expected \")\" after the expression in brackets, got the end\n  (a\n    ^");
        refused("max(1, 2",
                "formula:1:9: expected \")\" after the arguments of max, got the end\n  max(1, 2\n          ^");
        refused("clamp(x, 1)", "formula:1:1: clamp takes 3 arguments (x, lower, upper), got 2\n  clamp(x, 1)\n  ^");
        refused("min(x)", "formula:1:1: min takes at least 2 arguments (a, b, ...), got 1\n  min(x)\n  ^");
        refused("normal(0)", "formula:1:1: normal takes 2 arguments (mean, sd), got 1\n  normal(0)\n  ^");
        refused("1 < x < 3",
                "formula:1:7: comparisons do not chain; write between(x, a, b), or join two comparisons by and"
                + "\n  1 < x < 3\n        ^");
        refused("'west", "formula:1:1: a label must end with '; a ' inside is written twice\n  'west\n  ^");
        refused("1.2.3", "formula:1:4: a number must be followed by an operator, got \".\"\n  1.2.3\n     ^");
        refused("1e999", "formula:1:1: a number must be at most 1.7976931348623157E308, got 1e999\n  1e999\n  ^");
        refused("$ + 1", "formula:1:1: $ must be followed by the name of a parameter\n  $ + 1\n  ^");
        refused("else", "formula:1:1: \"else\" is reserved for lookup\n  else\n  ^");
        refused("x in (y)",
                "formula:1:7: in needs a list of numbers, labels or parameters, got y\n  x in (y)\n        ^");
    }

    @Test
    void parse_signsOfOtherLanguages_saysHowToWriteThem() {
        refused("x ^ 2", "formula:1:3: \"^\" is not part of the formula language; write pow(x, y)\n  x ^ 2\n    ^");
        refused("x ** 2", "formula:1:3: \"**\" is not part of the formula language; write pow(x, y)\n  x ** 2\n    ^");
        refused("x % 2",
                "formula:1:3: \"%\" is not part of the formula language; write x - n * floor(x / n)\n  x % 2\n    ^");
        refused("a && b", "formula:1:3: \"&\" is not part of the formula language; write and\n  a && b\n    ^");
        refused("!a", "formula:1:1: \"!\" is not part of the formula language; write not\n  !a\n  ^");
        refused("a == \"b\"", "formula:1:6: \"\"\" is not part of the formula language; "
                + "labels stand in single quotes, names in backticks\n  a == \"b\"\n       ^");
        refused("a # b", "formula:1:3: \"#\" is not part of the formula language\n  a # b\n    ^");
    }

    @Test
    void parse_malformedLookup_isRefused() {
        refused("lookup(x, a: 1, a: 2)",
                "formula:1:17: keys of lookup must differ, got 'a' twice\n  lookup(x, a: 1, a: 2)\n"
                + "                  ^");
        refused("lookup(x, else: 1, a: 2)", "formula:1:18: else must be the last argument of lookup\n"
                + "  lookup(x, else: 1, a: 2)\n                   ^");
        refused("lookup(x, else: 1)",
                "formula:1:18: lookup needs a key with a result, such as lookup(x, key: 1, else: 0)\n"
                + "  lookup(x, else: 1)\n                   ^");
        refused("lookup(x, 1.5: 1, else: 0)",
                "formula:1:11: a key of lookup must be a whole number or a label, got 1.5\n"
                + "  lookup(x, 1.5: 1, else: 0)\n            ^");
        refused("lookup(x, a 1)",
                "formula:1:13: expected \":\" after the key 'a', got \"1\"\n  lookup(x, a 1)\n              ^");
        refused("normal(mean: 0, 1)", "formula:1:8: normal takes its arguments by position, but for stream: 'name', "
                + "got \"mean:\"\n  normal(mean: 0, 1)\n         ^");
        refused("truncated(x, 0, 1)",
                "formula:1:11: truncated needs a distribution of numbers, such as normal(0, 1), got x\n"
                + "  truncated(x, 0, 1)\n            ^");
    }

    @Test
    void parse_firstOfAName_isANameOfItsOwn() {
        assertThat(Expr.parse("first(hydration)")).isEqualTo(Expr.parse("first.hydration"));
        assertThat(Expr.parse("first(level.a.b)").variables()).containsExactly("first.level.a.b");
        assertThat(Expr.parse("first(`a b`)").variables()).containsExactly("first.a b");
        refused("first(1)", "formula:1:7: first takes the name of a variable, got \"1\"\n  first(1)\n        ^");
    }

    @Test
    void parse_malformedPath_isRefused() {
        refused("env. humidity",
                "formula:1:5: a dot in a name must be followed by a name or *, got \" \"\n  env. humidity\n      ^");
        refused("x.5", "formula:1:3: a dot in a name must be followed by a name or *, got \"5\"\n  x.5\n    ^");
        refused("x.", "formula:1:3: a dot in a name must be followed by a name or *, got the end\n  x.\n    ^");
        refused("level.*x",
                "formula:1:8: expected an operator or the end, got \"x\"\n  level.*x\n         ^");
        refused("lookup(x, a.b: 1, else: 0)",
                "formula:1:11: a key of lookup must be a name, a whole number or a quoted label, got \"a.b\"\n"
                + "  lookup(x, a.b: 1, else: 0)\n            ^");
        refused("min(x, level.*.a", "formula:1:17: expected \")\" after the arguments of min, got the end\n"
                + "  min(x, level.*.a\n                  ^");
    }

    @Test
    void parse_malformedTransition_isRefused() {
        refused("transition(x)",
                "formula:1:13: transition needs a row, such as transition(x, dry: {dry: 0.8, wet: rest}, "
                + "wet: {wet: 1})\n  transition(x)\n              ^");
        refused("transition(x, a: {a: 1}, a: {b: 1})", "formula:1:26: rows of transition must differ, got 'a' twice\n"
                + "  transition(x, a: {a: 1}, a: {b: 1})\n                           ^");
        refused("transition(x, a: {a: 0.5, a: 0.5})", "formula:1:27: targets of a row must differ, got 'a' twice\n"
                + "  transition(x, a: {a: 0.5, a: 0.5})\n                            ^");
        refused("transition(x, a: {a: rest, b: rest})",
                "formula:1:31: a row of transition must have at most one rest\n"
                + "  transition(x, a: {a: rest, b: rest})\n                                ^");
        refused("transition(x, else: {a: 1}, b: {a: 1})", "formula:1:29: else must be the last row of transition\n"
                + "  transition(x, else: {a: 1}, b: {a: 1})\n                              ^");
        refused("transition(x, a: 1)", "formula:1:18: expected \"{\" after the row 'a', got \"1\"\n"
                + "  transition(x, a: 1)\n                   ^");
        refused("truncated(transition(x, else: {a: 1}), 0, 1)",
                "formula:1:11: truncated needs a distribution of numbers, such as normal(0, 1), got "
                + "transition(x, else: {a: 1})\n  truncated(transition(x, else: {a: 1}), 0, 1)\n            ^");
        refused("coupled(spread)", "formula:1:15: expected \",\" after the coupling, got \")\"\n"
                + "  coupled(spread)\n                ^");
    }

    @Test
    void canonical_formulasInTime_differWhereTheyMeanOtherThings() {
        assertThat(java.util.stream.Stream.of("transition(x, a: {a: 1})", "transition(x, else: {a: 1})",
                "transition(x, a: {a: rest})", "transition(x, a: {b: 1})", "transition(x, a: {a: 1}, b: {a: 1})",
                "transition(x, a: {a: 1, b: 1})", "coupled(a, x)", "coupled(x, a)", "sum(a, x)", "mean(a, x)", "a.x")
                .map(formula -> Expr.parse(formula).canonical()).distinct()).hasSize(11);
    }

    @Test
    void parse_streamBeyondItsSpace_isRefused() {
        refused("normal(0, 1, stream: 'effect/noise')",
                "formula:1:22: stream must be a name without \"/\", got 'effect/noise'\n"
                + "  normal(0, 1, stream: 'effect/noise')\n                       ^");
        refused("normal(0, 1, stream: '')", "formula:1:22: stream must be a name without \"/\", got ''\n"
                + "  normal(0, 1, stream: '')\n                       ^");
    }

    /** Letters with accents, with two accents in either order, the Angstrom sign, a syllable. */
    @ParameterizedTest
    @ValueSource(strings = {"%s + 1", "`%s b`", "'%s'", "$%s", "$$%s", "lookup(x, %s: 1, else: 2)",
        "lookup(x, '%s ': 1, else: 2)", "categorical(%s: 1)", "uniform(0, 1, stream: '%s')", "predict(%s)",
        "x in ('%s')"})
    void parse_twoUnicodeSpellings_giveEqualTrees(String formula) {
        String[][] spellings = {{"e\u0301", "\u00e9"}, {"x\u0323\u0302y", "x\u0323\u0302y"},
            {"x\u0302\u0323y", "x\u0323\u0302y"}, {"\u212b", "\u00c5"}, {"\u1100\u1161", "\uac00"}};
        for (String[] spelling : spellings) {
            Expr written = Expr.parse(formula.replace("%s", spelling[0]));
            Expr normal = Expr.parse(formula.replace("%s", spelling[1]));
            assertThat(written).isEqualTo(normal);
            assertThat(written.canonical()).isEqualTo(normal.canonical());
            assertThat(written).hasToString(formula.replace("%s", spelling[1]));
        }
        assertThat(spellings).hasNumberOfRows(5);
    }

    @Test
    void parse_unpairedSurrogate_isRefused() {
        refused("x + 'a\ud800'", "formula:1:7: a formula must have no unpaired surrogates, got \"\\ud800\"\n"
                + "  x + 'a\ud800'\n        ^");
        refused("\udc00\ud800", "formula:1:1: a formula must have no unpaired surrogates, got \"\\udc00\"\n"
                + "  \udc00\ud800\n  ^");
        refused("`\ud83d`", "formula:1:2: a formula must have no unpaired surrogates, got \"\\ud83d\"\n"
                + "  `\ud83d`\n   ^");
        assertThat(Expr.parse("'\ud83d\ude00'")).hasToString("'\ud83d\ude00'");
        refused("lookup(x, e\u0301: 1, '\u00e9': 2)", "formula:1:18: keys of lookup must differ, got '\u00e9' twice\n"
                + "  lookup(x, e\u0301: 1, '\u00e9': 2)\n                  ^");
    }

    @Test
    void parse_formulaInAFile_namesItsPlace() {
        assertThatThrownBy(() -> Expr.parse("a + ?", new Place("world.yaml", 12, 20)))
                .isInstanceOf(InputException.class)
                .hasMessage("world.yaml:12:24: \"?\" is not part of the formula language; write if(condition, a, b)\n"
                        + "  a + ?\n      ^");
        assertThatThrownBy(() -> Expr.parse("a +\n  b c", new Place("world.yaml", 12, 20)))
                .hasMessage("world.yaml:13: expected an operator or the end, got \"c\"\n    b c\n      ^");
        assertThatThrownBy(() -> Expr.parse("a b", Place.of("--where")))
                .hasMessage("--where:1:3: expected an operator or the end, got \"b\"\n  a b\n    ^");
    }

    @Test
    void parse_longLine_showsAWindow() {
        String formula = "a + ".repeat(60) + "?" + " + a".repeat(60);
        assertThatThrownBy(() -> Expr.parse(formula))
                .hasMessage("formula:1:241: \"?\" is not part of the formula language; "
                + "write if(condition, a, b)\n  ..." + formula.substring(196, 284) + "...\n     " + " ".repeat(44)
                + "^");
    }

    /** The formula stays close to what is wrong with it, however many columns there are. */
    @Test
    void compile_manyKnownNames_listsThemOnLinesOfTheirOwn() {
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            symbols.add(new Symbol("measurement_" + i, ColumnType.REAL, List.of(), false));
        }
        assertThatThrownBy(() -> Program.compile(Expr.parse("measuremnt_12 > 3"), Scope.of(symbols), Binding.NONE, ""))
                .hasMessage("""
                        formula:1:1: unknown column "measuremnt_12"; did you mean "measurement_12"?
                            known: measurement_10, measurement_11, measurement_12, measurement_13, measurement_14,
                              measurement_15, measurement_16, measurement_17, measurement_18, measurement_19,
                              measurement_20, measurement_21, measurement_22, measurement_23, measurement_24,
                              measurement_25, measurement_26, measurement_27, measurement_28, measurement_29,
                              measurement_30, measurement_31, measurement_32, measurement_33, measurement_34
                          measuremnt_12 > 3
                          ^""");
    }

    @Test
    void parse_wideLetters_putTheCaretBelowItsPlace() {
        assertThatThrownBy(() -> Expr.parse("lookup(\u5730\u533a, '\u5317': 1) ?"))
                .hasMessage("formula:1:20: \"?\" is not part of the formula language; write if(condition, a, b)\n"
                        + "  lookup(\u5730\u533a, '\u5317': 1) ?\n" + " ".repeat(2 + 19 + 3) + "^");
        assertThatThrownBy(() -> Expr.parse("a +\u001b ?")).hasMessage("formula:1:4: \"\\u001b\" is not part of the formula "
                + "language\n  a +\ufffd ?\n     ^");
    }

    @Test
    void parse_deepNesting_isRefusedNotOverflowed() {
        String open = "(".repeat(99);
        assertThat(Expr.parse(open + "x" + ")".repeat(99))).hasToString("x");
        assertThatThrownBy(() -> Expr.parse("(".repeat(100_000) + "x")).isInstanceOf(InputException.class)
                .hasMessageContaining("formula:1:101: a formula must not nest deeper than 100 levels; derive a "
                        + "variable for a "
                        + "part of it\n");
        assertThatThrownBy(() -> Expr.parse("abs(".repeat(100_000) + "x")).hasMessageContaining("nest deeper than 100");
        assertThatThrownBy(() -> Expr.parse("x" + " + x".repeat(100_000))).isInstanceOf(InputException.class)
                .hasMessageContaining("a formula must not be higher than 500 operators; derive a variable for a "
                        + "part of it\n");
        assertThatThrownBy(() -> Expr.parse("-".repeat(100_000) + "x")).hasMessageContaining("higher than 500");
        assertThatThrownBy(() -> Expr.parse("not ".repeat(100_000) + "x")).hasMessageContaining("higher than 500");
        assertThat(Expr.parse("x" + " + x".repeat(500)).variables()).containsExactly("x");
    }
}
