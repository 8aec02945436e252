package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.model.Population;
import org.junit.jupiter.api.Test;

/** Files that are fine as data and not as experiments. */
class BadDataTest {

    private static Experiment experiment(String file, String treatment, String outcome) {
        return Experiment.of(Population.read(SharedData.require("cases/bad/" + file)), treatment, "1", "0", outcome);
    }

    /** Other arms are left out by design, which leaves one row in each of these two. */
    @Test
    void treatment_ofThreeArms_isNotTakenForTwo() {
        Experiment experiment = experiment("treat_not_binary.csv", "treat", "y");
        assertThatThrownBy(experiment::run).isInstanceOf(InputException.class)
                .hasMessage("arm treated has 1 row (treat = 1), need >= 2");
    }

    @Test
    void treatment_ofOneArm_isRefused() {
        Experiment experiment = experiment("treat_one_arm.csv", "treat", "y");
        assertThatThrownBy(experiment::run).isInstanceOf(InputException.class)
                .hasMessage("arm control has 0 rows (treat = 0), need >= 2");
    }

    @Test
    void outcome_thatIsConstant_isAFlaggedPoint() {
        Experiment experiment = experiment("const_outcome.csv", "treat", "y");
        ExperimentResult result = experiment.run();
        assertThat(result.estimate().estimate()).isZero();
        assertThat(result.estimate().standardError()).isZero();
        assertThat(result.estimate().interval().lower()).isZero();
        assertThat(result.estimate().interval().upper()).isZero();
        assertThat(result.warnings()).containsExactly("degenerate: zero variance in both arms");
        for (IntervalMethod method : new IntervalMethod[] {IntervalMethod.BCA, IntervalMethod.STUDENTIZED}) {
            assertThatThrownBy(() -> experiment.withMethod(method).run()).isInstanceOf(InputException.class)
                    .hasMessage(method.id() + " is undefined: zero variance in both arms; welch gives the point");
        }
    }

    @Test
    void rows_none_areRefused() {
        assertThatThrownBy(() -> experiment("header_only.csv", "a", "b")).isInstanceOf(InputException.class)
                .hasMessage("need at least 2 rows per arm, got 0 rows");
    }
}
