package io.twinsim.expr;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text: every node is a tag with its fields in brackets, every list has its length, every name its
 * length in front, every number its bits. Injective because each part says where it ends.
 */
final class Canonical {

    private final StringBuilder out = new StringBuilder();

    private Canonical() {
    }

    static String text(Expr root) {
        Canonical canonical = new Canonical();
        canonical.node(root);
        return canonical.out.toString();
    }

    private void node(Expr node) {
        if (node instanceof Expr.NumberLiteral number) {
            open("number").append(Long.toHexString(Double.doubleToLongBits(number.value()))).append(')');
        } else if (node instanceof Expr.LabelLiteral label) {
            named("label", label.label());
        } else if (node instanceof Expr.FlagLiteral flag) {
            open("flag").append(flag.value() ? '1' : '0').append(')');
        } else if (node instanceof Expr.Variable variable) {
            named("column", variable.name());
        } else if (node instanceof Expr.ParameterValue parameter) {
            named("parameter", parameter.name());
        } else if (node instanceof Expr.CoefficientValue coefficient) {
            named("coefficient", coefficient.name());
        } else if (node instanceof Expr.Prediction prediction) {
            predictor(prediction);
        } else if (node instanceof Expr.Coupled coupled) {
            named("coupled", coupled.coupling());
            node(coupled.variable());
        } else if (node instanceof Expr.Lookup lookup) {
            lookup(lookup);
        } else if (node instanceof DrawExpr draw) {
            draw(draw);
        } else {
            list(tag(node), Walk.children(node));
        }
    }

    /** What is predicted, once it is known, and not only by which name. */
    private void predictor(Expr.Prediction prediction) {
        Predictor predictor = prediction.predictor();
        if (predictor == null) {
            named("predict", prediction.model());
        } else {
            named("predictor", predictor.hash());
        }
    }

    private static String tag(Expr node) {
        if (node instanceof Expr.Binary binary) {
            return binary.operator().symbol();
        }
        if (node instanceof Expr.Call call) {
            return call.function().id();
        }
        return node instanceof Expr.Negation ? "negate" : node instanceof Expr.Not ? "not" : "in";
    }

    private void lookup(Expr.Lookup lookup) {
        open("lookup").append(lookup.cases().size());
        node(lookup.value());
        for (Expr.Case one : lookup.cases()) {
            named(one.whole() ? "key" : "label", one.key());
            node(one.result());
        }
        if (lookup.otherwise() != null) {
            open("else");
            node(lookup.otherwise());
            out.append(')');
        }
        out.append(')');
    }

    private void draw(DrawExpr draw) {
        open("draw");
        stream(draw.stream());
        if (draw instanceof DrawExpr.Categories categories) {
            categories.labels().forEach(label -> named("label", label));
        }
        if (draw instanceof DrawExpr.Transition transition) {
            transition.rows().forEach(row -> {
                named("from", row.from());
                targets(row.targets());
            });
            if (transition.otherwise() != null) {
                open("else");
                targets(transition.otherwise());
                out.append(')');
            }
        }
        list(Printer.name(draw), Walk.children(draw));
        out.append(')');
    }

    private void targets(List<DrawExpr.Target> targets) {
        targets.forEach(target -> named(target.probability() == null ? "rest" : "to", target.label()));
    }

    private void stream(@Nullable String stream) {
        if (stream != null) {
            named("stream", stream);
        }
    }

    private void list(String tag, List<Expr> nodes) {
        open(tag).append(nodes.size());
        nodes.forEach(this::node);
        out.append(')');
    }

    private void named(String tag, String name) {
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        open(tag).append(normal.length()).append(':').append(normal).append(')');
    }

    private StringBuilder open(String tag) {
        return out.append('(').append(tag).append(' ');
    }
}
