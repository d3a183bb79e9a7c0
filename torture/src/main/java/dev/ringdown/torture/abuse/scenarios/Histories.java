package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.ServerState;
import dev.ringdown.torture.wire.FrameWriter;
import dev.ringdown.torture.wire.RawSocket;
import dev.ringdown.torture.world.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was before, asked for by those who do not read it, or by many, or in vain. Stateless. */
final class Histories {
    private static final int LIVE_RESOURCES = 10_000;
    private static final int BYTES = 900;
    private static final int BYTES_A_SECOND = 300_000;
    private static final int TURN_MILLIS = 50;
    private static final int MOST_REPLAY_BYTES = 4 * 1024 * 1024;

    private Histories() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                                "A2-dashboards",
                                "80 dashboards that open with a snapshot and read slowly",
                                Histories::dashboards)
                        .checks(Histories::areTold)
                        .lasts(20),
                Scenario.of(
                                "A2-one",
                                "one connection that asks for 199 snapshots and reads none",
                                Histories::manySnapshots)
                        .checks(Histories::holdLittle),
                Scenario.of("A5", "questions for the last of 900 topics that match nothing", Histories::inVain),
                Scenario.of(
                                "deaf-resumes",
                                "a thousand who resume from the oldest and do not read",
                                Histories::deafResumes)
                        .lasts(10),
                Scenario.of("deaf-streams", "event streams from the oldest that are not read", Histories::deafStreams)
                        .lasts(10));
    }

    private static void dashboards(Attack attack) throws IOException {
        new Stock(attack).publish(LIVE_RESOURCES, BYTES);
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            RawSocket dashboard = attack.deafWebSocket(attack.admin());
            attack.await("a dashboard is let in", () -> dashboard.receivedBytes() > 0);
            sockets.add(dashboard.send(
                    FrameWriter.text("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"snapshot\":true}")));
        }
        Clock turns = Clock.every(TURN_MILLIS);
        do {
            if (turns.strikes()) {
                sockets.forEach(socket -> socket.mayRead(BYTES_A_SECOND / 1000 * TURN_MILLIS));
            }
        } while (attack.goesOn() || !sockets.stream().allMatch(Histories::isServed));
    }

    /** Each gets its picture, all of it, in its own time. */
    private static List<String> areTold(Attack attack) {
        return attack.all().stream()
                .filter(socket -> !socket.received().contains("\"snapshot\":" + LIVE_RESOURCES))
                .limit(1)
                .map(socket -> "a dashboard was told " + socket.received())
                .toList();
    }

    private static boolean isServed(RawSocket socket) {
        return socket.isEnded() || socket.receivedBytes() > BYTES_A_SECOND / 2;
    }

    private static void manySnapshots(Attack attack) throws IOException {
        new Stock(attack).publish(LIVE_RESOURCES, BYTES);
        RawSocket socket = attack.deafWebSocket(attack.admin());
        for (int i = 0; i < 199; i++) {
            socket.send(FrameWriter.text("{\"type\":\"subscribe\",\"id\":" + i + ",\"topics\":[\"customer_id:"
                    + Spelling.of(attack.customer(), i) + "\"],\"snapshot\":true}"));
        }
        while (attack.goesOn()) {
            // It asks, and listens to nothing.
        }
    }

    /** What waits for a peer that does not read is known by its places in the log, and not held. */
    private static List<String> holdLittle(Attack attack) throws IOException {
        ServerState now = attack.now();
        double replays = now.metric("ringdown_held{what=\"replays\"}");
        double bytes = now.metric("ringdown_held{what=\"replay-bytes\"}");
        return replays >= 1 && bytes <= MOST_REPLAY_BYTES
                ? List.of()
                : List.of(replays + " replays hold " + bytes + " bytes (expected: 1 or more, and few bytes)");
    }

    private static void inVain(Attack attack) throws IOException {
        new Stock(attack).publish(attack.many(50_000, 20_000), 100);
        List<RawSocket> sockets = new ArrayList<>();
        Clock leaving = Clock.every(2_000);
        do {
            if (leaving.strikes()) {
                sockets.forEach(RawSocket::end);
                sockets.clear();
            }
            while (sockets.size() < attack.many(5, 2)) {
                Identity agent = attack.agent();
                RawSocket socket = attack.webSocket(agent);
                for (int i = 0; i < 60; i++) {
                    socket.send(FrameWriter.text(lastInVain(agent, i)));
                }
                sockets.add(socket);
            }
        } while (attack.goesOn());
    }

    private static String lastInVain(Identity agent, int message) {
        String topics = IntStream.range(0, 900)
                .mapToObj(i -> "\"agent_id:" + agent.agent() + ":call:" + i + '"')
                .collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"id\":" + message + ",\"topics\":[" + topics + "],\"last\":1}";
    }

    private static void deafResumes(Attack attack) throws IOException {
        String oldest = oldest(attack);
        new Stock(attack).publish(LIVE_RESOURCES, BYTES);
        List<RawSocket> sockets = new ArrayList<>();
        do {
            for (int i = 0; i < 20 && sockets.size() < attack.many(1_000, 100); i++) {
                sockets.add(attack.deafWebSocket(attack.admin())
                        .send(FrameWriter.text("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"after\":\""
                                + oldest + "\"}")));
            }
        } while (attack.goesOn());
    }

    private static void deafStreams(Attack attack) throws IOException {
        String oldest = oldest(attack);
        new Stock(attack).publish(LIVE_RESOURCES, BYTES);
        List<RawSocket> sockets = new ArrayList<>();
        do {
            for (int i = 0; i < 20 && sockets.size() < attack.many(1_000, 100); i++) {
                sockets.add(attack.deafStranger()
                        .send("GET /v1.0/events/stream?topics=call&after=" + oldest + "&token="
                                + attack.token(attack.admin()) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
            }
        } while (attack.goesOn());
    }

    /** A position before everything that is published from here on. */
    private static String oldest(Attack attack) throws IOException {
        RawSocket socket = attack.webSocket(attack.admin()).send(FrameWriter.text("{\"type\":\"ping\",\"id\":1}"));
        String mark = "\"sequence\":\"";
        attack.await("a position", () -> socket.received().contains(mark));
        String text = socket.received();
        int from = text.indexOf(mark) + mark.length();
        socket.end();
        return text.substring(from, text.indexOf('"', from));
    }
}
