package dev.ringdown.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a gateway, which opens itself again until it is closed.
 *
 * <p>Usually it is one socket. A subscription that would not get exactly what it asks for beside those that are there, such
 * as what comes {@code after} a position of a topic that is further on already, gets a line of its own until it ends.
 *
 * <p>Its public methods may be called on any thread. Callbacks are called on the connection's own thread, one at a time, in
 * order. While one of them runs nothing else happens, so a slow one slows the server down; one that takes longer than some
 * ten seconds risks the connection. What a callback throws goes to that thread's uncaught exception handler.
 */
public final class Connection implements AutoCloseable {
    /** Events that may wait for a subscriber of {@link #events(List, SubscribeOptions)}. */
    public static final int DEFAULT_BUFFER = 1000;

    private static final Ending CLOSED = new Ending(Protocol.NORMAL, "closed");

    private final ConnectOptions options;
    private final Loop loop;
    private final Dialer dialer;
    private final Tokens tokens;
    private final DoubleSupplier random;
    private final Listeners listeners = new Listeners(this::changed, this::place);

    // The loop
    private final Line main;
    private final Set<Line> lines = new LinkedHashSet<>(); // the main one first
    private final Set<EventFlow> flows = new LinkedHashSet<>();
    private boolean isClosed;

    // Read on any thread
    private volatile State state;
    private volatile @Nullable Welcome welcome;
    private volatile CompletableFuture<State> end = new CompletableFuture<>();

    Connection(ConnectOptions options, Loop loop, Dialer dialer, Tokens tokens, DoubleSupplier random) {
        this.options = options;
        this.loop = loop;
        this.dialer = dialer;
        this.tokens = tokens;
        this.random = random;
        this.main = newLine();
        this.state = main.carrier().state();
    }

    /** How it is: of several lines, the worst. */
    public State state() {
        return state;
    }

    /** What the server said when it greeted last; null before. */
    public @Nullable Welcome welcome() {
        return welcome;
    }

    /** Subscribes to one topic, from now on: see {@link #subscribe(List, SubscribeOptions, Consumer)}. */
    public Subscription subscribe(String topic, Consumer<Event> onEvent) {
        return subscribe(List.of(topic), SubscribeOptions.live(), onEvent);
    }

    /** Subscribes to one topic: see {@link #subscribe(List, SubscribeOptions, Consumer)}. */
    public Subscription subscribe(String topic, SubscribeOptions how, Consumer<Event> onEvent) {
        return subscribe(List.of(topic), how, onEvent);
    }

    /**
     * Subscribes to topics. It may be called at any time; what was asked for is kept until it is connected.
     *
     * @param topics 1 to 200
     */
    public Subscription subscribe(List<String> topics, SubscribeOptions how, Consumer<Event> onEvent) {
        Subscription subscription = new Subscription(loop, topics, how, onEvent);
        loop.run(() -> place(subscription));
        return subscription;
    }

    private void place(Subscription subscription) {
        for (Line line : lines) {
            if (!line.refuses(subscription)) {
                line.add(subscription);
                return;
            }
        }
        Line own = newLine();
        own.add(subscription);
        if (isClosed) {
            own.carrier().close(CLOSED);
        } else {
            own.carrier().open();
        }
    }

    /** The events of one topic: see {@link #events(List, SubscribeOptions, int)}. */
    public Flow.Publisher<Item> events(String topic, SubscribeOptions how) {
        return events(List.of(topic), how);
    }

    /** The events of topics, of which {@link #DEFAULT_BUFFER} may wait: see {@link #events(List, SubscribeOptions, int)}. */
    public Flow.Publisher<Item> events(List<String> topics, SubscribeOptions how) {
        return events(topics, how, DEFAULT_BUFFER);
    }

