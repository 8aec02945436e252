package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.text.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a population says of its columns, and which of its rows it shows. */
class DescriptionTest {

    private static final String BLOCK = "\u2588";

    private static Population of(String name, Column column) {
        return Population.builder().column(name, column).build();
    }

    private static void fits(String text) {
        assertThat(text.lines()).isNotEmpty().allMatch(line -> Cells.width(line) <= 100);
    }

    /** Sixteen rows, so that every number can be found by hand. */
    @Test
    void describe_data_saysEverythingOnALine() {
        double[] weight = IntStream.range(0, 16).mapToDouble(i -> 60 + 0.5 * i).toArray();
        boolean[] unknown = new boolean[16];
        unknown[3] = true;
        Population data = Population.builder()
                .column("weight", RealColumn.of(weight, unknown))
                .column("visits", IntegerColumn.of(IntStream.range(0, 16).map(i -> i % 4 == 0 ? 123_456 : i % 4)
                        .toArray()))
                .column("member", FlagColumn.of(flags(16, 4), new boolean[16]))
                .column("region", CategoryColumn.of(IntStream.range(0, 16)
                        .mapToObj(i -> i < 8 ? "south" : i < 12 ? "west" : i < 15 ? "\u5730\u533a" : "a\nb")
                                .toArray(String[]::new)))
                .build();
        assertThat(data.describe()).isEqualTo("""
                Population[data, n=16, 4 columns, 232 B]

                number  type     missing      mean        sd    min  median        max  histogram
                weight  real           1     63.90      2.38  60.00   64.00      67.50  \u2588\u2584 \u2584\u2588\u2584\u2584\u2584\u2588\u2584\u2584\u2588
                visits  integer           30866     55210      1       2.5   123456     \u2588          \u2583

                flag    missing    true
                member           25.0 %  \u2588\u2588\u2588\u2588\u2588

                category  levels  missing  shares  commonest
                region         4           \u2588\u2584\u2583\u2581    south 50.0 %, west 25.0 %, \u5730\u533a 18.8 %, a\\u000ab 6.2 %
                """);
    }

    private static boolean[] flags(int n, int yes) {
        boolean[] flags = new boolean[n];
        Arrays.fill(flags, 0, yes, true);
        return flags;
    }

