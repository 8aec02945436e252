package io.twinsim.cli;

import io.twinsim.internal.text.Numbers;
import io.twinsim.sim.Explanation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import jdk.jshell.execution.RemoteExecutionControl;
import jdk.jshell.execution.Util;

/**
 * Runs in the virtual machine in which JShell evaluates what is typed. JShell echoes a text as one escaped literal, cut
 * in the middle; typed by itself, a text of several lines is meant to be read, as is an explanation. So it is printed,
 * and the echo says what was. A text that gets a name is echoed as JShell does.
 */
final class ShellAgent extends RemoteExecutionControl {

    private ShellAgent() {
    }

    /**
     * Connects to the JShell that started this machine.
     *
     * @param args the port of JShell
     * @throws IOException if it does not listen
     */
    public static void main(String[] args) throws IOException {
        Socket socket = new Socket((String) null, Integer.parseInt(args[0]));
        Map<String, Consumer<OutputStream>> outputs = Map.of(
                "out", stream -> System.setOut(printer(stream, "stdout.encoding")),
                "err", stream -> System.setErr(printer(stream, "stderr.encoding")));
        Util.forwardExecutionControlAndIO(new ShellAgent(), socket.getInputStream(), socket.getOutputStream(), outputs,
                Map.of("in", System::setIn));
    }

    /** The charset of the terminal; Java 17 knows one for all streams. */
    private static PrintStream printer(OutputStream stream, String property) {
        String name = System.getProperty(property, System.getProperty("native.encoding"));
        return new PrintStream(stream, true, name == null ? Charset.defaultCharset() : Charset.forName(name));
    }

    /** JShell looks for a frame of this name when it is to stop what runs, so it stands here. */
    @Override
    protected String invoke(Method typed) throws IllegalAccessException, InvocationTargetException {
        Object value = typed.invoke(null);
        Optional<String> text = named(typed) ? Optional.empty() : text(value);
        text.ifPresent(lines -> System.out.print(lines.endsWith("\n") ? lines : lines + "\n"));
        return text.isPresent() && value instanceof String
                ? Numbers.grouped(text.get().lines().count()) + " lines of text" : valueString(value);
    }

    /** Whether what was typed gives its value a name; JShell's own names begin with a dollar sign and a digit. */
    private static boolean named(Method typed) {
        for (Field field : typed.getDeclaringClass().getDeclaredFields()) {
            if (!field.isSynthetic() && !field.getName().matches("\\$\\d+")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> text(Object value) {
        if (value instanceof String text && text.strip().indexOf('\n') >= 0) {
            return Optional.of(text);
        }
        return value instanceof Explanation explanation ? Optional.of(explanation.table()) : Optional.empty();
    }
}
