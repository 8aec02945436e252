package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The printed form of what other estimators say, and of the balance of the arms. */
final class AdjustmentText {

    private static final int LABEL = 40;
    private static final String NONE = "-";
    private static final double MANY = 1000;

    private AdjustmentText() {
    }

    /** Nothing for a plain difference, which stands in the headline already. */
    static void write(Page page, Adjustment adjustment, int decimals) {
        boolean alone = adjustment.estimators().size() == 1 && adjustment.isPlain();
        if (!alone) {
            page.gap().table(2, "effect by estimator", estimators(adjustment, decimals));
            problems(page, adjustment);
        }
        if (!adjustment.balance().isEmpty()) {
            page.gap().table(2, "balance of the arms", balance(adjustment));
        }
        adjustment.propensity().ifPresent(one -> page.line(2, "propensity " + one.text()));
        adjustment.eValue().ifPresent(one -> page.line(2, "E-value " + one));
    }

    /** Very large numbers leave room for nothing but themselves. */
    private static TextTable estimators(Adjustment adjustment, int decimals) {
        TextTable full = table(adjustment, decimals, true);
        return full.width() + 2 <= Lines.WIDTH ? full : table(adjustment, decimals, false);
    }

    private static TextTable table(Adjustment adjustment, int decimals, boolean full) {
        List<String> headings = new ArrayList<>(List.of("estimator", ">effect", ">se", ">lower", ">upper"));
        if (full) {
            headings.addAll(List.of("error", ">df", ">n"));
        }
        TextTable table = TextTable.of(headings.toArray(new String[0]));
        for (AdjustedEstimate one : adjustment.estimators()) {
            one.estimate().ifPresent(made -> {
                List<String> cells = new ArrayList<>(List.of(
                        one.estimator().id() + (one.estimator() == adjustment.estimator() ? " *" : ""),
                        Numbers.signed(made.estimate(), decimals + 1), Numbers.significant(made.standardError(), 4),
                        Numbers.fixed(made.interval().lower(), decimals + 1),
                        Numbers.fixed(made.interval().upper(), decimals + 1)));
                if (full) {
                    cells.addAll(List.of(one.error(), df(one.df()), Numbers.grouped(made.n())));
                }
                table.row(cells.toArray(new String[0]));
            });
        }
        return table;
    }

    private static void problems(Page page, Adjustment adjustment) {
        for (AdjustedEstimate one : adjustment.estimators()) {
            List<String> about = new ArrayList<>();
            if (!one.problem().isEmpty()) {
                about.add(one.problem());
            }
            one.effectiveSizes().ifPresent(sizes -> about.add("effective sample size " + sizes));
            one.otherError().ifPresent(other -> about.add("se " + Numbers.significant(other.standardError(), 4) + " "
                    + words(other.kind())));
            if (one.estimator() != adjustment.estimator()) {
                about.addAll(one.notes());
            }
            if (!about.isEmpty()) {
                page.line(2, one.estimator().id() + ": " + String.join("; ", about));
            }
        }
    }

    /** Whole numbers where a decimal would say nothing. */
    private static String df(OptionalDouble df) {
        return df.isPresent() && df.getAsDouble() >= MANY ? Numbers.fixed(df.getAsDouble(), 0) : shown(df, 1);
    }

    private static String words(String kind) {
        return switch (kind) {
            case "stacked" -> "with all nuisance models counted in";
            case "superpopulation" -> "for the population that the units are a sample of";
            default -> "if the weights were known";
        };
    }

    private static TextTable balance(Adjustment adjustment) {
        TextTable table = TextTable.of("covariate", ">treated", ">control", ">SMD", ">weighted");
        for (CovariateBalance one : adjustment.balance()) {
            table.row(ExperimentText.cut(one.covariate(), LABEL), Numbers.significant(one.treatedMean(), 5),
                    Numbers.significant(one.controlMean(), 5), Numbers.signed(one.raw(), 3), shown(one.weighted(), 3));
        }
        return table;
    }

    private static String shown(OptionalDouble value, int decimals) {
        return value.isPresent() ? Numbers.fixed(value.getAsDouble(), decimals) : NONE;
    }
}
