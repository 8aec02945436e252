package io.twinsim.inference;

import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A test whose statistic has, or nearly has, Fisher's F distribution if its null hypothesis holds.
 *
 * @param f the statistic, at least 0
 * @param df1 degrees of freedom of the numerator
 * @param df2 degrees of freedom of the denominator, need not be whole
 * @param pValue the probability of a statistic at least as large under the null hypothesis
 */
public record FTest(double f, double df1, double df2, double pValue) {

    static FTest of(double f, double df1, double df2) {
        // Effects a whole range of doubles apart have no finite statistic, but a result must be printable.
        double finite = Math.min(f, Double.MAX_VALUE);
        return new FTest(finite, df1, df2, Special.fisherSf(finite, df1, df2));
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("f", f);
        tree.put("df1", df1);
        tree.put("df2", df2);
        tree.put("pValue", pValue);
        return tree;
    }

    /** One line such as {@code FTest[F 5.181 on 2 and 17.13 df, p 0.017]}. */
    @Override
    public String toString() {
        return Lines.one("FTest[F " + Numbers.significant(f, 4) + " on " + Numbers.significant(df1, 4) + " and "
                + Numbers.significant(df2, 4) + " df, p " + Texts.pValue(pValue) + "]");
    }
}
