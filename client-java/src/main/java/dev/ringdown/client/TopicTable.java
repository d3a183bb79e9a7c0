package dev.ringdown.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one line, and which subscriptions hold them.
 *
 * <p>The server sends an event at most once on a connection, and does not say for which topic. So not every subscription can
 * share a line with every other: see {@link #refuses}. Confined to its loop.
 */
final class TopicTable {
    private final Kin kin;
    private final Map<String, Held> held = new LinkedHashMap<>();

    TopicTable(Kin kin) {
        this.kin = kin;
    }

    /**
     * A topic that was subscribed on this socket, or is about to be.
     *
     * @param types none for all
     * @param holders nobody if it was given up: the server does not send again what it has sent for it
     */
    private record Held(Topic topic, List<String> types, Set<Subscription> holders) {
        boolean isLive() {
            return holders.stream().anyMatch(Subscription::isLive);
        }

        /** Whether it brings every type that is asked for. */
        boolean brings(List<String> asked) {
            return types.isEmpty() || (!asked.isEmpty() && asked.stream().allMatch(type -> Topic.hasType(types, type)));
        }
    }

    /** There is a new socket, which nothing was sent on. */
    void forgetPast() {
        held.values().removeIf(each -> each.holders.isEmpty());
    }

    /** Whether a subscription would not get exactly what it asks for, beside what is there. */
    boolean refuses(Subscription asking) {
        return held.values().stream()
                .anyMatch(each -> asking.topics().stream()
                        .anyMatch(topic -> hasOtherScope(asking, topic, each)
                                || (kin.mayMeet(topic, each.topic) && clash(asking, topic, each))));
    }

    /**
     * Whether it could not be told which of two topics an event came for: it does not name its scopes. Those who hold both
     * get it anyway.
     */
    private static boolean hasOtherScope(Subscription asking, Topic topic, Held each) {
        return !topic.scope().equals(each.topic.scope())
                && each.holders.stream().anyMatch(holder -> !holder.has(topic) || !asking.has(each.topic));
    }

    /**
     * Whether an event is asked for by a topic that is or was on this socket.
     *
     * @param names what the event belongs to
     * @param apart whose own topics do not count; null to count all
     */
    boolean explains(Event event, List<Topic> names, @Nullable Subscription apart) {
        return held.values().stream()
                .anyMatch(each ->
                        (apart == null || !each.holders.contains(apart)) && each.topic.matches(event.type(), names));
    }

    /** @param each one that overlaps with the topic that is asked for */
    private static boolean clash(Subscription asking, Topic topic, Held each) {
        if (asking.options().after() != null) {
            return true; // events that the line has had already would not come again
        }
        List<String> asked = asking.options().types();
        boolean isSame = topic.text().equals(each.topic.text()) && !each.holders.isEmpty();
        return isSame && !(each.isLive() ? each.brings(asked) : each.types.equals(asked));
    }

    /** Whether events that it asks for may have come for other topics of this socket. */
    boolean overlaps(Subscription asking) {
        return beside(asking).findAny().isPresent();
    }

    /** Whether it has to wait: of an event that came it could not be told whose history it is. */
    boolean isUnclear(Subscription asking) {
        return beside(asking)
                .anyMatch(each -> each.holders.stream()
                        .anyMatch(holder -> !holder.equals(asking) && holder.isInHistoryAmongOthers()));
    }

    private Stream<Held> beside(Subscription asking) {
        return held.values().stream()
                .filter(each -> asking.topics().stream().anyMatch(topic -> kin.mayMeet(topic, each.topic)));
    }

    /** Whether everything that a subscription asks for comes anyway. */
    boolean covers(Subscription asking) {
        return asking.topics().stream().allMatch(topic -> {
            @Nullable Held there = held.get(topic.text());
            return there != null
                    && there.isLive()
                    && there.brings(asking.options().types());
        });
    }

    void add(Subscription subscription) {
        for (Topic topic : subscription.topics()) {
            @Nullable Held there = held.get(topic.text());
            if (there != null && !there.holders.isEmpty()) {
                there.holders.add(subscription);
            } else {
                Set<Subscription> holders = new LinkedHashSet<>(List.of(subscription));
                held.put(topic.text(), new Held(topic, subscription.options().types(), holders));
            }
        }
    }

    /** Takes a subscription out; returns the topics that nobody holds any more. */
    List<String> remove(Subscription subscription) {
        List<String> left = new ArrayList<>();
        for (Topic topic : subscription.topics()) {
            @Nullable Held there = held.get(topic.text());
            if (there != null && there.holders.remove(subscription) && there.holders.isEmpty()) {
                left.add(topic.text());
            }
        }
        return left;
    }

    /** A topic that the server does not take; returns who held it. */
    Set<Subscription> reject(String text) {
        Set<Subscription> holders = holders(List.of(text));
        held.remove(text);
        return holders;
    }

    /** Who holds any of these topics. */
    Set<Subscription> holders(List<String> texts) {
        Set<Subscription> holders = new LinkedHashSet<>();
        for (String text : texts) {
            @Nullable Held there = held.get(text);
            if (there != null) {
                holders.addAll(there.holders);
            }
        }
        return holders;
    }

    /** The topics that a subscription must ask for: others are live already. */
    List<String> missing(Subscription subscription) {
        List<String> missing = new ArrayList<>();
        for (Topic topic : subscription.topics()) {
            @Nullable Held there = held.get(topic.text());
            if (there == null || !there.isLive()) {
                missing.add(topic.text());
            }
        }
        return missing;
    }

    /** The topics that are live, by types, to be resumed on another socket. */
    Map<List<String>, List<String>> liveByTypes() {
        Map<List<String>, List<String>> live = new LinkedHashMap<>();
        held.forEach((text, each) -> {
            if (each.isLive()) {
                live.computeIfAbsent(each.types, types -> new ArrayList<>()).add(text);
            }
        });
        return live;
    }
}
