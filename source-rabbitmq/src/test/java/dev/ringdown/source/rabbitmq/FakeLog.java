package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.Event;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Sequence;
import dev.ringdown.publishing.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A log that answers when the test says so. Confined to the test's thread. */
final class FakeLog implements Appending {
    private record Append(List<Event> events, CompletableFuture<Verdict> verdict) {}

    private final ManualTurns turns;
    private final Queue<Append> offered = new ArrayDeque<>();
    private final List<Event> stored = new ArrayList<>();

    FakeLog(ManualTurns turns) {
        this.turns = turns;
    }

    @Override
    public CompletionStage<Verdict> append(List<Event> events) {
        Append append = new Append(events, new CompletableFuture<>());
        offered.add(append);
        return append.verdict;
    }

    /** How many appends wait for an answer. */
    int underWay() {
        return offered.size();
    }

    /** Stores the oldest append. */
    void store() {
        Append append = offered.remove();
        stored.addAll(append.events);
        append.verdict.complete(new Verdict.Stored(append.events.stream()
                .map(event -> new Appended(event.name().id(), new Sequence(0, 0), false))
                .toList()));
        turns.run();
    }

    /** Stores whatever is offered, until nothing is. */
    void storeAll() {
        while (!offered.isEmpty()) {
            store();
        }
    }

    /** Takes nothing of the oldest append. */
    void refuse(String why) {
        offered.remove().verdict.complete(new Verdict.Unavailable(why, null));
        turns.run();
    }

    /** It is not known whether the oldest append was stored. */
    void lose(String why) {
        offered.remove().verdict.complete(new Verdict.Unknown(why));
        turns.run();
    }

    List<Event> stored() {
        return stored;
    }

    /** The types of what was stored, in order. */
    List<String> types() {
        return stored.stream().map(Event::type).toList();
    }
}
