package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.QueueSpec.Form;
import io.twinsim.random.Draws;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a block read: durations and probabilities, checked when they are read, and the draws. Serves one
 * thread, and any number of blocks in turn.
 */
final class TandemInputs {

    static final TandemInputs NONE = new TandemInputs(new TandemLine("none", List.of(), Form.CONSTANT, Form.CONSTANT,
            false, false, null, false, false), Draws.of(0));

    private static final int ARRIVALS = 0;
    private static final int SERVICE = 1;
    private static final int SCRAP = 2;
    private static final int UPTIME = 3;
    private static final int REPAIR = 4;
    private static final int PER_STATION = 4;

    private final TandemLine line;
    private final TandemDraws draws;
    private final Form arrivals;
    private final Form service;
    private final @Nullable Form breakdown;
    private final boolean hasSd;
    private final boolean hasScrap;
    private final boolean hasHold;
    private final int sdAt;
    private final int scrapAt;
    private final int mtbfAt;
    private final int mttrAt;
    private final int bufferAt;
    private final int holdAt;

    private double[][] values = new double[0][];
    private long firstRow;
    private int row;

    TandemInputs(TandemLine line, Draws draws) {
        this.line = line;
        this.draws = new TandemDraws(draws, line.paths());
        this.arrivals = line.arrivals();
        this.service = line.service();
        this.breakdown = line.breakdown();
        this.hasSd = line.hasSd();
        this.hasScrap = line.hasScrap();
        this.hasHold = line.hasHold();
        this.sdAt = line.sd();
        this.scrapAt = line.scrap();
        this.mtbfAt = line.mtbf();
        this.mttrAt = line.mttr();
        this.bufferAt = line.buffer();
        this.holdAt = line.hold();
    }

    /** Takes the inputs of the runs to come: an array per input of the line, in its order, by register. */
    void read(double[][] newValues) {
        values = newValues;
    }

    /** Moves to the block whose first row this is. */
    void begin(long newFirstRow) {
        firstRow = newFirstRow;
    }

    /** Moves to the twin of a register. */
    void at(int register) {
        row = register;
    }

    double interval(int number, double time) {
        double mean = values[TandemLine.INTERVAL][row];
        if (!(mean <= Double.MAX_VALUE && time + mean > time)) {
            throw refuse("interval of queue " + line.name(), "be positive and move the clock", mean, time);
        }
        return arrivals == Form.CONSTANT ? mean : duration(arrivals, ARRIVALS, number, mean, 0);
    }

    double service(int s, int number, double time) {
        double mean = values[TandemLine.MEAN + s][row];
        double sd = hasSd ? values[sdAt + s][row] : 0;
        if (!(mean >= 0 && mean <= Double.MAX_VALUE)) {
            throw refuse(line.text("mean service", s), "be at least 0", mean, time);
        }
        if (!(sd >= 0 && sd <= Double.MAX_VALUE)) {
            throw refuse(line.text("sd of service", s), "be at least 0", sd, time);
        }
        return service == Form.CONSTANT ? mean : duration(service, s * PER_STATION + SERVICE, number, mean, sd);
    }

    boolean scrapped(int s, int number, double time) {
        if (!hasScrap) {
            return false;
        }
        double probability = values[scrapAt + s][row];
        if (!(probability >= 0 && probability <= 1)) {
            throw refuse(line.text("scrap", s), "be in [0, 1]", probability, time);
        }
        return probability > 0
                && draws.uniform(s * PER_STATION + SCRAP, number, firstRow + row) < probability;
    }

    double uptime(int s, int number, double time) {
        double mean = values[mtbfAt + s][row];
        if (!(mean <= Double.MAX_VALUE && time + mean > time)) {
            throw refuse(line.text("mtbf", s), "be positive and move the clock", mean, time);
        }
        return breakdown == Form.CONSTANT ? mean
                : duration(Form.EXPONENTIAL, s * PER_STATION + UPTIME, number, mean, 0);
    }

    double repair(int s, int number, double time) {
        double mean = values[mttrAt + s][row];
        if (!(mean >= 0 && mean <= Double.MAX_VALUE)) {
            throw refuse(line.text("mttr", s), "be at least 0", mean, time);
        }
        return breakdown == Form.CONSTANT ? mean
                : duration(Form.EXPONENTIAL, s * PER_STATION + REPAIR, number, mean, 0);
    }

    double buffer(int s, double time) {
        double places = values[bufferAt + s][row];
        if (places >= 0 && places == Math.rint(places)) {
            return places;
        }
        throw refuse(line.text("buffer", s), "be a whole number of at least 0", places, time);
    }

    boolean held(int s) {
        return hasHold && values[holdAt + s][row] != 0;
    }

    private double duration(Form form, int purpose, int number, double mean, double sd) {
        return TandemDuration.of(form, draws.uniform(purpose, number, firstRow + row), mean, sd);
    }

    private InputException refuse(String what, String rule, double value, double time) {
        return Checks.refuse(what, rule, value,
                "twin " + (firstRow + row) + " at time " + Numbers.shortest(time));
    }
}
