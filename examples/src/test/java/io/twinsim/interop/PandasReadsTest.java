package io.twinsim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.WriteOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** pandas reads CSV, both layouts of JSON and, where it has an engine for it, Parquet. */
class PandasReadsTest {

    private static final String SCRIPT = """
            import json, sys
            import pandas as pd
            path = sys.argv[1]
            if path.endswith('.parquet'):
                try:
                    d = pd.read_parquet(path)
                except ImportError:
                    print('no engine')
                    sys.exit(0)
            elif path.endswith('.records.json'):
                d = pd.read_json(path, convert_dates=False, precise_float=True)
            elif path.endswith('.json'):
                with open(path, encoding='utf-8') as text:
                    d = pd.DataFrame(json.load(text))
            else:
                d = pd.read_csv(path, float_precision='round_trip')
            print('rows|%d' % len(d))
            for name in d.columns:
                x = d[name].dropna()
                if x.map(lambda v: isinstance(v, str)).all():
                    for label, count in x.value_counts().items():
                        print('%s|%s|%d' % (name, label, count))
                else:
                    x = x.astype(float)
                    print('%s|%d|%.17g|%.17g|%.17g' % (name, len(x), x.mean(), x.min(), x.max()))
            """;

    @TempDir
    private Path folder;

    private List<String> found(String name, WriteOptions options) {
        Tool pandas = Tool.pandas();
        Path file = folder.resolve(name);
        Sample.TWINS.write(file, options);
        return pandas.run(folder, SCRIPT, file);
    }

    @Test
    void pandas_csv_findsWhatWasWritten() {
        Sample.assertFound(found("twins.csv", WriteOptions.of()));
    }

    @Test
    void pandas_csvPacked_findsWhatWasWritten() {
        Sample.assertFound(found("twins.csv.gz", WriteOptions.of()));
    }

    @Test
    void pandas_jsonRecords_findsWhatWasWritten() {
        Sample.assertFound(found("twins.records.json", WriteOptions.of()));
    }

    @Test
    void pandas_jsonColumns_findsWhatWasWritten() {
        Sample.assertFound(found("twins.json", WriteOptions.of().withLayout(WriteOptions.Layout.COLUMNS)));
    }

    @Test
    void pandas_parquet_findsWhatWasWritten() {
        List<String> found = found("twins.parquet", WriteOptions.of());
        Assumptions.assumeFalse(found.equals(List.of("no engine")),
                "left out: Parquet read by pandas, which has no engine for it here (pyarrow or fastparquet)");
        assertThat(found).hasSizeGreaterThan(1);
        Sample.assertFound(found);
    }
}
