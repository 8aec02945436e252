package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.random.Draws;
import io.twinsim.random.GaussianCopula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dependence of a model's drawn variables, joined by a Gaussian copula. What a world states is the correlation that
 * the twins have, of the values (Pearson) or of their ranks, ties averaged (Spearman); the correlation of the normal
 * variables behind them is solved for each pair. Pairs that are not stated have a latent correlation of 0.
 *
 * <p>A {@code residual} correlation joins variables whose draws differ from twin to twin, by their parameters or because
 * {@code if} and {@code lookup} choose among several: it is the Spearman correlation of the uniforms that they use,
 * whatever is drawn with them. Immutable.
 */
public final class Correlations {

    private static final Correlations NONE = new Correlations(List.of(), false, Optional.empty(), List.of());

    private final List<Correlation> pairs;
    private final boolean repair;
    private final Optional<GaussianCopula> copula;
    private final List<String> notes;

    Correlations(List<Correlation> pairs, boolean repair, Optional<GaussianCopula> copula, List<String> notes) {
        this.pairs = List.copyOf(pairs);
        this.repair = repair;
        this.copula = copula;
        this.notes = List.copyOf(notes);
    }

    static Correlations read(@Nullable Node node, Map<String, Variable> variables, Function<String, Step> steps) {
        if (node == null) {
            return NONE;
        }
        CorrelationReader stated = CorrelationReader.read(node, variables.keySet());
        return stated.statements().isEmpty() ? NONE : new CorrelationSolver(stated, steps, node.place()).solve();
    }

    /**
     * The pairs that the world states.
     *
     * @return an immutable list, in file order
     */
    public List<Correlation> pairs() {
        return pairs;
    }

    /**
     * What was done to the correlations because the world asked for it.
     *
     * @return lines for people; empty if all correlations are as stated
     */
    public List<String> notes() {
        return notes;
    }

    Draws join(Draws draws) {
        return copula.map(draws::joined).orElse(draws);
    }

    /** The order of the pairs counts: the variables are factorised in the order of their first appearance. */
    ContentHash hash() {
        List<ContentHash> stated = new ArrayList<>();
        for (Correlation pair : pairs) {
            stated.add(ContentHash.of("correlation").text("first", pair.first()).text("second", pair.second())
                    .text("kind", pair.kind().id()).flag("residual", pair.residual()).number("value", pair.stated()));
        }
        return ContentHash.of("correlations").list("pairs", stated).flag("repair", repair);
    }

    /**
     * The pairs as stated, with the correlation of the normal variables behind them and the one that twins have.
     *
     * @return a table of at most 100 characters a line; empty if no correlation is stated
     */
    public String table() {
        if (pairs.isEmpty()) {
            return "";
        }
        TextTable table = TextTable.of("correlation", "with", "kind", ">stated", ">latent", ">realised");
        for (Correlation pair : pairs) {
            table.row(Names.visible(pair.first()), Names.visible(pair.second()),
                    pair.kind().id() + (pair.residual() ? " of residuals" : ""), Numbers.significant(pair.stated(), 4),
                    Numbers.significant(pair.latent(), 4), Numbers.significant(pair.realised(), 4));
        }
        return table.render(0);
    }

    /** One line of at most 75 characters: the pairs. */
    @Override
    public String toString() {
        return Lines.one("Correlations" + pairs);
    }
}
