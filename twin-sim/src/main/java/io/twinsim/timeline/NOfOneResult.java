package io.twinsim.timeline;

import io.twinsim.inference.Estimate;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an N-of-1 trial says about its one twin.
 *
 * @param effect treated less control, with its interval; notes say what a reader must know
 * @param df the degrees of freedom of the interval
 * @param autocorrelation the estimated correlation of errors of neighbouring steps
 * @param trend the estimated change per step that has nothing to do with the treatment
 * @param controlMean the plain mean of the analysed control steps
 * @param treatedMean the plain mean of the analysed treated steps
 * @param permutationP the two-sided p-value over relabelings; empty if the order was not drawn or there is no error
 * @param relabelings the number of relabelings tried
 * @param exact whether those are all there are
 * @param causal whether the order was drawn at random
 * @param periods the number of periods
 * @param washout steps left out at the start of each
 */
public record NOfOneResult(
        Estimate effect, double df, double autocorrelation, double trend, double controlMean, double treatedMean,
        OptionalDouble permutationP, int relabelings, boolean exact, boolean causal, int periods, int washout) {

    /**
     * The result for people.
     *
     * @return lines of at most 100 characters
     */
    public String table() {
        StringBuilder out = new StringBuilder();
        int decimals = Numbers.decimals(effect.interval().width());
        out.append("N-of-1: ").append(periods).append(" periods, ").append(Numbers.grouped(effect.n()))
                .append(" steps analysed").append(washout == 0 ? "" : ", " + washout + " of washout in each period")
                .append('\n');
        out.append("  control   ").append(Numbers.fixed(controlMean, decimals)).append("\n  treated   ")
                .append(Numbers.fixed(treatedMean, decimals)).append("\n  effect    ")
                .append(Numbers.signed(effect.estimate(), decimals)).append(", ")
                .append(Numbers.significant(100 * effect.interval().level(), 6)).append(" % ")
                .append(Numbers.fixed(effect.interval().lower(), decimals)).append("..")
                .append(Numbers.fixed(effect.interval().upper(), decimals))
                .append(" (").append(Numbers.significant(df, 3)).append(" df), trend and autocorrelation ")
                .append(Numbers.fixed(autocorrelation, 2)).append(" taken out\n");
        permutationP.ifPresent(p -> out.append("  test      p = ").append(Numbers.significant(p, 3)).append(" over ")
                .append(exact ? "all " : "").append(Numbers.grouped(relabelings))
                .append(exact ? " orders that could have been drawn\n" : " drawn orders\n"));
        effect.notes().forEach(note -> out.append(Lines.paragraph(2, note)));
        return out.toString();
    }

    /**
     * The result as a tree of maps, lists, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("causal", causal);
        tree.put("periods", periods);
        tree.put("washout", washout);
        tree.put("controlMean", controlMean);
        tree.put("treatedMean", treatedMean);
        tree.put("effect", effect.toTree());
        tree.put("df", df);
        tree.put("autocorrelation", autocorrelation);
        tree.put("trend", trend);
        permutationP.ifPresent(p -> {
            tree.put("permutationP", p);
            tree.put("relabelings", relabelings);
            tree.put("exact", exact);
        });
        return tree;
    }

    /**
     * The result as one JSON object.
     *
     * @return JSON text
     */
    public String toJson() {
        return JsonText.write(toTree());
    }

    /** One line such as {@code NOfOneResult[+2.31, 95 % 1.20..3.42, p=0.0078, 8 periods]}. */
    @Override
    public String toString() {
        int decimals = Numbers.decimals(effect.interval().width());
        return Lines.one("NOfOneResult[" + Numbers.signed(effect.estimate(), decimals) + ", "
                + Numbers.significant(100 * effect.interval().level(), 6) + " % "
                + Numbers.fixed(effect.interval().lower(), decimals) + ".."
                + Numbers.fixed(effect.interval().upper(), decimals)
                + (permutationP.isPresent() ? ", p=" + Numbers.significant(permutationP.getAsDouble(), 2) : "")
                + (causal ? "" : ", not causal") + ", " + periods + " periods]");
    }
}
