package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CorrelationMatrixTest {

    private static final List<String> AB = List.of("a", "b");
    private static final List<String> ABC = List.of("a", "b", "c");

    private static void refused(List<String> names, double[][] values, String message) {
        assertThatThrownBy(() -> CorrelationMatrix.of(names, values)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void of_notSymmetric_namesBothCellsAndValues() {
        refused(AB, new double[][] {{1, 0.3}, {0.31, 1}},
                "correlations must be symmetric, got 0.3 of a and b (row 1, column 2) and 0.31 of b and a "
                        + "(row 2, column 1)");
    }

    @Test
    void of_badCell_namesIt() {
        refused(AB, new double[][] {{1, 0.3}, {0.3, 0.9}},
                "correlation of b and b (row 2, column 2) must be 1, as of any variable with itself, got 0.9");
        refused(AB, new double[][] {{1, 1.2}, {1.2, 1}},
                "correlation of a and b (row 1, column 2) must be in [-1.0, 1.0], got 1.2");
        refused(AB, new double[][] {{1, 0.2}, {Double.NaN, 1}},
                "correlation of b and a (row 2, column 1) must be in [-1.0, 1.0], got NaN");
    }

    @Test
    void of_notPositiveSemiDefinite_tellsTheSmallestEigenvalue() {
        refused(ABC, new double[][] {{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}},
                "correlations must be positive semi-definite, got the smallest eigenvalue -0.8; no variables can be "
                        + "correlated so");
    }

    @Test
    void of_wrongSizeOrNames_isRefused() {
        refused(List.of("a", "b", "c", "d"), new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                "correlations must be 4 x 4 for a, b, c, d, got 3 rows");
        refused(AB, new double[][] {{1, 0}, {0, 1, 0}},
                "correlations must be 2 x 2 for a, b, got 2 rows with 3 values in row 2");
        refused(List.of("a", "a"), new double[][] {{1, 0}, {0, 1}},
                "correlations must name each variable once, got \"a\" twice");
        assertThatThrownBy(() -> CorrelationMatrix.of(null, new double[0][])).hasMessage("names must not be null");
    }

    @Test
    void of_singular_works() {
        CorrelationMatrix matrix = CorrelationMatrix.of(ABC, new double[][] {{1, 1, 0.4}, {1, 1, 0.4}, {0.4, 0.4, 1}});
        double[][] lower = matrix.cholesky();
        assertThat(lower[1]).isEqualTo(lower[0]);
        assertThat(matrix.smallestEigenvalue()).isCloseTo(0, within(1e-15));
        assertThat(matrix.names()).isEqualTo(ABC);
        assertThat(matrix.value(0, 2)).isEqualTo(0.4);
        assertThat(CorrelationMatrix.of(List.of(), new double[0][]).cholesky()).isEmpty();
    }

    @Test
    void of_callersArrays_areCopied() {
        double[][] values = {{1, 0.5}, {0.5, 1}};
        CorrelationMatrix matrix = CorrelationMatrix.of(AB, values);
        values[0][1] = 7;
        matrix.values()[0][1] = 8;
        assertThat(matrix.value(0, 1)).isEqualTo(0.5);
    }

    /** R 4.2.2, chol(); see correlations.json. */
    @Test
    void cholesky_ofRsMatrix_isRsFactor() throws IOException {
        double[][] matrix = array(text(), "pearson", 0);
        double[][] lower = CorrelationMatrix.of(List.of("mpg", "disp", "hp", "drat", "wt", "qsec"), matrix).cholesky();
        double[][] expected = array(text(), "cholesky_lower_of_pearson", 0);
        assertThat(expected).hasDimensions(6, 6);
        for (int i = 0; i < 6; i++) {
            assertThat(lower[i]).containsExactly(expected[i], within(1e-12));
        }
    }

    /** R 4.2.2, Matrix::nearPD; see correlations.json. */
    @Test
    void nearest_ofRsMatrices_isRsAnswer() throws IOException {
        String text = text();
        int cases = 0;
        for (String name : List.of("pd_case_3x3", "strongly_indefinite", "rank_deficient_higham_2002")) {
            int start = text.indexOf("\"" + name + "\"");
            double[][] input = array(text, "input", start);
            double[][] expected = array(text, "nearest_correlation_higham", start);
            CorrelationMatrix.Repair repair = CorrelationMatrix.nearest(ABC, input);
            for (int i = 0; i < 3; i++) {
                assertThat(repair.matrix().values()[i]).as(name).containsExactly(expected[i], within(1e-5));
            }
            assertThat(repair.distance()).as(name).isCloseTo(number(text, "frobenius_distance", start), within(1e-5));
            assertThat(repair.matrix().smallestEigenvalue()).as(name).isGreaterThan(-1e-14);
            assertThat(repair.matrix().cholesky()[2][2]).as(name).isNotNaN();
            cases++;
        }
        assertThat(cases).isEqualTo(3);
    }

    @Test
    void nearest_ofAPossibleMatrix_leavesItAlone() {
        double[][] values = {{1, 0.5, 0.5}, {0.5, 1, -0.5}, {0.5, -0.5, 1}};
        CorrelationMatrix.Repair repair = CorrelationMatrix.nearest(ABC, values);
        assertThat(repair.distance()).isZero();
        assertThat(repair.matrix().values()).isDeepEqualTo(values);
        assertThatThrownBy(() -> CorrelationMatrix.nearest(AB, new double[][] {{1, 0.3}, {0.31, 1}}))
                .isInstanceOf(InputException.class).hasMessageStartingWith("correlations must be symmetric");
    }

    private static String text() throws IOException {
        return Files.readString(SharedData.require("cases/correlations.json"));
    }

    /** The rows of the matrix behind a key: all that stands in brackets up to the next two closing ones. */
    private static double[][] array(String json, String key, int from) {
        int start = json.indexOf("\"" + key + "\"", from);
        Matcher close = Pattern.compile("]\\s*]").matcher(json);
        assertThat(start >= 0 && close.find(start)).as(key).isTrue();
        return Pattern.compile("\\[([^\\[\\]]+)]").matcher(json.substring(start, close.end())).results()
                .map(row -> Pattern.compile(",").splitAsStream(row.group(1))
                        .mapToDouble(cell -> Double.parseDouble(cell.strip())).toArray()).toArray(double[][]::new);
    }

    private static double number(String json, String key, int from) {
        Matcher value = Pattern.compile("\"" + key + "\": ([-0-9.e]+)").matcher(json);
        assertThat(value.find(from)).isTrue();
        return Double.parseDouble(value.group(1));
    }
}
