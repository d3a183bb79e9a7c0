package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.EventTypes;
import dev.ringdown.torture.world.Filter;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.util.ArrayList;
import java.util.List;

/**
 * One topic that a connection holds, from the answer that accepted it until it is taken back, replaced, or the connection
 * ends. Confined to the judge.
 */
final class Held {
    private final Ask ask;
    private final String topic;
    private final List<Filter> filters;
    private final String customer;
    private final Claim claim;

    /** When it was told, or follows from an event that came, that all up to a place has come. */
    private final Promises positions = new Promises();

    private final Promises progress = new Promises();
    private final List<Mark.Gap> gaps = new ArrayList<>(0);
    private final boolean recovered;
    private boolean endsComplete;
    private boolean ending;

    /** @param recovered false if the answer said that something is gone: then a gap must say what */
    Held(Ask ask, String topic, Identity identity, Claim claim, boolean recovered) {
        this.ask = ask;
        this.topic = topic;
        this.filters = identity.filtersOf(topic);
        this.customer = identity.customerOf(topic);
        this.claim = claim;
        this.recovered = recovered;
    }

    Ask ask() {
        return ask;
    }

    String topic() {
        return topic;
    }

    String customer() {
        return customer;
    }

    Claim claim() {
        return claim;
    }

    boolean matches(Published event) {
        return EventTypes.match(ask.types(), event.type())
                && filters.stream().anyMatch(filter -> filter.matches(event));
    }

    /** It is about to be replaced: what is still under way of it may not come any more. */
    void ending() {
        ending = true;
    }

    /** Everything up to a place was said to have come by now. */
    void toldComplete(String sequence, int at) {
        if (!ending) {
            positions.add(sequence, at);
        }
    }

    /** An event came that only this topic can have brought: whatever it brings before it must have come. */
    void cameSoFar(String sequence, int at) {
        if (!ending) {
            progress.add(sequence, at);
        }
    }

    void gap(Mark.Gap gap) {
        gaps.add(gap);
    }

    /** The client waited for everything before it went. */
    void endsComplete() {
        endsComplete = true;
    }

    /** Whether a gap has been told that explains why the event does not come. */
    boolean isExcused(Published event) {
        return gaps.stream()
                .anyMatch(gap -> event.sequence().compareTo(gap.after()) > 0
                        && event.sequence().compareTo(gap.before()) < 0);
    }

    /** Whether the answer announced a gap of which nothing more was heard. */
    boolean missesGap() {
        return !recovered && gaps.isEmpty() && (progress.any() || endsComplete);
    }

    /** Up to which of the connection's events this one must have come; -1 if it need not have come at all. */
    int dueAt(Published event) {
        int due = progress.firstAtOrBeyond(event.sequence());
        String tookEffectAt = claim.allowedAfter();
        // While older ones are sent, the position stays where the message took effect.
        int told = tookEffectAt != null && claim.preface().contains(event)
                ? positions.firstBeyond(tookEffectAt)
                : positions.firstAtOrBeyond(event.sequence());
        if (told >= 0 && (due < 0 || told < due)) {
            due = told;
        }
        return due < 0 && endsComplete ? Integer.MAX_VALUE : due;
    }

    @Override
    public String toString() {
        return topic + " of {" + ask + "}";
    }
}
