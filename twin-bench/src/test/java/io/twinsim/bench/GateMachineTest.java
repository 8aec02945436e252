package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The model of a processor, as Linux tells it. */
class GateMachineTest {

    @Test
    void cpu_nameWithoutModel_getsItsNumbers() {
        assertThat(GateMachine.cpu(List.of("processor\t: 0", "vendor_id\t: AuthenticAMD", "cpu family\t: 26",
                "model\t\t: 2", "model name\t: AMD EPYC", "stepping\t: 1", "", "processor\t: 1", "model\t\t: 3")))
                .isEqualTo("AMD EPYC family 26 model 2 stepping 1");
    }

    @Test
    void cpu_marksAndClockRate_areLeftOut() {
        assertThat(GateMachine.cpu(List.of("model name : Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz, x")))
                .isEqualTo("Intel Xeon Platinum 8370C CPU x");
    }

    @Test
    void cpu_arm_isNamedByItsNumbers() {
        assertThat(GateMachine.cpu(List.of("CPU implementer\t: 0x41", "CPU variant\t: 0x3", "CPU part\t: 0xd0c")))
                .isEqualTo("implementer 0x41 part 0xd0c variant 0x3");
    }

    @Test
    void cpu_nothingTold_isUnknown() {
        assertThat(GateMachine.cpu(List.of())).startsWith("unknown ");
        assertThat(GateMachine.here().jdk()).isEqualTo(Runtime.version().feature());
    }
}
