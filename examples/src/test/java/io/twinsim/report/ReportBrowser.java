package io.twinsim.report;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Chromium without a window. A page of frames shows one report in several widths and themes at once, so that each has
 * its own viewport whatever the least width of a window is, and a script beside the frames can measure them.
 */
final class ReportBrowser {

    private static final long PATIENCE_SECONDS = 120;
    private static final Pattern MEASURE = Pattern.compile("measure (\\d+) (\\d+) (\\d+) (\\d+)");

    private final String program;
    private final Path folder;

    private ReportBrowser(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** The browser, if there is one on the path. */
    static Optional<ReportBrowser> find(Path folder) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .flatMap(entry -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(Path.of(entry)::resolve))
                .filter(Files::isExecutable).findFirst().map(file -> new ReportBrowser(file.toString(), folder));
    }

    /**
     * One view of a page.
     *
     * @param width of the viewport
     * @param theme light or dark
     */
    record View(int width, String theme) {

        String name() {
            return width + "-" + theme;
        }
    }

    /**
     * What a view needs.
     *
     * @param width of the viewport
     * @param content the width of the content, more than the viewport if it overflows
     * @param height of the content
     */
    record Size(int width, int content, int height) {
    }

    /** The sizes of pages in viewports of some widths, page by page, in one run. */
    Map<Path, List<Size>> measure(List<Path> pages, List<Integer> widths) throws IOException, InterruptedException {
        StringBuilder frames = new StringBuilder();
        for (Path page : pages) {
            widths.forEach(width -> frames.append(frame(page, new View(width, "light"), 800)));
        }
        Path sheet = sheet(frames.toString());
        Path dom = run(folder.resolve("dom.txt"), "--dump-dom", "--virtual-time-budget=5000", sheet.toUri().toString());
        Matcher found = MEASURE.matcher(Files.readString(dom));
        Map<Path, List<Size>> sizes = new LinkedHashMap<>();
        while (found.find()) {
            sizes.computeIfAbsent(pages.get(Integer.parseInt(found.group(1)) / widths.size()), p -> new ArrayList<>())
                    .add(new Size(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(3)),
                            Integer.parseInt(found.group(4))));
        }
        Files.delete(dom);
        Files.delete(sheet);
        return sizes;
    }

    /** Takes pictures of all of a page; the files are named after the page and the view. */
    List<Path> photograph(Path page, Map<View, Size> views) throws IOException, InterruptedException {
        StringBuilder frames = new StringBuilder();
        views.forEach((view, size) -> frames.append(frame(page, view, size.height())));
        Path sheet = sheet(frames.toString());
        int width = views.keySet().stream().mapToInt(View::width).sum();
        int height = views.values().stream().mapToInt(Size::height).max().orElseThrow();
        Path whole = folder.resolve("sheet.png");
        run(folder.resolve("browser.txt"), "--screenshot=" + whole, "--window-size=" + width + "," + height,
                sheet.toUri().toString());
        BufferedImage image = ImageIO.read(whole.toFile());
        List<Path> files = new ArrayList<>();
        int left = 0;
        for (Map.Entry<View, Size> view : views.entrySet()) {
            String name = page.getFileName().toString().replace(".html", "-" + view.getKey().name() + ".png");
            Path file = folder.resolve(name);
            ImageIO.write(image.getSubimage(left, 0, view.getKey().width(), view.getValue().height()), "png",
                    file.toFile());
            files.add(file);
            left += view.getKey().width();
        }
        Files.delete(whole);
        Files.delete(sheet);
        Files.deleteIfExists(folder.resolve("browser.txt"));
        return files;
    }

    private static String frame(Path page, View view, int height) {
        return "<iframe src='" + page.getFileName() + "' style='border:0;vertical-align:top;width:" + view.width()
                + "px;height:" + height + "px;color-scheme:" + view.theme() + "'></iframe>";
    }

    /** Frames in a row, of which a script writes down what they need. */
    private Path sheet(String frames) throws IOException {
        return Files.writeString(folder.resolve("sheet.html"), "<!DOCTYPE html><body style='margin:0;"
                + "white-space:nowrap;font-size:0'>" + frames + "<pre></pre><script>onload = () => "
                + "[...document.querySelectorAll('iframe')].forEach((frame, i) => { "
                + "const root = frame.contentDocument.documentElement; "
                + "document.querySelector('pre').textContent += `measure ${i} ${frame.clientWidth} "
                + "${root.scrollWidth} ${root.scrollHeight}\\n`; });</script></body>");
    }

    private Path run(Path output, String... more) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("twin-report");
        List<String> command = new ArrayList<>(List.of(program, "--headless=new", "--no-sandbox", "--disable-gpu",
                "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--disable-component-update", "--allow-file-access-from-files", "--force-device-scale-factor=1",
                "--user-data-dir=" + profile));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the browser must be done within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            delete(profile);
        }
        return output;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(java.util.Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException busy) {
                // a browser that is slow to end still holds files of its profile, which lies among temporary files
                file.toFile().deleteOnExit();
            }
        }
    }
}
