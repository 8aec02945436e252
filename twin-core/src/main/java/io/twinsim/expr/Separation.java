package io.twinsim.expr;

import io.twinsim.expr.SeparableForm.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expands a formula into products of a part without columns and a part without coefficients. */
final class Separation {

    private static final Expr ONE = Expr.number(1);
    private static final Expr ZERO = Expr.number(0);

    Optional<List<Term>> terms(Expr node) {
        if (node.coefficients().isEmpty()) {
            return Optional.of(List.of(new Term(ONE, node)));
        }
        if (node.variables().isEmpty()) {
            return Optional.of(List.of(new Term(node, ONE)));
        }
        if (node instanceof Expr.Negation negation) {
            return terms(negation.operand()).map(Separation::negated);
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

    private static Optional<List<Term>> products(List<Term> left, List<Term> right) {
        List<Term> products = new ArrayList<>();
        for (Term a : left) {
            for (Term b : right) {
                products.add(new Term(times(a.coefficientPart(), b.coefficientPart()),
                        times(a.rowPart(), b.rowPart())));
            }
        }
        return merged(products, List.of());
    }

    private static Optional<List<Term>> quotients(List<Term> left, List<Term> right) {
        if (right.size() != 1) {
            return Optional.empty();
        }
        Term by = right.get(0);
        return Optional.of(left.stream().map(t -> new Term(over(t.coefficientPart(), by.coefficientPart()),
                over(t.rowPart(), by.rowPart()))).toList());
    }

    /** A condition without coefficients is part of the row: a branch's products count where it is taken. */
    private Optional<List<Term>> choice(Expr.Call node) {
        Expr condition = node.arguments().get(0);
        Optional<List<Term>> then = terms(node.arguments().get(1));
        Optional<List<Term>> otherwise = terms(node.arguments().get(2));
        if (!condition.coefficients().isEmpty() || then.isEmpty() || otherwise.isEmpty()) {
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
        if (!node.value().coefficients().isEmpty()) {
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
    private static Optional<List<Term>> merged(List<Term> a, List<Term> b) {
        Map<Expr, Expr> byRow = new LinkedHashMap<>();
        for (List<Term> terms : List.of(a, b)) {
            for (Term term : terms) {
                byRow.merge(term.rowPart(), term.coefficientPart(), Separation::plus);
            }
        }
        Map<Expr, Expr> byCoefficient = new LinkedHashMap<>();
        byRow.forEach((row, coefficient) -> byCoefficient.merge(coefficient, row, Separation::plus));
        List<Term> terms = new ArrayList<>();
        byCoefficient.forEach((coefficient, row) -> terms.add(new Term(coefficient, row)));
        return terms.size() <= SeparableForm.LIMIT ? Optional.of(terms) : Optional.empty();
    }

    private static Expr plus(Expr a, Expr b) {
        return new Expr.Binary(Operator.ADD, a, b, Mark.NONE);
    }

    private static Expr times(Expr a, Expr b) {
        return a.equals(ONE) ? b : b.equals(ONE) ? a : new Expr.Binary(Operator.MULTIPLY, a, b, Mark.NONE);
    }

    private static Expr over(Expr a, Expr b) {
        return b.equals(ONE) ? a : new Expr.Binary(Operator.DIVIDE, a, b, Mark.NONE);
    }
}
