package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Robert Brown's dieharder on what the program {@link Bytes} writes, a minute of one core per mode. */
@Tag("nightly")
class DieharderTest {

    private static final long SEED = 1;

    private final Optional<Dieharder> found = Dieharder.find();

    @BeforeEach
    void requireProgram() {
        assumeThat(found).as("LEFT OUT: draws against dieharder, which is not on the PATH; apt-get install dieharder")
                .isPresent();
    }

    /**
     * 58 p-values a mode, two-sided. One below 1e-4 is looked at again with another seed, which chance makes
     * necessary for one mode in 160; two in a row have a chance of 1 in 1.6 million.
     */
    @ParameterizedTest
    @EnumSource(value = BytesMode.class, names = {"SINGLE", "INTERLEAVED", "ROWCOL", "DOUBLES"})
    void draws_everyReliableTest_passTwice(BytesMode mode) throws IOException, InterruptedException {
        Dieharder dieharder = found.orElseThrow();
        List<String> failed = new ArrayList<>();
        int values = 0;
        for (String test : Dieharder.TESTS) {
            List<BytesFinding> findings = dieharder.run(test, mode, SEED);
            values += findings.size();
            if (findings.stream().anyMatch(BytesFinding::suspicious)) {
                List<BytesFinding> again = dieharder.run(test, mode, SEED + 1);
                for (int i = 0; i < findings.size(); i++) {
                    if (findings.get(i).suspicious() && again.get(i).suspicious()) {
                        failed.add(findings.get(i).test());
                    }
                }
            }
        }
        assertThat(failed).isEmpty();
        assertThat(values).isEqualTo(58);
    }

    /** A battery that passes shifted copies of one stream says nothing. */
    @Test
    void bad_quickTests_fail() throws IOException, InterruptedException {
        for (String test : List.of("0", "3", "4", "8", "15", "101")) {
            assertThat(found.orElseThrow().run(test, BytesMode.BAD, SEED)).as("-d " + test)
                    .allMatch(finding -> finding.p() < 1e-6);
        }
    }
}
