package io.twinsim.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the manual promises must not mention what is left out of every promise, but for a few bridges: members that are
 * public because another package of the engine calls them.
 */
final class PublicApi {

    /** Sim hands moments and its stop signal to inference. */
    static final Set<String> BRIDGES = Set.of(
            "io.twinsim.inference.MeanEstimate.of", "io.twinsim.inference.Saddlepoint.mean",
            "io.twinsim.inference.Saddlepoint.difference", "io.twinsim.inference.IntervalOptions.<init>",
            "io.twinsim.inference.IntervalOptions.stop", "io.twinsim.inference.IntervalOptions.withStop",
            "io.twinsim.inference.Experiment.withStop");

    private PublicApi() {
    }

    /** Public or protected members of public types that show a type of an internal package, without parameters. */
    static Set<String> internalTypes(JavaClasses classes) {
        Set<String> found = new LinkedHashSet<>();
        for (JavaClass c : classes) {
            if (isInternal(c) || !c.getModifiers().contains(JavaModifier.PUBLIC)) {
                continue;
            }
            for (JavaMember member : c.getMembers()) {
                if (isShown(member) && types(member).anyMatch(PublicApi::isInternal)) {
                    found.add(c.getName() + "." + member.getName());
                }
            }
        }
        return found;
    }

    private static boolean isShown(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    private static Stream<JavaClass> types(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            return Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream());
        }
        return Stream.of(((JavaField) member).getRawType());
    }

    private static boolean isInternal(JavaClass c) {
        return c.getBaseComponentType().getPackageName().contains(".internal");
    }
}
