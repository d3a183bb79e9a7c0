package dev.ringdown.torture.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import javax.net.ssl.SSLContext;
import tlschannel.ClientTlsChannel;
import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.TlsChannel;

/** TLS over a channel that does not block, as its client. What has to wait is no bytes, as of such a channel. Confined to its socket. */
final class TlsBytes implements ByteChannel {
    private final TlsChannel channel;

    /** Nothing can be written before something was read: the handshake is under way. */
    private boolean waitsForPeer;

    private boolean waitsForSocket;

    TlsBytes(ByteChannel below, SSLContext context) {
        channel = ClientTlsChannel.newBuilder(below, context).build();
    }

    /** Whether it could go on if the socket took something. */
    boolean wantsToWrite(boolean more) {
        return waitsForSocket || more && !waitsForPeer;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            int count = channel.read(into);
            waitsForPeer = false;
            return count;
        } catch (NeedsReadException e) {
            waitsForSocket = false;
            return 0;
        } catch (NeedsWriteException e) {
            waitsForSocket = true;
            return 0;
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        waitsForPeer = false;
        waitsForSocket = false;
        try {
            return channel.write(from);
        } catch (NeedsReadException e) {
            waitsForPeer = true;
            return 0;
        } catch (NeedsWriteException e) {
            waitsForSocket = true;
            return 0;
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
