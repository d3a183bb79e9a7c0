package dev.ringdown.torture.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
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
public final class RawSocket extends SelectedSocket {
    /** Of what came, the first so many bytes are kept. */
    private static final int KEPT_BYTES = 64 * 1024;

    /** What is looked for is no longer. */
    private static final int CARRIED_CHARACTERS = 100;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private final Set<String> found = new HashSet<>(2);
    private @Nullable Pattern wanted;
    private String carried = "";
    private boolean inTurn;
    private boolean spoken;

    /** What waits for the first answer. */
    private final ArrayDeque<ByteBuffer> held = new ArrayDeque<>(0);

    private long heldBytes;

    /** Begins to connect. */
    RawSocket(Selector selector, Dial dial) throws IOException {
        super(selector, dial);
    }

    /** Sends this after what waits already; nothing happens when the connection has ended. */
    public RawSocket send(byte[] bytes) {
        return send(ByteBuffer.wrap(bytes));
    }

    /** The same of a text. */
    public RawSocket send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of a buffer, which many sockets may share. */
    public RawSocket send(ByteBuffer bytes) {
        ByteBuffer mine = bytes.duplicate();
        if (isEnded()) {
            return this;
        }
        if (inTurn && spoken && receivedBytes() == 0) {
            held.add(mine);
            heldBytes += mine.remaining();
        } else {
            spoken = true;
            enqueue(mine);
        }
        return this;
    }

    /** What is sent behind the first bytes waits until something comes back. To be said before anything is sent. */
    public RawSocket inTurn() {
        inTurn = true;
        return this;
    }

    /** Ends it by a reset (RST), which leaves nothing of it to the system. */
    public void reset() {
        try {
            resetAtEnd();
        } catch (IOException e) {
            // It is closed already.
        }
        end();
    }

    @Override
    void onBytes(ByteBuffer some) {
        byte[] bytes = new byte[some.remaining()];
        some.get(bytes);
        look(bytes);
        kept.write(bytes, 0, Math.min(bytes.length, KEPT_BYTES - kept.size()));
        heldBytes = 0;
        for (ByteBuffer next = held.poll(); next != null; next = held.poll()) {
            enqueue(next);
        }
    }

    @Override
    void onEnd(String why) {
        held.clear();
        heldBytes = 0;
    }

    private void look(byte[] bytes) {
        if (wanted != null) {
            String text = carried + new String(bytes, StandardCharsets.ISO_8859_1);
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

    @Override
    public long waitingBytes() {
        return isEnded() ? 0 : super.waitingBytes() + heldBytes;
    }
}
