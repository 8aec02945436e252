package io.twinsim.expr;

import io.twinsim.expr.DrawExpr.Row;
import io.twinsim.expr.DrawExpr.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses {@code transition(value, from: {to: p, ...}, ..., else: {...}, stream: 'name')}. */
final class TransitionParser {

    private static final String EXAMPLE = "such as transition(x, dry: {dry: 0.8, wet: rest}, wet: {wet: 1})";

    private final TokenStream tokens;
    private final Parser parser;
    private final CallParser calls;
    private int height;

    TransitionParser(TokenStream tokens, Parser parser, CallParser calls) {
        this.tokens = tokens;
        this.parser = parser;
        this.calls = calls;
    }

    Expr transition(Token name) {
        Expr value = parser.expression();
        height = parser.height();
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        @Nullable List<Target> otherwise = null;
        @Nullable String stream = null;
        while (stream == null && tokens.skipSign(",")) {
            if (tokens.atStream()) {
                stream = calls.stream();
            } else if (otherwise != null) {
                throw tokens.refuse("else must be the last row of transition");
            } else if (tokens.peek().isWord("else")) {
                tokens.take();
                otherwise = targets("else");
            } else {
                rows.add(row(seen));
            }
        }
        if (rows.isEmpty() && otherwise == null) {
            throw tokens.refuse("transition needs a row, " + EXAMPLE);
        }
        calls.close(name);
        return parser.above(height, new DrawExpr.Transition(value, rows, otherwise, stream, tokens.mark(name)));
    }

    private Row row(Set<String> seen) {
        Token first = tokens.peek();
        CallParser.Key from = calls.key("a row of transition");
        if (!seen.add(from.text())) {
            throw tokens.refuse("rows of transition must differ, got " + from.shown() + " twice", first);
        }
        return new Row(from.text(), targets(from.shown()), tokens.mark(first));
    }

    private List<Target> targets(String from) {
        tokens.expectSign(":", "the row " + from);
        tokens.expectSign("{", "the row " + from);
        List<Target> targets = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean rest = false;
        do {
            Token first = tokens.peek();
            CallParser.Key to = calls.key("a target of transition");
            if (!seen.add(to.text())) {
                throw tokens.refuse("targets of a row must differ, got " + to.shown() + " twice", first);
            }
            tokens.expectSign(":", "the target " + to.shown());
            boolean here = tokens.peek().isWord(Printer.REST)
                    && (tokens.second().isSign(",") || tokens.second().isSign("}"));
            if (here && rest) {
                throw tokens.refuse("a row of transition must have at most one rest");
            }
            rest |= here;
            targets.add(new Target(to.text(), here ? rest() : probability(), tokens.mark(first)));
        } while (tokens.skipSign(","));
        tokens.expectSign("}", "the targets of row " + from);
        return targets;
    }

    private @Nullable Expr rest() {
        tokens.take();
        return null;
    }

    private Expr probability() {
        Expr probability = parser.expression();
        height = Math.max(height, parser.height());
        return probability;
    }
}
