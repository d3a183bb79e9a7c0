package dev.ringdown.subscription;

import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.FilterMap;
import dev.ringdown.routing.FilterSet;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one receiver asks for: each filter with its types once, however many topics mean it. Whether an entry is meant costs
 * what the entry belongs to, not how much is asked for. Confined to the session's event loop.
 */
final class Interests {
    /** So many are looked through one by one, as most receivers have no more; more are found by where they point. */
    private static final int FEW = 8;

    /** Asked of each entry for each receiver, so it holds on to nothing: an object a time would be most of the garbage. */
    private interface Question {
        boolean holds(Asked asked, LogEntry entry);
    }

    private static final Question MEANT = (asked, entry) -> asked.meansType(entry.type());
    private static final Question MEANT_SINCE = (asked, entry) -> asked.isSince(entry) && asked.meansType(entry.type());

    private final LoopRouter router;
    private final Receiver receiver;

    /** All of them while they are few, else null. */
    private @Nullable Asked few;

    /** Those that point at the same place, chained; null while they are few. */
    private @Nullable FilterMap<Asked> byPlace;

    private int size;
    private int tests;

    Interests(LoopRouter router, Receiver receiver) {
        this.router = router;
        this.receiver = receiver;
    }

    /** One more topic means a filter, which is put into the index if none did before. */
    Asked ask(TopicFilter filter, TypeFilter types) {
        Asked asked = find(filter, types);
        if (asked == null) {
            asked = new Asked(router.subscribe(receiver, filter, types));
            add(asked);
        }
        asked.topics++;
        return asked;
    }

    private @Nullable Asked find(TopicFilter filter, TypeFilter types) {
        for (Asked asked = byPlace == null ? few : byPlace.get(filter); asked != null; asked = asked.next) {
            if (asked.is(filter, types)) {
                return asked;
            }
        }
        return null;
    }

    private void add(Asked asked) {
        size++;
        if (byPlace != null) {
            link(byPlace, asked);
            return;
        }
        asked.next = few;
        few = asked;
        if (size > FEW) {
            FilterMap<Asked> places = new FilterMap<>();
            for (Asked each = few; each != null; ) {
                Asked following = each.next;
                link(places, each);
                each = following;
            }
            byPlace = places;
            few = null;
        }
    }

    private static void link(FilterMap<Asked> places, Asked asked) {
        asked.next = places.get(asked.filter());
        places.put(asked.filter(), asked);
    }

    /** One topic less means it; true if it was the last one, and the filter is taken out of the index. */
    boolean release(Asked asked) {
        if (--asked.topics > 0) {
            return false;
        }
        remove(asked);
        router.unsubscribe(asked.interest());
        return true;
    }

    private void remove(Asked asked) {
        size--;
        if (byPlace == null) {
            few = without(few, asked);
            return;
        }
        Asked left = without(byPlace.get(asked.filter()), asked);
        if (left == null) {
            byPlace.remove(asked.filter());
        } else {
            byPlace.put(left.filter(), left);
        }
        if (size == 0) {
            byPlace = null;
        }
    }

    private static @Nullable Asked without(@Nullable Asked first, Asked asked) {
        if (first == asked) {
            return asked.next;
        }
        for (Asked each = first; each != null; each = each.next) {
            if (each.next == asked) {
                each.next = asked.next;
                break;
            }
        }
        return first;
    }

    /** Takes everything out of the index. */
    void clear() {
        forEach(asked -> router.unsubscribe(asked.interest()));
        few = null;
        byPlace = null;
        size = 0;
    }

    /** Events after this one are meant by everything that is asked for. */
    void since(long offset) {
        forEach(asked -> asked.since(offset));
    }

    private void forEach(Consumer<Asked> action) {
        if (byPlace == null) {
            chain(few, action);
        } else {
            byPlace.forEach(first -> chain(first, action));
        }
    }

    private static void chain(@Nullable Asked first, Consumer<Asked> action) {
        for (Asked asked = first; asked != null; asked = asked.next) {
            action.accept(asked);
        }
    }

    /** Whether the entry is meant, wherever it is. */
    boolean matches(LogEntry entry) {
        return any(entry.topics(), entry, MEANT);
    }

    /** Whether an earlier copy of the entry's event was meant, so that this one is not to come on top. */
    boolean matchesEarlier(LogEntry entry) {
        return entry.topics().isLate() && any(entry.topics().earlier(), entry, MEANT);
    }

    /** Whether the entry is meant. */
    boolean wants(LogEntry entry) {
        return any(entry.topics(), entry, MEANT_SINCE);
    }

    /** What means the entry, wherever it is. */
    List<Asked> matching(LogEntry entry) {
        return all(entry, MEANT);
    }

    /** What would mean the entry if it were of another type. */
    List<Asked> reaching(LogEntry entry) {
        return all(entry, (asked, same) -> true);
    }

    private List<Asked> all(LogEntry entry, Question question) {
        List<Asked> found = new ArrayList<>(0);
        any(entry.topics(), entry, (asked, same) -> {
            if (question.holds(asked, entry) && !found.contains(asked)) {
                found.add(asked);
            }
            return false;
        });
        return found;
    }

    /** Whether there is one whose filter means these topics and of which the question holds. */
    private boolean any(Topics topics, LogEntry entry, Question question) {
        if (byPlace != null) {
            tests += topics.size();
            return byPlace.visit(topics, (first, openToDirect) -> {
                for (Asked asked = first; asked != null; asked = asked.next) {
                    tests++;
                    if ((openToDirect || !asked.filter().direct()) && question.holds(asked, entry)) {
                        return true;
                    }
                }
                return false;
            });
        }
        for (Asked asked = few; asked != null; asked = asked.next) {
            tests += topics.size();
            if (asked.filter().reaches(topics) && question.holds(asked, entry)) {
                return true;
            }
        }
        return false;
    }

    /** What is asked for at this moment, for somebody on another thread. */
    FilterSet filters() {
        FilterSet.Builder filters = new FilterSet.Builder();
        forEach(asked -> filters.add(asked.filter(), asked.types()));
        return filters.build();
    }

    /** How many filters, each with its types, are asked for. */
    int size() {
        return size;
    }

    /** Something else was looked at for the same question. */
    void countTests(int more) {
        tests += more;
    }

    /** How much has been looked at to answer whether entries are meant; overflows to negative numbers. */
    int tests() {
        return tests;
    }
}
