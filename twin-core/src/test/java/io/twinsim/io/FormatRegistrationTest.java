package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.ModelFormat;
import io.twinsim.model.PopulationFormat;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FormatRegistrationTest {

    @Test
    void formats_serviceLoader_findsOnePerFileName() {
        for (String name : List.of("a.csv", "a.TSV", "a.txt", "a.csv.gz", "a.TSV.GZ", "a.json", "a.json.gz")) {
            assertThat(ServiceLoader.load(PopulationFormat.class)).filteredOn(f -> f.handles(name)).hasSize(1);
        }
        for (String name : List.of("a.yaml", "a.YML", "a.json")) {
            assertThat(ServiceLoader.load(ModelFormat.class)).filteredOn(f -> f.handles(name)).hasSize(1);
        }
        assertThat(ServiceLoader.load(PopulationFormat.class)).noneMatch(f -> f.handles("a.xlsx") || f.handles("a.gz"));
    }
}
