package dev.ringdown.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one socket, from {@code welcome} on: requests and their answers, events, positions. Confined to its loop.
 *
 * <p>It and its {@link Line} know each other: the subscriptions of a line are what is said here, and what comes moves
 * the line on.
 */
final class Session {
    /** Events that may be remembered one by one before the server is asked how far it has got. */
    private static final int SINGLES_PER_PING = 256;

    private static final String AUTHENTICATE_ID = "authenticate";
    private static final String PING_ID = "position";

    private final Line line;
    private final Carrier carrier;
    private final Outbox outbox;
    private final Map<Long, Request> pending = new HashMap<>();
    private int nextId = 1;

    // Subscribe messages on this socket; of them those that replay, as far as they may still be under way
    private int messages;
    private int replays;

    /** Resuming messages that are not answered: until all are, no position speaks for all topics. */
    private int resuming;

    /** Heartbeats in a row that found nothing to be sent. */
    private int calm;

    /** How many single events there are when the server is asked again. */
    private int pingAt = SINGLES_PER_PING;

    Session(Line line, Carrier carrier, Outbox outbox) {
        this.line = line;
        this.carrier = carrier;
        this.outbox = outbox;
    }

    /** Goes on where the line was, and begins what has not begun. */
    void resume() {
        TopicTable table = line.table();
        table.forgetPast();
        line.subscriptions().stream()
                .filter(Subscription::isLive)
                .forEach(live -> had(live, line.position().value()));
        table.liveByTypes().forEach((types, topics) -> {
            for (int from = 0; from < topics.size(); from += Protocol.TOPICS_PER_MESSAGE) {
                int to = Math.min(from + Protocol.TOPICS_PER_MESSAGE, topics.size());
                List<String> some = List.copyOf(topics.subList(from, to));
                subscribe(new Request(some, types, line.position().value(), null));
            }
        });
        for (Subscription subscription : List.copyOf(line.subscriptions())) {
            if (subscription.isAsked()) {
                begin(subscription, table.missing(subscription));
            }
        }
    }

    /** @param missing those topics of a subscription, which was added to the line, that are not live already */
    void begin(Subscription subscription, List<String> missing) {
        SubscribeOptions options = subscription.options();
        if (missing.isEmpty()) {
            subscription.live(Begun.PLAINLY);
        } else if (options.after() != null) {
            subscribe(new Request(missing, options.types(), options.after(), null));
        } else {
            subscribe(new Request(missing, options.types(), null, subscription));
        }
    }

    private void subscribe(Request request) {
        int id = nextId++;
        pending.put((long) id, request);
        messages++;
        calm = 0;
        if (request.replays()) {
            replays++;
        }
        if (request.begins() == null) {
            resuming++;
        }
        outbox.send(request.message(id));
    }

    void unsubscribe(List<String> topics) {
        outbox.send(Protocol.unsubscribe(topics));
    }

    void authenticate(String token) {
        outbox.send(Protocol.authenticate(AUTHENTICATE_ID, token));
    }

    void receive(JsonObject message) {
        String type = message.text("type");
        if (Protocol.isEvent(type)) {
            receive(new Event(message));
            return;
        }
        switch (type) {
            case "subscribed" -> subscribed(message);
            case "error" -> refused(message);
            case "gap" -> gap(Gap.of(message));
            case "heartbeat" -> heartbeat(message);
            case "pong" -> {
                reached(message.text("sequence"));
                pingAt = line.position().size() + SINGLES_PER_PING;
            }
            case "expiring" -> carrier.renewal().expiring();
            case "authenticated" -> {
                carrier.renewed(Welcome.expiresOf(message));
                reject(message.texts("dropped"), "forbidden", "not any more");
            }
            case "closing" -> carrier.closing(Closing.of(message));
            default -> {} // the protocol has room for more
        }
    }

    private void receive(Event event) {
        Position position = line.position();
        // Old and live events come side by side if something is replayed and there are further topics: then an event
        // says nothing of those before it.
        boolean inOrder = replays == 0 || messages == 1;
        List<Topic> names = event.names();
        line.host().kin().learn(event.type(), names);
        offer(event, names, position.note(event.sequence(), inOrder));
        if (position.size() >= pingAt) {
            pingAt = Integer.MAX_VALUE; // until it has answered
            outbox.send(Protocol.ping(PING_ID));
        }
    }

    private void offer(Event event, List<Topic> names, boolean isNew) {
        List<Subscription> wanting = line.subscriptions().stream()
                .filter(subscription -> subscription.wants(event, names))
                .toList();
        if (wanting.isEmpty() && !line.table().explains(event, names, null)) {
            line.host().onUnmatched(event);
        }
        for (Subscription subscription : wanting) {
            if (subscription.isInHistory() && line.table().explains(event, names, subscription)) {
                line.move(subscription); // of its history, or another's: that could not be told
            } else if (isNew || !subscription.isLive()) { // what was held of history before is forgotten
                subscription.offer(event);
            }
        }
    }

