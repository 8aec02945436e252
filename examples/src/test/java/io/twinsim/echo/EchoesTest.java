package io.twinsim.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.Place;
import io.twinsim.cli.ShellEngine;
import io.twinsim.expr.Expr;
import io.twinsim.model.ModelFormat;
import io.twinsim.model.PopulationFormat;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.PlotRenderer;
import io.twinsim.plot.ScalingFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every public type says of itself at the prompt: one line of at most 75 characters, in words. Values come from
 * ordinary use, and from names far longer than is good for anyone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EchoesTest {

    private static final int MOST = 75;

    /** {@code [D@1b6d3586}, {@code Type$$Lambda@7ef20235}. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,}|\\$\\$Lambda");

    /** What a type says by default, and Java's own spelling of numbers, which changed with Java 19. */
    private static final Pattern RECORD = Pattern.compile("Optional[\\[.A-Z]|[=\\[]-?\\d+\\.\\d{10}");

    /** Text that is read back, or stands in a message: a cut would change what it says. */
    private static final List<Class<?>> WHOLE = List.of(Expr.class, Place.class);

    /** Types that no walk comes to, with the reason. */
    private static final Map<String, String> UNREACHED = new LinkedHashMap<>();

    private final EchoWalk walk = new EchoWalk();

    @BeforeAll
    void explore(@TempDir Path folder) throws IOException {
        List<Object> roots = new ArrayList<>(CoreEchoes.roots());
        roots.addAll(StudyEchoes.simulations());
        roots.addAll(StudyEchoes.experiments());
        roots.addAll(StudyEchoes.statistics());
        roots.addAll(StudyEchoes.caches());
        roots.addAll(LivesEchoes.timelines());
        roots.addAll(LivesEchoes.worlds());
        roots.addAll(LivesEchoes.learning());
        roots.addAll(LivesEchoes.fidelity(folder));
        roots.addAll(List.of(new ShellEngine(), new ForestFigure.Shrunken(0.1, 0, 0.2),
                new ScalingFigure("Speed", "twins", List.of(new ScalingFigure.Line(CoreEchoes.LONG,
                        ScalingFigure.Kind.OURS, List.of(new ScalingFigure.Point(1_000, 1e9 / 3)))))));
        ServiceLoader.load(PopulationFormat.class).forEach(roots::add);
        ServiceLoader.load(ModelFormat.class).forEach(roots::add);
        ServiceLoader.load(PlotRenderer.class).forEach(roots::add);
        roots.forEach(walk::from);
    }

    @Test
    void echo_ofEveryValue_isOneShortLine() {
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (Map.Entry<Class<?>, List<String>> type : walk.echoes().entrySet()) {
            boolean whole = WHOLE.stream().anyMatch(kept -> kept.isAssignableFrom(type.getKey()));
            for (String echo : type.getValue()) {
                read++;
                boolean fits = whole || echo.codePointCount(0, echo.length()) <= MOST;
                if (!fits || echo.isBlank() || echo.chars().anyMatch(Character::isISOControl)
                        || IDENTITY.matcher(echo).find() || RECORD.matcher(echo).find()) {
                    wrong.add(type.getKey().getName() + ": " + echo);
                    break;
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(1_500);
    }

    @Test
    void types_public_areAllReached() {
        Set<String> missed = new TreeSet<>();
        int types = 0;
        for (Map.Entry<String, Class<?>> type : PublicTypes.all().entrySet()) {
            if (!PublicTypes.echoes(type.getValue())) {
                continue;
            }
            types++;
            if (type.getValue().isEnum()) {
                assertThat(type.getValue().getEnumConstants())
                        .allSatisfy(constant -> assertThat(constant.toString()).hasSizeLessThanOrEqualTo(MOST));
            } else if (!walk.echoes().containsKey(type.getValue())) {
                missed.add(type.getKey());
            }
        }
        assertThat(missed).isEqualTo(UNREACHED.keySet());
        assertThat(types).isGreaterThan(250);
    }
}
