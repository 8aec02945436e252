package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Text on what it stands on, in both themes of the style sheet, by the contrast of WCAG 2.1, 1.4.3. */
class ReportContrastTest {

    private static final double LEAST = 4.5;
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
    private static final List<String[]> PAIRS = List.of(new String[] {"ink", "paper"}, new String[] {"soft", "paper"},
            new String[] {"link", "paper"}, new String[] {"ink", "panel"}, new String[] {"soft", "panel"},
            new String[] {"ink", "good-panel"}, new String[] {"good", "good-panel"}, new String[] {"ink", "care-panel"},
            new String[] {"care", "care-panel"}, new String[] {"ink", "bad-panel"}, new String[] {"bad", "bad-panel"});

    private static String css() throws IOException {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colours;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double contrast(int a, int b) {
        double light = Math.max(luminance(a), luminance(b));
        double dark = Math.min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    }

    @Test
    void text_inBothThemes_standsOut() throws IOException {
        assertThat(contrast(0, 0xffffff)).isEqualTo(21);
        String css = css();
        int dark = css.indexOf("prefers-color-scheme: dark");
        int checked = 0;
        for (Map<String, Integer> theme : List.of(colours(css.substring(0, dark)), colours(css.substring(dark)))) {
            for (String[] pair : PAIRS) {
                assertThat(contrast(theme.get(pair[0]), theme.get(pair[1]))).as(pair[0] + " on " + pair[1])
                        .isGreaterThanOrEqualTo(LEAST);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(2 * PAIRS.size());
        Map<String, Integer> charts = colours(css.substring(dark));
        assertThat(contrast(charts.get("tw-ink"), charts.get("tw-paper"))).isGreaterThanOrEqualTo(LEAST);
        assertThat(contrast(charts.get("tw-faint"), charts.get("tw-paper"))).isGreaterThanOrEqualTo(LEAST);
        assertThat(contrast(charts.get("tw-headline"), charts.get("tw-paper"))).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void styleSheet_insideAPage_needsNoEscapes() throws IOException {
        assertThat(css()).doesNotContain("<", "&", "url(", "@import");
    }
}
