package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups found block by block from values against groups numbered in advance, and both against plain words. */
class SubgroupParityTest {

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e", "f", "g");
    private static final List<String> PLAIN = List.of("a", "b", "c", "d");

    private static TwinModel world(SplittableRandom random) {
        int low = random.nextInt(-60, 60);
        return TwinModel.parse("""
                model: any
                variables:
                  a: "~ uniform_int(%d, %d)"
                  b: "~ categorical(u: 0.2, v: 0.5, w: 0.2999, never: 0.0001)"
                  c: "~ bernoulli(%s)"
                  d: "~ poisson(%d)"
                  e: "~ normal(0, 3)"
                  f: "= clamp(round(e), -4, %d)"
                  g: "= if(c, 40 * a, f)"
                """.formatted(low, low + random.nextInt(0, 60), random.nextBoolean() ? "0.3" : "1", 1 +
                random.nextInt(40), random.nextInt(-3, 70)), "any.yaml");
    }

    private static Population stored(SplittableRandom random, int rows) {
        int spread = 1 + random.nextInt(70);
        int scale = random.nextBoolean() ? 1 : random.nextInt(1, 40_000_000);
        List<String> labels = IntStream.range(0, 1 + random.nextInt(200)).mapToObj(i -> "l" + i).toList();
        return Population.builder()
                .column("a", IntegerColumn.of(whole(random, rows, spread, scale), missing(random, rows)))
                .column("b", CategoryColumn.of(labels, whole(random, rows, labels.size(), 1), missing(random, rows)))
                .column("c", FlagColumn.of(missing(random, rows), missing(random, rows)))
                .column("d", IntegerColumn.of(IntStream.of(whole(random, rows, 50, 1)).map(v -> 3 - v).toArray()))
                .column("e", RealColumn.of(random.doubles(rows).toArray(), missing(random, rows)))
                .column("f", RealColumn.of(random.ints(rows, 0, 4).asDoubleStream().toArray()))
                .column("g", IntegerColumn.of(random.ints(rows).toArray(), missing(random, rows)))
                .build();
    }

    private static int[] whole(SplittableRandom random, int rows, int spread, int scale) {
        return random.ints(rows, 0, spread).map(v -> v * scale - 7).map(v -> scale == 1 ? v + 7 : v).toArray();
    }

    private static boolean[] missing(SplittableRandom random, int rows) {
        int share = random.nextInt(4);
        boolean[] missing = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            missing[i] = share == 3 || share > 0 && random.nextInt(10) < share;
        }
        return missing;
    }

    private static Population population(SplittableRandom random, int turn) {
        int rows = List.of(0, 1, 1023, 1024, 1025, 3000).get(turn % 6);
        return switch (turn % 4) {
            case 0 -> world(random).generate(rows, turn);
            case 1 -> world(random).generate(rows + rows % 2, turn, GenerateOptions.of().withAntithetic());
            case 2 -> world(random).generate(100_000_000_000L, turn).slice(5_000_000_123L, 5_000_000_123L + rows);
            default -> stored(random, rows);
        };
    }

    private static Population viewed(SplittableRandom random, Population rows) {
        long from = random.nextLong(rows.size() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> rows.where("e > 0.4");
            case 1 -> rows.where("a > 3 or e < 0.1").where("c");
            case 2 -> rows.slice(from, from + random.nextLong(rows.size() - from + 1));
            default -> rows;
        };
    }

    @Test
    void classifier_withoutEmptyGroups_isSubgroupKeys() {
        SplittableRandom random = new SplittableRandom(7);
        int tables = 0;
        int rowsSeen = 0;
        int scans = 0;
        for (int turn = 0; turn < 120; turn++) {
            Population rows = viewed(random, population(random, turn));
            for (String spec : specs(random)) {
                scans += SubgroupClassifier.needsScan(rows, spec) ? 1 : 0;
                SubgroupClassifier classifier = SubgroupClassifier.of(rows, spec);
                SubgroupKeys keys = SubgroupKeys.of(rows, spec);
                int[] groups = ClassifiedRows.of(classifier, rows);
                assertThat(ClassifiedRows.table(classifier, rows, groups)).as("%s of %s", spec, rows)
                        .isEqualTo(ClassifiedRows.table(keys));
                int[] numbered = numbered(classifier, groups, rows, keys);
                assertThat(numbered).isEqualTo(IntStream.range(0, groups.length).map(keys::group).toArray());
                rowsSeen += (int) rows.size();
                tables++;
            }
        }
        assertThat(tables).isEqualTo(120 * 14);
        assertThat(rowsSeen).isGreaterThan(700_000);
        assertThat(scans).isBetween(tables / 2, tables - 120);
    }

    /** The groups as they are numbered when the empty ones are left out, -1 for rows that are not selected. */
    private static int[] numbered(SubgroupClassifier classifier, int[] groups, Population rows, SubgroupKeys keys) {
        int[] number = IntStream.range(0, classifier.groups()).map(g -> keys.labels().indexOf(classifier.label(g)))
                .toArray();
        return IntStream.range(0, groups.length)
                .map(row -> rows.selection().contains(row) ? number[groups[row]] : -1).toArray();
    }

    private static List<String> specs(SplittableRandom random) {
        List<String> specs = new ArrayList<>(COLUMNS);
        specs.addAll(List.of("a:2", "e:9", "d:" + random.nextInt(2, 101), "a*b", "b*c", "e*a"));
        List<String> others = List.of("a", "c", "e:3", "f");
        specs.add("d*" + others.get(random.nextInt(others.size())));
        return specs;
    }

    /** Levels, flags and few integers: the words that stand in the column, in the order of their values. */
    @Test
    void classifier_levelsAndValues_areTheWordsOfTheColumn() {
        SplittableRandom random = new SplittableRandom(8);
        int checked = 0;
        for (int turn = 0; turn < 60; turn++) {
            Population rows = viewed(random, population(random, turn));
            for (String name : PLAIN) {
                double[] numbers = rows.doubles(name);
                TreeSet<Double> present = new TreeSet<>();
                for (double number : numbers) {
                    present.add(number);
                }
                present.remove(Double.NaN);
                if (present.size() > 50 && !name.equals("b")) {
                    continue;
                }
                SubgroupClassifier classifier = SubgroupClassifier.of(rows, name);
                int[] groups = ClassifiedRows.of(classifier, rows);
                int[] positions = rows.selection().positions();
                double before = Double.NEGATIVE_INFINITY;
                Column column = rows.column(name);
                assertThat(IntStream.of(positions).mapToObj(row -> classifier.label(groups[row])))
                        .containsExactlyElementsOf(IntStream.range(0, positions.length)
                                .mapToObj(i -> column.isMissing(i) ? "(missing)" : column.text(i)).toList());
                checked += positions.length;
                for (int g = 0; g < classifier.groups() - 1; g++) {
                    double value = value(rows, name, classifier.label(g));
                    assertThat(value).isGreaterThan(before);
                    before = value;
                }
            }
        }
        assertThat(checked).isGreaterThan(100_000);
    }

    private static double value(Population rows, String name, String label) {
        return switch (rows.scope().symbol(name).type()) {
            case CATEGORY -> rows.scope().symbol(name).labels().indexOf(label);
            case FLAG -> label.equals("true") ? 1 : 0;
            default -> Double.parseDouble(label);
        };
    }
}
