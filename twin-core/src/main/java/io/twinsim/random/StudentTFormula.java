package io.twinsim.random;

import io.twinsim.internal.math.PearsonTable;
import io.twinsim.internal.math.QuantileTable;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class StudentTFormula extends Formula {

    @Override
    @Nullable String refusal(double df, double b, double c) {
        return df > 0 && df <= Double.MAX_VALUE ? null
                : "student_t df must be positive and finite, got " + Numbers.shortest(df);
    }

    @Override
    double quantile(double u, double df, double b, double c) {
        return StudentT.quantile(u, df);
    }

    @Override
    double survivalQuantile(double q, double df, double b, double c) {
        return -StudentT.quantile(q, df);
    }

    @Override
    double cdf(double x, double df, double b, double c) {
        return StudentT.cdf(x, df);
    }

    @Override
    double survival(double x, double df, double b, double c) {
        return StudentT.cdf(-x, df);
    }

    @Override
    double mean(double df, double b, double c) {
        return df > 1 ? 0 : Double.NaN;
    }

    @Override
    double variance(double df, double b, double c) {
        return df > 2 ? df / (df - 2) : df > 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    @Override
    double lower(double df, double b, double c) {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    double upper(double df, double b, double c) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    QuantileTable table(double df, double b, double c) {
        return PearsonTable.studentT(df);
    }
}
