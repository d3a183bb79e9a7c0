package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sockets whose peers have proved nothing yet: so many in all, and so many of one client network. When there is no room the one
 * that has waited longest for its peer gives way, so that whoever holds many of them keeps nobody out. Thread-safe: one lock,
 * which is taken when a socket comes, when it has a session, and when it goes.
 */
public final class WaitingSockets {
    /**
     * How many there may be.
     *
     * @param total in all
     * @param perNetwork of one client network
     * @param ofTotal the limit that {@code total} is
     * @param ofNetwork the limit that {@code perNetwork} is
     */
    public record Maxima(int total, int perNetwork, Limit ofTotal, Limit ofNetwork) {}

    /** One socket's. */
    public final class Place {
        private final Runnable giveWay;

        /** Null: not known yet. */
        private @Nullable ClientNetwork network;

        private boolean left;

        private Place(Runnable giveWay) {
            this.giveWay = giveWay;
        }

        /**
         * Counts the socket for the network that its client is known to be of now.
         *
         * @return false: there are too many of them, and it is left; the socket is to be closed
         */
        public boolean belongTo(ClientNetwork client) {
            return WaitingSockets.this.belongTo(this, client);
        }

        /** The socket waits for us from now on, not for its peer, and does not give way. */
        public void hold() {
            WaitingSockets.this.hold(this);
        }

        /** The socket waits for its peer again. */
        public void waitForPeer() {
            WaitingSockets.this.waitForPeer(this);
        }

        /** The socket is not counted any more; a second call does nothing. */
        public void leave() {
            WaitingSockets.this.leave(this);
        }
    }

    /** Those of one client network. */
    private static final class Neighbours {
        final Set<Place> waiting = new LinkedHashSet<>(4);
        int count;
    }

    private final Maxima maxima;
    private final GatewayMetrics metrics;
    private final Set<Place> waiting = new LinkedHashSet<>();
    private final Map<ClientNetwork, Neighbours> byNetwork = new HashMap<>();
    private int count;

    public WaitingSockets(Maxima maxima, GatewayMetrics metrics) {
        this.maxima = requireNonNull(maxima, "maxima");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /**
     * Counts one more, which waits for its peer.
     *
     * @param network null: not known before a proxy has named it
     * @param giveWay closes the socket; on any thread, at most once
     * @return null: there is no room, and the socket is to be closed
     */
    public @Nullable Place enter(@Nullable ClientNetwork network, Runnable giveWay) {
        Place place = new Place(giveWay);
        Place first = null;
        Limit reached = null;
        synchronized (this) {
            Neighbours neighbours = network == null ? null : byNetwork.get(network);
            if (neighbours != null && neighbours.count >= maxima.perNetwork()) {
                reached = maxima.ofNetwork();
                first = firstOf(neighbours.waiting);
            } else if (count >= maxima.total()) {
                reached = maxima.ofTotal();
                first = firstOf(waiting);
            }
            if (first != null) {
                remove(first);
            }
            if (first != null || reached == null) {
                count++;
                waiting.add(place);
                if (network != null) {
                    join(place, network);
                }
            }
        }
        if (reached != null) {
            metrics.limitReached(reached);
        }
        if (first != null) {
            first.giveWay.run();
        }
        return first == null && reached != null ? null : place;
    }

    /** The limit of the sockets of one client network. */
    public Limit ofNetwork() {
        return maxima.ofNetwork();
    }

    /** How many there are. */
    public synchronized int count() {
        return count;
    }

    /** How many client networks are known. */
    synchronized int networks() {
        return byNetwork.size();
    }

    private boolean belongTo(Place place, ClientNetwork network) {
        Place first;
        synchronized (this) {
            if (place.left || place.network != null) {
                return !place.left;
            }
            Neighbours neighbours = byNetwork.get(network);
            if (neighbours == null || neighbours.count < maxima.perNetwork()) {
                join(place, network);
                return true;
            }
            first = firstOf(neighbours.waiting);
            remove(first == null ? place : first);
            if (first != null) {
                join(place, network);
            }
        }
        metrics.limitReached(maxima.ofNetwork());
        if (first != null) {
            first.giveWay.run();
        }
        return first != null;
    }

    /** Under the lock. */
    private void join(Place place, ClientNetwork network) {
        Neighbours neighbours = byNetwork.computeIfAbsent(network, unknown -> new Neighbours());
        neighbours.count++;
        if (waiting.contains(place)) {
            neighbours.waiting.add(place);
        }
        place.network = network;
    }

    private synchronized void hold(Place place) {
        waiting.remove(place);
        Neighbours neighbours = neighboursOf(place);
        if (neighbours != null) {
            neighbours.waiting.remove(place);
        }
    }

    private synchronized void waitForPeer(Place place) {
        if (!place.left) {
            waiting.add(place);
            Neighbours neighbours = neighboursOf(place);
            if (neighbours != null) {
                neighbours.waiting.add(place);
            }
        }
    }

    private synchronized void leave(Place place) {
        if (!place.left) {
            remove(place);
        }
    }

    /** Under the lock. */
    private void remove(Place place) {
        place.left = true;
        count--;
        hold(place);
        Neighbours neighbours = neighboursOf(place);
        if (neighbours != null && --neighbours.count == 0) {
            byNetwork.remove(place.network);
        }
    }

    private @Nullable Neighbours neighboursOf(Place place) {
        return place.network == null ? null : byNetwork.get(place.network);
    }

    private static @Nullable Place firstOf(Set<Place> places) {
        Iterator<Place> inOrder = places.iterator();
        return inOrder.hasNext() ? inOrder.next() : null;
    }
}
