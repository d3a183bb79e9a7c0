package dev.ringdown.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringdown.config.PeersSection;
import dev.ringdown.fetch.BoundedHttp;
import dev.ringdown.log.Checkpoint;
import dev.ringdown.log.embedded.CopiedStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of the other nodes, for one that has none. Confined to the thread that starts the node; all of it blocks. */
final class PeerStores {
    private static final Logger LOG = LoggerFactory.getLogger(PeerStores.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_ANSWER_BYTES = 1024 * 1024; // four pieces, or the names of 15,000 files
    private static final String PATH = "/v1.0/checkpoints";

    private final PeersSection peers;
    private final BoundedHttp http;

    PeerStores(PeersSection peers) {
        this.peers = peers;
        this.http = new BoundedHttp(peers.timeout(), MAX_ANSWER_BYTES, HttpClient.Redirect.NEVER);
    }

    /** Whether anybody can be asked. */
    boolean areKnown() {
        return !peers.addresses().isEmpty();
    }

    /**
     * Fills a folder with the store of the first peer that gives its own. If nobody does, what has come is of no use but to the next
     * call.
     *
     * @return why nobody did, a peer after the other; empty if one did
     */
    String copyTo(Path folder) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (URI peer : peers.addresses()) {
            try {
                copy(peer, folder);
                return "";
            } catch (IOException e) {
                reasons.add(peer + ": " + e.getMessage());
            }
        }
        return String.join("; ", reasons);
    }

    private void copy(URI peer, Path folder) throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        Checkpoint checkpoint = begin(peer);
        try {
            CopiedStore.fill(folder, checkpoint, (file, fromByte) -> piece(peer, checkpoint, file, fromByte));
        } finally {
            end(peer, checkpoint);
        }
        LOG.info(
                "the log of another node was copied peer={} folder={} bytes={} millis={}",
                peer,
                folder,
                checkpoint.bytes(),
                (System.nanoTime() - beganNanos) / 1_000_000);
    }

    private Checkpoint begin(URI peer) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(request(peer, PATH).POST(BodyPublishers.noBody()), 201);
        JsonNode answer = JSON.readTree(response.body());
        List<Checkpoint.File> files = new ArrayList<>();
        for (JsonNode file : answer.path("files")) {
            files.add(new Checkpoint.File(
                    file.path("name").asText(), file.path("bytes").asLong()));
        }
        String id = answer.path("id").asText();
        if (!id.matches("[0-9A-Za-z-]+") || files.isEmpty()) {
            throw new IOException("it answered with something else than a checkpoint");
        }
        return new Checkpoint(id, files);
    }

    private byte[] piece(URI peer, Checkpoint checkpoint, Checkpoint.File file, long fromByte) throws IOException {
        String query = "?file=" + file.name() + "&from=" + fromByte; // the name has been looked at
        try {
            return send(request(peer, PATH + '/' + checkpoint.id() + query), 200)
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void end(URI peer, Checkpoint checkpoint) throws InterruptedException {
        try {
            send(request(peer, PATH + '/' + checkpoint.id()).DELETE(), 204);
        } catch (IOException e) {
            LOG.warn(
                    "checkpoint {} of {} could not be ended: {} (it ends by itself)",
                    checkpoint.id(),
                    peer,
                    e.getMessage());
        }
    }

    private HttpRequest.Builder request(URI peer, String path) {
        return HttpRequest.newBuilder(URI.create(peer + path)).header("Authorization", "Bearer " + peers.key());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request).get();
        } catch (ExecutionException | CompletionException e) {
            throw new IOException(http.reason(e.getCause()), e);
        }
        if (response.statusCode() != expected) {
            throw new IOException(
                    "it answered " + response.statusCode() + ' ' + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }
}
