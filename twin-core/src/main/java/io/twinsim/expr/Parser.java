package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recursive descent, one method per level of operators. Whatever has brackets is left to {@link CallParser}. */
final class Parser {

    /** Parentheses and calls inside each other. */
    static final int NESTING = 100;
    /** Nodes from the root to the deepest leaf; chains of operators count one each. */
    static final int HEIGHT = 500;

    private static final Map<String, Operator> COMPARISONS = Map.of("<", Operator.LESS, "<=", Operator.AT_MOST,
            ">", Operator.GREATER, ">=", Operator.AT_LEAST, "==", Operator.EQUAL, "=", Operator.EQUAL,
            "!=", Operator.DIFFERENT, "<>", Operator.DIFFERENT);

    private final TokenStream tokens;
    private final CallParser calls;
    private int nesting;
    /** Height of the node returned last. */
    private int height;

    Parser(Formula formula) {
        this.tokens = new TokenStream(formula);
        this.calls = new CallParser(tokens, this);
    }

    Expr parse() {
        if (tokens.peek().type() == Token.Type.END) {
            throw tokens.refuse("a formula must not be empty");
        }
        Expr root = expression();
        Token rest = tokens.peek();
        if (rest.type() != Token.Type.END) {
            throw tokens.refuse("expected an operator or the end, got " + rest.shown());
        }
        return root;
    }

    Expr expression() {
        if (++nesting > NESTING) {
            throw tokens.refuse("a formula must not nest deeper than " + NESTING
                    + " levels; derive a variable for a part of it");
        }
        Expr node = disjunction();
        nesting--;
        return node;
    }

    int height() {
        return height;
    }

    /** Notes that a node stands above children of the given height. */
    <N extends Expr> N above(int children, N node) {
        height = children + 1;
        if (height > HEIGHT) {
            throw node.mark().refuse(
                    "a formula must not be higher than " + HEIGHT + " operators; derive a variable for a part of it");
        }
        return node;
    }

    private Expr disjunction() {
        Expr left = conjunction();
        while (tokens.peek().isWord("or")) {
            left = binary(Operator.OR, left, this::conjunction);
        }
        return left;
    }

    private Expr conjunction() {
        Expr left = negated();
        while (tokens.peek().isWord("and")) {
            left = binary(Operator.AND, left, this::negated);
        }
        return left;
    }

    private Expr negated() {
        if (!tokens.peek().isWord("not")) {
            return comparison();
        }
        List<Token> nots = new ArrayList<>();
        while (tokens.peek().isWord("not")) {
            nots.add(tokens.take());
        }
        Expr node = comparison();
        for (int i = nots.size() - 1; i >= 0; i--) {
            node = above(height, new Expr.Not(node, tokens.mark(nots.get(i))));
        }
        return node;
    }

    private Expr comparison() {
        Expr left = sum();
        Token sign = tokens.peek();
        @Nullable Operator operator = comparison(sign);
        Expr node = operator != null ? binary(operator, left, this::sum) : membership(left);
        Token again = tokens.peek();
        if (node != left && (comparison(again) != null || again.isWord("in"))) {
            throw tokens.refuse("comparisons do not chain; write between(x, a, b), or join two comparisons by and");
        }
        return node;
    }

    private static @Nullable Operator comparison(Token token) {
        return token.type() == Token.Type.SIGN ? COMPARISONS.get(token.text()) : null;
    }

    private Expr membership(Expr value) {
        Token start = tokens.peek();
        boolean negated = start.isWord("not") && tokens.second().isWord("in");
        if (!negated && !start.isWord("in")) {
            return value;
        }
        if (negated) {
            tokens.take();
        }
        tokens.take();
        int valueHeight = height;
        Expr node = above(valueHeight + 1, new Expr.Membership(value, calls.members(), tokens.mark(start)));
        return negated ? above(height, new Expr.Not(node, tokens.mark(start))) : node;
    }

    private Expr sum() {
        Expr left = product();
        while (tokens.peek().isSign("+") || tokens.peek().isSign("-")) {
            left = binary(tokens.peek().isSign("+") ? Operator.ADD : Operator.SUBTRACT, left, this::product);
        }
        return left;
    }

    private Expr product() {
        Expr left = signed();
        while (tokens.peek().isSign("*") || tokens.peek().isSign("/")) {
            left = binary(tokens.peek().isSign("*") ? Operator.MULTIPLY : Operator.DIVIDE, left, this::signed);
        }
        return left;
    }

    private Expr binary(Operator operator, Expr left, java.util.function.Supplier<Expr> operand) {
        Token sign = tokens.take();
        int leftHeight = height;
        Expr right = operand.get();
        return above(Math.max(leftHeight, height), new Expr.Binary(operator, left, right, tokens.mark(sign)));
    }

    private Expr signed() {
        List<Token> signs = new ArrayList<>();
        while (tokens.peek().isSign("-")) {
            signs.add(tokens.take());
        }
        Expr node = primary();
        for (int i = signs.size() - 1; i >= 0; i--) {
            node = above(height, new Expr.Negation(node, tokens.mark(signs.get(i))));
        }
        return node;
    }

    private Expr primary() {
        Token token = tokens.take();
        Mark mark = tokens.mark(token);
        height = 0;
        switch (token.type()) {
            case NUMBER:
                return new Expr.NumberLiteral(Double.parseDouble(token.text()), mark);
            case LABEL:
                return new Expr.LabelLiteral(token.text(), mark);
            case PARAMETER:
                return new Expr.ParameterValue(token.text(), mark);
            case COEFFICIENT:
                return new Expr.CoefficientValue(token.text(), mark);
            case QUOTED_NAME:
                return new Expr.Variable(token.text(), mark);
            case WORD:
                return word(token, mark);
            default:
                return bracketed(token);
        }
    }

    private Expr bracketed(Token token) {
        if (token.isSign("(")) {
            Expr node = expression();
            tokens.expectSign(")", "the expression in brackets");
            return node;
        }
        throw tokens.refuse("expected a value, got " + token.shown(), token);
    }

    private Expr word(Token token, Mark mark) {
        String word = token.text();
        if (tokens.peek().isSign("(") && (!Printer.RESERVED.contains(word) || Printer.TIME.contains(word))) {
            return calls.call(token);
        }
        switch (word) {
            case "true":
            case "false":
                return new Expr.FlagLiteral(word.equals("true"), mark);
            case "else":
                throw tokens.refuse("\"else\" is reserved for lookup", token);
            case "and":
            case "or":
            case "not":
            case "in":
                throw tokens.refuse("expected a value, got " + token.shown(), token);
            default:
                return new Expr.Variable(word, mark);
        }
    }
}
