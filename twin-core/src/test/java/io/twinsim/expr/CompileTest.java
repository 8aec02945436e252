package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types, names and completeness: what compiles to which type, and every refusal with its whole message. */
class CompileTest {

    private static final Scope SCOPE = Scope.of(Symbol.of("age", ColumnType.REAL),
            Symbol.of("decile", ColumnType.INTEGER), Symbol.of("active", ColumnType.FLAG),
            Symbol.category("region", "west", "south"),
            Symbol.category("stage", "innovator", "laggard", "late majority"),
            new Symbol("bmi", ColumnType.REAL, List.of(), true));
    private static final Binding BINDING =
            new Binding(Map.of("weeks", 8, "channel", "email", "on", true), Map.of("base", 0.05));

    private static Program compile(String formula) {
        return Program.compile(Expr.parse(formula), SCOPE, BINDING, "var/test");
    }

    private static void refused(String formula, int column, String message) {
        assertThatThrownBy(() -> compile(formula)).isInstanceOf(InputException.class).hasMessage(
                "formula:1:" + column + ": " + message + "\n  " + formula + "\n  " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "age + 1 | REAL", "decile + 1 | INTEGER", "11 - decile * 2 | INTEGER", "decile / 2 | REAL",
        "decile * 0.5 | REAL",
        "active | FLAG", "active + active | INTEGER", "-active | INTEGER", "age > 3 | FLAG", "floor(age) | INTEGER",
        "round(age) * 2 | INTEGER", "sign(age) | INTEGER", "min(decile, 3) | INTEGER", "max(decile, age) | REAL",
        "clamp(decile, 1, 10) | INTEGER", "abs(decile) | INTEGER", "pow(decile, 2) | REAL", "exp(0) | REAL",
        "if(active, 1, 2) | INTEGER", "if(active, 1, 2.5) | REAL", "if(active, active, age > 1) | FLAG",
        "if(active, 'a', region) | CATEGORY", "'a' | CATEGORY", "lookup(region, west: 1, south: 2) | INTEGER",
        "$weeks | REAL", "$on | FLAG", "$channel | CATEGORY", "$$base | REAL", "uniform_int(1, 6) | INTEGER",
        "normal(0, 1) | REAL", "bernoulli(0.5) | FLAG", "categorical(a: 1) | CATEGORY", "poisson(3) | INTEGER",
        "truncated(uniform_int(1, 9), 2, 5) | INTEGER", "mixture(0.5: normal(0, 1), 0.5: uniform_int(0, 1)) | REAL",
        "empirical(0, 1) | REAL", "is_missing(bmi) | FLAG", "between(age, 1, 2) | FLAG", "region in ('west') | FLAG",
    })
    void type_ofAFormula_followsItsParts(String formula, ColumnType type) {
        assertThat(compile(formula).type()).isEqualTo(type);
    }

    @Test
    void labels_ofBranches_areJoinedInOrderOfFirstAppearance() {
        assertThat(compile("if(active, region, 'none')").labels()).containsExactly("west", "south", "none");
        assertThat(compile("lookup(stage, innovator: categorical(x: 0.5, south: 0.5), else: region)").labels())
                .containsExactly("x", "south", "west");
        assertThat(compile("region").labels()).containsExactly("west", "south");
        assertThat(compile("age").labels()).isEmpty();
    }

    @Test
    void labels_thatAreGiven_areThoseOfTheResult() {
        List<String> channels = List.of("call", "email", "none");
        Program program = Program.compile(Expr.parse("$channel"), SCOPE, BINDING, "", channels);
        assertThat(program.labels()).isEqualTo(channels);
        assertThat(program.constant()).contains(1.0);
        assertThat(Program.compile(Expr.parse("if(active, 'none', 'call')"), SCOPE, BINDING, "", channels).labels())
                .isEqualTo(channels);
        assertThatThrownBy(() -> Program.compile(Expr.parse("'emal'"), SCOPE, BINDING, "", channels)).hasMessage(
                "formula:1:1: unknown label of the category \"emal\"; did you mean \"email\"? known: call, email, "
                        + "none\n  'emal'\n  ^");
        assertThatThrownBy(() -> Program.compile(Expr.parse("1"), SCOPE, BINDING, "", channels)).hasMessage(
                "formula:1:1: the formula must give a label (call, email, none), got a number\n  1\n  ^");
    }

