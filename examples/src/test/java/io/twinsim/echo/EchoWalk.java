package io.twinsim.echo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes from a few values to all that can be reached from them by public methods without parameters, as one who explores
 * at the prompt would, and keeps what each says of itself. Of a type not all values are asked for more.
 */
final class EchoWalk {

    /** Values of a type whose methods are called. */
    private static final int ASKED = 8;
    /** Values of a type whose echo is kept. */
    private static final int KEPT = 60;
    /** Elements of a list that are looked at: the first ones and the last. */
    private static final int ELEMENTS = 12;
    /** They end something, or wait. */
    private static final Set<String> LEFT_OUT = Set.of("close", "invalidateAll", "notify", "notifyAll", "wait",
            "getClass", "hashCode", "toString", "toJson", "toMarkdown", "toHtml", "html");

    private final Map<Class<?>, List<String>> echoes = new LinkedHashMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();

    /** Each type with what its values say. */
    Map<Class<?>, List<String>> echoes() {
        return echoes;
    }

    /** A root is always asked, and so is each element of a list. */
    void from(Object root) {
        if (root instanceof List<?> list) {
            list.forEach(this::from);
            return;
        }
        meet(root);
        if (isOurs(root) && !waiting.contains(root)) {
            waiting.add(root);
        }
        while (!waiting.isEmpty()) {
            ask(waiting.remove());
        }
    }

    private void meet(Object value) {
        if (value instanceof Optional<?> box) {
            box.ifPresent(this::meet);
        } else if (value instanceof Object[] array) {
            some(List.of(array));
        } else if (value instanceof Map<?, ?> map) {
            some(map.values());
        } else if (value instanceof Collection<?> collection) {
            some(collection);
        } else if (value != null && isOurs(value) && seen.add(value)) {
            List<String> said = echoes.computeIfAbsent(value.getClass(), type -> new ArrayList<>());
            if (said.size() < KEPT) {
                said.add(String.valueOf(value));
            }
            if (said.size() <= ASKED) {
                waiting.add(value);
            }
        }
    }

    /** Neither Java's, nor a function, nor left out of every promise. */
    private static boolean isOurs(Object value) {
        String name = value.getClass().getName();
        return name.startsWith("io.twinsim.") && !name.contains(".internal.") && !value.getClass().isHidden();
    }

    private void some(Collection<?> values) {
        List<?> list = new ArrayList<>(values);
        for (int i = 0; i < list.size(); i++) {
            if (i < ELEMENTS || i == list.size() - 1) {
                meet(list.get(i));
            }
        }
    }

    private void ask(Object value) {
        for (Method method : value.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())
                    && method.getReturnType() != void.class && !LEFT_OUT.contains(method.getName())) {
                callable(method).ifPresent(open -> meet(answer(open, value)));
            }
        }
    }

    /** The method as a public type declares it: what an internal class adds is nobody's. */
    private static Optional<Method> callable(Method method) {
        Class<?> owner = method.getDeclaringClass();
        if (Modifier.isPublic(owner.getModifiers())) {
            return Optional.of(method);
        }
        for (Class<?> type : owner.getInterfaces()) {
            try {
                return callable(type.getMethod(method.getName()));
            } catch (NoSuchMethodException e) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** What a method answers; a refusal, such as that of a number that a failed run does not have, is none. */
    private static Object answer(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalStateException
                    || refused.getCause() instanceof IllegalArgumentException
                    || refused.getCause() instanceof UnsupportedOperationException) {
                return null;
            }
            throw new AssertionError(method + " of " + value, refused.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
