package io.twinsim.expr;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;

/** Writes a compiled program for people: {@link Program#describe()}. */
final class ProgramText {

    private static final int WIDTH = 100;
    /** Where the remark beside an instruction begins. */
    private static final int REMARK = 54;

    private final Code code;
    private final StringBuilder out = new StringBuilder();
    /** What registers are called: columns and constants by themselves, others r0, r1, ... */
    private final String[] names;
    private final String[] masks;

    ProgramText(Code code) {
        this.code = code;
        this.names = new String[code.registers()];
        this.masks = new String[code.maskRegisters()];
        for (int r = 0; r < code.constants().length; r++) {
            names[r] = Printer.number(code.constants()[r]);
        }
        write();
    }

    private void write() {
        formula(code.text().replaceAll("\\s+", " "));
        line("gives " + result(), "");
        code.scalars().forEach(this::instruction);
        code.vectors().forEach(this::instruction);
        String mask = code.resultMask() < 0 ? "" : " where " + masks[code.resultMask()];
        line("  result " + names[code.result()] + mask, code.risky() ? "checked to be finite" : "");
        code.notes().forEach(note -> line(note, ""));
        int rows = code.registers() - code.constants().length;
        long bytes = 8L * (rows * Blocks.ROWS + code.constants().length + code.maskRegisters() * Blocks.WORDS);
        line("registers: " + rows + " of 1,024 rows, " + code.constants().length + " of one number, "
                + code.maskRegisters() + " masks; " + Numbers.grouped(bytes) + " bytes", "");
    }

    /** The formula on as many lines as it needs. */
    private void formula(String text) {
        String rest = text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            cut = cut <= 0 ? WIDTH : cut;
            line(rest.substring(0, cut), "");
            rest = rest.substring(cut).strip();
        }
        line(rest, "");
    }

    private String result() {
        String bounds = code.type() == ColumnType.CATEGORY ? " of " + code.labels().size() + " labels"
                : code.type() == ColumnType.FLAG ? "" : bounds(code.range());
        return code.type().id() + bounds + (code.nullable() ? ", rows may be missing" : "");
    }

    private static String bounds(Range range) {
        return range.lower() == -Double.MAX_VALUE && range.upper() == Double.MAX_VALUE ? " of any magnitude"
                : " in [" + bound(range.lower()) + ", " + bound(range.upper()) + "]";
    }

    private static String bound(double bound) {
        return Math.abs(bound) == Double.MAX_VALUE ? bound < 0 ? "-infinity" : "infinity" : Printer.number(bound);
    }

    private void instruction(Instruction it) {
        List<String> in = Arrays.stream(it.in()).mapToObj(r -> names[r]).toList();
        List<String> valid = Arrays.stream(it.masks()).mapToObj(m -> masks[m]).toList();
        String name = it.op().isMask() ? "m" + it.out()
                : it.out() < code.constants().length ? "s" + it.out() : "r" + (it.out() - code.constants().length);
        line("  " + name + " = " + operation(it, in, valid), remark(it));
        if (it.op() == Op.SWITCH) {
            SwitchPlan plan = code.switches().get(it.detail());
            for (int k = 0; k < plan.draws().length; k++) {
                DrawPlan draw = code.draws().get(plan.draws()[k]);
                line("    " + k + ": " + ValueText.draw(draw), stream(draw));
            }
        }
        rename(it, name, in);
    }

    private void rename(Instruction it, String name, List<String> in) {
        if (it.op().isMask()) {
            masks[it.out()] = name;
        } else {
            names[it.out()] = switch (it.op()) {
                case LOAD -> Printer.column(code.columns().get(it.detail()).name());
                case COEFFICIENT -> "$$" + code.coefficients().get(it.detail());
                case SCALAR -> code.scalarNames().get(it.detail());
                case BROADCAST -> in.get(0);
                default -> name;
            };
        }
    }

    private String operation(Instruction it, List<String> in, List<String> valid) {
        return switch (it.op()) {
            case LOAD -> "column " + Printer.column(code.columns().get(it.detail()).name());
            case COEFFICIENT -> "$$" + code.coefficients().get(it.detail());
            case SCALAR -> code.scalarNames().get(it.detail()) + ", set for the run";
            case TABLE -> "table of " + code.tables().get(it.detail()).entries() + " [" + in.get(0) + "]";
            case DRAW -> draw(code.draws().get(it.detail()), in);
            case SWITCH -> "draw number [" + in.get(0) + "] of " + code.switches().get(it.detail()).draws().length;
            case PREDICT -> "predict(" + code.predictions().get(it.detail()).predictor().name() + ")";
            case IS_MISSING -> "not " + valid.get(0);
            case MASK_ALL -> "all rows";
            case MASK_LOAD -> "rows of " + Printer.column(code.columns().get(it.detail()).name()) + " with a value";
            case MASK_AND -> valid.get(0) + " and " + valid.get(1);
            case MASK_SELECT -> "if(" + in.get(0) + ", " + valid.get(0) + ", " + valid.get(1) + ")";
            case MASK_GUARDED_AND, MASK_GUARDED_OR -> ValueText.operation(
                    it.op() == Op.MASK_GUARDED_AND ? Op.AND : Op.OR,
                    List.of(in.get(0) + " in " + valid.get(0), in.get(1) + " in " + valid.get(1)));
            default -> ValueText.operation(it.op(), in);
        };
    }

    private static String draw(DrawPlan plan, List<String> in) {
        return plan.draw() instanceof DrawExpr.Simple simple && !in.isEmpty()
                ? simple.family().id() + "(" + String.join(", ", in) + ")" : ValueText.draw(plan);
    }

    private String remark(Instruction it) {
        if (it.op() == Op.DRAW) {
            return stream(code.draws().get(it.detail()));
        }
        if (it.op() == Op.PREDICT) {
            return code.predictions().get(it.detail()).predictor().toString();
        }
        if (it.op() != Op.LOAD) {
            return "";
        }
        Symbol symbol = code.columns().get(it.detail());
        return symbol.type() == ColumnType.CATEGORY ? "category of " + symbol.labels().size() + " labels"
                : symbol.type() == ColumnType.FLAG ? "flag" : symbol.type().id() + bounds(symbol.range());
    }

    private static String stream(DrawPlan plan) {
        return "stream " + plan.stream() + ", draw " + plan.number();
    }

    private void line(String text, String remark) {
        String line = remark.isEmpty() ? text : text + " ".repeat(Math.max(2, REMARK - text.length())) + remark;
        out.append(out.length() == 0 ? "" : "\n")
                .append(line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
