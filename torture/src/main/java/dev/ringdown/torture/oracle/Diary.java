package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.EventTypes;
import dev.ringdown.torture.world.Filter;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a loyal client over all its connections: since its first resume it must have got everything that matches,
 * in order, and nothing twice. Confined to the judge.
 */
final class Diary {
    private final String client;
    private final Identity identity;
    private final Ask ask;
    private final List<Filter> filters;
    private final List<Published> events = new ArrayList<>();
    private final List<Mark.Gap> gaps = new ArrayList<>();
    private boolean complete;

    /** @param first its first subscribe message with {@code after} */
    Diary(Transcript transcript, Ask first) {
        this.client = transcript.client();
        this.identity = transcript.identity();
        this.ask = first;
        this.filters = first.topics().stream()
                .flatMap(topic -> identity.filtersOf(topic).stream())
                .toList();
    }

    /** The message with {@code after} that a connection began with, or null if it did not get so far. */
    static @Nullable Ask resumeOf(Transcript transcript) {
        for (Mark mark : transcript.marks()) {
            if (mark instanceof Mark.Subscribed told) {
                return told.ask().start() == Ask.Start.AFTER ? told.ask() : null;
            }
        }
        return null;
    }

    /** A further connection of the client. */
    void add(Transcript transcript) {
        events.addAll(transcript.events());
        for (Mark mark : transcript.marks()) {
            if (mark instanceof Mark.Gap gap) {
                gaps.add(gap);
            }
        }
        complete = transcript.isComplete();
    }

    /** Looks at all of it. */
    void check(Ledger ledger, Violations violations) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i - 1).sequence().compareTo(events.get(i).sequence()) >= 0) {
                violations.add(
                        client,
                        "over all connections out of order: " + events.get(i) + " came after " + events.get(i - 1)
                                + ", by " + ask);
                return;
            }
        }
        if (!complete) {
            return; // it could not end as it should; that has been told
        }
        Set<Published> got = new HashSet<>(events);
        List<Published> missing = ledger.between(identity.customer(), ask.after(), null).stream()
                .filter(event -> EventTypes.match(ask.types(), event.type()))
                .filter(event -> filters.stream().anyMatch(filter -> filter.matches(event)))
                .filter(event -> !got.contains(event) && !isExcused(event))
                .toList();
        if (!missing.isEmpty()) {
            violations.add(
                    client,
                    "over all connections " + missing.size() + " missing, by " + ask + ", the first: "
                            + missing.get(0));
        }
    }

    private boolean isExcused(Published event) {
        return gaps.stream()
                .anyMatch(gap -> event.sequence().compareTo(gap.after()) > 0
                        && event.sequence().compareTo(gap.before()) < 0);
    }
}
