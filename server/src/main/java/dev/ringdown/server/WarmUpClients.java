package dev.ringdown.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients of the warm-up: they subscribe, then read whatever comes without looking at it, on a thread of their own. */
final class WarmUpClients implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUpClients.class);
    private static final byte[] NO_MASK = new byte[4]; // zero is a masking key like any other (RFC 6455 section 5.3)

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final BooleanSupplier isOver;
    private final Thread reader = new Thread(this::read, "warm-up-clients");
    private final AtomicLong receivedBytes = new AtomicLong();

    /**
     * @param subscribe the message that each of them sends
     * @param isOver when there is nothing to be read any more
     */
    WarmUpClients(URI address, String key, String subscribe, int count, BooleanSupplier isOver) throws IOException {
        this.isOver = isOver;
        reader.setDaemon(true);
        ByteBuffer hello = hello(key, subscribe);
        for (int i = 0; i < count && !isOver.getAsBoolean(); i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
            channels.add(channel);
            channel.write(hello.duplicate()); // a few hundred bytes into an empty socket
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /** The handshake, and the message right after it. */
    private static ByteBuffer hello(String key, String subscribe) {
        byte[] handshake = ("GET /v1.0/ws?accesskey=" + key
                        + " HTTP/1.1\r\nHost: warm-up\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: d2FybS11cCB3YXJtLXVwIQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] text = subscribe.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(handshake.length + 2 + NO_MASK.length + text.length)
                .put(handshake)
                .put((byte) 0x81) // a whole text
                .put((byte) (0x80 | text.length)) // at most 125 bytes
                .put(NO_MASK)
                .put(text)
                .flip();
    }

    void start() {
        reader.start();
    }

    private void read() {
        try {
            while (!isOver.getAsBoolean() && selector.isOpen()) {
                selector.select(key -> read((SocketChannel) key.channel()), 50);
            }
        } catch (IOException e) {
            LOG.debug("the warm-up's clients ended early: {}", e.toString());
        }
    }

    private void read(SocketChannel channel) {
        try {
            for (int length = channel.read(buffer.clear()); length != 0; length = channel.read(buffer.clear())) {
                if (length < 0) {
                    channel.close();
                    return;
                }
                receivedBytes.addAndGet(length);
            }
        } catch (IOException e) {
            LOG.debug("a client of the warm-up ended early: {}", e.toString());
        }
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    @Override
    public void close() throws IOException {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
