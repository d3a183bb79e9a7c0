package dev.ringdown.routing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TypePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where filters point: the interests in everything that is found here, as most are, and beside them a list for each condition
 * that anybody has. Whoever has the same condition costs nothing more until it holds. Confined to its index.
 *
 * <p>It and {@link InterestList} know each other: a place is itself a list, and every list says at which place it is.
 * It and {@link TypedList} know each other: a place has those lists, and each is taken out of its place when it is
 * empty.
 */
final class Place extends InterestList {
    /** So many conditions are looked through one by one when one is added; more are found by hash. */
    private static final int FEW = 8;

    /** How the first client wrote a filter that points here; most write it alike. */
    private @Nullable String spelling;

    private @Nullable List<TypedList> conditional;
    private @Nullable Map<TypedList.Condition, TypedList> byCondition;

    /** @param filter one that points here and asks for everything */
    Place(TopicFilter filter) {
        super(filter);
    }

    @Override
    TypeFilter types() {
        return TypeFilter.ALL;
    }

    @Override
    Place place() {
        return this;
    }

    String shared(String text) {
        if (spelling == null) {
            spelling = text;
        }
        return text.equals(spelling) ? spelling : text;
    }

    /** The text that is held once for everybody who writes it; null if nobody has written any. */
    @Nullable
    String spelling() {
        return spelling;
    }

    boolean isEmpty() {
        return !hasInterests() && conditional == null;
    }

    /** The list for a condition; null if nobody has it. */
    @Nullable
    TypedList list(TypedList.Condition condition) {
        if (byCondition != null) {
            return byCondition.get(condition);
        }
        List<TypedList> lists = conditional == null ? List.of() : conditional;
        for (TypedList list : lists) {
            if (list.condition.equals(condition)) {
                return list;
            }
        }
        return null;
    }

    /** Adds a list for a condition that nobody has had. */
    TypedList addList(TypedList.Condition condition, TopicFilter asked) {
        if (conditional == null) {
            conditional = new ArrayList<>(1);
        }
        TypedList list = new TypedList(asked, condition, this, conditional.size());
        conditional.add(list);
        if (byCondition != null) {
            byCondition.put(condition, list);
        } else if (conditional.size() > FEW) {
            Map<TypedList.Condition, TypedList> all = new HashMap<>();
            conditional.forEach(each -> all.put(each.condition, each));
            byCondition = all;
        }
        return list;
    }

    /** Takes out a list in which nobody is any more. */
    void remove(TypedList list) {
        List<TypedList> lists = requireNonNull(conditional, "conditional");
        TypedList last = lists.remove(lists.size() - 1);
        if (last != list) {
            lists.set(list.slot, last);
            last.slot = list.slot;
        }
        if (byCondition != null) {
            byCondition.remove(list.condition);
        }
        if (lists.isEmpty()) {
            conditional = null;
            byCondition = null;
        }
    }

    /**
     * Collects who asks for an event of this type.
     *
     * @param openToDirect whether a direct token may hear it here
     * @return how many tests of types it took
     */
    int collect(String type, boolean openToDirect, long collection, List<Subscriber> found) {
        collectAll(collection, found);
        return conditional == null ? 0 : collectTyped(conditional, type, openToDirect, collection, found);
    }

    private static int collectTyped(
            List<TypedList> lists, String type, boolean openToDirect, long collection, List<Subscriber> found) {
        int tests = 0;
        for (int i = 0, size = lists.size(); i < size; i++) {
            TypedList list = lists.get(i);
            TypedList.Condition condition = list.condition;
            if (condition.direct() && !openToDirect) {
                continue;
            }
            TypePattern pattern = condition.pattern();
            if (!pattern.isAny()) {
                tests++;
                if (!pattern.matches(type)) {
                    continue;
                }
            }
            SharedTypes types = condition.types();
            if (types.isUntested(collection)) {
                tests++;
            }
            if (types.matches(type, collection)) {
                list.collectAll(collection, found);
            }
        }
        return tests;
    }
}
