package dev.ringdown.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who of the application wants to be told what. They are added and removed on any thread, and told on the loop. */
final class Listeners implements Line.Host {
    final Kind<State> state = new Kind<>();
    final Kind<Gap> gap = new Kind<>();
    final Kind<Rejected> rejected = new Kind<>();
    final Kind<ServerError> error = new Kind<>();
    final Kind<String> controlMessage = new Kind<>();

    private final Consumer<Line> onChange;

    /** Those who want to be told the same. Thread-safe: the list is copied when it changes. */
    static final class Kind<T> {
        private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();

        /** Running what it returns ends it. */
        Runnable add(Consumer<T> listener) {
            Consumer<T> own = listener::accept; // the same one may be added twice
            listeners.add(own);
            return () -> listeners.remove(own);
        }

        void tell(T message) {
            listeners.forEach(listener -> Loop.guarded(() -> listener.accept(message)));
        }
    }

    /** @param onChange what the connection does when a line has changed */
    Listeners(Consumer<Line> onChange) {
        this.onChange = onChange;
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
    public void onControlMessage(String text) {
        controlMessage.tell(text);
    }
}
