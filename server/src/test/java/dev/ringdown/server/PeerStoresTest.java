package dev.ringdown.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringdown.config.PeersSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node takes the store of the first peer that gives it, and says of each other one why it did not. */
class PeerStoresTest {
    private static final String KEY = "the-key-of-all-nodes";

    /** A peer that answers each path as it was told to, and whatever it was not told with 503. */
    private final class Peer {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private String begun = "{\"id\":\"c-1\",\"files\":[{\"name\":\"CURRENT\",\"bytes\":5}]}";
        private String piece = "";
        private int status = 201;

        private Peer() throws IOException {
            server.createContext("/", this::answer);
            server.start();
            peers.add(this);
        }

        private void answer(HttpExchange exchange) throws IOException {
            String what = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
            asked.add(what);
            boolean known =
                    ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!known) {
                send(exchange, 401, "who are you");
            } else if (what.equals("POST /v1.0/checkpoints")) {
                send(exchange, status, status == 201 ? begun : "not ready");
            } else if (what.startsWith("DELETE ")) {
                send(exchange, 204, "");
            } else if (piece.equals("never")) {
                return; // the exchange stays open
            } else {
                int from = Integer.parseInt(what.substring(what.indexOf("from=") + 5));
                send(
                        exchange,
                        200,
                        piece.substring(Math.min(from, piece.length()), Math.min(from + 3, piece.length())));
            }
        }

        private void send(HttpExchange exchange, int code, String body) throws IOException {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        private URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }
    }

    private final List<Peer> peers = new ArrayList<>();

    @TempDir
    private Path folders = Path.of("");

    @AfterEach
    void end() {
        peers.forEach(peer -> peer.server.stop(0));
    }

    private PeerStores stores(Duration timeout) {
        return new PeerStores(new PeersSection(peers.stream().map(Peer::address).toList(), KEY, timeout));
    }

    private PeerStores stores() {
        return stores(Duration.ofSeconds(20));
    }

    private Path folder() {
        return folders.resolve("log");
    }

    @Test
    void piecesBecomeFilesAndThePeerIsToldWhenItIsOver() throws Exception {
        Peer peer = new Peer();
        peer.piece = "abcde";

        assertThat(stores().copyTo(folder())).isEmpty();

        assertThat(Files.readString(folder().resolve("CURRENT"))).isEqualTo("abcde");
        assertThat(folder().resolve("COPYING")).doesNotExist();
        assertThat(peer.asked)
                .containsExactly(
                        "POST /v1.0/checkpoints",
                        "GET /v1.0/checkpoints/c-1?file=CURRENT&from=0",
                        "GET /v1.0/checkpoints/c-1?file=CURRENT&from=3",
                        "DELETE /v1.0/checkpoints/c-1");
    }

    @Test
    void theNextOneIsAskedIfOneIsNotReadyOrGoesAwayInTheMiddle() throws Exception {
        Peer notReady = new Peer();
        notReady.status = 503;
        Peer leaving = new Peer();
        leaving.piece = "ab";
        Peer good = new Peer();
        good.piece = "abcde";

        assertThat(stores().copyTo(folder())).isEmpty();

        assertThat(leaving.asked).last().isEqualTo("DELETE /v1.0/checkpoints/c-1");
        assertThat(Files.readString(folder().resolve("CURRENT"))).isEqualTo("abcde");
    }

    @Test
    void ifNobodyGivesItsStoreEachReasonIsTold() throws Exception {
        Peer notReady = new Peer();
        notReady.status = 503;
        Peer other = new Peer();
        other.begun = "{\"id\":\"c-1\"}";
        Peer gone = new Peer();
        gone.server.stop(0);

        assertThat(stores().copyTo(folder()))
                .isEqualTo(notReady.address() + ": it answered 503 not ready; " + other.address()
                        + ": it answered with something else than a checkpoint; " + gone.address()
                        + ": ConnectException");
        assertThat(folder()).doesNotExist();
    }

    @Test
    void aPeerThatDoesNotAnswerIsNotWaitedForWithoutEnd() throws Exception {
        Peer silent = new Peer();
        silent.piece = "never";

        assertThat(stores(Duration.ofMillis(100)).copyTo(folder()))
                .isEqualTo(silent.address() + ": no answer within 100 ms");
    }

    @Test
    void namesThatLeadElsewhereAreNotFollowed() throws Exception {
        Peer hostile = new Peer();
        hostile.begun = "{\"id\":\"c-1\",\"files\":[{\"name\":\"../CURRENT\",\"bytes\":5}]}";
        hostile.piece = "abcde";

        assertThat(stores().copyTo(folder()))
                .isEqualTo(hostile.address() + ": a checkpoint has no file of this name: ../CURRENT");
        assertThat(folders.resolve("CURRENT")).doesNotExist();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        Peer endless = new Peer();
        endless.begun = " ".repeat(2 << 20);

        assertThat(stores().copyTo(folder())).isEqualTo(endless.address() + ": an answer of more than 1048576 bytes");
    }
}
