package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CategoricalTest {

    private static void assertRefused(List<String> labels, double[] probabilities, String message) {
        assertThatThrownBy(() -> Categorical.of(labels, probabilities)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void of_badInput_isRefusedWithTheLabel() {
        assertRefused(List.of("a", "b"), new double[] {0.5, 0.49}, "probabilities must sum to 1 +- 1e-9, got 0.99");
        assertRefused(List.of("a", "b"), new double[] {0.5, 0.5000001},
                "probabilities must sum to 1 +- 1e-9, got 1.0000001");
        assertRefused(List.of("a", "b"), new double[] {1, 1}, "probabilities must sum to 1 +- 1e-9, got 2");
        assertRefused(List.of("a", "b"), new double[] {0, 0}, "probabilities must sum to 1 +- 1e-9, got 0");
        assertRefused(List.of("a", "b"), new double[] {1.1, -0.1},
                "probability of \"a\" must be in [0.0, 1.0], got 1.1");
        assertRefused(List.of("a", "b"), new double[] {0.5, Double.NaN},
                "probability of \"b\" must be in [0.0, 1.0], got NaN");
        assertRefused(List.of("a", "a"), new double[] {0.5, 0.5}, "labels must be distinct, got \"a\" twice");
        assertRefused(List.of(), new double[0], "categorical must have at least 1 label, got 0");
        assertRefused(List.of("a"), new double[] {0.5, 0.5}, "probabilities must have one value per label (1), got 2");
    }

    @Test
    void codes_oneLabel_areConstant() {
        Categorical one = Categorical.of(List.of("only"), new double[] {1});
        assertThat(one.code(0x1p-53)).isZero();
        assertThat(one.code(1 - 0x1p-53)).isZero();
    }

    @Test
    void code_probabilityZero_isNeverDrawnButStaysInTheLabels() {
        Categorical c = Categorical.of(List.of("z", "a", "y", "b", "x"), new double[] {0, 0.25, 0, 0.75, 0});
        assertThat(c.labels()).containsExactly("z", "a", "y", "b", "x");
        for (double u : new double[] {0x1p-53, Math.nextDown(0.25), 0.25, Math.nextUp(0.25), 1 - 0x1p-53}) {
            assertThat(c.code(u)).isEqualTo(u < 0.25 ? 1 : 3);
        }
        assertThat(c.probability(2)).isZero();
        double[] codes = new double[100_000];
        Draws.of(1).stream("x").uniforms(0, codes, 0, codes.length);
        c.codes(codes, codes, 0, codes.length);
        assertThat(codes).containsOnly(1, 3);
    }

    @Test
    void of_sumWithinTolerance_isNormalised() {
        Categorical c = Categorical.of(List.of("a", "b", "c"), new double[] {0.1, 0.2, 0.7 + 5e-10});
        assertThat(c.probability(0) + c.probability(1) + c.probability(2)).isEqualTo(1);
        assertThat(c.code(1 - 0x1p-53)).isEqualTo(2);
    }

    /** 3,000 labels, more than cells; counts within 5.5 standard deviations, 4e-8 each. */
    @Test
    void codes_manyLabels_areDrawnAtTheirRates() {
        int labels = 3000;
        double[] p = new double[labels];
        List<String> names = new java.util.ArrayList<>();
        for (int k = 0; k < labels; k++) {
            p[k] = 2.0 * (k + 1) / (labels * (labels + 1.0));
            names.add("l" + k);
        }
        Categorical c = Categorical.of(names, p);
        int n = 1_000_000;
        double[] codes = new double[n];
        Draws.of(1).stream("x").uniforms(0, codes, 0, n);
        double[] u = codes.clone();
        c.codes(codes, codes, 0, n);
        int[] counts = new int[labels];
        for (int i = 0; i < n; i++) {
            counts[(int) codes[i]]++;
        }
        for (int k = 100; k < labels; k++) {
            assertThat((double) counts[k]).isBetween(n * p[k] - 5.5 * Math.sqrt(n * p[k]), n * p[k]
                    + 5.5 * Math.sqrt(n * p[k]));
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(codes[i]).isEqualTo(c.code(u[i]));
        }
    }

    @Test
    void code_outsideTheOpenInterval_isRefused() {
        Categorical c = Categorical.of(List.of("a"), new double[] {1});
        assertThatThrownBy(() -> c.code(1)).isInstanceOf(InputException.class)
                .hasMessage("u must be in (0, 1), got 1.0");
        assertThat(Categorical.of(List.of("a", "b"), new double[] {0.25, 0.75}))
                .hasToString("categorical(a: 0.25, b: 0.75)");
    }
}
