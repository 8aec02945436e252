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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One variable of the plan by which a model is generated: its program and what it stores. Steps stand in an order in which
 * every variable comes after those that it reads; among the possible orders it is the one nearest to the file.
 */
record Step(Variable variable, Program program, ColumnType type, List<String> labels) {

    static List<Step> plan(Map<String, Variable> variables) {
        List<Step> steps = new ArrayList<>();
        List<Symbol> symbols = new ArrayList<>();
        for (Variable variable : order(variables)) {
            Program program = Program.compile(
                    variable.formula(), Scope.of(symbols), Binding.NONE, variable.drawn() ? stream(variable.name()) : "");
            ColumnType type = type(variable, program);
            checkDefault(variable, type);
            Step step = new Step(variable, program, type, type == ColumnType.CATEGORY ? program.labels() : List.of());
            steps.add(step);
            symbols.add(step.symbol());
        }
        return List.copyOf(steps);
    }

    /** The stream path of a variable's draws: the name alone, so that other variables never move it. */
    static String stream(String variable) {
        return "var/" + variable;
    }

    Symbol symbol() {
        return new Symbol(variable.name(), type, labels, false);
    }

    private static ColumnType type(Variable variable, Program program) {
        ColumnType found = program.type();
        ColumnType type = variable.type().orElse(found);
        boolean numbers = isNumber(found) && isNumber(type);
        if (type != found && !numbers) {
            throw new InputException("variable " + variable.name() + " is declared as " + type.id()
                    + ", but its formula is " + found.id(), variable.place());
        }
        if (variable.range().isPresent() && !isNumber(type)) {
            throw new InputException("variable " + variable.name() + " is " + type.id()
                    + "; a range belongs to real and integer variables", variable.place());
        }
        return type;
    }

    static boolean isNumber(ColumnType type) {
        return type == ColumnType.REAL || type == ColumnType.INTEGER;
    }

    private static void checkDefault(Variable variable, ColumnType type) {
        variable.substitute().ifPresent(text -> {
            if (type != ColumnType.CATEGORY) {
                Adoption.number(text, type, variable.name() + ".missing.default");
            }
        });
    }

    private static List<Variable> order(Map<String, Variable> variables) {
        List<Variable> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Deque<String> path = new ArrayDeque<>();
        for (Variable variable : variables.values()) {
            visit(variable, variables, done, path, ordered);
        }
        return ordered;
    }

    private static void visit(Variable variable, Map<String, Variable> variables, Set<String> done, Deque<String> path,
            List<Variable> ordered) {
        String name = variable.name();
        if (done.contains(name)) {
            return;
        }
        if (path.contains(name)) {
            List<String> cycle = new ArrayList<>(path);
            cycle = new ArrayList<>(cycle.subList(cycle.indexOf(name), cycle.size()));
            cycle.add(name);
            throw new InputException("variables must not depend on themselves: " + String.join(" -> ", cycle),
                    variable.place());
        }
        path.addLast(name);
        for (String input : variable.formula().variables()) {
            Variable needed = variables.get(input);
            if (needed == null) {
                throw new InputException(
                        Names.unknown("variable", input, variables.keySet()) + " (in variable " + name + ")",
                        variable.place());
            }
            visit(needed, variables, done, path, ordered);
        }
        path.removeLast();
        done.add(name);
        ordered.add(variable);
    }
}
