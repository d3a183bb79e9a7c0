package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's process holds at one moment, as the operating system (Linux) and its metrics tell. Immutable.
 *
 * @param files how many of the descriptors are files, such as the log's; 0 if that was not looked at
 * @param series the values of {@code /metrics} by their names with labels; empty if they were not asked for
 */
public record ServerState(long residentKib, int threads, int descriptors, int files, Map<String, Double> series) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern REACHED = Pattern.compile("ringdown_limits_reached_total\\{limit=\"([^\"]+)\"\\}");
    private static final List<String> HELD = List.of("ringdown_connections", "ringdown_sessions{", "ringdown_held");
    private static final int ANSWER_MILLIS = 20_000;

    public ServerState {
        series = Map.copyOf(series);
    }

    /** With its metrics, and what its descriptors are. */
    static ServerState of(Target target) throws IOException {
        Map<String, Double> series = metrics(target.internalPort());
        List<Path> descriptors = descriptors(target);
        return of(
                target,
                descriptors.size(),
                (int) descriptors.stream().filter(ServerState::isFile).count(),
                series);
    }

    /** Without its metrics, which costs it nothing. */
    static ServerState processOf(Target target) throws IOException {
        // Linux 6.2 and newer tells how many there are, so that ten thousand need not be listed
        int told = (int) Files.size(process(target).resolve("fd"));
        return of(target, told > 0 ? told : descriptors(target).size(), 0, Map.of());
    }

    private static ServerState of(Target target, int descriptors, int files, Map<String, Double> series)
            throws IOException {
        String status = status(target.pid());
        return new ServerState(number(RESIDENT, status), (int) number(THREADS, status), descriptors, files, series);
    }

    /** What a process has of the memory at this time. */
    public static long residentKib(long pid) throws IOException {
        return number(RESIDENT, status(pid));
    }

    private static String status(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    }

    private static Path process(Target target) {
        return Path.of("/proc", Long.toString(target.pid()));
    }

    private static List<Path> descriptors(Target target) throws IOException {
        try (var descriptors = Files.list(process(target).resolve("fd"))) {
            return descriptors.toList();
        }
    }

    private static boolean isFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).isAbsolute();
        } catch (IOException e) {
            return false; // it was closed meanwhile
        }
    }

    /** Descriptors that are sockets and the like, which peers may cause. */
    int sockets() {
        return descriptors - files;
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("/proc: nothing like " + pattern + " (expected: as Linux has it)");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static Map<String, Double> metrics(int port) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        Map<String, Double> series = new TreeMap<>();
        try (InputStream body = connection.getInputStream()) {
            new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains(" "))
                    .forEach(line -> series.put(
                            line.substring(0, line.lastIndexOf(' ')),
                            Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        }
        return series;
    }

    /** A metric, 0 if it is not there; with its labels, if it has some. */
    public double metric(String name) {
        return series.getOrDefault(name, 0.0);
    }

    /** How often a limit was reached in the life of the server. */
    public double limitReached(String key) {
        return metric("ringdown_limits_reached_total{limit=\"" + key + "\"}");
    }

    /** How many series there are of metrics with this beginning. */
    public long seriesOf(String prefix) {
        return series.keySet().stream().filter(name -> name.startsWith(prefix)).count();
    }

    /** What of its metrics is held by peers, and given back when they go. */
    Map<String, Double> held() {
        Map<String, Double> held = new TreeMap<>(series);
        held.keySet().removeIf(name -> HELD.stream().noneMatch(name::startsWith));
        return held;
    }

    /** How often limits were reached since an earlier state, by their keys. */
    Map<String, Long> reachedSince(ServerState earlier) {
        Map<String, Long> reached = new TreeMap<>();
        for (String name : new TreeSet<>(series.keySet())) {
            Matcher matcher = REACHED.matcher(name);
            long count = (long) (metric(name) - earlier.metric(name));
            if (matcher.matches() && count > 0) {
                reached.put(matcher.group(1), count);
            }
        }
        return reached;
    }
}
