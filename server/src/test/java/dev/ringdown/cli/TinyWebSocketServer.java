package dev.ringdown.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebSocket server for one connection: it takes the handshake, greets, waits for one message, sends what it was given,
 * and reads until the client closes. Runs on a thread of its own; the test sees its results as futures.
 */
final class TinyWebSocketServer implements AutoCloseable {
    static final int STAYS_OPEN = 0;

    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455 section 1.3
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
    private static final String WELCOME =
            "{\"type\":\"welcome\",\"session\":\"s1\",\"customer\":\"c1\",\"permissions\":"
                    + "[\"admin\"],\"sequence\":\"00000001-0000000000000000\",\"limits\":{\"messageBytes\":65536,\"topics\":1000,"
                    + "\"heartbeat\":25000,\"retention\":86400}}";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final ServerSocket listener;
    private final CompletableFuture<String> requestHead = new CompletableFuture<>();
    private final CompletableFuture<String> firstMessage = new CompletableFuture<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    private TinyWebSocketServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Sends these messages after the client's first one. */
    static TinyWebSocketServer sending(String... messages) {
        return start(STAYS_OPEN, "", List.of(messages));
    }

    /** Sends these messages after the client's first one, and closes. */
    static TinyWebSocketServer closing(int code, String reason, String... messages) {
        return start(code, reason, List.of(messages));
    }

    private static TinyWebSocketServer start(int code, String reason, List<String> messages) {
        try {
            TinyWebSocketServer server =
                    new TinyWebSocketServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(() -> server.run(code, reason, messages), "tiny-websocket-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    private void run(int code, String reason, List<String> messages) {
        try (Socket socket = listener.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String head = readHead(in);
            requestHead.complete(head);
            out.write(handshake(head).getBytes(StandardCharsets.US_ASCII));
            out.write(frame(TEXT, WELCOME.getBytes(StandardCharsets.UTF_8)));
            firstMessage.complete(new String(readFrame(in), StandardCharsets.UTF_8));
            for (String message : messages) {
                out.write(frame(TEXT, message.getBytes(StandardCharsets.UTF_8)));
            }
            if (code != STAYS_OPEN) {
                out.write(frame(CLOSE, closePayload(code, reason)));
            }
            closeCode.complete((int) ByteBuffer.wrap(readFrame(in)).getShort());
            out.write(frame(CLOSE, closePayload(1000, "")));
        } catch (IOException | GeneralSecurityException e) {
            requestHead.completeExceptionally(e);
            firstMessage.completeExceptionally(e);
            closeCode.completeExceptionally(e);
        }
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static String handshake(String head) throws GeneralSecurityException {
        Matcher key = KEY.matcher(head);
        if (!key.find()) {
            throw new GeneralSecurityException("no Sec-WebSocket-Key in " + head);
        }
        byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key.group(1) + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: ringdown.v1\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
    }

    /** Reads a masked frame of less than 64 KiB and returns its payload. */
    private static byte[] readFrame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int shortLength = in.readUnsignedByte() & 0x7F;
        int length = shortLength < 126 ? shortLength : in.readUnsignedShort();
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return payload;
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static byte[] closePayload(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    String url() {
        return "ws://127.0.0.1:" + listener.getLocalPort() + "/v1.0/ws";
    }

    String requestHead() throws Exception {
        return requestHead.get(30, TimeUnit.SECONDS);
    }

    String firstMessage() throws Exception {
        return firstMessage.get(30, TimeUnit.SECONDS);
    }

    int closeCode() throws Exception {
        return closeCode.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
