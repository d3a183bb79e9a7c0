package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

class TopicPropertyTest {
    private static final String UUID_TEXT = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final String RESOURCE = "(\\*|[a-z0-9_-]{1,64})";
    private static final String RESOURCE_ID = "(\\*|[A-Za-z0-9_.-]{1,128})";

    /** Of the texts of this test, those that are types of calls, and those that are types at all. */
    private static final String CALL_TYPES = "(call_created|call_\\*)";

    private static final String ANY_TYPES = "(call_created|call_\\*|customer_id|agent_id)";

    private static final String TAIL = "(" + RESOURCE + "(:" + RESOURCE_ID + ")?"
            + "|call:" + CALL_TYPES + "(:" + RESOURCE_ID + ")?"
            + "|\\*:" + ANY_TYPES + "(:" + RESOURCE_ID + ")?"
            + "|" + RESOURCE + ":\\*:" + RESOURCE_ID + ")";

    /** The grammar of the protocol, section 2, as regular expressions. */
    private static final Pattern SCOPED = Pattern.compile("(customer_id|agent_id):" + UUID_TEXT + "(:" + TAIL + ")?");

    private static final Pattern SHORT_FORM = Pattern.compile("(?!(customer_id|agent_id)(:|$))" + TAIL);

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void exactlyWhatTheGrammarSaysIsATopic(@ForAll("almostTopics") String text) {
        RequestedTopic topic = Parsing.parse(text);

        boolean openEnded = text.length() > 1 && text.endsWith(":");
        String closed = openEnded ? text.substring(0, text.length() - 1) : text;
        RequestedTopic meant = topic instanceof OpenEnded open ? open.topic() : topic;
        assertThat(meant instanceof TopicFilter)
                .isEqualTo(SCOPED.matcher(closed).matches());
        assertThat(meant instanceof ShortForm)
                .isEqualTo(SHORT_FORM.matcher(closed).matches());
        assertThat(topic instanceof OpenEnded).isEqualTo(openEnded && !(topic instanceof InvalidTopic));
        Statistics.collect(topic instanceof InvalidTopic);
        Statistics.coverage(coverage -> coverage.check(false).percentage(percentage -> percentage > 10));
    }