    @Test
    void constant_foldedFormula_isKnownWithoutInputs() {
        assertThat(compile("log1p(max(1, $weeks)) / log1p(8)").constant()).contains(1.0);
        assertThat(compile("lookup($channel, email: 1, digital: 0.8, else: age)").constant()).contains(1.0);
        assertThat(compile("lookup($channel, email: 1, digital: 0.8, else: age)").inputs()).isEmpty();
        assertThat(compile("$on or age > log(-1)").constant()).contains(1.0);
        assertThat(compile("if(not $on, log(0), 7)").constant()).contains(7.0);
        assertThat(compile("'email' == $channel").constant()).contains(1.0);
        assertThat(compile("$channel in ('call', 'digital')").constant()).contains(0.0);
        assertThat(compile("lookup($weeks, 4: 1, 8: 2, else: 3)").constant()).contains(2.0);
        assertThat(compile("age * 0").constant()).isEmpty();
        assertThat(compile("$$base").constant()).isEmpty();
    }

    @Test
    void inputs_ofAProgram_areTheColumnsItReads() {
        Program program = compile("decile + if($on, age, bmi) * $$base");
        assertThat(program.inputs()).containsExactly("decile", "age");
        assertThat(program.coefficients()).containsExactly("base");
        assertThat(program.nullable()).isFalse();
        assertThat(compile("decile + bmi").nullable()).isTrue();
        assertThat(compile("is_missing(bmi)").nullable()).isFalse();
        assertThat(program).hasToString("Program[real: decile + if($on, age, bmi) * $$base]");
    }

    @Test
    void distribution_ofALoneDraw_isItsMarginal() {
        assertThat(compile("normal($weeks, 2)").distribution().orElseThrow().mean()).isEqualTo(8);
        assertThat(compile("categorical(a: 0.25, b: 0.75)").categorical().orElseThrow().probability(1)).isEqualTo(0.75);
        assertThat(compile("normal(age, 2)").distribution()).isEmpty();
        assertThat(compile("1 + normal(0, 2)").distribution()).isEmpty();
        assertThat(compile("normal(0, 2)").categorical()).isEmpty();
    }

    @Test
    void compile_unknownNames_suggestsTheNearest() {
        refused("1 + agee", 5,
                "unknown column \"agee\"; did you mean \"age\"? known: age, decile, active, region, stage, bmi");
        refused("$week", 1, "unknown parameter \"week\"; did you mean \"weeks\"? known: "
                + String.join(", ", BINDING.parameters().keySet()));
        refused("$$bases", 1, "unknown coefficient \"bases\"; did you mean \"base\"? known: base");
        refused("region == 'wst'", 11, "unknown label of region \"wst\"; did you mean \"west\"? known: west, south");
        refused("'wst' != region", 1, "unknown label of region \"wst\"; did you mean \"west\"? known: west, south");
        refused("region == $channel", 11, "unknown label of region \"email\"; known: west, south");
        refused("region in ('west', 'sooth')", 20,
                "unknown label of region \"sooth\"; did you mean \"south\"? known: west, south");
        refused("lookup(region, west: 1, sout: 2, else: 3)", 25,
                "unknown label of region \"sout\"; did you mean \"south\"? known: west, south");
        refused("region == west", 11, "unknown column \"west\"; did you mean the label 'west'?");
        refused("predict(outcome_model)", 1,
                "predict(outcome_model) must name a learned model of this world, and it has none");
    }

    @Test
    void compile_wrongTypes_areRefused() {
        refused("age + region", 7, "\"+\" needs a number, got a category");
        refused("-'a'", 2, "\"-\" needs a number, got the label 'a'");
        refused("age * $channel", 7, "\"*\" needs a number, but $channel is the word \"email\"; "
                + "compare it or use lookup($channel, ...)");
        refused("exp($channel)", 5, "exp needs a number, but $channel is the word \"email\"; "
                + "compare it or use lookup($channel, ...)");
        refused("not $channel", 5, "not needs a flag (a comparison or a flag column), "
                + "but $channel is the word \"email\"; compare it or use lookup($channel, ...)");
        refused("exp(region)", 5, "exp needs a number, got a category");
        refused("age and active", 1, "and needs a flag (a comparison or a flag column), got a number");
        refused("active or 1", 11, "or needs a flag (a comparison or a flag column), got a number");
        refused("not decile", 5, "not needs a flag (a comparison or a flag column), got a number");
        refused("if(decile, 1, 2)", 4, "if needs a flag (a comparison or a flag column), got a number");
        refused("region == 1", 11, "a category compares with quoted labels, got a number");
        refused("1 != region", 1, "a category compares with quoted labels, got a number");
        refused("region < 'west'", 8, "labels compare with == and != only, got \"<\"");
        refused("age in ('a')", 9, "a number must be compared with a list of numbers, got the label 'a'");
        refused("region in (1)", 12, "a category must be compared with a list of quoted labels, got a number");
        refused("if(active, 1, 'a')", 15,
                "results of if must be all numbers or all labels, got a number and the label 'a'");
        refused("clamp(age, 2, 1)", 1, "clamp must have lower <= upper, got 2 > 1");
        refused("normal(region, 1)", 8, "normal needs a number, got a category");
    }

