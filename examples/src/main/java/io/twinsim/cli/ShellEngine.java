package io.twinsim.cli;

import io.twinsim.internal.text.Checks;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.execution.JdiExecutionControlProvider;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * JShell's own engine with our agent at its other end, under the name {@code twin}. JShell finds it through
 * {@link java.util.ServiceLoader}: {@code jshell --execution twin}, with this jar on the class path of JShell itself
 * ({@code -J--class-path=...}) and of what is typed.
 */
public final class ShellEngine implements ExecutionControlProvider {

    private final JdiExecutionControlProvider jdi = new JdiExecutionControlProvider();

    /** For {@link java.util.ServiceLoader}. */
    public ShellEngine() {
    }

    @Override
    public String name() {
        return "twin";
    }

    /** Those of {@code jdi}. */
    @Override
    public Map<String, String> defaultParameters() {
        Map<String, String> parameters = new HashMap<>(jdi.defaultParameters());
        parameters.put(JdiExecutionControlProvider.PARAM_REMOTE_AGENT, ShellAgent.class.getName());
        return parameters;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) throws Throwable {
        Map<String, String> given = defaultParameters();
        given.putAll(Checks.notNull(parameters, "parameters"));
        return jdi.generate(new Plain(Checks.notNull(env, "env")), given);
    }

    /** In one line: the name and the agent. */
    @Override
    public String toString() {
        return "ShellEngine[" + name() + "]";
    }

    /** The surroundings without the console that Java 22 added, which JShell lends to its own agent only. */
    private static final class Plain implements ExecutionEnv {

        private final ExecutionEnv env;

        Plain(ExecutionEnv env) {
            this.env = env;
        }

        @Override
        public InputStream userIn() {
            return env.userIn();
        }

        @Override
        public PrintStream userOut() {
            return env.userOut();
        }

        @Override
        public PrintStream userErr() {
            return env.userErr();
        }

        @Override
        public List<String> extraRemoteVMOptions() {
            return env.extraRemoteVMOptions();
        }

        @Override
        public void closeDown() {
            env.closeDown();
        }
    }
}
