package dev.ringdown.client;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some topics, and who gets their events. Events of {@code last} and {@code snapshot} are held until all of them have come:
 * if the connection is lost before, they are asked for again, and nothing has been handed over twice.
 *
 * <p>Its public methods may be called on any thread; the rest of it is confined to the connection's loop.
 *
 * <p>It and its {@link Line} know each other: a line has subscriptions, and each says where that line is.
 */
public final class Subscription {
    private enum Stage {
        ASKED,
        HISTORY,
        LIVE
    }

    private final Loop loop;
    private final SubscribeOptions options;
    private final Consumer<Event> onEvent;
    private final List<Rejected> rejected = new ArrayList<>();

    /** Those that are not rejected. */
    private List<Topic> topics;

    private Stage stage = Stage.ASKED;
    private @Nullable Line line; // null before it is placed, and after the end

    /**
     * Live events up to this sequence are not meant: they were handed over, or it began further on. Such events come for
     * the history of another subscription, whose topic they match too.
     */
    private String floor = "";

    private Begun outcome = Begun.PLAINLY;
    private final History history = new History();

    /** Whether what it begins with may have come on its socket before: then it is asked for apart from its live events. */
    private boolean comesApart;

    /** Whether it was asked for on this socket. */
    private boolean isSent;

    // Read on any thread
    private volatile CompletableFuture<Begun> ready = new CompletableFuture<>();
    private volatile boolean isEnded;
    private volatile @Nullable String settled;

    Subscription(Loop loop, List<String> topics, SubscribeOptions options, Consumer<Event> onEvent) {
        this.loop = loop;
        this.topics = distinct(topics).stream().map(Topic::parse).toList();
        this.options = requireNonNull(options, "options");
        this.onEvent = requireNonNull(onEvent, "onEvent");
    }

    /** Each topic once; not too many, and not none. */
    static List<String> distinct(List<String> topics) {
        List<String> distinct = List.copyOf(new LinkedHashSet<>(topics));
        if (distinct.isEmpty() || distinct.size() > Protocol.TOPICS_PER_MESSAGE) {
            throw new IllegalArgumentException(
                    "topics: " + distinct.size() + " (expected: 1 to " + Protocol.TOPICS_PER_MESSAGE + ")");
        }
        return distinct;
    }

    /**
     * Completed when the subscription gets live events and everything it begins with was handed over; also, without topics,
     * when it has ended before. It fails with a {@link ConnectionStoppedException} when the connection has stopped or was
     * closed before that; after {@link Connection#open} it is another one. To be waited for on any thread but the
     * connection's.
     */
    public CompletableFuture<Begun> ready() {
        return ready.copy();
    }

    /**
     * Where to go on with {@link SubscribeOptions#after}, in another process. Within a callback of the connection the event
     * at hand counts as handed over; on any other thread only those whose callback has returned do.
     *
     * @return null while there is no such place: before it is live, and after its end
     */
    public @Nullable String position() {
        if (loop.isCurrent()) {
            return line != null && isLive() ? line.position().value() : null;
        }
        return isEnded ? null : settled;
    }

    /** Ends it: no callback of it begins after that. One that is running on the connection's thread goes on. */
    public void unsubscribe() {
        isEnded = true;
        loop.run(() -> {
            if (line != null) {
                line.remove(this);
            }
        });
    }

    List<Topic> topics() {
        return topics;
    }

    /** Whether its topics are of several customers: their sequences do not compare, and may be equal. */
    boolean isOfSeveral() {
        Welcome welcome = line == null ? null : line.carrier().welcome();
        return topics.stream()
                        .map(Topic::customer)
                        .map(customer -> customer.isEmpty() && welcome != null ? welcome.customer() : customer)
                        .filter(customer -> !customer.isEmpty())
                        .distinct()
                        .count()
                > 1;
    }

    /** Whether this is one of its topics, in this spelling. */
    boolean has(Topic topic) {
        return topics.stream().anyMatch(own -> own.text().equals(topic.text()));
    }

    /** Whether it waits for events that are no stretch of the log, and come among live ones. */
    boolean isInHistory() {
        return stage != Stage.LIVE && options.beginsWithSingles() && !comesApart;
    }

