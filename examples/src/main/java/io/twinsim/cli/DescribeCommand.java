package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the variables of a world or the columns of a data file. */
final class DescribeCommand implements Command {

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "Shows variables, types, ranges and summaries of a world (its twins are generated) or of a data file.";
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public boolean needsOperand() {
        return false;
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.SIZE, Option.SEED,
                Option.ANTITHETIC, Option.WHERE, Option.JSON);
    }

    @Override
    public String brief() {
        return "Shows variables, types, ranges and summaries of a world or a data file.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("describe hcp", "variables, interventions and a summary of 10,000 twins"),
                new Example("describe hcp --size 50000 --where \"decile <= 3\"", "a part of more twins"),
                new Example("describe --data customers.csv --missing \"NA,?\"", "the columns of a data file"),
                new Example("describe --data - --delimiter \";\" < semicolons.csv", "the same from standard input"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        Optional<TwinModel> model = arguments.operand().map(word -> World.model(arguments, operand()));
        if (model.isEmpty() && arguments.text(Option.DATA).isEmpty()) {
            throw new InputException("describe must be given a WORLD or --data");
        }
        Population rows = model.map(m -> World.twins(m, arguments)).orElseGet(() -> {
            Population data = World.data(arguments);
            return arguments.text(Option.WHERE).map(data::where).orElse(data);
        });
        rows.prepare();
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = new LinkedHashMap<>();
            model.ifPresent(m -> document.putAll(ModelText.tree(m)));
            document.put("n", rows.size());
            if (rows.generated()) {
                document.put("seed", rows.seed());
                if (rows.antithetic()) {
                    document.put("antithetic", true);
                }
            }
            document.put("columns", ColumnSummary.trees(rows));
            console.json(document);
        } else {
            model.ifPresent(m -> console.print(m + "\n" + ModelText.outcome(m) + "\n" + ModelText.variables(m) + "\n"
                    + ModelText.interventions(m) + ModelText.learned(m) + ModelText.correlations(m)
                    + ModelText.timeline(m) + "\n"));
            console.print(rows.describe());
        }
        return DONE;
    }
}
