package dev.ringdown.torture.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection that never blocks: what is sent waits until the socket takes it, and what comes is heard as far as it may be
 * read. What it means is for the subclass. Confined to the thread of its selector.
 */
public abstract class SelectedSocket implements Selected {
    private static final int READ_BYTES = 16 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;

    /** Null: plain TCP. */
    private final @Nullable TlsBytes tls;

    private final ByteChannel bytes;
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>(2);
    private ByteBuffer in = NOTHING;
    private long mayRead = Long.MAX_VALUE;
    private long receivedBytes;
    private long waitingBytes;
    private long sentBytes;
    private boolean ended;

    /** Begins to connect. */
    SelectedSocket(Selector selector, Dial dial) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (dial.receiveBytes() > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, dial.receiveBytes()); // later it comes too late
        }
        tls = dial.tls() == null ? null : new TlsBytes(channel, dial.tls());
        bytes = tls == null ? channel : tls;
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        try {
            if (dial.from() != null) {
                channel.bind(new InetSocketAddress(dial.from(), 0));
            }
            channel.connect(new InetSocketAddress(dial.host(), dial.port()));
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** Something came; what is left of it comes again, with more behind it. */
    abstract void onBytes(ByteBuffer some);

    /** The connection has ended, and not by {@link #end}. */
    abstract void onEnd(String why);

    /** Sends this after what waits already; nothing happens when the connection has ended. */
    final void enqueue(ByteBuffer some) {
        if (!ended) {
            waitingBytes += some.remaining();
            out.add(some);
            interest();
        }
    }

    /** Writes at once what the socket takes. */
    final void flush() throws IOException {
        for (ByteBuffer next = out.peek(); next != null; next = out.peek()) {
            int before = next.remaining();
            bytes.write(next);
            waitingBytes -= before - next.remaining();
            sentBytes += before - next.remaining();
            if (next.hasRemaining()) {
                break;
            }
            out.remove();
        }
        interest();
    }

    /** From now on reads so many bytes and no more; 0 stops reading. */
    public final void mayRead(long most) {
        mayRead = most;
        interest();
    }

    private void interest() {
        if (key.isValid() && channel.isConnected()) {
            boolean writes = tls == null ? !out.isEmpty() : tls.wantsToWrite(!out.isEmpty());
            key.interestOps((writes ? SelectionKey.OP_WRITE : 0) | (mayRead > 0 ? SelectionKey.OP_READ : 0));
        }
    }

    @Override
    public final void ready() {
        try {
            if (key.isValid() && key.isConnectable()) {
                channel.finishConnect();
            }
            if (key.isValid() && channel.isConnected()) {
                read();
            }
            if (key.isValid() && channel.isConnected()) {
                flush();
            }
        } catch (IOException e) {
            lose(String.valueOf(e.getMessage())); // the peer is gone, and did not read everything
        }
    }

    private void read() throws IOException {
        int count = 1;
        for (boolean first = true; count > 0 && mayRead > 0 && !ended && (first || tls != null); first = false) {
            if (in.capacity() == 0) {
                in = ByteBuffer.allocate(READ_BYTES); // of ten thousand sockets most are never sent anything
            }
            in.limit(in.position() + (int) Math.min(in.capacity() - in.position(), mayRead));
            count = bytes.read(in); // of TLS as often as there is something: the selector does not see what it has read
            if (count < 0) {
                lose("end of stream");
                return;
            }
            receivedBytes += count;
            mayRead -= mayRead == Long.MAX_VALUE ? 0 : count;
            in.flip();
            if (count > 0) {
                onBytes(in);
            }
            in.compact();
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
            }
        }
        interest();
    }

    private void lose(String why) {
        if (!ended) {
            end();
            onEnd(why);
        }
    }

    /** The end that follows is a reset (RST). */
    final void resetAtEnd() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }

    /** Closes it without a word. */
    public final void end() {
        ended = true;
        out.clear();
        waitingBytes = 0;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more can be done with it.
        }
    }

    public final long receivedBytes() {
        return receivedBytes;
    }

    /** What the socket has taken; with TLS, of what is said over it. */
    public final long sentBytes() {
        return sentBytes;
    }

    /** What was to be sent and did not go into the socket yet. */
    public long waitingBytes() {
        return waitingBytes;
    }

    public final boolean isConnected() {
        return !ended && channel.isConnected();
    }

    /** Whether either end has closed the connection, as far as was read. */
    public final boolean isEnded() {
        return ended;
    }
}
