package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What somebody without a credential does to the public port. Stateless. */
final class Openings {
    private static final String HEAD = "GET /v1.0/ws?token=none HTTP/1.1\r\nX-Slow: ";
    private static final String WEBHOOK = "POST /v1.0/webhooks/voipbin/abused HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\nX-VoIPBIN-Signature: sha256=" + "ab".repeat(32) + "\r\n";
    private static final int HEADERS = 1000;
    private static final int TWICE_ADMITTED = 10;
    private static final int AT_A_TIME = 100;
    private static final int MORE_THAN_A_MINUTES = 30_000;
    private static final int MOST_CONNECTS = 60_000;

    /** What is sent on and on, every so many milliseconds. */
    record Drop(byte[] bytes, int everyMillis) {}

    private Openings() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("A6", "an address that sends a byte of a request now and then", Openings::slowHeads)
                        .bitesInSilence("limits.handshakes-per-address", "limits.handshake-timeout")
                        .checks(Openings::areCutOff)
                        .lasts(20),
                Scenario.of("connects", "an address that connects again and again", Openings::connects)
                        .bitesInSilence("limits.connects-per-minute"),
                Scenario.of("slow-bodies", "bodies of webhooks, a chunk of a byte at a time", Openings::slowBodies)
                        .bitesInSilence("limits.handshakes-per-address", "limits.handshake-timeout")
                        .checks(attack -> areCutOff(attack, chunks(attack)))
                        .lasts(20),
                Scenario.of("bad-signatures", "webhooks that nobody has signed, as fast as it goes", Openings::forged)
                        .bites("limits.bad-signatures-per-minute"),
                Scenario.of("headers", "requests of a thousand headers", Openings::manyHeaders)
                        .checks(attack -> onlyStatus(attack, "HTTP/1.1 4")),
                Scenario.of("pipelined-handshakes", "a thousand handshakes on each connection", Openings::pipelined),
                Scenario.of("proxy-line", "a stranger who claims to be a proxy for others", Openings::proxyLine)
                        .checks(attack -> onlyStatus(attack, "HTTP/1.1 4")),
                Scenario.of("deaf-refused", "handshakes that are refused and never closed", Openings::deafRefused)
                        .checks(Openings::areCutOff)
                        .lasts(20));
    }

    private static void slowHeads(Attack attack) throws IOException {
        drip(attack, attack.many(10_050, 150), bytes(HEAD), new Drop(bytes("x"), attack.many(1000, 200)));
    }

    private static void slowBodies(Attack attack) throws IOException {
        drip(attack, attack.many(10_050, 150), bytes(WEBHOOK + "Transfer-Encoding: chunked\r\n\r\n"), chunks(attack));
    }

    private static Drop chunks(Attack attack) {
        return new Drop(bytes("1\r\nx\r\n"), attack.many(1000, 200));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Each goes as soon as it is there; as many as are more than a minute's, however long that takes. */
    private static void connects(Attack attack) throws IOException {
        int enough = attack.many(MORE_THAN_A_MINUTES, 7_500);
        int opened = 0;
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.stream().filter(RawSocket::isConnected).forEach(RawSocket::reset);
            sockets.removeIf(RawSocket::isEnded);
            for (; sockets.size() < AT_A_TIME && opened < MOST_CONNECTS; opened++) {
                sockets.add(attack.stranger());
            }
        } while (attack.goesOn() || opened < enough);
    }

    /** New sockets in the place of those that are cut off. */
    static void drip(Attack attack, int most, byte[] beginning, Drop drop) throws IOException {
        Clock drops = Clock.every(drop.everyMillis());
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(RawSocket::isEnded);
            for (int i = 0; i < 100 && sockets.size() < most; i++) {
                sockets.add(attack.stranger().send(beginning));
            }
            if (drops.strikes()) {
                sockets.forEach(each -> each.send(drop.bytes()));
            }
        } while (attack.goesOn());
    }

    /** Those that are there go on, but no new ones come. */
    private static List<String> areCutOff(Attack attack) throws IOException {
        return areCutOff(attack, new Drop(bytes("x"), attack.many(1000, 200)));
    }

    /** The same of those to whom this is sent. */
    static List<String> areCutOff(Attack attack, Drop drop) throws IOException {
        Clock drops = Clock.every(drop.everyMillis());
        boolean ended = attack.comes(() -> {
            if (drops.strikes()) {
                attack.all().forEach(each -> each.send(drop.bytes()));
            }
            return attack.all().stream().allMatch(RawSocket::isEnded);
        });
        return ended ? List.of() : List.of("connections that never ask are not cut off");
    }

    private static void forged(Attack attack) throws IOException {
        String body = "{\"type\":\"call_created\",\"data\":{\"id\":\"" + attack.customer() + "\"}}";
        String request = WEBHOOK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        repeat(attack, request, attack.many(200, 20));
    }

    private static void manyHeaders(Attack attack) throws IOException {
        StringBuilder request = new StringBuilder("GET /v1.0/ws HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < HEADERS; i++) {
            request.append("X-").append(i).append(": ").append(i).append("\r\n");
        }
        repeat(
                attack,
                request.append("X-Long: ")
                        .append("y".repeat(20_000))
                        .append("\r\n\r\n")
                        .toString(),
                20);
    }

    private static void pipelined(Attack attack) throws IOException {
        String bad = Attack.upgrade("none", "");
        String good = Attack.upgrade(attack.token(attack.admin()), "");
        for (int i = 0; i < TWICE_ADMITTED; i++) {
            attack.stranger().send(good.repeat(2)); // of two sessions on a connection one would be left
        }
        repeat(attack, bad.repeat(attack.many(1000, 100)), 20);
    }

    private static void proxyLine(Attack attack) throws IOException {
        String line = "PROXY TCP4 192.0.2.1 192.0.2.2 40000 443\r\n";
        repeat(attack, line + Attack.upgrade(attack.token(attack.admin()), ""), 20);
    }

    private static void deafRefused(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        do {
            if (sockets.size() < attack.many(2000, 60)) {
                sockets.add(attack.deafStranger().send(Attack.upgrade("none", "")));
            }
        } while (attack.goesOn());
        sockets.forEach(each -> each.mayRead(Long.MAX_VALUE));
    }

    /** So many connections at a time, each for one request; ended when it is answered. */
    private static void repeat(Attack attack, String request, int atATime) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(Openings::isAnswered);
            while (sockets.size() < atATime) {
                sockets.add(attack.stranger().send(request));
            }
        } while (attack.goesOn());
    }

    private static boolean isAnswered(RawSocket socket) {
        if (socket.receivedBytes() > 0) {
            socket.end();
        }
        return socket.isEnded();
    }

    /** Every answer must begin like this; an end without one is right too. */
    private static List<String> onlyStatus(Attack attack, String beginning) {
        return attack.all().stream()
                .map(RawSocket::received)
                .filter(answer -> !answer.isEmpty() && !answer.startsWith(beginning))
                .limit(1)
                .map(answer -> "an attacker was answered " + answer)
                .toList();
    }
}
