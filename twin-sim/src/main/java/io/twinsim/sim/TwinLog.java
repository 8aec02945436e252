package io.twinsim.sim;

import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run tells the log: at DEBUG a summary of each modifier and the first ten twins, at TRACE every twin. Nothing
 * is computed when the level is off.
 */
final class TwinLog {

    private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
    private static final int FIRST_TWINS = 10;
    private static final int DIGITS = 6;

    private final Logger log;
    private final Scenario scenario;
    private final EffectPlan plan;

    TwinLog(Logger log, Scenario scenario, EffectPlan plan) {
        this.log = log;
        this.scenario = scenario;
        this.plan = plan;
    }

    static void log(Scenario scenario, EffectPlan plan) {
        if (LOG.isDebugEnabled()) {
            new TwinLog(LOG, scenario, plan).write();
        }
    }

    void write() {
        if (!log.isDebugEnabled()) {
            return;
        }
        Map<String, Expr> factors = new LinkedHashMap<>();
        if (scenario.intervention().assignments().isEmpty()) {
            factors.put("base", scenario.intervention().base());
        }
        factors.putAll(scenario.intervention().modifiers());
        factors.forEach(this::summary);
        twins();
    }

    private void summary(String name, Expr formula) {
        RowSource rows = plan.rows;
        Program program = Program.compile(formula, rows.scope(), scenario.intervention().binding(), "");
        EffectKernel kernel = plan.kernel();
        Evaluator evaluator = program.evaluator(scenario.draws(), rows.columns(kernel.cursor), rows.first());
        BlockTree<Moments> tree = new BlockTree<>(Moments::merge);
        for (long block = firstBlock(); block <= lastBlock(); block++) {
            if (kernel.load(block)) {
                evaluator.run(kernel.first, kernel.reach, kernel.from, kernel.to);
                tree.add(0, block, Moments.ofBlock(evaluator.values(), kernel.reach, kernel.from, kernel.to));
            }
        }
        Moments m = tree.total().orElse(Moments.EMPTY);
        log.debug("{} {}: n={} mean={} sd={} min={} max={}", scenario.intervention().name(), name, m.n(),
                text(m.mean()),
                text(m.sd()), text(m.min()), text(m.max()));
    }

    private void twins() {
        EffectKernel kernel = plan.kernel();
        long written = 0;
        for (long block = firstBlock(); block <= lastBlock(); block++) {
            if (!kernel.load(block)) {
                continue;
            }
            for (int i = kernel.from; i < kernel.to; i++) {
                if ((kernel.mask[i >>> 6] >>> i & 1) != 0) {
                    written++;
                    twin(kernel, i, written <= FIRST_TWINS);
                }
            }
            if (written >= FIRST_TWINS && !log.isTraceEnabled()) {
                return;
            }
        }
    }

    private void twin(EffectKernel kernel, int i, boolean debug) {
        String line = "twin {}: systematic={} noise={} effect={}";
        Object[] values = {kernel.first + i, text(kernel.tau[i]), text(kernel.noise[i]), text(kernel.effect[i])};
        if (debug) {
            log.debug(line, values);
        } else {
            log.trace(line, values);
        }
    }

    private long firstBlock() {
        return Blocks.block(plan.rows.first());
    }

    private long lastBlock() {
        return Blocks.block(plan.rows.end() - 1);
    }

    private static String text(double value) {
        return Numbers.significant(value, DIGITS);
    }
}
