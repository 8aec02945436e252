package io.twinsim.cli;

import java.util.Optional;

/** Which version this is, as the jar says. */
final class Version {

    private Version() {
    }

    static String line() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(from sources)");
        return "twin " + version + ", Java " + Runtime.version();
    }
}
