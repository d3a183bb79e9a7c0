package dev.ringdown.client;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Events for one subscriber, as far as it has requested them, with the gaps and rejected topics among them where they belong.
 *
 * <p>No more than a buffer of them wait. When the subscriber is slower than that, the flow gives up its subscription, and
 * takes it up again from the log where it was once the subscriber has caught up. So it needs no more memory, and misses
 * nothing that is retained. All signals come on the loop; {@link #request} and {@link #cancel} may be called on any thread.
 *
 * <p>It and the {@link Connection} know each other: a connection ends its flows, and a flow subscribes on it whenever
 * its subscriber has room.
 */
final class EventFlow implements Flow.Subscription {
    private final Connection connection;
    private final Loop loop;
    private final Set<String> topics; // those that are not rejected
    private final SubscribeOptions how;
    private final int buffer;
    private final Flow.Subscriber<? super Item> subscriber;

    private final Queue<Item> waiting = new ArrayDeque<>();

    /** What has come, whichever subscription brought it. */
    private final Position had = new Position(null);

    private @Nullable Subscription subscription; // null while it is given up
    private long demand;
    private boolean isPumping;
    private boolean isEnding;
    private @Nullable Throwable failure; // why it is ending; null for no bad reason
    private volatile boolean isEnded;

    EventFlow(
            Connection connection,
            Loop loop,
            List<String> topics,
            SubscribeOptions how,
            int buffer,
            Flow.Subscriber<? super Item> subscriber) {
        this.connection = connection;
        this.loop = loop;
        this.topics = new LinkedHashSet<>(topics);
        this.how = how;
        this.buffer = buffer;
        this.subscriber = requireNonNull(subscriber, "subscriber");
    }

    void start() {
        Loop.guarded(() -> subscriber.onSubscribe(this));
        if (!isEnded) {
            take(how);
        }
    }

    private void take(SubscribeOptions beginning) {
        SubscribeOptions options = beginning
                .types(how.types().toArray(String[]::new))
                .onGap(gap -> {
                    how.onGap().accept(gap);
                    put(gap);
                })
                .onRejected(rejected -> {
                    how.onRejected().accept(rejected);
                    reject(rejected);
                });
        subscription = connection.subscribe(List.copyOf(topics), options, this::onEvent);
    }

    /** A rejected topic is not asked for again; without any, nothing comes any more. */
    private void reject(Rejected rejected) {
        topics.remove(rejected.topic());
        put(rejected);
        if (topics.isEmpty()) {
            end(null);
        }
    }

    private void onEvent(Event event) {
        @Nullable Subscription current = subscription;
        if (current != null && current.isOfSeveral()) {
            put(event);
        } else if (!had.has(event.sequence())) {
            had.note(event.sequence(), false);
            put(event);
        }
        @Nullable String position = current == null ? null : current.position();
        if (current != null && position != null) {
            had.reached(position);
            if (waiting.size() >= buffer) {
                subscription = null;
                current.unsubscribe();
            }
        }
    }

    private void put(Item item) {
        if (!isEnded) {
            waiting.add(item);
            pump();
        }
    }

    @Override
    public void request(long count) {
        loop.run(() -> {
            if (count < 1) {
                waiting.clear();
                end(new IllegalArgumentException("request: " + count + " (expected: 1 or more)"));
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
                pump();
            }
        });
    }

    @Override
    public void cancel() {
        isEnded = true;
        loop.run(() -> {
            waiting.clear();
            leave();
        });
    }

    /**
     * Nothing comes any more: once what is waiting was taken, it completes.
     *
     * @param why it fails; null if it completes
     */
    void end(@Nullable Throwable why) {
        if (!isEnding && !isEnded) {
            isEnding = true;
            failure = why;
            leave();
            pump();
        }
    }

    private void leave() {
        connection.left(this);
        if (subscription != null) {
            subscription.unsubscribe();
            subscription = null;
        }
    }

    /** Hands over what is waiting and requested, and sees to what follows. */
    private void pump() {
        if (isPumping) {
            return; // the subscriber has requested more, or ended it, in the midst
        }
        isPumping = true;
        while (demand > 0 && !waiting.isEmpty() && !isEnded) {
            demand--;
            hand(waiting.remove());
        }
        isPumping = false;
        if (isEnded || !waiting.isEmpty()) {
            return;
        }
        if (isEnding) {
            finish();
        } else if (subscription == null && demand > 0 && had.value() != null) {
            take(SubscribeOptions.after(had.value()));
        }
    }

    private void hand(Item item) {
        Loop.guarded(() -> {
            try {
                subscriber.onNext(item);
            } catch (RuntimeException | Error e) {
                cancel(); // it has broken the rules, and gets nothing any more
                throw e;
            }
        });
    }

    private void finish() {
        isEnded = true;
        @Nullable Throwable why = failure;
        Loop.guarded(() -> {
            if (why == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(why);
            }
        });
    }
}