    @Test
    void compile_incompleteLookups_areRefused() {
        refused("1 + lookup(stage, innovator: 1)", 5,
                "lookup must have a key for every label or else; missing: laggard, late majority");
        refused("lookup($channel, call: 1)", 1,
                "lookup must have a key for the value of $channel or else; missing: email");
        refused("lookup(active, true: 1)", 1, "lookup must have a key for every label or else; missing: false");
        refused("lookup(active, yes: 1, else: 0)", 16, "keys must be true or false, as a flag is looked up, got 'yes'");
        refused("lookup(decile, 1: 1)", 1, "lookup of a number must have else");
        refused("lookup(decile, low: 1, else: 2)", 16,
                "keys must be whole numbers, as a number is looked up, got 'low'");
        refused("lookup(age, 1: 1, else: 2)", 8,
                "lookup needs a category, a flag or a whole number, got a real number; round(x) makes it whole");
    }

    @Test
    void compile_badDraws_areRefused() {
        refused("1 + normal(0, -1)", 5, "normal sd must be at least 0 and finite, got -1.0");
        refused("categorical(a: 0.5, b: 0.4)", 1, "probabilities must sum to 1 +- 1e-9, got 0.9");
        refused("categorical(a: age, b: 0.4)", 1, "probabilities of categorical must be constants or parameters;"
                + " use lookup with a categorical for each label");
        assertThatThrownBy(() -> Program.compile(Expr.parse("1 + normal(0, 1)"), SCOPE, BINDING, ""))
                .hasMessage("formula:1:5: draws are not allowed here\n  1 + normal(0, 1)\n      ^");
    }

    @Test
    void compile_constantThatIsNotFinite_isRefused() {
        refused("log(0)", 1, "formula \"log(0)\" is -Infinity for every row");
        refused("max(0, 1 / (8 - $weeks))", 1, "formula \"max(0, 1 / (8 - $weeks))\" is NaN for every row");
    }

    @Test
    void compile_formulaOfAFile_namesItsPlace() {
        Expr tree = Expr.parse("1 + agee", new Place("world.yaml", 3, 11));
        assertThatThrownBy(() -> Program.compile(tree, Scope.of(), Binding.NONE, ""))
                .isInstanceOf(InputException.class).hasMessage(
                        "world.yaml:3:15: unknown column \"agee\"; known: (none)\n  1 + agee\n      ^");
    }

    @Test
    void compile_deepestFormulas_fitASmallStack() throws InterruptedException {
        List<String> formulas = List.of("age" + " + age".repeat(500), "(".repeat(99) + "age" + ")".repeat(99),
                "abs(".repeat(99) + "age" + ")".repeat(99), "-".repeat(499) + "age",
                "max(1, ".repeat(99) + "age" + " * 1.5".repeat(400) + ")".repeat(99));
        AtomicInteger compiled = new AtomicInteger();
        Thread small = new Thread(null, () -> formulas.forEach(formula -> {
            Program program = compile(formula);
            assertThat(Expr.parse(Expr.parse(formula).toString()).canonical())
                    .isEqualTo(Expr.parse(formula).canonical());
            compiled.addAndGet(program.inputs().size());
        }), "small stack", 768 * 1024);
        small.start();
        small.join();
        assertThat(compiled).hasValue(5);
    }

    @Test
    void binding_otherTypes_areRefused() {
        assertThatThrownBy(() -> new Binding(Map.of("p", List.of()), Map.of()))
                .hasMessage("$p must be a number, a flag or text, got ListN");
        assertThatThrownBy(() -> new Binding(Map.of("p", Double.NaN), Map.of()))
                .hasMessage("$p must be finite, got NaN");
        assertThatThrownBy(() -> new Binding(Map.of(), Map.of("b", Double.NaN)))
                .hasMessage("$$b must be finite, got NaN");
    }

    @Test
    void scope_twoColumnsOfOneName_isRefused() {
        assertThatThrownBy(() -> Scope.of(Symbol.of("a", ColumnType.REAL), Symbol.of("a", ColumnType.FLAG)))
                .hasMessage("column names must differ, got \"a\" twice");
        assertThatThrownBy(() -> SCOPE.symbol("decil")).hasMessage("unknown column \"decil\"; did you mean \"decile\"?"
                + " known: age, decile, active, region, stage, bmi");
        assertThatThrownBy(() -> new Symbol("a", ColumnType.REAL, List.of("x"), false))
                .hasMessage("labels of \"a\" must be empty for type real, got [x]");
    }
}