    /** Whether such events may come now. */
    boolean isInHistoryAmongOthers() {
        return isSent && isInHistory();
    }

    boolean comesApart() {
        return comesApart;
    }

    /** Whether this is one of its topics. */
    boolean has(String topic) {
        return topics.stream().anyMatch(own -> own.text().equals(topic));
    }

    /** It is asked for. */
    void sent() {
        isSent = true;
    }

    SubscribeOptions options() {
        return options;
    }

    boolean isLive() {
        return stage == Stage.LIVE;
    }

    /** Whether the server is to be asked for it. */
    boolean isAsked() {
        return stage == Stage.ASKED;
    }

    /** Whether this is its line. */
    boolean isOn(Line other) {
        return other.equals(line);
    }

    /** @param apart whether what it begins with may have come on the socket before */
    void placed(Line newLine, boolean apart) {
        line = newLine;
        comesApart = apart;
    }

    /**
     * It begins after a position, which is the line's or within what comes anyway.
     *
     * @param newFloor events up to this sequence are not meant: it joined topics that were live, from further on
     */
    void resumes(String newFloor) {
        stage = Stage.LIVE;
        floor = newFloor;
    }

    /** Its connection does not come back by itself. */
    void stopped(ConnectionStoppedException why) {
        ready.completeExceptionally(why); // of no effect if it had begun
    }

    /** The connection was lost, or is opened anew: what has not come as a whole is asked for again. */
    void lost() {
        if (ready.isCompletedExceptionally()) {
            ready = new CompletableFuture<>();
        }
        if (stage != Stage.LIVE) {
            stage = Stage.ASKED;
            isSent = false;
            floor = "";
            history.clear();
        }
    }

    /** No live event up to this sequence is meant for it. */
    void had(String sequence) {
        if (floor.compareTo(sequence) < 0) {
            floor = sequence;
        }
    }

    /** It gets live events from here on. */
    void live(Begun how) {
        stage = Stage.LIVE;
        ready.complete(how.with(topics.stream().map(Topic::text).toList(), rejected));
    }

    /** The server has subscribed it; of one whose history comes apart, that is up to there. */
    void subscribed(Begun how, String historyUntil) {
        history.expect(how.singles(), historyUntil);
        outcome = how;
        stage = Stage.HISTORY;
        flush();
    }

    private void flush() {
        if (history.isComplete()) {
            history.drain().forEach(this::hand); // before it is live: in the middle there is no position
            live(outcome);
        }
    }

    /**
     * Whether it asks for an event.
     *
     * @param names what the event belongs to
     */
    boolean wants(Event event, List<Topic> names) {
        return Topic.hasType(options.types(), event.type())
                && topics.stream().anyMatch(topic -> topic.matches(event.type(), names));
    }

    /** An event that it wants came on its line. */
    void offer(Event event) {
        if (comesApart && stage != Stage.LIVE) {
            history.takeLater(event);
        } else if (stage == Stage.HISTORY) {
            take(event);
        } else if (stage == Stage.LIVE && floor.compareTo(event.sequence()) < 0) {
            hand(event);
        }
    }

    /** One of those came that it begins with. */
    void take(Event event) {
        if (stage == Stage.HISTORY) {
            history.take(event);
            flush();
        }
    }

    private void hand(Event event) {
        if (!isEnded) {
            Loop.guarded(() -> onEvent.accept(event));
        }
    }

    void gap(Gap gap) {
        if (!gap.reason().equals("retention")) {
            floor = ""; // of another log
        }
        if (!isEnded) {
            Loop.guarded(() -> options.onGap().accept(gap));
        }
    }

    /** A topic of it is not subscribed. */
    void reject(Rejected why) {
        topics = topics.stream()
                .filter(topic -> !topic.text().equals(why.topic()))
                .toList();
        rejected.add(why);
        if (!isEnded) {
            Loop.guarded(() -> options.onRejected().accept(why));
        }
    }

    /** What came was handed over. */
    void settle() {
        settled = position();
    }

    /** Its line does not hold it any more. */
    void ended() {
        line = null;
        ready.complete(Begun.PLAINLY.with(List.of(), rejected)); // of no effect if it had begun
    }
}
