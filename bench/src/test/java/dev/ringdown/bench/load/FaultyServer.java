package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.ClientFrames;
import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.HttpUplink;
import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Reply;
import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A server of one connection that delivers just the events that it is told, then a message that is none. */
final class FaultyServer implements Closeable {
    private static final String END = "{\"type\":\"subscribed\"}";

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    /** @param events stream and seq of each */
    FaultyServer(long[]... events) throws IOException {
        thread = new Thread(() -> serve(events), "faulty-server");
        thread.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", listening.getLocalPort());
    }

    private void serve(long[]... events) {
        try (Socket socket = listening.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // Whatever the client asks for.
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (long[] event : events) {
                socket.getOutputStream().write(frame(event((int) event[0], event[1])));
            }
            socket.getOutputStream().write(frame(END.getBytes(StandardCharsets.US_ASCII)));
            awaitEnd(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the client has had enough. */
    private static void awaitEnd(BufferedReader in) {
        try {
            while (in.read() >= 0) {
                // It has nothing more to say.
            }
        } catch (IOException e) {
            // It ends with a reset.
        }
    }

    private static byte[] event(int stream, long seq) {
        byte[] event = ("{" + " ".repeat(EventTail.BYTES) + '}').getBytes(StandardCharsets.US_ASCII);
        EventTail.writeBlank(event, 1);
        EventTail.fill(event, 1, stream, seq, 0);
        return event;
    }

    private static byte[] frame(byte[] payload) {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it is spoken to: the message after the events says that all were sent. */
    static final class Words implements Dialect {
        @Override
        public String target(Seat seat) {
            return "/";
        }

        @Override
        public @Nullable ByteBuf subscription(Seat seat, @Nullable String after) {
            return ClientFrames.text("events please");
        }

        @Override
        public MessageReader reader() {
            return (in, start, end, sink) -> {
                if (EventTail.isEvent(in, start, end)) {
                    sink.onEvent(in, start, end);
                } else {
                    sink.onReply(Reply.subscribed(END));
                }
            };
        }

        @Override
        public Uplink uplink() {
            return HttpUplink.succeeding();
        }

        @Override
        public EventTemplate template(Source source) {
            return EventTemplate.envelope(source, EventTemplate.LEAST_EVENT_BYTES, bytes -> "", "");
        }
    }
}
