package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a population's hash tells apart, and what its views, adoptions and assignments keep. */
class PopulationIdentityTest {

    private static TwinModel model(String name, String variables) {
        return TwinModel.parse("model: " + name + "\nvariables:\n" + variables.indent(2), name + ".yaml");
    }

    @Test
    void contentHash_differentValues_differ() {
        TwinModel a = model("a", "x: \"~ uniform(0, 1)\"");
        TwinModel b = model("b", "x: \"~ uniform(5, 6)\"");
        TwinModel k = model("k", "x: \"~ uniform(0, 9)\"");
        assertThat(k.adopt(a.generate(3, 1)).contentHash()).isNotEqualTo(k.adopt(b.generate(3, 1)).contentHash());
        Population p = k.generate(3, 1);
        assertThat(k.assign(p, Map.of("x", Expr.parse("1")), Binding.NONE).contentHash())
                .isNotEqualTo(k.assign(p, Map.of("x", Expr.parse("2")), Binding.NONE).contentHash());
        Population up = Population.builder().column("x", RealColumn.of(0, 2)).column("y", RealColumn.of(5, 6)).build();
        Population down = Population.builder().column("x", RealColumn.of(2, 0)).column("y", RealColumn.of(5, 6)).build();
        assertThat(up.where("x > 1").select("y").contentHash())
                .isNotEqualTo(down.where("x > 1").select("y").contentHash());
    }

    @Test
    void contentHash_generated_isThatOfTheRecipe() {
        TwinModel a = model("a", "x: \"~ uniform(0, 1)\"");
        assertThat(a.generate(100, 1).contentHash()).isEqualTo(a.generate(100, 1).contentHash())
                .isNotEqualTo(a.generate(100, 2).contentHash()).isNotEqualTo(a.generate(101, 1).contentHash())
                .isNotEqualTo(a.slice(1, 101, 1).contentHash());
        assertThat(a.generate(100, 1).where("x > 0.5").steps()).hasSize(1).first().asString().startsWith("where ");
        assertThat(a.generate(100, 1).where("x>0.5").head(3).filters()).containsExactly("x > 0.5");
    }

    @Test
    void adopt_rowsOutsideTheView_doNoHarm() {
        TwinModel ranged = model("m", "v: {draw: \"uniform(0, 10)\", range: [0, 10]}\nw: \"= log(v)\"");
        Population data = Population.builder().column("v", RealColumn.of(-1, 0, 2, 8)).build();
        Population twins = ranged.adopt(data.where("v > 0"));
        assertThat(twins.doubles("v")).containsExactly(2, 8);
        assertThat(twins.doubles("w")[0]).isEqualTo(StrictMath.log(2));
        assertThat(twins.rowId(0)).isEqualTo(2);
        assertThatThrownBy(() -> ranged.adopt(data)).hasMessageStartingWith("v must be in [0, 10], got -1.0 at row 0");
    }

    @Test
    void adopt_rowsThatAreDropped_areNotChecked() {
        TwinModel model = model("m", "v: {draw: \"uniform(0, 1)\", missing: {policy: drop}}\n"
                + "w: {draw: \"uniform(0, 1)\", range: [0, 1]}");
        Population data = Population.builder()
                .column("v", RealColumn.of(new double[] {0.5, 0}, new boolean[] {false, true}))
                .column("w", RealColumn.of(0.5, 99)).build();
        assertThat(model.adopt(data).doubles("w")).containsExactly(0.5);
    }

    @Test
    void adopt_filterThatTheRulesWouldChange_isRefused() {
        TwinModel model = model("m", "d: {draw: \"uniform_int(1, 10)\", missing: {default: 5}}");
        Population data = Population.builder()
                .column("d", RealColumn.of(new double[] {3, 0, 9}, new boolean[] {false, true, false})).build();
        assertThatThrownBy(() -> model.adopt(data.where("d <= 5"))).hasMessage("the filter d <= 5 selects other rows of the "
                + "data as read than after the rules of the model (row 1 changes sides); adopt first: "
                + "model.adopt(data).where(...)");
        assertThat(model.adopt(data).where("d <= 5").size()).isEqualTo(2);
        assertThat(model.adopt(data.where("d > 5")).size()).isEqualTo(1);
    }

    @Test
    void where_afterWhere_looksAtTheSelectedRowsOnly() {
        Population data = Population.builder().column("v", RealColumn.of(-1, 2, 8)).build();
        assertThat(data.where("v > 0").where("log(v) > 1").rowId(0)).isEqualTo(2);
    }

    @Test
    void assign_label_keepsTheOtherLabels() {
        TwinModel model = model("m", "c: \"~ categorical(email: 0.5, call: 0.5)\"\n"
                + "b: \"= lookup(c, email: 0.2, call: 0.1)\"");
        Population twins = model.generate(10, 1);
        Population mailed = model.assign(twins, Map.of("c", Expr.parse("'call'")), Binding.NONE);
        assertThat(mailed.column("c").labels()).containsExactly("email", "call");
        assertThat(mailed.doubles("b")).containsOnly(0.1);
        assertThatThrownBy(() -> model.assign(twins, Map.of("c", Expr.parse("'cal'")), Binding.NONE))
                .hasMessageContaining("\"cal\"").hasMessageContaining("\"call\"");
    }

    @Test
    void assign_rowsOutsideTheView_doNoHarm() {
        TwinModel model = model("m", "y: \"~ uniform(-1, 1)\"\nz: \"= y + 1\"");
        Population positive = model.generate(1000, 1).where("y > 0");
        Population logged = model.assign(positive, Map.of("y", Expr.parse("log(y)")), Binding.NONE);
        assertThat(logged.size()).isEqualTo(positive.size());
        assertThat(logged.doubles("z")[0]).isEqualTo(StrictMath.log(positive.doubles("y")[0]) + 1);
    }

    @Test
    void assign_populationOfAnotherModel_isRefused() {
        TwinModel a = model("a", "x: \"~ uniform(0, 1)\"");
        TwinModel b = model("b", "x: \"~ uniform(0, 1)\"");
        Population twins = b.generate(3, 1);
        assertThatThrownBy(() -> a.assign(twins, Map.of(), Binding.NONE))
                .hasMessage("population must be of the model a; adopt it first: model.adopt(population)");
    }

    @Test
    void labels_inTwoSpellings_areOne() {
        CategoryColumn column = CategoryColumn.of("\u00e9", "e\u0301");
        assertThat(column.labels()).hasSize(1);
        assertThat(Population.builder().column("s", column).build().where("s == 'e\u0301'").size()).isEqualTo(2);
    }
}
