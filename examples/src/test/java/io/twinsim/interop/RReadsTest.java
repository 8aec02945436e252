package io.twinsim.interop;

import io.twinsim.model.WriteOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Base R reads CSV: every row, number and label; flags as such when asked to, else as text. It has no reader of JSON or
 * Parquet.
 */
class RReadsTest {

    private static final String SCRIPT = """
            files <- commandArgs(trailingOnly = TRUE)
            d <- read.csv(files[1], na.strings = SENTINEL, encoding = "UTF-8", check.names = FALSE,
                          colClasses = c(flag = "logical"))
            cat(sprintf("rows|%d\\n", nrow(d)))
            for (name in names(d)) {
              x <- d[[name]]
              if (is.character(x)) {
                t <- table(x)
                cat(sprintf("%s|%s|%d\\n", name, names(t), as.integer(t)), sep = "")
              } else {
                x <- as.numeric(x[!is.na(x)])
                cat(sprintf("%s|%d|%.17g|%.17g|%.17g\\n", name, length(x), mean(x), min(x), max(x)))
              }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void r_csv_findsWhatWasWritten() {
        Tool r = Tool.r();
        Path file = folder.resolve("twins.csv");
        Sample.TWINS.write(file);
        Sample.assertFound(r.run(folder, SCRIPT.replace("SENTINEL", "\"\""), file));
    }

    @Test
    void r_csvPackedWithNa_findsWhatWasWritten() {
        Tool r = Tool.r();
        Path file = folder.resolve("twins.csv.gz");
        Sample.TWINS.write(file, WriteOptions.of().withMissing("NA"));
        Sample.assertFound(r.run(folder, SCRIPT.replace("SENTINEL", "\"NA\""), file));
    }
}
