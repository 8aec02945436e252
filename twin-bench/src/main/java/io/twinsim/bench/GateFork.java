package io.twinsim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One virtual machine of the gate. It runs every case until it is warm, in the order of the catalogue and whichever
 * are asked for, and only then measures: what a kernel costs depends on what else has run through it, so a case alone
 * meets the same compiled code as a case among all.
 */
final class GateFork {

    /** How long things take, in nanoseconds of the meter's clock. */
    record Pace(long warmTarget, long warmReference, long again, long turns) {
        static final Pace USUAL = new Pace(200_000_000, 60_000_000, 30_000_000, 350_000_000);
    }

    /** A case that is set up: at the size where time is measured, and at the other one. */
    private record Ready(GateCase which, GateWork timed, GateWork other) {
        static Ready of(GateCase which, GateTwins twins, @Nullable GatePlant plant) {
            int other = which.timed() == which.large() ? which.small() : which.large();
            return new Ready(which, GatePlant.into(which.work(twins, which.timed()), plant),
                    GatePlant.into(which.work(twins, other), plant));
        }
    }

    private final GateMeter meter;
    private final Pace pace;

    GateFork(GateMeter meter, Pace pace) {
        this.meter = meter;
        this.pace = pace;
    }

    /**
     * Measures and tells it on standard output.
     *
     * @param args the command line of the gate
     */
    public static void main(String[] args) {
        List<GateCase> all = GateCases.all();
        GateOptions options = GateOptions.parse(args, GateCases.names(all));
        new GateFork(GateMeter.ofThread(), Pace.USUAL).measure(all, options, r -> System.out.println(r.line()));
    }

    /** Warms up all cases and measures those that are asked for. */
    void measure(List<GateCase> all, GateOptions options, Consumer<GateReading> told) {
        GateTwins twins = new GateTwins();
        List<Ready> ready = new ArrayList<>();
        for (GateCase each : all) {
            Ready made = Ready.of(each, twins, options.plants().get(each.name()));
            meter.warm(made.timed().target(), pace.warmTarget());
            meter.warm(made.timed().reference(), pace.warmReference());
            meter.warm(made.other().target(), 0);
            ready.add(made);
        }
        for (Ready each : ready) {
            if (options.cases().contains(each.which().name())) {
                told.accept(read(each));
            }
        }
    }

    private GateReading read(Ready ready) {
        meter.warm(ready.timed().reference(), pace.again());
        meter.warm(ready.timed().target(), pace.again());
        double[] times = meter.times(ready.timed(), pace.turns());
        long timed = meter.bytes(ready.timed().target());
        long other = meter.bytes(ready.other().target());
        boolean large = ready.which().timed() == ready.which().large();
        return new GateReading(ready.which().name(), times[0], times[1], large ? other : timed,
                large ? timed : other);
    }
}
