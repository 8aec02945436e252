package io.twinsim.expr;

import io.twinsim.expr.SeparableForm.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Expands a formula into products of a part without columns and a part without coefficients. Gives up where expanding
 * adds so many nodes to a part that the products would cost more than the formula, or makes it higher than formulas
 * may be.
 */
final class Separation {

    private static final Expr ONE = Expr.number(1);
    private static final Expr ZERO = Expr.number(0);
    /** How many nodes a part may have beyond those of the formula. */
    private static final int GROWTH = 1000;

    private final Facts facts = new Facts();
    private final int largest;

    Separation(Expr formula) {
        largest = facts.size(formula) + GROWTH;
    }

    Optional<List<Term>> terms(Expr node) {
        if (!facts.hasCoefficients(node)) {
            return Optional.of(List.of(new Term(ONE, node)));
        }
        if (!facts.hasVariables(node)) {
            return Optional.of(List.of(new Term(node, ONE)));
        }
        if (node instanceof Expr.Negation negation) {
            return terms(negation.operand()).flatMap(terms -> bounded(negated(terms)));
        }
        if (node instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Expr.Call call && call.function() == Function.IF) {
            return choice(call);
        }
        return node instanceof Expr.Lookup lookup ? lookup(lookup) : Optional.empty();
    }

    private Optional<List<Term>> binary(Expr.Binary node) {
        Optional<List<Term>> left = terms(node.left());
        Optional<List<Term>> right = terms(node.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return switch (node.operator()) {
            case ADD -> merged(left.get(), right.get());
            case SUBTRACT -> merged(left.get(), negated(right.get()));
            case MULTIPLY -> products(left.get(), right.get());
            case DIVIDE -> quotients(left.get(), right.get());
            default -> Optional.empty();
        };
    }

    private static List<Term> negated(List<Term> terms) {
        return terms.stream()
                .map(t -> new Term(new Expr.Negation(t.coefficientPart(), Mark.NONE), t.rowPart())).toList();
    }

    private Optional<List<Term>> products(List<Term> left, List<Term> right) {
        List<Term> products = new ArrayList<>();
        for (Term a : left) {
            for (Term b : right) {
                products.add(new Term(times(a.coefficientPart(), b.coefficientPart()),
                        times(a.rowPart(), b.rowPart())));
            }
        }
        return merged(products, List.of());
    }

    private Optional<List<Term>> quotients(List<Term> left, List<Term> right) {
        if (right.size() != 1) {
            return Optional.empty();
        }
        Term by = right.get(0);
        return bounded(left.stream().map(t -> new Term(over(t.coefficientPart(), by.coefficientPart()),
                over(t.rowPart(), by.rowPart()))).toList());
    }

    /** A condition without coefficients is part of the row: a branch's products count where it is taken. */
    private Optional<List<Term>> choice(Expr.Call node) {
        Expr condition = node.arguments().get(0);
        Optional<List<Term>> then = terms(node.arguments().get(1));
        Optional<List<Term>> otherwise = terms(node.arguments().get(2));
        if (facts.hasCoefficients(condition) || then.isEmpty() || otherwise.isEmpty()) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        then.get().forEach(t -> terms.add(new Term(t.coefficientPart(), where(condition, t.rowPart(), ZERO))));
        otherwise.get().forEach(
                t -> terms.add(new Term(t.coefficientPart(), where(condition, ZERO, t.rowPart()))));
        return merged(terms, List.of());
    }

    private static Expr where(Expr condition, Expr then, Expr otherwise) {
        return new Expr.Call(Function.IF, List.of(condition, then, otherwise), Mark.NONE);
    }

    private Optional<List<Term>> lookup(Expr.Lookup node) {
        if (facts.hasCoefficients(node.value())) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        for (Expr.Case one : node.cases()) {
            Optional<List<Term>> parts = terms(one.result());
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            for (Term part : parts.get()) {
                Expr.Case here = new Expr.Case(one.key(), one.whole(), part.rowPart(), Mark.NONE);
                terms.add(new Term(part.coefficientPart(),
                        new Expr.Lookup(node.value(), List.of(here), ZERO, Mark.NONE)));
            }
        }
        if (node.otherwise() != null) {
            Optional<List<Term>> parts = terms(node.otherwise());
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            List<Expr.Case> zeros = node.cases().stream()
                    .map(c -> new Expr.Case(c.key(), c.whole(), ZERO, Mark.NONE)).toList();
            parts.get().forEach(t -> terms.add(new Term(t.coefficientPart(),
                    new Expr.Lookup(node.value(), zeros, t.rowPart(), Mark.NONE))));
        }
        return merged(terms, List.of());
    }

    /** Joins products with the same row part or the same coefficient part where that is exact in form. */
    private Optional<List<Term>> merged(List<Term> a, List<Term> b) {
        Map<Facts.Key, Expr> byRow = new LinkedHashMap<>();
        for (List<Term> terms : List.of(a, b)) {
            for (Term term : terms) {
                byRow.merge(facts.key(term.rowPart()), term.coefficientPart(), this::plus);
            }
        }
        if (!byRow.values().stream().allMatch(this::isSmall)) {
            return Optional.empty();
        }
        Map<Facts.Key, Expr> byCoefficient = new LinkedHashMap<>();
        byRow.forEach((row, coefficient) ->
                byCoefficient.merge(facts.key(coefficient), row.tree(), this::plus));
        List<Term> terms = new ArrayList<>();
        byCoefficient.forEach((coefficient, row) -> terms.add(new Term(coefficient.tree(), row)));
        return terms.size() <= SeparableForm.LIMIT ? bounded(terms) : Optional.empty();
    }

    private Optional<List<Term>> bounded(List<Term> terms) {
        boolean small = terms.stream().allMatch(t -> isSmall(t.coefficientPart()) && isSmall(t.rowPart()));
        return small ? Optional.of(terms) : Optional.empty();
    }

    private boolean isSmall(Expr part) {
        return facts.size(part) <= largest && facts.height(part) <= Parser.HEIGHT;
    }

    private Expr plus(Expr a, Expr b) {
        Expr sum = new Expr.Binary(Operator.ADD, a, b, Mark.NONE);
        // Asked for at each step, the facts of a long chain never need a deep walk.
        facts.size(sum);
        return sum;
    }

    private static Expr times(Expr a, Expr b) {
        return a.equals(ONE) ? b : b.equals(ONE) ? a : new Expr.Binary(Operator.MULTIPLY, a, b, Mark.NONE);
    }

    private static Expr over(Expr a, Expr b) {
        return b.equals(ONE) ? a : new Expr.Binary(Operator.DIVIDE, a, b, Mark.NONE);
    }
}
