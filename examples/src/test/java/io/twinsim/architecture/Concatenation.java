package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Finds {@code "text" + aDouble}, which javac turns into an {@code invokedynamic} that ArchUnit does not show: its
 * descriptor in the constant pool names the joined types. The JDK's rendering of doubles changed in Java 19.
 */
final class Concatenation {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int NAME_AND_TYPE = 12;

    private Concatenation() {
    }

    /** Classes that join a fraction to a string, with the descriptor of the join. */
    static List<String> violations(Collection<JavaClass> classes) {
        var found = new ArrayList<String>();
        for (JavaClass c : classes) {
            for (String joined : descriptors(c)) {
                String parameters = joined.substring(1, joined.indexOf(')'));
                String primitives = parameters.replaceAll("L[^;]*;", "");
                if (primitives.contains("D") || primitives.contains("F") || parameters.contains("Ljava/lang/Double;")) {
                    found.add(c.getName() + " joins " + joined);
                }
            }
        }
        return found;
    }

    private static List<String> descriptors(JavaClass c) {
        var source = c.getSource().orElseThrow(() -> new IllegalStateException("no class file of " + c.getName()));
        try (InputStream in = source.getUri().toURL().openStream()) {
            return descriptors(new DataInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(c.getName(), e);
        }
    }

    private static List<String> descriptors(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        int size = in.readUnsignedShort();
        var texts = new String[size];
        var pairs = new ArrayList<int[]>();
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case LONG, DOUBLE -> {
                    in.skipNBytes(8);
                    i++;
                }
                case NAME_AND_TYPE -> pairs.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> in.skipNBytes(4);
            }
        }
        return pairs.stream()
                .filter(pair -> "makeConcatWithConstants".equals(texts[pair[0]]))
                .map(pair -> texts[pair[1]])
                .toList();
    }
}
