package io.twinsim.bench;

import io.twinsim.cache.ResultCache;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.MultinomialBootstrap;
import io.twinsim.inference.Saddlepoint;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import io.twinsim.random.UniformBlock;
import io.twinsim.sim.Simulation;
import io.twinsim.timeline.Timeline;
import io.twinsim.worlds.Worlds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue: everything that has a target, on one thread. */
final class GateCases {

    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int BLOCK = 1_024;
    private static final int REPLICATES = 200;
    private static final int HITS = 100;
    private static final double LEVEL = 0.95;

    private static final String TEN_COLUMNS = """
            model: ten
            version: 1
            variables:
              region: "~ categorical(northeast: 0.2, south: 0.35, midwest: 0.2, west: 0.25)"
              setting: "~ categorical(urban: 0.5, suburban: 0.3, rural: 0.2)"
              decile: "~ uniform_int(1, 10)"
              visits: "~ poisson(4)"
              active: "~ bernoulli(0.3)"
              engagement: "~ beta(2, 3)"
              spend: "~ lognormal(3, 0.5)"
              tenure: "~ exponential(5)"
              score: "~ normal(0, 1)"
              propensity: "= clamp(0.3 + 0.05 * (11 - decile) + 0.2 * engagement, 0.1, 0.9)"
            """;
    private static final String FORMULA = "0.05 * (1.2 - 0.04 * (clamp(a, 1, 10) - 1)) * (0.8 + 0.4 * clamp(b, 0, 1))"
            + " * (0.8 + 0.4 * clamp(c, 0, 1)) * if(d > 0.5, exp(-d), 1 / sqrt(1 + d)) + (a - b) * (c - d)";

    private GateCases() {
    }

    static List<String> names(List<GateCase> cases) {
        return cases.stream().map(GateCase::name).toList();
    }

    static List<GateCase> all() {
        return List.of(
                new GateCase("simulate", "HCP e-mail campaign with noise and four tables, 100,000 twins; a fused loop",
                        FEW, MANY, MANY, (twins, n) -> simulation(twins.campaign(n), n)),
                new GateCase("simulate-without-subgroups", "the same without tables; the same loop",
                        FEW, MANY, MANY, (twins, n) -> simulation(twins.campaign(n).withSubgroups(), n)),
                new GateCase("stream", "the campaign over 100,000 twins that are never kept; a loop with a ziggurat",
                        FEW, MANY, MANY, (twins, n) -> new GateWork(n, twins.stream(n)::run, GateReferences.stream(n))),
                new GateCase("generate-hcp", "21 columns of 10,000 twins; samplers of commons-rng",
                        FEW, MANY, FEW, (twins, n) -> generation(twins.hcp(), n, 9, 7, 5)),
                new GateCase("generate-ten-10k", "ten columns of 10,000 twins; samplers of commons-rng",
                        FEW, MANY, FEW, (twins, n) -> generation(tenColumns(), n, 3, 2, 5)),
                new GateCase("generate-ten-100k", "the same of 100,000 twins",
                        FEW, MANY, MANY, (twins, n) -> generation(tenColumns(), n, 3, 2, 5)),
                new GateCase("expression", "a formula with a branch over 100,000 rows; the same by hand",
                        FEW, MANY, MANY, (twins, n) -> expression(n)),
                new GateCase("normal", "100,000 values from N(0, 1); the ziggurat of commons-rng",
                        FEW, MANY, MANY, (twins, n) -> normal(n)),
                new GateCase("bootstrap", "200 multinomial means of 10,000 values; 40 by commons-rng",
                        FEW, MANY, FEW, (twins, n) -> bootstrap(n)),
                new GateCase("bca", "a BCa interval from 200 replicates of 10,000 values; 40 means by commons-rng",
                        FEW, MANY, FEW, (twins, n) -> bca(n)),
                new GateCase("saddlepoint", "an interval for two arms of 2,000 values; 20,000 exponentials",
                        500, 2_000, 2_000, (twins, n) -> saddlepoint(n, GateReferences.exponentials(10 * n))),
                new GateCase("saddlepoint-100k", "an interval for two arms of 100,000 values; two plain passes",
                        FEW, MANY, MANY, (twins, n) -> saddlepoint(n, GateReferences.twoPasses(values(n)))),
                new GateCase("moments", "four moments of 100,000 values, block by block; two plain passes",
                        FEW, MANY, MANY, (twins, n) -> moments(values(n))),
                new GateCase("timeline", "14 days of 1,000 faces, one value observed; a plain loop over states",
                        BLOCK, 4 * BLOCK, BLOCK, (twins, n) -> timeline(n)),
                new GateCase("cache-hit", "100 hits for 10,000 twins; as many in a ConcurrentHashMap",
                        FEW, MANY, FEW, (twins, n) -> cacheHits(twins.campaign(n))),
                new GateCase("hash", "the hash of a changed scenario of 10,000 twins; SHA-256 of 4 KiB",
                        FEW, MANY, FEW, (twins, n) -> hash(twins.campaign(n))));
    }

