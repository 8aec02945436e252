package io.twinsim.report;

import io.twinsim.inference.Interval;
import io.twinsim.timeline.EffectCurve;
import io.twinsim.timeline.EffectPoint;
import io.twinsim.timeline.StepSummary;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the observed nodes of a timeline are in the end, in every arm, and what the arms change. */
final class ReportEnds {

    private static final int MOST_LABELS = 4;
    private static final int MOST_ROWS = 60;
    private static final int DECIMALS = 4;
    private static final double TAIL = 0.05;

    private final TimelineResult result;

    ReportEnds(TimelineResult result) {
        this.result = result;
    }

    /**
     * What has a curve: numbers and flags as they are, of a category its most frequent labels at the end.
     *
     * @param most the most names
     */
    List<String> curves(int most) {
        List<String> names = new ArrayList<>();
        for (String name : result.names()) {
            StepSummary control = result.summary(name);
            if (control.labels().isEmpty()) {
                names.add(name);
            } else {
                labels(control).forEach(label -> names.add(name + "=" + label));
            }
        }
        return names.subList(0, Math.min(most, names.size()));
    }

    /** The labels that most twins have at the end, in the order of the world. */
    private static List<String> labels(StepSummary summary) {
        List<String> labels = summary.labels();
        return IntStream.range(0, labels.size()).boxed()
                .sorted(Comparator.comparingDouble(k -> -last(summary.share(labels.get(k))))).limit(MOST_LABELS)
                .sorted().map(labels::get).toList();
    }

    /** The first observed node; of a category its most frequent label at the end. */
    Optional<String> headline() {
        return result.names().stream().findFirst().map(name -> {
            StepSummary control = result.summary(name);
            return name + control.labels().stream()
                    .max(Comparator.comparingDouble(label -> last(control.share(label)))).map(l -> "=" + l).orElse("");
        });
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    /** The mean of a number, or a share, at all times. */
    double[] values(String curve, String arm) {
        int equals = curve.lastIndexOf('=');
        return result.names().contains(curve) ? result.summary(curve, arm).mean()
                : result.summary(curve.substring(0, equals), arm).share(curve.substring(equals + 1));
    }

    /** What {@link #values} are: means or shares. */
    String what(String curve) {
        return isNumber(curve) ? "mean" : "share";
    }

    private boolean isNumber(String curve) {
        return result.names().contains(curve) && switch (result.summary(curve).type()) {
            case REAL, INTEGER -> true;
            default -> false;
        };
    }

    private double end(String curve, String arm) {
        return last(values(curve, arm));
    }

    void write(ReportMarkup out) {
        List<String> all = curves(Integer.MAX_VALUE);
        List<String> shown = all.subList(0, Math.min(all.size(), MOST_ROWS));
        if (result.arms().size() == 1) {
            control(out, shown);
        } else {
            for (String arm : result.arms().subList(1, result.arms().size())) {
                effects(out, shown, arm);
            }
        }
        if (all.size() > shown.size()) {
            out.note("And " + ReportWords.count(all.size() - shown.size(), "more value")
                    + ", which the JSON form of the result holds.");
        }
    }

    /** How many of the other nodes are better, worse and so on in an arm, of those with a better direction. */
    Map<String, Integer> others(String head, String arm) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : curves(Integer.MAX_VALUE)) {
            EffectCurve curve = result.effect(name, arm);
            EffectPoint end = curve.last();
            if (!name.equals(head) && curve.higherIsBetter().isPresent()) {
                counts.merge(verdict(curve, end.estimate(), end.standardError(), end.lower(), end.upper()), 1,
                        Integer::sum);
            }
        }
        return counts;
    }

    private void effects(ReportMarkup out, List<String> curves, String arm) {
        String level = ReportWords.percent(result.effect(curves.get(0), arm).level());
        ReportTable table = ReportTable.of("Means and shares at the end, in control and in " + arm + ", with what "
                + arm + " changes (" + level + " intervals, each for one number alone)", "At the end", ">"
                + arms().get(0), ">" + arm, ">Effect", ">Lower", ">Upper", "Says");
        for (String name : curves) {
            EffectCurve curve = result.effect(name, arm);
            EffectPoint end = curve.last();
            boolean chance = end.standardError() > 0;
            int decimals = chance ? decimals((end.upper() - end.lower()) / 2) : DECIMALS;
            List<String> ends = ReportWords.pair(end(name, arms().get(0)), end(name, arm));
            table.row(name, ends.get(0), ends.get(1),
                    end.estimate() == 0 ? "0" : ReportWords.signed(end.estimate(), decimals),
                    chance ? ReportWords.fixed(end.lower(), decimals) : ReportWords.NONE,
                    chance ? ReportWords.fixed(end.upper(), decimals) : ReportWords.NONE,
                    verdict(curve, end.estimate(), end.standardError(), end.lower(), end.upper()));
        }
        table.write(out);
    }

    private List<String> arms() {
        return result.arms();
    }

    private void control(ReportMarkup out, List<String> curves) {
        ReportTable table = ReportTable.of("The twins at the end", "At the end", ">Mean or share", ">Sd", ">5\u00a0%",
                ">Median", ">95\u00a0%");
        for (String name : curves) {
            String mean = ReportWords.number(end(name, arms().get(0)));
            if (isNumber(name)) {
                StepSummary summary = result.summary(name);
                table.row(name, mean, ReportWords.number(last(summary.sd())),
                        ReportWords.number(last(summary.quantile(TAIL))),
                        ReportWords.number(last(summary.quantile(0.5))),
                        ReportWords.number(last(summary.quantile(1 - TAIL))));
            } else {
                table.row(name, mean, ReportWords.NONE, ReportWords.NONE, ReportWords.NONE, ReportWords.NONE);
            }
        }
        table.write(out);
    }

    /** Two digits of what is not known. */
    static int decimals(double half) {
        return Math.max(0, ReportWords.decimals(half) - 1);
    }

    static int decimals(Interval interval) {
        return decimals(interval.width() / 2);
    }

    /** What an effect with these limits means, in the words of the world. */
    static String verdict(EffectCurve curve, double estimate, double error, double lower, double upper) {
        if (Double.isNaN(error)) {
            return "one twin";
        }
        if (error == 0 && estimate == 0) {
            return "no difference";
        }
        if (!(lower > 0 || upper < 0)) {
            return "not clear";
        }
        boolean up = estimate > 0;
        return curve.higherIsBetter().map(higher -> higher == up ? "better" : "worse").orElse(up ? "up" : "down");
    }
}
