package dev.ringdown.torture.load;

import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.wire.Received;
import dev.ringdown.torture.wire.Wire;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/** Finds out the position of a log in which nothing is yet. Stateless. */
public final class Beginning {
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(20);

    private Beginning() {}

    private static final class Welcome implements Wire.Listener {
        private String sequence = "";

        @Override
        public void onOpen() {
            // The server speaks first.
        }

        @Override
        public void onText(byte[] text) {
            try {
                Received message = Received.parse(text);
                sequence = message.type().equals("welcome") ? message.text("sequence") : sequence;
            } catch (IOException e) {
                throw new IllegalStateException("welcome: no JSON object (expected: as protocol.md has it)", e);
            }
        }

        @Override
        public void onClosed(int code, String reason) {
            throw new IllegalStateException("the first connection was closed: " + code + " " + reason);
        }
    }

    /** What {@code welcome} says to the first client. */
    public static String of(Gateway gateway, String token) throws IOException {
        Welcome welcome = new Welcome();
        try (Selector selector = Selector.open()) {
            Wire wire = new Wire(selector, Dial.to(gateway.host(), gateway.publicPort()), token, welcome);
            long deadlineNanos = System.nanoTime() + ANSWER_NANOS;
            while (welcome.sequence.isEmpty()) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new IOException("no welcome within 20 s of the first connection");
                }
                selector.select(100);
                selector.selectedKeys().clear();
                wire.ready();
            }
            wire.cut(Wire.Cut.CLOSE);
        }
        return welcome.sequence;
    }
}
