package io.twinsim.cli;

import io.twinsim.internal.text.TextTable;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the built-in worlds. */
final class WorldsCommand implements Command {

    @Override
    public String name() {
        return "worlds";
    }

    @Override
    public String summary() {
        return "Lists the built-in worlds.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.JSON);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("worlds", "their names and what they are about"));
    }

    @Override
    public String more() {
        return "examples/docs, a page for each world that lives";
    }

    /** The built-in worlds in their order. Large ones take a while to read, so they are read side by side. */
    static List<TwinModel> models() {
        return Worlds.names().parallelStream().map(Worlds::named).toList();
    }

    @Override
    public int run(Arguments arguments, Console console) {
        TextTable table = TextTable.of("world", ">variables", ">interventions", "about");
        List<Map<String, Object>> list = new ArrayList<>();
        List<TwinModel> models = models();
        for (String name : Worlds.names()) {
            TwinModel model = models.get(list.size());
            table.row(name, Integer.toString(model.names().size()),
                    Integer.toString(model.interventionNames().size()), Worlds.summary(name));
            Map<String, Object> world = new LinkedHashMap<>();
            world.put("world", name);
            world.put("version", model.version());
            world.put("modelId", model.id());
            world.put("variables", model.names().size());
            world.put("interventions", model.interventionNames());
            world.put("about", Worlds.summary(name));
            list.add(world);
        }
        if (arguments.flag(Option.JSON)) {
            console.json(Map.of("worlds", list));
        } else {
            console.print(table.render(0));
        }
        return DONE;
    }
}
