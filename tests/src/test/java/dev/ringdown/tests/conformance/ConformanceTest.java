package dev.ringdown.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.RunningServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the documents demand that are spoken here, one case after the other, with a table by section in the end. */
class ConformanceTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("server.hosts=events.example.com");

    private static final Map<String, int[]> HELD_OF_SECTION = new LinkedHashMap<>();

    static List<Case> cases() {
        return Stream.of(
                        Rfc6455Opening.cases(),
                        Rfc6455Frames.cases(),
                        Rfc6455Messages.cases(),
                        Rfc6455Closing.cases(),
                        Rfc7692.cases(),
                        HttpMessages.cases(),
                        HttpBodies.cases(),
                        HttpSemantics.cases(),
                        HttpContent.cases(),
                        CloudEventsBinary.cases(),
                        CloudEventsFormat.cases())
                .flatMap(each -> each)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsDemandedHolds(Case tried) {
        tried.trial().on(new Wire(server));

        HELD_OF_SECTION.computeIfAbsent(tried.place(), place -> new int[1])[0]++;
    }

    /** Nobody would miss those of a list that is not asked any more. */
    @Test
    void everyListHasItsCases() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(150);
        assertThat(cases())
                .extracting(Case::document)
                .contains(
                        "RFC 6455",
                        "RFC 7692",
                        "RFC 9110",
                        "RFC 9112, public port",
                        "RFC 9112, internal port",
                        "CloudEvents HTTP 1.0.2");
    }

    @AfterAll
    static void tellBySection() {
        Map<String, Long> all =
                cases().stream().collect(Collectors.groupingBy(Case::place, LinkedHashMap::new, Collectors.counting()));
        System.out.printf("%n%-28s %-22s %5s %5s%n", "document", "section", "cases", "held");
        all.forEach((place, count) -> System.out.printf(
                "%-51s %5d %5d%n", place, count, HELD_OF_SECTION.getOrDefault(place, new int[1])[0]));
        System.out.printf(
                "%-51s %5d %5d%n",
                "all",
                cases().size(),
                HELD_OF_SECTION.values().stream().mapToInt(held -> held[0]).sum());
    }
}