    @Test
    void describe_units_standInAColumn() {
        TwinModel model = TwinModel.parse("""
                model: clinic
                variables:
                  age: {draw: "uniform(20, 80)", unit: years}
                  dose: {draw: "lognormal(0, 1)", unit: milligrams per kilogram}
                  score: "~ normal(0, 1)"
                """, "clinic.yaml");
        List<String> lines = model.generate(5_000, 3).describe().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(2)).matches("number  type  unit +mean +sd +min +median +max  histogram");
        assertThat(lines.get(3))
                .matches("age     real  years +\\d\\d\\.\\d +17\\.\\d +20\\.0 +\\d\\d\\.\\d +80\\.0 +[\u2585-\u2588]{12}");
        assertThat(lines.get(4)).startsWith("dose    real  milligrams per ki...  ")
                .endsWith("  \u2588\u2581\u2581\u2581\u2581\u2581\u2581\u2581\u2581\u2581 \u2581");
        assertThat(lines.get(5)).startsWith("score   real              ");
        assertThat(model.generate(3, 3).table()).contains("\n       years  milligram...\n");
    }

    @Test
    void describe_emptyConstantAndSingle_haveNoNonsense() {
        assertThat(of("x", RealColumn.of(new double[3], new boolean[] {true, true, true})).describe()).isEqualTo("""
                Population[data, n=3, 1 column, 32 B]

                number  type  missing  mean  sd  min  median  max  histogram
                x       real        3
                """);
        assertThat(of("x", RealColumn.of(0.1, 0.1, 0.1)).describe())
                .contains("\nx       real   0.1   0  0.1     0.1  0.1  " + BLOCK + "\n");
        assertThat(of("x", RealColumn.of(0.1)).describe()).contains("\nx       real   0.1      0.1     0.1  0.1  "
                + BLOCK + "\n");
        assertThat(of("f", FlagColumn.of()).describe()).endsWith("\nflag  true\nf\n");
        assertThat(of("c", CategoryColumn.of(List.of("a"), new int[0])).describe())
                .endsWith("\ncategory  levels  shares  commonest\nc              1\n");
        assertThat(of("c", CategoryColumn.of(List.of("a"), new int[2], new boolean[] {true, true})).describe())
                .endsWith("\nc              1        2\n");
    }

    @Test
    void describe_extremeValues_staysReadable() {
        for (double[] values : new double[][] {{-1.7e308, 1.7e308}, {Double.MIN_VALUE, 0}, {1e-300, 2e-300}, {1e15,
                2e15 + 0.5},
            {-0.0, 0.0}, {1e300, 1}, {0.001, 1e9}}) {
            String text = of("x", RealColumn.of(values)).describe();
            fits(text);
            assertThat(text).doesNotContain("NaN", "Infinity");
        }
        String small = of("x", RealColumn.of(0.004436, 15.5, 1, 2, 3)).describe();
        assertThat(small).as("what is not 0 is not shown as 0").contains("0.0044");
    }

    @Test
    void describe_wideNames_fitTheTerminal() {
        PopulationBuilder wide = Population.builder();
        String name = "a name of very many words that says at its end which one it is, ".repeat(3).substring(0, 180);
        for (int i = 0; i < 4; i++) {
            wide.column(name + i, IntegerColumn.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 7));
            wide.column(name + "c" + i, CategoryColumn.of(("label " + i).repeat(20), "\u5730\u533a".repeat(60), "b"));
            wide.column(name + "f" + i, FlagColumn.of(true, false, true));
            wide.column(name + "r" + i, RealColumn.of(new double[] {-123456789.123, 0.0000123, 1},
                    new boolean[] {false, true, false}));
        }
        String text = wide.build().describe();
        fits(text);
        assertThat(text).contains("0", "1", "2", "3", "...");
        fits(wide.build().table());
        assertThat(wide.build().table()).contains("more columns: ");
    }

    @Test
    void describe_wholeNumbers_haveABarForEach() {
        int[] decile = IntStream.range(0, 1_000).map(i -> i % 10 + 1).toArray();
        assertThat(of("decile", IntegerColumn.of(decile)).describe()).endsWith("  " + BLOCK.repeat(10) + "\n");
        int[] age = IntStream.range(0, 3_000).map(i -> i % 30).toArray();
        assertThat(of("age", IntegerColumn.of(age)).describe()).as("30 values in steps of 3").endsWith("  "
                + BLOCK.repeat(10) + "\n");
    }

    @Test
    void describe_moreTwinsThanNeeded_saysWhichAreDescribed() {
        TwinModel model = TwinModel.parse("model: m\nvariables:\n  x: \"~ uniform(0, 1)\"\n", "m.yaml");
        Population many = model.generate(1_000_000_000_000L, 3);
        assertThat(many.describe()).startsWith("Population[m, n=1,000,000,000,000, 1 column, seed=3, 8.0 TB]\n"
                + "described are the first 1,048,576 twins; slice(from, to).describe() describes others\n\nnumber  ");
        assertThat(many.slice(7_000_000_000L, 7_000_001_000L).describe()).doesNotContain("described are");
        assertThat(many.table()).contains("\n... 999,999,999,990 more rows ...\n999999999996  ",
                "(10 of 1,000,000,000,000 rows)");
    }

    @Test
    void table_rows_areTheFirstAndTheLast() {
        Population data = of("x", IntegerColumn.of(IntStream.range(0, 30).toArray()));
        assertThat(data.head(11).table().lines()).hasSize(13);
        assertThat(data.where("x >= 10").table()).isEqualTo("""
                row   x
                 10  10
                 11  11
                 12  12
                 13  13
                 14  14
                 15  15
                ... 10 more rows ...
                 26  26
                 27  27
                 28  28
                 29  29
                (10 of 20 rows)
                """);
    }

    @Test
    void table_manyColumns_namesThoseLeftOut() {
        PopulationBuilder wide = Population.builder();
        for (int i = 10; i < 40; i++) {
            wide.column("measurement_" + i, RealColumn.of(i + 0.5, 1_000, 0.00012));
        }
        String text = wide.build().table();
        fits(text);
        assertThat(text).contains("measurement_15\n").endsWith("""
                (3 of 3 rows; 24 more columns: measurement_16, measurement_17, measurement_18, measurement_19,
                  measurement_20, measurement_21, measurement_22 ...; select(...) shows them)
                """);
        assertThat(text.lines().toList().get(3)).endsWith("0.00012").hasSize(text.indexOf('\n'));
    }

    @Test
    void table_oddNames_staySo() {
        Population odd = Population.builder().column(".x", RealColumn.of(1)).column(">y", CategoryColumn.of("a"))
                .column(".z", IntegerColumn.of(1)).build();
        assertThat(odd.table()).isEqualTo("row   .x   >y   .z\n  0    1  a      1\n(1 of 1 rows)\n");
    }

    @Test
    void markdownAndHtml_haveAllColumns() {
        Population data = Population.builder().column("x|y", RealColumn.of(new double[] {0.5, 0},
                new boolean[] {false, true}))
                .column("label", CategoryColumn.of("<b>", "c")).build();
        assertThat(data.toMarkdown()).isEqualTo("""
                **Population\\[data, n=2, 2 columns, 26 B\\]**

                | row | x\\|y | label |
                |---:|---:|:---|
                | 0 | 0.5 | &lt;b&gt; |
                | 1 | (missing) | c |
                """);
        assertThat(data.toHtml()).startsWith("<div class=\"twinsim\">\n<table class=\"twinsim\">\n"
                + "<caption>Population[data, n=2, 2 columns, 26 B]</caption>\n").contains("<td>&lt;b&gt;</td>");
        Population long1 = of("x", IntegerColumn.of(new int[5_000]));
        assertThat(long1.toMarkdown()).contains("| 599 | 0 |\n| ... 4,000 more rows ... |  |\n| 4600 | 0 |\n");
    }
}
