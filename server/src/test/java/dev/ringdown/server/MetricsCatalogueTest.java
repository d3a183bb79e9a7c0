package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.journal.kafka.JournalMeters;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.log.embedded.EmbeddedOptions;
import dev.ringdown.log.embedded.EmbeddedStore;
import dev.ringdown.log.embedded.SyncPolicy;
import dev.ringdown.log.embedded.WitnessPlace;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import dev.ringdown.source.rabbitmq.RabbitmqOptions;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of metrics in docs/operating.md is what {@code /metrics} has, and every query in the documents can match. */
class MetricsCatalogueTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(ringdown_[a-z_]+)(?:\\{([a-z,]+)})?` \\|");
    private static final Pattern MENTION = Pattern.compile("(ringdown_[a-z_]*[a-z])(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z]+)(?:!?=~?)\"([^\"]*)\"");
    private static final Pattern LIMIT =
            Pattern.compile("\\{limit(?:!?=~?)\"([^\"]*)\"}"); // also where the name is left out
    private static final Pattern NAME_IN_SOURCE = Pattern.compile("\"(ringdown\\.[a-z.]*[a-z])\"");

    @TempDir
    private Path folder = Path.of("");

    private final PrometheusMeterRegistry registry = ProcessMetrics.registry();
    private Map<String, Set<String>> exported = Map.of();
    private String operating = "";

    @BeforeEach
    void exportEverything() throws IOException {
        operating = Files.readString(ROOT.resolve("docs/operating.md"));
        GatewayMetrics metrics = new GatewayMetrics(registry);
        StoredLog log = new StoredLog(
                EmbeddedStore.open(options(), 1, metrics),
                new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 16),
                Clock.systemUTC(),
                metrics);
        new JournalMeters(metrics);
        EventLog replicated = ReplicatedLog.open(
                new SilentJournal(),
                new MemoryStore(
                        1,
                        1 << 20,
                        Duration.ofHours(1),
                        new LiveResourceIndex(
                                new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(10, 1 << 20))),
                new ReplicaOptions(
                        new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 16),
                        Duration.ofHours(1),
                        1 << 20,
                        1,
                        1 << 20,
                        Duration.ofSeconds(10),
                        new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30))),
                new ReplicaNode(1, System::nanoTime, 1, new LoggedNotices()),
                metrics);
        countOnce(metrics, new RabbitmqMetrics(registry, metrics, rabbitmq()));
        new ReloadMetrics(registry, Clock.systemUTC()).bad();
        exported = Exposition.labelsByMetric(registry.scrape());
        replicated.close();
        log.close();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private EmbeddedOptions options() {
        return new EmbeddedOptions(
                folder.resolve("log"),
                new WitnessPlace.Nowhere(),
                Duration.ofHours(1),
                1 << 20,
                1 << 20,
                SyncPolicy.INTERVAL,
                Duration.ofSeconds(1),
                0,
                new TerminalTypes(TerminalTypes.DEFAULT),
                new LiveResourceIndex.Bounds(10, 1 << 20),
                new RoutingTable(RoutingTable.VOIPBIN, 256));
    }

    private static RabbitmqOptions rabbitmq() {
        return new RabbitmqOptions("amqp://127.0.0.1", null, "exchange", "queue", 1, 1, 1, Duration.ZERO);
    }

    /** A counter with a label is there once it has counted; {@link #everyNameInTheSourcesIsExportedHere} guards this list. */
    private static void countOnce(GatewayMetrics metrics, RabbitmqMetrics rabbitmq) {
        metrics.connections(() -> 0);
        metrics.closed(GatewayMetrics.WEBSOCKET, 1000);
        metrics.refused("public", 401);
        metrics.proxyHeaderRefused();
        metrics.webhook("acme", "stored");
        metrics.adminRequest("list", 200);
        metrics.keyLookedUp("accepted");
        metrics.keySetFetched("fetched");
        metrics.clientError("malformed");
        metrics.limitReached(Limit.TOPICS);
        metrics.holds("filter-bytes", () -> 0);
        metrics.gap("retention");
        rabbitmq.unreadable(new InvalidEventException(InvalidEventException.Kind.MALFORMED, "no event"));
    }

    private Map<String, Set<String>> documented() {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(operating);
        while (row.find()) {
            rows.put(
                    row.group(1),
                    row.group(2) == null
                            ? Set.of()
                            : new TreeSet<>(Arrays.asList(row.group(2).split(",", -1))));
        }
        return rows;
    }

    @Test
    void theCatalogueIsWhatIsExportedWithItsLabels() {
        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(exported);
    }

    @Test
    void everyNameInTheSourcesIsExportedHere() throws IOException {
        Set<String> families = exported.keySet().stream()
                .map(name -> name.replaceAll("_(total|seconds)$", ""))
                .collect(Collectors.toSet());

        for (String module : List.of("core", "gateway", "log-embedded", "log-kafka", "server", "source-rabbitmq")) {
            assertThat(namesInSources(ROOT.resolve(module).resolve("src/main/java")))
                    .allSatisfy(name ->
                            assertThat(families).contains(name.replace('.', '_').replaceAll("_(total|seconds)$", "")));
        }
    }

    private static Set<String> namesInSources(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> NAME_IN_SOURCE.matcher(read(file)).results())
                    .map(result -> result.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatDocumentsSayOfAMetricCanBeFound() throws IOException {
        Set<String> wrong = new TreeSet<>();
        try (Stream<Path> documents = Files.walk(ROOT.resolve("docs"))) {
            documents.filter(file -> file.toString().endsWith(".md")).forEach(file -> {
                String text = read(file);
                Stream.concat(
                                MENTION.matcher(text).results().filter(mention -> !canBeFound(mention)),
                                LIMIT.matcher(text).results().filter(limit -> !isLimit(limit.group(1))))
                        .forEach(mention -> wrong.add(file.getFileName() + ": " + mention.group()));
            });
        }

        assertThat(wrong).isEmpty();
    }

    private boolean canBeFound(MatchResult mention) {
        String metric = Exposition.metric(mention.group(1), exported.keySet());
        Set<String> labels = exported.get(metric);
        if (labels == null) {
            return false;
        }
        String selector = mention.group(2) == null ? "" : mention.group(2);
        if (selector.isEmpty() || selector.matches("[a-z,]+")) { // the names of labels alone, as in the catalogue
            return selector.isEmpty() || labels.containsAll(Arrays.asList(selector.split(",", -1)));
        }
        List<MatchResult> matchers = MATCHER.matcher(selector).results().toList();
        return !matchers.isEmpty()
                && matchers.stream()
                        .allMatch(matcher -> labels.contains(matcher.group(1))
                                && isValue(metric, matcher.group(1), matcher.group(2)));
    }

    /** Whether a label ever has this value. */
    private boolean isValue(String metric, String label, String value) {
        return switch (label) {
            case "limit" -> isLimit(value);
            case "status" -> value.matches("[1-5][0-9][0-9]");
            case "code" ->
                IntStream.concat(
                                IntStream.rangeClosed(1000, 1015),
                                Arrays.stream(CloseReason.values()).mapToInt(CloseReason::code))
                        .anyMatch(code -> Integer.toString(code).equals(value));
            default -> row(metric).contains('`' + value + '`'); // the catalogue has them all
        };
    }

    private static boolean isLimit(String value) {
        return Arrays.stream(Limit.values()).anyMatch(limit -> limit.key().equals(value));
    }

    private String row(String metric) {
        return operating
                .lines()
                .filter(line -> line.startsWith("| `" + metric + '{') || line.startsWith("| `" + metric + '`'))
                .findFirst()
                .orElse("");
    }

    @Test
    void theOutcomesOfWebhooksInTheCatalogueAreThoseOfTheSources() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(ROOT.resolve("gateway/src/main/java/dev/ringdown/webhook"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(MetricsCatalogueTest::read)
                    .collect(Collectors.joining());
        }

        assertThat(Pattern.compile("`([a-z-]+)`")
                        .matcher(row("ringdown_webhooks_total"))
                        .results()
                        .map(result -> result.group(1)))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(sources).contains('"' + outcome + '"'));
    }

    @Test
    void theReasonsOfUnreadableMessagesInTheCatalogueAreThoseOfTheSources() {
        assertThat(Pattern.compile("`([a-z_]+)`")
                        .matcher(row("ringdown_rabbitmq_unreadable_total").replaceFirst("`[^`]*`", ""))
                        .results()
                        .map(result -> result.group(1)))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(InvalidEventException.Kind.values())
                        .filter(kind -> kind != InvalidEventException.Kind.TOO_MANY) // a message is one event
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
