package io.twinsim.cli;

import io.twinsim.model.TwinModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks a world file and prints what it holds. */
final class ValidateCommand implements Command {

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "Checks a world file and prints what it holds.";
    }

    @Override
    public String operand() {
        return "FILE";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.JSON);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("validate shop.yaml", "variables, interventions, outcome, realised correlations"),
                new Example("validate shop.yaml --json", "the same for a program"));
    }

    @Override
    public String more() {
        return "README.md, a world; hcp.yaml beside the worlds, with comments";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        String file = arguments.operand("FILE");
        TwinModel model = World.model(arguments, "FILE");
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file);
            document.put("status", "valid");
            document.putAll(ModelText.tree(model));
            console.json(document);
        } else {
            String name = file.equals(StandardInput.WORD) ? StandardInput.NAME : file;
            console.print(name + " is valid: " + model + "\n" + ModelText.outcome(model) + "id " + model.id() + "\n\n"
                    + ModelText.variables(model) + "\n" + ModelText.interventions(model) + ModelText.learned(model)
                    + ModelText.correlations(model) + ModelText.timeline(model)
                    + model.correlations().notes().stream().map(note -> note + "\n").collect(Collectors.joining()));
        }
        return DONE;
    }
}
