package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.wire.FrameWriter;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What somebody writes into the log of a server that tells everything. Stateless. */
final class LogLines {
    /** It would stand at the beginning of a line, if a client could end one. */
    private static final String FORGED = "forged-by-a-client";

    private static final int TOPICS = 250;

    /** Of a text that is cut at 4,096 characters, each of which may be an escape of six. */
    private static final int MOST_CHARACTERS = 26_000;

    private LogLines() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("B7", "topics of control characters, as fast as they go", LogLines::forge)
                .on(Setup.DEBUG_LOG)
                .checks(LogLines::nothingIsForged));
    }

    private static void forge(Attack attack) throws IOException {
        String topics = IntStream.range(0, TOPICS)
                .mapToObj(i -> "\"\\n" + FORGED + "\\r" + FORGED + "\\u001b[2J\\u001b]0;" + i
                        + "\\u0007\\u009b\\u2028\\u202e\"")
                .collect(Collectors.joining(","));
        ByteBuffer frame = FrameWriter.text("{\"type\":\"subscribe\",\"id\":1,\"topics\":[" + topics + "]}");
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(RawSocket::isEnded); // closed after ten of them
            while (sockets.size() < 20) {
                sockets.add(attack.webSocket(attack.admin()));
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0) {
                    socket.send(frame);
                }
            }
        } while (attack.goesOn());
    }

    private static List<String> nothingIsForged(Attack attack) throws IOException {
        List<String> faults = new ArrayList<>();
        if (!attack.comes(() -> attack.target().printed().get().stream().anyMatch(LogLines::isTold))) {
            faults.add("the log does not tell of what was asked, so that there was nothing to forge");
        }
        if (!attack.comes(() -> attack.target().printed().get().stream().anyMatch(LogLines::isCount))) {
            faults.add("a flood of lines is not counted");
        }
        for (String line : attack.target().printed().get()) {
            if (line.length() > MOST_CHARACTERS) {
                faults.add("a line of the log has " + line.length() + " characters (expected: it is cut)");
                break;
            }
            if (line.startsWith(FORGED) || line.chars().anyMatch(LogLines::isControl)) {
                faults.add("a line of the log is what a client made of it: "
                        + line.chars().mapToObj(Integer::toHexString).limit(200).collect(Collectors.joining(" ")));
                break;
            }
        }
        return faults;
    }

    private static boolean isTold(String line) {
        return line.contains(FORGED) && line.toLowerCase(Locale.ROOT).contains("\\u001b");
    }

    private static boolean isCount(String line) {
        return line.contains("lines not written times=");
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\t'
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.LINE_SEPARATOR;
    }
}
