package dev.ringdown.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Who of the application wants to be told what. They are added and removed on any thread, and told on the loop.
 *
 * <p>It and the {@link Connection} know each other: what a listener throws is logged as the connection's.
 */
final class Listeners implements Line.Host {
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    final Kind<State> state = new Kind<>();
    final Kind<Gap> gap = new Kind<>();
    final Kind<Rejected> rejected = new Kind<>();
    final Kind<ServerError> error = new Kind<>();
    final Kind<String> controlMessage = new Kind<>();
    final Kind<Event> unmatched = new Kind<>();

    private final Kin kin = new Kin();
    private final Consumer<Line> onChange;
    private final Consumer<Subscription> placing;
    private boolean hasWarned;

    /** Those who want to be told the same. Thread-safe: the list is copied when it changes. */
    static final class Kind<T> {
        private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();

        /** Running what it returns ends it. */
        Runnable add(Consumer<T> listener) {
            Consumer<T> own = listener::accept; // the same one may be added twice
            listeners.add(own);
            return () -> listeners.remove(own);
        }

        boolean isEmpty() {
            return listeners.isEmpty();
        }

        void tell(T message) {
            listeners.forEach(listener -> Loop.guarded(() -> listener.accept(message)));
        }
    }

    /**
     * @param onChange what the connection does when a line has changed
     * @param placing finds a line for a subscription
     */
    Listeners(Consumer<Line> onChange, Consumer<Subscription> placing) {
        this.onChange = onChange;
        this.placing = placing;
    }

    @Override
    public Kin kin() {
        return kin;
    }

    @Override
    public void place(Subscription subscription) {
        placing.accept(subscription);
    }

    @Override
    public void onChange(Line line) {
        onChange.accept(line);
    }

    @Override
    public void onGap(Gap message) {
        gap.tell(message);
    }

    @Override
    public void onRejected(Rejected message) {
        rejected.tell(message);
    }

    @Override
    public void onError(ServerError message) {
        error.tell(message);
    }

    @Override
    public void onUnmatched(Event event) {
        unmatched.tell(event);
        if (unmatched.isEmpty() && !hasWarned) {
            hasWarned = true; // once, and not in silence
            LOG.log(System.Logger.Level.WARNING, "no topic explains an event, listen with onUnmatched: {0}", event);
        }
    }

    @Override
    public void onControlMessage(String text) {
        controlMessage.tell(text);
    }
}
