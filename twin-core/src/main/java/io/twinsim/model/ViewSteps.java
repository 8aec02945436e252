package io.twinsim.model;

import io.twinsim.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps from the rows of an origin to those of a view, in order. */
record ViewSteps(List<Step> all) {

    /** No view: all rows. */
    static final ViewSteps NONE = new ViewSteps(List.of());

    /** One step: its identity, and the condition if it is one. */
    record Step(String canonical, Optional<Expr> condition) {
    }

    ViewSteps where(Expr condition) {
        return plus(new Step("where " + condition.canonical(), Optional.of(condition)));
    }

    ViewSteps slice(long from, long to) {
        return plus(new Step("slice " + from + " " + to, Optional.empty()));
    }

    private ViewSteps plus(Step step) {
        List<Step> longer = new ArrayList<>(all);
        longer.add(step);
        return new ViewSteps(List.copyOf(longer));
    }

    List<Expr> conditions() {
        return all.stream().flatMap(step -> step.condition().stream()).toList();
    }

    /** Texts that are equal only for equal steps. */
    List<String> texts() {
        return all.stream().map(Step::canonical).toList();
    }
}
