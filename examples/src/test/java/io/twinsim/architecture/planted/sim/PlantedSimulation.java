package io.twinsim.architecture.planted.sim;

import java.awt.Color;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** One forbidden call per method, and exists to be found. */
public final class PlantedSimulation {
    private PlantedSimulation() {
    }

    public static int generator() {
        return new Random(1).nextInt();
    }

    public static double mathRandom() {
        return Math.random();
    }

    public static double mathLog(double x) {
        return Math.log(x);
    }

    public static DoubleUnaryOperator mathReference() {
        return Math::exp;
    }

    public static double strictMath(double x) {
        return StrictMath.exp(x);
    }

    public static long clock() {
        return System.currentTimeMillis();
    }

    public static long nanoClock() {
        return System.nanoTime();
    }

    public static Instant instant() {
        return Instant.now();
    }

    public static LocalDate today() {
        return LocalDate.now();
    }

    public static Locale locale() {
        return Locale.getDefault();
    }

    public static String format(int i) {
        return String.format("%d", i);
    }

    public static String formatted(int i) {
        return "%d".formatted(i);
    }

    public static String lower(String s) {
        return s.toLowerCase();
    }

    public static byte[] bytes(String s) {
        return s.getBytes();
    }

    public static String text(byte[] b) {
        return new String(b);
    }

    public static void print(PrintStream out) {
        out.printf("%d", 1);
    }

    public static String doubleToString(double x) {
        return Double.toString(x);
    }

    public static String boxToString(Double x) {
        return x.toString();
    }

    public static String valueOf(double x) {
        return String.valueOf(x);
    }

    public static DoubleFunction<String> valueOfReference() {
        return String::valueOf;
    }

    public static StringBuilder append(double x) {
        return new StringBuilder().append(x);
    }

    public static String arrays(double[] x) {
        return Arrays.toString(x);
    }

    public static double streamSum() {
        return DoubleStream.of(1, 2).sum();
    }

    public static String concatenation(double x) {
        return "x = " + x;
    }

    public static Object screenNetworkAndFile(Path path) {
        return Files.exists(path) ? Color.RED : URI.create("file:///");
    }
}
