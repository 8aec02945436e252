package io.twinsim.expr;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Columns of all types, with and without missing rows, for the tests of this package. */
final class TestColumns {

    /** A column of plain numbers in which NaN is missing. */
    record Plain(ColumnType type, List<String> labels, boolean nullable, double[] values) implements ColumnSource {
        @Override
        public boolean hasMissing() {
            return nullable;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public void load(int position, double[] out, int from, int to) {
            System.arraycopy(values, position, out, from, to - from);
        }

        @Override
        public void loadValidity(int position, long[] words, int from, int to) {
            for (int i = from; i < to; i++) {
                long bit = 1L << i;
                words[i >> 6] = Double.isNaN(values[position + i - from]) ? words[i >> 6] & ~bit : words[i >> 6] | bit;
            }
        }
    }

    private final Map<String, Plain> columns = new LinkedHashMap<>();

    static TestColumns none() {
        return new TestColumns();
    }

    TestColumns real(String name, double... values) {
        return with(name, ColumnType.REAL, List.of(), values);
    }

    TestColumns integer(String name, double... values) {
        return with(name, ColumnType.INTEGER, List.of(), values);
    }

    TestColumns flag(String name, double... values) {
        return with(name, ColumnType.FLAG, List.of(), values);
    }

    TestColumns category(String name, List<String> labels, double... codes) {
        return with(name, ColumnType.CATEGORY, labels, codes);
    }

    private TestColumns with(String name, ColumnType type, List<String> labels, double... values) {
        boolean nullable = false;
        for (double value : values) {
            nullable |= Double.isNaN(value);
        }
        columns.put(name, new Plain(type, labels, nullable, values));
        return this;
    }

    /** The columns without signs, so that bounds decide more. */
    TestColumns positive() {
        TestColumns all = none();
        columns.forEach((name, c) -> all.columns.put(name, new Plain(c.type(), c.labels(), c.nullable(),
                Arrays.stream(c.values()).map(Math::abs).toArray())));
        return all;
    }

    /** x, y real; k, m integer; f, g flag; c, d category; y, m, g, d may be missing. */
    static TestColumns random(RandomGenerator random, int rows) {
        TestColumns all = none();
        double[][] data = new double[8][rows];
        for (int i = 0; i < rows; i++) {
            double gap = Double.NaN;
            data[0][i] = random.nextInt(8) == 0 ? random.nextInt(-2, 3) : random.nextDouble(-3, 3);
            data[0][i] = random.nextInt(20) == 0 ? -0.0 : data[0][i];
            data[1][i] = random.nextInt(5) == 0 ? gap : random.nextDouble(-3, 3);
            data[2][i] = random.nextInt(-3, 12);
            data[3][i] = random.nextInt(5) == 0 ? gap : random.nextInt(-3, 12);
            data[4][i] = random.nextInt(2);
            data[5][i] = random.nextInt(5) == 0 ? gap : random.nextInt(2);
            data[6][i] = random.nextInt(3);
            data[7][i] = random.nextInt(5) == 0 ? gap : random.nextInt(4);
        }
        all.real("x", data[0]).real("y", data[1]).integer("k", data[2]).integer("m", data[3]);
        all.flag("f", data[4]).flag("g", data[5]);
        all.category("c", List.of("red", "green", "dark blue"), data[6]);
        all.category("d", List.of("green", "red", "x", "it's"), data[7]);
        for (String name : List.of("y", "m", "g", "d")) {
            Plain plain = all.columns.get(name);
            all.columns.put(name, new Plain(plain.type(), plain.labels(), true, plain.values()));
        }
        return all;
    }

    Plain get(String name) {
        return columns.get(name);
    }

    Scope scope() {
        List<Symbol> symbols = new ArrayList<>();
        columns.forEach((name, c) -> symbols.add(new Symbol(name, c.type(), c.labels(), c.nullable())));
        return Scope.of(symbols);
    }

    /** The same with what the data say of the bounds, as of generated columns. */
    Scope boundedScope() {
        List<Symbol> symbols = new ArrayList<>();
        columns.forEach((name, c) -> {
            double[] valid = Arrays.stream(c.values()).filter(value -> !Double.isNaN(value)).sorted().toArray();
            Symbol symbol = new Symbol(name, c.type(), c.labels(), c.nullable());
            symbols.add(valid.length == 0 ? symbol : new Symbol(name, c.type(), c.labels(), c.nullable(), valid[0],
                    valid[valid.length - 1]));
        });
        return Scope.of(symbols);
    }

    Program compile(String formula) {
        return compile(formula, Binding.NONE, "");
    }

    Program compile(String formula, Binding binding, String owner) {
        return Program.compile(Expr.parse(formula), scope(), binding, owner);
    }

    Evaluator evaluator(String formula) {
        return compile(formula).evaluator(null, this::get, 0);
    }

    /** The values of the first rows; NaN where a row is missing. */
    double[] values(String formula, int rows) {
        return values(compile(formula).evaluator(null, this::get, 0), rows);
    }

    static double[] values(Evaluator evaluator, int rows) {
        evaluator.run(0, 0, rows);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = valid(evaluator.validity(), i) ? evaluator.values()[i] : Double.NaN;
        }
        return values;
    }

    static boolean valid(long[] words, int i) {
        return words == null || (words[i >> 6] >>> i & 1) != 0;
    }
}
