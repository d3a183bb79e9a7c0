package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCentreTest {
    @Test
    void theSameSeedTellsTheSameStory() {
        ContactCentre centre = Told.centre(1, 10);
        ContactCentre again = Told.centre(1, 10);
        again.standStill(Duration.ofDays(2));

        assertThat(timelessBodies(5_000, again)).isEqualTo(timelessBodies(5_000, centre));
    }

    @Test
    void anotherSeedTellsAnotherStory() {
        List<String> story = timelessBodies(100, Told.centre(1, 10));
        List<String> other = timelessBodies(100, Told.centre(2, 10));

        assertThat(other).doesNotContainAnyElementsOf(story);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 5_000})
    void everyResourceTakesALegalCourse(double eventsPerSecond) {
        List<Told> events = Told.first(20_000, 3, eventsPerSecond);

        assertThat(LegalCourse.of(events).violations()).isEmpty();
    }

    @Test
    void whatBeginsAlsoEndsSoThatAPictureOfTheCentreStaysSmall() {
        List<Told> events = Told.first(30_000, 4, 10);

        assertThat(LegalCourse.of(events).alive()).hasSizeLessThan(150);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 5_000})
    void anAgentHasOneCallAtATimeAndIsBusyMeanwhile(double eventsPerSecond) {
        AgentBook book = AgentBook.of(Told.first(20_000, 5, eventsPerSecond));

        assertThat(book.violations()).isEmpty();
        assertThat(book.callsTaken()).isGreaterThan(500);
    }

    @Test
    void everyKindOfEventHappens() {
        Set<String> types = Told.first(10_000, 6, 10).stream().map(Told::type).collect(Collectors.toSet());

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "call_created",
                        "call_ringing",
                        "call_progressing",
                        "call_updated",
                        "call_hangup",
                        "activeflow_created",
                        "activeflow_updated",
                        "activeflow_deleted",
                        "queuecall_created",
                        "queuecall_waiting",
                        "queuecall_connecting",
                        "queuecall_serviced",
                        "queuecall_done",
                        "queuecall_abandoned",
                        "queue_created",
                        "queue_updated",
                        "transcribe_created",
                        "transcribe_progressing",
                        "transcribe_done",
                        "transcript_created",
                        "webchat_message_created",
                        "webchat_session_ended",
                        "recording_started",
                        "recording_finished",
                        "recording_deleted",
                        "agent_updated",
                        "aicall_created",
                        "aicall_status_progressing",
                        "aicall_status_finished",
                        "aicall_deleted",
                        "aimessage_created",
                        "conversation_created",
                        "conversation_updated",
                        "conversation_deleted",
                        "conversation_message_created",
                        "chat_created",
                        "chat_deleted",
                        "chatparticipant_added",
                        "chatparticipant_removed",
                        "chatmessage_created");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4.5, 10, 200, 5_000})
    void asManyEventsHappenAsWereAskedFor(double eventsPerSecond) {
        List<Told> events = Told.first(10_000, 7, eventsPerSecond);

        double seconds = events.get(9_999).atNanos() / 1e9;
        assertThat(10_000 / seconds).isBetween(eventsPerSecond * 0.98, eventsPerSecond * 1.02);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFirstSecondsAreAsBusyAsAnyOther(long seed) {
        List<Told> events = Told.first(1_000, seed, 10);

        assertThat(events).filteredOn(before(Duration.ofSeconds(1))).hasSizeBetween(4, 16);
        assertThat(events).filteredOn(before(Duration.ofSeconds(10))).hasSizeBetween(70, 130);
        assertThat(events).filteredOn(before(Duration.ofSeconds(60))).hasSizeBetween(500, 700);
    }

    @Test
    void timeNeverGoesBack() {
        List<Told> events = Told.first(5_000, 8, 100);

        assertThat(events).isSortedAccordingTo(Comparator.comparingLong(Told::atNanos));
    }

    @Test
    void theTimestampsOfACallFollowItsCourse() {
        List<Told> events = Told.first(5_000, 9, 10);

        Told created = firstOf("call_created", events);
        assertThat(created.text("tm_create")).startsWith("2026-11-23 10:15:3");
        assertThat(List.of(created.text("tm_update"), created.text("tm_ringing"), created.text("tm_hangup")))
                .containsOnly("9999-01-01 00:00:00.000000");
        assertThat(answeredHangUps(events))
                .hasSizeGreaterThan(100)
                .allSatisfy(call -> assertThat(Stream.of(
                                call.text("tm_create"),
                                call.text("tm_ringing"),
                                call.text("tm_progressing"),
                                call.text("tm_hangup")))
                        .isSorted());
    }

    @Test
    void aStandStillMovesTheTimestampsOfEverythingThatFollows() {
        ContactCentre centre = Told.centre(10, 10);
        Told before = firstOf("agent_updated", Told.first(20, centre));

        centre.standStill(Duration.ofHours(1));
        Told after = firstOf("agent_updated", Told.first(20, centre));

        assertThat(before.text("tm_update")).startsWith("2026-11-23 10:15:");
        assertThat(after.text("tm_update")).startsWith("2026-11-23 11:15:");
    }

    @Test
    void aCallOfAQueueBelongsToTheAgentWhoServesIt() {
        List<Told> events = Told.first(5_000, 11, 10);

        Told serviced = firstOf("queuecall_serviced", events);
        Told hangup = about(serviced.text("reference_id"), "call_hangup", events);
        Told flowEnd = about(serviced.text("reference_activeflow_id"), "activeflow_deleted", events);
        assertThat(hangup.text("owner_id")).isEqualTo(serviced.text("service_agent_id"));
        assertThat(hangup.text("customer_id")).isEqualTo(serviced.text("customer_id"));
        assertThat(flowEnd.text("reference_id")).isEqualTo(serviced.text("reference_id"));
    }

    @Test
    void whatHappensToACallNamesIt() {
        List<Told> events = Told.first(5_000, 11, 10);

        assertThat(List.of("queuecall_created", "recording_started", "transcribe_created", "aicall_created"))
                .allSatisfy(type -> {
                    Told child = firstOf(type, events);
                    assertThat(child.text("reference_type")).isEqualTo("call");
                    assertThat(about(child.text("reference_id"), "call_created", events)
                                    .text("customer_id"))
                            .isEqualTo(child.text("customer_id"));
                });
    }

    @Test
    void aQueueCountsWhoComesIsServedAndGivesUp() {
        List<Told> events = Told.first(5_000, 11, 10);

        Told queue = lastOf("queue_updated", events);
        assertThat(queue.data().required("total_incoming_count").asInt())
                .isPositive()
                .isEqualTo(callsOf(queue, "queuecall_waiting", events));
        assertThat(queue.data().required("total_serviced_count").asInt())
                .isPositive()
                .isEqualTo(callsOf(queue, "queuecall_serviced", events));
        assertThat(queue.data().required("total_abandoned_count").asInt())
                .isEqualTo(callsOf(queue, "queuecall_abandoned", events));
    }

    @Test
    void everyQueueIsThereFromTheBeginning() {
        List<Told> events = Told.first(20, 12, 10);

        assertThat(events)
                .filteredOn(event -> event.type().equals("queue_created"))
                .extracting(event -> event.text("id"))
                .containsExactlyElementsOf(Population.of(12, 3).stream()
                        .flatMap(customer -> customer.queues().stream())
                        .map(queue -> queue.id().toString())
                        .toList());
    }

    @Test
    void aCallBelongsToNobodyUntilAnAgentHasIt() {
        List<Told> events = Told.first(5_000, 11, 10);

        assertThat(events)
                .filteredOn(event -> event.type().equals("call_created")
                        && event.text("direction").equals("incoming"))
                .isNotEmpty()
                .allSatisfy(
                        call -> assertThat(call.text("owner_id")).isEqualTo("00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void everyPhoneNumberIsReservedForFiction() {
        List<Told> events = Told.first(5_000, 12, 10);

        assertThat(events)
                .filteredOn(event -> event.data().has("source"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(List.of(
                                call.data().at("/source/target").asText(),
                                call.data().at("/destination/target").asText()))
                        .allMatch(number -> number.matches("\\+1\\d{3}55501\\d{2}")));
    }

    @Test
    void atALowRatePeopleTakeTheTimeThatPeopleTake() {
        List<Told> events = Told.first(5_000, 13, 0.1);

        assertThat(events)
                .filteredOn(event -> event.type().equals("queuecall_done"))
                .isNotEmpty()
                .allSatisfy(done -> assertThat(
                                done.data().required("duration_service").asLong())
                        .isBetween(16_000L, 80_000L));
    }

    private static List<String> timelessBodies(int count, ContactCentre centre) {
        return Stream.generate(centre::next)
                .limit(count)
                .map(event -> Told.timeless(event.body()))
                .toList();
    }

    private static Predicate<Told> before(Duration duration) {
        return event -> event.atNanos() < duration.toNanos();
    }

    private static Told firstOf(String type, List<Told> events) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static Told lastOf(String type, List<Told> events) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Events of this type about calls of the queue, up to what the queue itself said last. */
    private static int callsOf(Told queue, String type, List<Told> events) {
        return (int) events.subList(0, events.indexOf(queue)).stream()
                .filter(event ->
                        event.type().equals(type) && event.text("queue_id").equals(queue.text("id")))
                .count();
    }

    private static Told about(String id, String type, List<Told> events) {
        return events.stream()
                .filter(event -> event.type().equals(type) && event.text("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Told> answeredHangUps(List<Told> events) {
        return events.stream()
                .filter(event -> event.type().equals("call_hangup"))
                .filter(event -> !event.text("tm_progressing").startsWith("9999"))
                .toList();
    }
}
