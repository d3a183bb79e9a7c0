package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What events of one customer do to the log that all share. Stateless. */
final class Publishers {
    private static final int KIB = 1024;

    /** More than the small limits retain of everybody together. */
    private static final int FLOOD_POSTS = 50;

    private Publishers() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("append-flood", "a customer of whom events come without end", Publishers::flood)
                        .bitesInSilence(
                                "log.retention-share", "log.duplicate-events", "limits.publish-bytes-per-customer"),
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
