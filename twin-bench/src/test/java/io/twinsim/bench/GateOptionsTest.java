package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command line of the gate. */
class GateOptionsTest {

    private static final List<String> KNOWN = List.of("simulate", "moments", "normal");

    private static GateOptions parse(String... args) {
        return GateOptions.parse(args, KNOWN);
    }

    @Test
    void parse_nothing_checksAllWithFiveForks() {
        assertThat(parse()).isEqualTo(new GateOptions(GateOptions.Task.CHECK, KNOWN, Map.of(), 5, null));
    }

    @Test
    void parse_everything_isTaken() {
        assertThat(parse("--case", "normal", "--forks", "7", "--case", "simulate", "--plant", "slow=normal",
                "--plant", "allocate=simulate", "--store", "x.csv"))
                .isEqualTo(new GateOptions(GateOptions.Task.CHECK, List.of("simulate", "normal"),
                        Map.of("normal", GatePlant.SLOW, "simulate", GatePlant.ALLOCATE), 7, Path.of("x.csv")));
        assertThat(parse("--record", "--store", "x.csv").task()).isEqualTo(GateOptions.Task.RECORD);
        assertThat(parse("--list").task()).isEqualTo(GateOptions.Task.LIST);
        assertThat(parse("--help").task()).isEqualTo(GateOptions.Task.HELP);
    }

    @Test
    void parse_faults_areRefused() {
        String[][] faults = {
            {"unknown case \"moment\"; did you mean \"moments\"? known: simulate, moments, normal", "--case", "moment"},
            {"unknown case \"norm\"; did you mean \"normal\"? known: simulate, moments, normal", "--plant",
                "slow=norm"},
            {"unknown plant \"slw\"; did you mean \"slow\"? known: slow, allocate", "--plant", "slw=normal"},
            {"unknown option \"--fork\"; did you mean \"--forks\"? known: --case, --forks, --record, --list,"
                + " --plant, --store, --help", "--fork", "5"},
            {"--plant must be slow=NAME or allocate=NAME, got \"slow\"", "--plant", "slow"},
            {"--plant must name a case once, got \"normal\" again", "--plant", "slow=normal", "--plant",
                "allocate=normal"},
            {"--plant must name a case that is measured, got \"normal\"; measured: moments", "--case", "moments",
                "--plant", "slow=normal"},
            {"--forks must be a whole number, got \"many\"", "--forks", "many"},
            {"--forks must be in [1, 99], got 0", "--forks", "0"},
            {"--forks must have a value", "--forks"},
            {"--record must stand without --plant, got both", "--record", "--plant", "slow=normal"},
            {"--forks must be at least 5 with --record, got 4", "--record", "--forks", "4", "--store", "x"},
            {"--record must come with --store FILE, the file to write", "--record"},
        };
        int checked = 0;
        for (String[] fault : faults) {
            String[] args = Arrays.copyOfRange(fault, 1, fault.length);
            assertThatThrownBy(() -> parse(args)).isInstanceOf(InputException.class).hasMessage(fault[0]);
            checked++;
        }
        assertThat(checked).isEqualTo(13);
    }
}
