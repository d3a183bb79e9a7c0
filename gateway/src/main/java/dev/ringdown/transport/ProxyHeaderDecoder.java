package dev.ringdown.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;

/** Decodes the header, and notes what is none; its parent then closes the channel. Confined to the channel's event loop. */
final class ProxyHeaderDecoder extends HAProxyMessageDecoder {
    /** What a proxy may say besides addresses, such as a certificate; none of it is used. */
    private static final int MAX_TLV_BYTES = 4096;

    private final ProxyHeaderFaults faults;

    ProxyHeaderDecoder(ProxyHeaderFaults faults) {
        super(MAX_TLV_BYTES, true);
        this.faults = faults;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        try {
            super.channelRead(ctx, message);
        } catch (DecoderException e) {
            faults.note(ctx.channel().remoteAddress(), String.valueOf(e.getMessage()));
            ctx.close();
        }
    }
}
