package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiplicityTest {

    /** R's p.adjust to 1e-14; entries with missing p-values are left out, as the engine never has them. */
    @Test
    @SuppressWarnings("unchecked")
    void corrections_everyCaseOfR_agree() {
        Map<String, Object> cases = ReferenceData.object(ReferenceData.json("cases/p_adjust.json"), "cases");
        int checked = 0;
        for (Map.Entry<String, Object> entry : cases.entrySet()) {
            Map<String, Object> one = (Map<String, Object>) entry.getValue();
            if (((List<Object>) one.get("p")).stream().allMatch(p -> p instanceof Double)) {
                double[] p = ReferenceData.numbers(one, "p");
                assertThat(Multiplicity.holm(p)).as(entry.getKey()).containsExactly(ReferenceData.numbers(one, "holm"),
                        within(1e-14));
                assertThat(Multiplicity.benjaminiHochberg(p)).as(entry.getKey()).containsExactly(
                        ReferenceData.numbers(one, "BH"), within(1e-14));
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(5);
    }

    @Test
    void corrections_noTest_giveNone() {
        assertThat(Multiplicity.holm(new double[0])).isEmpty();
        assertThat(Multiplicity.benjaminiHochberg(new double[0])).isEmpty();
    }
}
