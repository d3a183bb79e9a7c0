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
    private final TopicTable table;
    private final Set<Subscription> subscriptions = new LinkedHashSet<>();
    private Position position = new Position(null);

    /** Who has a line, and is told what happens on it. */
    interface Host {
        /** What is known of how topics hang together. */
        Kin kin();

        /** Finds a line for a subscription. */
        void place(Subscription subscription);

        /** The state of the line is another one, or a subscription has left it. */
        void onChange(Line line);

        void onGap(Gap gap);

        void onRejected(Rejected rejected);

        void onError(ServerError error);

        /** An event that no topic of its line explains. */
        void onUnmatched(Event event);

        /** @param text everything that the server says besides events */
        void onControlMessage(String text);
    }

    Line(Host host, Function<Line, Carrier> carrier) {
        this.host = host;
        this.table = new TopicTable(host.kin());
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
        boolean startsElsewhere =
                after != null && !subscriptions.isEmpty() && (!after.equals(position.value()) || position.size() > 0);
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
        boolean comesApart = subscription.options().beginsWithSingles() && table.overlaps(subscription);
        subscription.placed(this, comesApart);
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
        if (carrier.isOver()) {
            subscription.stopped(new ConnectionStoppedException(carrier.state()));
        }
    }

    void remove(Subscription subscription) {
        release(subscription);
        subscription.ended();
        @Nullable Session session = carrier.session();
        if (session != null) {
            session.beginWaiting();
        }
        host.onChange(this);
    }

    /** A subscription has not begun yet and cannot here, beside topics that its own turned out to overlap. */
    void move(Subscription subscription) {
        release(subscription);
        subscription.lost();
        host.place(subscription);
        host.onChange(this);
    }

    private void release(Subscription subscription) {
        List<String> left = table.remove(subscription);
        subscriptions.remove(subscription);
        @Nullable Session session = carrier.session();
        if (session != null && !left.isEmpty()) {
            session.unsubscribe(left);
        }
    }

    /** What came was handed over. */
    void settle() {
        subscriptions.forEach(Subscription::settle);
    }

    /** The socket is gone. */
    void lost() {
        subscriptions.forEach(Subscription::lost);
    }

    /** It does not come back by itself. */
    void stopped(ConnectionStoppedException why) {
        subscriptions.forEach(subscription -> subscription.stopped(why));
    }
}
