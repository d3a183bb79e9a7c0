package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one transcript: nothing twice, nothing that was not asked for or is not allowed, everything in order,
 * nothing missing. Confined to the judge.
 */
final class Hearing {
    private static final int MOST_NAMED = 3;

    /** The live stream of a connection; a message that replays has one of its own, named by its id. */
    private static final int LIVE = -1;

    private final Transcript transcript;
    private final Ledger ledger;
    private final Violations violations;
    private final Claims claims;
    private final boolean gapsExpected;

    private final Map<String, Held> holding = new LinkedHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private final Map<Published, Integer> placeOf = new HashMap<>();

    private record Stream(int ask, String customer) {}

    private final Map<Stream, Published> newest = new HashMap<>();
    private final Replays replays = new Replays();

    Hearing(Transcript transcript, Ledger ledger, Violations violations, boolean gapsExpected) {
        this.transcript = transcript;
        this.ledger = ledger;
        this.violations = violations;
        this.claims = new Claims(ledger);
        this.gapsExpected = gapsExpected;
    }

    void run() {
        List<Published> events = transcript.events();
        int next = 0;
        for (Mark mark : transcript.marks()) {
            while (next < mark.at()) {
                event(events.get(next), next++);
            }
            mark(mark);
        }
        while (next < events.size()) {
            event(events.get(next), next++);
        }
        if (transcript.isComplete()) {
            holding.values().forEach(Held::endsComplete);
        }
        held.forEach(this::checkNothingMissing);
    }

    private void mark(Mark mark) {
        if (mark instanceof Mark.Asked asked) {
            asked.ask().topics().stream()
                    .map(holding::get)
                    .filter(Objects::nonNull)
                    .forEach(Held::ending);
            replays.asked(asked.ask());
        } else if (mark instanceof Mark.Subscribed told) {
            subscribed(told);
        } else if (mark instanceof Mark.Unsubscribed told) {
            told.topics().forEach(holding::remove);
        } else if (mark instanceof Mark.Position told) {
            position(transcript.identity().customer(), told.sequence(), told.at());
        } else if (mark instanceof Mark.Gap gap) {
            gap(gap);
        }
    }

    private void subscribed(Mark.Subscribed told) {
        Ask ask = told.ask();
        boolean exact = replays.isExact(ask);
        position(transcript.identity().toldCustomer(told.topics()), told.sequence(), told.at());
        Map<String, Claim> claimByCustomer = new HashMap<>();
        for (String topic : told.topics()) {
            String customer = transcript.identity().customerOf(topic);
            Claim claim =
                    claimByCustomer.computeIfAbsent(customer, id -> claims.of(told, transcript.identity(), id, exact));
            boolean recovered = !Boolean.FALSE.equals(told.recovered());
            Held begun = new Held(ask, topic, transcript.identity(), claim, recovered);
            holding.put(topic, begun);
            held.add(begun);
        }
        if (ask.start() == Ask.Start.LAST && !told.topics().isEmpty()) {
            checkReplayed(told, transcript.identity().customerOf(told.topics().get(0)), exact);
        }
    }

    private void checkReplayed(Mark.Subscribed told, String customer, boolean exact) {
        int asked = told.ask().last();
        if (told.replayed() > asked || told.replayed() < 0) {
            violate("replayed: " + told.replayed() + " (expected: at most " + asked + ") for " + told.ask());
        } else if (exact
                && !gapsExpected
                && customer.equals(transcript.identity().toldCustomer(told.topics()))) {
            int expected = Math.min(asked, claims.retainedUpTo(told, transcript.identity(), customer));
            if (told.replayed() != expected) {
                violate("replayed: " + told.replayed() + " (expected: " + expected + ") for " + told.ask());
            }
        }
    }

    private void position(String customer, String sequence, int at) {
        for (Held topic : holding.values()) {
            if (topic.customer().equals(customer)) {
                topic.toldComplete(sequence, at);
            }
        }
    }

