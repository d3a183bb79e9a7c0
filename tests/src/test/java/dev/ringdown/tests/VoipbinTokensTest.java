package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tokens that PyJWT signs, with the claims that VoIPBin's code writes ({@code bin-api-manager/pkg/servicehandler/auth.go} and
 * {@code boot.go}, {@code models/auth/auth.go}, September 2026), and with a secret as long as that of its template.
 */
@Tag("python")
class VoipbinTokensTest {
    private static final String SECRET = "26-bytes-as-VoIPBin-has-it";
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final UUID CHAT = UUID.randomUUID();

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("auth.jwt.secret=" + SECRET, "auth.jwt.allow-short-secret=true");

    private static String signed(String claims) {
        RunProcess.Result minted = RunProcess.start(
                        List.of(
                                "/usr/bin/python3",
                                Project.script("python/voipbin_token.py").toString(),
                                SECRET,
                                claims.replace('\'', '"').replace("CUSTOMER", CUSTOMER.toString())),
                        Map.of())
                .awaitEnd();
        assertThat(minted.exitCode()).as(minted.err()).isZero();
        return minted.out().strip();
    }

    private static String agent(String permission, String layout) {
        return signed("{'type':'agent','agent':{'id':'a0000000-0000-4000-8000-00000000000a','customer_id':'CUSTOMER',"
                + "'username':'rita@example.com','password_hash':'','name':'Rita','detail':'','ring_method':'ringall',"
                + "'status':'available','permission':" + permission + ",'tag_ids':null,'addresses':null},"
                + "'expire_in':3600,'layout':'" + layout + "'}");
    }

    private static String direct(String more) {
        return signed("{'type':'direct','direct':{'customer_id':'CUSTOMER','resource_type':'webchat',"
                + "'resource_id':'dddddddd-0000-0000-0000-00000000beef','allowed_resource_types':['webchat_session']"
                + more
                + "},'expire_in':14400}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"today", "no-z", "blank"})
    void anAgentComesIn(String layout) {
        Subscriber agent = server.subscriber(server.handshake()
                .token(agent("32", layout))
                .offering("ringdown.v1")
                .open());

        assertThat(agent.next("welcome").text("customer")).isEqualTo(CUSTOMER.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "18446744073709551648", "1e300", "'32'"})
    void nobodyBecomesASuperAdminByAnOddPermission(String permission) {
        server.handshake().token(agent(permission, "today")).refusal().assertProblem(401, "agent.permission");
    }

    @Test
    void aVisitorReadsItsChatAndNoOther() {
        String another = UUID.randomUUID().toString();
        Subscriber visitor = server.subscriber(server.handshake()
                .token(direct(",'allowed_resource_id':'" + CHAT + "','scope_version':2"))
                .open());
        visitor.subscribe("customer_id:" + CUSTOMER + ":webchat_session:" + CHAT);
        visitor.send("{\"type\":\"subscribe\",\"topics\":[\"webchat_session:" + another + "\"]}");
        visitor.nextError("forbidden");

        server.publish(TestEvent.of("webchat_session_ended", CUSTOMER).with("id", another));
        server.publish(TestEvent.of("webchat_session_ended", CUSTOMER).with("id", CHAT.toString()));

        visitor.assertEvents("webchat_session_ended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'allowed_resource_id':'00000000-0000-0000-0000-000000000000','scope_version':2",
                ",'allowed_resource_id':'bbbbbbbb-0000-0000-0000-00000000beef','scope_version':1"
            })
    void aVisitorWhoseTokenNamesNoChatDoesNotComeIn(String more) {
        server.handshake().token(direct(more)).refusal().assertProblem(401, "the token's claim direct.");
    }

    @Test
    void aDelegateDoesNotComeIn() {
        String delegate = signed("{'type':'delegate','sub':'a0000000-0000-4000-8000-00000000000a','aud':'voipbin-api',"
                + "'jti':'ffffffff-0000-4000-8000-00000000beef','exp':4102444800,'customer_id':'CUSTOMER'}");

        server.handshake().token(delegate).refusal().assertProblem(403, "a delegate token");
    }

    @Test
    void theShortSecretIsWarnedOf() {
        assertThat(server.process().out().all())
                .anyMatch(line -> line.contains("auth.jwt.secret has 26 bytes, fewer than the 32 of RFC 7518"));
    }
}
