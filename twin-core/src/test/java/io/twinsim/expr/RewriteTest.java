package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RewriteTest {

    private static final Map<String, List<Expr>> NAMES = Map.of("level", List.of(Expr.parse("level.a")),
            "region", List.of(Expr.label("a")), "level.*", List.of(Expr.parse("level.a"), Expr.parse("level.b")),
            "only.*", List.of(Expr.parse("only.a")), "none.*", List.of());

    private static Expr rewritten(String formula) {
        return Expr.parse(formula).rewrite(variable -> NAMES.get(variable.name()), (coupling, variable) ->
                Expr.sum(Expr.product(Expr.number(0.5), new Expr.Variable(variable.name() + ".b", variable.mark())),
                        Expr.parse(coupling)));
    }

    private static void gives(String formula, String meant) {
        assertThat(rewritten(formula)).isEqualTo(Expr.parse(meant));
    }

    private static void refused(String formula, String message) {
        assertThatThrownBy(() -> rewritten(formula)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void rewrite_everyKindOfNode_isReached() {
        gives("-level + $p > 0 or not level", "-level.a + $p > 0 or not level.a");
        gives("level in (1, 2) and predict(m)", "level.a in (1, 2) and predict(m)");
        gives("lookup(level, 1: level, else: level)", "lookup(level.a, 1: level.a, else: level.a)");
        gives("normal(level, 1) + truncated(normal(level, 1), level, 2)",
                "normal(level.a, 1) + truncated(normal(level.a, 1), level.a, 2)");
        gives("mixture(level: normal(0, level)) + empirical(level, 2)",
                "mixture(level.a: normal(0, level.a)) + empirical(level.a, 2)");
        gives("transition(level, a: {b: level, c: rest}, else: {a: 1 - level, b: level}, stream: 's')",
                "transition(level.a, a: {b: level.a, c: rest}, else: {a: 1 - level.a, b: level.a}, stream: 's')");
        gives("coupled(spread, level)", "sum(0.5 * level.b, spread)");
        gives("if(level > 0, $$c, 'x')", "if(level.a > 0, $$c, 'x')");
    }

    @Test
    void rewrite_whatDoesNotChange_staysTheSameObject() {
        Expr tree = Expr.parse("lookup(x, a: 1, else: sum(y, 2)) + transition(z, else: {a: rest}) * min(a, b)");
        assertThat(tree.rewrite(variable -> null, (coupling, variable) -> variable)).isSameAs(tree);
        Expr.Binary half = (Expr.Binary) Expr.parse("abs(x + 1) + level");
        Expr.Binary result = (Expr.Binary) half.rewrite(v -> NAMES.get(v.name()), (coupling, variable) -> variable);
        assertThat(result.left()).isSameAs(half.left());
        assertThat(result.mark()).isSameAs(half.mark());
    }

    @Test
    void rewrite_severalValues_becomeArguments() {
        gives("sum(level.*) + mean(x, level.*, level)", "sum(level.a, level.b) + mean(x, level.a, level.b, level.a)");
        gives("min(level.*) - max(1, level.*)", "min(level.a, level.b) - max(1, level.a, level.b)");
        gives("min(only.*) + sum(only.*)", "only.a + sum(only.a)");
        gives("2 * only.*", "2 * only.a");
        refused("1 + level.*",
                "formula:1:5: level.* names several values; use sum, mean, min or max\n  1 + level.*\n      ^");
        refused("abs(level.*)",
                "formula:1:5: level.* names several values; use sum, mean, min or max\n  abs(level.*)\n      ^");
        refused("max(none.*)", "formula:1:1: max needs a value, but none.* names none\n  max(none.*)\n  ^");
    }

    @Test
    void rewrite_toALabel_decidesWhatItCan() {
        gives("lookup(region, a: x, b: y, else: z)", "x");
        gives("lookup(region, b: y, else: level)", "level.a");
        gives("region == 'a'", "true");
        gives("'b' == region", "false");
        gives("region != 'a' or x > 1", "x > 1");
        gives("x > 1 and region == 'a'", "x > 1");
        gives("x > 1 and region == 'b'", "false");
        gives("if(not (region == 'b'), x, next.y)", "x");
        gives("if(region in ('b', 'c'), x, next.y)", "next.y");
        gives("region == c", "'a' == c");
        gives("region in ('b', $s)", "'a' in ('b', $s)");
        gives("if(true, x, level)", "x");
        refused("1 + lookup(region, b: 1, c: 2)",
                "formula:1:5: lookup must have a key for 'a' or else\n  1 + lookup(region, b: 1, c: 2)\n      ^");
    }

    @Test
    void rewrite_givesMarksToWhatHasNone() {
        Expr tree = Expr.parse("lookup(level, c: 1, else: 2) + x")
                .rewrite(v -> v.name().equals("level") ? List.of(new Expr.Variable("other", Mark.NONE)) : null,
                        (coupling, variable) -> variable);
        Scope scope = TestColumns.none().real("x", 1).scope();
        assertThatThrownBy(() -> Program.compile(tree, scope, Binding.NONE, ""))
                .hasMessage("formula:1:8: unknown column \"other\"; known: x\n"
                        + "  lookup(level, c: 1, else: 2) + x\n         ^");
    }

    @Test
    void checkLabels_labelsThatTheVariableCannotHave_areRefused() {
        List<String> labels = List.of("loading", "cutting");
        for (String formula : List.of("lookup(station, loading: 1, else: 2)", "station == 'cutting'",
                "station in ('loading', 'cutting')", "'loading' != station", "transition(station, else: {x: 1})",
                "lookup(other, lodaing: 1, else: 2) + x")) {
            assertThatCode(() -> Expr.parse(formula).checkLabels("station", labels)).doesNotThrowAnyException();
        }
        for (String formula : List.of("1 + lookup(station, lodaing: 1, else: 2)", "station == 'lodaing'",
                "station in ('lodaing', 'cutting')", "'lodaing' != station", "transition(station, lodaing: {x: 1})")) {
            assertThatThrownBy(() -> Expr.parse(formula).checkLabels("station", labels))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("unknown label of station \"lodaing\"; did you mean \"loading\"? "
                            + "known: loading, cutting\n  " + formula + "\n");
        }
    }

    @Test
    void sum_ofFormulas_isFlat() {
        assertThat(Expr.sum(Expr.parse("a"), Expr.number(-2), Expr.parse("b * c"))).hasToString("sum(a, -2, b * c)");
        assertThat(Expr.sum(Expr.parse("a"))).isEqualTo(Expr.parse("a"));
        assertThat(Expr.sum()).isEqualTo(Expr.parse("0"));
        assertThat(Expr.label("a b")).isEqualTo(Expr.parse("'a b'"));
    }
}