    private void gap(Mark.Gap gap) {
        if (!gapsExpected) {
            violate("a gap after " + gap.after() + " before " + gap.before() + " of " + gap.topics()
                    + " (expected: none, nothing can be beyond retention)");
        }
        checkCount(gap);
        for (String topic : gap.topics()) {
            Held told = holding.get(topic);
            if (told == null) {
                violate("a gap of " + topic + " (expected: of a topic that it holds: " + holding.keySet() + ")");
            } else {
                told.gap(gap);
            }
        }
    }

    private void checkCount(Mark.Gap gap) {
        String customer = transcript.identity().customerOf(gap.topics().get(0));
        int gone = (int) ledger.between(customer, gap.after(), null).stream()
                .takeWhile(event -> event.sequence().compareTo(gap.before()) < 0)
                .count();
        if (gap.count() != gone) {
            violate("count: " + gap.count() + " (expected: " + gone + ") of a gap after " + gap.after() + " before "
                    + gap.before() + " of " + gap.topics());
        }
    }

    private void event(Published event, int at) {
        Integer before = placeOf.putIfAbsent(event, at);
        if (before != null) {
            violate("got twice: " + event + ", first as event " + before + " of the connection, then as event " + at
                    + ", holding " + holding.values());
            return;
        }
        List<Held> matching = new ArrayList<>(2);
        boolean allowed = false;
        for (Held topic : holding.values()) {
            if (topic.matches(event)) {
                matching.add(topic);
                allowed |= topic.claim().allows(event);
            }
        }
        if (!allowed) {
            violate((matching.isEmpty() ? "got what it does not hold: " : "got what is older than it asked for: ")
                    + event + ", holding " + holding.values());
            return;
        }
        checkOrder(event, matching);
        if (matching.size() == 1) {
            matching.get(0).cameSoFar(event.sequence(), at + 1);
        }
    }

    private void checkOrder(Published event, List<Held> matching) {
        Stream only = onlyStream(matching);
        Published disordered = null;
        boolean inOrder = false;
        for (Held topic : matching) {
            Published last = newest.get(streamOf(topic));
            if (last == null || last.sequence().compareTo(event.sequence()) < 0) {
                inOrder = true;
            } else {
                disordered = last;
            }
        }
        if (!inOrder) {
            violate("out of order: " + event + " came after " + disordered + ", by " + matching);
        } else if (only != null) {
            newest.put(only, event);
        }
    }

    /** The stream in which all of them are; null if they are in several, and it is not known which brought an event. */
    private static @Nullable Stream onlyStream(List<Held> matching) {
        Stream first = streamOf(matching.get(0));
        return matching.stream().allMatch(topic -> streamOf(topic).equals(first)) ? first : null;
    }

    private static Stream streamOf(Held topic) {
        return new Stream(
                topic.ask().start() == Ask.Start.NOW ? LIVE : topic.ask().id(), topic.customer());
    }

    private void checkNothingMissing(Held topic) {
        if (topic.missesGap()) {
            violate("recovered: false, but no gap says what is gone, for " + topic);
        }
        int missing = 0;
        StringBuilder named = new StringBuilder();
        for (Published event : candidates(topic)) {
            if (!topic.matches(event) || !topic.claim().requires(event)) {
                continue;
            }
            int due = topic.dueAt(event);
            if (due < 0 || placeOf.getOrDefault(event, Integer.MAX_VALUE) < due || topic.isExcused(event)) {
                continue;
            }
            if (missing++ < MOST_NAMED) {
                Integer place = placeOf.get(event);
                named.append("\n    ")
                        .append(event)
                        .append(" due before event ")
                        .append(due);
                named.append(place == null ? ", never came" : ", came as event " + place);
            }
        }
        if (missing > 0) {
            violate(missing + " missing of " + topic + ", among them:" + named);
        }
    }

    private List<Published> candidates(Held topic) {
        Claim claim = topic.claim();
        String after = claim.requiredAfter() != null ? claim.requiredAfter() : claim.allowedAfter();
        List<Published> all = new ArrayList<>(claim.preface());
        all.addAll(ledger.between(topic.customer(), after, null));
        return all;
    }

    private void violate(String what) {
        violations.add(
                transcript.client() + " (" + transcript.identity() + ", "
                        + transcript.events().size() + " events)",
                what);
    }
}
