package io.twinsim.model;

import io.twinsim.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes of one name, one for each combination of labels.
 *
 * @param name such as {@code level}, {@code env.humidity} or {@code line.processed}
 * @param kind what its nodes are
 * @param axes the axes with their labels, in the order of {@code for}
 * @param place where it stands
 */
record TimelineFamily(String name, TimelineNode.Kind kind, Map<String, List<String>> axes, Place place) {

    /** The name of an instance. */
    static String name(String family, Map<String, String> index) {
        return index.isEmpty() ? family : family + "." + String.join(".", index.values());
    }

    /** All combinations of labels, the last axis fastest. */
    static List<Map<String, String>> indexes(Map<String, List<String>> axes) {
        List<Map<String, String>> all = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis : axes.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> index : all) {
                for (String label : axis.getValue()) {
                    Map<String, String> one = new LinkedHashMap<>(index);
                    one.put(axis.getKey(), label);
                    longer.add(one);
                }
            }
            all = longer;
        }
        return all;
    }

    /** The name with its axes, as messages show it. */
    String shown() {
        return axes.isEmpty() ? name : name + "." + String.join(".", axes.keySet());
    }
}
