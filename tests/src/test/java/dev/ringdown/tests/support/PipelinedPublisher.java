package dev.ringdown.tests.support;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Posts on one connection without waiting for answers (RFC 9112 section 9.3.2). Confined to its test. */
public final class PipelinedPublisher implements AutoCloseable {
    private final URI address;
    private final RawConnection connection;
    private final ByteArrayOutputStream queued = new ByteArrayOutputStream();

    public PipelinedPublisher(URI address) {
        this.address = address;
        this.connection = new RawConnection(address);
    }

    /** Sends an envelope with this credential, and does not wait. */
    public void send(String key, String envelope) {
        queue(key, envelope);
        flush();
    }

    /** Puts an envelope with this credential behind those that are sent together by {@link #flush}. */
    public void queue(String key, String envelope) {
        byte[] body = envelope.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1.0/events HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer "
                + key + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        queued.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        queued.writeBytes(body);
    }

    /** Sends what was queued in one write. */
    public void flush() {
        byte[] bytes = queued.toByteArray();
        queued.reset();
        connection.write(bytes);
    }

    public HttpAnswer readAnswer() {
        return connection.readAnswer();
    }

    /** The statuses of the next answers. */
    public List<Integer> readStatuses(int count) {
        List<Integer> statuses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            statuses.add(readAnswer().status());
        }
        return statuses;
    }

    /** Whether the server has ended the connection; waits for that or for a further answer. */
    public boolean isEnded() {
        return connection.isEnded();
    }

    @Override
    public void close() {
        connection.close();
    }
}