    /** @param sequence up to which no live event is meant for a subscription; null if that is not known */
    private void had(Subscription subscription, @Nullable String sequence) {
        if (sequence != null && !line.isOfAnotherThanItsOwn()) {
            subscription.had(sequence);
        }
    }

    /** @param sequence of a control message: everything up to it has been sent */
    private void reached(String sequence) {
        if (resuming == 0 && !line.isOfAnotherThanItsOwn()) {
            line.position().reached(sequence);
        }
    }

    private void heartbeat(JsonObject message) {
        reached(message.text("sequence"));
        boolean isCalm = message.integer("lag") == 0
                && pending.isEmpty()
                && line.subscriptions().stream().allMatch(Subscription::isLive);
        calm = isCalm ? calm + 1 : 0;
        if (calm > 1) {
            replays = 0; // at the first one they were at the head of the log, at the second they are over
        }
    }

    private void subscribed(JsonObject message) {
        Request request = answered(message);
        if (request == null) {
            return;
        }
        List<String> accepted = message.texts("topics");
        List<JsonObject> rejections = message.objects("rejected");
        List<String> rejected = new ArrayList<>(request.topics());
        rejected.removeAll(accepted);
        if (rejected.size() != rejections.size()) {
            throw new MalformedMessageException(
                    "rejected: " + rejections.size() + " (expected: " + rejected.size() + ")");
        }
        @Nullable Subscription begins = request.begins();
        boolean isHere = begins == null || begins.isOn(line);
        for (int i = 0; isHere && i < rejected.size(); i++) { // in the order of the request, whose topics are not cut
            reject(
                    List.of(rejected.get(i)),
                    rejections.get(i).text("code"),
                    rejections.get(i).text("message"));
        }
        Begun how = Begun.of(message);
        String sequence = message.text("sequence");
        if (Boolean.FALSE.equals(how.recovered())) {
            line.position().moveTo(sequence); // of another epoch, perhaps
        } else if (resuming == 0) {
            line.position().reached(sequence);
        }
        if (begins == null) {
            line.table().holders(request.topics()).stream()
                    .filter(Subscription::isLive)
                    .forEach(holder -> holder.live(how));
        } else if (isHere) {
            had(begins, sequence);
            begins.subscribed(how);
        }
    }

    /** The request that a message answers; null if it answers none. */
    private @Nullable Request answered(JsonObject message) {
        boolean isOfANumber = message.has("id") && !message.raw("id").startsWith("\"");
        Request request = isOfANumber ? pending.remove(message.integer("id")) : null;
        if (request != null && request.begins() == null) {
            resuming--;
        }
        return request;
    }

    private void refused(JsonObject message) {
        Request request = answered(message);
        if (request == null) {
            error(message);
            return;
        }
        ServerError error = ServerError.of(message);
        @Nullable Subscription begins = request.begins();
        if (begins != null && !begins.isOn(line)) {
            return;
        }
        if (error.code().equals("unavailable")) {
            carrier.later(() -> askAgain(request));
        } else if (error.code().equals("invalidsequence") && request.after() != null) {
            gap(new Gap(request.topics(), request.after(), null, null, "unknown"));
            line.position().moveTo(null);
            subscribe(new Request(request.topics(), request.types(), null, null));
        } else {
            reject(request.topics(), error.code(), error.message());
            if (begins != null) {
                begins.subscribed(Begun.PLAINLY);
            }
        }
    }

    private void askAgain(Request request) {
        @Nullable Subscription begins = request.begins();
        if (begins == null) {
            subscribe(request);
        } else if (begins.isOn(line)) {
            begin(begins, request.topics());
        }
    }

    /** An error that answers no subscribe message. */
    private void error(JsonObject message) {
        ServerError error = ServerError.of(message);
        if (message.has("id") && message.raw("id").equals(JsonText.write(AUTHENTICATE_ID))) {
            authenticationFailed(error.code());
        } else if (error.code().equals("ratelimited")) {
            carrier.lost(new Ending(Protocol.NORMAL, error.message())); // nobody knows what was not read
        } else {
            reject(error.topics(), error.code(), error.message());
            line.host().onError(error);
        }
    }

    private void authenticationFailed(String code) {
        if (code.equals("unavailable")) {
            carrier.renewal().unproved();
        } else {
            carrier.comeBackAtOnce("a new token");
        }
    }

    private void gap(Gap gap) {
        line.table().holders(gap.topics()).forEach(subscription -> subscription.gap(gap));
        line.host().onGap(gap);
    }

    private void reject(List<String> topics, String code, String message) {
        for (String topic : topics) {
            Rejected rejected = new Rejected(topic, code, message);
            line.table().reject(topic).forEach(subscription -> subscription.reject(rejected));
            line.host().onRejected(rejected);
        }
    }
}