    @Property
    void anyTextIsParsedWithoutFailing(@ForAll String text) {
        assertThat(Parsing.parse(text)).isNotNull();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aFilterIsReadBackFromItsText(@ForAll("filters") TopicFilter filter) {
        assertThat(Parsing.parse(filter.toString())).isEqualTo(filter);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aFilterMatchesWhatTheSegmentsSay(
            @ForAll("collidingFilters") String filterText, @ForAll("collidingTopics") Topic topic) {
        TopicFilter filter = (TopicFilter) Parsing.parse(filterText);

        boolean matches = matchesSegmentBySegment(filterText, topic);

        assertThat(filter.reaches(only(topic))).isEqualTo(matches);
        Statistics.collect(matches);
        Statistics.coverage(coverage -> coverage.check(true).percentage(percentage -> percentage > 5));
    }

    /** Whatever both match is made of the segments that they name, so looking at those is looking at all. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void filtersOverlapIfBothMatchATopic(
            @ForAll("collidingFilters") String oneText, @ForAll("collidingFilters") String otherText) {
        TopicFilter one = (TopicFilter) Parsing.parse(oneText);
        TopicFilter other = (TopicFilter) Parsing.parse(otherText);
        Topic both = new Topic(
                one.scope(),
                one.scopeId(),
                one.resource() != null ? one.resource() : other.resource() != null ? other.resource() : "call",
                one.resourceId() != null ? one.resourceId() : other.resourceId() != null ? other.resourceId() : "a");

        boolean overlap = one.reaches(only(both)) && other.reaches(only(both));

        assertThat(one.overlaps(other)).isEqualTo(overlap);
        assertThat(other.overlaps(one)).isEqualTo(overlap);
        Statistics.collect(overlap);
        Statistics.coverage(coverage -> coverage.check(true).percentage(percentage -> percentage > 2));
    }

    @Property
    void theTextOfATopicIsAFilterThatMatchesIt(@ForAll("collidingTopics") Topic topic) {
        TopicFilter exact = (TopicFilter) Parsing.parse(topic.toString());

        assertThat(exact.reaches(only(topic))).isTrue();
        assertThat(exact).hasToString(topic.toString());
    }

    private static Topics only(Topic topic) {
        return Topics.of(
                new Resource(topic.resource(), topic.resourceId()), new InScope(topic.scope(), topic.scopeId()));
    }

    private static boolean matchesSegmentBySegment(String filter, Topic topic) {
        String[] wanted = filter.split(":", -1);
        String[] given = topic.toString().split(":", -1);
        return IntStream.range(0, wanted.length)
                .allMatch(i -> wanted[i].equals("*") || canonical(wanted[i]).equals(given[i]));
    }

    private static String canonical(String segment) {
        return segment.matches(UUID_TEXT) ? segment.toLowerCase(Locale.ROOT) : segment;
    }

    @Provide
    Arbitrary<String> almostTopics() {
        Arbitrary<String> segment = Arbitraries.oneOf(
                Arbitraries.of("customer_id", "agent_id", "call", "*", "", "Call", "17", "a.b", "1-1-1-1-1", "*a", " "),
                Arbitraries.of("call", "call_created", "call_*"),
                Arbitraries.of("5013bc52-da9a-11ee-844f-2fa34248de28", "5013BC52-da9a-11ee-844f-2FA34248DE28"),
                Arbitraries.of("r".repeat(64), "r".repeat(65), "i".repeat(128), "i".repeat(129)));
        Arbitrary<String> anything = segment.list().ofMinSize(1).ofMaxSize(6).map(all -> String.join(":", all));
        Arbitrary<String> scope =
                Arbitraries.of("customer_id", "agent_id").map(name -> name + ":5013bc52-da9a-11ee-844f-2fa34248de28");
        Arbitrary<String> scoped = Combinators.combine(scope, segment.list().ofMaxSize(3))
                .as((head, tail) -> tail.isEmpty() ? head : head + ":" + String.join(":", tail));
        return Arbitraries.oneOf(anything, scoped);
    }

    @Provide
    Arbitrary<TopicFilter> filters() {
        Arbitrary<UUID> uuids =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
        Arbitrary<String> resource =
                Arbitraries.strings().withChars("az09_-").ofMinLength(1).ofMaxLength(64);
        Arbitrary<String> resourceId = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("aAzZ09-.")
                        .ofMinLength(1)
                        .ofMaxLength(128), // with a _ it might be a type
                uuids.map(id -> id.toString().toUpperCase(Locale.ROOT)));
        return Combinators.combine(
                        Arbitraries.of(Scope.values()), uuids, resource.injectNull(0.3), resourceId.injectNull(0.3))
                .as(TopicFilter::new);
    }

    @Provide
    Arbitrary<String> collidingFilters() {
        Arbitrary<String> head = Combinators.combine(
                        Arbitraries.of("customer_id", "agent_id"),
                        Arbitraries.of(
                                "5013bc52-da9a-11ee-844f-2fa34248de28",
                                "5013BC52-DA9A-11EE-844F-2FA34248DE28",
                                "5013bc52-da9a-11ee-844f-2fa34248de29"))
                .as((scope, id) -> scope + ":" + id);
        Arbitrary<String> tail = Combinators.combine(
                        Arbitraries.of("call", "callback", "*"),
                        Arbitraries.of(
                                "",
                                ":*",
                                ":a",
                                ":A",
                                ":74ac5405-7c70-4184-9388-1c9f8f8ce25f",
                                ":74AC5405-7C70-4184-9388-1C9F8F8CE25F"))
                .as((resource, id) -> ":" + resource + id);
        return Combinators.combine(head, Arbitraries.oneOf(tail, Arbitraries.just("")))
                .as(String::concat);
    }

    @Provide
    Arbitrary<Topic> collidingTopics() {
        return Combinators.combine(
                        Arbitraries.of(Scope.values()),
                        Arbitraries.of(
                                UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28"),
                                UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de29")),
                        Arbitraries.of("call", "callback"),
                        Arbitraries.of("a", "A", "74AC5405-7c70-4184-9388-1c9f8f8ce25f"))
                .as(Topic::new);
    }
}
