package io.twinsim.echo;

import io.twinsim.InputException;
import io.twinsim.cache.ResultCache;
import io.twinsim.sim.Simulation;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public types of the four modules, found where the class path has them. */
final class PublicTypes {

    /** A type of each module. */
    private static final List<Class<?>> MODULES =
            List.of(InputException.class, Simulation.class, ResultCache.class, Worlds.class);

    private PublicTypes() {
    }

    /** All that are not internal, nested ones included, by name. */
    static Map<String, Class<?>> all() {
        Map<String, Class<?>> found = new TreeMap<>();
        MODULES.stream().map(PublicTypes::place).distinct().forEach(place -> read(place, found));
        return found;
    }

    /**
     * Whether the type has values of its own that a prompt can echo: no interface, no abstract class, no exception, no
     * holder of static methods.
     */
    static boolean echoes(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers())
                && !Throwable.class.isAssignableFrom(type) && !isHolder(type);
    }

    private static boolean isHolder(Class<?> type) {
        return type.getConstructors().length == 0
                && Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class)
                        .allMatch(method -> Modifier.isStatic(method.getModifiers()));
    }

    private static URI place(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void read(URI place, Map<String, Class<?>> found) {
        Path path = Path.of(place);
        try {
            if (Files.isDirectory(path)) {
                read(path, found);
                return;
            }
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                read(jar.getPath("/"), found);
            }
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        }
    }

    private static void read(Path root, Map<String, Class<?>> found) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<String> names = new ArrayList<>();
            files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith("io/twinsim/") && name.endsWith(".class")).forEach(names::add);
            for (String name : names) {
                Class<?> type = load(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                if (isPublic(type) && !type.getName().contains(".internal.")) {
                    found.put(type.getName(), type);
                }
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Public, and everything around it too. */
    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }
}
