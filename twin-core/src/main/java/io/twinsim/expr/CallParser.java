package io.twinsim.expr;

import io.twinsim.internal.text.Names;
import io.twinsim.random.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses everything that has a name and brackets, and the list after {@code in}. */
final class CallParser {

    private static final List<String> SPECIAL =
            List.of("lookup", "predict", "first", "coupled", "transition", "categorical", "truncated", "mixture",
            "empirical");

    private final TokenStream tokens;
    private final Parser parser;

    CallParser(TokenStream tokens, Parser parser) {
        this.tokens = tokens;
        this.parser = parser;
    }

    /** Parses the call of a name that was just taken; an opening bracket comes next. */
    Expr call(Token name) {
        String word = name.text();
        tokens.take();
        switch (word) {
            case "lookup":
                return lookup(name);
            case "predict":
                return prediction(name);
            case "first":
                return first(name);
            case "coupled":
                return coupled(name);
            case "transition":
                return new TransitionParser(tokens, parser, this).transition(name);
            case "categorical":
                return categories(name);
            case "mixture":
                return mixture(name);
            default:
                return positional(name);
        }
    }

    private Expr positional(Token name) {
        String word = name.text();
        Optional<Function> function = Function.find(word);
        Optional<Family> family = Family.find(word);
        if (function.isEmpty() && family.isEmpty() && !SPECIAL.contains(word)) {
            List<String> known = new ArrayList<>(Function.names());
            known.addAll(SPECIAL);
            known.addAll(Family.names());
            throw tokens.refuse(Names.unknown("function", word, known, Family.namesElsewhere()), name);
        }
        Arguments arguments = arguments(name, function.isEmpty());
        List<Expr> values = arguments.values();
        Mark mark = tokens.mark(name);
        Expr node;
        if (function.isPresent()) {
            Function f = function.get();
            boolean several = f.isVariadic() && values.stream()
                    .anyMatch(v -> v instanceof Expr.Variable variable && Lexer.isWildcard(variable.name()));
            count(name, several || f.takes(values.size()), f.count(), f.signature(), values.size());
            node = new Expr.Call(f, values, mark);
        } else if (family.isPresent()) {
            List<String> names = family.get().parameterNames();
            count(name, values.size() == names.size(), counted(names.size()), String.join(", ", names), values.size());
            node = new DrawExpr.Simple(family.get(), values, arguments.stream(), mark);
        } else if (word.equals("truncated")) {
            count(name, values.size() == 3, "3 arguments", "distribution, lower, upper", values.size());
            DrawExpr inner = distribution(values.get(0), "truncated");
            node = new DrawExpr.Truncated(inner, values.get(1), values.get(2), arguments.stream(), mark);
        } else {
            count(name, values.size() >= 2, "at least 2 arguments", "q0, q1, ...", values.size());
            node = new DrawExpr.Empirical(values, arguments.stream(), mark);
        }
        return parser.above(arguments.height(), node);
    }

    private static String counted(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }

    private void count(Token name, boolean fits, String expected, String signature, int got) {
        if (!fits) {
            throw tokens.refuse(name.text() + " takes " + expected + " (" + signature + "), got " + got, name);
        }
    }

    private static DrawExpr distribution(Expr value, String of) {
        if (!(value instanceof DrawExpr draw) || draw instanceof DrawExpr.Categories
                || draw instanceof DrawExpr.Transition) {
            throw value.mark().refuse(of + " needs a distribution of numbers, such as normal(0, 1), got " + value);
        }
        if (draw.stream() != null) {
            throw value.mark().refuse("stream must stand in " + of + " itself, not in the distribution inside");
        }
        return draw;
    }

    private record Arguments(List<Expr> values, @Nullable String stream, int height) {
    }

    private Arguments arguments(Token name, boolean draw) {
        List<Expr> values = new ArrayList<>();
        @Nullable String stream = null;
        int height = 0;
        if (!tokens.skipSign(")")) {
            do {
                if (draw && tokens.atStream()) {
                    stream = stream();
                    break;
                }
                if (tokens.peek().isName() && tokens.second().isSign(":")) {
                    throw tokens.refuse(name.text() + " takes its arguments by position"
                            + (draw ? ", but for stream: 'name'" : "")
                            + ", got " + Names.quote(tokens.peek().text() + ":"));
                }
                values.add(parser.expression());
                height = Math.max(height, parser.height());
            } while (tokens.skipSign(","));
            close(name);
        }
        return new Arguments(values, stream, height);
    }

    void close(Token name) {
        tokens.expectSign(")", "the arguments of " + name.text());
    }

    String stream() {
        tokens.take();
        tokens.take();
        Token label = tokens.take();
        if (label.text().isEmpty() || label.text().indexOf('/') >= 0) {
            throw tokens.refuse("stream must be a name without \"/\", got " + Printer.label(label.text()), label);
        }
        return label.text();
    }

    private Expr lookup(Token name) {
        Expr value = parser.expression();
        int height = parser.height();
        List<Expr.Case> cases = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        @Nullable Expr otherwise = null;
        while (otherwise == null && tokens.skipSign(",")) {
            if (tokens.peek().isWord("else") && tokens.second().isSign(":")) {
                tokens.take();
                tokens.take();
                otherwise = parser.expression();
            } else {
                cases.add(lookupCase(seen));
            }
            height = Math.max(height, parser.height());
        }
        if (otherwise != null && tokens.peek().isSign(",")) {
            throw tokens.refuse("else must be the last argument of lookup");
        }
        if (cases.isEmpty()) {
            throw tokens.refuse("lookup needs a key with a result, such as lookup(x, key: 1, else: 0)");
        }
        close(name);
        return parser.above(height, new Expr.Lookup(value, cases, otherwise, tokens.mark(name)));
    }

