package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stored values: what is read, refused, chosen and written. */
class GateStoreTest {

    private static final String TEXT = """
            case,jdk,cpu,ratio,bytes,slope
            moments,17,AMD EPYC family 26 model 2 stepping 1,1.5000,10000,0.100
            moments,25,AMD EPYC family 26 model 2 stepping 1,1.2500,9000,0.050
            moments,17,Other,2.0000,12000,0.000
            normal,17,Other,0.6000,0,0.000
            """;
    private static final GateMachine EPYC = new GateMachine(17, "AMD EPYC family 26 model 2 stepping 1");

    private static GateStore store() {
        return GateStore.parse(TEXT, "gate.csv");
    }

    @Test
    void budget_ownMachine_isItsOwn() {
        assertThat(store().budget("moments", EPYC)).contains(new GateBudget(1.5, true, 10_000, 0.1));
        assertThat(store().budget("moments", new GateMachine(17, "Other")))
                .contains(new GateBudget(2, true, 12_000, 0));
    }

    @Test
    void budget_unknownProcessor_takesTheLargestRatioOfAllAndTheLargestBytesOfTheJdk() {
        assertThat(store().budget("moments", new GateMachine(25, "New")))
                .contains(new GateBudget(2, false, 9_000, 0.05));
        assertThat(store().budget("moments", new GateMachine(17, "New")))
                .contains(new GateBudget(2, false, 12_000, 0.1));
    }

    @Test
    void budget_unknownJdk_takesTheLargestOfAll() {
        assertThat(store().budget("moments", new GateMachine(21, EPYC.cpu())))
                .contains(new GateBudget(2, false, 12_000, 0.1));
    }

    @Test
    void budget_caseNeverStored_isEmpty() {
        assertThat(store().budget("cache-hit", EPYC)).isEmpty();
    }

    @Test
    void with_freshValues_replacesAddsDropsAndSorts() {
        GateStore changed = store().with(List.of(new GateStored("moments", EPYC, 1.23456, 77, -0.02),
                new GateStored("hash", EPYC, 12345.6, 5, 0)), List.of("hash", "moments"));
        assertThat(changed.text()).isEqualTo("""
                case,jdk,cpu,ratio,bytes,slope
                hash,17,AMD EPYC family 26 model 2 stepping 1,12345.6000,5,0.000
                moments,17,AMD EPYC family 26 model 2 stepping 1,1.2346,77,0.000
                moments,25,AMD EPYC family 26 model 2 stepping 1,1.2500,9000,0.050
                moments,17,Other,2.0000,12000,0.000
                """);
        assertThat(changed.budget("normal", EPYC)).isEmpty();
    }

    @Test
    void text_readAgain_isTheSame() {
        String text = store().with(List.of(), List.of("moments", "normal")).text();
        assertThat(text.lines().sorted()).containsExactlyElementsOf(TEXT.lines().sorted().toList());
        assertThat(GateStore.parse(text, "again").with(List.of(), List.of("moments", "normal")).text())
                .isEqualTo(text);
    }

    @Test
    void parse_faults_areRefusedWithTheirPlace() {
        String head = "case,jdk,cpu,ratio,bytes,slope\n";
        String[][] faults = {
            {"", "gate.csv:1:1: the first line must be \"case,jdk,cpu,ratio,bytes,slope\", got nothing"},
            {"case,jdk\n", "gate.csv:1:1: the first line must be \"case,jdk,cpu,ratio,bytes,slope\", got \"case,jdk\""},
            {head + "a,17,x,1,2\n", "gate.csv:2:1: a line must have 6 fields, got 5"},
            {head + "a,x,x,1,2,3\n", "gate.csv:2:1: jdk must be a number of at least 0, got \"x\""},
            {head + "a,17,x,NaN,2,3\n", "gate.csv:2:1: ratio must be a number of at least 0, got \"NaN\""},
            {head + "a,17,x,0,2,3\n", "gate.csv:2:1: ratio must be above 0, got \"0\""},
            {head + "a,17,x,1,-2,3\n", "gate.csv:2:1: bytes must be a number of at least 0, got \"-2\""},
            {head + "a,17,x,1,2,Infinity\n", "gate.csv:2:1: slope must be a number of at least 0, got \"Infinity\""},
            {head + "a,17,x,1,2,3\na,17,x,2,2,3\n",
                "gate.csv:3:1: a must be stored once for JDK 17 on x, got it again"},
        };
        int checked = 0;
        for (String[] fault : faults) {
            assertThatThrownBy(() -> GateStore.parse(fault[0], "gate.csv"))
                    .isInstanceOf(InputException.class).hasMessage(fault[1]);
            checked++;
        }
        assertThat(checked).isEqualTo(9);
    }

    @Test
    void resource_everyCase_isStoredAndNoOther() throws IOException {
        List<String> names = GateCases.names(GateCases.all());
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(15);
        try (InputStream in = Gate.class.getResourceAsStream("gate.csv")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            GateStore stored = GateStore.parse(text, "gate.csv");
            assertThat(stored.with(List.of(), names).text()).isEqualTo(text);
            for (String name : names) {
                assertThat(stored.budget(name, EPYC)).as(name).isPresent();
            }
        }
    }
}
