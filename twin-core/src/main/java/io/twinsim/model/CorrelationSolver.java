package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.CorrelationReader.Statement;
import io.twinsim.random.CorrelationMatrix;
import io.twinsim.random.GaussianCopula;
import io.twinsim.random.Marginal;
import io.twinsim.random.RealisedCorrelation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From the correlations that a world states to those of the normal variables behind them. */
final class CorrelationSolver {

    /** Changes of a repair that are worth a word, and how many of them. */
    private static final double VISIBLE = 5e-5;
    private static final int SHOWN = 8;
    private static final String HINT = ", repair: nearest finds the nearest that can";

    private final List<Statement> statements;
    private final boolean repair;
    private final Function<String, Step> steps;
    private final Place place;
    private final List<String> names;
    private final Map<String, Marginal> marginals = new HashMap<>();

    CorrelationSolver(CorrelationReader stated, Function<String, Step> steps, Place place) {
        this.statements = stated.statements();
        this.repair = stated.repair();
        this.steps = steps;
        this.place = place;
        Set<String> order = new LinkedHashSet<>();
        statements.forEach(s -> order.addAll(List.of(s.first(), s.second())));
        this.names = List.copyOf(order);
    }

    Correlations solve() {
        statements.forEach(this::checkPair);
        if (!repair && alike()) {
            double[][] stated = identity();
            statements.forEach(s -> set(stated, s, s.value()));
            possible(stated, "", "variables");
        }
        List<@Nullable RealisedCorrelation> realised = new ArrayList<>();
        double[][] wanted = identity();
        for (Statement s : statements) {
            RealisedCorrelation pair = s.residual() ? null : at(s.place(), () ->
                    RealisedCorrelation.of(marginal(s.first()), marginal(s.second()), s.kind()));
            realised.add(pair);
            set(wanted, s, pair == null ? GaussianCopula.latentForSpearman(s.value())
                    : at(s.place(), () -> pair.latent(s.value())));
        }
        CorrelationMatrix.Repair latent = repair ? CorrelationMatrix.nearest(names, wanted)
                : new CorrelationMatrix.Repair(possible(wanted, "latent ", "normal variables behind them"), 0);
        List<Correlation> pairs = new ArrayList<>();
        for (int k = 0; k < statements.size(); k++) {
            Statement s = statements.get(k);
            RealisedCorrelation pair = realised.get(k);
            double r = latent.matrix().value(names.indexOf(s.first()), names.indexOf(s.second()));
            double has = latent.distance() == 0 ? s.value() : pair == null ? GaussianCopula.spearman(r) : pair.at(r);
            pairs.add(new Correlation(s.first(), s.second(), s.kind(), s.residual(), s.value(), r, has));
        }
        GaussianCopula copula = GaussianCopula.of(names.stream().map(Step::stream).toList(), latent.matrix());
        return new Correlations(pairs, repair, Optional.of(copula), notes(latent, pairs));
    }

    /** Whether all pairs state the same kind of correlation, so that together they are a correlation matrix. */
    private boolean alike() {
        return statements.stream().map(s -> s.residual() ? "residual" : s.kind().id()).distinct().count() == 1;
    }

    private CorrelationMatrix possible(double[][] values, String which, String what) {
        try {
            return CorrelationMatrix.of(names, values, what);
        } catch (InputException e) {
            int pairs = names.size() * (names.size() - 1) / 2;
            String zeros = statements.size() < pairs ? " if pairs that are not stated have 0" : "";
            throw new InputException(which + e.getMessage() + zeros + HINT, place);
        }
    }

    private void checkPair(Statement s) {
        check(s.first(), s);
        check(s.second(), s);
    }

    private void check(String name, Statement s) {
        Step step = steps.apply(name);
        Variable variable = step.variable();
        String formula = variable.formula().toString();
        String rule = null;
        if (!variable.drawn()) {
            rule = "be drawn to be correlated, got = " + formula + "; correlate what it follows from";
        } else if (!step.program().draws(Step.stream(name), 0)) {
            rule = "draw from its own stream to be correlated, got " + formula;
        } else if (variable.formula().ownDraws() > 1) {
            rule = "have a single draw in each row to be correlated, got " + formula
                    + "; let if or lookup choose one";
        } else if (step.type() == ColumnType.CATEGORY && !variable.ordered()) {
            rule = "be ordered to be correlated, got a category; say ordered: true if its labels rise in file order";
        } else if (!s.residual() && step.program().distribution().isEmpty() && step.program().categorical().isEmpty()) {
            rule = "be one draw with constant parameters to be correlated, got " + formula
                    + "; residual: true correlates what it is drawn with";
        }
        if (rule != null) {
            throw new InputException("variable " + name + " must " + rule, s.place());
        }
    }

    /** What is stored of a variable that is one draw: its values moved into the range, if the variable clamps. */
    private Marginal marginal(String name) {
        return marginals.computeIfAbsent(name, key -> {
            Step step = steps.apply(name);
            Marginal drawn = step.program().categorical().map(c -> Marginal.of(name, c))
                    .orElseGet(() -> Marginal.of(name, step.program().distribution().orElseThrow()));
            Optional<Range> range = step.variable().range();
            return step.variable().outside() == Variable.Outside.CLAMP && range.isPresent()
                    ? drawn.clamped(range.get().lower(), range.get().upper()) : drawn;
        });
    }

    private static <T> T at(Place place, Supplier<T> solved) {
        try {
            return solved.get();
        } catch (InputException e) {
            throw new InputException(e.getMessage(), place);
        }
    }

    private double[][] identity() {
        double[][] matrix = new double[names.size()][names.size()];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private void set(double[][] matrix, Statement s, double value) {
        int i = names.indexOf(s.first());
        int j = names.indexOf(s.second());
        matrix[i][j] = value;
        matrix[j][i] = value;
    }

    private List<String> notes(CorrelationMatrix.Repair latent, List<Correlation> pairs) {
        if (latent.distance() == 0) {
            return List.of();
        }
        List<String> moved = new ArrayList<>();
        for (Correlation pair : pairs) {
            if (Math.abs(pair.realised() - pair.stated()) >= VISIBLE) {
                moved.add(pair.first() + "-" + pair.second() + " " + Numbers.significant(pair.stated(), 4) + " became "
                        + Numbers.significant(pair.realised(), 4));
            }
        }
        int unstated = 0;
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                Set<String> both = Set.of(names.get(i), names.get(j));
                boolean stated = statements.stream().anyMatch(s -> both.equals(Set.of(s.first(), s.second())));
                unstated += !stated && Math.abs(latent.matrix().value(i, j)) >= VISIBLE ? 1 : 0;
            }
        }
        if (moved.size() > SHOWN) {
            int more = moved.size() - SHOWN;
            moved.subList(SHOWN, moved.size()).clear();
            moved.add(more + " more moved");
        }
        if (unstated > 0) {
            moved.add(unstated + (unstated == 1 ? " pair that is" : " pairs that are")
                    + " not stated became correlated");
        }
        return List.of("latent correlations: moved to the nearest possible matrix, by "
                + Numbers.significant(latent.distance(), 4) + " (Frobenius norm)" + (moved.isEmpty() ? "" : "; ")
                + String.join(", ", moved));
    }
}
