package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.FrameWriter;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What somebody with a good token says, frame by frame. Stateless. */
final class Messages {
    private static final int CODES = 300;
    private static final int FRAMES = 500;
    private static final ByteBuffer PING = FrameWriter.text("{\"type\":\"ping\",\"id\":\"still-here\"}");

    private Messages() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("A1", "a visitor whose members' names collide with topics", Messages::collide),
                Scenario.of("B5", "clients that close with codes of their own", Messages::closeCodes)
                        .checks(Messages::fewSeries),
                Scenario.of("B6", "a compressed message that begins with a frame of nothing", Messages::emptyFragment)
                        .checks(Messages::allGoOn),
                Scenario.of("B9-pings", "pings as fast as they go", Messages::pings)
                        .bites("limits.frames"),
                Scenario.of("B9-fragments", "fragments of nothing as fast as they go", Messages::fragments)
                        .bites("limits.frames"),
                Scenario.of("unsubscribes", "messages of 9,000 topics that nobody has", Messages::unsubscribes)
                        .bites("limits.message-topics"),
                Scenario.of("explains", "questions what a hundred topics mean", Messages::explains)
                        .bites("limits.message-rate"),
                Scenario.of("authenticates", "bad tokens, one after the other", Messages::authenticates));
    }

    private static void collide(Attack attack) throws IOException {
        String many = IntStream.range(0, 7_000)
                .mapToObj(i -> '"' + Integer.toString(i + 40_000, 36) + "\":1")
                .collect(Collectors.joining(",", "{\"type\":\"ping\",\"id\":1,", "}"));
        String colliding = CollidingNames.with("topics", 2_600).stream()
                .map(name -> '"' + name + "\":1")
                .collect(Collectors.joining(",", "{\"type\":\"ping\",\"id\":2,", "}"));
        do {
            RawSocket socket = attack.webSocket(attack.visitor())
                    .send(FrameWriter.text(many))
                    .send(FrameWriter.text(colliding));
            attack.await(
                    "an answer", () -> socket.isEnded() || socket.received().contains("\"id\":2"));
        } while (attack.goesOn());
    }

    private static void closeCodes(Attack attack) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            sockets.add(attack.webSocket(attack.admin()).send(FrameWriter.close(3000 + i)));
        }
        attack.await("the closes are answered", () -> sockets.stream().allMatch(RawSocket::isEnded));
        while (attack.goesOn()) {
            // They have gone.
        }
    }

    private static List<String> fewSeries(Attack attack) throws IOException {
        long more = attack.now().seriesOf("ringdown_closes") - attack.before().seriesOf("ringdown_closes");
        return more <= 16 ? List.of() : List.of(CODES + " codes of clients made " + more + " series of metrics");
    }

    private static void emptyFragment(Attack attack) throws IOException {
        byte[] ping = FrameWriter.deflate("{\"type\":\"ping\",\"id\":\"still-here\"}".getBytes(StandardCharsets.UTF_8));
        byte[] emptyBlock = {0, 0, 0, (byte) 0xff, (byte) 0xff};
        for (byte[] nothing : List.of(new byte[0], emptyBlock, Arrays.copyOf(ping, 1))) {
            byte[] rest = nothing.length == 1 ? Arrays.copyOfRange(ping, 1, ping.length) : ping;
            attack.webSocket(attack.admin(), "Sec-WebSocket-Extensions: permessage-deflate\r\n")
                    .send(FrameWriter.deflatedFragment(nothing))
                    .send(FrameWriter.fragment(FrameWriter.CONTINUATION, false, new byte[0]))
                    .send(FrameWriter.fragment(FrameWriter.CONTINUATION, true, rest));
        }
        attack.await(
                "answers",
                () -> attack.all().stream()
                        .allMatch(
                                socket -> socket.isEnded() || socket.received().contains("still-here")));
        while (attack.goesOn()) {
            // It is legal, and they stay open.
        }
    }

    private static List<String> allGoOn(Attack attack) {
        return attack.all().stream()
                .filter(socket -> socket.isEnded() || !socket.received().contains("\"still-here\""))
                .map(socket -> "a legal message ended its connection: " + socket.received())
                .toList();
    }

    private static void pings(Attack attack) throws IOException {
        flood(attack, many(FrameWriter.control(FrameWriter.PING, new byte[0])), FrameWriter.text("{}"));
    }

    private static void fragments(Attack attack) throws IOException {
        flood(
                attack,
                many(FrameWriter.fragment(FrameWriter.CONTINUATION, false, new byte[0])),
                FrameWriter.fragment(FrameWriter.TEXT, false, new byte[] {'{'}));
    }

    private static ByteBuffer many(ByteBuffer frame) {
        ByteBuffer many = ByteBuffer.allocate(frame.remaining() * FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            many.put(frame.duplicate());
        }
        return many.flip();
    }

    /** Two sockets, as soon as one is closed another one. */
    private static void flood(Attack attack, ByteBuffer frames, ByteBuffer first) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(RawSocket::isEnded);
            while (sockets.size() < 2) {
                sockets.add(attack.webSocket(attack.visitor()).send(first));
            }
            for (RawSocket socket : sockets) {
                if (socket.waitingBytes() == 0) {
                    socket.send(frames);
                }
            }
        } while (attack.goesOn());
    }

    private static void unsubscribes(Attack attack) throws IOException {
        String topics = IntStream.range(0, 9_000)
                .mapToObj(i -> '"' + Integer.toString(i, 36) + '"')
                .collect(Collectors.joining(","));
        flood(attack, FrameWriter.text("{\"type\":\"unsubscribe\",\"id\":1,\"topics\":[" + topics + "]}"), PING);
    }

    private static void explains(Attack attack) throws IOException {
        String topics =
                IntStream.range(0, 100).mapToObj(i -> "\"call:" + i + '"').collect(Collectors.joining(","));
        flood(attack, FrameWriter.text("{\"type\":\"explain\",\"id\":1,\"topics\":[" + topics + "]}"), PING);
    }

    private static void authenticates(Attack attack) throws IOException {
        String token = attack.token(attack.admin());
        flood(attack, FrameWriter.text("{\"type\":\"authenticate\",\"id\":1,\"token\":\"" + token + "x\"}"), PING);
    }
}
