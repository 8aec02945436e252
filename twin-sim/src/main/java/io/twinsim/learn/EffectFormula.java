package io.twinsim.learn;

/** Writes the terms of a regression for formulas and for people. */
final class EffectFormula {

    private EffectFormula() {
    }

    /** A number, or the indicator of a label. */
    static String term(EffectTerm term) {
        String column = StructureText.name(term.column());
        return term.label().map(label -> StructureText.pretty(
                "lookup(" + column + ", " + StructureText.label(label) + ": 1, else: 0)")).orElse(column);
    }

    /** A term for people. */
    static String plain(EffectTerm term) {
        return term.column() + term.label().map(label -> " = " + label).orElse("");
    }
}
