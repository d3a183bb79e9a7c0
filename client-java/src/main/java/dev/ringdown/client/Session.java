package dev.ringdown.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private final Pending pending = new Pending();
    private final Apart apart;

    /** Those that others' history is in the way of. */
    private final Set<Subscription> waiting = new LinkedHashSet<>();

    /** How many single events there are when the server is asked again. */
    private int pingAt = SINGLES_PER_PING;

    Session(Line line, Carrier carrier, Outbox outbox) {
        this.line = line;
        this.carrier = carrier;
        this.outbox = outbox;
        this.apart = new Apart(line);
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
                subscribe(Request.resumed(some, types, line.position().value()));
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
        String after = subscription.options().after();
        if (after == null && line.table().isUnclear(subscription)) {
            waiting.add(subscription);
            return;
        }
        waiting.remove(subscription);
        subscription.sent();
        List<String> types = subscription.options().types();
        if (subscription.comesApart()) {
            if (!missing.isEmpty()) {
                subscribe(Request.ofNew(missing, types));
            }
            subscribe(Request.once(subscription));
        } else if (missing.isEmpty()) {
            subscription.live(Begun.PLAINLY);
        } else if (after != null) {
            subscribe(Request.resumed(missing, types, after));
        } else {
            subscribe(Request.begun(missing, subscription));
        }
    }

    /** What others' history was in the way of begins when that has come, or is not wanted any more. */
    void beginWaiting() {
        for (Subscription each : List.copyOf(waiting)) {
            if (each.isOn(line)) {
                begin(each, line.table().missing(each));
            } else {
                waiting.remove(each);
            }
        }
    }

    private void subscribe(Request request) {
        outbox.send(request.message(pending.add(request)));
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
        } else {
            receive(type, message);
        }
        beginWaiting();
    }

    private void receive(String type, JsonObject message) {
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
        List<Topic> names = event.names();
        line.host().kin().learn(event.type(), names);
        if (apart.takes(event, names)) {
            return; // whoever else wants it has had it
        }
        offer(event, names, position.note(event.sequence(), pending.inOrder()));
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
        if (!pending.isResuming() && !line.isOfAnotherThanItsOwn()) {
            line.position().reached(sequence);
        }
    }

    private void heartbeat(JsonObject message) {
        reached(message.text("sequence"));
        boolean isAllLive = line.subscriptions().stream().allMatch(Subscription::isLive);
        pending.heartbeat(isAllLive && message.integer("lag") == 0);
    }

    private void subscribed(JsonObject message) {
        Request request = pending.take(message);
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
        boolean isHere = request.isOf(line);
        for (int i = 0; isHere && i < rejected.size(); i++) { // in the order of the request, whose topics are not cut
            if (begins == null || begins.has(rejected.get(i))) { // else it was told before
                reject(
                        List.of(rejected.get(i)),
                        rejections.get(i).text("code"),
                        rejections.get(i).text("message"));
            }
        }
        Begun how = Begun.of(message);
        String sequence = message.text("sequence");
        String until = request.isOnce() ? message.text("until") : sequence;
        if (request.isOnce()) {
            apart.expect(how.singles(), until, begins);
        }
        if (Boolean.FALSE.equals(how.recovered())) {
            line.position().moveTo(sequence); // of another epoch, perhaps
        } else if (!pending.isResuming()) {
            line.position().reached(sequence);
        }
        if (begins == null) {
            line.table().holders(request.topics()).stream()
                    .filter(Subscription::isLive)
                    .forEach(holder -> holder.live(how));
        } else if (isHere) {
            had(begins, until);
            begins.subscribed(how, until);
        }
    }

    private void refused(JsonObject message) {
        Request request = pending.take(message);
        if (request == null) {
            error(message);
            return;
        }
        ServerError error = ServerError.of(message);
        @Nullable Subscription begins = request.begins();
        if (!request.isOf(line)) {
            return;
        }
        if (request.isAskedAgain(error.code())) {
            carrier.later(() -> askAgain(request));
        } else if (error.code().equals("invalidsequence") && request.after() != null) {
            gap(new Gap(request.topics(), request.after(), null, null, "unknown"));
            line.position().moveTo(null);
            subscribe(Request.resumed(request.topics(), request.types(), null));
        } else {
            reject(request.topics(), error.code(), error.message());
            if (begins != null) {
                begins.subscribed(Begun.PLAINLY, "");
            }
        }
    }

    private void askAgain(Request request) {
        @Nullable Subscription begins = request.begins();
        if (begins == null) {
            subscribe(request);
        } else if (begins.isOn(line)) {
            begin(begins, line.table().missing(begins));
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
