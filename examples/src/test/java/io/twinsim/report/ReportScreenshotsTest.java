package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reports of every kind, kept in {@code target/reports}, with pictures where there is a Chromium to take them. */
class ReportScreenshotsTest {

    private static final List<ReportBrowser.View> VIEWS = List.of(new ReportBrowser.View(390, "light"),
            new ReportBrowser.View(390, "dark"), new ReportBrowser.View(1280, "light"),
            new ReportBrowser.View(1280, "dark"));
    private static final List<Integer> WIDTHS = List.of(320, 360, 390, 641, 1280);
    /** One of each kind; the others are measured only. */
    private static final List<String> PICTURED = List.of("simulation", "experiment", "comparison", "timeline");
    /** Letters, lines, two shades of a box: a page that shows nothing has one colour. */
    private static final int FEWEST_COLOURS = 20;

    private static Map<String, Report> reports() {
        Map<String, Report> reports = new LinkedHashMap<>();
        reports.put("simulation", Report.of(ReportSamples.email()));
        reports.put("simulation-failed", Report.of(ReportSamples.failed()));
        reports.put("simulation-hostile", Report.of(ReportSamples.hostile()));
        reports.put("experiment", Report.of(ReportSamples.hillstrom())
                .withCommand("twin experiment --data hillstrom.csv --treatment segment --treated 'Mens E-Mail' "
                        + "--control 'No E-Mail' --outcome visit --adjust recency,history,channel --subgroup zip_code "
                        + "--subgroup recency:4"));
        reports.put("comparison", Report.of(ReportSamples.comparison()));
        reports.put("timeline", Report.of(ReportSamples.skincare()));
        return reports;
    }

    @Test
    void reports_ofEveryKind_fitEveryScreen() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "reports").toAbsolutePath());
        Map<String, Report> reports = reports();
        for (Map.Entry<String, Report> one : reports.entrySet()) {
            one.getValue().write(folder.resolve(one.getKey() + ".html"));
        }
        Optional<ReportBrowser> browser = ReportBrowser.find(folder);
        Assumptions.assumeTrue(browser.isPresent(), () -> "left out: pictures of the reports and their widths on a "
                + "phone, as there is no chromium on the PATH; the pages are in " + folder);
        List<Path> pages = reports.keySet().stream().map(name -> folder.resolve(name + ".html")).toList();
        Map<Path, List<ReportBrowser.Size>> sizes = browser.get().measure(pages, WIDTHS);
        assertThat(sizes).hasSameSizeAs(pages);
        sizes.forEach(ReportScreenshotsTest::fits);
        int pictures = 0;
        for (String name : PICTURED) {
            Path page = folder.resolve(name + ".html");
            for (Path picture : browser.get().photograph(page, views(sizes.get(page)))) {
                assertThat(colours(picture)).as(picture.toString()).isGreaterThanOrEqualTo(FEWEST_COLOURS);
                pictures++;
            }
        }
        assertThat(pictures).isEqualTo(VIEWS.size() * PICTURED.size());
    }

    /** Nothing is wider than the screen. */
    private static void fits(Path page, List<ReportBrowser.Size> sizes) {
        assertThat(sizes).as("frames measured of " + page).hasSize(WIDTHS.size());
        for (ReportBrowser.Size size : sizes) {
            assertThat(size.content()).as("content of " + page + " at " + size.width()).isEqualTo(size.width());
        }
    }

    /** The views with their sizes; themes share them. */
    private static Map<ReportBrowser.View, ReportBrowser.Size> views(List<ReportBrowser.Size> sizes) {
        Map<ReportBrowser.View, ReportBrowser.Size> views = new LinkedHashMap<>();
        for (ReportBrowser.View view : VIEWS) {
            views.put(view, sizes.stream().filter(size -> size.width() == view.width()).findFirst().orElseThrow());
        }
        return views;
    }

    private static int colours(Path picture) throws IOException {
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}
