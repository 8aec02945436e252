package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A value of positive probability is drawn exactly, wherever it lies among the other values. */
class MixtureAtomTest {

    private static final double[] INSIDE = {0.31, 0.4, 0.5, 0.6, 0.69};

    private static void assertAtom(double atom, Distribution rest, double from, double to) {
        Distribution mixture = Mixture.of(new double[] {0.4, 0.6}, List.of(Family.CONSTANT.bind(atom), rest));
        for (double share : INSIDE) {
            double u = from + (to - from) * share;
            assertThat(mixture.quantile(u)).as("%s at %s", mixture, u).isEqualTo(atom);
            assertThat(mixture.survivalQuantile(1 - u)).as("%s at %s", mixture, u).isEqualTo(atom);
        }
    }

    @Test
    void quantile_insideAnAtom_isTheAtom() {
        assertAtom(0, Family.LOGNORMAL.bind(3, 1), 0, 0.4);
        assertAtom(5, Family.NORMAL.bind(90, 1), 0, 0.4);
        assertAtom(0, Family.NORMAL.bind(0, 1), 0.3, 0.7);
        assertAtom(-0.1, Family.NORMAL.bind(-0.1, 1), 0.3, 0.7);
        assertAtom(0, Family.UNIFORM.bind(-2, -1), 0.6, 1);
    }
}
