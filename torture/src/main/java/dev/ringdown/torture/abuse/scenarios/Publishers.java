package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.ServerState;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What events of one customer do to the log that all share. Stateless. */
final class Publishers {
    private static final int KIB = 1024;

    /** More than the small limits retain of everybody together. */
    private static final int FLOOD_POSTS = 50;

    private static final int LINES_AT_ONCE = 400;

    private Publishers() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("append-flood", "a customer of whom batches come one after the other", Publishers::flood)
                        .checks(Publishers::takesFromItself),
                Scenario.of("append-crowd", "a customer of whom lines come on many connections", Publishers::crowd)
                        .bites("limits.append-share"),
                Scenario.of("B10", "another user of the machine who reads the log's folder", Publishers::peep)
                        .checks(Publishers::isPrivate));
    }

    private static void flood(Attack attack) throws IOException {
        Stock stock = new Stock(attack);
        int posts = 0;
        do {
            stock.post(500, KIB);
            posts++;
        } while (attack.goesOn() || posts < FLOOD_POSTS);
    }

    /** What is full takes from who has most; with the limits as they come nothing is full in so short a time. */
    private static List<String> takesFromItself(Attack attack) throws IOException {
        boolean isFull = attack.many(0, 1) == 1;
        ServerState now = attack.now();
        boolean taken = Stream.of("log.retention-share", "log.duplicate-events")
                .map(limit -> "ringdown_limits_reached_total{limit=\"" + limit + "\"}")
                .anyMatch(series -> now.metric(series) > attack.before().metric(series));
        return isFull && !taken ? List.of("nothing was taken from who has most of a log that is full") : List.of();
    }

    /** More than the log takes, with many connections under way at once. */
    private static void crowd(Attack attack) throws IOException {
        byte[] chunk = chunk(line(attack.customer()).repeat(LINES_AT_ONCE));
        List<RawSocket> streams = new ArrayList<>();
        do {
            streams.removeIf(RawSocket::isEnded);
            while (streams.size() < attack.many(20, 4)) {
                streams.add(attack.internal().send(streamHead(attack)));
            }
            for (RawSocket stream : streams) {
                if (stream.waitingBytes() == 0) {
                    stream.send(chunk);
                }
            }
        } while (attack.goesOn());
    }

    private static String streamHead(Attack attack) {
        return "POST /v1.0/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + attack.target().publisherKey()
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    /** An event that gets its id when it comes, so that each is another one. */
    private static String line(String customer) {
        return "{\"type\":\"call_updated\",\"data\":{\"id\":\"flood\",\"customer_id\":\"" + customer
                + "\",\"filler\":\"" + "f".repeat(KIB) + "\"}}\n";
    }

    private static byte[] chunk(String lines) {
        return (Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void peep(Attack attack) throws IOException {
        while (attack.goesOn()) {
            // The folder is looked at when the server has used it.
        }
    }

    private static List<String> isPrivate(Attack attack) throws IOException {
        String setting = "log.dir=";
        byte[] command = Files.readAllBytes(
                Path.of("/proc", Long.toString(attack.target().pid()), "cmdline"));
        Path folder = new String(command, StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> List.of(line.split("\0", -1)).stream())
                .filter(word -> word.startsWith(setting))
                .map(word -> Path.of(word.substring(setting.length())))
                .findFirst()
                .orElseThrow(() -> new IOException("log.dir is not on the command line of the server"));
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
        return permissions.equals("rwx------")
                ? List.of()
                : List.of("the folder of the log may be read by others: " + permissions);
    }
}
