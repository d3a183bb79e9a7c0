package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a stranger does who reaches the internal port, and a publisher who has a key. Stateless. */
final class InternalPort {
    private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    private static final int BODY_BYTES = 16 * 1024 * 1024;

    private InternalPort() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("B1", "requests on end whose answers are not read", InternalPort::unread)
                        .bitesInSilence("limits.answer-bytes"),
                Scenario.of("B2", "bodies of 16 MiB without a key", InternalPort::keyless)
                        .checks(InternalPort::areRefusedEarly),
                Scenario.of("B8", "a page of a name that leads here", InternalPort::foreignHost)
                        .checks(InternalPort::areMisdirected),
                Scenario.of("internal-slow", "requests that never end, and bodies with a key", InternalPort::slow)
                        .bitesInSilence("limits.head-timeout", "limits.body-timeout")
                        .checks(InternalPort::areCutOff)
                        .lasts(40), // a body has a minute
                Scenario.of("deaf-lines", "a publisher of lines that reads no answer", InternalPort::deafLines));
    }

    private static void unread(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        String requests = SCRAPE.repeat(500);
        do {
            sockets.removeIf(RawSocket::isEnded);
            while (sockets.size() < attack.many(50, 10)) {
                sockets.add(attack.deafInternal());
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0) {
                    socket.send(requests);
                }
            }
        } while (attack.goesOn());
    }

    private static String post(String key, String type, String length) {
        return "POST /v1.0/events HTTP/1.1\r\nHost: 127.0.0.1\r\n" + key + "Content-Type: " + type + "\r\n" + length
                + "\r\n";
    }

    private static void keyless(Attack attack) throws IOException {
        String head = post("", "application/json", "Content-Length: " + BODY_BYTES + "\r\n");
        byte[] some = new byte[BODY_BYTES / 2];
        List<RawSocket> sockets = new ArrayList<>();
        do {
            if (sockets.size() < attack.many(100, 20)) {
                sockets.add(attack.internal().send(head).send(some));
            }
        } while (attack.goesOn());
    }

    private static List<String> areRefusedEarly(Attack attack) throws IOException {
        boolean refused = attack.comes(() -> attack.all().stream()
                .allMatch(each -> each.isEnded() || each.received().startsWith("HTTP/1.1 401 ")));
        return refused ? List.of() : List.of("bodies of strangers are taken before their key is looked at");
    }

    private static void foreignHost(Attack attack) throws IOException {
        for (String path : List.of("/metrics", "/v1.0/sessions", "/console/", "/readyz")) {
            attack.internal().send("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n\r\n");
        }
        attack.await(
                "answers", () -> attack.all().stream().allMatch(each -> each.receivedBytes() > 0 || each.isEnded()));
        while (attack.goesOn()) {
            // They were answered.
        }
    }

    private static List<String> areMisdirected(Attack attack) {
        return attack.all().stream()
                .map(RawSocket::received)
                .filter(answer -> !answer.startsWith("HTTP/1.1 421 "))
                .map(answer -> "a request for evil.example was answered "
                        + answer.lines().findFirst().orElse("nothing"))
                .toList();
    }

    private static void slow(Attack attack) throws IOException {
        String key = "Authorization: Bearer " + attack.target().publisherKey() + "\r\n";
        List<RawSocket> sockets = new ArrayList<>();
        do {
            if (sockets.size() < attack.many(1_000, 40)) {
                sockets.add(attack.internal()
                        .send(
                                sockets.size() % 2 == 0
                                        ? "GET /metrics HTTP/1.1\r\nX-Slow: "
                                        : post(key, "application/json", "Content-Length: 100000\r\n")));
            }
        } while (attack.goesOn());
    }

    private static List<String> areCutOff(Attack attack) throws IOException {
        Clock drops = Clock.every(attack.many(1000, 200));
        boolean ended = attack.comes(() -> {
            if (drops.strikes()) {
                attack.all().forEach(each -> each.send("x"));
            }
            return attack.all().stream().allMatch(each -> each.isEnded() || each.receivedBytes() > 0);
        });
        return ended ? List.of() : List.of("requests of the internal port that never end are not cut off");
    }

    private static void deafLines(Attack attack) throws IOException {
        String key = "Authorization: Bearer " + attack.target().publisherKey() + "\r\n";
        String line = "{\"type\":\"nothing_here\",\"data\":{}}\n";
        String lines = line.repeat(1_000);
        String chunk = Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n";
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(RawSocket::isEnded);
            while (sockets.size() < attack.many(20, 5)) {
                sockets.add(attack.deafInternal()
                        .send(post(key, "application/x-ndjson", "Transfer-Encoding: chunked\r\n")));
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0) {
                    socket.send(chunk);
                }
            }
        } while (attack.goesOn());
    }
}
