package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.random.Draws;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random formulas: the block compiler against the plain interpreter, bit for bit, whole blocks and parts of blocks. */
class ProgramParityTest {

    private static final int[] SIZES = {0, 1, 1023, 1024, 1025};
    private static final Draws DRAWS = Draws.of(7);
    private static final String OWNER = "var/test";

    private int values;
    private int missing;
    private int failures;
    private int refusals;
    private int switched;
    private int dropped;
    private int tabulated;

    @Test
    void run_randomFormulas_equalTheInterpreterBitForBit() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        int formulas = 0;
        for (int i = 0; i < 3000; i++) {
            RandomFormula formula = new RandomFormula(random, i % 2 == 1);
            String kind = RandomFormula.kinds().get(i % 3);
            int size = i % 10 == 0 ? SIZES[i / 10 % SIZES.length] : random.nextInt(1, 40);
            TestColumns columns = TestColumns.random(random, size);
            check(formula.of(kind, 1 + i % 4), i % 8 < 4 ? columns : columns.positive(), size, random, i % 4 > 1,
                    i % 16 < 3 ? DRAWS.antithetic() : DRAWS);
            formulas++;
        }
        assertThat(formulas).isEqualTo(3000);
        assertThat(values).isGreaterThan(100_000);
        assertThat(missing).isGreaterThan(15_000);
        assertThat(failures).isGreaterThan(200);
        assertThat(refusals).isLessThan(100);
        assertThat(switched).isGreaterThan(200);
        assertThat(dropped).isGreaterThan(200);
        assertThat(tabulated).isGreaterThan(10);
    }

    private void check(String text, TestColumns columns, int size, SplittableRandom random, boolean bounded,
            Draws draws) {
        Expr tree = Expr.parse(text);
        assertThat(Expr.parse(tree.toString())).as(text).isEqualTo(tree);
        long baseRow = random.nextBoolean() ? 0 : random.nextLong(5_000_000_000L);
        Reference reference = new Reference(columns, RandomFormula.BINDING, draws, OWNER, baseRow);
        Program program;
        try {
            program = Program.compile(tree, bounded ? columns.boundedScope() : columns.scope(), RandomFormula.BINDING,
                    OWNER);
        } catch (InputException constant) {
            refusals++;
            if (constant.getMessage().contains(" must be ")) {
                return; // constant parameters that a distribution refuses, whatever the branch
            }
            assertThat(constant.getMessage()).as(text).contains("for every row");
            for (long row = baseRow; row < baseRow + size; row++) {
                assertThat(Reference.nan(reference.at(tree, row))).as(text).isTrue();
            }
            return;
        }
        switched += program.describe().contains("draw number [") ? 1 : 0;
        dropped += program.describe().contains("dropped: ") ? 1 : 0;
        tabulated += program.describe().contains("tabulated: ") ? 1 : 0;
        Evaluator evaluator = program.evaluator(draws, columns::get, baseRow);
        long row = baseRow;
        while (row < baseRow + size) {
            long block = row & -1024L;
            int from = (int) (row - block);
            int to = (int) Math.min(Math.min(1024, baseRow + size - block), from + random.nextInt(1, 2000));
            compare(text, tree, program, evaluator, reference, block, from, to);
            row = block + to;
        }
    }

    private void compare(String text, Expr tree, Program program, Evaluator evaluator, Reference reference, long block,
            int from, int to) {
        String failure = null;
        try {
            evaluator.run(block, from, to);
        } catch (InputException e) {
            failure = e.getMessage();
        }
        for (int i = from; i < to; i++) {
            Object expected = reference.at(tree, block + i);
            if (Reference.nan(expected)) {
                assertThat(failure).as(text + " row " + (block + i)).contains(" at row " + (block + i));
                failures++;
                return;
            }
            if (failure == null) {
                equal(text + " row " + (block + i), program, evaluator, expected, i);
            }
        }
        assertThat(failure).as(text).isNull();
    }

    private void equal(String where, Program program, Evaluator evaluator, Object expected, int i) {
        boolean valid = TestColumns.valid(evaluator.validity(), i);
        assertThat(valid).as(where).isEqualTo(expected != null);
        if (!valid) {
            missing++;
            return;
        }
        double value = evaluator.values()[i];
        assertThat(Double.compare(program.lower(), value) <= 0 && Double.compare(value, program.upper()) <= 0)
                .as(where + " got " + value + " in [" + program.lower() + ", " + program.upper() + "]").isTrue();
        assertThat(!program.whole() || Math.rint(value) == value).as(where).isTrue();
        if (program.type() == ColumnType.CATEGORY) {
            assertThat(program.labels().get((int) value)).as(where).isEqualTo(expected);
        } else {
            assertThat(Double.doubleToLongBits(value)).as(where + " got " + value + " for " + expected)
                    .isEqualTo(Double.doubleToLongBits((Double) expected));
        }
        values++;
    }
}
