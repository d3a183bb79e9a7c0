package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.EventTypes;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out what a subscribe message brings, from where the server said it was. Confined to the judge. */
final class Claims {
    private final Ledger ledger;

    Claims(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param exact whether the told sequence is the very place where the message took effect, see {@link Replays}; it never
     *     is for another customer than the one of whom it speaks
     */
    Claim of(Mark.Subscribed told, Identity identity, String customer, boolean exact) {
        boolean spokenOf = customer.equals(identity.toldCustomer(told.topics()));
        return switch (told.ask().start()) {
            case AFTER ->
                new Claim(told.ask().after(), Integer.MAX_VALUE, told.ask().after(), Set.of(), Set.of());
            case NOW ->
                new Claim(
                        exact && spokenOf ? told.sequence() : null,
                        told.begun(),
                        spokenOf ? told.sequence() : null,
                        Set.of(),
                        Set.of());
            case LAST -> spokenOf ? last(told, identity, customer, exact) : unknown(told);
            case SNAPSHOT -> spokenOf ? snapshot(told, identity, customer, exact) : unknown(told);
        };
    }

    private static Claim unknown(Mark.Subscribed told) {
        return new Claim(null, told.begun(), null, Set.of(), Set.of());
    }

    private Claim last(Mark.Subscribed told, Identity identity, String customer, boolean exact) {
        List<Published> before = new ArrayList<>(ledger.between(customer, null, told.sequence()));
        before.removeIf(event -> !asks(told, identity, event));
        int from = Math.max(
                0, before.size() - (exact ? told.replayed() : told.ask().last()));
        Set<Published> newest = Set.copyOf(before.subList(from, before.size()));
        return exact
                ? new Claim(told.sequence(), told.begun(), told.sequence(), newest, Set.of())
                : new Claim(null, told.begun(), told.sequence(), Set.of(), newest);
    }

    /** How many events a message with {@code last} can bring at that place, if none is beyond retention. */
    int retainedUpTo(Mark.Subscribed told, Identity identity, String customer) {
        return (int) ledger.between(customer, null, told.sequence()).stream()
                .filter(event -> asks(told, identity, event))
                .count();
    }

    private Claim snapshot(Mark.Subscribed told, Identity identity, String customer, boolean exact) {
        Map<String, Published> latest = new LinkedHashMap<>();
        for (Published event : ledger.between(customer, null, told.sequence())) {
            latest.put(event.resource().subject(), event);
        }
        latest.values().removeIf(event -> event.endsResource() || !asks(told, identity, event));
        Set<Published> optional = new HashSet<>(latest.values());
        for (Published event : ledger.between(customer, told.sequence(), null)) {
            if (event.number() >= told.begun()) {
                break;
            }
            latest.remove(event.resource().subject()); // the server may have looked after this one
        }
        return exact
                ? new Claim(null, told.begun(), told.sequence(), Set.copyOf(latest.values()), optional)
                : new Claim(null, told.begun(), told.sequence(), Set.of(), optional);
    }

    private static boolean asks(Mark.Subscribed told, Identity identity, Published event) {
        return EventTypes.match(told.ask().types(), event.type())
                && told.topics().stream()
                        .flatMap(topic -> identity.filtersOf(topic).stream())
                        .anyMatch(filter -> filter.matches(event));
    }
}
