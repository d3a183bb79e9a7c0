package dev.ringdown.torture.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.torture.oracle.Ask;
import dev.ringdown.torture.oracle.Transcript;
import dev.ringdown.torture.wire.Received;
import dev.ringdown.torture.wire.Wire;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client and the server say to each other on one connection. Confined to the client's loop. */
final class Conversation implements Wire.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who talks. */
    interface Talker {
        /** The connection is open: time to subscribe. */
        void onOpen();

        /** The connection has ended, and not by the client. */
        void onLost(int code, String reason);

        /** The server cannot do at this time what was asked for. */
        void onUnavailable();

        /** An event came. */
        void onEvent();

        /** A subscribe message was answered. */
        void onSubscribed();
    }

    private final String name;
    private final Identity identity;
    private final Scene scene;
    private final Positions positions;
    private final Talker talker;
    private final Transcript transcript;
    private final Map<Integer, Ask> asked = new HashMap<>();
    private final Map<Integer, List<String>> takingBack = new HashMap<>();
    private final Set<String> held = new LinkedHashSet<>();
    private boolean subscribedOnce;
    private boolean welcomed;
    private boolean ended;
    private int lastId;
    private String position = "";
    private long heardNanos = System.nanoTime();
    private long wordNanos = System.nanoTime();

    Conversation(
            String name, Identity identity, Scene scene, Positions positions, Talker talker, Transcript transcript) {
        this.name = name;
        this.identity = identity;
        this.scene = scene;
        this.positions = positions;
        this.talker = talker;
        this.transcript = transcript;
    }

    int nextId() {
        return ++lastId;
    }

    /** Topics that are held and not about to change. */
    Set<String> settled() {
        Set<String> settled = new LinkedHashSet<>(held);
        asked.values().forEach(ask -> ask.topics().forEach(settled::remove));
        takingBack.values().forEach(settled::removeAll);
        return settled;
    }

    /** Whether a topic's fate hangs on an answer. */
    boolean isPending(String topic) {
        return asked.values().stream().anyMatch(ask -> ask.topics().contains(topic))
                || takingBack.values().stream().anyMatch(topics -> topics.contains(topic));
    }

    /** Whether every answer has come. */
    boolean isAnswered() {
        return asked.isEmpty() && takingBack.isEmpty() && subscribedOnce;
    }

    /** The newest position that was told. */
    String position() {
        return position;
    }

    /** When the last event or answer to a subscribe message came. */
    long heardNanos() {
        return heardNanos;
    }

    /** When the last message of any kind came. */
    long wordNanos() {
        return wordNanos;
    }

    void subscribe(Wire wire, Ask ask) {
        asked.put(ask.id(), ask);
        transcript.asked(ask);
        ObjectNode json = JSON.createObjectNode().put("type", "subscribe").put("id", ask.id());
        ask.topics().forEach(json.putArray("topics")::add);
        if (!ask.types().isEmpty()) {
            ask.types().forEach(json.putArray("types")::add);
        }
        scene.tally().add(Tally.Count.ASKS);
        switch (ask.start()) {
            case AFTER -> {
                json.put("after", ask.after());
                scene.tally().add(Tally.Count.RESUMES);
            }
            case LAST -> json.put("last", ask.last());
            case SNAPSHOT -> json.put("snapshot", true);
            case NOW -> {
                // That is what a message without any of these means.
            }
        }
        wire.sendText(json.toString());
    }

    void unsubscribe(Wire wire, List<String> topics) {
        int id = nextId();
        takingBack.put(id, topics);
        ObjectNode json = JSON.createObjectNode().put("type", "unsubscribe").put("id", id);
        topics.forEach(json.putArray("topics")::add);
        wire.sendText(json.toString());
    }

    void ping(Wire wire) {
        wire.sendText("{\"type\":\"ping\",\"id\":" + nextId() + "}");
    }

    /** The client has cut the connection, or the server has. */
    void end(boolean everythingHeard) {
        if (!ended) {
            ended = true;
            transcript.end(scene.ledger().begun(), everythingHeard);
            scene.judge().submit(transcript);
        }
    }

    @Override
    public void onOpen() {
        talker.onOpen();
    }

    @Override
    public void onClosed(int code, String reason) {
        talker.onLost(code, reason);
    }

    @Override
    public void onText(byte[] text) {
        wordNanos = System.nanoTime();
        Received message;
        try {
            message = Received.parse(text);
        } catch (IOException e) {
            violate("a message that is no JSON object: " + e.getMessage());
            return;
        }
        if (message.type().indexOf('_') >= 0) {
            event(message);
            return;
        }
        if (!message.type().equals("welcome") && !welcomed) {
            violate("expected welcome first, got " + message);
        }
        switch (message.type()) {
            case "welcome" -> welcomed = true; // where the log is, not how far this client has got
            case "subscribed" -> subscribed(message);
            case "unsubscribed" -> unsubscribed(message);
            case "heartbeat", "pong" -> position(message.text("sequence"));
            case "gap" -> {
                scene.tally().add(Tally.Count.GAPS);
                transcript.gap(
                        message.topics(), message.text("after"), message.text("before"), message.number("count"));
                if (!message.text("reason").equals("retention")) {
                    violate("a gap for another reason than retention: " + message);
                }
            }
            case "error" -> error(message);
            default -> violate("a message of an unknown type: " + message);
        }
    }

    private void event(Received message) {
        heardNanos = System.nanoTime();
        Published event = scene.ledger().find(message.text("id"));
        if (event == null) {
            violate("an event that nobody published: " + message);
            return;
        }
        String sequence = message.text("sequence");
        if (!message.type().equals(event.type())
                || !message.text("subject").equals(event.resource().subject())
                || message.dataHash() != event.dataHash()) {
            violate("not as it was published: " + message + ", expected " + event);
        }
        String other = event.placedAt(sequence);
        if (other != null) {
            violate("two places of one event: got it at " + sequence + ", but " + other + " was said before: " + event);
            return;
        }
        transcript.event(event);
        talker.onEvent();
        positions.saw(event.customer(), sequence);
    }

    private void position(String sequence) {
        position = sequence;
        transcript.position(sequence);
        if (subscribedOnce && asked.isEmpty()) {
            positions.saw(identity.customer(), sequence);
        }
    }

    private void subscribed(Received message) {
        Ask ask = asked.remove(message.number("id"));
        if (ask == null) {
            violate("an answer to nothing: " + message);
            return;
        }
        List<String> allowed = ask.topics().stream()
                .filter(topic -> !identity.filtersOf(topic).isEmpty())
                .toList();
        Set<String> refused = new HashSet<>(ask.topics());
        allowed.forEach(refused::remove);
        if (!allowed.equals(message.topics()) || !refused.equals(new HashSet<>(message.rejected()))) {
            violate("accepted " + message.topics() + " and rejected " + message.rejected() + " (expected: " + allowed
                    + " and " + refused + ") for " + ask);
        }
        if ((message.flag("recovered") != null) != (ask.start() == Ask.Start.AFTER && !allowed.isEmpty())) {
            violate("recovered: " + message.flag("recovered") + " (expected: only with after) for " + ask);
        }
        transcript.subscribed(
                ask,
                message.topics(),
                message.text("sequence"),
                message.flag("recovered"),
                message.number("replayed"),
                scene.ledger().begun());
        held.addAll(message.topics());
        heardNanos = System.nanoTime();
        subscribedOnce = true;
        talker.onSubscribed();
        String told = identity.toldCustomer(message.topics());
        if (told.equals(identity.customer())) {
            position = message.text("sequence");
        }
        if (asked.isEmpty() && ask.start() != Ask.Start.AFTER) {
            positions.saw(told, message.text("sequence"));
        }
    }

    private void unsubscribed(Received message) {
        List<String> topics = takingBack.remove(message.number("id"));
        if (topics == null || !new HashSet<>(topics).equals(new HashSet<>(message.topics()))) {
            violate("unsubscribed " + message + " (expected: " + topics + ")");
        }
        transcript.unsubscribed(message.topics());
        message.topics().forEach(held::remove);
    }

    private void error(Received message) {
        Ask ask = asked.remove(message.number("id"));
        if (message.text("code").equals("unavailable") && ask != null) {
            scene.tally().add(Tally.Count.UNAVAILABLE);
            transcript.unsubscribed(ask.topics());
            ask.topics().forEach(held::remove);
            talker.onUnavailable();
        } else {
            violate("an error: " + message + (ask == null ? "" : " for " + ask));
        }
    }

    private void violate(String what) {
        scene.violations().add(name + " (" + identity + ")", what);
    }
}
