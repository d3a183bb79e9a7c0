package dev.ringdown.tests.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A TCP connection on which a test sends what it likes. Confined to its test. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    public RawConnection(URI address) {
        this(address, 0);
    }

    /** @param receiveBufferBytes what the kernel takes before the peer has to wait; 0: what it likes */
    RawConnection(URI address, int receiveBufferBytes) {
        try {
            socket = new Socket();
            if (receiveBufferBytes > 0) {
                socket.setReceiveBufferSize(receiveBufferBytes); // before connecting, or it comes too late
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Patience.millis());
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), Patience.millis());
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + address, e);
        }
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send", e);
        }
    }

    /** Reads one HTTP answer. */
    public HttpAnswer readAnswer() {
        try {
            return HttpAnswer.read(in);
        } catch (IOException e) {
            throw new AssertionError("no HTTP answer came", e);
        }
    }

    /** What comes until the peer says no more. */
    public String readRest() {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the connection was not ended in order", e);
        }
    }

    /** Says no more, and still hears. */
    public void endInput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the sending half", e);
        }
    }

    /** Reads one frame of a WebSocket. */
    public Frame readFrame() {
        try {
            return Frame.read(in);
        } catch (IOException e) {
            throw new AssertionError("no frame came", e);
        }
    }

    /** Whether the peer closes the connection without a further byte. */
    public boolean isEnded() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true; // a reset: the peer is gone and did not read everything
        } catch (IOException e) {
            throw new AssertionError("the connection stays open", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a socket", e);
        }
    }
}
