package io.twinsim.timeline;

import io.twinsim.expr.Expr;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TwinModel;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The heap that is reachable from an object, without the world it belongs to: every object of the library and every
 * array is met once; fields and references count 4 or 8 bytes, as with compressed references.
 */
final class HeapOf {

    private static final List<Class<?>> WORLD = List.of(TwinModel.class, TimelineSpec.class, Expr.class, Class.class,
            Thread.class);
    private static final int HEADER = 16;
    private static final int REFERENCE = 4;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Predicate<Object> counts;
    private long bytes;

    private HeapOf(Predicate<Object> counts) {
        this.counts = counts;
    }

    /** The bytes that an object keeps. */
    static long bytes(Object root) {
        return bytes(root, object -> true);
    }

    /** The bytes of those objects that count. */
    static long bytes(Object root, Predicate<Object> counts) {
        HeapOf heap = new HeapOf(counts);
        heap.meet(root);
        while (!heap.open.isEmpty()) {
            heap.follow(heap.open.remove());
        }
        return heap.bytes;
    }

    private void meet(Object object) {
        if (object != null && WORLD.stream().noneMatch(type -> type.isInstance(object)) && seen.add(object)) {
            open.add(object);
        }
    }

    private void follow(Object object) {
        long size = HEADER;
        Class<?> type = object.getClass();
        if (type.isArray()) {
            int length = Array.getLength(object);
            size += (long) length * size(type.getComponentType());
            if (!type.getComponentType().isPrimitive()) {
                Arrays.asList((Object[]) object).forEach(this::meet);
            }
        } else if (object instanceof Collection<?> all) {
            size += 24 + 8L * all.size();
            all.forEach(this::meet);
        } else if (object instanceof Map<?, ?> map) {
            size += 48 + 48L * map.size();
            map.forEach((key, value) -> {
                meet(key);
                meet(value);
            });
        } else if (object instanceof Optional<?> optional) {
            optional.ifPresent(this::meet);
        } else if (type.getName().startsWith("io.twinsim.")) {
            size += fields(object, type);
        }
        bytes += counts.test(object) ? size : 0;
    }

    private long fields(Object object, Class<?> type) {
        long size = 0;
        for (Class<?> c = type; c != null && c.getName().startsWith("io.twinsim."); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !type.isHidden()) {
                    size += size(field.getType());
                    if (!field.getType().isPrimitive()) {
                        meet(value(field, object));
                    }
                }
            }
        }
        return size;
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int size(Class<?> type) {
        if (!type.isPrimitive()) {
            return REFERENCE;
        }
        return type == long.class || type == double.class ? 8 : type == int.class || type == float.class ? 4
                : type == short.class || type == char.class ? 2 : 1;
    }
}
