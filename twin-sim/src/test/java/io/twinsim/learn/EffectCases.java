package io.twinsim.learn;

import io.twinsim.SharedData;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.Ranks;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Experiments to learn from: the e-mail test of Kevin Hillstrom (MineThatData E-Mail Analytics and Data Mining
 * Challenge, 2008), and made ones whose effects are known.
 */
final class EffectCases {

    static final String[] FEATURES = {"recency", "history", "mens", "womens", "newbie", "zip_code", "channel"};
    static final String[] GROUPS = {"channel", "zip_code", "newbie", "mens", "womens"};

    private EffectCases() {
    }

    /** The men's e-mail and its controls. */
    static Population mensMail() {
        return Population.read(SharedData.require("data/hillstrom.csv"))
                .where("segment == 'Mens E-Mail' or segment == 'No E-Mail'");
    }

    static EffectFit mensMailOn(String outcome, Population units) {
        return EffectFit.of(units, "segment", "Mens E-Mail", "No E-Mail", outcome);
    }

    /** Positions of rows in the keyed order of a split. */
    static int[] shuffled(long[] rowIds, int split) {
        DrawStream stream = Draws.of(2024).stream("split").draw(split);
        return Ranks.order(Arrays.stream(rowIds).mapToDouble(stream::uniform).toArray());
    }

    /** The same columns with a column {@code half}: 1 in a keyed half of the rows, 0 in the other. */
    static Population halved(Population units, int split) {
        int n = (int) units.size();
        int[] order = shuffled(IntStream.range(0, n).mapToLong(units::rowId).toArray(), split);
        int[] half = new int[n];
        for (int rank = 0; rank < n / 2; rank++) {
            half[order[rank]] = 1;
        }
        var builder = Population.builder();
        units.names().forEach(name -> builder.column(name, units.column(name)));
        return builder.column("half", IntegerColumn.of(half)).build();
    }

    /**
     * Units with {@code x}, uniform in [-1, 1], and {@code group}, one of a, b, c; assigned by a fair coin, or with
     * {@code chance} = 0.5 + 0.3 x. Without treatment y is x plus a standard normal; the effect is 0.5 + slope x.
     */
    static Population made(int n, double slope, boolean confounded, long seed) {
        Draws draws = Draws.of(seed);
        double[] x = new double[n];
        double[] y = new double[n];
        double[] chance = new double[n];
        String[] arm = new String[n];
        String[] group = new String[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * draws.stream("x").uniform(i) - 1;
            chance[i] = confounded ? 0.5 + 0.3 * x[i] : 0.5;
            boolean treated = draws.stream("arm").uniform(i) < chance[i];
            arm[i] = treated ? "new" : "old";
            group[i] = List.of("a", "b", "c").get(draws.stream("group").below(3, i));
            double noise = Normal.quantile(draws.stream("noise").uniform(i));
            y[i] = x[i] + noise + (treated ? 0.5 + slope * x[i] : 0);
        }
        return Population.builder().column("x", RealColumn.of(x)).column("group", CategoryColumn.of(group))
                .column("chance", RealColumn.of(chance)).column("arm", CategoryColumn.of(arm))
                .column("y", RealColumn.of(y)).build();
    }

    static EffectFit madeFit(Population units) {
        return EffectFit.of(units, "arm", "new", "old", "y").withFeatures("x", "group");
    }
}
