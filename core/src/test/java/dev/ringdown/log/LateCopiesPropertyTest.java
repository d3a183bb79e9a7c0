package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Copies of some events, each with some who take part, against a plain set for each event of whom it was told. */
class LateCopiesPropertyTest {
    private static final UUID CUSTOMER = new UUID(1, 1);
    private static final int AGENTS = 4;

    private static final EventDecoder DECODER = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 1_000),
            64 * 1024,
            20,
            Sequence.WIDTH,
            () -> "none",
            Clock.systemUTC());

    /**
     * @param copies each a number: which event, who takes part as bits, and what happens before: nothing, a restart, or a
     *     write that fails and is tried again
     */
    @Property(tries = 200)
    void everybodyIsToldOnceHoweverCopiesCome(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 3 * 16 * 10 - 1) Integer> copies)
            throws Exception {
        FakeStore store = new FakeStore();
        StoredLog log = new StoredLog(store, LogTesting.OPTIONS, Clock.systemUTC());
        Map<Integer, Set<InScope>> told = new HashMap<>();
        int entries = 0;
        for (int copy : copies) {
            int number = copy % 3;
            int participants = copy / 3 % 16;
            int before = copy / 48;
            if (before == 0) {
                log.close();
                log = new StoredLog(store, LogTesting.OPTIONS, Clock.systemUTC());
            } else if (before == 1) {
                store.failNextWrite(new IOException("no space left"));
                CompletableFuture<AppendOutcome> failed = log.append(List.of(event(number, participants)));
                log.appender().turn();
                assertThat(failed).isCompletedWithValueMatching(AppendOutcome.Refused.class::isInstance);
            }
            Event event = event(number, participants);
            Set<InScope> toldBefore = told.computeIfAbsent(number, none -> new LinkedHashSet<>());
            List<InScope> passedOver = List.copyOf(toldBefore);
            List<InScope> fresh = event.topics().scopes().stream()
                    .filter(scope -> !toldBefore.contains(scope))
                    .toList();

            Appended place = LogTesting.append(log, event).get(0);

            assertThat(place.duplicate()).isEqualTo(fresh.isEmpty());
            if (!fresh.isEmpty()) {
                LogEntry entry = read(log, CUSTOMER, entries - 1, 1).get(0);
                assertThat(entry.name()).isEqualTo(event.name());
                assertThat(entry.topics().scopes()).isEqualTo(fresh);
                assertThat(entry.topics().passedOver()).isEqualTo(passedOver);
                toldBefore.addAll(fresh);
                entries++;
            }
        }
        assertThat(log.tail().headOffset()).isEqualTo(entries - 1);
        log.close();
    }

    private static Event event(int number, int participants) throws InvalidEventException {
        List<UUID> agents = new ArrayList<>();
        for (int agent = 0; agent < AGENTS; agent++) {
            if ((participants & 1 << agent) != 0) {
                agents.add(new UUID(2, agent));
            }
        }
        String body = "{\"type\":\"chatmessage_created\",\"data\":{\"id\":\"m" + number + "\",\"chat_id\":\"c\","
                + "\"customer_id\":\"" + CUSTOMER + "\"}}";
        return DECODER.copy(body.getBytes(StandardCharsets.UTF_8), agents, 77);
    }

    /** Whoever asked in some scopes gets the event in the first of its entries that is in one of them, and never again. */
    @Property(tries = 200)
    void whoeverAskedGetsItOnceAndNobodyElse(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 15) Integer> copies,
            @ForAll @Size(min = 1, max = 3) Set<@IntRange(min = 0, max = AGENTS - 1) Integer> asked)
            throws Exception {
        Set<InScope> askedScopes = new LinkedHashSet<>();
        asked.forEach(agent -> askedScopes.add(new InScope(Scope.AGENT, new UUID(2, agent))));
        int given = 0;
        boolean owed = false;
        Topics newest = null;
        for (int participants : copies) {
            Topics copy = event(0, participants).topics();
            owed |= copy.scopes().stream().anyMatch(askedScopes::contains);
            Topics entry = newest == null ? copy : newest.left(copy);
            if (entry != null) {
                newest = entry;
                boolean matches = entry.scopes().stream().anyMatch(askedScopes::contains);
                boolean earlier = entry.passedOver().stream().anyMatch(askedScopes::contains);
                given += matches && !earlier ? 1 : 0;
            }
        }

        assertThat(given).isEqualTo(owed ? 1 : 0);
    }
}
