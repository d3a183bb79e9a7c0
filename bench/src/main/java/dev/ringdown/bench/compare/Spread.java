package dev.ringdown.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The middle and the ends of several values. Immutable.
 *
 * @param median the mean of the two in the middle, if their number is even
 */
public record Spread(double least, double median, double most) {
    /** @param values at least one */
    public static Spread of(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** {@code median (least-most)}, in units of so much. */
    String text(double unit, int decimals) {
        return number(median / unit, decimals) + " (" + number(least / unit, decimals) + "-"
                + number(most / unit, decimals) + ')';
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
