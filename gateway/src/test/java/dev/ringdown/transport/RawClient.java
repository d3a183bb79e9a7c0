package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A socket and just enough of RFC 6455 to be rude on it. Confined to the test. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(InetSocketAddress server) throws IOException {
        this(server, 0);
    }

    /** @param receiveBytes how much the system may take that is not read, about; 0: as much as it likes */
    RawClient(InetSocketAddress server, int receiveBytes) throws IOException {
        socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(server);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** A handshake with these header lines more, each with its line end. */
    static String handshake(String uri, String moreHeaders) {
        return "GET " + uri + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + moreHeaders
                + "\r\n";
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Sends a frame of less than 126 bytes, or of less than 64 KiB, masked with zeros. */
    void sendFrame(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    void sendText(String text) throws IOException {
        sendFrame(0x81, text.replace('\'', '"').getBytes(UTF_8));
    }

    /** Ends the sending half. */
    void sayNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /** The status line and headers of the answer. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The next chunk of a chunked answer (RFC 9112 section 7.1); empty at its end. */
    String readChunk() throws IOException {
        StringBuilder size = new StringBuilder();
        while (size.indexOf("\r\n") < 0) {
            size.append((char) in.readUnsignedByte());
        }
        byte[] chunk = new byte[Integer.parseInt(size.toString().strip(), 16)];
        in.readFully(chunk);
        in.readUnsignedShort(); // its line end
        return new String(chunk, UTF_8);
    }

    /** The next frame, as "text …", or "close 1000 …". */
    String readFrame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        if (opcode == 8) {
            int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
            return "close " + code + ' ' + new String(payload, 2, payload.length - 2, UTF_8);
        }
        return (opcode == 1 ? "text " : "opcode " + opcode + ' ') + new String(payload, UTF_8);
    }

    /** What comes until the server closes the connection. */
    String readRest() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    /**
     * Whether the server has closed the connection; waits for that or for a further byte. A server that closes while there is
     * something that it has not read resets the connection (RFC 9293 section 3.6.1).
     */
    boolean isAtEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