    private static GateWork simulation(Simulation simulation, int n) {
        return new GateWork(n, simulation::run, GateReferences.campaign(n));
    }

    private static TwinModel tenColumns() {
        return TwinModel.parse(TEN_COLUMNS, "ten.yaml");
    }

    private static GateWork generation(TwinModel model, int n, int labels, int counts, int reals) {
        return new GateWork(n, () -> model.generate(n, GateTwins.SEED, 1).prepare(),
                GateReferences.columns(n, labels, counts, reals));
    }

    private static GateWork expression(int n) {
        Map<String, RealColumn> data = new LinkedHashMap<>();
        double[][] columns = {GateTwins.numbers(n, 11, 0, 12), GateTwins.numbers(n, 12, -0.1, 1.1),
                GateTwins.numbers(n, 13, -0.1, 1.1), GateTwins.numbers(n, 14, 0, 1)};
        List<String> names = List.of("a", "b", "c", "d");
        for (int k = 0; k < columns.length; k++) {
            data.put(names.get(k), RealColumn.of(columns[k]));
        }
        Scope scope = Scope.of(names.stream().map(name -> Symbol.of(name, ColumnType.REAL)).toList());
        Evaluator formula = Program.compile(Expr.parse(FORMULA), scope, Binding.NONE, "").evaluator(null, data::get, 0);
        double[] out = new double[n];
        return new GateWork(n, () -> {
            for (int row = 0; row < n; row += BLOCK) {
                int rows = Math.min(BLOCK, n - row);
                formula.run(row, 0, rows);
                System.arraycopy(formula.values(), 0, out, row, rows);
            }
            return out;
        }, GateReferences.formula(columns[0], columns[1], columns[2], columns[3]));
    }

    private static GateWork normal(int n) {
        DrawStream stream = Draws.of(GateTwins.SEED).stream("normal");
        Distribution normal = Family.NORMAL.bind(0, 1);
        UniformBlock uniforms = new UniformBlock();
        double[] register = new double[BLOCK];
        double[] out = new double[n];
        return new GateWork(n, () -> {
            for (int row = 0; row < n; row += BLOCK) {
                int rows = Math.min(BLOCK, n - row);
                uniforms.fill(stream, row, 0, rows);
                normal.quantiles(uniforms, register, 0, rows);
                System.arraycopy(register, 0, out, row, rows);
            }
            return out;
        }, GateReferences.ziggurat(n));
    }

    private static double[] values(int n) {
        return GateTwins.sample(n, 21, 0);
    }

    private static IntervalOptions options() {
        return IntervalOptions.of().withReplicates(REPLICATES).withSeed(GateTwins.SEED).withThreads(1);
    }

    private static GateWork bootstrap(int n) {
        double[] sample = values(n);
        IntervalOptions options = options();
        return new GateWork(n, () -> MultinomialBootstrap.means(sample, "mean", options),
                GateReferences.resamples(sample, REPLICATES / 5));
    }

    private static GateWork bca(int n) {
        double[] sample = values(n);
        IntervalOptions options = options().withMethod(IntervalMethod.BCA);
        return new GateWork(n, () -> MeanEstimate.of(sample, "mean", options),
                GateReferences.resamples(sample, REPLICATES / 5));
    }

    private static GateWork saddlepoint(int n, GateOp reference) {
        double[] treated = GateTwins.sample(n, 22, 0.1);
        double[] control = values(n);
        return new GateWork(n, () -> Saddlepoint.difference(treated, control, LEVEL), reference);
    }

    private static GateWork moments(double[] x) {
        MomentKernel kernel = new MomentKernel();
        double[] total = new double[MomentKernel.SIZE];
        double[] block = new double[MomentKernel.SIZE];
        double[] register = new double[BLOCK];
        return new GateWork(x.length, () -> {
            MomentKernel.empty(total, 0);
            for (int row = 0; row < x.length; row += BLOCK) {
                int rows = Math.min(BLOCK, x.length - row);
                System.arraycopy(x, row, register, 0, rows);
                kernel.block(register, null, 0, rows, 4, block, 0);
                MomentKernel.merge(total, block, 0);
            }
            return total;
        }, GateReferences.twoPasses(x));
    }

    private static GateWork timeline(int n) {
        Timeline faces = Timeline.of(Worlds.skincare().generate(n, GateTwins.SEED).prepare()).withThreads(1)
                .over("14 days").observing("hydration");
        return new GateWork(n, faces::run, GateReferences.states(n, 14, 20));
    }

    private static GateWork cacheHits(Simulation simulation) {
        ResultCache cache = ResultCache.of();
        cache.run(simulation);
        Object[] found = new Object[64];
        return new GateWork(HITS, () -> {
            for (int i = 0; i < HITS; i++) {
                found[i & 63] = cache.run(simulation);
            }
            return found;
        }, GateReferences.lookups(HITS));
    }

    private static GateWork hash(Simulation simulation) {
        return new GateWork(1, () -> simulation.withLevel(0.9).hash(), GateReferences.digest(4_096));
    }
}
