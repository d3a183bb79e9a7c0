package dev.ringdown.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Publishes events of the warm-up over one connection. Confined to the thread that warms up. */
final class WarmUpPublisher implements AutoCloseable {
    private static final String END_OF_ANSWER = "\"}"; // of the JSON in it, and of nothing before

    private final Socket socket = new Socket();
    private final String key;
    private final byte[] buffer = new byte[8192];

    WarmUpPublisher(URI address, String key, long deadlineNanos) throws IOException {
        this.key = key;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime())));
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    /** Publishes an event so many times at once, and waits for the answers. */
    void publish(byte[] event, int times) throws IOException {
        byte[] head = ("POST /v1.0/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + event.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] requests = new byte[(head.length + event.length) * times];
        for (int i = 0, at = 0; i < times; i++) {
            System.arraycopy(head, 0, requests, at, head.length);
            System.arraycopy(event, 0, requests, at + head.length, event.length);
            at += head.length + event.length;
        }
        socket.getOutputStream().write(requests);
        awaitAnswers(times);
    }

    private void awaitAnswers(int count) throws IOException {
        InputStream in = socket.getInputStream();
        byte previous = 0;
        for (int answers = 0; answers < count; ) {
            int length = in.read(buffer);
            if (length < 0) {
                throw new IOException("the gateway hung up");
            }
            for (int i = 0; i < length; i++) {
                if (previous == END_OF_ANSWER.charAt(0) && buffer[i] == END_OF_ANSWER.charAt(1)) {
                    answers++;
                }
                previous = buffer[i];
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
