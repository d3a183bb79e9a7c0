package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Handshake;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A credential may stand in six places; the first of them that holds one counts, if it is not a cookie that is not good. */
class CredentialsTest {
    private static final Agent ADMIN = Agent.admin();
    private static final Agent OTHER = Agent.admin();
    private static final UUID KEY_CUSTOMER = UUID.randomUUID();
    private static final String ACCESS_KEY = "access-key-of-the-tests";

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "auth.access-keys.desk.key=" + ACCESS_KEY,
            "auth.access-keys.desk.customer=" + KEY_CUSTOMER,
            "auth.access-keys.desk.expires=2099-01-01T00:00:00Z");

    /** Opens the session and returns whose it is. */
    private static String customerOf(Handshake handshake) {
        Subscriber subscriber =
                server.subscriber(handshake.offering("ringdown.v1").open());
        return subscriber.next("welcome").text("customer");
    }

    @Test
    void theTokenMayStandInTheQuery() {
        Handshake handshake = server.handshake().token(ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void agentsDesksConnectAtAPathOfTheirOwn() {
        Handshake handshake = server.handshake().path("/v1.0/service_agents/ws").token(ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void anAccessKeyMayStandInTheQuery() {
        Handshake handshake = server.handshake().accessKey(ACCESS_KEY);

        assertThat(customerOf(handshake)).isEqualTo(KEY_CUSTOMER.toString());
    }

    @Test
    void theTokenMayStandInTheAuthorizationHeader() {
        Handshake handshake = server.handshake().bearer(ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void theTokenMayBeOfferedAsASubprotocolAndIsNeverAnswered() {
        Subscriber subscriber = server.subscriber(server.handshake()
                .offering("bearer." + ADMIN.token(), "ringdown.v1")
                .open());

        assertThat(subscriber.next("welcome").text("customer"))
                .isEqualTo(ADMIN.customer().toString());
        assertThat(subscriber.webSocket().subprotocol()).isEqualTo("ringdown.v1");
        assertThat(subscriber.webSocket().handshake().headers().toString()).doesNotContain(ADMIN.token());
    }

    @Test
    void aTokenOfferedAsTheOnlySubprotocolIsNotAnsweredEither() {
        Subscriber subscriber = server.subscriber(
                server.handshake().offering("bearer." + ADMIN.token()).open());

        assertThat(subscriber.webSocket().subprotocol()).isNull();
        subscriber.settle();
    }

    @Test
    void theQueryTokenComesBeforeTheAccessKey() {
        Handshake handshake = server.handshake().accessKey(ACCESS_KEY).token(ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void theAuthorizationHeaderComesBeforeTheAccessKey() {
        Handshake handshake = server.handshake().bearer(ADMIN.token()).accessKey(ACCESS_KEY);

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    /** Login at VoIPBin sets a cookie {@code token} (bin-api-manager/lib/service/auth.go). */
    @Test
    void theTokenMayStandInACookieAndComesBeforeEverything() {
        Handshake handshake = server.handshake()
                .header("Cookie", "theme=dark; token=" + ADMIN.token())
                .token(OTHER.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    /** As VoIPBin's own client connects (voipbin/mcp). */
    @Test
    void anAccessKeyMayStandInACookie() {
        Handshake handshake = server.handshake().header("Cookie", "accesskey=" + ACCESS_KEY);

        assertThat(customerOf(handshake)).isEqualTo(KEY_CUSTOMER.toString());
    }

    @Test
    void anyTokenComesBeforeTheAccessKeyOfACookie() {
        Handshake handshake =
                server.handshake().header("Cookie", "accesskey=" + ACCESS_KEY).bearer(ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void theAccessKeyOfACookieComesBeforeThatOfTheQuery() {
        Handshake handshake =
                server.handshake().header("Cookie", "accesskey=" + ACCESS_KEY).accessKey("nonsense-but-not-looked-at");

        assertThat(customerOf(handshake)).isEqualTo(KEY_CUSTOMER.toString());
    }

    @Test
    void aCookieThatHasEndedIsAsIfItWereNotThere() {
        String ended = TestTokens.of(OTHER)
                .expire(Instant.now().minus(Duration.ofSeconds(5)))
                .signedWith(TestTokens.SECRET);
        Handshake handshake =
                server.handshake().header("Cookie", "token=" + ended).accessKey(ACCESS_KEY);

        assertThat(customerOf(handshake)).isEqualTo(KEY_CUSTOMER.toString());
    }

    @Test
    void ofTwoCookiesTheGoodOneCounts() {
        Handshake handshake = server.handshake().header("Cookie", "token=nonsense; token=" + ADMIN.token());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void aPageOfTheGatewaysOwnHostUsesItsCookie() {
        Handshake handshake = server.handshake()
                .header("Cookie", "token=" + ADMIN.token())
                .header("Origin", server.publicAddress().toString());

        assertThat(customerOf(handshake)).isEqualTo(ADMIN.customer().toString());
    }

    /** Every page may connect here, but not as whoever looks at it (cross-site WebSocket hijacking). */
    @Test
    void aForeignPageDoesNotUseTheCookieOfItsVisitor() {
        server.handshake()
                .header("Cookie", "token=" + ADMIN.token())
                .header("Origin", "https://evil.example")
                .refusal()
                .assertProblem(401, "no credential");
        server.handshake()
                .header("Cookie", "accesskey=" + ACCESS_KEY)
                .header("Sec-Fetch-Site", "cross-site")
                .refusal()
                .assertProblem(401, "no credential");
    }

    @Test
    void aForeignPageMayConnectWithATokenOfItsOwn() {
        Handshake handshake = server.handshake()
                .header("Cookie", "token=" + ADMIN.token())
                .header("Origin", "https://foreign.example")
                .token(OTHER.token());

        assertThat(customerOf(handshake)).isEqualTo(OTHER.customer().toString());
    }

    @Test
    void theAuthorizationHeaderComesBeforeTheSubprotocol() {
        Subscriber subscriber = server.subscriber(server.handshake()
                .bearer(ADMIN.token())
                .offering("bearer." + OTHER.token(), "ringdown.v1")
                .open());

        assertThat(subscriber.next("welcome").text("customer"))
                .isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void aBadCredentialIsNotMadeGoodByAnotherBehindIt() {
        server.handshake().token("nonsense").bearer(ADMIN.token()).refusal().assertProblem(401, "");
    }

    @Test
    void anEndByExpCountsLikeOneByExpire() {
        String token = TestTokens.of(ADMIN)
                .exp(Instant.now().plus(Duration.ofHours(1)))
                .signedWith(TestTokens.SECRET);

        assertThat(customerOf(server.handshake().token(token)))
                .isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void aTokenWithoutTypeIsAnAgents() {
        String token = TestTokens.of(ADMIN)
                .without("type")
                .expire(Instant.now().plus(Duration.ofHours(1)))
                .signedWith(TestTokens.SECRET);

        assertThat(customerOf(server.handshake().token(token)))
                .isEqualTo(ADMIN.customer().toString());
    }

    @Test
    void anAccessKeyReadsAllOfItsCustomer() {
        Subscriber desk =
                server.subscriber(server.handshake().accessKey(ACCESS_KEY).open());
        desk.subscribe("customer_id:" + KEY_CUSTOMER, "call");

        TestEvent created = TestEvent.of("call_created", KEY_CUSTOMER);
        server.publish(created);

        desk.assertEvent(created);
    }

    @Test
    void aDirectTokenReadsTheOneResourceThatItNames() {
        UUID session = UUID.randomUUID();
        String token = TestTokens.direct(ADMIN.customer(), session, "webchat_session")
                .expire(Instant.now().plus(Duration.ofHours(1)))
                .signedWith(TestTokens.SECRET);
        TestEvent message =
                TestEvent.of("webchat_message_created", ADMIN.customer()).with("session_id", session.toString());
        Subscriber visitor = server.subscriber(server.handshake().token(token).open());
        visitor.subscribe(ADMIN.customerTopic("webchat_session:" + session));

        server.publish(TestEvent.of("webchat_message_created", ADMIN.customer()));
        server.publish(message);

        visitor.assertEvent(message);
    }

    @Test
    void theTokenCommandMintsTokensThatLetIn() {
        RunProcess.Result minted = RunProcess.runToEnd(
                "token",
                "--set",
                "auth.jwt.secret=" + TestTokens.SECRET,
                "--customer",
                ADMIN.customer().toString(),
                "--agent",
                ADMIN.id().toString(),
                "--permission",
                "manager");

        assertThat(minted.exitCode()).as(minted.err()).isZero();
        Subscriber subscriber = server.subscriber(
                server.handshake().token(minted.out()).offering("ringdown.v1").open());
        Message welcome = subscriber.next("welcome");
        assertThat(welcome.text("customer")).isEqualTo(ADMIN.customer().toString());
        assertThat(welcome.text("agent")).isEqualTo(ADMIN.id().toString());
        assertThat(welcome.json().path("permissions").toString()).isEqualTo("[\"manager\"]");
    }
}
