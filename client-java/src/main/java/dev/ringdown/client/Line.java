package dev.ringdown.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions that share a socket, and how far they have got together. Sockets come and go with its {@link Carrier}; what
 * is said on one is its {@link Session}'s. Confined to its loop.
 */
final class Line {
    private final Host host;
    private final Carrier carrier;
    private final TopicTable table = new TopicTable();
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private Position position = new Position(null);

    /** Who is told what happens on a line. */
    interface Host {
        /** The state of the line is another one, or a subscription has left it. */
        void onChange(Line line);

        void onGap(Gap gap);

        void onRejected(Rejected rejected);

        void onError(ServerError error);

        /** @param text everything that the server says besides events */
        void onControlMessage(String text);
    }

    Line(Host host, Function<Line, Carrier> carrier) {
        this.host = host;
        this.carrier = carrier.apply(this);
    }

    Host host() {
        return host;
    }

    Carrier carrier() {
        return carrier;
    }

    TopicTable table() {
        return table;
    }

    Position position() {
        return position;
    }

    Set<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether a subscription would not get here exactly what it asks for. */
    boolean refuses(Subscription asking) {
        String after = asking.options().after();
        if (after != null && table.covers(asking) && position.size() == 0 && position.isWithin(after)) {
            return false; // nothing that it wants has come yet
        }
        boolean isOfAnother = asking.topics().stream()
                .map(Topic::customer)
                .anyMatch(customer -> !customer.isEmpty() && hasAnotherThan(customer));
        boolean startsElsewhere = after != null && !subscriptions.isEmpty() && !after.equals(position.value());
        return isOfAnother || startsElsewhere || table.refuses(asking);
    }

    /** Whether topics are of another customer than the session: positions in control messages do not speak of them. */
    boolean isOfAnotherThanItsOwn() {
        Welcome welcome = carrier.welcome();
        return welcome != null && hasAnotherThan(welcome.customer());
    }

    private boolean hasAnotherThan(String customer) {
        return subscriptions.stream()
                .flatMap(subscription -> subscription.topics().stream())
                .map(Topic::customer)
                .anyMatch(other -> !other.isEmpty() && !other.equals(customer));
    }

    void add(Subscription subscription) {
        String after = subscription.options().after();
        List<String> missing = table.missing(subscription);
        subscription.placed(this);
        if (after != null) {
            if (subscriptions.isEmpty()) {
                position = new Position(after);
            }
            subscription.resumes(missing.isEmpty() ? after : "");
        }
        subscriptions.add(subscription);
        table.add(subscription);
        @Nullable Session session = carrier.session();
        if (session != null) {
            session.begin(subscription, missing);
        }
        subscription.settle();
    }

    void remove(Subscription subscription) {
        List<String> left = table.remove(subscription);
        subscriptions.remove(subscription);
        subscription.ended();
        @Nullable Session session = carrier.session();
        if (session != null && !left.isEmpty()) {
            session.unsubscribe(left);
        }
        host.onChange(this);
    }

    /** What came was handed over. */
    void settle() {
        subscriptions.forEach(Subscription::settle);
    }

    /** The socket is gone. */
    void lost() {
        subscriptions.forEach(Subscription::lost);
    }
}
