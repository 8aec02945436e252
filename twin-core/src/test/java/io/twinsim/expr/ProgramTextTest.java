package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.ColumnType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link Program#describe} writes, whole. */
class ProgramTextTest {

    private static final Scope SCOPE = Scope.of(new Symbol("decile", ColumnType.INTEGER, List.of(), false, 1, 10),
            Symbol.category("region", "west", "south", "north"), Symbol.of("age", ColumnType.REAL),
            new Symbol("body mass", ColumnType.REAL, List.of(), true), Symbol.of("active", ColumnType.FLAG));
    private static final Binding BINDING = new Binding(Map.of("weeks", 8), Map.of("base", 0.05));

    private static String describe(String formula) {
        return Program.compile(Expr.parse(formula), SCOPE, BINDING, "var/x").describe();
    }

    @Test
    void describe_arithmetic_showsWhatWasLeftOut() {
        assertThat(describe("log1p(max(1, $weeks)) / log1p(8) * $$base * (1.2 - 0.04 * (clamp(decile, 1, 10) - 1))"
                + " + (decile - 1) / 4 + exp(decile / 8)")).isEqualTo("""
                log1p(max(1, $weeks)) / log1p(8) * $$base * (1.2 - 0.04 * (clamp(decile, 1, 10) - 1)) + (decile - 1)
                / 4 + exp(decile / 8)
                gives real of any magnitude
                  s1 = $$base
                  r0 = column decile                                  integer in [1, 10]
                  r1 = decile - 1
                  r2 = r1 * 0.04
                  r2 = 1.2 - r2
                  r2 = r2 * $$base
                  r1 = r1 * 0.25
                  r1 = r2 + r1
                  r0 = table of 11 [decile]
                  r0 = r1 + r0
                  result r0                                           checked to be finite
                folded: log1p(max(1, $weeks)) / log1p(8) = 1
                dropped: max(decile, 1), as decile is in [1, 10]
                dropped: min(decile, 10), as decile is in [1, 10]
                tabulated: exp(decile * 0.125), as decile is in [1, 10]
                shared: decile - 1 is computed once for 2 uses
                registers: 3 of 1,024 rows, 5 of one number, 0 masks; 24,616 bytes""");
    }

    @Test
    void describe_draws_showsFamilyStreamAndNumber() {
        assertThat(describe("lookup(region, west: categorical(a: 0.5, b: 0.5), south: categorical(b: 0.25, c: 0.5, "
                + "dd: 0.125, eeee: 0.125, stream: 'y'), north: 'a')")).isEqualTo("""
                lookup(region, west: categorical(a: 0.5, b: 0.5), south: categorical(b: 0.25, c: 0.5, dd: 0.125,
                eeee: 0.125, stream: 'y'), north: 'a')
                gives category of 5 labels
                  r0 = column region                                  category of 3 labels
                  r1 = table of 3 [region]
                  r2 = draw number [r1] of 2
                    0: categorical(a: 0.5, b: 0.5)                    stream var/x, draw 0
                    1: categorical(b: 0.25, c: 0.5, dd: 0.125, ...)   stream stream/y, draw 0
                  r1 = table of 3 [region]
                  r0 = table of 3 [region]
                  r1 = if(r0, r2, r1)
                  result r1
                registers: 3 of 1,024 rows, 0 of one number, 0 masks; 24,576 bytes""");
        assertThat(describe("normal(age, 2) + uniform(0, 1)")).isEqualTo("""
                normal(age, 2) + uniform(0, 1)
                gives real of any magnitude
                  r0 = column age                                     real of any magnitude
                  r1 = 2 in every row
                  r2 = normal(age, 2)                                 stream var/x, draw 0
                  r1 = uniform(0, 1)                                  stream var/x, draw 1
                  r1 = r2 + r1
                  result r1                                           checked to be finite
                registers: 3 of 1,024 rows, 1 of one number, 0 masks; 24,584 bytes""");
    }

    @Test
    void describe_missingRows_showsMasks() {
        assertThat(describe("if(is_missing(`body mass`) or active, 1, `body mass` > 30)")).isEqualTo("""
                if(is_missing(`body mass`) or active, 1, `body mass` > 30)
                gives integer in [0, 1], rows may be missing
                  m0 = rows of `body mass` with a value
                  r0 = column `body mass`                             real of any magnitude
                  r1 = not m0
                  r2 = column active                                  flag
                  r2 = r1 or active
                  r0 = 30 < `body mass`
                  m1 = all rows
                  m0 = if(r2, m1, m0)
                  r0 = if(r2, 1, r0)
                  result r0 where m0
                registers: 3 of 1,024 rows, 2 of one number, 2 masks; 24,848 bytes""");
    }

    @Test
    void describe_anyFormula_isAtMost100Wide() {
        String formula = "lookup(decile, 1: " + "age + ".repeat(60) + "1, else: " + "9".repeat(200)
                + ") + lookup(region, " + "north: poisson(123456.125), else: if(age > 1.5, "
                + "mixture(0.25: normal(0, 1), 0.25: normal(0, 2), 0.5: normal(0, 3)), gamma(2, 1)))";
        assertThat(describe(formula).lines()).hasSizeGreaterThan(15)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(describe("'it''s'")).isEqualTo("""
                'it''s'
                gives category of 1 labels
                  r0 = 0 in every row
                  result 0
                registers: 1 of 1,024 rows, 1 of one number, 0 masks; 8,200 bytes""");
    }
}
