package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Ask;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.EventTypes;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Topics;
import dev.ringdown.torture.world.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for. A loyal one wants the same all its life, after the last position it knows; a restless one
 * changes its mind. Confined to the client's loop.
 */
final class Wishes {
    private static final int LAST_AT_MOST = 60;

    private final Chance chance;
    private final World world;
    private final Identity identity;
    private final Positions positions;
    private final String beginning;

    /** Whether it knows only the seed of the protocol: it never asks for what was before. */
    private final boolean plain;

    /** What a loyal client always wants; null of a restless one. */
    private final @Nullable Ask always;

    private Wishes(
            Chance chance,
            World world,
            Identity identity,
            Positions positions,
            String beginning,
            boolean plain,
            @Nullable Ask always) {
        this.chance = chance;
        this.world = world;
        this.identity = identity;
        this.positions = positions;
        this.beginning = beginning;
        this.plain = plain;
        this.always = always;
    }

    static Wishes restless(Chance chance, Scene scene, Identity identity, Positions positions) {
        return new Wishes(chance, scene.world(), identity, positions, scene.beginning(), chance.percent(25), null);
    }

    static Wishes loyal(Chance chance, Scene scene, Identity identity, Positions positions) {
        Wishes any = restless(chance, scene, identity, positions);
        Set<String> topics = new LinkedHashSet<>();
        for (int i = chance.between(1, 3); i > 0; i--) {
            topics.add(Topics.allowed(chance, scene.world(), identity));
        }
        Ask first = any.ask(0, List.copyOf(topics), EventTypes.patterns(chance), identity.customer());
        return new Wishes(chance, scene.world(), identity, positions, scene.beginning(), false, first);
    }

    /** Wants everything of its customer from the beginning. */
    static Wishes everything(Chance chance, Scene scene, Identity identity, Positions positions) {
        Ask all = new Ask(
                0, List.of("customer_id:" + identity.customer()), List.of(), Ask.Start.AFTER, scene.beginning(), 0);
        return new Wishes(chance, scene.world(), identity, positions, scene.beginning(), false, all);
    }

    boolean isLoyal() {
        return always != null;
    }

    /** What to ask for when a connection opens. */
    List<Ask> first(Conversation conversation) {
        if (always != null) {
            String newest = positions.newest(identity.customer());
            Ask.Start start = newest == null ? always.start() : Ask.Start.AFTER;
            return List.of(new Ask(
                    conversation.nextId(),
                    always.topics(),
                    always.types(),
                    start,
                    newest == null ? always.after() : newest,
                    newest == null ? always.last() : 0));
        }
        List<Ask> asks = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (int i = chance.percent(60) ? 1 : chance.between(2, 3); i > 0; i--) {
            Ask ask = another(conversation, List.copyOf(taken));
            if (!ask.topics().isEmpty()) {
                taken.addAll(ask.topics());
                asks.add(ask);
            }
        }
        return asks;
    }

    /**
     * Something else, or something again with other options.
     *
     * @param excluded topics to be left alone
     */
    Ask another(Conversation conversation, List<String> excluded) {
        Set<String> topics = new LinkedHashSet<>();
        List<String> held = List.copyOf(conversation.settled());
        if (!held.isEmpty() && chance.percent(40)) {
            topics.add(chance.oneOf(held));
        }
        for (int i = chance.between(1, 3); i > 0; i--) {
            topics.add(Topics.allowed(chance, world, identity));
        }
        topics.removeAll(excluded);
        topics.removeIf(conversation::isPending);
        List<String> ofOneCustomer = new ArrayList<>(topics);
        String customer = ofOneCustomer.isEmpty() ? identity.customer() : identity.customerOf(ofOneCustomer.get(0));
        ofOneCustomer.removeIf(topic -> !identity.customerOf(topic).equals(customer));
        if (chance.percent(15)) {
            String forbidden = Topics.forbidden(chance, world, identity);
            if (!excluded.contains(forbidden) && !conversation.isPending(forbidden)) {
                ofOneCustomer.add(forbidden);
            }
        }
        return ask(conversation.nextId(), ofOneCustomer, EventTypes.patterns(chance), customer);
    }

    private Ask ask(int id, List<String> topics, List<String> types, String customer) {
        int dice = plain ? 100 : chance.between(0, 99);
        String newest = positions.newest(customer);
        List<String> older = positions.older(customer);
        if (dice < 45 && newest != null) {
            return new Ask(id, topics, types, Ask.Start.AFTER, newest, 0);
        }
        if (dice < 57 && !older.isEmpty()) {
            return new Ask(id, topics, types, Ask.Start.AFTER, chance.oneOf(older), 0);
        }
        if (dice < 60) {
            return new Ask(id, topics, types, Ask.Start.AFTER, beginning, 0);
        }
        if (dice < 72) {
            return new Ask(id, topics, types, Ask.Start.LAST, null, chance.between(1, LAST_AT_MOST));
        }
        return dice < 84
                ? new Ask(id, topics, types, Ask.Start.SNAPSHOT, null, 0)
                : new Ask(id, topics, types, Ask.Start.NOW, null, 0);
    }
}
