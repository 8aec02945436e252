package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One variable of the plan by which a model is generated: its program and what it stores. Steps stand in an order in
 * which every variable comes after those that it reads; among the possible orders it is the one nearest to the file.
 */
record Step(Variable variable, Program program, ColumnType type, List<String> labels) {

    static List<Step> plan(Map<String, Variable> variables) {
        List<Step> steps = new ArrayList<>();
        List<Symbol> symbols = new ArrayList<>();
        for (Variable variable : order(variables)) {
            Program program = Program.compile(
                    variable.formula(), Scope.of(symbols), Binding.NONE, variable.drawn() ? stream(variable.name()) : "");
            ColumnType type = type(variable, program);
            checkDefault(variable, type, program.labels());
            Step step = new Step(variable, program, type, type == ColumnType.CATEGORY ? program.labels() : List.of());
            steps.add(step);
            symbols.add(step.generated());
        }
        return List.copyOf(steps);
    }

    /** The stream path of a variable's draws: the name alone, so that other variables never move it. */
    static String stream(String variable) {
        return "var/" + variable;
    }

    /** The column as formulas see it, whoever filled it. */
    Symbol symbol() {
        return new Symbol(variable.name(), type, labels, false);
    }

    /** The column as formulas see it in twins that the model generates: within the bounds of its formula and its rules. */
    Symbol generated() {
        double lower = program.lower();
        double upper = program.upper();
        if (variable.range().isPresent() && variable.outside() != Variable.Outside.KEEP) {
            Range range = variable.range().get();
            // A check lets both zeros pass; a clamp does not.
            boolean signless = variable.outside() == Variable.Outside.ERROR;
            double least = signless && range.lower() == 0 ? -0.0 : range.lower();
            double greatest = signless && range.upper() == 0 ? 0.0 : range.upper();
            // A clamp brings even what lies wholly outside to an end; a check lets nothing of it pass.
            lower = Math.max(lower, least);
            upper = Math.min(upper, greatest);
            if (!signless) {
                lower = Math.min(lower, greatest);
                upper = Math.max(upper, least);
            }
        }
        if (type == ColumnType.INTEGER) {
            lower += 0.0;
            upper += 0.0;
        }
        return lower <= upper ? new Symbol(variable.name(), type, labels, false, lower, upper) : symbol();
    }

    /** The failure of a row, with the name of the variable whose formula failed. */
    static InputException failed(Step step, InputException failure) {
        return new InputException("variable " + step.variable().name() + ": " + failure.getMessage(), failure);
    }

    ContentHash hash() {
        ContentHash hash = ContentHash.of("variable").text("name", variable.name()).flag("drawn", variable.drawn())
                .text("formula", variable.formula().canonical()).text("outside", variable.outside().name())
                .text("missing", variable.missing().name()).text("type", type.id());
        if (variable.ordered()) {
            hash.flag("ordered", true);
        }
        variable.range().ifPresent(r -> hash.number("lower", r.lower()).number("upper", r.upper()));
        variable.substitute().ifPresent(s -> {
            if (type == ColumnType.CATEGORY) {
                hash.text("substitute", s);
            } else {
                hash.number("substitute", Adoption.number(s, type, variable.name() + ".missing.default"));
            }
        });
        return hash;
    }

    private static ColumnType type(Variable variable, Program program) {
        ColumnType found = program.type();
        ColumnType type = variable.type().orElse(found);
        boolean numbers = isNumber(found) && isNumber(type) || isFlagAsWhole(found, type);
        if (type != found && !numbers) {
            throw new InputException("variable " + variable.name() + " is declared as " + type.id()
                    + ", but its formula is " + found.id(), variable.place());
        }
        if (variable.ordered() && type != ColumnType.CATEGORY) {
            throw new InputException("variable " + variable.name() + " is " + type.id() + "; ordered belongs to categories",
                    variable.place());
        }
        if (variable.range().isPresent() && !isNumber(type)) {
            throw new InputException("variable " + variable.name() + " is " + type.id()
                    + "; a range belongs to real and integer variables", variable.place());
        }
        if (type == ColumnType.INTEGER && variable.outside() == Variable.Outside.CLAMP && variable.range().isPresent()) {
            Range range = variable.range().get();
            for (double end : new double[] {range.lower(), range.upper()}) {
                if (end != Math.rint(end) || Math.abs(end) > Integer.MAX_VALUE) {
                    throw new InputException("variable " + variable.name() + " is an integer, so the ends of a range that "
                            + "clamps must be whole numbers of at most 2147483647, got " + range, variable.place());
                }
            }
        }
        return type;
    }

    /** A flag may be kept as the whole numbers 0 and 1. */
    static boolean isFlagAsWhole(ColumnType found, ColumnType declared) {
        return found == ColumnType.FLAG && declared == ColumnType.INTEGER;
    }

    static boolean isNumber(ColumnType type) {
        return type == ColumnType.REAL || type == ColumnType.INTEGER;
    }

    private static void checkDefault(Variable variable, ColumnType type, List<String> labels) {
        variable.substitute().ifPresent(text -> {
            if (type != ColumnType.CATEGORY) {
                try {
                    Adoption.number(text, type, variable.name() + ".missing.default");
                } catch (InputException e) {
                    throw new InputException(String.valueOf(e.getMessage()), variable.place());
                }
            } else if (!labels.contains(text)) {
                throw new InputException(Names.unknown("label", text, labels) + " (in the missing default of "
                        + variable.name() + ")", variable.place());
            }
        });
    }

    /** Depth first without recursion, so that long chains do not end the stack. */
    private static List<Variable> order(Map<String, Variable> variables) {
        List<Variable> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Map<String, Iterator<String>> path = new LinkedHashMap<>();
        for (Variable root : variables.values()) {
            Deque<Variable> open = new ArrayDeque<>();
            push(root, open, path, done);
            while (!open.isEmpty()) {
                Variable top = open.getLast();
                Iterator<String> inputs = path.get(top.name());
                if (inputs.hasNext()) {
                    push(needed(inputs.next(), top, variables), open, path, done);
                } else {
                    open.removeLast();
                    path.remove(top.name());
                    done.add(top.name());
                    ordered.add(top);
                }
            }
        }
        return ordered;
    }

    private static void push(Variable variable, Deque<Variable> open, Map<String, Iterator<String>> path,
            Set<String> done) {
        String name = variable.name();
        if (done.contains(name)) {
            return;
        }
        if (path.containsKey(name)) {
            List<String> names = new ArrayList<>(path.keySet());
            List<String> cycle = new ArrayList<>(names.subList(names.indexOf(name), names.size()));
            cycle.add(name);
            throw new InputException("variables must not depend on themselves: " + String.join(" -> ", cycle),
                    variable.place());
        }
        path.put(name, variable.formula().variables().iterator());
        open.addLast(variable);
    }

    private static Variable needed(String input, Variable by, Map<String, Variable> variables) {
        Variable needed = variables.get(input);
        if (needed == null) {
            // The compiler knows where in the formula the name stands.
            Program.compile(by.formula(), Scope.of(variables.keySet().stream()
                    .map(name -> Symbol.of(name, ColumnType.REAL)).toList()), Binding.NONE, stream(by.name()));
            throw new InputException(Names.unknown("variable", input, variables.keySet()) + " (in variable "
                    + by.name() + ")", by.place());
        }
        return needed;
    }
}
