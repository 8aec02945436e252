package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.Arrays;
import java.util.List;

/** Which tests of an experiment's subgroups are corrected together. */
public enum TestFamily {

    /** All estimable groups of all requested dimensions. */
    ALL("all"),
    /** The estimable groups of each dimension on their own; says nothing about all dimensions together. */
    DIMENSION("dimension");

    private final String id;

    TestFamily(String id) {
        this.id = id;
    }

    /**
     * The name as used on the command line and in JSON.
     *
     * @return text such as {@code all}
     */
    public String id() {
        return id;
    }

    /**
     * The family of a name.
     *
     * @param name an {@link #id}
     * @return the family
     * @throws InputException if no family has that name
     */
    public static TestFamily named(String name) {
        return Checks.constant("family", name, values(), TestFamily::id);
    }

    /**
     * All names.
     *
     * @return ids in the order of declaration
     */
    public static List<String> names() {
        return Arrays.stream(values()).map(TestFamily::id).toList();
    }
}
