package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
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
    static String of(Adjustment adjustment, int decimals) {
        boolean alone = adjustment.estimators().size() == 1 && adjustment.isPlain();
        StringBuilder text = new StringBuilder();
        if (!alone) {
            text.append('\n').append(estimators(adjustment, decimals)).append(problems(adjustment));
        }
        if (!adjustment.balance().isEmpty()) {
            text.append('\n').append(balance(adjustment));
        }
        adjustment.propensity().ifPresent(one -> text.append(Lines.paragraph(2, "propensity " + one)));
        adjustment.eValue().ifPresent(one -> text.append(Lines.paragraph(2, "E-value " + one)));
        return text.toString();
    }

    /** Very large numbers leave room for nothing but themselves. */
    private static String estimators(Adjustment adjustment, int decimals) {
        String full = table(adjustment, decimals, true);
        return full.lines().allMatch(line -> line.length() <= Lines.WIDTH) ? full : table(adjustment, decimals, false);
    }

    private static String table(Adjustment adjustment, int decimals, boolean full) {
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
        return table.render(2);
    }

    private static String problems(Adjustment adjustment) {
        StringBuilder text = new StringBuilder();
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
                text.append(Lines.paragraph(2, one.estimator().id() + ": " + String.join("; ", about)));
            }
        }
        return text.toString();
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

    private static String balance(Adjustment adjustment) {
        TextTable table = TextTable.of("covariate", ">treated", ">control", ">SMD", ">weighted");
        for (CovariateBalance one : adjustment.balance()) {
            table.row(ExperimentText.cut(one.covariate(), LABEL), Numbers.significant(one.treatedMean(), 5),
                    Numbers.significant(one.controlMean(), 5), Numbers.signed(one.raw(), 3), shown(one.weighted(), 3));
        }
        return table.render(2);
    }

    private static String shown(OptionalDouble value, int decimals) {
        return value.isPresent() ? Numbers.fixed(value.getAsDouble(), decimals) : NONE;
    }
}
