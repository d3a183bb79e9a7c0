package dev.ringdown.server;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} says, as the labels of each metric by its name. */
final class Exposition {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final String PRODUCT = "ringdown_";

    /** What a histogram or a summary has besides its name. */
    private static final Set<String> SUFFIXES = Set.of("_bucket", "_count", "_sum", "_max");

    private static final Set<String> OF_THE_FORMAT = Set.of("le", "quantile");

    private Exposition() {}

    /** The metrics of the product; what belongs to a histogram or a summary counts as that. */
    static Map<String, Set<String>> labelsByMetric(String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            if (type.matches() && type.group(1).startsWith(PRODUCT)) {
                labels.putIfAbsent(type.group(1), new TreeSet<>());
            }
        });
        text.lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(1).startsWith(PRODUCT)) {
                Set<String> ofMetric =
                        labels.computeIfAbsent(metric(sample.group(1), labels.keySet()), m -> new TreeSet<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    ofMetric.add(label.group(1));
                }
                ofMetric.removeAll(OF_THE_FORMAT);
            }
        });
        labels.keySet().removeIf(name -> !metric(name, labels.keySet()).equals(name));
        return labels;
    }

    /** The metric to which a name in a sample or a query belongs. */
    static String metric(String name, Set<String> metrics) {
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(metrics::contains)
                .findFirst()
                .orElse(name);
    }
}
