package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.FrameWriter;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Subscriptions that cost memory, or work for each event. Stateless. */
final class Subscriptions {
    private static final int TYPES = 100;

    /** Fewer than a client may send at once. */
    private static final int TYPED_TOPICS = 180;

    private Subscriptions() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                                "A3-types",
                                "patterns of types that are long, compressed to little",
                                Subscriptions::longTypes)
                        .bites("limits.type-tests", "limits.filter-bytes", "limits.filter-bytes-per-customer"),
                Scenario.of("A3-topics", "long topics without end", Subscriptions::longTopics)
                        .bites("limits.filter-bytes-per-customer")
                        .checks(Subscriptions::haveWaited),
                Scenario.of("A4", "one customer in many spellings, with prefixes of types", Subscriptions::spellings)
                        .checks(Subscriptions::areOneFilter),
                Scenario.of("B11", "topics that are refused, each another one", Subscriptions::refused)
                        .bitesInSilence("limits.errors-in-a-row"));
    }

    /** As long as a type may be, or they are none. */
    private static void longTypes(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < attack.many(88, 20); i++) {
            RawSocket socket = attack.webSocket(attack.admin(), "Sec-WebSocket-Extensions: permessage-deflate\r\n");
            sockets.add(socket);
        }
        int message = 0;
        do {
            if (message < TYPED_TOPICS) {
                ByteBuffer frame = FrameWriter.deflated(longTypes(message++));
                sockets.forEach(socket -> socket.send(frame));
            }
        } while (attack.goesOn() || message < TYPED_TOPICS);
    }

    private static String longTypes(int message) {
        String types = IntStream.range(0, TYPES)
                .mapToObj(i -> "\"call_" + message + '_' + i + "x".repeat(115) + "*\"")
                .collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"id\":" + message + ",\"topics\":[\"call:" + message + "\"],\"types\":["
                + types + "]}";
    }

    private static void longTopics(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        int message = 0;
        do {
            if (sockets.size() < attack.many(990, 60)) {
                sockets.add(attack.webSocket(attack.admin()));
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0 && socket.receivedBytes() < 2_000) {
                    socket.send(FrameWriter.text(longTopics(message++)));
                }
            }
        } while (attack.goesOn());
    }

    /** They come faster than they are carried out, so that it takes turns. */
    private static List<String> haveWaited(Attack attack) throws IOException {
        double waited = attack.now().metric("ringdown_messages_waited_total");
        return waited >= 1 ? List.of() : List.of("no message has waited for its turn (expected: some of so many)");
    }

    private static String longTopics(int message) {
        String topics = IntStream.range(0, 250)
                .mapToObj(i -> "\"call:" + message + '-' + i + "y".repeat(110) + '"')
                .collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"id\":1,\"topics\":[" + topics + "]}";
    }

    private static void spellings(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < attack.many(200, 20); i++) {
            sockets.add(attack.webSocket(attack.admin()));
        }
        Stock stock = new Stock(attack);
        Clock events = Clock.every(100);
        int message = 0;
        do {
            if (message < 9) {
                String text = prefixes(attack, message++);
                sockets.forEach(socket -> socket.send(FrameWriter.text(text)));
            }
            if (events.strikes()) {
                stock.publish(1, 100);
            }
        } while (attack.goesOn() || message < 9);
    }

    private static String prefixes(Attack attack, int message) {
        String topics = IntStream.range(message * 100, message * 100 + 100)
                .mapToObj(i -> "\"customer_id:" + Spelling.of(attack.customer(), i) + '"')
                .collect(Collectors.joining(","));
        String types = IntStream.range(0, TYPES)
                .mapToObj(i -> "\"call_updated" + "z".repeat(i) + "*\"")
                .collect(Collectors.joining(","));
        return "{\"type\":\"subscribe\",\"id\":1,\"topics\":[" + topics + "],\"types\":[" + types + "]}";
    }

    /** A session that says the same 900 times is one test for an event. */
    private static List<String> areOneFilter(Attack attack) throws IOException {
        int sessions = attack.many(200, 20);
        double tests = attack.now().metric("ringdown_held{what=\"type-tests\"}");
        return tests >= 1 && tests <= sessions
                ? List.of()
                : List.of(
                        "an event has " + tests + " tests of types for " + sessions + " sessions (expected: one each)");
    }

    private static void refused(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        int message = 0;
        do {
            sockets.removeIf(RawSocket::isEnded);
            while (sockets.size() < attack.many(50, 5)) {
                sockets.add(attack.webSocket(attack.visitor()));
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0) {
                    socket.send(FrameWriter.text(longTopics(message++)));
                }
            }
        } while (attack.goesOn());
    }
}