    private Expr.Case lookupCase(Set<String> seen) {
        Token first = tokens.peek();
        Key key = key("a key of lookup");
        if (!seen.add(key.whole() + key.text())) {
            throw tokens.refuse("keys of lookup must differ, got " + key.shown() + " twice", first);
        }
        tokens.expectSign(":", "the key " + key.shown());
        return new Expr.Case(key.text(), key.whole(), parser.expression(), tokens.mark(first));
    }

    record Key(String text, boolean whole) {
        String shown() {
            return whole ? text : Printer.label(text);
        }
    }

    Key key(String what) {
        Token token = tokens.take();
        boolean negative = token.isSign("-");
        Token digits = negative ? tokens.take() : token;
        if (digits.type() == Token.Type.NUMBER) {
            double value = Double.parseDouble(digits.text());
            if (Math.rint(value) != value || value > Integer.MAX_VALUE) {
                throw tokens.refuse(what + " must be a whole number or a label, got " + digits.text(), token);
            }
            return new Key(Long.toString(negative ? -(long) value : (long) value), true);
        }
        if (negative || !token.isPlainName() && token.type() != Token.Type.LABEL) {
            throw tokens.refuse(what + " must be a name, a whole number or a quoted label, got " + token.shown(),
                    token);
        }
        return new Key(token.text(), false);
    }

    private Expr prediction(Token name) {
        Token model = tokens.take();
        if (!model.isPlainName()) {
            throw tokens.refuse("predict takes the name of a learned model, got " + model.shown(), model);
        }
        close(name);
        return new Expr.Prediction(model.text(), null, tokens.mark(name));
    }

    /** The value at the start of time, as a name of its own. */
    private Expr first(Token name) {
        Token variable = tokens.take();
        if (!variable.isName()) {
            throw tokens.refuse("first takes the name of a variable, got " + variable.shown(), variable);
        }
        close(name);
        return parser.above(0, new Expr.Variable("first." + variable.text(), tokens.mark(name)));
    }

    private Expr coupled(Token name) {
        Token coupling = tokens.take();
        if (!coupling.isPlainName()) {
            throw tokens.refuse("coupled takes the name of a coupling and a variable, got " + coupling.shown(),
                    coupling);
        }
        tokens.expectSign(",", "the coupling");
        Token variable = tokens.take();
        if (!variable.isName()) {
            throw tokens.refuse("coupled takes the name of a coupling and a variable, got " + variable.shown(),
                    variable);
        }
        close(name);
        return parser.above(1, new Expr.Coupled(coupling.text(),
                new Expr.Variable(variable.text(), tokens.mark(variable)), tokens.mark(name)));
    }

    private Expr categories(Token name) {
        Set<String> labels = new LinkedHashSet<>();
        List<Expr> probabilities = new ArrayList<>();
        @Nullable String stream = null;
        int height = 0;
        do {
            if (tokens.atStream()) {
                stream = stream();
                break;
            }
            Token first = tokens.peek();
            Key key = key("a label of categorical");
            if (!labels.add(key.text())) {
                throw tokens.refuse("labels of categorical must differ, got " + key.shown() + " twice", first);
            }
            tokens.expectSign(":", "the label " + key.shown());
            probabilities.add(parser.expression());
            height = Math.max(height, parser.height());
        } while (tokens.skipSign(","));
        if (labels.isEmpty()) {
            throw tokens.refuse("categorical needs a label with a probability");
        }
        close(name);
        return parser.above(height,
                new DrawExpr.Categories(List.copyOf(labels), probabilities, stream, tokens.mark(name)));
    }

    private Expr mixture(Token name) {
        List<Expr> weights = new ArrayList<>();
        List<DrawExpr> distributions = new ArrayList<>();
        @Nullable String stream = null;
        int height = 0;
        do {
            if (tokens.atStream()) {
                stream = stream();
                break;
            }
            weights.add(parser.expression());
            height = Math.max(height, parser.height());
            tokens.expectSign(":", "the weight in mixture");
            distributions.add(distribution(parser.expression(), "mixture"));
            height = Math.max(height, parser.height());
        } while (tokens.skipSign(","));
        if (weights.isEmpty()) {
            throw tokens.refuse("mixture needs a weight with a distribution");
        }
        close(name);
        return parser.above(height, new DrawExpr.Mixture(weights, distributions, stream, tokens.mark(name)));
    }

    /** The list after {@code in}. */
    List<Expr> members() {
        tokens.expectSign("(", "in");
        List<Expr> members = new ArrayList<>();
        do {
            Token first = tokens.peek();
            Expr member = parser.expression();
            Expr bare = member instanceof Expr.Negation negation ? negation.operand() : member;
            if (!(bare instanceof Expr.NumberLiteral || bare instanceof Expr.ParameterValue
                    || member instanceof Expr.LabelLiteral)) {
                throw tokens.refuse("in needs a list of numbers, labels or parameters, got " + member, first);
            }
            members.add(member);
        } while (tokens.skipSign(","));
        tokens.expectSign(")", "the list of in");
        return members;
    }
}
