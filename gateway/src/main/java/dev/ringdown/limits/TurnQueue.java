package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which everybody gets the next turn after as many as there are others, however much each has waiting. Where an
 * item waits is a path: the first steps of all paths take turns, then the second steps behind the same first one, and so
 * on. Items at one place go in their order. Confined to its owner.
 */
public final class TurnQueue<T> {
    /** The place of the only item that waits, as long as it is the only one: mostly nobody else does; null otherwise. */
    private @Nullable List<Object> onlyPath;

    private @Nullable T only;

    /** Who went last comes last. */
    private final Map<Object, TurnQueue<T>> branches = new LinkedHashMap<>();

    private final ArrayDeque<T> items = new ArrayDeque<>(1);
    private int size;

    /** How many items wait. */
    public int size() {
        return size;
    }

    /** @param path as long as all others with the same beginning */
    public void add(List<Object> path, T item) {
        if (size++ == 0) {
            onlyPath = path;
            only = item;
            return;
        }
        placeOnly();
        place(path, item);
    }

    /** The only one is to have company. */
    private void placeOnly() {
        if (onlyPath != null) {
            place(onlyPath, requireNonNull(only, "only"));
            forgetOnly();
        }
    }

    private void place(List<Object> path, T item) {
        if (path.isEmpty()) {
            items.addLast(item);
        } else {
            branches.computeIfAbsent(path.get(0), step -> new TurnQueue<>()).add(rest(path), item);
        }
    }

    private void forgetOnly() {
        onlyPath = null;
        only = null;
    }

    /** Takes the item whose turn it is; null if none waits. */
    public @Nullable T poll() {
        if (size == 0) {
            return null;
        }
        size--;
        if (onlyPath != null) {
            T item = only;
            forgetOnly();
            return item;
        }
        if (branches.isEmpty()) {
            return items.pollFirst();
        }
        Iterator<Map.Entry<Object, TurnQueue<T>>> longestAgoFirst =
                branches.entrySet().iterator();
        Map.Entry<Object, TurnQueue<T>> next = longestAgoFirst.next();
        longestAgoFirst.remove();
        T item = next.getValue().poll();
        if (next.getValue().size > 0) {
            branches.put(next.getKey(), next.getValue());
        }
        return item;
    }

    /** Takes an item out; false if it does not wait there. */
    public boolean remove(List<Object> path, T item) {
        boolean removed;
        placeOnly();
        if (path.isEmpty()) {
            removed = items.removeFirstOccurrence(item);
        } else {
            TurnQueue<T> branch = branches.get(path.get(0));
            removed = branch != null && branch.remove(rest(path), item);
            if (branch != null && branch.size == 0) {
                branches.remove(path.get(0));
            }
        }
        if (removed) {
            size--;
        }
        return removed;
    }

    private static List<Object> rest(List<Object> path) {
        return path.subList(1, path.size());
    }
}
