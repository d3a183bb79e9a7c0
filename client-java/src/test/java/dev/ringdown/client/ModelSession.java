package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.heartbeat;
import static dev.ringdown.client.FakeSocket.offsetOf;
import static dev.ringdown.client.FakeSocket.seq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The server's session as docs/protocol.md has it: a live cursor, and a cursor for each replay, which walk in any order. A
 * test lets it take one step after the other, or forgets it. Confined to its test.
 */
final class ModelSession {
    private final ModelLog log;
    private final FakeSocket socket;
    private final List<Held> live = new ArrayList<>();
    private final List<Replay> replays = new ArrayList<>();
    private final Set<Long> sent = new HashSet<>();
    private long at;

    private record Held(String topic, List<String> types, long since) {}

    private static final class Replay {
        final List<Held> held;
        final Queue<Long> preface;
        final long from;
        final boolean once;
        final Consumer<Replay> begin;
        boolean begun;
        long walk;

        Replay(List<Held> held, List<Long> preface, long from, boolean once, Consumer<Replay> begin) {
            this.held = new ArrayList<>(held);
            this.preface = new ArrayDeque<>(preface);
            this.from = from;
            this.once = once;
            this.begin = begin;
            this.walk = from;
        }
    }

    ModelSession(ModelLog log, FakeSocket socket) {
        this.log = log;
        this.socket = socket;
        this.at = log.head();
        socket.welcome(at);
    }

    private long complete() {
        return replays.stream()
                .mapToLong(replay -> replay.preface.isEmpty() ? replay.walk : replay.from)
                .reduce(at, Math::min);
    }

    /** Reads one message of the client; false if there is none. */
    boolean read() {
        if (socket.sent.isEmpty()) {
            return false;
        }
        JsonNode message = socket.sent.remove(0);
        switch (message.path("type").asText()) {
            case "subscribe" -> subscribe(message);
            case "unsubscribe" -> drop(texts(message.path("topics")));
            case "ping" ->
                socket.say("{\"type\":\"pong\",\"id\":" + message.get("id") + ",\"sequence\":\"" + seq(complete())
                        + "\"}");
            default -> throw new AssertionError("unexpected: " + message);
        }
        return true;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private void drop(List<String> topics) {
        live.removeIf(held -> topics.contains(held.topic));
        replays.forEach(replay -> replay.held.removeIf(held -> topics.contains(held.topic)));
        replays.removeIf(replay -> replay.held.isEmpty() && !replay.once);
        beginNext();
    }

    /** What is sent once waits for what was asked for before, and keeps back what was asked for behind it. */
    private void beginNext() {
        for (int i = 0; i < replays.size(); i++) {
            Replay replay = replays.get(i);
            if (!replay.begun && (i == 0 || !replay.once)) {
                replay.begun = true;
                replay.begin.accept(replay);
            }
            if (replay.once) {
                return;
            }
        }
    }

    private void sendOnce(JsonNode message) {
        List<String> topics = texts(message.path("topics"));
        List<String> types = texts(message.path("types"));
        replays.add(new Replay(List.of(), List.of(), at, true, replay -> {
            List<Long> offsets = wanted(topics, types);
            int last = message.path("last").asInt();
            replay.preface.addAll(
                    last > 0
                            ? offsets.subList(Math.max(0, offsets.size() - last), offsets.size())
                            : log.latest(offsets));
            String found = last > 0
                    ? "\"replayed\":" + replay.preface.size()
                    : "\"snapshot\":" + replay.preface.size() + ",\"complete\":true";
            socket.answer(message, seq(complete()), found + ",\"until\":\"" + seq(at) + "\"");
        }));
        beginNext();
    }

    private void subscribe(JsonNode message) {
        if (message.path("once").asBoolean()) {
            sendOnce(message);
            return;
        }
        List<String> topics = texts(message.path("topics"));
        List<String> types = texts(message.path("types"));
        drop(topics);
        String more = "";
        List<Long> preface = List.of();
        long walk = at;
        boolean replaying = true;
        if (message.has("after")) {
            walk = offsetOf(message.get("after").asText());
            more = "\"recovered\":true";
        } else if (message.has("last")) {
            List<Long> offsets = wanted(topics, types);
            preface = offsets.subList(
                    Math.max(0, offsets.size() - message.get("last").asInt()), offsets.size());
            more = "\"replayed\":" + preface.size();
        } else if (message.has("snapshot")) {
            preface = log.latest(wanted(topics, types));
            more = "\"snapshot\":" + preface.size() + ",\"complete\":true";
        } else {
            replaying = false;
        }
        long since = walk;
        List<Held> held =
                topics.stream().map(topic -> new Held(topic, types, since)).toList();
        if (replaying) {
            String found = more;
            replays.add(
                    new Replay(held, preface, walk, false, begun -> socket.answer(message, seq(complete()), found)));
            beginNext();
        } else {
            live.addAll(held);
            socket.answer(message, seq(complete()), more);
        }
    }

    private List<Long> wanted(List<String> topics, List<String> types) {
        return LongStream.rangeClosed(0, at)
                .filter(offset -> topics.stream().anyMatch(topic -> log.matches(offset, topic, types)))
                .boxed()
                .toList();
    }

    private void send(long offset) {
        if (sent.add(offset)) {
            say(offset);
        }
    }

    private void say(long offset) {
        ModelLog.Entry entry = log.at(offset);
        socket.say(event(offset, entry.subject(), entry.type(), entry.parents()));
    }

    private void sendIfWanted(long offset, List<Held> held) {
        boolean isWanted =
                held.stream().anyMatch(each -> offset > each.since && log.matches(offset, each.topic, each.types));
        if (isWanted) {
            send(offset);
        }
    }

    /** Sends the next live event; false if there is none. */
    boolean route() {
        boolean moves = at < log.head();
        if (moves) {
            at++;
            sendIfWanted(at, live);
        }
        return moves;
    }

    /**
     * Lets a replay take a step; false if there is none.
     *
     * @param which any number
     */
    boolean walk(int which) {
        if (replays.isEmpty()) {
            return false;
        }
        Replay replay = replays.get(which % replays.size());
        if (!replay.begun) {
            return true; // its turn has not come
        }
        Long next = replay.preface.poll();
        if (next != null && replay.once) {
            say(next);
        } else if (next != null) {
            send(next);
        } else if (replay.once) {
            replays.remove(replay);
            beginNext();
        } else if (replay.walk < at) {
            replay.walk++;
            sendIfWanted(replay.walk, replay.held);
        } else if (replay.walk == at) {
            replays.remove(replay);
            live.addAll(replay.held);
            beginNext();
        } // else the client has seen more than was routed
        return true;
    }

    void beat() {
        socket.say(heartbeat(complete(), log.head() - complete()));
    }
}
