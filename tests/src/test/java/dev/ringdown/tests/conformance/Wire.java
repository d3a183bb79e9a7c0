package dev.ringdown.tests.conformance;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Handshake;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A gateway as the cases see it: two ports, and somebody who may use them. Confined to its test. */
final class Wire {
    private final RunningServer server;
    private final Agent agent = Agent.admin();
    private final String token = agent.token();

    Wire(RunningServer server) {
        this.server = server;
    }

    Agent agent() {
        return agent;
    }

    /** The path and query of a handshake of somebody who may come in. */
    String path() {
        return "/v1.0/ws?token=" + token;
    }

    /** The lines of such a handshake, all but the request line and the empty one at its end. */
    String[] handshakeLines() {
        return new String[] {
            "Host: " + server.publicAddress().getAuthority(),
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
        };
    }

    Handshake handshake() {
        return server.handshake().token(token);
    }

    RawWebSocket open() {
        return handshake().open();
    }

    /** With compression agreed on. */
    RawWebSocket openCompressed(String offer) {
        return handshake().header("Sec-WebSocket-Extensions", offer).open();
    }

    /** What one of the ports says to these lines and the body behind them, until it ends the connection. */
    Said say(Side side, String body, String... lines) {
        return sayAll(side, text(body, lines));
    }

    /** The same, of a peer that says itself that it says no more. */
    Said sayAndEnd(Side side, String body, String... lines) {
        return sayAllAndEnd(side, text(body, lines));
    }

    Said sayAll(Side side, String requests) {
        try (RawConnection connection = connect(side)) {
            connection.write(bytes(requests));
            return new Said(connection.readRest());
        }
    }

    Said sayAllAndEnd(Side side, String requests) {
        try (RawConnection connection = connect(side)) {
            connection.write(bytes(requests));
            connection.endInput();
            return new Said(connection.readRest());
        }
    }

    RawConnection connect(Side side) {
        return new RawConnection(address(side));
    }

    URI address(Side side) {
        return side == Side.PUBLIC ? server.publicAddress() : server.internalAddress();
    }

    /** The header that lets somebody publish. */
    static String publisher() {
        return "Authorization: Bearer " + RunningServer.PUBLISHER_KEY;
    }

    static String text(String body, String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    /** A byte for each character. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
