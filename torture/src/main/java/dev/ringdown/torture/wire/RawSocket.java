package dev.ringdown.torture.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which any bytes are sent, and as much of the answer is read as somebody likes. Confined to the thread
 * of its selector.
 */
public final class RawSocket implements Selected {
    /** Of what came, the first so many bytes are kept. */
    private static final int KEPT_BYTES = 64 * 1024;

    private static final int READ_BYTES = 16 * 1024;

    /** What is looked for is no longer. */
    private static final int CARRIED_CHARACTERS = 100;

    private static final ByteBuffer IN = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>(2);
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private ByteBuffer in = IN;
    private long mayRead = Long.MAX_VALUE;
    private long receivedBytes;
    private long waitingBytes;
    private final Set<String> found = new HashSet<>(2);
    private @Nullable Pattern wanted;
    private String carried = "";
    private boolean inTurn;
    private boolean firstIsSent;
    private boolean ended;

    /**
     * Begins to connect to 127.0.0.1.
     *
     * @param from the address that the server sees
     * @param receiveBytes of the socket's buffer; 0: what the system likes
     */
    public RawSocket(Selector selector, InetAddress from, int port, int receiveBytes) throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes); // before connecting, or it comes too late
        }
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        try {
            channel.bind(new InetSocketAddress(from, 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            end();
            throw e;
        }
    }

    /** Sends this after what waits already; nothing happens when the connection has ended. */
    public RawSocket send(byte[] bytes) {
        return send(ByteBuffer.wrap(bytes));
    }

    /** The same of a buffer, which many sockets may share. */
    public RawSocket send(ByteBuffer bytes) {
        if (!ended) {
            ByteBuffer mine = bytes.duplicate();
            waitingBytes += mine.remaining();
            out.add(mine);
            interest();
        }
        return this;
    }

    /** The same of a text. */
    public RawSocket send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is sent behind the first bytes waits until something comes back. To be said before anything is sent. */
    public RawSocket inTurn() {
        inTurn = true;
        return this;
    }

    /** From now on reads so many bytes and no more; 0 stops reading. */
    public RawSocket mayRead(long bytes) {
        mayRead = bytes;
        interest();
        return this;
    }

    private void interest() {
        if (key.isValid() && channel.isConnected()) {
            boolean mayWrite = !out.isEmpty() && !(inTurn && firstIsSent && receivedBytes == 0);
            key.interestOps((mayWrite ? SelectionKey.OP_WRITE : 0) | (mayRead > 0 ? SelectionKey.OP_READ : 0));
        }
    }

    @Override
    public void ready() {
        try {
            if (key.isValid() && key.isConnectable() && channel.finishConnect()) {
                interest();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end(); // the peer is gone, and did not read everything
        }
    }

    private void write() throws IOException {
        for (ByteBuffer next = out.peek(); next != null; next = out.peek()) {
            waitingBytes -= channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            out.remove();
            firstIsSent = true;
            if (inTurn && receivedBytes == 0) {
                break;
            }
        }
        interest();
    }

    private void read() throws IOException {
        if (in.capacity() == 0) {
            in = ByteBuffer.allocate(READ_BYTES); // of ten thousand sockets most are never sent anything
        }
        in.clear().limit((int) Math.min(READ_BYTES, mayRead));
        int count = channel.read(in);
        if (count < 0) {
            end();
            return;
        }
        receivedBytes += count;
        mayRead -= mayRead == Long.MAX_VALUE ? 0 : count;
        look(in.array(), count);
        kept.write(in.array(), 0, Math.min(count, KEPT_BYTES - kept.size()));
        interest();
    }

    private void look(byte[] bytes, int count) {
        if (wanted != null) {
            String text = carried + new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
            Matcher matcher = wanted.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            carried = text.substring(Math.max(0, text.length() - CARRIED_CHARACTERS));
        }
    }

    /** Remembers whatever matches in all that comes, however much that is: its first group. */
    public RawSocket lookFor(Pattern pattern) {
        wanted = pattern;
        return this;
    }

    /** What was looked for. */
    public Set<String> found() {
        return Set.copyOf(found);
    }

    /** What came, as text; of much only the beginning. */
    public String received() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    /** Forgets what came so far, to keep what comes next. */
    public void forget() {
        kept.reset();
    }

    public long receivedBytes() {
        return receivedBytes;
    }

    /** What was to be sent and did not go into the socket yet. */
    public long waitingBytes() {
        return waitingBytes;
    }

    public boolean isConnected() {
        return !ended && channel.isConnected();
    }

    /** Whether either end has closed the connection, as far as was read. */
    public boolean isEnded() {
        return ended;
    }

    /** Closes it without a word. */
    public void end() {
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
}
