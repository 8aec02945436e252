package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code --intervention}, {@code --arm} and {@code --set} say: all interventions together are one arm, each {@code
 * --arm A+B} is a further one, and a parameter belongs to the interventions and to the timeline that have it.
 */
final class TimelineArms {

    private final TwinModel model;
    private final List<Intervention> together = new ArrayList<>();
    private final Map<String, List<Intervention>> further = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Set<String> set = new HashSet<>();
    /** Arm, intervention and parameter of what is set. */
    private final Set<List<String>> done = new HashSet<>();

    private TimelineArms(TwinModel model) {
        this.model = model;
    }

    static TimelineArms of(TwinModel model, Arguments arguments) {
        TimelineArms arms = new TimelineArms(model);
        for (String word : arguments.texts(Option.INTERVENTION)) {
            arms.together.add(World.intervention(model, word));
        }
        for (String arm : arguments.texts(Option.ARM)) {
            List<Intervention> members = new ArrayList<>();
            for (String word : arm.split("\\+", -1)) {
                if (word.isBlank()) {
                    throw new InputException("--arm must be interventions with + between them, got "
                            + Names.quote(arm));
                }
                members.add(World.intervention(model, word.strip()));
            }
            if (arms.further.put(arm.strip(), members) != null) {
                throw new InputException("--arm must differ, got " + Names.quote(arm.strip()) + " twice");
            }
        }
        for (String setting : arguments.texts(Option.SET)) {
            arms.set(setting);
        }
        return arms;
    }

    private void set(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new InputException("--set must be PARAM=VALUE, got " + Names.quote(setting));
        }
        String name = setting.substring(0, equals).strip();
        String value = setting.substring(equals + 1).strip();
        if (!set.add(name)) {
            throw new InputException("--set must set a parameter once, got " + Names.quote(name) + " again");
        }
        boolean known = set("", together, name, value);
        for (Map.Entry<String, List<Intervention>> arm : further.entrySet()) {
            known |= set(arm.getKey(), arm.getValue(), name, value);
        }
        if (model.timeline().orElseThrow().parameters().containsKey(name)) {
            known = true;
            parameters.put(name, value);
        }
        if (!known) {
            throw new InputException(Names.unknown("parameter", name, names()) + " (in --set)");
        }
    }

    /** Sets it where it is known: {@code dose} in every intervention of the arm, {@code ssri.dose} in one. */
    private boolean set(String arm, List<Intervention> members, String name, String value) {
        boolean known = false;
        for (int i = 0; i < members.size(); i++) {
            Intervention member = members.get(i);
            String own = name.startsWith(member.name() + ".") ? name.substring(member.name().length() + 1) : name;
            if (member.parameters().containsKey(own)) {
                if (!done.add(List.of(arm, member.name(), own))) {
                    throw new InputException("--set must set a parameter once, got " + Names.quote(own) + " of "
                            + member.name() + " again");
                }
                members.set(i, member.with(own, value));
                known = true;
            }
        }
        return known;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(model.timeline().orElseThrow().parameters().keySet());
        List<Intervention> all = new ArrayList<>(together);
        further.values().forEach(all::addAll);
        all.forEach(member -> names.addAll(member.parameters().keySet()));
        return names.stream().distinct().toList();
    }

    /** The arm that a replay shows: what was done to the twin, if anything was. */
    String shown() {
        return !together.isEmpty() ? "treated"
                : further.isEmpty() ? "control" : further.keySet().iterator().next();
    }

    /** The timeline with these arms and parameters. */
    Timeline on(Timeline timeline) {
        Timeline armed = together.isEmpty() ? timeline : timeline.with(together.toArray(new Intervention[0]));
        for (Map.Entry<String, List<Intervention>> arm : further.entrySet()) {
            armed = armed.withArm(arm.getKey(), arm.getValue().toArray(new Intervention[0]));
        }
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            armed = armed.withParameter(parameter.getKey(), parameter.getValue());
        }
        return armed;
    }
}