    /**
     * The events of topics, with the gaps and rejected topics among them where they belong, as far as they are requested.
     * Each subscriber has a subscription of its own, which begins when it subscribes and ends when it cancels.
     *
     * <p>When a subscriber is slower than its events and the buffer is full, the subscription is given up, and taken up from
     * the log when the subscriber has caught up: nothing that is retained is missed, and what is not is a {@link Gap}. What
     * {@code last} and {@code snapshot} begin with is held as a whole, however small the buffer is.
     *
     * <p>It completes after {@link #close} and when all of its topics are rejected, and fails with a {@link ConnectionStoppedException} after the connection has
     * stopped, in each case behind what was waiting.
     *
     * @param topics 1 to 200
     * @param buffer how many items may wait, 1 or more
     */
    public Flow.Publisher<Item> events(List<String> topics, SubscribeOptions how, int buffer) {
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer: " + buffer + " (expected: 1 or more)");
        }
        List<String> distinct = Subscription.distinct(topics);
        return subscriber -> {
            EventFlow flow = new EventFlow(this, loop, distinct, how, buffer, subscriber);
            loop.run(() -> begin(flow));
        };
    }

    private void begin(EventFlow flow) {
        flows.add(flow);
        flow.start();
        if (end.isDone()) {
            end(flow, state);
        }
    }

    void left(EventFlow flow) {
        flows.remove(flow);
    }

    /** Calls this with each new state; running what it returns ends that. */
    public Runnable onState(Consumer<State> listener) {
        return listeners.state.add(listener);
    }

    /** Calls this when events are gone that a subscription should have got; running what it returns ends that. */
    public Runnable onGap(Consumer<Gap> listener) {
        return listeners.gap.add(listener);
    }

    /** Calls this when a topic is not subscribed, or not any more; running what it returns ends that. */
    public Runnable onRejected(Consumer<Rejected> listener) {
        return listeners.rejected.add(listener);
    }

    /** Calls this when the server refused what belongs to no topic; running what it returns ends that. */
    public Runnable onError(Consumer<ServerError> listener) {
        return listeners.error.add(listener);
    }

    /**
     * Calls this with an event that no topic explains which was asked for, as may come from a server that knows more than
     * this client; else the first one is logged as a warning. Running what it returns ends that.
     */
    public Runnable onUnmatched(Consumer<Event> listener) {
        return listeners.unmatched.add(listener);
    }

    /**
     * Calls this with everything that the server says besides events, as it came, before the client acts on it: for tools
     * that show it. Running what it returns ends that.
     */
    public Runnable onControlMessage(Consumer<String> listener) {
        return listeners.controlMessage.add(listener);
    }

    /**
     * Connects now, if it is not connected: after it has stopped, was closed, or instead of waiting any longer. If it is
     * connected it asks whether that is so, and replaces a socket that does not answer within two seconds.
     */
    public void open() {
        loop.run(() -> {
            isClosed = false;
            if (end.isDone()) {
                end = new CompletableFuture<>();
            }
            List.copyOf(lines).forEach(line -> line.carrier().open());
        });
    }

    /**
     * Waits until it ends: until it was closed, or has stopped for a reason for which it does not come back by itself. Not to
     * be called in a callback.
     *
     * @return how it ended
     */
    public State awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this future", e);
        }
    }

    /**
     * Closes it, and waits until the server has answered, but no longer than {@link ConnectOptions#closeTimeout}; in a
     * callback it does not wait. Subscriptions stay, and go on where they were if it is opened again; publishers complete.
     */
    @Override
    public void close() {
        CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
        loop.run(() -> {
            isClosed = true;
            List.copyOf(lines).forEach(line -> line.carrier().close(CLOSED));
            closed.complete(null);
        });
        if (!loop.isCurrent()) {
            awaitClosed(closed);
        }
    }

    private void awaitClosed(CompletableFuture<?> closed) {
        try {
            closed.get(options.closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
            dialer.awaitClosed();
        } catch (TimeoutException e) {
            return; // a callback does not end; the rest follows when it does
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it closes without anybody waiting
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this future", e);
        }
    }

    private Line newLine() {
        Line line = new Line(listeners, it -> new Carrier(it, options, loop, dialer, tokens, random));
        lines.add(line);
        return line;
    }

    private void changed(Line line) {
        if (line != main && line.subscriptions().isEmpty() && lines.remove(line)) {
            line.carrier().close(new Ending(Protocol.NORMAL, "not needed any more"));
        }
        welcome = main.carrier().welcome();
        State worst = lines.stream()
                .map(each -> each.carrier().state())
                .filter(each -> !each.isConnected())
                .findFirst()
                .orElse(main.carrier().state());
        if (!worst.equals(state)) {
            state = worst;
            listeners.state.tell(worst);
            if (worst.isEnd() && worst.equals(state)) { // else a listener has opened it again
                ended(worst);
            }
        }
    }

    private void ended(State how) {
        new ArrayList<>(flows).forEach(flow -> end(flow, how));
        end.complete(how);
    }

    private void end(EventFlow flow, State how) {
        flow.end(isClosed ? null : new ConnectionStoppedException(how));
    }
}
