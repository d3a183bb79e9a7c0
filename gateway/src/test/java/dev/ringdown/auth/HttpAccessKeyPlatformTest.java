package dev.ringdown.auth;

import static dev.ringdown.testing.People.CUSTOMER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through real sockets: what is asked, and what each answer means. */
@Timeout(60)
class HttpAccessKeyPlatformTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String KEY = "vb_3kq8 +/=&;%é";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private @Nullable HttpContext context;
    private final CountDownLatch released = new CountDownLatch(1);

    HttpAccessKeyPlatformTest() throws IOException {
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdown();
    }

    /** As VoIPBin's own client shows its key; the value is encoded as Go's {@code url.QueryUnescape} reads it. */
    @Test
    void theKeyStandsInACookie() {
        answer(200, "{\"id\":\"" + CUSTOMER + "\"}");

        assertThat(ask("/v1.0/customer", "/id", false)).isEqualTo(new PlatformAnswer.Customer(CUSTOMER));
        assertThat(requests)
                .containsExactly("GET /v1.0/customer accesskey=vb_3kq8+%2B%2F%3D%26%3B%25%C3%A9 application/json");
    }

    @ParameterizedTest
    @CsvSource({"/v1.0/customer, ?", "/v1.0/customer?fields=id, &"})
    void orInTheQuery(String path, String separator) {
        answer(200, "{\"id\":\"" + CUSTOMER + "\"}");

        assertThat(ask(path, "/id", true)).isEqualTo(new PlatformAnswer.Customer(CUSTOMER));
        assertThat(requests)
                .containsExactly(
                        "GET " + path + separator + "accesskey=vb_3kq8+%2B%2F%3D%26%3B%25%C3%A9 null application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/id              | {'name':'x','id':'CUSTOMER','email':'a@b.c'}",
                "/customer/id     | {'customer':{'id':'CUSTOMER'},'id':'0'}",
                "/customers/1/id  | {'customers':[{'id':'0'},{'id':'CUSTOMER'}]}",
                "/a~1b/c~0d       | {'a/b':{'c~d':'CUSTOMER'}}"
            })
    void theCustomerStandsWhereThePointerSays(String pointer, String answer) {
        answer(200, answer.replace('\'', '"').replace("CUSTOMER", CUSTOMER.toString()));

        assertThat(ask("/", pointer, false)).isEqualTo(new PlatformAnswer.Customer(CUSTOMER));
    }

    @Test
    void theWholeAnswerMayBeTheCustomer() {
        answer(200, "\"" + CUSTOMER + "\"");

        assertThat(ask("/", "", false)).isEqualTo(new PlatformAnswer.Customer(CUSTOMER));
    }

    @Test
    void onlyTheseTwoAreRefusals() {
        answer(401, "{}");
        assertThat(ask("/", "/id", false)).isEqualTo(new PlatformAnswer.Refusal(false));

        answer(403, "{\"id\":\"" + CUSTOMER + "\"}");
        assertThat(ask("/", "/id", false)).isEqualTo(new PlatformAnswer.Refusal(true));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 429, 500, 502, 503})
    void anyOtherStatusIsNoAnswer(int status) {
        answer(status, "{\"id\":\"" + CUSTOMER + "\"}");

        assertThat(ask("/", "/id", false)).isEqualTo(new PlatformAnswer.NoAnswer("status " + status));
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sorry",
                "{}",
                "[]",
                "null",
                "{\"id\":null}",
                "{\"id\":17}",
                "{\"id\":{}}",
                "{\"id\":\"acme\"}",
                "{\"id\":\"00000000-0000-0000-0000-000000000000\"}",
                "{\"ID\":\"5013bc52-da9a-11ee-844f-2fa34248de28\"}",
                "<html>5013bc52-da9a-11ee-844f-2fa34248de28</html>"
            })
    void nonsenseIsNoAnswer(String body) {
        answer(200, body);

        assertThat(ask("/", "/id", false))
                .isEqualTo(new PlatformAnswer.NoAnswer("status 200 without the UUID of a customer at /id"));
    }

    @Test
    void anAnswerMayHaveSoManyBytes() {
        String id = "{\"id\":\"" + CUSTOMER + "\"}";
        answer(200, id + " ".repeat(HttpAccessKeyPlatform.MAX_ANSWER_BYTES - id.length()));
        assertThat(ask("/", "/id", false)).isEqualTo(new PlatformAnswer.Customer(CUSTOMER));

        answer(200, id + " ".repeat(HttpAccessKeyPlatform.MAX_ANSWER_BYTES - id.length() + 1));
        assertThat(ask("/", "/id", false)).isEqualTo(new PlatformAnswer.NoAnswer("an answer of more than 65536 bytes"));
    }

    @Test
    void whoDoesNotAnswerInTimeIsNotWaitedFor() {
        handle(exchange -> await());

        assertThat(ask("/", "/id", false, Duration.ofMillis(100)))
                .isEqualTo(new PlatformAnswer.NoAnswer("no answer within 100 ms"));
    }

    @Test
    void neitherIsWhoBeginsAndDoesNotGoOn() {
        handle(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });

        assertThat(ask("/", "/id", false, Duration.ofMillis(500)))
                .isEqualTo(new PlatformAnswer.NoAnswer("no answer within 500 ms"));
    }

    @Test
    void whoIsNotThereIsNoAnswer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(ask(URI.create("http://127.0.0.1:" + free + "/"), "/id", true, LONG))
                .isEqualTo(new PlatformAnswer.NoAnswer("ConnectException"));
    }

    private void answer(int status, String body) {
        handle(exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    private void handle(HttpHandler handler) {
        requests.clear();
        if (context != null) {
            server.removeContext(context);
        }
        context = server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(shown(exchange));
                handler.handle(exchange);
            }
        });
    }

    private static String shown(HttpExchange exchange) {
        return exchange.getRequestMethod()
                + ' '
                + exchange.getRequestURI()
                + ' '
                + exchange.getRequestHeaders().getFirst("Cookie")
                + ' '
                + exchange.getRequestHeaders().getFirst("Accept");
    }

    private void await() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private PlatformAnswer ask(String path, String pointer, boolean inQuery) {
        return ask(path, pointer, inQuery, LONG);
    }

    private PlatformAnswer ask(String path, String pointer, boolean inQuery, Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return ask(url, pointer, inQuery, timeout);
    }

    private static PlatformAnswer ask(URI url, String pointer, boolean inQuery, Duration timeout) {
        LookupOptions options = new LookupOptions(url, pointer, inQuery, LONG, LONG, timeout, 10, 10, 10);
        return new HttpAccessKeyPlatform(options).ask(KEY).join();
    }
}
