package dev.ringdown.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Through real sockets of the JDK. */
class CutTest {
    private static final int TIMES = 500;
    private static final String WELCOME =
            "{\"type\":\"welcome\",\"session\":\"s\",\"sequence\":\"6b052a6c-0000000000000000\","
                    + "\"limits\":{\"messageBytes\":65536,\"topics\":1000,\"heartbeat\":3600000,\"retention\":86400}}";

    private final CountDownLatch connections = new CountDownLatch(TIMES);

    /** On a busy machine one stayed half closed now and then; see {@link JdkDialer}. */
    @Test
    void aCutRightBehindAMessageIsNoticed() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread gateway = new Thread(() -> greetAndCut(server));
            gateway.start();
            String url = "ws://127.0.0.1:" + server.getLocalPort() + "/v1.0/ws";
            try (Connection connection = Ringdown.connect(
                    ConnectOptions.to(url).token("t").backoff(Duration.ofMillis(1), Duration.ofMillis(1)))) {
                connection.subscribe("call", event -> {});
                assertThat(connections.await(60, TimeUnit.SECONDS))
                        .as("connections that were not made: %s", connections)
                        .isTrue();
            }
        }
    }

    private void greetAndCut(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setTcpNoDelay(true);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                String key = "";
                for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                        key = line.substring(18).strip();
                    }
                }
                OutputStream out = socket.getOutputStream();
                out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Protocol: ringdown.v1\r\nSec-WebSocket-Accept: " + accept(key)
                                + "\r\n\r\n")
                        .getBytes(US_ASCII));
                byte[] text = WELCOME.getBytes(US_ASCII);
                byte[] frame = new byte[4 + text.length];
                frame[0] = (byte) 0x81; // a whole text (RFC 6455 section 5.2)
                frame[1] = 126;
                frame[2] = (byte) (text.length >> 8);
                frame[3] = (byte) text.length;
                System.arraycopy(text, 0, frame, 4, text.length);
                out.write(frame);
                if (socket.getInputStream().read(new byte[1024]) > 0) { // the client has taken the message
                    connections.countDown();
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** RFC 6455 section 4.2.2. */
    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
